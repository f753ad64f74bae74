#include "client/commands/cli.h"

#include <algorithm>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class CommandLineTest : public ::testing::Test {
 protected:
  absl::StatusOr<ParsedCommandLine> Parse(std::vector<std::string> arguments) {
    return ParseCommandLine(commands_, std::move(arguments));
  }
  std::string ErrorOf(std::vector<std::string> arguments) {
    return std::string(Parse(std::move(arguments)).status().message());
  }
  const CommandList commands_ = AllCommands();
};

TEST_F(CommandLineTest, TakesEveryLongFlagWithUnderscoreOrDash) {
  for (const auto& command : commands_) {
    for (const FlagSpec& flag : command->flags()) {
      if (flag.kind != FlagSpec::Kind::kText) continue;
      for (char mark : {'-', '_'}) {
        std::string name = flag.name;
        for (char& c : name) c = c == '-' || c == '_' ? mark : c;
        std::vector<std::string> arguments = {command->name(), "--" + name, "7"};
        for (const FlagSpec& other : command->flags()) {
          if (other.kind == FlagSpec::Kind::kPositional && other.required) arguments.push_back("x");
        }
        const auto parsed = Parse(arguments);
        ASSERT_TRUE(parsed.ok()) << command->name() << " --" << name << ": " << parsed.status();
        for (char& c : name) c = c == '-' ? '_' : c;
        EXPECT_EQ(parsed->values.Text(name), "7") << command->name() << " --" << name;
      }
    }
  }
}

TEST_F(CommandLineTest, EveryCommandShowsDefaultsAndAnExample) {
  std::set<std::string> names;
  for (const auto& command : commands_) {
    const auto parsed = Parse({command->name(), "--help"});
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_EQ(parsed->command, nullptr);
    EXPECT_THAT(parsed->text, HasSubstr(command->example()));
    for (const FlagSpec& flag : command->flags())
      EXPECT_THAT(parsed->text, HasSubstr(flag.name + (flag.value.empty() ? "" : " " + flag.value)));
    EXPECT_TRUE(names.insert(command->name()).second);
  }
}

TEST_F(CommandLineTest, SuggestsTheNearestCommandAndFlag) {
  EXPECT_THAT(ErrorOf({"basline"}), HasSubstr("unknown command 'basline'; did you mean octavo baseline?"));
  EXPECT_THAT(ErrorOf({"run-all", "--epoch", "3"}), HasSubstr("unknown flag --epoch; did you mean --epochs?"));
  EXPECT_THAT(ErrorOf({"baseline", "--bach-size=3"}), HasSubstr("did you mean --batch_size?"));
  EXPECT_THAT(ErrorOf({"list", "--sever", "x"}), HasSubstr("did you mean --server?"));
  EXPECT_THAT(ErrorOf({"list", "--zzz"}), Not(HasSubstr("did you mean")));
}

TEST_F(CommandLineTest, TakesGlobalFlagsBeforeAndAfterTheCommand) {
  for (const auto& arguments : {std::vector<std::string>{"--json", "--server", "localhost:1", "list"},
                                {"list", "--server=localhost:1", "--json"}}) {
    const auto parsed = Parse(arguments);
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_EQ(parsed->command->name(), "list");
    EXPECT_TRUE(parsed->values.switches.contains("json"));
    EXPECT_EQ(parsed->values.Text("server"), "localhost:1");
  }
}

TEST_F(CommandLineTest, EverySwitchCanComeFromTheEnvironmentAndAFile) {
  const auto none = [](const std::string&) -> std::optional<std::string> { return std::nullopt; };
  for (const auto& command : commands_) {
    std::vector<FlagSpec> flags = GlobalFlags();
    const std::vector<FlagSpec> own = command->flags();
    flags.insert(flags.end(), own.begin(), own.end());
    for (const FlagSpec& flag : flags) {
      if (flag.kind != FlagSpec::Kind::kSwitch) continue;
      std::string key = flag.name;
      std::replace(key.begin(), key.end(), '-', '_');
      FlagValues from_file, from_environment;
      const auto file = ConfigFile::Parse(key + ": true\n", "c.yaml");
      ASSERT_TRUE(file.ok()) << file.status();
      ASSERT_TRUE(CompleteSwitches(*command, Settings({}, none, {*file}), &from_file).ok());
      EXPECT_TRUE(from_file.switches.contains(key)) << command->name() << " --" << flag.name;
      const auto environment = [&](const std::string& name) {
        return name == EnvironmentName(key) ? std::optional<std::string>("true") : std::nullopt;
      };
      ASSERT_TRUE(CompleteSwitches(*command, Settings({}, environment, {}), &from_environment).ok());
      EXPECT_TRUE(from_environment.switches.contains(key)) << command->name() << " --" << flag.name;
    }
  }
}

