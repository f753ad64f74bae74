#include "worker/agent/attempt_runner.h"

#include <poll.h>

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/logging.h"
#include "common/status_macros.h"
#include "worker/agent/runner_end.h"
#include "worker/agent/transfer.h"

namespace octavo {
namespace {

constexpr int kRunnerLifelineFd = 3;  // where Subprocess puts it
constexpr size_t kMaxMessage = 4096;
constexpr char kBadReport[] = "BAD_REPORT";
constexpr char kCommitFailed[] = "COMMIT_FAILED";

bool IsStale(const absl::Status& status) {
  return absl::IsFailedPrecondition(status) && !IsLocalError(status) &&
         ErrorInfoOf(status).reason != "MISSING_ARTIFACT";
}

/// At most kMaxMessage bytes of valid UTF-8, which is all that travels: file names may hold anything, and a cut may hit
/// the middle of a character.
std::string ForPeople(absl::string_view text) {
  const absl::StatusOr<Json> valid = ParseJson(DumpJson(Json(std::string(text.substr(0, kMaxMessage)))), "message");
  return valid.ok() ? valid->get<std::string>() : "";
}

/// How an attempt ends whose runner was not started, or whose outputs were not stored.
AttemptEnd EndWithoutRunner(const absl::Status& status, StopReason stopped) {
  if (stopped != StopReason::kNone) return JudgeRunner({}, stopped, absl::NotFoundError("no runner"));
  AttemptEnd end;
  end.message = std::string(status.message());
  end.outcome = AttemptOutcome::kFailed;
  // Where the coordinator has no word for it, the reason only repeats the code.
  const std::string reason = ErrorInfoOf(status).reason;
  if (!reason.empty() && reason != absl::StatusCodeToString(status.code())) {
    end.reason = reason;
  } else if (absl::IsResourceExhausted(status)) {
    end.reason = "DISK_FULL";
  } else if (absl::IsInvalidArgument(status) && !IsLocalError(status)) {
    end.reason = "BAD_SPEC";
  } else {
    // This machine's fault as far as one can tell: another worker may do better.
    end.outcome = AttemptOutcome::kCrashed;
    end.reason = "WORKER_ERROR";
  }
  return end;
}

}  // namespace

/// Hands the supervisor's news to the reporter and the figures.
class AttemptRunner::Observer final : public RunnerObserver {
 public:
  Observer(AttemptId id, LogReporter& reporter, AgentStats& stats)
      : id_(std::move(id)), reporter_(reporter), stats_(stats) {}
  void OnStarted(pid_t) override {
    stats_.RunnerStarted(id_);
    reporter_.SetStarted();
  }
  void OnProgress(const JobProgress& progress, double training_rate) override {
    // In this order: who has seen the progress at the coordinator finds the rate that belongs to it.
    stats_.RunnerTrains(id_, training_rate);
    reporter_.SetProgress(progress);
  }
  void OnUsage(const ProcessUsage& usage) override { stats_.RunnerUses(id_, usage.rss_bytes, usage.cpu_time); }

