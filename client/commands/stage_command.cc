// octavo baseline, octavo dynamic: one stage as one experiment.
#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/run_stages.h"
#include "client/commands/stage_flags.h"
#include "client/commands/stage_plan.h"
#include "common/status_macros.h"
#include "common/utf8.h"

namespace octavo::client {
namespace {

constexpr int64_t kNeededBytes = 256 << 20;

class StageCommand : public Command {
 public:
  explicit StageCommand(std::string kind, std::string default_output)
      : kind_(std::move(kind)), default_output_(std::move(default_output)) {}
  std::string name() const override { return kind_; }

  std::vector<FlagSpec> flags() const override {
    std::vector<FlagSpec> flags = OwnFlags();
    const std::vector<FlagSpec> params = ParamFlags({kind_});
    flags.insert(flags.end(), params.begin(), params.end());
    flags.push_back({"output_dir", FlagSpec::Kind::kText, "Where the results go.", "FOLDER", default_output_});
    const std::vector<FlagSpec> run = RunFlags();
    flags.insert(flags.end(), run.begin(), run.end());
    return flags;
  }

  absl::StatusOr<int> Run(Context& context) const override {
    const std::string output_dir = context.settings().Text(kind_, "output_dir", default_output_);
    OCTAVO_ASSIGN_OR_RETURN(const Catalog catalog, context.ReadCatalog());
    OCTAVO_ASSIGN_OR_RETURN(const Stage stage, Plan(context, catalog, output_dir));
    OCTAVO_RETURN_IF_ERROR(CheckWritable(output_dir, kNeededBytes));
    const std::string name =
        absl::StrCat(kind_, " ", stage.params.value("model", ""), " ", stage.params.value("dataset", ""));
    OCTAVO_ASSIGN_OR_RETURN(const StagesOutcome outcome, RunStages(context, Utf8Prefix(name, 100), {stage},
                                                                   context.flags().switches.contains("no_cache")));
    if (outcome.exit_status != kExitInterrupted) OCTAVO_RETURN_IF_ERROR(KeepInputs({stage}, outcome.experiment));
    if (context.output().json()) context.output().Document(DescribeExperiment(outcome.experiment));
    return outcome.exit_status;
  }

 protected:
  virtual std::vector<FlagSpec> OwnFlags() const { return {}; }
  virtual absl::StatusOr<Stage> Plan(Context& context, const Catalog& catalog, const std::string& output_dir) const = 0;

 private:
  const std::string kind_;
  const std::string default_output_;
};

class BaselineCommand final : public StageCommand {
 public:
  BaselineCommand() : StageCommand("baseline", "results/baseline") {}
  std::string summary() const override {
    return "Fine-tune a pretrained encoder into an FP32 classifier and measure it";
  }
  std::string example() const override {
    return "octavo baseline --model minilm-l6 --dataset movie-sentences --epochs 3 --batch_size 32 --learning_rate "
           "5e-5";
  }

 protected:
  absl::StatusOr<Stage> Plan(Context& context, const Catalog& catalog, const std::string& output_dir) const override {
    return PlanBaseline(context.settings(), catalog, context.CacheFolder(), output_dir);
  }
};

class DynamicCommand final : public StageCommand {
 public:
  DynamicCommand() : StageCommand("dynamic", "results/dynamic_quant") {}
  std::string summary() const override {
    return "Quantize a trained model to INT8 without calibration and measure both in turn";
  }
  std::string example() const override {
    return "octavo dynamic --baseline-model results/baseline/model --output_dir results/dynamic_quant";
  }

 protected:
  std::vector<FlagSpec> OwnFlags() const override {
    return {{"baseline-model", FlagSpec::Kind::kText, "The trained model: a folder in Hugging Face layout.", "FOLDER",
             "results/baseline/model"}};
  }
  absl::StatusOr<Stage> Plan(Context& context, const Catalog& catalog, const std::string& output_dir) const override {
    const std::string model = context.settings().Text("dynamic", "baseline_model", "results/baseline/model");
    return PlanDynamic(context.settings(), catalog, context.CacheFolder(), model, output_dir);
  }
};

}  // namespace

std::unique_ptr<Command> MakeStageCommand(const std::string& kind) {
  if (kind == "baseline") return std::make_unique<BaselineCommand>();
  return std::make_unique<DynamicCommand>();
}

}  // namespace octavo::client
