#include "worker/runner/text/token_cache.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <new>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/files.h"
#include "common/logging.h"
#include "common/status_macros.h"
#include "worker/runner/text/parallel_texts.h"
#include "worker/runner/text/range_lock.h"
#include "worker/runner/text/token_file.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

constexpr char kSuffix[] = ".tokens";
constexpr char kPartialSuffix[] = ".tokens.partial";

constexpr absl::Duration kQuietWait = absl::Seconds(5);
constexpr absl::Duration kLongestWait = absl::Minutes(10);
/// A file that is still being written is younger.
constexpr auto kPartialIsAbandoned = std::chrono::hours(1);

/// Tells the file of a name from the one that takes its place.
struct FileIdentity {
  explicit FileIdentity(const std::string& path) {
    struct stat info = {};
    if (stat(path.c_str(), &info) != 0) return;
    inode = info.st_ino;
    size = info.st_size;
    changed_seconds = info.st_mtim.tv_sec;
    changed_nanoseconds = info.st_mtim.tv_nsec;
  }
  bool operator==(const FileIdentity&) const = default;

  // All 0 where there is no file.
  ino_t inode = 0;
  off_t size = 0;
  int64_t changed_seconds = 0, changed_nanoseconds = 0;
};

/// The ids that are to be kept, packed, as long as they have room. Add is thread-safe.
class FreshIds {
 public:
  /// `room`: bytes of packed ids.
  FreshIds(size_t texts, int64_t room, int32_t vocab_size) : room_(room), vocab_size_(vocab_size) {
    if (room < 0) return;
    try {
      packed_.resize(texts);
    } catch (const std::bad_alloc&) {
      out_of_memory_ = true;
    }
  }

  void Add(size_t place, absl::Span<const int32_t> ids) {
    if (room_ < 0 || used_ > room_ || out_of_memory_) return;
    try {
      std::string bytes = PackIds(ids, vocab_size_);
      used_ += static_cast<int64_t>(bytes.size());
      packed_[place] = std::move(bytes);
    } catch (const std::bad_alloc&) {
      out_of_memory_ = true;
    }
  }

  bool fit() const { return room_ >= 0 && used_ <= room_; }
  bool out_of_memory() const { return out_of_memory_; }
  const std::string& packed(size_t place) const { return packed_[place]; }

 private:
  const int64_t room_;
  const int32_t vocab_size_;
  std::atomic<int64_t> used_ = 0;
  std::atomic<bool> out_of_memory_ = false;
  std::vector<std::string> packed_;
};

}  // namespace

/// One call of Encode.
class TokenCache::Pass {
 public:
  Pass(const TokenCache& cache, const Tokenizer& tokenizer, const std::string& data,
       absl::Span<const absl::string_view> texts, int threads, const std::function<bool()>& stopped)
      : cache_(cache),
        tokenizer_(tokenizer),
        texts_(texts),
        threads_(threads),
        stopped_(stopped),
        key_({data, tokenizer.digest(), cache.encoder_}),
        path_(absl::StrCat(cache.options_.folder, "/", key_.Digest(), kSuffix)),
        fingerprints_(texts.size()) {}

  absl::StatusOr<TokenizedTexts> Run(int max_length) {
    ForEachText(
        texts_.size(), threads_, [&](size_t i) { fingerprints_[i] = FingerprintOf(texts_[i]); }, stopped_);
    OCTAVO_RETURN_IF_ERROR(CheckStop());
    OCTAVO_RETURN_IF_ERROR(Open());
    max_length_ = max_length;
    result_.tokens.resize(texts_.size());
    const bool all_known = ListMissing();
    if (all_known) utimensat(AT_FDCWD, path_.c_str(), nullptr, 0);  // used just now
    if (!all_known) OCTAVO_RETURN_IF_ERROR(AddMissing());
    for (size_t i = 0; i < texts_.size(); ++i) {
      if (const auto made = first_places_.find(fingerprints_[i]); made != first_places_.end()) {
        if (made->second != i) result_.tokens[i] = result_.tokens[made->second];
      } else {
        result_.tokens[i] = Truncated(tokenizer_, *file_->Find(fingerprints_[i]), max_length);
        ++result_.from_cache;
      }
    }
    return std::move(result_);
  }

