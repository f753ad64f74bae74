#include "client/commands/experiment_file.h"

#include <cstdlib>
#include <filesystem>

#include "client/commands/quantization_plan.h"
#include "client/commands/stage_plan.h"
#include "common/files.h"
#include "common/job_params.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

class ExperimentFileTest : public ::testing::Test {
 protected:
  ExperimentFileTest() {
    const char* source = std::getenv("OCTAVO_SOURCE_DIR");
    configs_ = std::string(source == nullptr ? "." : source) + "/configs";
    catalog_ = *Catalog::Read(configs_ + "/catalog.yaml");
    Write("models/minilm-l6/config.json", "{}");
    Write("models/minilm-l6/model.safetensors", std::string("\x02\0\0\0\0\0\0\0{}", 10));
    Write("datasets/movie-sentences/vaderSentiment-3.3.2.tar.gz", "archive");
  }
  void Write(const std::string& name, const std::string& text) const {
    const std::filesystem::path path = cache() + "/" + name;
    std::filesystem::create_directories(path.parent_path());
    ASSERT_TRUE(WriteFileAtomically(path.string(), text).ok());
  }
  std::string cache() const { return folder_.path(); }

  std::string configs_;
  Catalog catalog_;

 private:
  TempDir folder_ = *TempDir::Create("octavo-test");
};

/// The example that comes with Octavo asks for exactly what deploy/quickstart.sh asks run-all for.
TEST_F(ExperimentFileTest, TheShippedExampleIsTheQuickstart) {
  const auto file = ReadExperimentFile(configs_ + "/experiments/quickstart.yaml", catalog_, cache());
  ASSERT_TRUE(file.ok()) << file.status();
  const auto none = [](const std::string&) -> std::optional<std::string> { return std::nullopt; };
  const Settings settings({{"model", "minilm-l6"},
                           {"dataset", "movie-sentences"},
                           {"epochs", "3"},
                           {"batch_size", "32"},
                           {"learning_rate", "5e-5"},
                           {"seed", "42"}},
                          none, {});
  const auto baseline = PlanBaseline(settings, catalog_, cache(), "results/baseline");
  ASSERT_TRUE(baseline.ok()) << baseline.status();
  const auto dynamic = PlanQuantization(settings, catalog_, cache(), *FindQuantizationStage("dynamic"), {&*baseline},
                                        "results/dynamic_quant");
  ASSERT_TRUE(dynamic.ok()) << dynamic.status();
  const std::string data = cache() + "/datasets/movie-sentences/vaderSentiment-3.3.2.tar.gz";
  const auto planned = ToJobs({*baseline, *dynamic}, {{cache() + "/models/minilm-l6", "m"}, {data, "d"}},
                              /*cuda_offered=*/false, /*no_cache=*/false);
  ASSERT_EQ(file->jobs.size(), planned.size());
  for (size_t i = 0; i < planned.size(); ++i) {
    EXPECT_EQ(file->jobs[i].name, planned[i].name);
    EXPECT_EQ(file->jobs[i].kind, planned[i].kind);
    EXPECT_EQ(file->jobs[i].params, planned[i].params);
    EXPECT_EQ(file->jobs[i].quiet, planned[i].quiet);
    ASSERT_EQ(file->jobs[i].inputs.size(), 2u);
  }
  EXPECT_EQ(file->uploads.size(), 3u);
}

}  // namespace
}  // namespace octavo::client
