#ifndef OCTAVO_WORKER_RUNNER_TEXT_FILE_VISITOR_H_
#define OCTAVO_WORKER_RUNNER_TEXT_FILE_VISITOR_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// Ends a decompression bomb; the full data sets that are known by name are below 1 GiB.
inline constexpr int64_t kMaxArchiveBytes = int64_t{64} << 30;

/// The bytes of the file being visited, in order, in pieces.
class FileContent {
 public:
  virtual ~FileContent() = default;
  /// The next piece, empty at the end; valid until the next call. DATA_LOSS for a damaged archive.
  virtual absl::StatusOr<absl::string_view> Next() = 0;
  /// All that is left. RESOURCE_EXHAUSTED above `max_bytes`.
  absl::StatusOr<std::string> ReadAll(int64_t max_bytes);
};

/// Called for every regular file with its path inside the archive or below the folder ("SST-2/train.tsv"). It may leave
/// the content unread. An error ends the visit.
using FileVisitor = std::function<absl::Status(const std::string& path, FileContent& content)>;

/// Visits the files of a folder (sorted by path) or of an archive (tar or zip; plain, gzip, bzip2, xz or zstd; in the
/// order stored), without unpacking anything to disk. NOT_FOUND for a missing path, INVALID_ARGUMENT for a file that is
/// no archive and for an entry whose path is absolute or has "..", DATA_LOSS for a damaged or truncated archive,
/// RESOURCE_EXHAUSTED where an archive unpacks to more than `max_bytes`, whether they are read or not.
absl::Status VisitFiles(const std::string& path, const FileVisitor& visitor, int64_t max_bytes = kMaxArchiveBytes);

/// Visits the one regular file at `path`, under its own name; what a file with the name of a compressed one holds
/// (HasCompressedName) is decompressed on the way. INVALID_ARGUMENT for one that is not compressed after all, DATA_LOSS
/// for one that is empty or breaks off; else as VisitFiles.
absl::Status VisitOneFile(const std::string& path, const FileVisitor& visitor, int64_t max_bytes = kMaxArchiveBytes);

/// The same as VisitFiles for an archive held in memory; `what` names it in messages.
absl::Status VisitArchiveInMemory(absl::string_view bytes, absl::string_view what, const FileVisitor& visitor);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_FILE_VISITOR_H_
