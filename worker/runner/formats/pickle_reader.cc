// The stack machine of Python's pickle format.

#include <cstring>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status_macros.h"
#include "worker/runner/formats/byte_io.h"
#include "worker/runner/formats/pickle.h"
#include "worker/runner/formats/pickle_node.h"

namespace octavo {
namespace {

using pickle::Global;
using pickle::Mark;
using pickle::Node;
using pickle::NodeArena;
using pickle::NodeDict;
using pickle::NodeList;
using pickle::StridedTensor;
using pickle::Tuple;

constexpr size_t kMaxNodes = 1 << 22;
// What opcodes copy that refer to earlier objects: storage keys, shapes, pairs. PyTorch names each of them once, which
// makes less bytes than the pickle has. What the other opcodes make is in proportion to their own bytes.
constexpr size_t kCopiedBytes = 1 << 20, kCopiedBytesPerByte = 16;
constexpr char kPickleRemedy[] = "save it as a dict of tensors and plain values";

class Unpickler {
 public:
  Unpickler(absl::Span<const uint8_t> bytes, const std::string& source, NodeArena& nodes)
      : bytes_(bytes), source_(source), copied_(kCopiedBytes + kCopiedBytesPerByte * bytes.size()), nodes_(nodes) {}

  absl::Status Read() {
    for (;;) {
      OCTAVO_ASSIGN_OR_RETURN(const uint8_t opcode, Take<uint8_t>());
      if (opcode == '.') break;
      OCTAVO_RETURN_IF_ERROR(Step(opcode));
      if (nodes_.size() > kMaxNodes) return Bad("it holds too many objects");
    }
    OCTAVO_ASSIGN_OR_RETURN(const Node* top, Pop());
    if (!stack_.empty()) return Bad("its stack is not empty at its end");
    nodes_.set_top(top);
    return absl::OkStatus();
  }

  size_t bytes_read() const { return at_; }
  std::vector<StorageId> TakeStorages() { return std::move(storages_); }

 private:
  absl::Status Bad(absl::string_view what) const {
    return absl::InvalidArgumentError(
        absl::StrCat(source_, " is not a usable PyTorch file: at byte ", at_, ", ", what, "; ", kPickleRemedy));
  }

  absl::Status Copied(size_t bytes) {
    return copied_.Take(bytes) ? absl::OkStatus() : Bad("its values are repeated too often");
  }

  template <typename T>
  absl::StatusOr<T> Take() {
    if (bytes_.size() - at_ < sizeof(T)) return Bad("the pickle is cut short");
    const T value = LoadLittleEndian<T>(bytes_, at_);
    at_ += sizeof(T);
    return value;
  }

  absl::StatusOr<std::string> TakeText(uint64_t size) {
    if (bytes_.size() - at_ < size) return Bad("a text reaches beyond the pickle");
    std::string text(reinterpret_cast<const char*>(bytes_.data()) + at_, size);
    at_ += size;
    return text;
  }

  absl::StatusOr<std::string> TakeLine() {
    size_t end = at_;
    while (end < bytes_.size() && bytes_[end] != '\n') ++end;
    if (end == bytes_.size()) return Bad("a name has no end");
    OCTAVO_ASSIGN_OR_RETURN(std::string line, TakeText(end - at_));
    ++at_;
    return line;
  }

  template <typename T>
  absl::Status Push(T value) {
    stack_.push_back(nodes_.Add(Node{std::move(value)}));
    return absl::OkStatus();
  }

  absl::StatusOr<Node*> Pop() {
    if (stack_.empty() || std::holds_alternative<Mark>(stack_.back()->value)) return Bad("its stack is empty");
    Node* node = stack_.back();
    stack_.pop_back();
    return node;
  }

