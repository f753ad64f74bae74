#include "tests/fuzz/support/tensor_properties.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tests/fuzz/support/fuzz.h"
#include "worker/runner/formats/pickle.h"
#include "worker/runner/formats/zip_store.h"

namespace octavo::fuzz {
namespace {

void CheckTensor(const TensorView& tensor) {
  // In 128 bits no product of 64-bit numbers that was accepted can overflow unseen: a factor of 0 ends it.
  __int128 bytes = DTypeBytes(tensor.dtype);
  for (const int64_t size : tensor.shape) {
    Require(size >= 0, "a dimension is not negative");
    bytes = size == 0 ? 0 : bytes * size;
    if (bytes == 0 || bytes > INT64_MAX) break;
  }
  if (std::find(tensor.shape.begin(), tensor.shape.end(), 0) != tensor.shape.end()) bytes = 0;
  Require(bytes == static_cast<__int128>(tensor.bytes.size()), "a tensor has the bytes of its shape");
  volatile uint8_t sum = std::accumulate(tensor.bytes.begin(), tensor.bytes.end(), uint8_t{0});
  (void)sum;
}

}  // namespace

void CheckTensorFile(const TensorFile& file) {
  for (const std::string& name : file.names()) {
    const auto tensor = file.Find(name);
    Require(file.Contains(name) && tensor.ok(), "a file has the tensors that it names");
    CheckTensor(*tensor);
  }
  auto names = file.names();
  std::sort(names.begin(), names.end());
  Require(std::adjacent_find(names.begin(), names.end()) == names.end(), "a file names a tensor once");
  Require(file.file_bytes() > 0 && !file.path().empty(), "a file has a path and a size");
}

bool SameTensor(const TensorView& a, const TensorView& b) {
  return a.dtype == b.dtype && a.shape == b.shape && a.bytes == b.bytes;
}

bool SameValue(const TorchValue& a, const TorchValue& b) {
  if (a.value.index() != b.value.index()) return false;
  if (const auto* tensor = std::get_if<TensorView>(&a.value)) return SameTensor(*tensor, std::get<TensorView>(b.value));
  if (const auto* number = std::get_if<double>(&a.value)) {
    const double other = std::get<double>(b.value);
    return *number == other || (std::isnan(*number) && std::isnan(other));
  }
  if (const auto* list = std::get_if<TorchList>(&a.value)) {
    const auto& other = std::get<TorchList>(b.value);
    return std::equal(list->begin(), list->end(), other.begin(), other.end(), SameValue);
  }
  if (const auto* dict = std::get_if<TorchDict>(&a.value)) {
    const auto& other = std::get<TorchDict>(b.value);
    return std::equal(dict->begin(), dict->end(), other.begin(), other.end(), [](const auto& left, const auto& right) {
      return left.first == right.first && SameValue(left.second, right.second);
    });
  }
  if (const auto* text = std::get_if<std::string>(&a.value)) return *text == std::get<std::string>(b.value);
  if (const auto* flag = std::get_if<bool>(&a.value)) return *flag == std::get<bool>(b.value);
  const auto* number = std::get_if<int64_t>(&a.value);
  return number == nullptr || *number == std::get<int64_t>(b.value);
}

void CheckTensors(const TorchValue& value) {
  if (const auto* tensor = std::get_if<TensorView>(&value.value)) CheckTensor(*tensor);
  if (const auto* list = std::get_if<TorchList>(&value.value)) {
    for (const TorchValue& item : *list) CheckTensors(item);
  }
  if (const auto* dict = std::get_if<TorchDict>(&value.value)) {
    for (const auto& [key, item] : *dict) CheckTensors(item);
  }
}

std::string MakeTorchFile(absl::string_view input) {
  const auto bytes_of = [](absl::string_view text) {
    return absl::Span<const uint8_t>(reinterpret_cast<const uint8_t*>(text.data()), text.size());
  };
  const auto pickle = PickledValue::Parse(bytes_of(input), "input");
  if (!pickle.ok()) return "";
  std::vector<ZipEntry> entries = {{"archive/data.pkl", bytes_of(input.substr(0, pickle->bytes()))}};
  absl::string_view rest = input.substr(pickle->bytes());
  for (const StorageId& storage : pickle->storages()) {
    const auto wanted = static_cast<__int128>(storage.elements) * DTypeBytes(storage.dtype);
    const size_t bytes =
        wanted < 0 ? 0 : static_cast<size_t>(std::min<__int128>(wanted, static_cast<__int128>(rest.size())));
    entries.push_back({absl::StrCat("archive/data/", storage.key), bytes_of(rest.substr(0, bytes))});
    rest.remove_prefix(bytes);
  }
  return BuildStoredZip(entries).value_or("");
}

}  // namespace octavo::fuzz
