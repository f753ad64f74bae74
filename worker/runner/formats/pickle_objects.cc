// What the allowed functions of a PyTorch pickle make: storages, tensors, ordered dicts.

#include <optional>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/formats/pickle_node.h"

namespace octavo::pickle {
namespace {

constexpr size_t kMaxDimensions = 16;
constexpr size_t kMaxKeyBytes = 256;  // PyTorch's are "0", "1", …, in old files the digits of an address

absl::Status BadObject(absl::string_view what) { return absl::InvalidArgumentError(what); }

std::optional<DType> StorageType(absl::string_view global) {
  static constexpr std::pair<absl::string_view, DType> kTypes[] = {
      {"torch DoubleStorage", DType::kF64}, {"torch FloatStorage", DType::kF32},
      {"torch HalfStorage", DType::kF16},   {"torch BFloat16Storage", DType::kBF16},
      {"torch LongStorage", DType::kI64},   {"torch IntStorage", DType::kI32},
      {"torch ShortStorage", DType::kI16},  {"torch CharStorage", DType::kI8},
      {"torch ByteStorage", DType::kU8},    {"torch BoolStorage", DType::kBool},
      {"torch UntypedStorage", DType::kU8}, {"torch.storage UntypedStorage", DType::kU8}};
  for (const auto& [name, type] : kTypes) {
    if (name == global) return type;
  }
  return std::nullopt;
}

absl::StatusOr<std::vector<int64_t>> Integers(const Node& node) {
  const auto* tuple = std::get_if<Tuple>(&node.value);
  if (tuple == nullptr || tuple->items.size() > kMaxDimensions) return BadObject("a tensor has no proper shape");
  std::vector<int64_t> numbers;
  for (const Node* item : tuple->items) {
    const auto* number = std::get_if<int64_t>(&item->value);
    if (number == nullptr || *number < 0) return BadObject("a tensor has no proper shape");
    numbers.push_back(*number);
  }
  return numbers;
}

}  // namespace

bool IsAllowedGlobal(absl::string_view global) {
  return global == "collections OrderedDict" || global == "torch._utils _rebuild_tensor_v2" ||
         global == "torch._utils _rebuild_parameter" || StorageType(global).has_value();
}

absl::StatusOr<Storage> ParseStorageId(const Node& id) {
  const auto* tuple = std::get_if<Tuple>(&id.value);
  if (tuple == nullptr || tuple->items.size() < 5 || tuple->items.size() > 6)
    return BadObject("a storage has no proper id");
  // What the legacy format adds there: which part of a larger storage it is. PyTorch has written None since 0.4.
  if (tuple->items.size() == 6 && !std::holds_alternative<std::monostate>(tuple->items[5]->value))
    return BadObject("a storage is a part of another one");
  const auto* kind = std::get_if<std::string>(&tuple->items[0]->value);
  const auto* type = std::get_if<Global>(&tuple->items[1]->value);
  const auto* key = std::get_if<std::string>(&tuple->items[2]->value);
  const auto* elements = std::get_if<int64_t>(&tuple->items[4]->value);
  const std::optional<DType> dtype = type == nullptr ? std::nullopt : StorageType(type->name);
  if (kind == nullptr || *kind != "storage" || key == nullptr || elements == nullptr || *elements < 0 || !dtype)
    return BadObject("a storage has no proper id");
  if (key->size() > kMaxKeyBytes) {
    return BadObject(absl::StrCat("a storage's key has ", key->size(), " bytes, where PyTorch writes a number and ",
                                  kMaxKeyBytes, " are the limit"));
  }
  return Storage{*dtype, *key, *elements};
}

absl::StatusOr<NodeDict> MakeOrderedDict(const NodeList& arguments) {
  NodeDict dict;
  const auto* pairs = arguments.size() == 1 ? std::get_if<NodeList>(&arguments[0]->value) : nullptr;
  if (!arguments.empty() && pairs == nullptr) return BadObject("OrderedDict is called in a way that is not allowed");
  for (size_t i = 0; pairs != nullptr && i < pairs->size(); ++i) {
    const auto* tuple = std::get_if<Tuple>(&(*pairs)[i]->value);
    const auto* list = std::get_if<NodeList>(&(*pairs)[i]->value);
    const NodeList* pair = tuple != nullptr ? &tuple->items : list;
    if (pair == nullptr || pair->size() != 2) return BadObject("OrderedDict is given something that is not a pair");
    dict.push_back({(*pair)[0], (*pair)[1]});
  }
  return dict;
}

absl::StatusOr<StridedTensor> RebuildTensor(const NodeList& arguments) {
  if (arguments.size() < 4) return BadObject("a tensor lacks its shape");
  const auto* storage = std::get_if<Storage>(&arguments[0]->value);
  const auto* offset = std::get_if<int64_t>(&arguments[1]->value);
  if (storage == nullptr || offset == nullptr || *offset < 0) return BadObject("a tensor lacks its storage");
  StridedTensor tensor{*storage, *offset, {}, {}};
  OCTAVO_ASSIGN_OR_RETURN(tensor.shape, Integers(*arguments[2]));
  OCTAVO_ASSIGN_OR_RETURN(tensor.strides, Integers(*arguments[3]));
  if (tensor.shape.size() != tensor.strides.size()) return BadObject("a tensor's shape and strides differ in length");
  return tensor;
}

}  // namespace octavo::pickle
