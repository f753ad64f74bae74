#include "common/subprocess.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

SubprocessOptions Shell(const std::string& script) {
  SubprocessOptions options;
  options.argv = {"/bin/sh", "-c", script};
  options.environment = InheritEnvironment({"PATH"});
  return options;
}

std::string OutputOf(SubprocessOptions options) {
  options.capture_stdout = true;
  absl::StatusOr<Subprocess> child = Subprocess::Start(options);
  if (!child.ok()) return child.status().ToString();
  absl::StatusOr<std::string> output = child->ReadStdout(1 << 20);
  return output.ok() ? *output : output.status().ToString();
}

bool IsGone(pid_t pid) { return kill(pid, 0) != 0 && errno == ESRCH; }

TEST(SubprocessTest, ReportsTheExitCode) {
  absl::StatusOr<Subprocess> child = Subprocess::Start(Shell("exit 7"));
  ASSERT_TRUE(child.ok()) << child.status();
  absl::StatusOr<ExitStatus> end = child->Wait(absl::Seconds(30));
  ASSERT_TRUE(end.ok()) << end.status();
  EXPECT_EQ(end->exit_code, 7);
  EXPECT_EQ(end->signal, 0);
  EXPECT_GT(end->wall_time, absl::ZeroDuration());
  EXPECT_GT(end->max_rss_bytes, 0);
}

TEST(SubprocessTest, ReportsTheSignalAndTheTimeUsed) {
  absl::StatusOr<Subprocess> child =
      Subprocess::Start(Shell("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; kill -SEGV $$"));
  ASSERT_TRUE(child.ok()) << child.status();
  absl::StatusOr<ExitStatus> end = child->Wait(absl::Seconds(30));
  ASSERT_TRUE(end.ok()) << end.status();
  EXPECT_EQ(end->signal, SIGSEGV);
  EXPECT_GT(end->user_time + end->system_time, absl::ZeroDuration());
}

