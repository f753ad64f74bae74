#include "worker/agent/job_directory.h"

#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/json.h"
#include "common/subprocess.h"
#include "gtest/gtest.h"
#include "worker/agent/process_usage.h"

namespace octavo {
namespace {

namespace fs = std::filesystem;

class JobDirectoryTest : public ::testing::Test {
 protected:
  static void Write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

  JobDirectory Prepare(const std::string& job, int attempt) const {
    return *JobDirectory::Prepare(root_, {job, attempt, 1});
  }

  const TempDir dir_ = *TempDir::Create("job_directory");
  const std::string root_ = dir_.path();
};

TEST_F(JobDirectoryTest, MakesTheLayout) {
  const JobDirectory dir = Prepare("j1", 1);
  EXPECT_EQ(dir.root(), root_ + "/j1-1");
  EXPECT_TRUE(fs::is_directory(dir.inputs()));
  EXPECT_TRUE(fs::is_directory(dir.outputs()));
  EXPECT_TRUE(fs::is_directory(dir.work()));
}

TEST_F(JobDirectoryTest, CarriesWorkOverFromTheNewestEarlierAttempt) {
  Write(Prepare("j1", 1).work() + "/checkpoint", "old");
  fs::create_directories(root_ + "/j1-2/work");
  Write(root_ + "/j1-2/work/checkpoint", "new");
  Write(Prepare("j10", 1).work() + "/checkpoint", "another job's");
  const JobDirectory dir = Prepare("j1", 3);
  EXPECT_EQ(*ReadFile(dir.work() + "/checkpoint"), "new");
  EXPECT_FALSE(fs::exists(root_ + "/j1-1"));
  EXPECT_FALSE(fs::exists(root_ + "/j1-2"));
  EXPECT_TRUE(fs::exists(root_ + "/j10-1/work/checkpoint"));
}

TEST_F(JobDirectoryTest, TheSameAttemptUnderAnotherFenceKeepsOnlyItsWork) {
  const JobDirectory first = Prepare("j1", 1);
  Write(first.work() + "/checkpoint", "saved");
  Write(first.outputs() + "/half", "x");
  Write(first.report(), "{}");
  const JobDirectory second = Prepare("j1", 1);
  EXPECT_EQ(*ReadFile(second.work() + "/checkpoint"), "saved");
  EXPECT_FALSE(fs::exists(second.outputs() + "/half"));
  EXPECT_FALSE(fs::exists(second.report()));
}

TEST_F(JobDirectoryTest, RefusesIdsThatLeaveTheFolder) {
  for (const std::string& id : std::vector<std::string>{"", "..", "a/b", "../x", "a b", std::string(200, 'x')}) {
    EXPECT_EQ(JobDirectory::Prepare(root_, {id, 1, 1}).status().code(), absl::StatusCode::kInvalidArgument) << id;
  }
}

TEST_F(JobDirectoryTest, WritesTheJob) {
  Assignment assignment;
  assignment.id = {"j1", 2, 9};
  assignment.kind = "baseline";
  assignment.params = {{"epochs", 3}};
  assignment.threads = 4;
  const JobDirectory dir = Prepare("j1", 2);
  ASSERT_TRUE(dir.WriteJob(assignment, "cpu", 3, {}).ok());
  const Json expected = {
      {"schema", "octavo.job/1"}, {"kind", "baseline"}, {"params", {{"epochs", 3}}}, {"threads", 4}, {"device", "cpu"},
      {"job_id", "j1"},           {"attempt", 2},       {"lifeline_fd", 3}};
  EXPECT_EQ(*ReadJsonFile(dir.root() + "/job.json"), expected);
  ASSERT_TRUE(dir.WriteJob(assignment, "cpu", 3, {"/work/tokens", 1000}).ok());
  Json with_tokens = expected;
  with_tokens["token_cache"] = {{"folder", "/work/tokens"}, {"max_bytes", 1000}};
  EXPECT_EQ(*ReadJsonFile(dir.root() + "/job.json"), with_tokens);
}

TEST_F(JobDirectoryTest, KillsARunnerThatAnEarlierAgentLeft) {
  SubprocessOptions options;
  options.argv = {"sleep", "1000"};
  absl::StatusOr<Subprocess> orphan = Subprocess::Start(options);
  ASSERT_TRUE(orphan.ok()) << orphan.status();
  ASSERT_TRUE(Prepare("j1", 1).RecordRunner(orphan->pid()).ok());
  EXPECT_EQ(KillOrphans(root_), 1);
  EXPECT_EQ(orphan->Wait(absl::Seconds(30))->signal, SIGKILL);
  EXPECT_EQ(KillOrphans(root_), 0);
}

TEST_F(JobDirectoryTest, SparesAProcessThatOnlyHasTheNumber) {
  const JobDirectory dir = Prepare("j1", 1);
  Write(dir.root() + "/runner.pid", absl::StrCat(getpid(), " ", *ProcessStartTicks(getpid()) - 1, "\n"));
  EXPECT_EQ(KillOrphans(root_), 0);
  Write(dir.root() + "/runner.pid", "garbage");
  EXPECT_EQ(KillOrphans(root_), 0);
}

TEST_F(JobDirectoryTest, TrimsTheOldestButNothingHeld) {
  for (int i = 1; i <= 4; ++i) {
    const JobDirectory dir = Prepare(absl::StrCat("j", i), 1);
    fs::last_write_time(dir.root(), fs::file_time_type::clock::now() - std::chrono::hours(10 - i));
  }
  TrimJobDirectories(root_, 1, {"j1-1"});
  EXPECT_TRUE(fs::exists(root_ + "/j1-1"));
  EXPECT_FALSE(fs::exists(root_ + "/j2-1"));
  EXPECT_FALSE(fs::exists(root_ + "/j3-1"));
  EXPECT_TRUE(fs::exists(root_ + "/j4-1"));
}

}  // namespace
}  // namespace octavo
