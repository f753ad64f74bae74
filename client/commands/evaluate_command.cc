// octavo evaluate: a trained or quantized model of any precision on a data set, run locally.
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/local_job.h"
#include "client/commands/model_folder.h"
#include "client/commands/stage_flags.h"
#include "client/commands/stage_plan.h"
#include "client/render/evaluation_text.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr char kEvaluate[] = "evaluate";
constexpr int64_t kEvaluationBytes = 16 << 20;

/// metrics.json comes last: where it lies, all of it lies.
absl::Status KeepOutputs(const std::string& outputs, const std::string& folder) {
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(folder));
  for (const char* name : {"evaluation_results.csv", "metrics.json"}) {
    OCTAVO_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(absl::StrCat(outputs, "/", name)));
    OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(absl::StrCat(folder, "/", name), bytes));
  }
  return absl::OkStatus();
}

class EvaluateCommand final : public Command {
 public:
  std::string name() const override { return kEvaluate; }
  std::string summary() const override { return "Measure the accuracy of a trained or quantized model on a data set"; }
  std::string example() const override {
    return "octavo evaluate --model results/qat/qat_model.pth --dataset movie-sentences";
  }

  std::vector<FlagSpec> flags() const override {
    std::vector<FlagSpec> flags = {
        {"model", FlagSpec::Kind::kText, "A model folder, a model file of any precision, or a name of octavo models.",
         "MODEL", "results/baseline/model"},
        {"threads", FlagSpec::Kind::kText, "Compute threads; 0 takes all.", "N", "0"},
        {"output_dir", FlagSpec::Kind::kText,
         "Where metrics.json and evaluation_results.csv go; without it they are not kept.", "FOLDER"}};
    const std::vector<FlagSpec> params = ParamFlags({kEvaluate});
    flags.insert(flags.end(), params.begin(), params.end());
    return flags;
  }

  absl::StatusOr<int> Run(Context& context) const override {
    if (!context.settings().Given(kEvaluate, "dataset")) {
      return absl::InvalidArgumentError(
          "--dataset is needed: a name that octavo datasets lists, or a CSV, TSV or JSONL file of texts and labels");
    }
    OCTAVO_ASSIGN_OR_RETURN(Json params, context.settings().Params(kEvaluate));
    OCTAVO_ASSIGN_OR_RETURN(const std::string model, FindModelHere(context));
    OCTAVO_RETURN_IF_ERROR(CheckModelFolder(model));
    OCTAVO_ASSIGN_OR_RETURN(const Catalog catalog, context.ReadCatalog());
    OCTAVO_ASSIGN_OR_RETURN(const ResolvedAsset data,
                            catalog.Dataset(params["dataset"].get<std::string>(), context.CacheFolder()));
    params["dataset"] = data.format;
    TakeColumns(
        data, [&](const std::string& param) { return params.contains(param); }, &params);
    const std::string output_dir = context.settings().Text("", "output_dir", "");
    if (!output_dir.empty()) OCTAVO_RETURN_IF_ERROR(CheckWritable(output_dir, kEvaluationBytes));
    OCTAVO_ASSIGN_OR_RETURN(const TempDir folder,
                            RunLocalJob(context, kEvaluate, params, {{"model", model}, {"dataset", data.path}}));
    const std::string outputs = folder.path() + "/outputs";
    OCTAVO_ASSIGN_OR_RETURN(const Json metrics, ReadJsonFile(outputs + "/metrics.json"));
    OCTAVO_ASSIGN_OR_RETURN(const std::string text, RenderEvaluation(metrics));
    if (!output_dir.empty()) OCTAVO_RETURN_IF_ERROR(KeepOutputs(outputs, output_dir));
    context.output().json() ? context.output().Document(metrics) : context.output().Result(text);
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeEvaluateCommand() { return std::make_unique<EvaluateCommand>(); }

}  // namespace octavo::client
