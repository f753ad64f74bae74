#include "client/commands/completion_plan.h"

#include "client/commands/cli.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class CompletionPlanTest : public ::testing::Test {
 protected:
  std::vector<std::string> Words(const std::vector<std::string>& line) {
    std::vector<std::string> words;
    for (const CompletionWord& candidate : PlanCompletion(commands_, line).words) words.push_back(candidate.word);
    return words;
  }
  const CommandList commands_ = AllCommands();
};

TEST_F(CompletionPlanTest, KnowsThePlaceholderOfEveryFlag) {
  std::vector<FlagSpec> flags = GlobalFlags();
  for (const auto& command : commands_) {
    const std::vector<FlagSpec> own = command->flags();
    flags.insert(flags.end(), own.begin(), own.end());
  }
  for (const FlagSpec& flag : flags) {
    if (flag.kind != FlagSpec::Kind::kSwitch) {
      EXPECT_TRUE(FindValueKind(flag.value).has_value()) << flag.name << " takes '" << flag.value << "'";
    }
  }
}

TEST_F(CompletionPlanTest, OffersCommandsAndGlobalFlagsFirst) {
  EXPECT_THAT(Words({""}), Contains("run-all"));
  EXPECT_THAT(Words({"--server", "localhost:1", "wor"}), ElementsAre("workers"));
  EXPECT_THAT(Words({"--"}), Contains("--version"));
  EXPECT_THAT(Words({"--config", "a.yaml", "wor"}), ElementsAre("workers"));
}

TEST_F(CompletionPlanTest, OffersTheFlagsOfTheCommandAsTheUserSpellsThem) {
  EXPECT_THAT(Words({"baseline", "--batch"}), ElementsAre("--batch_size"));
  EXPECT_THAT(Words({"baseline", "--batch-"}), ElementsAre("--batch-size"));
  EXPECT_THAT(Words({"compare", "--results_"}), ElementsAre("--results_dir"));
  EXPECT_THAT(Words({"list", "--batch"}), IsEmpty());
}

TEST_F(CompletionPlanTest, OffersTheValuesOfAFlagInBothForms) {
  EXPECT_THAT(Words({"baseline", "--device", "c"}), ElementsAre("cpu", "cuda"));
  EXPECT_THAT(Words({"baseline", "--device=c"}), ElementsAre("cpu", "cuda"));
  EXPECT_EQ(PlanCompletion(commands_, {"baseline", "--device=c"}).typed, "c");
  EXPECT_THAT(Words({"run-all", "--skip", "qat", "dy"}), ElementsAre("dynamic"));
  EXPECT_THAT(Words({"run-all", "--skip", "qat", "--skip-t"}), ElementsAre("--skip-training"));
}

TEST_F(CompletionPlanTest, SaysWhatIsToBeLookedUp) {
  EXPECT_EQ(PlanCompletion(commands_, {"show", ""}).kind.names, ValueKind::Names::kExperimentsAndJobs);
  EXPECT_EQ(PlanCompletion(commands_, {"show", "e1", ""}).kind.names, ValueKind::Names::kNone);
  EXPECT_EQ(PlanCompletion(commands_, {"retry", ""}).kind.names, ValueKind::Names::kJobs);
  EXPECT_EQ(PlanCompletion(commands_, {"drain", ""}).kind.names, ValueKind::Names::kWorkers);
  EXPECT_EQ(PlanCompletion(commands_, {"predict", "--model", ""}).kind.names, ValueKind::Names::kModels);
  EXPECT_EQ(PlanCompletion(commands_, {"predict", "--model", ""}).kind.paths, ValueKind::Paths::kFiles);
  EXPECT_EQ(PlanCompletion(commands_, {"compare", "--results-dir", ""}).kind.paths, ValueKind::Paths::kFolders);
}

TEST_F(CompletionPlanTest, KeepsWhatSaysWhereToLook) {
  const CompletionPlan plan = PlanCompletion(commands_, {"--insecure", "show", "--server=example.org:1", ""});
  EXPECT_EQ(plan.settings.at("server"), "example.org:1");
  EXPECT_EQ(plan.settings.at("insecure"), "true");
}

TEST_F(CompletionPlanTest, OffersNothingForWhatItDoesNotKnow) {
  EXPECT_THAT(Words({"nonsense", "x"}), IsEmpty());
  EXPECT_THAT(Words({"baseline", "--nonsense="}), IsEmpty());
  EXPECT_THAT(Words({"baseline", "--json=t"}), IsEmpty());
  EXPECT_THAT(Words({"predict", "--", "--mod"}), Not(Contains("--model")));
  EXPECT_THAT(PlanCompletion(commands_, {}).words, Not(IsEmpty()));
}

}  // namespace
}  // namespace octavo::client
