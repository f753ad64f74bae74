#ifndef OCTAVO_WORKER_RUNNER_FORMATS_SAFETENSORS_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_SAFETENSORS_H_

// The safetensors file format: an 8-byte little-endian header length, a JSON header, then the tensors' bytes without
// holes. https://github.com/huggingface/safetensors

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "worker/runner/formats/tensor.h"
#include "worker/runner/formats/tensor_file.h"

namespace octavo {

/// A read-only view of one safetensors file, mapped into memory. Every offset, size and name is checked before anything
/// is handed out, so that a truncated or hostile file is refused and never read past its end. Movable.
class SafetensorsReader final : public TensorFile {
 public:
  /// NOT_FOUND for a missing file. INVALID_ARGUMENT, with the file, the tensor, the value and the remedy, for anything
  /// that is not a whole and consistent safetensors file.
  static absl::StatusOr<SafetensorsReader> Open(const std::string& path);

  const std::string& path() const override { return path_; }
  int64_t file_bytes() const override { return file_bytes_; }
  /// In the order of their bytes in the file.
  const std::vector<std::string>& names() const override { return names_; }
  const std::map<std::string, std::string>& metadata() const { return metadata_; }

  bool Contains(const std::string& name) const override { return tensors_.contains(name); }
  absl::StatusOr<TensorView> Find(const std::string& name) const override;

 private:
  SafetensorsReader() = default;
  absl::Status Parse(absl::Span<const uint8_t> file);

  std::string path_;
  int64_t file_bytes_ = 0;
  std::shared_ptr<const void> mapping_;  // shared so that the reader can be copied along with its views
  std::vector<std::string> names_;
  absl::flat_hash_map<std::string, TensorView> tensors_;
  std::map<std::string, std::string> metadata_;
};

/// Writes `tensors` in the given order, each aligned to 8 bytes by padding the header. The file appears whole or not at
/// all: temporary name in the same folder, fsync, rename, fsync of the folder. INVALID_ARGUMENT for a duplicate name or
/// a tensor whose bytes do not fit its shape; RESOURCE_EXHAUSTED for a full disk; other I/O errors by their errno.
absl::Status WriteSafetensors(const std::string& path, absl::Span<const NamedTensor> tensors,
                              const std::map<std::string, std::string>& metadata);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_SAFETENSORS_H_
