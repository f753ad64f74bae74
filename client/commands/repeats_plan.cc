#include "client/commands/repeats_plan.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "client/commands/model_folder.h"
#include "client/compare/result_fields.h"
#include "client/compare/results_folder.h"
#include "client/compare/stage_folders.h"
#include "common/job_params.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr char kBaseline[] = "baseline";

std::string FolderOf(const std::string& results, const std::string& kind) {
  return absl::StrCat(results, "/", FindStageFolder(kind)->folder);
}

std::string ModelOf(const std::string& results) { return FolderOf(results, kBaseline) + "/model"; }

/// The seed that the model in `results` was trained with.
absl::StatusOr<int64_t> TrainedSeed(const std::string& results) {
  const std::string path = FolderOf(results, kBaseline) + "/metrics.json";
  int64_t seed = 0;
  const absl::StatusOr<Json> metrics = ReadJsonFile(path);
  if (metrics.ok() && Read(*metrics, "params/seed", &seed).ok()) return seed;
  return absl::InvalidArgumentError(
      absl::StrCat("--repeats: ", path,
                   " does not say with which seed the model was trained, from which the others go "
                   "on: run octavo run-all without --skip-training"));
}

/// Makes a further run out of the first one.
class Repeater {
 public:
  /// `first` must outlive the repeater. `offset` is added to each seed.
  Repeater(const Repeat& first, int64_t offset) : first_(first), offset_(offset) {
    repeat_.seed = first.seed + offset;
    repeat_.folder = RepeatFolder(first.folder, repeat_.seed);
  }

  absl::StatusOr<Repeat> Make() {
    for (Stage stage : first_.stages) {
      stage.name = NameOf(stage.name);
      stage.output_dir = FolderOf(repeat_.folder, stage.kind);
      stage.warnings.clear();  // the first one's, word for word
      if (stage.kind != kBaseline) stage.given.model = ModelOf(repeat_.folder);
      OCTAVO_RETURN_IF_ERROR(TakeNextSeed(&stage));
      for (StageInput& input : stage.inputs) OCTAVO_RETURN_IF_ERROR(TakeOwn(stage.kind, &input));
      repeat_.stages.push_back(std::move(stage));
    }
    return std::move(repeat_);
  }

 private:
  std::string NameOf(const std::string& first) const { return absl::StrCat(first, "-seed-", repeat_.seed); }

  absl::Status TakeNextSeed(Stage* stage) const {
    const auto seed = stage->params["seed"].get<int64_t>();
    // Another cut would be another test part, and its luck no less than that of the training.
    if (stage->kind == kBaseline && !stage->params.contains("split_seed")) stage->params["split_seed"] = seed;
    stage->params["seed"] = seed + offset_;
    absl::StatusOr<Json> checked = ResolveParams(stage->kind, stage->params);
    if (!checked.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("--repeats: the last seeds are too large: ", checked.status().message()));
    }
    stage->params = *std::move(checked);
    return absl::OkStatus();
  }

  /// The input as this run has it.
  absl::Status TakeOwn(const std::string& kind, StageInput* input) const {
    if (!input->from_stage.empty()) {
      input->from_stage = NameOf(input->from_stage);
      return absl::OkStatus();
    }
    if (input->name == "static") {
      return absl::InvalidArgumentError(absl::StrCat(kind, ".static_dir: ", input->path,
                                                     " was made of one model, and each of the --repeats has its "
                                                     "own: run the static stage too, or leave static_dir out"));
    }
    if (kind == kBaseline || input->name != "model") return absl::OkStatus();
    input->path = ModelOf(repeat_.folder);
    const absl::Status found = CheckModelFolder(input->path);
    if (found.ok()) return found;
    return absl::Status(found.code(), absl::StrCat("--repeats without the training: ", found.message(),
                                                   ". Run octavo run-all --repeats without --skip-training, or fewer "
                                                   "--repeats"));
  }

  const Repeat& first_;
  const int64_t offset_;
  Repeat repeat_;
};

}  // namespace

absl::StatusOr<int> ReadRepeats(const Settings& settings) {
  const absl::StatusOr<int> repeats = settings.Number("", "repeats", 1);
  if (repeats.ok() && *repeats >= 1 && *repeats <= kMaxRepeats) return repeats;
  return settings.ErrorAbout(
      "", "repeats",
      absl::StrCat("'", settings.Text("", "repeats", ""), "' is not a whole number from 1 to ", kMaxRepeats));
}

absl::StatusOr<std::vector<Repeat>> PlanRepeats(std::vector<Stage> first, const std::string& results, int repeats) {
  std::vector<Repeat> all(1);
  all[0].folder = results;
  if (first.front().kind == kBaseline) {
    all[0].seed = first.front().params["seed"].get<int64_t>();
  } else if (repeats > 1) {
    OCTAVO_ASSIGN_OR_RETURN(all[0].seed, TrainedSeed(results));
  }
  all[0].stages = std::move(first);
  for (int i = 1; i < repeats; ++i) {
    OCTAVO_ASSIGN_OR_RETURN(Repeat repeat, Repeater(all[0], i).Make());
    all.push_back(std::move(repeat));
  }
  return all;
}

}  // namespace octavo::client