  /// Everything above the last mark, which goes too.
  absl::StatusOr<NodeList> PopMarked() {
    size_t first = stack_.size();
    while (first > 0 && !std::holds_alternative<Mark>(stack_[first - 1]->value)) --first;
    if (first == 0) return Bad("a mark is missing");
    NodeList items(stack_.begin() + static_cast<ptrdiff_t>(first), stack_.end());
    stack_.resize(first - 1);
    return items;
  }

  absl::Status Step(uint8_t opcode) {
    switch (opcode) {
      case 0x80:  // PROTO
        return Protocol();
      case 0x95:  // FRAME
        return Take<uint64_t>().status();
      case 'N':
        return Push(std::monostate());
      case 0x88:
        return Push(true);
      case 0x89:
        return Push(false);
      case '}':
        return Push(NodeDict());
      case ']':
        return Push(NodeList());
      case ')':
        return Push(Tuple());
      case '(':
        return Push(Mark());
      case 'K':
        return PushInteger<uint8_t>();
      case 'M':
        return PushInteger<uint16_t>();
      case 'J':
        return PushInteger<int32_t>();
      case 0x8a:  // LONG1
        return Long();
      case 'G':
        return Real();
      case 'X':  // BINUNICODE
        return Text<uint32_t>();
      case 'T':  // BINSTRING: a text of Python 2
        return Text<uint32_t>();
      case 0x8c:  // SHORT_BINUNICODE
      case 'U':   // SHORT_BINSTRING
        return Text<uint8_t>();
      case 'c':  // GLOBAL
        return PushGlobal();
      case 0x93:  // STACK_GLOBAL
        return PushStackGlobal();
      default:
        return StepContainer(opcode);
    }
  }

  absl::Status StepContainer(uint8_t opcode) {
    switch (opcode) {
      case 'a':  // APPEND
        return Append(1);
      case 'e':  // APPENDS
        return Append(std::nullopt);
      case 's':  // SETITEM
        return SetItems(2);
      case 'u':  // SETITEMS
        return SetItems(std::nullopt);
      case 't': {
        OCTAVO_ASSIGN_OR_RETURN(NodeList items, PopMarked());
        return Push(Tuple{std::move(items)});
      }
      case 0x85:
      case 0x86:
      case 0x87:
        return ShortTuple(opcode - 0x84);
      case 'q':
        return PutMemo(Take<uint8_t>());
      case 'r':
        return PutMemo(Take<uint32_t>());
      case 0x94:  // MEMOIZE
        return PutMemo(absl::StatusOr<uint32_t>(static_cast<uint32_t>(memo_.size())));
      case 'h':
        return GetMemo(Take<uint8_t>());
      case 'j':
        return GetMemo(Take<uint32_t>());
      case 'R':
        return Reduce();
      case 'b':
        return Build();
      case 'Q':
        return PersistentId();
      default:
        return Bad(absl::StrFormat("opcode 0x%02x is not allowed", opcode));
    }
  }

  absl::Status Protocol() {
    OCTAVO_ASSIGN_OR_RETURN(const uint8_t version, Take<uint8_t>());
    return version >= 2 && version <= 4 ? absl::OkStatus()
                                        : Bad(absl::StrCat("pickle protocol ", version, " is not 2 to 4"));
  }

  template <typename T>
  absl::Status PushInteger() {
    OCTAVO_ASSIGN_OR_RETURN(const T number, Take<T>());
    return Push(static_cast<int64_t>(number));
  }

  absl::Status Long() {
    OCTAVO_ASSIGN_OR_RETURN(const uint8_t size, Take<uint8_t>());
    if (size > 8) return Bad("an integer does not fit 64 bits");
    OCTAVO_ASSIGN_OR_RETURN(const std::string digits, TakeText(size));
    uint64_t number = size > 0 && (digits.back() & 0x80) ? ~uint64_t{0} : 0;
    for (size_t i = size; i-- > 0;) number = (number << 8) | static_cast<uint8_t>(digits[i]);
    return Push(static_cast<int64_t>(number));
  }

