#include "client/commands/stage_plan.h"

#include <filesystem>

#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::HasSubstr;

TEST(CheckWritableTest, ChangesNothing) {
  const TempDir folder = *TempDir::Create("octavo-test");
  EXPECT_TRUE(CheckWritable(folder.path() + "/a/b/c", 0).ok());
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(CheckWritableTest, RefusesAFileAndAFullDisk) {
  const TempDir folder = *TempDir::Create("octavo-test");
  ASSERT_TRUE(WriteFileAtomically(folder.path() + "/file", "x").ok());
  EXPECT_THAT(std::string(CheckWritable(folder.path() + "/file/results", 0).message()), HasSubstr("is a file"));
  EXPECT_THAT(std::string(CheckWritable(folder.path(), int64_t{1} << 60).message()), HasSubstr("free"));
}

TEST(ToJobsTest, BuildsTheGraph) {
  Stage baseline{
      "baseline", {{"latency_samples", 0}}, "auto", 2, {{"model", "m", true, "", ""}, {"dataset", "d", false, "", ""}},
      "out"};
  Stage dynamic{"dynamic",
                {{"latency_samples", 200}},
                "cpu",
                0,
                {{"model", "", true, "baseline", "model"}, {"dataset", "d", false, "", ""}},
                "out2"};
  const auto jobs =
      ToJobs({baseline, dynamic}, {{"m", "digest-m"}, {"d", "digest-d"}}, /*cuda_offered=*/true, /*no_cache=*/true);
  ASSERT_EQ(jobs.size(), 2u);
  EXPECT_EQ(jobs[0].device, "cuda");
  EXPECT_FALSE(jobs[0].quiet);
  EXPECT_TRUE(jobs[0].no_cache);
  EXPECT_EQ(jobs[0].inputs[0].artifact_digest, "digest-m");
  EXPECT_EQ(jobs[1].device, "cpu");
  EXPECT_TRUE(jobs[1].quiet);
  EXPECT_EQ(jobs[1].inputs[0].from_job, "baseline");
  EXPECT_EQ(jobs[1].inputs[0].from_path, "model");
  EXPECT_EQ(jobs[1].inputs[1].artifact_digest, "digest-d");
}

}  // namespace
}  // namespace octavo::client
