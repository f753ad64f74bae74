#ifndef OCTAVO_WORKER_RUNNER_FORMATS_DICT_TENSORS_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_DICT_TENSORS_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "worker/runner/formats/tensor_file.h"
#include "worker/runner/formats/torch_file.h"

namespace octavo {

/// The tensors of a model file's dict (model_file.h) as a TensorFile; what else the dict holds is left out.
class DictTensors : public TensorFile {
 public:
  explicit DictTensors(std::unique_ptr<TorchFile> file);

  const std::string& path() const override { return file_->path(); }
  int64_t file_bytes() const override { return file_->file_bytes(); }
  const std::vector<std::string>& names() const override { return names_; }
  bool Contains(const std::string& name) const override { return tensors_.contains(name); }
  absl::StatusOr<TensorView> Find(const std::string& name) const override;

  const TorchFile& file() const { return *file_; }

 private:
  const std::unique_ptr<TorchFile> file_;
  std::vector<std::string> names_;
  absl::flat_hash_map<std::string, const TensorView*> tensors_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_DICT_TENSORS_H_
