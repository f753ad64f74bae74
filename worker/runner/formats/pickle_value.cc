// From the objects of a pickle to plain values.

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/formats/pickle_node.h"

namespace octavo::pickle {
namespace {

constexpr int kMaxDepth = 64;
// What a pickle may grow to. An opcode of one byte (None) makes a value of 56, so that nothing is refused that shares
// little; the most is what no dict of tensors and plain values comes near.
constexpr size_t kMadeBytes = 16 << 20, kMadeBytesPerByte = 64, kMostBytes = 512 << 20;

absl::Status BadValue(absl::string_view what) { return absl::InvalidArgumentError(what); }

absl::Status TooLarge() { return BadValue("its values are nested too deep or repeated too often"); }

class Converter {
 public:
  Converter(size_t pickle_bytes, const StorageLookup& storage, TensorCopies& copies)
      : made_(std::min(kMadeBytes + kMadeBytesPerByte * pickle_bytes, kMostBytes)),
        storage_(storage),
        copies_(copies) {}

  absl::StatusOr<TorchValue> Convert(const Node& node, int depth) {
    if (depth > kMaxDepth || !made_.Take(sizeof(TorchValue))) return TooLarge();
    if (std::holds_alternative<std::monostate>(node.value)) return TorchValue();
    if (const auto* flag = std::get_if<bool>(&node.value)) return TorchValue(*flag);
    if (const auto* number = std::get_if<int64_t>(&node.value)) return TorchValue(*number);
    if (const auto* real = std::get_if<double>(&node.value)) return TorchValue(*real);
    if (const auto* text = std::get_if<std::string>(&node.value)) {
      return made_.Take(text->size()) ? TorchValue(*text) : absl::StatusOr<TorchValue>(TooLarge());
    }
    if (const auto* tensor = std::get_if<StridedTensor>(&node.value)) return ConvertTensor(*tensor);
    if (const auto* list = std::get_if<NodeList>(&node.value)) return ConvertList(*list, depth);
    if (const auto* tuple = std::get_if<Tuple>(&node.value)) return ConvertList(tuple->items, depth);
    if (const auto* dict = std::get_if<NodeDict>(&node.value)) return ConvertDict(*dict, depth);
    return BadValue("it holds a function or a storage where a value should be");
  }

 private:
  absl::StatusOr<TorchValue> ConvertTensor(const StridedTensor& tensor) {
    if (!made_.Take(tensor.shape.size() * sizeof(int64_t))) return TooLarge();
    OCTAVO_ASSIGN_OR_RETURN(const absl::Span<const uint8_t> bytes, storage_(tensor.storage.key));
    OCTAVO_ASSIGN_OR_RETURN(TensorView view, ViewOf(tensor, bytes, copies_));
    return TorchValue(std::move(view));
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
      if (text == nullptr) return BadValue("a dict has a key that is not a text");
      if (!made_.Take(sizeof(*text) + text->size())) return TooLarge();
      if (!keys.insert(*text).second)
        return BadValue(absl::StrCat("a dict has the key '", text->substr(0, 100), "' twice"));
      OCTAVO_ASSIGN_OR_RETURN(TorchValue value, Convert(*item, depth + 1));
      dict.push_back({*text, std::move(value)});
    }
    return TorchValue(std::move(dict));
  }

  CopyBudget made_;
  const StorageLookup& storage_;
  TensorCopies& copies_;
};

}  // namespace

absl::StatusOr<TorchValue> ToTorchValue(const Node& node, size_t pickle_bytes, const StorageLookup& storage,
                                        TensorCopies& copies) {
  return Converter(pickle_bytes, storage, copies).Convert(node, 0);
}

}  // namespace octavo::pickle
