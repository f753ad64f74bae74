#ifndef OCTAVO_WORKER_RUNNER_FORMATS_ATOMIC_FILE_WRITER_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_ATOMIC_FILE_WRITER_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace octavo {

/// Writes a large file in pieces under a temporary name in the target's folder; the target appears whole on Commit or
/// not at all. An object that is destroyed without Commit removes its temporary file. Movable; confined to one thread.
class AtomicFileWriter {
 public:
  /// NOT_FOUND for a missing folder, PERMISSION_DENIED for one that cannot be written.
  static absl::StatusOr<AtomicFileWriter> Create(const std::string& path);

  AtomicFileWriter(AtomicFileWriter&& other) noexcept;
  AtomicFileWriter& operator=(AtomicFileWriter&&) = delete;
  ~AtomicFileWriter();

  /// RESOURCE_EXHAUSTED for a full disk.
  absl::Status Append(absl::Span<const uint8_t> bytes);
  absl::Status Append(const std::string& bytes);
  /// Bytes appended so far.
  int64_t size() const { return size_; }
  /// Flushes to disk, renames over the target, flushes the folder. Call once, last.
  absl::Status Commit();

 private:
  AtomicFileWriter(std::string path, std::string temporary, int fd);

  std::string path_;
  std::string temporary_;
  int fd_ = -1;
  int64_t size_ = 0;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_ATOMIC_FILE_WRITER_H_
