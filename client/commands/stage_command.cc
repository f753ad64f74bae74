// octavo baseline, dynamic, static, qat, mixed: one stage as one experiment.
#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/quantization_plan.h"
#include "client/commands/run_stages.h"
#include "client/commands/stage_flags.h"
#include "client/commands/stage_plan.h"
#include "client/compare/stage_folders.h"
#include "common/status_macros.h"
#include "common/utf8.h"

namespace octavo::client {
namespace {

constexpr int64_t kStageBytes = 256 << 20;

class StageCommand : public Command {
 public:
  explicit StageCommand(std::string kind)
      : kind_(std::move(kind)), default_output_(absl::StrCat("results/", FindStageFolder(kind_)->folder)) {}
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
    OCTAVO_RETURN_IF_ERROR(CheckWritable(output_dir, kStageBytes));
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
  BaselineCommand() : StageCommand("baseline") {}
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

constexpr char kDefaultModel[] = "results/baseline/model";

class QuantizationCommand final : public StageCommand {
 public:
  /// `stage` must outlive the command.
  explicit QuantizationCommand(const QuantizationStage& stage) : StageCommand(stage.kind), stage_(stage) {}
  std::string summary() const override { return stage_.summary; }
  std::string example() const override { return stage_.example; }

 protected:
  std::vector<FlagSpec> OwnFlags() const override {
    std::vector<FlagSpec> flags = {{FindStageFolder(stage_.kind)->model_flag, FlagSpec::Kind::kText,
                                    "The trained model: a folder in Hugging Face layout.", "FOLDER", kDefaultModel}};
    if (stage_.takes_static_results) {
      flags.push_back({"static-dir", FlagSpec::Kind::kText,
                       "Results of octavo static, to begin with and to compare with; without it the job makes its own.",
                       "FOLDER"});
    }
    const std::vector<FlagSpec> switches = SwitchesOf({stage_.kind});
    flags.insert(flags.end(), switches.begin(), switches.end());
    return flags;
  }
  absl::StatusOr<Stage> Plan(Context& context, const Catalog& catalog, const std::string& output_dir) const override {
    const Settings& settings = context.settings();
    QuantizationSources sources;
    sources.model_folder = settings.Text(stage_.kind, ModelSetting(stage_), kDefaultModel);
    if (stage_.takes_static_results) sources.static_folder = settings.Text(stage_.kind, "static_dir", "");
    return PlanQuantization(settings, catalog, context.CacheFolder(), stage_, sources, output_dir);
  }

 private:
  const QuantizationStage& stage_;
};

}  // namespace

std::unique_ptr<Command> MakeStageCommand(const std::string& kind) {
  if (kind == "baseline") return std::make_unique<BaselineCommand>();
  return std::make_unique<QuantizationCommand>(*FindQuantizationStage(kind));
}

}  // namespace octavo::client
