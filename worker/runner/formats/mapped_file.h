#ifndef OCTAVO_WORKER_RUNNER_FORMATS_MAPPED_FILE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_MAPPED_FILE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace octavo {

/// A file's bytes in memory, read-only, for as long as a copy of `owner` lives.
struct MappedFile {
  std::shared_ptr<const void> owner;  // shared: readers are copied along with their views
  absl::Span<const uint8_t> bytes;
};

/// Maps a whole file. NOT_FOUND for a missing one, other I/O errors by their errno; INVALID_ARGUMENT for one that is
/// empty or no regular file.
absl::StatusOr<MappedFile> MapFile(const std::string& path);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_MAPPED_FILE_H_