  absl::Status Real() {
    OCTAVO_ASSIGN_OR_RETURN(const uint64_t bits, Take<uint64_t>());
    const uint64_t little = __builtin_bswap64(bits);
    double number;
    std::memcpy(&number, &little, sizeof(number));
    return Push(number);
  }

  template <typename Size>
  absl::Status Text() {
    OCTAVO_ASSIGN_OR_RETURN(const Size size, Take<Size>());
    OCTAVO_ASSIGN_OR_RETURN(std::string text, TakeText(size));
    return Push(std::move(text));
  }

  absl::Status PushAllowed(const std::string& name) {
    if (!pickle::IsAllowedGlobal(name))
      return Bad(absl::StrCat("it names '", name.substr(0, 100), "', which is not allowed and was not run"));
    return Push(Global{name});
  }

  absl::Status PushGlobal() {
    OCTAVO_ASSIGN_OR_RETURN(const std::string module, TakeLine());
    OCTAVO_ASSIGN_OR_RETURN(const std::string name, TakeLine());
    return PushAllowed(absl::StrCat(module, " ", name));
  }

  absl::Status PushStackGlobal() {
    OCTAVO_ASSIGN_OR_RETURN(const Node* name, Pop());
    OCTAVO_ASSIGN_OR_RETURN(const Node* module, Pop());
    const auto* name_text = std::get_if<std::string>(&name->value);
    const auto* module_text = std::get_if<std::string>(&module->value);
    if (name_text == nullptr || module_text == nullptr) return Bad("a global has no name");
    return PushAllowed(absl::StrCat(*module_text, " ", *name_text));
  }

  absl::StatusOr<NodeList> TakeItems(std::optional<size_t> count) {
    if (!count) return PopMarked();
    NodeList items(*count);
    for (size_t i = *count; i-- > 0;) {
      OCTAVO_ASSIGN_OR_RETURN(items[i], Pop());
    }
    return items;
  }

  absl::Status Append(std::optional<size_t> count) {
    OCTAVO_ASSIGN_OR_RETURN(const NodeList items, TakeItems(count));
    auto* list = stack_.empty() ? nullptr : std::get_if<NodeList>(&stack_.back()->value);
    if (list == nullptr) return Bad("it appends to something that is not a list");
    list->insert(list->end(), items.begin(), items.end());
    return absl::OkStatus();
  }

  absl::Status SetItems(std::optional<size_t> count) {
    OCTAVO_ASSIGN_OR_RETURN(const NodeList items, TakeItems(count));
    auto* dict = stack_.empty() ? nullptr : std::get_if<NodeDict>(&stack_.back()->value);
    if (dict == nullptr || items.size() % 2 != 0) return Bad("it sets items of something that is not a dict");
    for (size_t i = 0; i < items.size(); i += 2) dict->push_back({items[i], items[i + 1]});
    return absl::OkStatus();
  }

  absl::Status ShortTuple(size_t count) {
    OCTAVO_ASSIGN_OR_RETURN(NodeList items, TakeItems(count));
    return Push(Tuple{std::move(items)});
  }

  template <typename T>
  absl::Status PutMemo(const absl::StatusOr<T>& slot) {
    if (!slot.ok()) return slot.status();
    if (stack_.empty() || std::holds_alternative<Mark>(stack_.back()->value)) return Bad("it memoises nothing");
    memo_[*slot] = stack_.back();
    return memo_.size() > kMaxNodes ? Bad("it memoises too many objects") : absl::OkStatus();
  }

  template <typename T>
  absl::Status GetMemo(const absl::StatusOr<T>& slot) {
    if (!slot.ok()) return slot.status();
    const auto it = memo_.find(*slot);
    if (it == memo_.end()) return Bad("it refers to an object that it never memoised");
    stack_.push_back(it->second);
    return absl::OkStatus();
  }

