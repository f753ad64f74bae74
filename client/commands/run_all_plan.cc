#include "client/commands/run_all_plan.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/commands/quantization_plan.h"
#include "client/compare/stage_folders.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr char kBaselineStage[] = "baseline";
constexpr char kStaticStage[] = "static";

class Planner {
 public:
  /// All must outlive the planner.
  Planner(const Settings& settings, const Catalog& catalog, const std::string& cache, const std::string& results)
      : settings_(settings), catalog_(catalog), cache_(cache), results_(results) {}

  absl::StatusOr<std::vector<Stage>> Plan(const std::set<std::string>& chosen) {
    if (chosen.contains(kBaselineStage)) OCTAVO_RETURN_IF_ERROR(PlanTraining());
    for (const QuantizationStage& kind : QuantizationStages()) {
      if (chosen.contains(kind.kind)) OCTAVO_RETURN_IF_ERROR(PlanOne(kind));
    }
    return std::move(stages_);
  }

 private:
  std::string FolderOf(const std::string& kind) const {
    return absl::StrCat(results_, "/", FindStageFolder(kind)->folder);
  }

  const Stage* Planned(const std::string& kind) const {
    const auto found = std::find_if(stages_.begin(), stages_.end(), [&](const Stage& s) { return s.kind == kind; });
    return found == stages_.end() ? nullptr : &*found;
  }

  absl::Status PlanTraining() {
    OCTAVO_RETURN_IF_ERROR(CheckRunAllPlaces(settings_, kBaselineStage, {{"output_dir", FolderOf(kBaselineStage)}}));
    OCTAVO_ASSIGN_OR_RETURN(Stage baseline, PlanBaseline(settings_, catalog_, cache_, FolderOf(kBaselineStage)));
    stages_.push_back(std::move(baseline));
    return absl::OkStatus();
  }

  absl::Status PlanOne(const QuantizationStage& kind) {
    const std::string output = FolderOf(kind.kind);
    QuantizationSources sources{Planned(kBaselineStage), FolderOf(kBaselineStage) + "/model"};
    std::map<std::string, std::string> places = {{"output_dir", output}, {ModelSetting(kind), sources.model_folder}};
    if (kind.takes_static_results) {
      sources.static_stage = Planned(kStaticStage);
      sources.static_folder = settings_.Text(kind.kind, "static_dir", "");
      if (sources.static_stage != nullptr) places["static_dir"] = sources.static_stage->output_dir;
    }
    OCTAVO_RETURN_IF_ERROR(CheckRunAllPlaces(settings_, kind.kind, places));
    OCTAVO_ASSIGN_OR_RETURN(Stage stage, PlanQuantization(settings_, catalog_, cache_, kind, sources, output));
    stages_.push_back(std::move(stage));
    return absl::OkStatus();
  }

  const Settings& settings_;
  const Catalog& catalog_;
  const std::string& cache_;
  const std::string& results_;
  std::vector<Stage> stages_;
};

}  // namespace

absl::StatusOr<std::vector<Stage>> PlanRunAll(const Settings& settings, const Catalog& catalog,
                                              const std::string& cache, const std::set<std::string>& chosen,
                                              const std::string& results) {
  return Planner(settings, catalog, cache, results).Plan(chosen);
}

}  // namespace octavo::client
