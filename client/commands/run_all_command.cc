// octavo run-all: every stage as one experiment, then the comparison.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/command.h"
#include "client/commands/compare_results.h"
#include "client/commands/exit_status.h"
#include "client/commands/run_all_plan.h"
#include "client/commands/run_stages.h"
#include "client/commands/stage_flags.h"
#include "client/commands/stage_plan.h"
#include "common/job_params.h"
#include "common/status_macros.h"
#include "common/utf8.h"

namespace octavo::client {
namespace {

constexpr int64_t kRunAllBytes = 512 << 20;
constexpr char kComparison[] = "comparison";

/// What can be left out: every stage, and the comparison.
std::vector<std::string> Names() {
  std::vector<std::string> names(JobKinds().begin(), JobKinds().end());
  names.push_back(kComparison);
  return names;
}

/// The names that are not left out.
absl::StatusOr<std::set<std::string>> ReadChoice(const FlagValues& flags) {
  const std::vector<std::string> names = Names();
  std::set<std::string> chosen(names.begin(), names.end());
  for (const std::string& name : flags.List("skip")) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      const std::string nearest = NearestWord(name, names);
      return absl::InvalidArgumentError(
          absl::StrCat("--skip: there is no stage '", name, "'",
                       nearest.empty() ? "" : absl::StrCat(" (did you mean '", nearest, "'?)"), "; the stages are ",
                       absl::StrJoin(names, ", ")));
    }
    chosen.erase(name);
  }
  if (flags.switches.contains("skip_training")) chosen.erase("baseline");
  if (flags.switches.contains("only_comparison")) chosen = {kComparison};
  return chosen;
}

class RunAllCommand final : public Command {
 public:
  std::string name() const override { return "run-all"; }
  std::string summary() const override { return "Run every stage and compare: train, quantize in every way, report"; }
  std::string example() const override {
    return "octavo run-all --model minilm-l6 --dataset movie-sentences --epochs 3 --batch_size 32 --learning_rate 5e-5 "
           "--seed 42";
  }

  std::vector<FlagSpec> flags() const override {
    const std::vector<std::string> kinds(JobKinds().begin(), JobKinds().end());
    std::vector<FlagSpec> flags = ParamFlags(kinds);
    const std::vector<FlagSpec> switches = SwitchesOf(kinds);
    flags.insert(flags.end(), switches.begin(), switches.end());
    flags.push_back(
        {"results-dir", FlagSpec::Kind::kText, "Where the results go, one folder a stage.", "FOLDER", "results"});
    flags.push_back(
        {"skip-training", FlagSpec::Kind::kSwitch, "Take the trained model that is in the results folder already."});
    flags.push_back({"only-comparison", FlagSpec::Kind::kSwitch, "Only compare what is in the results folder."});
    flags.push_back({"skip", FlagSpec::Kind::kList,
                     absl::StrCat("Stages to leave out: ", absl::StrJoin(Names(), ", "), "."), "NAME..."});
    const std::vector<FlagSpec> run = RunFlags();
    flags.insert(flags.end(), run.begin(), run.end());
    return flags;
  }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const std::set<std::string> chosen, ReadChoice(context.flags()));
    const std::string results = context.settings().Text("", "results_dir", "results");
    std::vector<Stage> stages;
    if (std::any_of(JobKinds().begin(), JobKinds().end(), [&](const auto& kind) { return chosen.contains(kind); })) {
      OCTAVO_ASSIGN_OR_RETURN(const Catalog catalog, context.ReadCatalog());
      OCTAVO_ASSIGN_OR_RETURN(
          stages, PlanRunAll(context.settings().OfSeveralStages(), catalog, context.CacheFolder(), chosen, results));
    }
    if (!stages.empty()) {
      OCTAVO_RETURN_IF_ERROR(CheckWritable(results, kRunAllBytes));
      for (const Stage& stage : stages) OCTAVO_RETURN_IF_ERROR(CheckWritable(stage.output_dir, kRunAllBytes));
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
    if (chosen.contains(kComparison)) OCTAVO_RETURN_IF_ERROR(CompareResults(context, results).status());
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeRunAllCommand() { return std::make_unique<RunAllCommand>(); }

}  // namespace octavo::client