 private:
  absl::Status CheckStop() const {
    return stopped_ && stopped_() ? absl::CancelledError("stopped on request") : absl::OkStatus();
  }

  /// Maps the file, unless it is the one that was looked at last: to verify it takes a while, and damage is told once.
  absl::Status Open() {
    // Taken before the file is opened: if another takes its place meanwhile, that is looked at again.
    const FileIdentity now(path_);
    if (seen_ == now) return absl::OkStatus();
    seen_ = now;
    file_.reset();
    absl::StatusOr<TokenFile> file = TokenFile::Open(path_, key_, tokenizer_.vocab_size(), stopped_);
    if (absl::IsCancelled(file.status())) return file.status();
    if (file.ok()) file_ = *std::move(file);
    if (!file.ok() && !absl::IsNotFound(file.status())) {
      LogWarning("kept tokens cannot be used, and are made again: ", file.status().message());
    }
    return absl::OkStatus();
  }

  /// Lists one place of each text that the file lacks. Whether it lacks none.
  bool ListMissing() {
    missing_.clear();
    first_places_.clear();
    for (size_t i = 0; i < texts_.size(); ++i) {
      if (file_.has_value() && file_->Has(fingerprints_[i])) continue;
      if (first_places_.emplace(fingerprints_[i], i).second) missing_.push_back(i);
    }
    return missing_.empty();
  }

  absl::Status AddMissing() {
    absl::StatusOr<RangeLock> lock = Lock();
    if (absl::IsCancelled(lock.status())) return lock.status();
    if (lock.ok()) {
      OCTAVO_RETURN_IF_ERROR(Open());  // whoever had the lock may have added them
      if (ListMissing()) return absl::OkStatus();
    }
    FreshIds fresh(missing_.size(), lock.ok() ? Room() : -1, tokenizer_.vocab_size());
    const auto encode = [&](size_t i) {
      const std::vector<int32_t> ids = tokenizer_.Encode(texts_[missing_[i]], /*max_length=*/0);
      fresh.Add(i, ids);
      result_.tokens[missing_[i]] = Truncated(tokenizer_, ids, max_length_);
    };
    ForEachText(missing_.size(), threads_, encode, stopped_);
    OCTAVO_RETURN_IF_ERROR(CheckStop());
    const absl::Status kept = lock.ok() ? Keep(fresh) : lock.status();
    if (!kept.ok()) LogWarning("tokens are not kept for later jobs: ", kept.message());
    return absl::OkStatus();
  }

  absl::StatusOr<RangeLock> Lock() const {
    OCTAVO_RETURN_IF_ERROR(MakeDirectories(cache_.options_.folder));
    uint64_t number = 0;
    if (!absl::SimpleHexAtoi(key_.Digest().substr(0, 15), &number)) return absl::InternalError("a digest is no number");
    const absl::Time start = cache_.clock_.Now();
    bool told = false;
    const auto may_wait = [&] {
      OCTAVO_RETURN_IF_ERROR(CheckStop());
      const absl::Duration waited = cache_.clock_.Now() - start;
      if (waited >= kLongestWait) {
        return absl::DeadlineExceededError(
            absl::StrCat("another job has been tokenizing the same texts for ", absl::FormatDuration(kLongestWait),
                         "; look whether a runner hangs that holds ", cache_.options_.folder, "/lock"));
      }
      if (waited >= kQuietWait && !std::exchange(told, true)) {
        LogInfo("another job is tokenizing the same texts: waiting for its tokens");
      }
      return absl::OkStatus();
    };
    return RangeLock::Acquire(absl::StrCat(cache_.options_.folder, "/lock"), number, may_wait);
  }

