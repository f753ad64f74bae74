#ifndef OCTAVO_SERVER_BLOBS_BLOB_STORE_H_
#define OCTAVO_SERVER_BLOBS_BLOB_STORE_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/manifest.h"
#include "common/mutex.h"
#include "common/sha256.h"
#include "server/blobs/blob_files.h"

namespace octavo {

class BlobStore;

/// One upload, in order. Leaves what came so far for a later one to resume, unless Finish() published it.
/// Thread-compatible; must not outlive its store.
class BlobUpload {
 public:
  ~BlobUpload();
  BlobUpload(const BlobUpload&) = delete;
  BlobUpload& operator=(const BlobUpload&) = delete;

  /// Bytes that are stored so far; the blob's size where it exists already.
  int64_t committed_size() const { return committed_size_; }
  /// The blob exists: Append() takes and drops, Finish() is OK.
  bool exists() const { return fd_ < 0; }
  /// RESOURCE_EXHAUSTED DISK_FULL; INVALID_ARGUMENT where more than the announced size comes.
  absl::Status Append(absl::string_view data);
  /// Checks size and digest, then makes the blob durable and visible. INVALID_ARGUMENT DIGEST_MISMATCH drops what came;
  /// INVALID_ARGUMENT INCOMPLETE keeps it; where the disk does not take it all, it is dropped too. Call once, last.
  absl::Status Finish();

 private:
  friend class BlobStore;
  BlobUpload(BlobStore& store, std::string sha256, int64_t size)
      : store_(store), sha256_(std::move(sha256)), size_(size) {}
  absl::Status Open(int64_t offset);

  BlobStore& store_;
  const std::string sha256_;
  const int64_t size_;
  int fd_ = -1;
  int64_t committed_size_ = 0;
  Sha256 hash_;
};

/// Reads one blob in order and checks its digest on the way. Thread-compatible; must not outlive its store.
class BlobReader {
 public:
  ~BlobReader();
  BlobReader(const BlobReader&) = delete;
  BlobReader& operator=(const BlobReader&) = delete;

  /// The next bytes, at most `max`; empty at the end. Of a reader from offset 0: DATA_LOSS BLOB_CORRUPT at the end
  /// where the digest is wrong; the blob is then in quarantine.
  absl::StatusOr<std::string> Read(size_t max);

 private:
  friend class BlobStore;
  BlobReader(BlobStore& store, int fd, std::string sha256) : store_(store), fd_(fd), sha256_(std::move(sha256)) {}
  BlobStore& store_;
  const int fd_;
  const std::string sha256_;
  Sha256 hash_;
  bool whole_ = true;  // from the first byte, so that the digest can be checked
  bool ended_ = false;
};

/// Bytes named by their SHA-256, in files below one folder:
///   ROOT/blobs/ab/abcdef…   complete, immutable, put there by rename after fsync
///   ROOT/staging/abcdef…    partial uploads, which outlive a restart
///   ROOT/quarantine/abcdef… found damaged: not stored any more, so that a new upload heals it; kept for who may want
///   it
/// That a blob is stored is asked of the file system alone; its bytes are checked whenever they are read.
/// Thread-safe; every method but the sizes may block on disk.
class BlobStore {
 public:
  struct Options {
    int64_t max_blob_bytes = int64_t{64} << 30;
    absl::Duration forget_partial = absl::Hours(24);  // partial uploads untouched for so long are removed
    int64_t min_free_bytes = int64_t{1} << 30;        // kept free of uploads for the database; at most 5 % of the disk
    std::function<absl::StatusOr<DiskSpace>(const std::string& path)> space_of = SpaceOf;
    std::function<void()> on_damaged = [] {};  // a blob went into quarantine; for metrics
  };
  /// Creates the folders, removes old partial uploads, and sums up what is stored.
  static absl::StatusOr<std::unique_ptr<BlobStore>> Open(const std::string& root, Options options, absl::Time now);

