#include "worker/agent/runner_end.h"

#include <csignal>
#include <cstring>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace octavo {
namespace {

// docs/runner-protocol.md, "Exit status".
constexpr int kExitSucceeded = 0;
constexpr int kExitFailed = 1;
constexpr int kExitBadSpec = 2;
constexpr int kExitStopped = 3;
constexpr int kExitNoReport = 5;

void Say(AttemptEnd* end, AttemptOutcome outcome, std::string reason, std::string message) {
  end->outcome = outcome;
  end->reason = std::move(reason);
  end->message = std::move(message);
}

bool Finished(const ExitStatus& exit, const absl::StatusOr<RunnerReport>& report) {
  return exit.signal == 0 && exit.exit_code == kExitSucceeded && report.ok() && report->succeeded;
}

void JudgeStopped(StopReason stopped, AttemptEnd* end) {
  switch (stopped) {
    case StopReason::kCancelled:
      return Say(end, AttemptOutcome::kCancelled, "CANCELLED", "cancelled");
    case StopReason::kStale:
      return Say(end, AttemptOutcome::kRevoked, "STALE_LEASE", "the attempt belongs to another worker now");
    case StopReason::kTimeLimit:
      return Say(end, AttemptOutcome::kTimeLimit, "TIME_LIMIT",
                 absl::StrCat("stopped at the time limit after ", absl::FormatDuration(end->wall_time)));
    case StopReason::kMemoryLimit:
      return Say(end, AttemptOutcome::kMemoryLimit, "MEMORY_LIMIT", "killed above its memory limit");
    case StopReason::kLogLimit:
      return Say(end, AttemptOutcome::kFailed, "LOG_LIMIT", "stopped: its log is larger than this worker allows");
    case StopReason::kLeaseLost:
      return Say(end, AttemptOutcome::kRevoked, "LEASE_LOST",
                 "stopped: the coordinator could not be reached while the lease lasted");
    case StopReason::kShutdown:
    case StopReason::kNone:
      return Say(end, AttemptOutcome::kRevoked, "WORKER_STOPPED", "stopped: the worker was shut down");
  }
}

void JudgeSignal(int signal, AttemptEnd* end) {
  std::string message = absl::StrCat("the runner was ended by signal ", signal, " (", strsignal(signal), ")");
  if (signal == SIGKILL)
    absl::StrAppend(&message, ", not sent by the worker: look for the kernel's out-of-memory killer");
  Say(end, AttemptOutcome::kCrashed, "SIGNAL", std::move(message));
}

void JudgeReport(const ExitStatus& exit, const absl::StatusOr<RunnerReport>& report, AttemptEnd* end) {
  const bool claims_success = exit.exit_code == kExitSucceeded;
  if (!report.ok()) {
    return Say(end, AttemptOutcome::kCrashed, "BAD_REPORT",
               absl::StrCat("the runner exited with ", exit.exit_code, " but: ", report.status().message()));
  }
  if (report->succeeded != claims_success) {
    return Say(end, AttemptOutcome::kCrashed, "BAD_REPORT",
               absl::StrCat("the runner exited with ", exit.exit_code, " but its report says ",
                            report->succeeded ? "succeeded" : "failed"));
  }
  end->result = report->result;
  if (claims_success) return Say(end, AttemptOutcome::kSucceeded, "", "");
  Say(end, AttemptOutcome::kFailed, report->reason.empty() ? "INTERNAL" : report->reason, report->message);
}

void JudgeUnstopped(const ExitStatus& exit, const absl::StatusOr<RunnerReport>& report, AttemptEnd* end) {
  if (exit.signal != 0) return JudgeSignal(exit.signal, end);
  switch (exit.exit_code) {
    case kExitSucceeded:
    case kExitFailed:
      return JudgeReport(exit, report, end);
    case kExitBadSpec:
      return Say(end, AttemptOutcome::kFailed, "BAD_SPEC", "the runner refused its job.json; its log says why");
    case kExitStopped:
      return Say(end, AttemptOutcome::kRevoked, "STOPPED",
                 "the runner was stopped by a SIGTERM that the worker did not send");
    case kExitNoReport:
      return Say(end, AttemptOutcome::kFailed, "DISK_FULL",
                 "the runner could not write its report.json, as on a full disk; its log says why");
    default:
      return Say(end, AttemptOutcome::kCrashed, "EXIT_STATUS",
                 absl::StrCat("the runner exited with ", exit.exit_code, " and without a report"));
  }
}

}  // namespace

AttemptEnd JudgeRunner(const ExitStatus& exit, StopReason stopped, const absl::StatusOr<RunnerReport>& report) {
  AttemptEnd end;
  end.exit_code = exit.exit_code;
  end.signal = exit.signal;
  end.wall_time = exit.wall_time;
  end.user_time = exit.user_time;
  end.system_time = exit.system_time;
  end.max_rss_bytes = exit.max_rss_bytes;
  const bool in_vain = stopped == StopReason::kCancelled || stopped == StopReason::kStale;
  if (stopped == StopReason::kNone || (!in_vain && Finished(exit, report))) {
    JudgeUnstopped(exit, report, &end);
  } else {
    JudgeStopped(stopped, &end);
  }
  return end;
}

}  // namespace octavo
