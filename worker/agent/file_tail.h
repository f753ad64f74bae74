#ifndef OCTAVO_WORKER_AGENT_FILE_TAIL_H_
#define OCTAVO_WORKER_AGENT_FILE_TAIL_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace octavo {

/// Reads a file that another process appends to. A file that is not there yet reads as empty. Thread-compatible.
class FileTail {
 public:
  explicit FileTail(std::string path) : path_(std::move(path)) {}

  /// At most `max_bytes` from the position on, which moves behind them. Empty: nothing new.
  absl::StatusOr<std::string> Next(size_t max_bytes);
  /// The bytes of [offset, offset + max_bytes) that exist, the position untouched.
  absl::StatusOr<std::string> At(int64_t offset, size_t max_bytes) const;
  int64_t position() const { return position_; }

 private:
  std::string path_;
  int64_t position_ = 0;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_FILE_TAIL_H_
