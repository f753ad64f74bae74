#include <cmath>
#include <deque>
#include <limits>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status_macros.h"
#include "worker/runner/formats/byte_io.h"
#include "worker/runner/formats/pickle.h"

namespace octavo {
namespace {

constexpr int kMaxDepth = 64;
constexpr size_t kMaxNodes = 1 << 22;
// Limits on what is made from shared parts: a small pickle must not grow without bound.
constexpr size_t kMaxValues = 1 << 22;
constexpr size_t kMaxTextBytes = 256 << 20;
constexpr size_t kMaxDimensions = 16;

struct Node;
using NodeList = std::vector<Node*>;
using NodeDict = std::vector<std::pair<Node*, Node*>>;
struct Mark {};
struct Tuple {
  NodeList items;
};
struct Global {
  std::string name;  // "module name"
};
struct Storage {
  DType dtype;
  absl::Span<const uint8_t> bytes;
};

/// A Python object. Lists and dicts are filled after they were memoised, so nodes are shared by pointer; the arena owns
/// them.
struct Node {
  std::variant<std::monostate, bool, int64_t, double, std::string, NodeList, NodeDict, Tuple, Global, Storage,
               TensorView, Mark>
      value;
};

std::optional<DType> StorageType(absl::string_view global) {
  static constexpr std::pair<absl::string_view, DType> kTypes[] = {
      {"torch DoubleStorage", DType::kF64},    {"torch FloatStorage", DType::kF32}, {"torch HalfStorage", DType::kF16},
      {"torch BFloat16Storage", DType::kBF16}, {"torch LongStorage", DType::kI64},  {"torch IntStorage", DType::kI32},
      {"torch ShortStorage", DType::kI16},     {"torch CharStorage", DType::kI8},   {"torch ByteStorage", DType::kU8},
      {"torch BoolStorage", DType::kBool}};
  for (const auto& [name, type] : kTypes) {
    if (name == global) return type;
  }
  return std::nullopt;
}

bool IsAllowed(absl::string_view global) {
  return global == "collections OrderedDict" || global == "torch._utils _rebuild_tensor_v2" ||
         global == "torch._utils _rebuild_parameter" || StorageType(global).has_value();
}

class Unpickler {
 public:
  Unpickler(absl::Span<const uint8_t> bytes, const StorageLookup& storage, const std::string& source)
      : bytes_(bytes), storage_(storage), source_(source) {}

  absl::StatusOr<TorchValue> Read() {
    for (;;) {
      OCTAVO_ASSIGN_OR_RETURN(const uint8_t opcode, Take<uint8_t>());
      if (opcode == '.') break;
      OCTAVO_RETURN_IF_ERROR(Step(opcode));
      if (nodes_.size() > kMaxNodes) return Bad("it holds too many objects");
    }
    OCTAVO_ASSIGN_OR_RETURN(Node * top, Pop());
    if (at_ != bytes_.size() || !stack_.empty()) return Bad("something follows its end");
    return Convert(*top, 0);
  }

 private:
  absl::Status Bad(absl::string_view what) const {
    return absl::InvalidArgumentError(absl::StrCat(source_, " is not a usable PyTorch file: at byte ", at_, ", ", what,
                                                   "; save it as a dict of contiguous tensors and plain values"));
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
    nodes_.push_back(Node{std::move(value)});
    stack_.push_back(&nodes_.back());
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
      case 0x8c:  // SHORT_BINUNICODE
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
    if (!IsAllowed(name))
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
    if (global->name == "collections OrderedDict") return MakeOrderedDict(tuple->items);
    if (global->name == "torch._utils _rebuild_tensor_v2") return RebuildTensor(tuple->items);
    if (global->name == "torch._utils _rebuild_parameter" && !tuple->items.empty() &&
        std::holds_alternative<TensorView>(tuple->items[0]->value)) {
      stack_.push_back(tuple->items[0]);
      return absl::OkStatus();
    }
    return Bad(absl::StrCat("'", global->name, "' is called in a way that is not allowed"));
  }

  /// OrderedDict() or OrderedDict([[key, value], …]).
  absl::Status MakeOrderedDict(const NodeList& arguments) {
    NodeDict dict;
    const auto* pairs = arguments.size() == 1 ? std::get_if<NodeList>(&arguments[0]->value) : nullptr;
    if (!arguments.empty() && pairs == nullptr) return Bad("OrderedDict is called in a way that is not allowed");
    for (size_t i = 0; pairs != nullptr && i < pairs->size(); ++i) {
      const auto* tuple = std::get_if<Tuple>(&(*pairs)[i]->value);
      const auto* list = std::get_if<NodeList>(&(*pairs)[i]->value);
      const NodeList* pair = tuple != nullptr ? &tuple->items : list;
      if (pair == nullptr || pair->size() != 2) return Bad("OrderedDict is given something that is not a pair");
      dict.push_back({(*pair)[0], (*pair)[1]});
    }
    values_ += dict.size();
    if (values_ > kMaxValues) return Bad("its values are repeated too often");
    return Push(std::move(dict));
  }

  /// The attributes that a state_dict carries (`_metadata`) are dropped.
  absl::Status Build() {
    OCTAVO_RETURN_IF_ERROR(Pop().status());
    if (stack_.empty() || !std::holds_alternative<NodeDict>(stack_.back()->value)) {
      return Bad("it sets the state of something that is not a dict");
    }
    return absl::OkStatus();
  }

