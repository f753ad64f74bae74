#include "tests/support/fake_coordinator.h"

#include <algorithm>
#include <chrono>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/files.h"
#include "common/manifest.h"
#include "common/sha256.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr size_t kChunk = 64 << 10;

absl::Status Unreachable() { return absl::UnavailableError("the fake coordinator is cut off"); }

absl::Status Stale() { return WithReason(absl::FailedPreconditionError("stale"), "STALE_LEASE"); }

}  // namespace

void FakeCoordinator::Changed() { changed_.NotifyAll(); }

void FakeCoordinator::Grant(const Assignment& assignment) {
  MutexLock lock(mutex_);
  grants_[assignment.id] = assignment;
  Changed();
}

void FakeCoordinator::Order(const AttemptId& id, StopReason reason) {
  MutexLock lock(mutex_);
  orders_[id] = reason;
  Changed();
}

void FakeCoordinator::Revoke(const AttemptId& id) {
  MutexLock lock(mutex_);
  attempts_[id].stale = true;
  grants_.erase(id);
  Changed();
}

void FakeCoordinator::AnswerStop(const AttemptId& id) {
  MutexLock lock(mutex_);
  attempts_[id].stop = true;
}

void FakeCoordinator::SetReachable(bool reachable) {
  MutexLock lock(mutex_);
  reachable_ = reachable;
  Changed();
}

void FakeCoordinator::SetLease(absl::Duration duration, absl::Duration margin) {
  MutexLock lock(mutex_);
  lease_ = duration;
  margin_ = margin;
}

void FakeCoordinator::Fail(Call call, absl::Status status, int times) {
  MutexLock lock(mutex_);
  failures_[call] = {std::move(status), times};
}

int FakeCoordinator::calls(Call call) const {
  MutexLock lock(mutex_);
  const auto it = calls_.find(call);
  return it == calls_.end() ? 0 : it->second;
}

absl::Status FakeCoordinator::Begin(Call call) {
  ++calls_[call];
  if (!reachable_) return Unreachable();
  Failure& failure = failures_[call];
  if (failure.times <= 0) return absl::OkStatus();
  --failure.times;
  return failure.status;
}

void FakeCoordinator::RefuseSync(absl::Status status) {
  MutexLock lock(mutex_);
  refusal_ = std::move(status);
  Changed();
}

void FakeCoordinator::ShortenLog(const AttemptId& id, size_t size) {
  MutexLock lock(mutex_);
  attempts_[id].log.resize(size);
}

void FakeCoordinator::Put(const std::string& bytes) {
  const std::string digest = Sha256Hex(bytes);
  MutexLock lock(mutex_);
  blobs_[digest] = bytes;
}

std::string FakeCoordinator::PutTree(const std::map<std::string, std::string>& files) {
  Manifest manifest;
  for (const auto& [path, text] : files) {
    Put(text);
    manifest.files.push_back({path, Sha256Hex(text), static_cast<int64_t>(text.size())});
  }
  Put(manifest.Serialize());
  return manifest.Digest();
}

void FakeCoordinator::Forget(const std::string& sha256) {
  MutexLock lock(mutex_);
  blobs_.erase(sha256);
}

int64_t FakeCoordinator::downloaded(const std::string& sha256) const {
  MutexLock lock(mutex_);
  const auto it = downloaded_.find(sha256);
  return it == downloaded_.end() ? 0 : it->second;
}

bool FakeCoordinator::Await(const std::function<bool(const FakeCoordinator&)>& condition, absl::Duration timeout) {
  const auto deadline = SteadyClock::now() + absl::ToChronoNanoseconds(timeout);
  while (!condition(*this)) {
    if (SteadyClock::now() >= deadline) return false;
    MutexLock lock(mutex_);
    changed_.WaitFor(mutex_, std::chrono::milliseconds(20));
  }
  return true;
}

std::vector<FakeCoordinator::CommitCall> FakeCoordinator::commits() const {
  MutexLock lock(mutex_);
  return commits_;
}

std::string FakeCoordinator::log(const AttemptId& id) const {
  MutexLock lock(mutex_);
  const auto it = attempts_.find(id);
  return it == attempts_.end() ? "" : it->second.log;
}

bool FakeCoordinator::started(const AttemptId& id) const {
  MutexLock lock(mutex_);
  const auto it = attempts_.find(id);
  return it != attempts_.end() && it->second.started;
}

std::optional<JobProgress> FakeCoordinator::progress(const AttemptId& id) const {
  MutexLock lock(mutex_);
  const auto it = attempts_.find(id);
  return it == attempts_.end() ? std::nullopt : it->second.progress;
}

std::string FakeCoordinator::blob(const std::string& sha256) const {
  MutexLock lock(mutex_);
  const auto it = blobs_.find(sha256);
  return it == blobs_.end() ? "" : it->second;
}

SyncState FakeCoordinator::last_sync() const {
  MutexLock lock(mutex_);
  return last_;
}

int FakeCoordinator::syncs() const {
  MutexLock lock(mutex_);
  return syncs_;
}