  absl::Status Reduce() {
    OCTAVO_ASSIGN_OR_RETURN(const Node* arguments, Pop());
    OCTAVO_ASSIGN_OR_RETURN(const Node* callee, Pop());
    const auto* global = std::get_if<Global>(&callee->value);
    const auto* tuple = std::get_if<Tuple>(&arguments->value);
    if (global == nullptr || tuple == nullptr) return Bad("it calls something that is not a known function");
    if (global->name == "collections OrderedDict") {
      auto dict = pickle::MakeOrderedDict(tuple->items);
      if (!dict.ok()) return Bad(dict.status().message());
      OCTAVO_RETURN_IF_ERROR(Copied(dict->size() * sizeof(dict->front())));
      return Push(*std::move(dict));
    }
    if (global->name == "torch._utils _rebuild_tensor_v2") {
      auto tensor = pickle::RebuildTensor(tuple->items);
      if (!tensor.ok()) return Bad(tensor.status().message());
      OCTAVO_RETURN_IF_ERROR(Copied(tensor->storage.key.size() + 2 * tensor->shape.size() * sizeof(int64_t)));
      return Push(*std::move(tensor));
    }
    if (global->name == "torch._utils _rebuild_parameter" && !tuple->items.empty() &&
        std::holds_alternative<StridedTensor>(tuple->items[0]->value)) {
      stack_.push_back(tuple->items[0]);
      return absl::OkStatus();
    }
    return Bad(absl::StrCat("'", global->name, "' is called in a way that is not allowed"));
  }

  /// The attributes that a state_dict carries (`_metadata`) are dropped.
  absl::Status Build() {
    OCTAVO_RETURN_IF_ERROR(Pop().status());
    if (stack_.empty() || !std::holds_alternative<NodeDict>(stack_.back()->value)) {
      return Bad("it sets the state of something that is not a dict");
    }
    return absl::OkStatus();
  }

  absl::Status PersistentId() {
    OCTAVO_ASSIGN_OR_RETURN(const Node* id, Pop());
    auto storage = pickle::ParseStorageId(*id);
    if (!storage.ok()) return Bad(storage.status().message());
    OCTAVO_RETURN_IF_ERROR(Copied(storage->key.size()));
    if (storage_keys_.insert(storage->key).second) storages_.push_back(*storage);
    return Push(*std::move(storage));
  }

  absl::Span<const uint8_t> bytes_;
  const std::string& source_;
  size_t at_ = 0;
  pickle::CopyBudget copied_;
  NodeArena& nodes_;
  NodeList stack_;
  absl::flat_hash_map<uint32_t, Node*> memo_;
  std::vector<StorageId> storages_;
  absl::flat_hash_set<std::string> storage_keys_;
};

}  // namespace

PickledValue::PickledValue(std::string source, std::unique_ptr<NodeArena> arena)
    : source_(std::move(source)), arena_(std::move(arena)) {}
PickledValue::PickledValue(PickledValue&&) noexcept = default;
PickledValue::~PickledValue() = default;

absl::StatusOr<PickledValue> PickledValue::Parse(absl::Span<const uint8_t> bytes, const std::string& source) {
  PickledValue value(source, std::make_unique<NodeArena>());
  Unpickler unpickler(bytes, value.source_, *value.arena_);
  OCTAVO_RETURN_IF_ERROR(unpickler.Read());
  value.bytes_ = unpickler.bytes_read();
  value.storages_ = unpickler.TakeStorages();
  return value;
}

absl::StatusOr<TorchValue> PickledValue::Resolve(const StorageLookup& storage, TensorCopies& copies) const {
  auto value = pickle::ToTorchValue(*arena_->top(), bytes_, storage, copies);
  if (value.ok()) return value;
  return absl::InvalidArgumentError(
      absl::StrCat(source_, " is not a usable PyTorch file: ", value.status().message(), "; ", kPickleRemedy));
}

}  // namespace octavo