  // ("storage", torch.FloatStorage, key, location, elements)
  absl::Status PersistentId() {
    OCTAVO_ASSIGN_OR_RETURN(const Node* id, Pop());
    const auto* tuple = std::get_if<Tuple>(&id->value);
    if (tuple == nullptr || tuple->items.size() != 5) return Bad("a storage has no proper id");
    const auto* kind = std::get_if<std::string>(&tuple->items[0]->value);
    const auto* type = std::get_if<Global>(&tuple->items[1]->value);
    const auto* key = std::get_if<std::string>(&tuple->items[2]->value);
    const std::optional<DType> dtype = type == nullptr ? std::nullopt : StorageType(type->name);
    if (kind == nullptr || *kind != "storage" || key == nullptr || !dtype) return Bad("a storage has no proper id");
    OCTAVO_ASSIGN_OR_RETURN(const absl::Span<const uint8_t> bytes, storage_(*key));
    return Push(Storage{*dtype, bytes});
  }

  absl::StatusOr<std::vector<int64_t>> Integers(const Node& node) const {
    const auto* tuple = std::get_if<Tuple>(&node.value);
    if (tuple == nullptr || tuple->items.size() > kMaxDimensions) return Bad("a tensor has no proper shape");
    std::vector<int64_t> numbers;
    for (const Node* item : tuple->items) {
      const auto* number = std::get_if<int64_t>(&item->value);
      if (number == nullptr || *number < 0) return Bad("a tensor has no proper shape");
      numbers.push_back(*number);
    }
    return numbers;
  }

  // (storage, offset, size, stride, …)
  absl::Status RebuildTensor(const NodeList& arguments) {
    if (arguments.size() < 4) return Bad("a tensor lacks its shape");
    const auto* storage = std::get_if<Storage>(&arguments[0]->value);
    const auto* offset = std::get_if<int64_t>(&arguments[1]->value);
    if (storage == nullptr || offset == nullptr || *offset < 0) return Bad("a tensor lacks its storage");
    OCTAVO_ASSIGN_OR_RETURN(std::vector<int64_t> shape, Integers(*arguments[2]));
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<int64_t> strides, Integers(*arguments[3]));
    if (shape.size() != strides.size()) return Bad("a tensor's shape and strides differ in length");
    const int64_t item = DTypeBytes(storage->dtype);
    const int64_t available = static_cast<int64_t>(storage->bytes.size()) / item;
    int64_t elements = 1;
    for (size_t i = shape.size(); i-- > 0;) {
      if (shape[i] > 1 && strides[i] != elements) return Bad("a tensor is not contiguous");
      if (__builtin_mul_overflow(elements, shape[i], &elements))
        return Bad("a tensor is larger than 64 bits can count");
    }
    if (*offset > available || elements > available - *offset) {
      return Bad(
          absl::StrCat("a tensor of ", elements, " elements at ", *offset, " does not fit its storage of ", available));
    }
    return Push(
        TensorView{storage->dtype, std::move(shape),
                   storage->bytes.subspan(static_cast<size_t>(*offset * item), static_cast<size_t>(elements * item))});
  }

  absl::StatusOr<TorchValue> ConvertList(const NodeList& items, int depth) {
    TorchList list;
    for (const Node* item : items) {
      OCTAVO_ASSIGN_OR_RETURN(TorchValue value, Convert(*item, depth + 1));
      list.push_back(std::move(value));
    }
    return TorchValue(std::move(list));
  }

  absl::StatusOr<TorchValue> ConvertDict(const NodeDict& items, int depth) {
    TorchDict dict;
    absl::flat_hash_set<absl::string_view> keys;
    for (const auto& [key, item] : items) {
      const auto* text = std::get_if<std::string>(&key->value);
      if (text == nullptr) return Bad("a dict has a key that is not a text");
      if (!keys.insert(*text).second) return Bad(absl::StrCat("a dict has the key '", text->substr(0, 100), "' twice"));
      text_bytes_ += text->size();
      OCTAVO_ASSIGN_OR_RETURN(TorchValue value, Convert(*item, depth + 1));
      dict.push_back({*text, std::move(value)});
    }
    return TorchValue(std::move(dict));
  }

  absl::StatusOr<TorchValue> Convert(const Node& node, int depth) {
    if (depth > kMaxDepth || ++values_ > kMaxValues || text_bytes_ > kMaxTextBytes)
      return Bad("its values are nested too deep or repeated too often");
    if (std::holds_alternative<std::monostate>(node.value)) return TorchValue();
    if (const auto* flag = std::get_if<bool>(&node.value)) return TorchValue(*flag);
    if (const auto* number = std::get_if<int64_t>(&node.value)) return TorchValue(*number);
    if (const auto* real = std::get_if<double>(&node.value)) return TorchValue(*real);
    if (const auto* text = std::get_if<std::string>(&node.value)) {
      text_bytes_ += text->size();
      return TorchValue(*text);
    }
    if (const auto* tensor = std::get_if<TensorView>(&node.value)) return TorchValue(*tensor);
    if (const auto* list = std::get_if<NodeList>(&node.value)) return ConvertList(*list, depth);
    if (const auto* tuple = std::get_if<Tuple>(&node.value)) return ConvertList(tuple->items, depth);
    if (const auto* dict = std::get_if<NodeDict>(&node.value)) return ConvertDict(*dict, depth);
    return Bad("it holds a function or a storage where a value should be");
  }

  absl::Span<const uint8_t> bytes_;
  const StorageLookup& storage_;
  const std::string& source_;
  size_t at_ = 0;
  size_t values_ = 0;
  size_t text_bytes_ = 0;
  std::deque<Node> nodes_;
  NodeList stack_;
  absl::flat_hash_map<uint32_t, Node*> memo_;
};

}  // namespace

absl::StatusOr<TorchValue> ReadPickle(absl::Span<const uint8_t> pickle, const StorageLookup& storage,
                                      const std::string& source) {
  return Unpickler(pickle, storage, source).Read();
}

}  // namespace octavo
