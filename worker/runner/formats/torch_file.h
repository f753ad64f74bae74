#ifndef OCTAVO_WORKER_RUNNER_FORMATS_TORCH_FILE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_TORCH_FILE_H_

// PyTorch's checkpoint files (.pt, .pth, .bin): a zip archive of stored entries, one of them a pickle, the others the
// tensors' bytes; or what PyTorch wrote before version 1.6 (legacy_torch_file.h).

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "worker/runner/formats/mapped_file.h"
#include "worker/runner/formats/tensor_copies.h"
#include "worker/runner/formats/torch_value.h"

namespace octavo {

/// A PyTorch file, mapped into memory, all of it checked. Nothing in the file is executed: what a dict of tensors and
/// plain values does not need is refused. Thread-safe once open. The tensors' views live as long as this object; in zip
/// archives written by WriteTorchFile or PyTorch they are aligned to 64 bytes.
class TorchFile {
 public:
  /// NOT_FOUND for a missing file; INVALID_ARGUMENT, with the file, the entry and the remedy, for anything that is not
  /// a whole and harmless file whose top value is a dict.
  static absl::StatusOr<std::unique_ptr<TorchFile>> Open(const std::string& path);

  const std::string& path() const { return path_; }
  int64_t file_bytes() const { return static_cast<int64_t>(mapped_.bytes.size()); }
  const TorchDict& root() const { return root_; }

 private:
  TorchFile(std::string path, MappedFile mapped)
      : path_(std::move(path)), mapped_(std::move(mapped)), copies_(mapped_.bytes.size()) {}

  const std::string path_;
  const MappedFile mapped_;
  TensorCopies copies_;
  TorchDict root_;
};

/// Writes `root` so that Python's torch.load(path, weights_only=True) returns it as a dict. The same value gives the
/// same bytes. The file appears whole or not at all. INVALID_ARGUMENT for a tensor whose bytes do not fit its shape or
/// more than 4 GiB in all; RESOURCE_EXHAUSTED for a full disk; other I/O errors by their errno.
absl::Status WriteTorchFile(const std::string& path, const TorchDict& root);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_TORCH_FILE_H_
