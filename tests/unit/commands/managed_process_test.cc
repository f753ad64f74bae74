#include "client/commands/managed_process.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::HasSubstr;

class ManagedProcessTest : public ::testing::Test {
 protected:
  ManagedProcess::Options Shell(const std::string& script, absl::Duration busy_patience) const {
    return {"worker", {"/bin/sh", "-c", script}, folder_.path() + "/lock", folder_.path() + "/log", busy_patience};
  }
  /// Calls Ensure(), each time `step` later on its clock, until the program has written `lines` lines or it fails.
  absl::Status EnsureUntil(ManagedProcess& process, int lines, absl::Duration step) const {
    absl::Time now = absl::FromUnixSeconds(1000);
    for (int i = 0; i < 5000 && Lines() < lines; ++i) {
      OCTAVO_RETURN_IF_ERROR(process.Ensure(now));
      now += step;
      absl::SleepFor(absl::Milliseconds(2));
    }
    return Lines() < lines ? absl::DeadlineExceededError("it was not started so often") : absl::OkStatus();
  }
  int Lines() const {
    const std::string log = ReadFile(folder_.path() + "/log").value_or("");
    return static_cast<int>(std::count(log.begin(), log.end(), '\n'));
  }

  TempDir folder_ = *TempDir::Create("octavo-test");
};

TEST_F(ManagedProcessTest, GivesUpOnAProgramThatKeepsDying) {
  ManagedProcess process(Shell("echo broken; exit 1", absl::Hours(1)));
  const absl::Status status = EnsureUntil(process, 10, absl::ZeroDuration());
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_THAT(status.message(), HasSubstr("broken"));
}

TEST_F(ManagedProcessTest, WaitsForAPredecessorThatStillHoldsTheFolder) {
  ManagedProcess process(Shell("echo in use; exit 75", absl::Hours(1000)));
  const absl::Status status = EnsureUntil(process, 6, absl::Seconds(1));
  EXPECT_TRUE(status.ok()) << status;
}

TEST_F(ManagedProcessTest, DoesNotWaitForEver) {
  ManagedProcess process(Shell("echo in use; exit 75", absl::Seconds(60)));
  const absl::Status status = EnsureUntil(process, 1000, absl::Seconds(10));
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_THAT(status.message(), HasSubstr("another one has held its folder"));
}

TEST(PrivateEnvironmentTest, HoldsNoSettingsOfOtherServersAndWorkers) {
  EXPECT_THAT(PrivateEnvironment({"PATH=/bin", "OCTAVO_LISTEN=0.0.0.0:1", "OCTAVO_DATA_DIR=/x", "OCTAVO_METRICS=:2",
                                  "OCTAVO_SERVER_CONFIG=c", "OCTAVO_LOG_LEVEL=error", "OCTAVO_WORKER_CONFIG=d",
                                  "OCTAVO_RUNNER_FAKE=e", "OCTAVO_ISA=avx2", "OCTAVO_LISTENER=f"}),
              testing::ElementsAre("PATH=/bin", "OCTAVO_RUNNER_FAKE=e", "OCTAVO_ISA=avx2", "OCTAVO_LISTENER=f"));
}

}  // namespace
}  // namespace octavo::client