 private:
  const AttemptId id_;
  LogReporter& reporter_;
  AgentStats& stats_;
};

AttemptRunner::AttemptRunner(Assignment assignment, const AttemptContext& context)
    : assignment_(std::move(assignment)), context_(context) {}

void AttemptRunner::RequestStop(StopReason reason, absl::Duration grace) {
  // stop_ first: whoever sees one of the others sees it too.
  stop_.Request(reason, grace);
  if (reason == StopReason::kCancelled || reason == StopReason::kStale) give_up_.Request(reason, grace);
  if (reason == StopReason::kShutdown) shutdown_.Request(reason, grace);
}

void AttemptRunner::Run() {
  LogInfo(ToString(id()), " (", assignment_.job_name, ", ", assignment_.kind, "): granted under fence ", id().fence);
  AttemptEnd end = Execute();
  end.message = ForPeople(end.message);
  const absl::Status committed = stop_.reason() == StopReason::kStale
                                     ? absl::CancelledError("the attempt belongs to somebody else")
                                     : CommitEnd(end);
  LogInfo(ToString(id()), ": ", ToString(end.outcome), end.reason.empty() ? "" : " ", end.reason,
          end.message.empty() ? "" : ": ", end.message,
          committed.ok() ? "; committed" : "; not committed: ", committed.ok() ? "" : committed.message());
  Finish(end, committed.ok());
}

AttemptEnd AttemptRunner::Execute() {
  absl::StatusOr<JobDirectory> dir = JobDirectory::Prepare(context_.jobs_root, id());
  if (!dir.ok()) return EndWithoutRunner(dir.status(), stop_.reason());
  dir_ = *std::move(dir);
  reporter_.emplace(id(), dir_->log(), *context_.coordinator, *context_.stats);
  const InputPlaces places = {*context_.cache, context_.sources, *context_.coordinator, *context_.stats};
  absl::Status fetched = FetchInputs(assignment_, *dir_, places, context_.backoff(), stop_);
  context_.stats->SetCacheBytes(context_.cache->bytes());
  if (fetched.ok()) fetched = dir_->WriteJob(assignment_, ResolveDevice(), kRunnerLifelineFd);
  if (!fetched.ok()) return EndWithoutRunner(fetched, stop_.reason());
  AttemptEnd end = RunInside(*dir_);
  if (end.outcome == AttemptOutcome::kSucceeded) StoreOutputs(end);
  return end;
}

/// A success stays one only with its outputs stored: else `end` tells why they are not.
void AttemptRunner::StoreOutputs(AttemptEnd& end) {
  StopSignal done;
  std::jthread hurry([&] { HurryUpload(done); });
  absl::StatusOr<std::string> digest = UploadOutputs(*dir_, *context_.coordinator, context_.backoff(), give_up_);
  done.Request(StopReason::kShutdown, absl::ZeroDuration());
  if (digest.ok()) {
    end.output_digest = *digest;
    return;
  }
  const AttemptEnd failed = EndWithoutRunner(digest.status(), give_up_.reason());
  end.outcome = failed.outcome;
  end.reason = failed.reason;
  end.message = ForPeople(absl::StrCat("the outputs could not be stored: ", failed.message));
  end.output_digest.clear();
}

/// Gives an upload up that goes on for too long while the agent ends. Returns when it is `done`.
void AttemptRunner::HurryUpload(const StopSignal& done) {
  pollfd ready[2] = {{shutdown_.fd(), POLLIN, 0}, {done.fd(), POLLIN, 0}};
  while (poll(ready, 2, -1) < 0) {
  }
  if (done.requested() || done.WaitFor(context_.shutdown_upload)) return;
  give_up_.Request(StopReason::kShutdown, absl::ZeroDuration());
}

/// Runs the runner, with a thread beside it that reports.
AttemptEnd AttemptRunner::RunInside(const JobDirectory& dir) {
  RunnerOptions options;
  options.runner = context_.runner;
  options.environment = context_.environment;
  options.time_limit = assignment_.time_limit;
  options.memory_bytes = assignment_.memory_bytes;
  options.log_bytes = context_.log_bytes;
  options.kill_grace = context_.kill_grace;
  Observer observer(id(), *reporter_, *context_.stats);
  StopSignal ended;
  std::jthread reporting([&](const std::stop_token& token) { ReportUntil(token, ended); });
  absl::StatusOr<AttemptEnd> supervised = SuperviseRunner(options, id(), dir, *context_.clock, stop_, observer);
  AttemptEnd end = supervised.ok() ? *std::move(supervised) : EndWithoutRunner(supervised.status(), stop_.reason());
  context_.stats->RunnerEnded(id(), end);
  reporting.request_stop();
  ended.Request(StopReason::kShutdown, absl::ZeroDuration());
  reporting.join();
  return end;
}

void AttemptRunner::ReportUntil(const std::stop_token& ended, const StopSignal& tick) {
  Backoff backoff = context_.backoff();
  while (!ended.stop_requested()) {
    const absl::StatusOr<LogReporter::Sent> sent = reporter_->Send();
    HandleReport(sent);
    if (sent.ok()) backoff.Reset();
    if (sent.ok() && sent->more) continue;
    tick.WaitFor(sent.ok() ? context_.report_interval : backoff.Next());
  }
}

void AttemptRunner::HandleReport(const absl::StatusOr<LogReporter::Sent>& sent) {
  if (IsStale(sent.status())) RequestStop(StopReason::kStale, absl::ZeroDuration());
  if (sent.ok() && sent->stop) RequestStop(StopReason::kCancelled, context_.kill_grace);
}

absl::Status AttemptRunner::FlushLog() {
  if (!reporter_.has_value()) return absl::OkStatus();
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const LogReporter::Sent sent, reporter_->Send());
    if (!sent.more) return absl::OkStatus();
  }
}

