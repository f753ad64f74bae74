// octavo run-all: every stage, with one seed or several, as one experiment, then the comparison.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/command.h"
#include "client/commands/compare_results.h"
#include "client/commands/describe_comparison.h"
#include "client/commands/exit_status.h"
#include "client/commands/repeats_plan.h"
#include "client/commands/run_all_plan.h"
#include "client/commands/run_stages.h"
#include "client/commands/stage_flags.h"
#include "client/commands/stage_plan.h"
#include "common/files.h"
#include "common/job_params.h"
#include "common/status_macros.h"
#include "common/suggestion.h"
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
      return absl::InvalidArgumentError(absl::StrCat("--skip: there is no stage '", name, "'; the stages are ",
                                                     absl::StrJoin(names, ", "), DidYouMean(name, names)));
    }
    chosen.erase(name);
  }
  if (flags.switches.contains("skip_training")) chosen.erase("baseline");
  if (flags.switches.contains("only_comparison")) chosen = {kComparison};
  return chosen;
}

absl::StatusOr<std::vector<Repeat>> PlanRuns(const Context& context, const std::set<std::string>& chosen,
                                             const std::string& results, int repeats) {
  OCTAVO_ASSIGN_OR_RETURN(const Catalog catalog, context.ReadCatalog());
  OCTAVO_ASSIGN_OR_RETURN(std::vector<Stage> stages, PlanRunAll(context.settings().OfSeveralStages(), catalog,
                                                                context.CacheFolder(), chosen, results));
  return PlanRepeats(std::move(stages), results, repeats);
}

std::string ExperimentName(const std::vector<Repeat>& runs) {
  const Json& params = runs[0].stages[0].params;
  const std::string name = absl::StrCat("run-all ", params.value("model", ""), " ", params.value("dataset", ""));
  return Utf8Prefix(runs.size() == 1 ? name : absl::StrCat(name, ", ", runs.size(), " seeds"), 100);
}

/// All runs are one experiment: it is continued and cancelled as one, a worker does its jobs in this order, and several
/// workers share them.
absl::StatusOr<StagesOutcome> RunThem(Context& context, const std::vector<Repeat>& runs) {
  std::vector<Stage> stages;
  for (size_t i = 0; i < runs.size(); ++i) {
    stages.insert(stages.end(), runs[i].stages.begin(), runs[i].stages.end());
    if (runs.size() == 1) continue;
    context.output().Note(
        absl::StrCat("repeat ", i + 1, " of ", runs.size(), ": seed ", runs[i].seed, ", results in ", runs[i].folder));
  }
  const int64_t bytes = kRunAllBytes * static_cast<int64_t>(runs.size());
  OCTAVO_RETURN_IF_ERROR(CheckWritable(runs[0].folder, bytes));
  for (const Stage& stage : stages) OCTAVO_RETURN_IF_ERROR(CheckWritable(stage.output_dir, bytes));
  OCTAVO_ASSIGN_OR_RETURN(StagesOutcome outcome, RunStages(context, ExperimentName(runs), stages,
                                                           context.flags().switches.contains("no_cache")));
  if (outcome.exit_status != kExitInterrupted) OCTAVO_RETURN_IF_ERROR(KeepInputs(stages, outcome.experiment));
  return outcome;
}

bool Succeeded(const Repeat& run, const Experiment& experiment) {
  return std::all_of(run.stages.begin(), run.stages.end(), [&](const Stage& stage) {
    const Job* job = experiment.Find(stage.name);
    return job != nullptr && job->state == JobState::kSucceeded;
  });
}

/// One document for every outcome: null for what there is not.
void TellJson(Context& context, const Experiment* experiment, const WrittenResults* written) {
  context.output().Document(
      {{"experiment", experiment == nullptr ? Json() : DescribeExperiment(*experiment)},
       {"comparison", written == nullptr ? Json() : DescribeComparison(written->comparison, written->report)}});
}

/// After an end other than success. Where only further seeds failed, the comparison is written and says what they lack.
absl::StatusOr<int> TellUnfinished(Context& context, const std::set<std::string>& chosen,
                                   const std::vector<Repeat>& runs, const StagesOutcome& outcome) {
  const bool json = context.output().json();
  if (outcome.exit_status == kExitInterrupted || runs.size() == 1 || !chosen.contains(kComparison) ||
      !Succeeded(runs[0], outcome.experiment)) {
    if (json) TellJson(context, &outcome.experiment, nullptr);
    return outcome.exit_status;
  }
  // The folder of a seed that has no results is what a later comparison knows of it.
  for (const Repeat& run : runs) OCTAVO_RETURN_IF_ERROR(MakeDirectories(run.folder));
  OCTAVO_ASSIGN_OR_RETURN(const WrittenResults written, CompareResults(context, runs[0].folder));
  json ? TellJson(context, &outcome.experiment, &written) : TellComparison(context, written);
  return outcome.exit_status;
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
                     absl::StrCat("Stages to leave out: ", absl::StrJoin(Names(), ", "), "."), "STAGE..."});
    flags.push_back({"repeats", FlagSpec::Kind::kText,
                     absl::StrCat("Runs of all this, each with the next --seed on the same splits, up to ", kMaxRepeats,
                                  ": tells the training's luck from what the quantization does. Further ones lie in "
                                  "RESULTS/repeats/seed-SEED; with --skip-training each takes its model there, and "
                                  "--only-comparison compares all that are there."),
                     "N", "1"});
    const std::vector<FlagSpec> run = RunFlags();
    flags.insert(flags.end(), run.begin(), run.end());
    return flags;
  }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const std::set<std::string> chosen, ReadChoice(context.flags()));
    OCTAVO_ASSIGN_OR_RETURN(const int repeats, ReadRepeats(context.settings()));
    const std::string results = context.settings().Text("", "results_dir", "results");
    std::optional<Experiment> experiment;
    if (std::any_of(JobKinds().begin(), JobKinds().end(), [&](const auto& kind) { return chosen.contains(kind); })) {
      OCTAVO_ASSIGN_OR_RETURN(const std::vector<Repeat> runs, PlanRuns(context, chosen, results, repeats));
      OCTAVO_ASSIGN_OR_RETURN(StagesOutcome outcome, RunThem(context, runs));
      if (outcome.exit_status != kExitDone) return TellUnfinished(context, chosen, runs, outcome);
      experiment = std::move(outcome.experiment);
    }
    std::optional<WrittenResults> written;
    if (chosen.contains(kComparison)) {
      OCTAVO_ASSIGN_OR_RETURN(written, CompareResults(context, results));
      if (!context.output().json()) TellComparison(context, *written);
    }
    if (context.output().json()) TellJson(context, experiment ? &*experiment : nullptr, written ? &*written : nullptr);
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeRunAllCommand() { return std::make_unique<RunAllCommand>(); }

}  // namespace octavo::client
