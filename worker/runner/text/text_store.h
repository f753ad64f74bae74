#ifndef OCTAVO_WORKER_RUNNER_TEXT_TEXT_STORE_H_
#define OCTAVO_WORKER_RUNNER_TEXT_TEXT_STORE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// Keeps the texts of a data set that may be larger than memory. The first ones stay in memory; the others lie in a
/// file without a name, which is mapped: their pages come from the disk when they are read and go when memory is
/// needed. The file goes with the store, also where the process is killed. Thread-compatible; what Add returned may be
/// read on any thread.
///
/// The disk's room is reserved before it is written to, so that a full disk is an error here. A disk that fails later
/// ends the process with SIGBUS, as is the way of mapped files.
class TextStore {
 public:
  struct Options {
    std::string folder;                      // of the file; empty: $TMPDIR, or /tmp
    size_t memory_bytes = size_t{16} << 20;  // so much stays in memory
    size_t chunk_bytes = size_t{64} << 20;   // by which the file grows
  };

  explicit TextStore(Options options) : options_(std::move(options)) {}
  ~TextStore();
  TextStore(const TextStore&) = delete;
  TextStore& operator=(const TextStore&) = delete;

  /// A copy of `text`, which lives as long as the store and never moves. RESOURCE_EXHAUSTED where the disk is full,
  /// with the folder and the remedy; other errors where the folder takes no file. What was added stays.
  absl::StatusOr<absl::string_view> Add(absl::string_view text);

  /// Bytes of all texts, and those that the file takes.
  int64_t bytes() const { return bytes_; }
  int64_t file_bytes() const { return file_bytes_; }

 private:
  struct Chunk {
    char* data = nullptr;
    size_t size = 0;
  };

  absl::Status AddChunk(size_t least);
  absl::Status OpenFile();
  absl::StatusOr<char*> MapFile(size_t size);

  const Options options_;
  std::vector<Chunk> chunks_;
  size_t used_ = 0;  // of the last chunk
  int64_t bytes_ = 0;
  int64_t file_bytes_ = 0;
  std::string folder_;  // of the file, once that is open
  int fd_ = -1;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_TEXT_STORE_H_
