#include "worker/agent/transfer.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/files.h"
#include "common/logging.h"
#include "common/manifest.h"
#include "common/status_macros.h"
#include "worker/agent/call_error.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

constexpr size_t kMaxFindMissing = 1000;
// A job with thousands of files must not make workers ask somebody thousands of times for what is not there.
constexpr int kMaxFailures = 3;
constexpr int64_t kMaxManifestBytes = 64 << 20;

SourceKind KindOf(absl::string_view source) {
  return absl::StartsWith(source, "hf://") ? SourceKind::kHub : SourceKind::kArchive;
}

absl::Status Stopped() { return absl::CancelledError("stopped"); }

enum class FullDisk { kIsFinal, kIsWaitedFor };

/// Repeats `call` while that may help.
absl::Status Persist(const std::function<absl::Status()>& call, Backoff& backoff, const StopSignal& stop,
                     FullDisk full_disk = FullDisk::kIsFinal) {
  Patience patience;
  bool told = false;
  for (;;) {
    if (stop.requested()) return Stopped();
    const absl::Status status = call();
    if (status.ok()) {
      backoff.Reset();
      return status;
    }
    if (stop.requested()) return Stopped();
    const bool waits = full_disk == FullDisk::kIsWaitedFor && IsOutOfRoom(status);
    if (!waits && !patience.Allows(status)) return status;
    if (!std::exchange(told, true)) LogWarning("a transfer is tried again: ", status.ToString());
    if (stop.WaitFor(backoff.Next())) return Stopped();
  }
}

/// Fetches the inputs of one attempt.
class InputFetcher {
 public:
  InputFetcher(const JobDirectory& dir, const InputPlaces& places, Backoff backoff, const StopSignal& stop)
      : dir_(dir), places_(places), backoff_(std::move(backoff)), stop_(stop) {
    if (places.sources != nullptr) session_.emplace(*places.sources, stop);
  }

