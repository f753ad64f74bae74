#ifndef OCTAVO_WORKER_RUNNER_FORMATS_TENSOR_FILE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_TENSOR_FILE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "worker/runner/formats/tensor.h"

namespace octavo {

/// Named tensors of one file, or of the shards that make up one model, whatever the format. All of it was checked on
/// opening. Thread-safe once open. The views that Find returns live as long as this object; they are not aligned to
/// more than one byte.
class TensorFile {
 public:
  virtual ~TensorFile() = default;

  /// For messages: the file, or the index of the shards.
  virtual const std::string& path() const = 0;
  /// Size of the file, or of all shards, in bytes.
  virtual int64_t file_bytes() const = 0;
  virtual const std::vector<std::string>& names() const = 0;
  virtual bool Contains(const std::string& name) const = 0;
  /// NOT_FOUND where there is no such tensor.
  virtual absl::StatusOr<TensorView> Find(const std::string& name) const = 0;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_TENSOR_FILE_H_
