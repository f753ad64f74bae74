#include "client/commands/quantization_plan.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/commands/model_folder.h"
#include "client/commands/training_dataset.h"
#include "common/json.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr char kStaticModel[] = "quantized_model.pt";  // what octavo static makes

absl::Status ChooseDevice(const Settings& settings, const QuantizationStage& kind, Stage* stage) {
  if (kind.cuda == CudaUse::kTakes) return absl::OkStatus();
  if (stage->device != "cuda") {
    stage->device = "cpu";
    return absl::OkStatus();
  }
  if (kind.cuda == CudaUse::kDiscourages) {
    stage->warnings.push_back(absl::StrCat(kind.kind, " on cuda: ", kind.why_not_cuda));
    return absl::OkStatus();
  }
  if (!settings.of_several_stages()) {
    return settings.ErrorAbout(kind.kind, "device",
                               absl::StrCat("'cuda': ", kind.why_not_cuda, "; give --device cpu or leave it out"));
  }
  stage->warnings.push_back(absl::StrCat(kind.why_not_cuda, ": the ", kind.kind, " stage takes the CPU"));
  stage->device = "cpu";
  return absl::OkStatus();
}

absl::Status TakeModelHere(const Catalog& catalog, const std::string& cache, const std::string& model_folder,
                           Stage* stage) {
  OCTAVO_RETURN_IF_ERROR(CheckModelFolder(model_folder));
  std::string dataset = stage->params.value("dataset", "");
  const bool asked = !dataset.empty();
  if (!asked) {
    OCTAVO_ASSIGN_OR_RETURN(dataset, TrainingDataset(model_folder));
  }
  OCTAVO_ASSIGN_OR_RETURN(const ResolvedAsset data, catalog.Dataset(dataset, cache));
  stage->given = GivenOf(model_folder, dataset, data);
  stage->params["dataset"] = data.format;
  // The model knows the columns that it was trained on.
  if (asked)
    TakeColumns(
        data, [&](const std::string& param) { return stage->params.contains(param); }, &stage->params);
  stage->inputs = {{"model", model_folder, true, "", ""}, {"dataset", data.path, false, "", "", data.sources}};
  return absl::OkStatus();
}

absl::Status TakeModelOf(const Settings& settings, const Stage& baseline, Stage* stage) {
  for (const auto& [name, used] : {std::pair{"dataset", baseline.given.dataset}, {"model", baseline.given.model}}) {
    const std::string asked = stage->params.value(name, used);
    if (asked == used) continue;
    return settings.ErrorAbout(stage->kind, name,
                               absl::StrCat("'", asked, "' differs from the baseline's '", used,
                                            "', and run-all measures all stages on the same: leave it out, or run "
                                            "octavo ",
                                            stage->kind, " by itself"));
  }
  stage->params["model"] = baseline.params["model"];
  stage->params["dataset"] = baseline.params["dataset"];
  stage->given = baseline.given;
  stage->given.model = baseline.output_dir + "/model";
  stage->inputs = {{"model", "", true, baseline.name, "model"}};
  for (const StageInput& input : baseline.inputs) {
    if (input.name == "dataset") stage->inputs.push_back(input);
  }
  return absl::OkStatus();
}

/// The first setting of `stage` that says how its static model is to be made otherwise than `made` says that the one at
/// hand was; empty: none.
std::string OtherThan(const Json& made, const Settings& settings, const Stage& stage) {
  for (const char* name : {"calibration_samples", "observer", "activations", "keep_layers"}) {
    if (settings.Given(stage.kind, name) && stage.params[name] != made.value(name, Json())) return name;
  }
  return "";
}

/// The static stage's model, unless the settings ask for another one, which qat then makes itself.
void TakeStaticStage(const Settings& settings, const Stage& made, Stage* stage) {
  const std::string other = OtherThan(made.params, settings, *stage);
  if (!other.empty()) {
    stage->warnings.push_back(absl::StrCat(
        "the ", stage->kind, " stage makes a static model of its own to begin with: its ", other, " is ",
        DumpJson(stage->params[other]), ", that of the static stage ", DumpJson(made.params.value(other, Json()))));
  } else if (made.params.value("weights", "") == "per_tensor") {
    stage->warnings.push_back(absl::StrCat("the ", stage->kind,
                                           " stage makes a static model of its own to begin with: its weights have a "
                                           "scale an output channel, and those of the static stage one a layer"));
  } else {
    stage->inputs.push_back({"static", "", false, made.name, kStaticModel});
  }
}

absl::Status CheckKnobs(const Settings& settings, const std::string& folder, const Stage& stage) {
  const auto config = ReadJsonFile(folder + "/config.json");
  const Json made = config.ok() ? config->value("params", Json::object()) : Json::object();
  const std::string other = OtherThan(made, settings, stage);
  if (other.empty()) return absl::OkStatus();
  return settings.ErrorAbout(
      stage.kind, other,
      absl::StrCat(DumpJson(stage.params[other]), " would have no effect: qat begins with the static model of '",
                   folder, "', made with ", DumpJson(made.value(other, Json())), "; leave this or --static-dir out"));
}

absl::Status TakeStaticResults(const Settings& settings, const QuantizationSources& sources, Stage* stage) {
  if (sources.static_stage != nullptr) {
    TakeStaticStage(settings, *sources.static_stage, stage);
    return absl::OkStatus();
  }
  if (sources.static_folder.empty()) return absl::OkStatus();
  const std::string path = absl::StrCat(sources.static_folder, "/", kStaticModel);
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) {
    return absl::NotFoundError(absl::StrCat("--static-dir: '", sources.static_folder, "' holds no ", kStaticModel,
                                            ": make it with octavo static, or leave the flag out"));
  }
  stage->inputs.push_back({"static", path, false, "", ""});
  return CheckKnobs(settings, sources.static_folder, *stage);
}

}  // namespace

absl::StatusOr<Stage> PlanQuantization(const Settings& settings, const Catalog& catalog, const std::string& cache,
                                       const QuantizationStage& kind, const QuantizationSources& sources,
                                       const std::string& output_dir) {
  OCTAVO_ASSIGN_OR_RETURN(Stage stage, StartStage(settings, kind.kind, output_dir));
  OCTAVO_RETURN_IF_ERROR(ChooseDevice(settings, kind, &stage));
  if (sources.baseline != nullptr) {
    OCTAVO_RETURN_IF_ERROR(TakeModelOf(settings, *sources.baseline, &stage));
  } else {
    OCTAVO_RETURN_IF_ERROR(TakeModelHere(catalog, cache, sources.model_folder, &stage));
  }
  if (kind.takes_static_results) OCTAVO_RETURN_IF_ERROR(TakeStaticResults(settings, sources, &stage));
  // A switch of its own, because a flag's "false" is easily forgotten.
  OCTAVO_ASSIGN_OR_RETURN(const bool no_distill, settings.Switch("no_distill"));
  if (no_distill && stage.params.contains("distill")) stage.params["distill"] = false;
  return stage;
}

}  // namespace octavo::client