  absl::Status Fetch(const Assignment::Input& input) {
    const auto allowed = [](unsigned char c) { return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_'; };
    if (input.name.empty() || !std::all_of(input.name.begin(), input.name.end(), allowed)) {
      return absl::InvalidArgumentError(absl::StrCat("input \"", input.name, "\": expected a name of [a-z0-9_]"));
    }
    const std::string manifest_path = absl::StrCat(dir_.root(), "/", input.name, ".manifest");
    OCTAVO_RETURN_IF_ERROR(Place(input.name, input.manifest_digest, manifest_path));
    OCTAVO_ASSIGN_OR_RETURN(const std::string text, ReadFile(manifest_path, kMaxManifestBytes));
    OCTAVO_ASSIGN_OR_RETURN(const Manifest manifest, Manifest::Parse(text));
    const fs::path folder = fs::path(dir_.inputs()) / input.name;
    OCTAVO_RETURN_IF_ERROR(MakeDirectories(folder.string()));
    for (const Manifest::File& file : manifest.files) {
      const fs::path destination = folder / file.path;
      OCTAVO_RETURN_IF_ERROR(MakeDirectories(destination.parent_path().string()));
      if (PlaceFromSource(input, file, manifest.files.size(), destination.string())) continue;
      OCTAVO_RETURN_IF_ERROR(Place(absl::StrCat(input.name, "/", file.path), file.sha256, destination.string()));
    }
    return absl::OkStatus();
  }

 private:
  /// Whether the file is in place, from the cache or a source. Where it is not, the coordinator has it.
  bool PlaceFromSource(const Assignment::Input& input, const Manifest::File& file, size_t files,
                       const std::string& destination) {
    if (!session_.has_value()) return false;
    const bool cached = places_.cache.Has(file.sha256);
    for (const std::string& source : input.sources) {
      if (failures_[source] >= kMaxFailures) continue;
      if (const auto reason = cached ? std::nullopt : session_->WhyNot(source, file, files); reason.has_value()) {
        Count(source, input, file, *reason);
        continue;
      }
      std::optional<SourceSession::Answer> answer;  // none: the source was not asked, as the cache had all the bytes
      const BlobCache::Download download = [&](int64_t offset, const BlobCache::Sink& sink) -> absl::Status {
        if (offset > file.size) return absl::OutOfRangeError("more than the whole file is here");
        if (offset == file.size) return absl::OkStatus();
        int64_t bytes = 0;
        answer = session_->Fetch(source, file, files, offset, [&](absl::string_view data) {
          bytes += static_cast<int64_t>(data.size());
          return sink(data);
        });
        places_.stats.SourceGave(KindOf(source), bytes);
        return answer->status;
      };
      const absl::Status placed = places_.cache.Place(file.sha256, destination, download, stop_);
      if (stop_.requested() || IsLocalError(placed)) return placed.ok();
      if (!answer.has_value()) return placed.ok();
      const bool wrong = answer->status.ok() && !placed.ok();
      Count(source, input, file, {placed, wrong ? SourceOutcome::kWrongBytes : answer->outcome});
      if (placed.ok()) return true;
    }
    return false;
  }

  /// What became of a source that was asked for a file, or was not.
  void Count(const std::string& source, const Assignment::Input& input, const Manifest::File& file,
             const SourceSession::Answer& answer) {
    places_.stats.SourceAsked(KindOf(source), answer.outcome);
    // Of one that cannot be reached InputSources tells, once for all attempts.
    const bool away = answer.outcome == SourceOutcome::kLeftAlone || answer.outcome == SourceOutcome::kUnreachable;
    if (answer.status.ok() || away || ++failures_[source] > 1) return;
    LogWarning("input ", input.name, ": ", file.path, " does not come from ", source, ": ", answer.status.message());
  }

  /// INPUT_UNAVAILABLE where the coordinator does not have the blob, or not whole.
  absl::Status Place(const std::string& input, const std::string& sha256, const std::string& destination) {
    const BlobCache::Download download = [&](int64_t offset, const BlobCache::Sink& sink) {
      return places_.coordinator.Download(sha256, offset, sink, stop_);
    };
    absl::Status placed =
        Persist([&] { return places_.cache.Place(sha256, destination, download, stop_); }, backoff_, stop_);
    if (placed.ok() || stop_.requested() || IsLocalError(placed) || absl::IsInvalidArgument(placed)) return placed;
    const std::string said = ErrorInfoOf(placed).reason;
    return WithReason(absl::Status(placed.code(), absl::StrCat("input ", input, ": ", placed.message(),
                                                               said.empty() ? "" : absl::StrCat(" (", said, ")"))),
                      "INPUT_UNAVAILABLE");
  }

  const JobDirectory& dir_;
  const InputPlaces& places_;
  Backoff backoff_;
  const StopSignal& stop_;
  std::optional<SourceSession> session_;
  std::map<std::string, int> failures_;  // by source: files that it was asked for in vain
};

absl::StatusOr<std::set<std::string>> FindMissing(const Manifest& manifest, const std::string& manifest_digest,
                                                  Coordinator& coordinator, Backoff& backoff, const StopSignal& stop) {
  std::set<std::string> wanted = {manifest_digest};
  for (const Manifest::File& file : manifest.files) wanted.insert(file.sha256);
  const std::vector<std::string> all(wanted.begin(), wanted.end());
  std::set<std::string> missing;
  for (size_t begin = 0; begin < all.size(); begin += kMaxFindMissing) {
    const size_t end = std::min(all.size(), begin + kMaxFindMissing);
    const std::vector<std::string> some(all.begin() + static_cast<ptrdiff_t>(begin),
                                        all.begin() + static_cast<ptrdiff_t>(end));
    const auto ask = [&] {
      OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> found, coordinator.FindMissing(some));
      missing.insert(found.begin(), found.end());
      return absl::OkStatus();
    };
    OCTAVO_RETURN_IF_ERROR(Persist(ask, backoff, stop));
  }
  return missing;
}

}  // namespace

absl::Status FetchInputs(const Assignment& assignment, const JobDirectory& dir, const InputPlaces& places,
                         Backoff backoff, const StopSignal& stop) {
  InputFetcher fetcher(dir, places, std::move(backoff), stop);
  for (const Assignment::Input& input : assignment.inputs) OCTAVO_RETURN_IF_ERROR(fetcher.Fetch(input));
  return absl::OkStatus();
}

absl::StatusOr<std::string> UploadOutputs(const JobDirectory& dir, Coordinator& coordinator, Backoff backoff,
                                          const StopSignal& stop) {
  OCTAVO_ASSIGN_OR_RETURN(const Manifest manifest, HashTree(dir.outputs()));
  const std::string manifest_path = dir.root() + "/outputs.manifest";
  OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(manifest_path, manifest.Serialize()));
  const std::string digest = manifest.Digest();
  OCTAVO_ASSIGN_OR_RETURN(std::set<std::string> missing, FindMissing(manifest, digest, coordinator, backoff, stop));
  // Outputs are hours of work: rather than to lose them, an upload waits until there is room for them.
  const auto upload = [&](const std::string& path, const std::string& sha256) {
    return Persist([&] { return coordinator.Upload(path, sha256, stop); }, backoff, stop, FullDisk::kIsWaitedFor);
  };
  const bool manifest_missing = missing.erase(digest) > 0;
  for (const Manifest::File& file : manifest.files) {
    if (missing.erase(file.sha256) == 0) continue;
    const std::string path = absl::StrCat(dir.outputs(), "/", file.path);
    OCTAVO_RETURN_IF_ERROR(upload(path, file.sha256));
  }
  if (manifest_missing) OCTAVO_RETURN_IF_ERROR(upload(manifest_path, digest));
  return digest;
}

}  // namespace octavo
