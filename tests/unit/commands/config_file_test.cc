#include "client/commands/config_file.h"

#include <cstdlib>

#include "client/commands/settings.h"
#include "common/job_params.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string ErrorOf(const std::string& text) {
  return std::string(ConfigFile::Parse(text, "c.yaml").status().message());
}

TEST(ConfigFileTest, NamesFileLineColumnAndTheNearestKey) {
  EXPECT_THAT(ErrorOf("seed: 1\nbaseline:\n  epoch: 3\n"),
              AllOf(HasSubstr("c.yaml:3:3"), HasSubstr("did you mean epochs?")));
  EXPECT_THAT(ErrorOf("basline: {}\n"), AllOf(HasSubstr("c.yaml:1:1"), HasSubstr("did you mean baseline?")));
}

TEST(ConfigFileTest, NamesABadValueWhereItStands) {
  EXPECT_THAT(ErrorOf("baseline:\n  learning_rate: -1\n"), AllOf(HasSubstr("c.yaml:2:"), HasSubstr("learning_rate")));
  EXPECT_THAT(ErrorOf("threads: many\n"), HasSubstr("threads"));
}

TEST(ConfigFileTest, TakesSwitchesAtTheTopOnly) {
  EXPECT_EQ(ErrorOf("server: example.org:1\ninsecure: true\nno_cache: false\n"), "");
  EXPECT_THAT(ErrorOf("insecure: please\n"), HasSubstr("c.yaml:1:1: insecure: \"please\" is not true or false"));
  EXPECT_THAT(ErrorOf("baseline: {no_cache: true}\n"), HasSubstr("unknown key 'no_cache'"));
}

TEST(ConfigFileTest, TakesWhatAStageStartsFrom) {
  EXPECT_EQ(ErrorOf("dynamic: {baseline_model: m}\nstatic: {model_path: m}\nqat: {model_path: m, static_dir: s}\n"),
            "");
  EXPECT_THAT(ErrorOf("static: {baseline_model: m}\n"), HasSubstr("unknown key 'baseline_model'"));
  EXPECT_THAT(ErrorOf("mixed: {static_dir: s}\n"), HasSubstr("unknown key 'static_dir'"));
  EXPECT_THAT(ErrorOf("qat: {static_dir: 3}\n"), HasSubstr("static_dir: give a text"));
}

TEST(ConfigFileTest, TakesCountsAsWholeNumbers) {
  EXPECT_EQ(ErrorOf("repeats: 3\nthreads: 2\n"), "");
  EXPECT_THAT(ErrorOf("repeats: three\n"), HasSubstr("c.yaml:1:1: repeats: give a whole number from 0"));
  EXPECT_THAT(ErrorOf("baseline: {repeats: 3}\n"), HasSubstr("unknown key 'repeats'"));
}

/// The files that come with Octavo list every parameter and say what the defaults are.
TEST(ConfigFileTest, ShippedFilesHoldTheDefaults) {
  const char* source = std::getenv("OCTAVO_SOURCE_DIR");
  const std::string folder = std::string(source == nullptr ? "." : source) + "/configs/";
  const auto none = [](const std::string&) -> std::optional<std::string> { return std::nullopt; };
  for (const std::string& kind : JobKinds()) {
    const std::string name = kind == "baseline" ? "training_config.yaml" : "quantization_config.yaml";
    const auto file = ConfigFile::Read(folder + name);
    ASSERT_TRUE(file.ok()) << file.status();
    const auto with = Settings({}, none, {*file}).Params(kind);
    ASSERT_TRUE(with.ok()) << with.status();
    EXPECT_EQ(*with, *ResolveParams(kind, Json::object())) << name;
    // All that has a default and is no common setting stands there.
    const auto specs = ParamsOf(kind);  // a range-for would not keep the temporary
    for (const ParamSpec& spec : *specs) {
      if (spec.default_value.is_null() || spec.name == "seed") continue;
      EXPECT_NE(file->Find(kind, spec.name), nullptr) << name << " lacks " << spec.name << " of " << kind;
    }
  }
}

}  // namespace
}  // namespace octavo::client