/// Tries until the coordinator has decided. The log goes first, so that it is whole when the attempt ends; but a log
/// that the coordinator does not take, or that cannot be read, does not hold the end back.
absl::Status AttemptRunner::CommitEnd(AttemptEnd& end) {
  Backoff backoff = context_.backoff();
  const absl::Time start = context_.clock->Now();
  Patience with_log;
  Patience with_end;
  for (;;) {
    absl::Status status = FlushLog();
    if (IsStale(status)) return status;
    if (status.ok() || !with_log.Allows(status)) {
      status = context_.coordinator->Commit(id(), end);
      if (status.ok() || IsStale(status)) return status;
      if (!Amend(status, with_end, end)) return status;
    }
    LogWarning(ToString(id()), ": cannot commit: ", status.message());
    const absl::Duration pause = backoff.Next();
    if (stop_.reason() == StopReason::kStale) return absl::CancelledError("the attempt belongs to somebody else");
    if (shutdown_.requested() && context_.clock->Now() - start > context_.shutdown_commit) return status;
    // A request that is there already must not turn the wait into a spin.
    StopSignal none;
    (stop_.requested() ? none : stop_).WaitFor(pause);
  }
}

/// Makes of `end`, which was refused, one that may be taken; leaves it where waiting may help. False: nothing helps.
bool AttemptRunner::Amend(const absl::Status& refusal, Patience& patience, AttemptEnd& end) {
  if (absl::IsFailedPrecondition(refusal) && end.outcome == AttemptOutcome::kSucceeded) {
    // The coordinator lost an output since it was uploaded, or cleaned it up.
    StoreOutputs(end);
    return true;
  }
  // A coordinator whose disk is full can be made room for: the result waits for that.
  if (IsOutOfRoom(refusal) || patience.Allows(refusal)) return true;
  if (end.reason == kBadReport || end.reason == kCommitFailed) return false;
  end.outcome = AttemptOutcome::kCrashed;
  // What is wrong by itself is wrong each time; anything else may go better with another try of the job.
  end.reason = absl::IsInvalidArgument(refusal) ? kBadReport : kCommitFailed;
  end.message = ForPeople(absl::StrCat("the coordinator refused the result: ", refusal.message()));
  end.result = Json::object();
  end.output_digest.clear();
  patience = Patience();
  return true;
}

/// What an end leaves: the next attempt of the job may use work/, unless there will be none.
void AttemptRunner::Finish(const AttemptEnd& end, bool committed) {
  context_.stats->Ended(assignment_.kind, committed ? end.outcome : AttemptOutcome::kRevoked);
  if (!dir_.has_value()) return;
  if (end.outcome == AttemptOutcome::kSucceeded && committed) {
    dir_->Remove();
  } else {
    dir_->KeepWork();
  }
}

std::string AttemptRunner::ResolveDevice() const {
  if (assignment_.device.empty()) return "cpu";
  if (assignment_.device != "any") return assignment_.device;
  const bool cuda = std::find(context_.devices.begin(), context_.devices.end(), "cuda") != context_.devices.end();
  return cuda ? "cuda" : "cpu";
}

}  // namespace octavo
