#include "worker/agent/runner_end.h"

#include <csignal>
#include <string>

#include "gtest/gtest.h"

namespace octavo {
namespace {

ExitStatus Exit(int code) {
  ExitStatus exit;
  exit.exit_code = code;
  return exit;
}

ExitStatus Signal(int signal) {
  ExitStatus exit;
  exit.signal = signal;
  return exit;
}

RunnerReport Succeeded() { return {true, "", "", {{"accuracy", 0.9}}}; }
RunnerReport Failed() { return {false, "BAD_DATA", "row 3", Json::object()}; }
absl::Status NoReport() { return absl::NotFoundError("none"); }

struct Case {
  std::string name;
  ExitStatus exit;
  StopReason stopped;
  absl::StatusOr<RunnerReport> report;
  AttemptOutcome outcome;
  std::string reason;
};

TEST(JudgeRunnerTest, SaysWhatEachEndMeans) {
  using O = AttemptOutcome;
  using S = StopReason;
  const Case kCases[] = {
      {"success", Exit(0), S::kNone, Succeeded(), O::kSucceeded, ""},
      {"failure", Exit(1), S::kNone, Failed(), O::kFailed, "BAD_DATA"},
      {"failure without class", Exit(1), S::kNone, RunnerReport{}, O::kFailed, "INTERNAL"},
      {"success without report", Exit(0), S::kNone, NoReport(), O::kCrashed, "BAD_REPORT"},
      {"failure without report", Exit(1), S::kNone, NoReport(), O::kCrashed, "BAD_REPORT"},
      {"exit 0 but report failed", Exit(0), S::kNone, Failed(), O::kCrashed, "BAD_REPORT"},
      {"exit 1 but report succeeded", Exit(1), S::kNone, Succeeded(), O::kCrashed, "BAD_REPORT"},
      {"bad job.json", Exit(2), S::kNone, NoReport(), O::kFailed, "BAD_SPEC"},
      {"SIGTERM from elsewhere", Exit(3), S::kNone, NoReport(), O::kRevoked, "STOPPED"},
      {"no room for a report", Exit(5), S::kNone, NoReport(), O::kFailed, "DISK_FULL"},
      {"lifeline", Exit(4), S::kNone, NoReport(), O::kCrashed, "EXIT_STATUS"},
      {"other status", Exit(77), S::kNone, Succeeded(), O::kCrashed, "EXIT_STATUS"},
      {"signal", Signal(SIGSEGV), S::kNone, NoReport(), O::kCrashed, "SIGNAL"},
      {"signal after the report", Signal(SIGSEGV), S::kNone, Succeeded(), O::kCrashed, "SIGNAL"},
      {"cancelled", Exit(3), S::kCancelled, NoReport(), O::kCancelled, "CANCELLED"},
      {"cancelled too late", Exit(0), S::kCancelled, Succeeded(), O::kCancelled, "CANCELLED"},
      {"stale", Signal(SIGKILL), S::kStale, NoReport(), O::kRevoked, "STALE_LEASE"},
      {"time limit", Exit(3), S::kTimeLimit, NoReport(), O::kTimeLimit, "TIME_LIMIT"},
      {"done at the time limit", Exit(0), S::kTimeLimit, Succeeded(), O::kSucceeded, ""},
      {"failed at the time limit", Exit(1), S::kTimeLimit, Failed(), O::kTimeLimit, "TIME_LIMIT"},
      {"memory limit", Signal(SIGKILL), S::kMemoryLimit, NoReport(), O::kMemoryLimit, "MEMORY_LIMIT"},
      {"log limit", Exit(3), S::kLogLimit, NoReport(), O::kFailed, "LOG_LIMIT"},
      {"lease lost", Signal(SIGKILL), S::kLeaseLost, NoReport(), O::kRevoked, "LEASE_LOST"},
      {"shut down", Exit(3), S::kShutdown, NoReport(), O::kRevoked, "WORKER_STOPPED"},
      {"done at the shutdown", Exit(0), S::kShutdown, Succeeded(), O::kSucceeded, ""},
  };
  for (const Case& test_case : kCases) {
    const AttemptEnd end = JudgeRunner(test_case.exit, test_case.stopped, test_case.report);
    EXPECT_EQ(ToString(end.outcome), ToString(test_case.outcome)) << test_case.name;
    EXPECT_EQ(end.reason, test_case.reason) << test_case.name;
    EXPECT_EQ(end.message.empty(), end.outcome == O::kSucceeded || test_case.name == "failure without class")
        << test_case.name;
  }
}

TEST(JudgeRunnerTest, KeepsTheReportsResultAndTheUsage) {
  ExitStatus exit = Exit(0);
  exit.user_time = absl::Seconds(3);
  exit.max_rss_bytes = 77;
  const AttemptEnd end = JudgeRunner(exit, StopReason::kNone, Succeeded());
  EXPECT_EQ(end.result, Json({{"accuracy", 0.9}}));
  EXPECT_EQ(end.user_time, absl::Seconds(3));
  EXPECT_EQ(end.max_rss_bytes, 77);
}

}  // namespace
}  // namespace octavo
