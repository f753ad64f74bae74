#ifndef OCTAVO_COMMON_FILES_H_
#define OCTAVO_COMMON_FILES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// Whole file as bytes. NOT_FOUND, PERMISSION_DENIED …, with the path; RESOURCE_EXHAUSTED above `max_bytes`.
absl::StatusOr<std::string> ReadFile(const std::string& path, int64_t max_bytes = int64_t{1} << 30);

/// Writes `path` so that a reader sees the old bytes or all the new ones, also after a power cut: temporary name in the
/// same folder, fsync, rename, fsync of the folder. RESOURCE_EXHAUSTED when the disk is full; the old file then stays.
absl::Status WriteFileAtomically(const std::string& path, absl::string_view data);

/// Writes all of `data` at the descriptor's position. `path` stands in errors; RESOURCE_EXHAUSTED when the disk is
/// full.
absl::Status WriteAll(int fd, absl::string_view data, const std::string& path);

/// fsync of a folder: what was renamed into it stays so after a power cut. Blocks.
absl::Status SyncDirectory(const std::string& folder);

/// Whether there is a file at `path`, or a link to one. What cannot be looked at is none.
bool IsRegularFile(const std::string& path);

/// mkdir -p.
absl::Status MakeDirectories(const std::string& path);

/// Regular files below `root`, as relative paths sorted bytewise. Symbolic links to files count as files; links to
/// folders are not followed.
absl::StatusOr<std::vector<std::string>> ListFiles(const std::string& root);

/// A fresh private folder that is removed with everything in it when this object goes.
class TempDir {
 public:
  /// Below $TMPDIR or /tmp; the name starts with `prefix`.
  static absl::StatusOr<TempDir> Create(absl::string_view prefix);
  TempDir(TempDir&& other) noexcept;
  TempDir& operator=(TempDir&& other) noexcept;
  ~TempDir();
  const std::string& path() const { return path_; }

 private:
  explicit TempDir(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace octavo

#endif  // OCTAVO_COMMON_FILES_H_