TEST_F(CommandLineTest, TheCommandLineTakesASwitchBack) {
  auto parsed = Parse({"list", "--insecure=false", "--quiet"});
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  const auto all = [](const std::string&) -> std::optional<std::string> { return "true"; };
  ASSERT_TRUE(CompleteSwitches(*parsed->command, Settings(parsed->values.texts, all, {}), &parsed->values).ok());
  EXPECT_FALSE(parsed->values.switches.contains("insecure"));
  EXPECT_TRUE(parsed->values.switches.contains("quiet"));
  EXPECT_TRUE(parsed->values.switches.contains("json"));
}

TEST_F(CommandLineTest, KeepsListsAndNegativeValues) {
  const auto parsed = Parse({"run-all", "--skip", "baseline", "dynamic", "--learning-rate", "-1"});
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_THAT(parsed->values.List("skip"), ElementsAre("baseline", "dynamic"));
  EXPECT_EQ(parsed->values.Text("learning_rate"), "-1");
}

TEST_F(CommandLineTest, WordsOfAListKeepTheirBlanks) {
  for (const std::vector<std::string>& names : std::vector<std::vector<std::string>>{
           {"very good", "very bad"}, {"very good,very bad"}, {"very good, very bad"}}) {
    std::vector<std::string> line = {"datasets", "show", "mine.csv", "--label_names"};
    line.insert(line.end(), names.begin(), names.end());
    const auto parsed = Parse(line);
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    const auto params =
        Settings(parsed->values.texts, [](const std::string&) { return std::nullopt; }, {}).Params("describe");
    ASSERT_TRUE(params.ok()) << params.status();
    EXPECT_EQ((*params)["label_names"], (Json{"very good", "very bad"}));
  }
}

TEST_F(CommandLineTest, TakesManyTextsBeforeAndBehindFlags) {
  for (const std::vector<std::string>& line :
       std::vector<std::vector<std::string>>{{"predict", "one", "two", "three", "--threads", "1"},
                                             {"predict", "--threads", "1", "one", "two", "three"}}) {
    const auto parsed = Parse(line);
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_THAT(parsed->values.List("text"), ElementsAre("one", "two", "three"));
    EXPECT_EQ(parsed->values.Text("threads"), "1");
  }
}

TEST_F(CommandLineTest, TakesTextsThatLookLikeFlagsBehindTwoDashes) {
  const auto parsed = Parse({"predict", "--", "--not-a-flag"});
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_THAT(parsed->values.List("text"), ElementsAre("--not-a-flag"));
}

TEST_F(CommandLineTest, TakesSeveralTexts) {
  const auto parsed = Parse({"predict", "one", "two", "--json"});
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_THAT(parsed->values.List("text"), ElementsAre("one", "two"));
}

TEST_F(CommandLineTest, OfAFlagGivenTwiceTheLastValueHolds) {
  const auto parsed = Parse({"run-all", "--epochs", "3", "--batch_size", "8", "--epochs=1", "--batch-size", "4"});
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(parsed->values.Text("epochs"), "1");
  EXPECT_EQ(parsed->values.Text("batch_size"), "4");
}

TEST_F(CommandLineTest, RefusesAMissingAndASurplusPositional) {
  EXPECT_FALSE(Parse({"show"}).ok());
  EXPECT_FALSE(Parse({"show", "1", "2"}).ok());
}

}  // namespace
}  // namespace octavo::client
