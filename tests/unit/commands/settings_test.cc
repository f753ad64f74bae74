#include "client/commands/settings.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::HasSubstr;

Settings Make(std::map<std::string, std::string> flags, std::map<std::string, std::string> environment,
              const std::string& file) {
  auto lookup = [environment](const std::string& name) -> std::optional<std::string> {
    const auto found = environment.find(name);
    return found == environment.end() ? std::nullopt : std::optional<std::string>(found->second);
  };
  return Settings(std::move(flags), lookup, {*ConfigFile::Parse(file, "test.yaml")});
}

TEST(SettingsTest, TakesTheCommandLineBeforeTheEnvironmentBeforeTheFileBeforeTheDefault) {
  const std::string file = "baseline: {epochs: 5, batch_size: 5, learning_rate: 5e-5}\n";
  const auto params =
      Make({{"epochs", "7"}}, {{"OCTAVO_EPOCHS", "6"}, {"OCTAVO_BATCH_SIZE", "6"}}, file).Params("baseline");
  ASSERT_TRUE(params.ok()) << params.status();
  EXPECT_EQ((*params)["epochs"], 7);
  EXPECT_EQ((*params)["batch_size"], 6);
  EXPECT_EQ((*params)["learning_rate"], 5e-5);
  EXPECT_EQ((*params)["weight_decay"], 0.01);
}

TEST(SettingsTest, TakesAStageSectionBeforeCommonKeys) {
  const Settings settings = Make({}, {}, "seed: 1\nbaseline: {seed: 2}\n");
  EXPECT_EQ((*settings.Params("baseline"))["seed"], 2);
  EXPECT_EQ((*settings.Params("dynamic"))["seed"], 1);
}

TEST(SettingsTest, SaysWhereABadValueCameFrom) {
  EXPECT_THAT(std::string(Make({{"learning_rate", "-1"}}, {}, "").Params("baseline").status().message()),
              HasSubstr("--learning_rate: "));
  EXPECT_THAT(std::string(Make({}, {{"OCTAVO_EPOCHS", "many"}}, "").Params("baseline").status().message()),
              HasSubstr("OCTAVO_EPOCHS"));
}

TEST(SettingsTest, ReadsSettingsThatAreNoParameters) {
  const Settings settings =
      Make({}, {{"OCTAVO_SERVER", "localhost:1"}}, "server: localhost:2\nbaseline: {output_dir: here}\n");
  EXPECT_EQ(settings.Text("", "server", ""), "localhost:1");
  EXPECT_EQ(settings.Text("baseline", "output_dir", "there"), "here");
  EXPECT_EQ(settings.Text("dynamic", "output_dir", "there"), "there");
}

TEST(SettingsTest, ReadsSwitchesFromEverywhere) {
  EXPECT_FALSE(*Make({}, {}, "").Switch("insecure"));
  EXPECT_TRUE(*Make({}, {}, "insecure: true\n").Switch("insecure"));
  EXPECT_TRUE(*Make({}, {{"OCTAVO_NO_CACHE", "1"}}, "no_cache: false\n").Switch("no_cache"));
  EXPECT_FALSE(*Make({{"quiet", "false"}}, {{"OCTAVO_QUIET", "true"}}, "").Switch("quiet"));
  EXPECT_THAT(std::string(Make({}, {{"OCTAVO_QUIET", "maybe"}}, "").Switch("quiet").status().message()),
              HasSubstr("environment variable OCTAVO_QUIET: 'maybe' is not true or false"));
}

TEST(SettingsTest, AFlagOfSeveralStagesIsTheFirstOnesWhereTheyTakeItOtherwise) {
  const Settings one =
      Make({{"epochs", "5"}, {"qat_epochs", "1"}, {"batch_size", "8"}}, {{"OCTAVO_OBSERVER", "all"}}, "");
  EXPECT_EQ((*one.Params("baseline"))["epochs"], 5);
  EXPECT_THAT(std::string(one.Params("qat").status().message()), HasSubstr("environment variable OCTAVO_OBSERVER"));
  const Settings all = one.OfSeveralStages();
  EXPECT_EQ((*all.Params("baseline"))["epochs"], 5);
  EXPECT_EQ((*all.Params("static"))["observer"], "all");
  const auto qat = all.Params("qat");
  ASSERT_TRUE(qat.ok()) << qat.status();
  EXPECT_EQ((*qat)["epochs"], 1);
  EXPECT_EQ((*qat)["batch_size"], 8);
  EXPECT_EQ((*qat)["learning_rate"], 1e-5);
  EXPECT_EQ((*qat)["observer"], "histogram");
  EXPECT_EQ(all.ErrorAbout("qat", "epochs", "no").message(), "--qat_epochs: no");
  EXPECT_THAT(std::string(Make({{"qat_epochs", "0"}}, {}, "").OfSeveralStages().Params("qat").status().message()),
              HasSubstr("--qat_epochs: "));
}

TEST(SettingsTest, AFilesCommonKeyHoldsForEveryStageThatHasIt) {
  const Settings all = Make({}, {}, "epochs: 4\nqat: {learning_rate: 2e-5}\n").OfSeveralStages();
  EXPECT_EQ((*all.Params("qat"))["epochs"], 4);
  EXPECT_EQ((*all.Params("qat"))["learning_rate"], 2e-5);
}

TEST(SettingsTest, SaysWhereASettingStands) {
  const std::string file = "seed: 1\nbaseline:\n  output_dir: here\n";
  EXPECT_THAT(std::string(Make({}, {}, file).ErrorAbout("baseline", "output_dir", "no").message()),
              HasSubstr("test.yaml:3:3: output_dir: no"));
  EXPECT_EQ(Make({}, {{"OCTAVO_OUTPUT_DIR", "x"}}, file).ErrorAbout("baseline", "output_dir", "no").message(),
            "environment variable OCTAVO_OUTPUT_DIR: no");
  EXPECT_EQ(Make({{"output_dir", "x"}}, {}, file).ErrorAbout("baseline", "output_dir", "no").message(),
            "--output_dir: no");
}

}  // namespace
}  // namespace octavo::client
