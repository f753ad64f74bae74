#ifndef OCTAVO_HUB_PARTIAL_FILE_H_
#define OCTAVO_HUB_PARTIAL_FILE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo::hub {

/// A file that is on its way: NAME.incomplete in the folder of NAME, and beside it in NAME.incomplete.etag the strong
/// ETag of what it is the begin of, by which a later process asks for the rest of the same bytes (RFC 9110 sections
/// 8.8.3 and 13.1.5). Confined to whoever holds the lock of NAME.
class PartialFile {
 public:
  /// Opens what an earlier try left, or begins an empty one; creates the folder. PERMISSION_DENIED and the like with
  /// the path.
  static absl::StatusOr<PartialFile> Open(const std::string& path);
  PartialFile(PartialFile&& other) noexcept;
  PartialFile& operator=(PartialFile&& other) noexcept;
  ~PartialFile();

  int64_t size() const { return size_; }
  /// Of what the bytes are; empty: not known.
  const std::string& etag() const { return etag_; }
  /// "/data/NAME.incomplete".
  const std::string& path() const { return path_; }

  /// Begins anew. `etag` may be empty.
  absl::Status Restart(const std::string& etag);
  /// RESOURCE_EXHAUSTED, with the folder, where the disk is full: what is there stays, for later.
  absl::Status Append(absl::string_view data);
  /// RESOURCE_EXHAUSTED, with the sizes, where the disk has no room for `bytes` more.
  absl::Status CheckRoom(int64_t bytes) const;
  /// The file gets its name, and is on disk under it also after a power cut.
  absl::Status Commit();
  /// Removes it.
  void Discard();

 private:
  PartialFile(int fd, std::string final_path, int64_t size, std::string etag);
  std::string EtagPath() const { return path_ + ".etag"; }

  int fd_ = -1;
  std::string final_path_;
  std::string path_;
  int64_t size_ = 0;
  std::string etag_;
};

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_PARTIAL_FILE_H_