SyncReply FakeCoordinator::News(const SyncState& state) const {
  const auto held = [&](const AttemptId& id) {
    return std::find(state.held.begin(), state.held.end(), id) != state.held.end();
  };
  SyncReply reply;
  for (const auto& [id, assignment] : grants_) {
    if (!held(id)) reply.grants.push_back(assignment);
  }
  for (const AttemptId& id : state.held) {
    const auto order = orders_.find(id);
    if (order != orders_.end()) reply.stops.push_back({id, order->second});
    const auto attempt = attempts_.find(id);
    if (attempt != attempts_.end() && attempt->second.stale) reply.stops.push_back({id, StopReason::kStale});
  }
  reply.lease_duration = lease_;
  reply.lease_margin = margin_;
  reply.server_id = "fake";
  return reply;
}

absl::StatusOr<SyncReply> FakeCoordinator::Sync(const SyncState& state) {
  const auto deadline = SteadyClock::now() + absl::ToChronoNanoseconds(state.wait);
  MutexLock lock(mutex_);
  ++syncs_;
  for (;;) {
    if (!reachable_) return Unreachable();
    if (!refusal_.ok()) return refusal_;
    if (std::exchange(interrupted_, false)) return absl::CancelledError("interrupted");
    last_ = state;
    SyncReply reply = News(state);
    if (!reply.grants.empty() || !reply.stops.empty() || SteadyClock::now() >= deadline) return reply;
    changed_.WaitFor(mutex_, std::chrono::milliseconds(10));
  }
}

void FakeCoordinator::InterruptSync() {
  MutexLock lock(mutex_);
  interrupted_ = true;
  Changed();
}

absl::StatusOr<ReportReply> FakeCoordinator::Report(const AttemptReport& report) {
  MutexLock lock(mutex_);
  OCTAVO_RETURN_IF_ERROR(Begin(Call::kReport));
  Attempt& attempt = attempts_[report.id];
  if (attempt.stale) return Stale();
  const auto size = static_cast<int64_t>(attempt.log.size());
  if (report.log_offset > size) {
    return WithReason(absl::OutOfRangeError("gap"), "LOG_GAP", {{"size", absl::StrCat(size)}});
  }
  const auto known = static_cast<size_t>(size - report.log_offset);
  if (known < report.log.size()) attempt.log.append(report.log, known, std::string::npos);
  attempt.started |= report.started;
  if (report.progress.has_value()) attempt.progress = report.progress;
  Changed();
  return ReportReply{static_cast<int64_t>(attempt.log.size()), attempt.stop};
}

absl::Status FakeCoordinator::Commit(const AttemptId& id, const AttemptEnd& end) {
  MutexLock lock(mutex_);
  OCTAVO_RETURN_IF_ERROR(Begin(Call::kCommit));
  if (attempts_[id].stale) return Stale();
  if (end.outcome == AttemptOutcome::kSucceeded && !blobs_.contains(end.output_digest)) {
    return WithReason(absl::FailedPreconditionError("manifest is missing"), "MISSING_ARTIFACT");
  }
  commits_.push_back({id, end});
  grants_.erase(id);
  Changed();
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> FakeCoordinator::FindMissing(const std::vector<std::string>& sha256) {
  MutexLock lock(mutex_);
  OCTAVO_RETURN_IF_ERROR(Begin(Call::kFindMissing));
  std::vector<std::string> missing;
  for (const std::string& digest : sha256) {
    if (!blobs_.contains(digest)) missing.push_back(digest);
  }
  return missing;
}

absl::Status FakeCoordinator::Upload(const std::string& path, const std::string& sha256, const StopSignal& stop) {
  if (stop.requested()) return absl::CancelledError("stopped");
  OCTAVO_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  if (Sha256Hex(bytes) != sha256) return WithReason(absl::InvalidArgumentError(path), "DIGEST_MISMATCH");
  MutexLock lock(mutex_);
  OCTAVO_RETURN_IF_ERROR(Begin(Call::kUpload));
  blobs_[sha256] = bytes;
  return absl::OkStatus();
}

absl::Status FakeCoordinator::Download(const std::string& sha256, int64_t offset, const Sink& sink,
                                       const StopSignal& stop) {
  {
    MutexLock lock(mutex_);
    OCTAVO_RETURN_IF_ERROR(Begin(Call::kDownload));
  }
  for (;;) {
    std::string piece;
    {
      MutexLock lock(mutex_);
      if (!reachable_) return Unreachable();
      const auto it = blobs_.find(sha256);
      if (it == blobs_.end()) return WithReason(absl::NotFoundError(sha256), "BLOB_NOT_FOUND");
      if (offset > static_cast<int64_t>(it->second.size())) return absl::OutOfRangeError("BAD_OFFSET");
      piece = it->second.substr(static_cast<size_t>(offset), kChunk);
      downloaded_[sha256] += static_cast<int64_t>(piece.size());
    }
    if (piece.empty()) return absl::OkStatus();
    if (stop.requested()) return absl::CancelledError("stopped");
    OCTAVO_RETURN_IF_ERROR(sink(piece));
    offset += static_cast<int64_t>(piece.size());
  }
}

}  // namespace octavo
