#include "worker/runner/text/token_cache.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/build_info.h"
#include "common/files.h"
#include "common/logging.h"
#include "common/status_macros.h"
#include "worker/runner/text/parallel_texts.h"
#include "worker/runner/text/range_lock.h"
#include "worker/runner/text/token_file.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

/// To be raised with every change by which any tokenizer gives other ids. The build's revision tells most of them, but
/// not every build has one.
constexpr int kEncoderVersion = 1;
constexpr char kSuffix[] = ".tokens";
constexpr char kPartialSuffix[] = ".tokens.partial";

std::string EncoderName() { return absl::StrCat(kEncoderVersion, " ", Version(), " ", SourceRevision()); }

absl::Status Replace(const std::string& path, absl::string_view bytes) {
  // The caller's lock makes this name its own. Not synchronised with the disk: what a power cut spoils, the checksum
  // tells.
  const std::string partial = absl::StrCat(path, ".partial");
  const int fd = open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot create ", partial));
  const absl::Status written = WriteAll(fd, bytes, partial);
  close(fd);
  if (written.ok() && rename(partial.c_str(), path.c_str()) == 0) return absl::OkStatus();
  const absl::Status status = written.ok() ? absl::ErrnoToStatus(errno, absl::StrCat("cannot name ", path)) : written;
  unlink(partial.c_str());
  return status;
}

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
        key_({data, tokenizer.digest(), EncoderName()}),
        path_(absl::StrCat(cache.options_.folder, "/", key_.Digest(), kSuffix)),
        fingerprints_(texts.size()) {}

  absl::StatusOr<TokenizedTexts> Run(int max_length) {
    ForEachText(
        texts_.size(), threads_, [&](size_t i) { fingerprints_[i] = FingerprintOf(texts_[i]); }, stopped_);
    OCTAVO_RETURN_IF_ERROR(CheckStop());
    Open();
    if (!Missing().empty()) OCTAVO_RETURN_IF_ERROR(AddMissing());
    if (fresh_.empty()) utimensat(AT_FDCWD, path_.c_str(), nullptr, 0);  // used just now
    TokenizedTexts result;
    result.tokens.resize(texts_.size());
    for (size_t i = 0; i < texts_.size(); ++i) {
      const auto made = fresh_.find(fingerprints_[i]);
      result.from_cache += made == fresh_.end() ? 1 : 0;
      const std::vector<int32_t> whole = made == fresh_.end() ? *file_->Find(fingerprints_[i]) : made->second;
      result.tokens[i] = Truncated(tokenizer_, whole, max_length);
    }
    return result;
  }

 private:
  absl::Status CheckStop() const {
    return stopped_ && stopped_() ? absl::CancelledError("stopped on request") : absl::OkStatus();
  }

  void Open() {
    absl::StatusOr<TokenFile> file = TokenFile::Open(path_, key_, tokenizer_.vocab_size());
    file_.reset();
    if (file.ok()) file_ = *std::move(file);
    if (!file.ok() && !absl::IsNotFound(file.status())) {
      LogWarning("kept tokens cannot be used, and are made again: ", file.status().message());
    }
  }

  /// One place of each text that the file lacks.
  std::vector<size_t> Missing() const {
    std::vector<size_t> places;
    absl::flat_hash_set<TextFingerprint> listed;
    for (size_t i = 0; i < texts_.size(); ++i) {
      if (file_.has_value() && file_->Has(fingerprints_[i])) continue;
      if (listed.insert(fingerprints_[i]).second) places.push_back(i);
    }
    return places;
  }

  absl::Status AddMissing() {
    absl::StatusOr<RangeLock> lock = Lock();
    if (absl::IsCancelled(lock.status())) return lock.status();
    if (lock.ok()) Open();  // whoever had the lock may have added them
    const std::vector<size_t> places = Missing();
    std::vector<absl::string_view> missing;
    for (const size_t place : places) missing.push_back(texts_[place]);
    std::vector<std::vector<int32_t>> encoded = EncodeAll(tokenizer_, missing, /*max_length=*/0, threads_, stopped_);
    OCTAVO_RETURN_IF_ERROR(CheckStop());
    for (size_t i = 0; i < places.size(); ++i) fresh_[fingerprints_[places[i]]] = std::move(encoded[i]);
    const absl::Status kept = !lock.ok() ? lock.status() : fresh_.empty() ? absl::OkStatus() : Keep();
    if (!kept.ok()) LogWarning("tokens are not kept for later jobs: ", kept.message());
    return absl::OkStatus();
  }

  absl::StatusOr<RangeLock> Lock() const {
    OCTAVO_RETURN_IF_ERROR(MakeDirectories(cache_.options_.folder));
    uint64_t number = 0;
    if (!absl::SimpleHexAtoi(key_.Digest().substr(0, 15), &number)) return absl::InternalError("a digest is no number");
    return RangeLock::Acquire(absl::StrCat(cache_.options_.folder, "/lock"), number, stopped_);
  }

  /// Writes a file with the old entries and the fresh ones. REQUIRES: the lock.
  absl::Status Keep() const {
    std::vector<TokenEntry> entries;
    for (int64_t place = 0; file_.has_value() && place < file_->size(); ++place) entries.push_back(file_->At(place));
    for (const auto& [text, ids] : fresh_) entries.push_back({text, ids});
    const std::string bytes = FormatTokenFile(key_, std::move(entries));
    if (static_cast<int64_t>(bytes.size()) > cache_.options_.max_bytes) {
      return absl::ResourceExhaustedError(
          absl::StrCat(bytes.size(), " bytes are more than the cache may have, ", cache_.options_.max_bytes));
    }
    OCTAVO_RETURN_IF_ERROR(Replace(path_, bytes));
    cache_.Trim(path_);
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
  std::optional<TokenFile> file_;
  absl::flat_hash_map<TextFingerprint, std::vector<int32_t>> fresh_;  // whole ids of texts that the file lacks
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
  std::error_code error;
  for (fs::directory_iterator it(options_.folder, error); !error && it != fs::directory_iterator();
       it.increment(error)) {
    const std::string path = it->path().string();
    if (!absl::EndsWith(path, kSuffix) && !absl::EndsWith(path, kPartialSuffix)) continue;
    std::error_code gone;  // another process may be trimming too
    const Found file = {it->last_write_time(gone), path, static_cast<int64_t>(it->file_size(gone))};
    if (gone) continue;
    total += file.size;
    if (path != kept) files.push_back(file);
  }
  std::sort(files.begin(), files.end(), [](const Found& a, const Found& b) { return a.used < b.used; });
  for (auto file = files.begin(); file != files.end() && total > options_.max_bytes; ++file) {
    unlink(file->path.c_str());
    total -= file->size;
  }
}

}  // namespace octavo
