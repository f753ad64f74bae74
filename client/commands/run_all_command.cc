// octavo run-all: every stage as one experiment, then the comparison.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/command.h"
#include "client/commands/compare_results.h"
#include "client/commands/exit_status.h"
#include "client/commands/run_stages.h"
#include "client/commands/stage_flags.h"
#include "client/commands/stage_plan.h"
#include "common/job_params.h"
#include "common/status_macros.h"
#include "common/utf8.h"

namespace octavo::client {
namespace {

constexpr int64_t kNeededBytes = 512 << 20;
constexpr char kComparison[] = "comparison";

struct Choice {
  bool baseline = true;
  bool dynamic = true;
  bool comparison = true;
};

absl::StatusOr<Choice> ReadChoice(const FlagValues& flags) {
  Choice choice;
  const std::vector<std::string> names = {"baseline", "dynamic", kComparison};
  for (const std::string& name : flags.List("skip")) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      const std::string nearest = NearestWord(name, names);
      return absl::InvalidArgumentError(
          absl::StrCat("--skip: there is no stage '", name, "'",
                       nearest.empty() ? "" : absl::StrCat(" (did you mean '", nearest, "'?)"), "; the stages are ",
                       absl::StrJoin(names, ", ")));
    }
    if (name == "baseline") choice.baseline = false;
    if (name == "dynamic") choice.dynamic = false;
    if (name == kComparison) choice.comparison = false;
  }
  if (flags.switches.contains("skip_training")) choice.baseline = false;
  if (flags.switches.contains("only_comparison")) choice = {false, false, true};
  return choice;
}

class RunAllCommand final : public Command {
 public:
  std::string name() const override { return "run-all"; }
  std::string summary() const override { return "Run every stage and compare: train, quantize, report"; }
  std::string example() const override {
    return "octavo run-all --model minilm-l6 --dataset movie-sentences --epochs 3 --batch_size 32 --learning_rate 5e-5 "
           "--seed 42";
  }

  std::vector<FlagSpec> flags() const override {
    std::vector<FlagSpec> flags = ParamFlags({JobKinds().begin(), JobKinds().end()});
    flags.push_back(
        {"results-dir", FlagSpec::Kind::kText, "Where the results go, one folder a stage.", "FOLDER", "results"});
    flags.push_back(
        {"skip-training", FlagSpec::Kind::kSwitch, "Take the trained model that is in the results folder already."});
    flags.push_back({"only-comparison", FlagSpec::Kind::kSwitch, "Only compare what is in the results folder."});
    flags.push_back({"skip", FlagSpec::Kind::kList, "Stages to leave out: baseline, dynamic, comparison.", "NAME..."});
    const std::vector<FlagSpec> run = RunFlags();
    flags.insert(flags.end(), run.begin(), run.end());
    return flags;
  }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const Choice choice, ReadChoice(context.flags()));
    const std::string results = context.settings().Text("", "results_dir", "results");
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<Stage> stages, Plan(context, choice, results));
    if (!stages.empty()) {
      OCTAVO_RETURN_IF_ERROR(CheckWritable(results, kNeededBytes));
      for (const Stage& stage : stages) OCTAVO_RETURN_IF_ERROR(CheckWritable(stage.output_dir, kNeededBytes));
      const std::string name =
          absl::StrCat("run-all ", stages[0].params.value("model", ""), " ", stages[0].params.value("dataset", ""));
      OCTAVO_ASSIGN_OR_RETURN(const StagesOutcome outcome, RunStages(context, Utf8Prefix(name, 100), stages,
                                                                     context.flags().switches.contains("no_cache")));
      if (outcome.exit_status != kExitInterrupted) OCTAVO_RETURN_IF_ERROR(KeepInputs(stages, outcome.experiment));
      if (outcome.exit_status != kExitDone) {
        if (context.output().json()) context.output().Document(DescribeExperiment(outcome.experiment));
        return outcome.exit_status;
      }
    }
    if (choice.comparison) OCTAVO_RETURN_IF_ERROR(CompareResults(context, results).status());
    return kExitDone;
  }

 private:
  /// Everything that can be known before anything is uploaded is checked here.
  static absl::StatusOr<std::vector<Stage>> Plan(Context& context, const Choice& choice, const std::string& results) {
    std::vector<Stage> stages;
    if (!choice.baseline && !choice.dynamic) return stages;
    const Settings& settings = context.settings();
    OCTAVO_ASSIGN_OR_RETURN(const Catalog catalog, context.ReadCatalog());
    const std::string baseline_dir = results + "/baseline", dynamic_dir = results + "/dynamic_quant";
    if (choice.baseline) {
      OCTAVO_ASSIGN_OR_RETURN(Stage baseline, PlanBaseline(settings, catalog, context.CacheFolder(), baseline_dir));
      stages.push_back(std::move(baseline));
    }
    if (choice.dynamic) {
      absl::StatusOr<Stage> dynamic =
          choice.baseline ? PlanDynamicAfter(settings, stages[0], dynamic_dir)
                          : PlanDynamic(settings, catalog, context.CacheFolder(), baseline_dir + "/model", dynamic_dir);
      OCTAVO_RETURN_IF_ERROR(dynamic.status());
      stages.push_back(*std::move(dynamic));
    }
    for (const Stage& stage : stages)
      OCTAVO_RETURN_IF_ERROR(CheckRunAllPlaces(settings, stage, baseline_dir + "/model"));
    return stages;
  }
};

}  // namespace

std::unique_ptr<Command> MakeRunAllCommand() { return std::make_unique<RunAllCommand>(); }

}  // namespace octavo::client
