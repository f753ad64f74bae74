#include "worker/runner/formats/torch_checkpoint.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {

absl::StatusOr<std::unique_ptr<TensorFile>> TorchCheckpoint::Open(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(std::unique_ptr<TorchFile> file, TorchFile::Open(path));
  auto checkpoint = std::make_unique<TorchCheckpoint>(std::move(file));
  if (!checkpoint->names_.empty()) return checkpoint;
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": holds no tensor in its dict; save the model's state_dict itself"));
}

TorchCheckpoint::TorchCheckpoint(std::unique_ptr<TorchFile> file) : file_(std::move(file)) {
  for (const auto& [name, value] : file_->root()) {
    const auto* tensor = std::get_if<TensorView>(&value.value);
    if (tensor == nullptr) continue;
    names_.push_back(name);
    tensors_[name] = tensor;
  }
}

absl::StatusOr<TensorView> TorchCheckpoint::Find(const std::string& name) const {
  const auto found = tensors_.find(name);
  if (found != tensors_.end()) return *found->second;
  return absl::NotFoundError(absl::StrCat(path(), " has no tensor \"", name, "\""));
}

}  // namespace octavo
