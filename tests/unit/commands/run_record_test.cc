#include "client/commands/run_record.h"

#include <filesystem>

#include "common/files.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

class RunRecordTest : public ::testing::Test {
 protected:
  void SetUp() override {
    before_ = std::filesystem::current_path();
    std::filesystem::current_path(folder_.path());
  }
  void TearDown() override { std::filesystem::current_path(before_); }

  static std::vector<JobSpec> Jobs(int epochs) {
    JobSpec job;
    job.name = job.kind = "baseline";
    job.params = {{"epochs", epochs}};
    return {job};
  }
  static RunRecord Open(int epochs) { return *RunRecord::Open("unix:x", "run", Jobs(epochs)); }

  TempDir folder_ = *TempDir::Create("octavo-test");
  std::filesystem::path before_;
};

TEST_F(RunRecordTest, TheSameCommandMeetsTheSameRequest) {
  const RunRecord first = Open(3);
  EXPECT_FALSE(first.found());
  const RunRecord again = Open(3);
  EXPECT_TRUE(again.found());
  EXPECT_EQ(again.request_id(), first.request_id());
}

TEST_F(RunRecordTest, AnotherCommandIsAnotherRequest) { EXPECT_NE(Open(3).request_id(), Open(4).request_id()); }

TEST_F(RunRecordTest, KeepsThePriority) {
  RunRecord first = Open(3);
  ASSERT_TRUE(first.SetPriority(5).ok());
  EXPECT_EQ(Open(3).priority(), 5);
}

TEST_F(RunRecordTest, AnEndedRunIsForgotten) {
  const RunRecord first = Open(3);
  first.Forget();
  EXPECT_FALSE(Open(3).found());
}

TEST_F(RunRecordTest, ADamagedRecordCountsAsNone) {
  Open(3);
  for (const auto& entry : std::filesystem::directory_iterator(".octavo/runs"))
    ASSERT_TRUE(WriteFileAtomically(entry.path().string(), "{").ok());
  EXPECT_FALSE(Open(3).found());
}

}  // namespace
}  // namespace octavo::client