  /// Size of a stored blob, or nothing.
  std::optional<int64_t> SizeOf(const std::string& sha256) const;
  bool Contains(const std::string& sha256) const { return SizeOf(sha256).has_value(); }
  /// Bytes of a partial upload; 0 where there is none.
  int64_t PartialSize(const std::string& sha256) const;

  /// Starts or resumes an upload. OUT_OF_RANGE BAD_OFFSET with metadata committed_size; RESOURCE_EXHAUSTED
  /// BLOB_TOO_LARGE, or DISK_FULL where it would leave less than min_free_bytes free; ABORTED UPLOAD_IN_PROGRESS while
  /// another one of the same blob is open. REQUIRES: IsSha256Hex(sha256), size >= 0.
  absl::StatusOr<std::unique_ptr<BlobUpload>> StartUpload(const std::string& sha256, int64_t size, int64_t offset);
  /// Removes partial uploads that nobody goes on with. Looks about once an hour, however often it is called.
  void RemoveOldPartials(absl::Time now) ABSL_LOCKS_EXCLUDED(mutex_);
  /// Stores small bytes of the server's own at once; durable when it returns. Gives the digest.
  absl::StatusOr<std::string> Put(absl::string_view data);

  /// NOT_FOUND BLOB_NOT_FOUND; OUT_OF_RANGE BAD_OFFSET. From an offset above 0 no digest is checked: to hash what comes
  /// before it on every resumption would make a large download quadratic, and the receiver checks the whole.
  absl::StatusOr<std::unique_ptr<BlobReader>> OpenReader(const std::string& sha256, int64_t offset);
  /// A whole stored manifest. NOT_FOUND BLOB_NOT_FOUND, INVALID_ARGUMENT where it is none, DATA_LOSS BLOB_CORRUPT.
  absl::StatusOr<Manifest> ReadManifest(const std::string& sha256);
  /// Of a manifest and its files, the first digest that is not stored, if any. What is found damaged on the way goes
  /// into quarantine and counts as not stored. INVALID_ARGUMENT where it is no manifest, or gives wrong sizes.
  absl::StatusOr<std::optional<std::string>> FirstMissing(const std::string& manifest);

  /// Digests of all stored blobs, sorted.
  absl::StatusOr<std::vector<std::string>> List() const;
  int64_t TotalBytes() const { return total_bytes_.load(); }

 private:
  friend class BlobUpload;
  friend class BlobReader;
  BlobStore(std::string root, Options options) : root_(std::move(root)), options_(options) {}
  std::string BlobPath(const std::string& sha256) const;
  std::string StagingPath(const std::string& sha256) const;
  absl::Status Publish(const std::string& staged, const std::string& sha256, int64_t size)
      ABSL_LOCKS_EXCLUDED(move_mutex_);
  void Close(const std::string& sha256) ABSL_LOCKS_EXCLUDED(mutex_);
  /// Whether `bytes` more leave enough of the disk free. RESOURCE_EXHAUSTED DISK_FULL.
  absl::Status CheckRoom(int64_t bytes) const;
  /// Whether a stored blob has `size` bytes, or else at least its digest. One that has neither goes into quarantine.
  absl::StatusOr<bool> IsWhole(const std::string& sha256, int64_t size);
  /// Moves a damaged blob away, unless its file is no longer the open one `fd`: then it was healed meanwhile.
  void Quarantine(const std::string& sha256, int fd) ABSL_LOCKS_EXCLUDED(move_mutex_);

  const std::string root_;
  const Options options_;
  std::atomic<int64_t> total_bytes_{0};
  Mutex move_mutex_;  // held while a file enters or leaves blobs/
  Mutex mutex_;
  std::set<std::string> uploading_ ABSL_GUARDED_BY(mutex_);
  absl::Time last_cleanup_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_BLOBS_BLOB_STORE_H_