  /// Bytes of packed ids that the file may get for the missing texts.
  int64_t Room() const {
    const int64_t old_texts = file_.has_value() ? file_->size() : 0;
    const int64_t old_bytes = file_.has_value() ? file_->bytes_of_ids() : 0;
    return cache_.options_.max_bytes - TokenFileBytes(old_texts + static_cast<int64_t>(missing_.size()), old_bytes);
  }

  /// Writes a file with the old entries and the fresh ones. REQUIRES: the lock.
  absl::Status Keep(const FreshIds& fresh) const {
    if (fresh.out_of_memory()) return absl::ResourceExhaustedError("there is no memory for them");
    if (!fresh.fit()) {
      return absl::ResourceExhaustedError(
          absl::StrCat("those of this data set need more than the ", cache_.options_.max_bytes,
                       " bytes that the cache may have: a tenth of the worker's cache_bytes; raise cache_bytes"));
    }
    try {
      std::vector<PackedText> entries;
      entries.reserve(missing_.size() + static_cast<size_t>(file_.has_value() ? file_->size() : 0));
      for (int64_t place = 0; file_.has_value() && place < file_->size(); ++place) entries.push_back(file_->At(place));
      for (size_t i = 0; i < missing_.size(); ++i) {
        entries.push_back({fingerprints_[missing_[i]], fresh.packed(i)});
      }
      OCTAVO_RETURN_IF_ERROR(WriteTokenFile(path_, key_, tokenizer_.vocab_size(), std::move(entries)));
      cache_.Trim(path_);
    } catch (const std::bad_alloc&) {
      return absl::ResourceExhaustedError("there is no memory for them");
    }
    return absl::OkStatus();
  }

  const TokenCache& cache_;
  const Tokenizer& tokenizer_;
  const absl::Span<const absl::string_view> texts_;
  const int threads_;
  const std::function<bool()>& stopped_;
  const TokenKey key_;
  const std::string path_;
  std::vector<TextFingerprint> fingerprints_;
  std::optional<FileIdentity> seen_;
  std::optional<TokenFile> file_;
  // The texts that the file lacks: the first place of each, in order and by text.
  std::vector<size_t> missing_;
  absl::flat_hash_map<TextFingerprint, size_t> first_places_;
  int max_length_ = 0;
  TokenizedTexts result_;
};

absl::StatusOr<TokenizedTexts> TokenCache::Encode(const Tokenizer& tokenizer, const std::string& data,
                                                  absl::Span<const absl::string_view> texts, int max_length,
                                                  int threads, const std::function<bool()>& stopped) const {
  return Pass(*this, tokenizer, data, texts, threads, stopped).Run(max_length);
}

void TokenCache::Trim(const std::string& kept) const {
  struct Found {
    fs::file_time_type used;
    std::string path;
    int64_t size;
  };
  std::vector<Found> files;
  int64_t total = 0;
  const auto now = fs::file_time_type::clock::now();
  std::error_code error;
  for (fs::directory_iterator it(options_.folder, error); !error && it != fs::directory_iterator();
       it.increment(error)) {
    const std::string path = it->path().string();
    if (!absl::EndsWith(path, kSuffix) && !absl::EndsWith(path, kPartialSuffix)) continue;
    std::error_code gone;  // another process may be trimming too
    const Found file = {it->last_write_time(gone), path, static_cast<int64_t>(it->file_size(gone))};
    if (gone) continue;
    total += file.size;
    // Another process may be writing it.
    const bool in_work = absl::EndsWith(path, kPartialSuffix) && now - file.used < kPartialIsAbandoned;
    if (path != kept && !in_work) files.push_back(file);
  }
  std::sort(files.begin(), files.end(), [](const Found& a, const Found& b) { return a.used < b.used; });
  for (auto file = files.begin(); file != files.end() && total > options_.max_bytes; ++file) {
    unlink(file->path.c_str());
    total -= file->size;
  }
}

}  // namespace octavo