TEST(SubprocessTest, SaysWhichProgramIsMissing) {
  SubprocessOptions options;
  options.argv = {"/no/such/program"};
  absl::StatusOr<Subprocess> child = Subprocess::Start(options);
  EXPECT_EQ(child.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(child.status().message(), HasSubstr("/no/such/program"));
}

TEST(SubprocessTest, SaysWhichProgramCannotBeRun) {
  SubprocessOptions options;
  options.argv = {"/etc/passwd"};
  EXPECT_EQ(Subprocess::Start(options).status().code(), absl::StatusCode::kPermissionDenied);
}

TEST(SubprocessTest, RefusesAnEmptyCommandAndTwoPlacesForTheOutput) {
  EXPECT_EQ(Subprocess::Start({}).status().code(), absl::StatusCode::kInvalidArgument);
  SubprocessOptions both = Shell("true");
  both.capture_stdout = true;
  both.stdout_path = "/dev/null";
  EXPECT_EQ(Subprocess::Start(both).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(SubprocessTest, SaysWhichOutputFileCannotBeOpened) {
  SubprocessOptions options = Shell("true");
  options.stdout_path = "/no/such/folder/log";
  absl::StatusOr<Subprocess> child = Subprocess::Start(options);
  EXPECT_EQ(child.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(child.status().message(), HasSubstr("/no/such/folder/log"));
}

TEST(SubprocessTest, GivesOnlyTheNamedEnvironment) {
  setenv("OCTAVO_TEST_SECRET", "1", 1);
  setenv("OCTAVO_TEST_SHOWN", "yes", 1);
  SubprocessOptions options = Shell("env | grep OCTAVO_TEST | sort");
  options.environment = InheritEnvironment({"PATH", "OCTAVO_TEST_SHOWN", "OCTAVO_TEST_UNSET"});
  EXPECT_EQ(OutputOf(options), "OCTAVO_TEST_SHOWN=yes\n");
  options.environment = InheritEnvironment();
  EXPECT_THAT(OutputOf(options), HasSubstr("OCTAVO_TEST_SECRET=1\n"));
}

TEST(SubprocessTest, LeavesNoOtherDescriptorOpenInTheChild) {
  const int leaked = open("/dev/null", O_RDONLY);  // without O_CLOEXEC
  ASSERT_GE(leaked, 0);
  // The listing's own descriptor is the one above those of the child.
  EXPECT_EQ(OutputOf(Shell("ls /proc/self/fd | tr '\\n' ' '")), "0 1 2 3 ");
  SubprocessOptions with_lifeline = Shell("ls /proc/self/fd | tr '\\n' ' '");
  with_lifeline.lifeline = true;
  EXPECT_EQ(OutputOf(with_lifeline), "0 1 2 3 4 ");
  close(leaked);
}

TEST(SubprocessTest, StartsWithDefaultSignalsWhateverThisProcessIgnores) {
  void (*before)(int) = signal(SIGTERM, SIG_IGN);
  EXPECT_EQ(OutputOf(Shell("kill -TERM $$; echo survived")), "");
  signal(SIGTERM, before);
}

TEST(SubprocessTest, WritesBothStreamsIntoOneFile) {
  absl::StatusOr<TempDir> dir = TempDir::Create("subprocess");
  ASSERT_TRUE(dir.ok());
  const std::string log = dir->path() + "/log";
  ASSERT_TRUE(WriteFileAtomically(log, "before\n").ok());
  SubprocessOptions options = Shell("echo one; echo two >&2; echo three");
  options.stdout_path = log;
  options.stderr_path = log;
  absl::StatusOr<Subprocess> child = Subprocess::Start(options);
  ASSERT_TRUE(child.ok()) << child.status();
  ASSERT_TRUE(child->Wait(absl::Seconds(30)).ok());
  EXPECT_EQ(*ReadFile(log), "before\none\ntwo\nthree\n");
}

TEST(SubprocessTest, RefusesMoreOutputThanAllowed) {
  SubprocessOptions options = Shell("head -c 100000 /dev/zero");
  options.capture_stdout = true;
  absl::StatusOr<Subprocess> child = Subprocess::Start(options);
  ASSERT_TRUE(child.ok()) << child.status();
  EXPECT_EQ(child->ReadStdout(1000).status().code(), absl::StatusCode::kResourceExhausted);
}

TEST(SubprocessTest, WaitGivesUpAndLeavesTheChildRunning) {
  absl::StatusOr<Subprocess> child = Subprocess::Start(Shell("sleep 100"));
  ASSERT_TRUE(child.ok()) << child.status();
  EXPECT_EQ(child->Wait(absl::Milliseconds(5)).status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_FALSE(child->Poll()->has_value());
  EXPECT_TRUE(child->Signal(SIGKILL).ok());
  EXPECT_EQ(child->Wait(absl::Seconds(30))->signal, SIGKILL);
  EXPECT_TRUE(child->Signal(SIGKILL).ok()) << "a signal to a child that has ended is no error";
}

TEST(SubprocessTest, PidDescriptorPollsReadableAtTheEnd) {
  absl::StatusOr<Subprocess> child = Subprocess::Start(Shell("exit 0"));
  ASSERT_TRUE(child.ok()) << child.status();
  if (child->pid_fd() < 0) GTEST_SKIP() << "this kernel has no pidfd_open";
  pollfd ready = {child->pid_fd(), POLLIN, 0};
  EXPECT_EQ(poll(&ready, 1, 30'000), 1);
  EXPECT_TRUE(child->Poll()->has_value());
}

TEST(SubprocessTest, AnotherThreadMaySignalWhileOneWaits) {
  absl::StatusOr<Subprocess> child = Subprocess::Start(Shell("sleep 100"));
  ASSERT_TRUE(child.ok()) << child.status();
  std::thread killer([&] { EXPECT_TRUE(child->Signal(SIGTERM).ok()); });
  EXPECT_EQ(child->Wait(absl::Seconds(30))->signal, SIGTERM);
  killer.join();
}

TEST(SubprocessTest, CuttingTheLifelineIsSeenByTheChild) {
  SubprocessOptions options = Shell("read line <&3; exit 4");
  options.lifeline = true;
  absl::StatusOr<Subprocess> child = Subprocess::Start(options);
  ASSERT_TRUE(child.ok()) << child.status();
  EXPECT_EQ(child->Wait(absl::Milliseconds(20)).status().code(), absl::StatusCode::kDeadlineExceeded);
  child->CutLifeline();
  EXPECT_EQ(child->Wait(absl::Seconds(30))->exit_code, 4);
}

// The grandchild inherits the captured output, so its end is seen there.
TEST(SubprocessTest, ReapingKillsWhatIsLeftOfTheGroup) {
  SubprocessOptions options = Shell("sleep 1000 & echo $!");
  options.capture_stdout = true;
  absl::StatusOr<Subprocess> child = Subprocess::Start(options);
  ASSERT_TRUE(child.ok()) << child.status();
  EXPECT_EQ(child->Wait(absl::Seconds(30))->exit_code, 0);
  absl::StatusOr<std::string> output = child->ReadStdout(1000);
  ASSERT_TRUE(output.ok()) << output.status();
  EXPECT_THAT(*output, ::testing::EndsWith("\n"));
}

TEST(SubprocessTest, ASubreaperSeesTheChildsEndWhenItsGroupIsGone) {
  ASSERT_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
  absl::StatusOr<Subprocess> child = Subprocess::Start(Shell("sleep 1000 & (sleep 1000 & sleep 1000) & exit 5"));
  ASSERT_TRUE(child.ok()) << child.status();
  EXPECT_EQ(child->Wait(absl::Seconds(30))->exit_code, 5);
  EXPECT_TRUE(IsGone(-child->pid())) << "neither a living member nor a zombie";
  EXPECT_EQ(child->Poll().value()->exit_code, 5);
  prctl(PR_SET_CHILD_SUBREAPER, 0);
}

TEST(SubprocessTest, DestructionKillsAndReaps) {
  pid_t pid = 0;
  {
    absl::StatusOr<Subprocess> child = Subprocess::Start(Shell("trap '' TERM; sleep 1000"));
    ASSERT_TRUE(child.ok()) << child.status();
    pid = child->pid();
    Subprocess moved = *std::move(child);
    EXPECT_FALSE(IsGone(pid));
  }
  EXPECT_TRUE(IsGone(pid));
}

}  // namespace
}  // namespace octavo
