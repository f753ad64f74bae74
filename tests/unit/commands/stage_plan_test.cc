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

Settings FromFile(const std::string& text) {
  const auto none = [](const std::string&) -> std::optional<std::string> { return std::nullopt; };
  return Settings({}, none, {*ConfigFile::Parse(text, "c.yaml")});
}

Stage BaselineAt(const std::string& output_dir) {
  return {"baseline", "baseline", {{"model", "minilm-l6"}, {"dataset", "local"}},   "auto", 0,
          {},         output_dir, {"minilm-l6", "reviews.csv", "/data/reviews.csv"}};
}

TEST(CheckRunAllPlacesTest, TakesThePlacesItUsesAnyway) {
  EXPECT_TRUE(CheckRunAllPlaces(FromFile("baseline: {output_dir: results/../results/baseline/}\n"), "baseline",
                                {{"output_dir", "results/baseline"}})
                  .ok());
  EXPECT_TRUE(CheckRunAllPlaces(FromFile(""), "baseline", {{"output_dir", "out/baseline"}}).ok());
}

TEST(CheckRunAllPlacesTest, RefusesOthersWhereTheyStand) {
  const absl::Status folder = CheckRunAllPlaces(FromFile("seed: 1\nbaseline:\n  output_dir: elsewhere\n"), "baseline",
                                                {{"output_dir", "out/baseline"}});
  EXPECT_THAT(std::string(folder.message()), HasSubstr("c.yaml:3:3: output_dir: 'elsewhere' would have no effect"));
  const absl::Status model = CheckRunAllPlaces(FromFile("dynamic: {baseline_model: other/model}\n"), "dynamic",
                                               {{"baseline_model", "out/baseline/model"}});
  EXPECT_THAT(std::string(model.message()), HasSubstr("c.yaml:1:11: baseline_model: 'other/model'"));
}

TEST(KeepInputsTest, WritesThemBesideWhatSucceeded) {
  const TempDir folder = *TempDir::Create("octavo-test");
  Experiment experiment;
  experiment.jobs.resize(1);
  experiment.jobs[0].spec.name = "baseline";
  experiment.jobs[0].state = JobState::kFailed;
  EXPECT_TRUE(KeepInputs({BaselineAt(folder.path())}, experiment).ok());
  EXPECT_FALSE(ReadGivenInputs(folder.path()).ok());
  experiment.jobs[0].state = JobState::kSucceeded;
  EXPECT_TRUE(KeepInputs({BaselineAt(folder.path())}, experiment).ok());
  EXPECT_EQ(ReadGivenInputs(folder.path())->dataset_path, "/data/reviews.csv");
}

TEST(ToJobsTest, BuildsTheGraph) {
  Stage baseline{"baseline", "baseline", {{"latency_samples", 0}},
                 "auto",     2,          {{"model", "m", true, "", ""}, {"dataset", "d", false, "", ""}},
                 "out"};
  Stage dynamic{"dynamic", "dynamic", {{"latency_samples", 200}},
                "cpu",     0,         {{"model", "", true, "baseline", "model"}, {"dataset", "d", false, "", ""}},
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
