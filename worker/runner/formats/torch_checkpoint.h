#ifndef OCTAVO_WORKER_RUNNER_FORMATS_TORCH_CHECKPOINT_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_TORCH_CHECKPOINT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "worker/runner/formats/tensor_file.h"
#include "worker/runner/formats/torch_file.h"

namespace octavo {

/// The tensors of a dict that PyTorch or Octavo saved (pytorch_model.bin, model_file.h). What else the dict holds is
/// left out.
class TorchCheckpoint final : public TensorFile {
 public:
  /// As TorchFile::Open; also INVALID_ARGUMENT for a dict without a tensor.
  static absl::StatusOr<std::unique_ptr<TensorFile>> Open(const std::string& path);

  explicit TorchCheckpoint(std::unique_ptr<TorchFile> file);

  const TorchFile& file() const { return *file_; }
  const std::string& path() const override { return file_->path(); }
  int64_t file_bytes() const override { return file_->file_bytes(); }
  const std::vector<std::string>& names() const override { return names_; }
  bool Contains(const std::string& name) const override { return tensors_.contains(name); }
  absl::StatusOr<TensorView> Find(const std::string& name) const override;

 private:
  const std::unique_ptr<TorchFile> file_;
  std::vector<std::string> names_;
  absl::flat_hash_map<std::string, const TensorView*> tensors_;  // inside the file's value
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_TORCH_CHECKPOINT_H_
