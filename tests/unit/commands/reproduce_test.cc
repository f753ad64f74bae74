// What the report says about repeating a run must be what octavo takes: a real shell splits it, the command line reads
// it.
#include "client/render/reproduce.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "client/commands/cli.h"
#include "client/commands/settings.h"
#include "common/files.h"
#include "common/job_params.h"
#include "common/subprocess.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/compare/stage_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// The words of every line, as bash splits them.
std::vector<std::vector<std::string>> SplitByShell(const std::string& commands) {
  const TempDir folder = *TempDir::Create("octavo-test");
  const std::string out = folder.path() + "/out";
  SubprocessOptions options;
  options.argv = {"/bin/bash", "-c", absl::StrCat("octavo() { printf '%s\\0' \"$@\"; printf '\\1\\0'; }\n", commands)};
  options.environment = InheritEnvironment({"PATH"});
  options.stdout_path = out;
  options.stderr_path = folder.path() + "/err";
  auto shell = Subprocess::Start(options);
  EXPECT_TRUE(shell.ok()) << shell.status();
  EXPECT_EQ(shell->Wait(absl::Seconds(30))->exit_code, 0);
  EXPECT_EQ(*ReadFile(folder.path() + "/err"), "");
  std::vector<std::vector<std::string>> lines(1);
  for (const std::string& word : std::vector<std::string>(absl::StrSplit(*ReadFile(out), '\0'))) {
    if (word == "\1") {
      lines.emplace_back();
    } else {
      lines.back().push_back(word);
    }
  }
  lines.pop_back();  // behind the last mark
  return lines;
}

/// What octavo understands of a line's words.
absl::StatusOr<Json> ParamsFrom(const std::vector<std::string>& words) {
  static const auto& commands = *new CommandList(AllCommands());
  const auto parsed = ParseCommandLine(commands, words);
  if (!parsed.ok()) return parsed.status();
  const auto none = [](const std::string&) -> std::optional<std::string> { return std::nullopt; };
  return Settings(parsed->values.texts, none, {}).Params(words[0]);
}

StageResult WithParams(StageResult stage, Json given, const GivenInputs& inputs) {
  stage.params = *ResolveParams(stage.stage, given);
  stage.given = inputs;
  return stage;
}

TEST(ReproduceTest, GivesEveryParameterBackThroughAShell) {
  const std::string data = "/data/it's \"my\" $HOME/`reviews`\n1.csv";
  const Json common = {{"model", "./my bert"},
                       {"dataset", "local"},
                       {"text_column", "the text"},
                       {"label_column", "-label"},
                       {"seed", 7},
                       {"max_length", 64},
                       {"eval_samples", 100},
                       {"latency_samples", 10},
                       {"latency_repeats", 5},
                       {"eval_batch_size", 16}};
  Json training = common, quantization = common;
  training.update({{"epochs", 2},
                   {"batch_size", 8},
                   {"learning_rate", 3.5e-5},
                   {"weight_decay", 0.0},
                   {"warmup_ratio", 0.25},
                   {"max_grad_norm", 0.5},
                   {"train_samples", 1000},
                   {"split_seed", 5},
                   {"precision", "fp32"},
                   {"checkpoint_steps", 0}});
  quantization.update({{"quantize_embeddings", false}, {"latency_shapes", {"1x16", "2x8"}}});
  StageResult baseline = WithParams(BaselineStage(), training, {"./my bert", data, data});
  StageResult dynamic = WithParams(DynamicStage(), quantization, {"results 1/baseline/model", data, data});
  baseline.folder = "results 1/baseline";
  dynamic.folder = "results 1/dynamic_quant";
  const std::string commands = ReproduceCommands(*Compare({baseline, dynamic}));
  const auto lines = SplitByShell(commands);
  ASSERT_EQ(lines.size(), 3u) << commands;
  Json wanted = baseline.params;
  wanted["dataset"] = data;
  const auto first = ParamsFrom(lines[0]), second = ParamsFrom(lines[1]);
  ASSERT_TRUE(first.ok()) << first.status() << commands;
  EXPECT_EQ(*first, wanted);
  wanted = dynamic.params;
  wanted["dataset"] = data;
  wanted.erase("model");  // the trained model's own
  ASSERT_TRUE(second.ok()) << second.status() << commands;
  EXPECT_EQ(*second, wanted);
  EXPECT_THAT(lines[1], testing::IsSupersetOf({"--baseline-model", "results 1/baseline/model"}));
  EXPECT_THAT(lines[2], ElementsAre("compare", "--results-dir", "results 1"));
}

TEST(ReproduceTest, EveryStageIsACommandOfItsOwn) {
  std::vector<StageResult> stages = AllStages();
  const GivenInputs given = {"minilm-l6", "movie-sentences", ""};
  for (StageResult& stage : stages) stage = WithParams(stage, {{"model", "minilm-l6"}}, given);
  stages[2].params["keep_layers"] = {"layer.*.ffn_out", "pooler"};
  stages[3].params["distill"] = false;
  const std::string commands = ReproduceCommands(*Compare(stages));
  const auto lines = SplitByShell(commands);
  ASSERT_EQ(lines.size(), 6u) << commands;
  for (size_t i = 0; i < stages.size(); ++i) {
    const auto params = ParamsFrom(lines[i]);
    ASSERT_TRUE(params.ok()) << params.status() << commands;
    Json wanted = stages[i].params;
    wanted["dataset"] = "movie-sentences";
    if (i > 0) wanted.erase("model");
    EXPECT_EQ(*params, wanted) << commands;
  }
  EXPECT_THAT(lines[3], testing::IsSupersetOf(
                            {"--model_path", "results/baseline/model", "--static-dir", "results/static_quant"}));
  stages[3].inputs.erase("static");  // it made its own
  EXPECT_THAT(ReproduceCommands(*Compare(stages)), Not(HasSubstr("--static-dir")));
}

TEST(ReproduceTest, LeavesDefaultsOutAndNeverSaysLocal) {
  const Json params = {{"model", "minilm-l6"}, {"dataset", "local"}};
  const std::string commands =
      ReproduceCommands(*Compare({WithParams(BaselineStage(), params, {}), WithParams(DynamicStage(), params, {})}));
  EXPECT_EQ(commands,
            "octavo baseline --model minilm-l6 --dataset 'PATH OF THE DATA SET' --threads 2 --output_dir "
            "results/baseline\n"
            "octavo dynamic --baseline-model results/baseline/model --dataset 'PATH OF THE DATA SET' --threads 2 "
            "--output_dir results/dynamic_quant\n"
            "octavo compare --results-dir results\n");
}

TEST(ShellWordTest, QuotesWhatAShellWouldRead) {
  EXPECT_EQ(ShellWord("results/a_b-1.csv"), "results/a_b-1.csv");
  EXPECT_EQ(ShellWord(""), "''");
  EXPECT_EQ(ShellWord("it's"), "'it'\\''s'");
  EXPECT_EQ(ShellWord("~/x"), "'~/x'");
  EXPECT_THAT(ShellWord("a\nb"), Not(HasSubstr("\n")));
}

}  // namespace
}  // namespace octavo::client
