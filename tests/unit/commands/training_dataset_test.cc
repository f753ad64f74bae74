#include "client/commands/training_dataset.h"

#include <filesystem>

#include "client/commands/quantization_plan.h"
#include "client/compare/given_inputs.h"
#include "common/files.h"
#include "common/json.h"
#include "common/manifest.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::HasSubstr;

/// A folder with reviews.csv and the results of a baseline that was trained on it.
class TrainingDatasetTest : public ::testing::Test {
 protected:
  TrainingDatasetTest() {
    Write("reviews.csv", "text,label\ngood,1\n");
    Write("results/baseline/model/config.json", "{}");
    Write("results/baseline/model/model.safetensors", std::string("\x02\0\0\0\0\0\0\0{}", 10));
    Remember("local");
    Write("results/baseline/metrics.json", Json{{"inputs", {{"dataset", HashTree(data())->Digest()}}}}.dump());
    EXPECT_TRUE(WriteGivenInputs({"minilm-l6", "reviews.csv", data()}, path("results/baseline")).ok());
  }
  std::string path(const std::string& name) const { return folder_.path() + "/" + name; }
  std::string data() const { return path("reviews.csv"); }
  std::string model() const { return path("results/baseline/model"); }
  void Write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    ASSERT_TRUE(WriteFileAtomically(path(name), text).ok());
  }
  void Remember(const std::string& dataset) const {
    Write("results/baseline/model/octavo.json", Json{{"schema", "octavo.model/1"}, {"dataset", dataset}}.dump());
  }
  std::string ErrorOf() const { return std::string(TrainingDataset(model()).status().message()); }

 private:
  TempDir folder_ = *TempDir::Create("octavo-test");
};

TEST_F(TrainingDatasetTest, FindsTheUsersOwnFileAgain) {
  EXPECT_EQ(*TrainingDataset(model()), data());
  EXPECT_EQ(*TrainingDataset(model() + "/"), data());
}

TEST_F(TrainingDatasetTest, TakesANameFromTheModel) {
  Remember("movie-sentences");
  EXPECT_EQ(*TrainingDataset(model()), "movie-sentences");
}

TEST_F(TrainingDatasetTest, WhatOthersPutIntoTheHubsCacheIsNoChange) {
  const std::string snapshot = "hub/datasets--org--d/snapshots/" + std::string(40, 'c');
  Write(snapshot + "/train.csv", "text,label\ngood,1\n");
  Write("results/baseline/metrics.json", Json{{"inputs", {{"dataset", HashTree(path(snapshot))->Digest()}}}}.dump());
  ASSERT_TRUE(WriteGivenInputs({"minilm-l6", "org/d", path(snapshot)}, path("results/baseline")).ok());
  Write(snapshot + "/README.md", "about");
  Write(snapshot + "/train.jsonl", "{}");
  const auto found = TrainingDataset(model());
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(*found, path(snapshot));
  Write(snapshot + "/train.csv", "text,label\ngood,0\n");
  EXPECT_THAT(ErrorOf(), HasSubstr("has changed since"));
}

TEST_F(TrainingDatasetTest, SaysThatTheFileIsGone) {
  std::filesystem::remove(data());
  EXPECT_TRUE(absl::IsNotFound(TrainingDataset(model()).status()));
  EXPECT_THAT(ErrorOf(), HasSubstr("no longer at " + data()));
}

TEST_F(TrainingDatasetTest, SaysThatTheFileHasChanged) {
  Write("reviews.csv", "text,label\nbad,0\n");
  EXPECT_TRUE(absl::IsInvalidArgument(TrainingDataset(model()).status()));
  EXPECT_THAT(ErrorOf(), HasSubstr("has changed since"));
  EXPECT_THAT(ErrorOf(), HasSubstr("--dataset " + data()));
}

TEST_F(TrainingDatasetTest, SaysThatNothingTellsWhichFileItWas) {
  std::filesystem::remove(path("results/baseline/inputs.json"));
  EXPECT_THAT(ErrorOf(), HasSubstr("give --dataset PATH"));
  std::filesystem::remove(path("results/baseline/model/octavo.json"));
  EXPECT_THAT(ErrorOf(), HasSubstr("give --dataset NAME or a path"));
}

TEST_F(TrainingDatasetTest, PlansTheDynamicStageOnIt) {
  const auto none = [](const std::string&) -> std::optional<std::string> { return std::nullopt; };
  const auto catalog = Catalog::Parse(*YamlDocument::Parse("models: {}\ndatasets: {}\n", "catalog.yaml"));
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  const auto stage = PlanQuantization(Settings({}, none, {}), *catalog, "cache", *FindQuantizationStage("dynamic"),
                                      {.model_folder = model()}, "out");
  ASSERT_TRUE(stage.ok()) << stage.status();
  EXPECT_EQ(stage->params["dataset"], "local");
  EXPECT_EQ(stage->inputs[1].path, data());
  EXPECT_EQ(stage->given.dataset_path, data());
}

}  // namespace
}  // namespace octavo::client
