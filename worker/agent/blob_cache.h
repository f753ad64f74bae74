#ifndef OCTAVO_WORKER_AGENT_BLOB_CACHE_H_
#define OCTAVO_WORKER_AGENT_BLOB_CACHE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/mutex.h"
#include "worker/agent/stop_signal.h"

namespace octavo {

/// Inputs that were downloaded, by digest, shared by all jobs of the work folder and kept up to a number of bytes: the
/// least recently used go first. Jobs get hard links, so an evicted blob lives on for the jobs that have it.
/// Thread-safe; a blob is downloaded once however many jobs want it, and different blobs at the same time.
///
/// What a failed or cancelled download left in partial/ counts as a blob does, and goes in the same order. What is in
/// use counts too and is never dropped, so that downloads which do not fit together exceed the bound until they end.
///
/// A published blob is read-only and carries a fixed modification time. One with another time or size has been written
/// to by somebody and is downloaded again.
class BlobCache {
 public:
  using Sink = std::function<absl::Status(absl::string_view bytes)>;
  /// Gives the blob's bytes from `offset` on to the sink; what the sink took before an error is kept and resumed from.
  using Download = std::function<absl::Status(int64_t offset, const Sink& sink)>;

  /// Takes over what is in `folder`, which is made if need be.
  static absl::StatusOr<std::unique_ptr<BlobCache>> Open(std::string folder, int64_t max_bytes);

  /// Puts the blob at `destination` (whose folder exists). Blocks while it is downloaded, here or for another job.
  /// DATA_LOSS if what came does not have the digest; CANCELLED on `stop`; a LocalError (call_error.h) of
  /// this machine's files; otherwise the errors of `download`.
  absl::Status Place(const std::string& sha256, const std::string& destination, const Download& download,
                     const StopSignal& stop);

  /// Whether Place would not download it, unless it was spoilt. No file is looked at.
  bool Has(const std::string& sha256) const;

  /// Bytes of all blobs kept, and of those that are begun.
  int64_t bytes() const;

 private:
  struct Entry {
    int64_t size = 0;
    bool is_complete = false;  // false: the begin of a blob, in partial/
    uint64_t last_use = 0;
  };

  BlobCache(std::string folder, int64_t max_bytes) : folder_(std::move(folder)), max_bytes_(max_bytes) {}
  absl::Status Load();
  std::string PathOf(const std::string& sha256) const;
  std::string PartialOf(const std::string& sha256) const;
  bool IsIntact(const std::string& sha256, int64_t size) const;
  absl::Status Fetch(const std::string& sha256, const Download& download);
  /// Sets `resumed` where something was there already, `wrong` where the bytes have another digest.
  absl::Status FetchOnce(const std::string& sha256, const Download& download, bool* resumed, bool* wrong);
  absl::Status Provide(const std::string& sha256, const std::string& destination, const Download& download, bool known,
                       int64_t* size);
  /// What is there of the blob, whose size is `size` if it is complete.
  Entry Look(const std::string& sha256, int64_t size) const;
  /// Enters that as used last, and makes room for it. REQUIRES: the digest is marked busy by the caller.
  void Enter(const std::string& sha256, Entry entry);
  /// Counts bytes of a download before they are written, and makes room for them.
  void Grow(const std::string& sha256, size_t bytes);
  /// In the index alone; an entry without bytes is none.
  void Set(const std::string& sha256, Entry entry) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  /// Takes entries beyond the limit that nobody uses out of the index, marks them busy, and returns their digests for
  /// Evict().
  std::vector<std::string> ChooseVictims() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Evict(const std::vector<std::string>& victims);

  const std::string folder_;
  const int64_t max_bytes_;
  mutable Mutex mutex_;
  CondVar freed_;
  std::map<std::string, Entry> entries_ ABSL_GUARDED_BY(mutex_);
  std::set<std::string> busy_ ABSL_GUARDED_BY(mutex_);  // digests that one caller works on, outside of the lock
  int64_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t uses_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_BLOB_CACHE_H_
