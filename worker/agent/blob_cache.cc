#include "worker/agent/blob_cache.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/logging.h"
#include "common/sha256.h"
#include "common/status_macros.h"
#include "worker/agent/call_error.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

constexpr time_t kPublishedTime = 946'684'800;  // 2000-01-01: no write leaves it
constexpr absl::Duration kStopPoll = absl::Milliseconds(100);

absl::Status ErrnoStatus(absl::string_view what, const std::string& path) {
  return LocalError(absl::ErrnoToStatus(errno, absl::StrCat(what, " ", path)));
}

/// Hashes what the descriptor holds; leaves the position at the end. Returns the size.
absl::StatusOr<int64_t> HashSoFar(int fd, const std::string& path, Sha256* hash) {
  std::string buffer(1 << 18, '\0');
  int64_t size = 0;
  for (;;) {
    const ssize_t count = read(fd, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return ErrnoStatus("cannot read", path);
    if (count == 0) return size;
    hash->Update(absl::string_view(buffer).substr(0, static_cast<size_t>(count)));
    size += count;
  }
}

/// A hard link, or a copy where the file system has none to give.
absl::Status LinkOrCopy(const std::string& from, const std::string& to) {
  if (link(from.c_str(), to.c_str()) == 0) return absl::OkStatus();
  if (errno != EXDEV && errno != EMLINK && errno != EPERM) return ErrnoStatus("cannot link an input to", to);
  std::error_code error;
  fs::copy_file(from, to, error);
  if (error) return LocalError(absl::ErrnoToStatus(error.value(), absl::StrCat("cannot copy an input to ", to)));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<BlobCache>> BlobCache::Open(std::string folder, int64_t max_bytes) {
  std::unique_ptr<BlobCache> cache(new BlobCache(std::move(folder), max_bytes));
  OCTAVO_RETURN_IF_ERROR(cache->Load());
  return cache;
}

absl::Status BlobCache::Load() {
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(folder_ + "/partial"));
  struct Found {
    int64_t changed;  // a link counts as a change, as a write does, so this is the last use
    std::string sha256;
    Entry entry;
  };
  std::vector<Found> found;
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> files, ListFiles(folder_));
  for (const std::string& file : files) {
    const std::string name = fs::path(file).filename().string();
    struct stat info = {};
    if (!IsSha256Hex(name)) continue;
    const std::string path = absl::StrCat(folder_, "/", file);
    const bool is_complete = path == PathOf(name);
    if ((!is_complete && path != PartialOf(name)) || stat(path.c_str(), &info) != 0) continue;
    if (!is_complete && (info.st_size == 0 || access(PathOf(name).c_str(), F_OK) == 0)) {
      unlink(path.c_str());  // of no use
      continue;
    }
    found.push_back(
        {int64_t{info.st_ctim.tv_sec} * 1'000'000'000 + info.st_ctim.tv_nsec, name, {info.st_size, is_complete}});
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.changed < b.changed; });
  std::vector<std::string> victims;
  {
    MutexLock lock(mutex_);
    for (const Found& blob : found) Set(blob.sha256, blob.entry);
    victims = ChooseVictims();
  }
  Evict(victims);
  return absl::OkStatus();
}

std::string BlobCache::PathOf(const std::string& sha256) const {
  return absl::StrCat(folder_, "/", sha256.substr(0, 2), "/", sha256);
}

std::string BlobCache::PartialOf(const std::string& sha256) const { return absl::StrCat(folder_, "/partial/", sha256); }

bool BlobCache::IsIntact(const std::string& sha256, int64_t size) const {
  struct stat info = {};
  return stat(PathOf(sha256).c_str(), &info) == 0 && info.st_size == size && info.st_mtim.tv_sec == kPublishedTime &&
         info.st_mtim.tv_nsec == 0;
}

/// Completes partial/SHA256 and publishes it. What an earlier download left there may be of other bytes, from a source
/// that had them: then once more from the begin.
absl::Status BlobCache::Fetch(const std::string& sha256, const Download& download) {
  bool resumed = false;
  bool wrong = false;
  const absl::Status fetched = FetchOnce(sha256, download, &resumed, &wrong);
  return wrong && resumed ? FetchOnce(sha256, download, &resumed, &wrong) : fetched;
}

absl::Status BlobCache::FetchOnce(const std::string& sha256, const Download& download, bool* resumed, bool* wrong) {
  const std::string partial = PartialOf(sha256);
  const int fd = open(partial.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (fd < 0) return ErrnoStatus("cannot open", partial);
  absl::Cleanup close_fd = [fd] { close(fd); };
  Sha256 hash;
  OCTAVO_ASSIGN_OR_RETURN(const int64_t offset, HashSoFar(fd, partial, &hash));
  *resumed = offset > 0;
  Enter(sha256, {offset});
  const absl::Status downloaded = download(offset, [&](absl::string_view bytes) {
    Grow(sha256, bytes.size());
    hash.Update(bytes);
    return LocalError(WriteAll(fd, bytes, partial));
  });
  const bool is_too_long = absl::IsOutOfRange(downloaded) && !IsLocalError(downloaded);
  if (is_too_long) unlink(partial.c_str());  // more than the blob has: start afresh next time
  OCTAVO_RETURN_IF_ERROR(downloaded);
  if (const std::string actual = hash.Finish(); actual != sha256) {
    unlink(partial.c_str());
    *wrong = true;
    return absl::DataLossError(absl::StrCat("blob ", sha256, " arrived with digest ", actual, ": dropped"));
  }
  const timespec times[2] = {{kPublishedTime, 0}, {kPublishedTime, 0}};
  if (fchmod(fd, 0444) != 0 || futimens(fd, times) != 0 || fsync(fd) != 0) return ErrnoStatus("cannot finish", partial);
  OCTAVO_RETURN_IF_ERROR(LocalError(MakeDirectories(fs::path(PathOf(sha256)).parent_path().string())));
  if (rename(partial.c_str(), PathOf(sha256).c_str()) != 0) return ErrnoStatus("cannot publish", partial);
  return absl::OkStatus();
}

/// REQUIRES: the digest is marked busy by the caller.
absl::Status BlobCache::Provide(const std::string& sha256, const std::string& destination, const Download& download,
                                bool known, int64_t* size) {
  if (known && !IsIntact(sha256, *size)) {
    LogWarning("the cached blob ", sha256, " has been changed: it is downloaded again");
    unlink(PathOf(sha256).c_str());
    known = false;
  }
  if (!known) OCTAVO_RETURN_IF_ERROR(Fetch(sha256, download));
  struct stat info = {};
  if (stat(PathOf(sha256).c_str(), &info) != 0) return ErrnoStatus("cannot find", PathOf(sha256));
  *size = info.st_size;
  return LinkOrCopy(PathOf(sha256), destination);
}

absl::Status BlobCache::Place(const std::string& sha256, const std::string& destination, const Download& download,
                              const StopSignal& stop) {
  if (!IsSha256Hex(sha256)) return absl::InvalidArgumentError(absl::StrCat("\"", sha256, "\" is no SHA-256"));
  bool known = false;
  int64_t size = 0;
  {
    MutexLock lock(mutex_);
    while (busy_.contains(sha256)) {
      if (stop.requested()) return absl::CancelledError("stopped while another job downloaded the same input");
      freed_.WaitFor(mutex_, absl::ToChronoNanoseconds(kStopPoll));
    }
    busy_.insert(sha256);
    if (const auto it = entries_.find(sha256); it != entries_.end() && it->second.is_complete) {
      known = true;
      size = it->second.size;
    }
  }
  const absl::Status placed = Provide(sha256, destination, download, known, &size);
  const Entry left = placed.ok() ? Entry{size, true} : Look(sha256, size);
  std::vector<std::string> victims;
  {
    MutexLock lock(mutex_);
    Set(sha256, left);
    busy_.erase(sha256);
    victims = ChooseVictims();
  }
  freed_.NotifyAll();
  Evict(victims);
  return placed;
}

BlobCache::Entry BlobCache::Look(const std::string& sha256, int64_t size) const {
  if (IsIntact(sha256, size)) return {size, true};
  struct stat info = {};
  if (stat(PartialOf(sha256).c_str(), &info) != 0) return {};
  if (info.st_size == 0) unlink(PartialOf(sha256).c_str());  // nothing came: no file for ever either
  return {info.st_size};
}

void BlobCache::Enter(const std::string& sha256, Entry entry) {
  std::vector<std::string> victims;
  {
    MutexLock lock(mutex_);
    Set(sha256, entry);
    victims = ChooseVictims();
  }
  Evict(victims);
}

void BlobCache::Grow(const std::string& sha256, size_t bytes) {
  std::vector<std::string> victims;
  {
    MutexLock lock(mutex_);
    entries_[sha256].size += static_cast<int64_t>(bytes);
    bytes_ += static_cast<int64_t>(bytes);
    victims = ChooseVictims();
  }
  Evict(victims);
}

void BlobCache::Set(const std::string& sha256, Entry entry) {
  const auto it = entries_.try_emplace(sha256).first;
  bytes_ += entry.size - it->second.size;
  entry.last_use = ++uses_;
  it->second = entry;
  if (entry.size == 0 && !entry.is_complete) entries_.erase(it);
}

/// What is begun goes among the complete blobs, by its last use, not before them: what was used last is what a job
/// comes back for soonest, and in a full cache a download over a bad line would never end if its begin went first.
std::vector<std::string> BlobCache::ChooseVictims() {
  std::vector<std::string> victims;
  while (bytes_ > max_bytes_) {
    auto oldest = entries_.end();
    for (auto it = entries_.begin(); it != entries_.end(); ++it) {
      if (busy_.contains(it->first)) continue;
      if (oldest == entries_.end() || it->second.last_use < oldest->second.last_use) oldest = it;
    }
    if (oldest == entries_.end()) break;
    bytes_ -= oldest->second.size;
    victims.push_back(oldest->first);
    busy_.insert(oldest->first);
    entries_.erase(oldest);
  }
  return victims;
}

void BlobCache::Evict(const std::vector<std::string>& victims) {
  if (victims.empty()) return;
  for (const std::string& victim : victims) {
    unlink(PathOf(victim).c_str());
    unlink(PartialOf(victim).c_str());
  }
  {
    MutexLock lock(mutex_);
    for (const std::string& victim : victims) busy_.erase(victim);
  }
  freed_.NotifyAll();
}

bool BlobCache::Has(const std::string& sha256) const {
  MutexLock lock(mutex_);
  const auto it = entries_.find(sha256);
  return it != entries_.end() && it->second.is_complete;
}

int64_t BlobCache::bytes() const {
  MutexLock lock(mutex_);
  return bytes_;
}

}  // namespace octavo
