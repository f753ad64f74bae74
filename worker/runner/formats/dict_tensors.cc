#include "worker/runner/formats/dict_tensors.h"

#include "absl/strings/str_cat.h"

namespace octavo {

DictTensors::DictTensors(std::unique_ptr<TorchFile> file) : file_(std::move(file)) {
  for (const auto& [name, value] : file_->root()) {
    const auto* tensor = std::get_if<TensorView>(&value.value);
    if (tensor == nullptr) continue;
    names_.push_back(name);
    tensors_[name] = tensor;
  }
}

absl::StatusOr<TensorView> DictTensors::Find(const std::string& name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) return absl::NotFoundError(absl::StrCat(path(), " has no tensor '", name, "'"));
  return *found->second;
}

}  // namespace octavo
