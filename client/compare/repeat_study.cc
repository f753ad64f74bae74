#include "client/compare/repeat_study.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/compare/comparability.h"
#include "client/compare/stage_folders.h"

namespace octavo::client {
namespace {

/// A figure of one seed, and where it is collected.
struct Quantity {
  const char* name;
  std::optional<double> SeedFigures::*of_seed;
  RepeatedFigure RepeatedRow::*over_seeds;
};

constexpr Quantity kQuantities[] = {
    {"accuracy", &SeedFigures::accuracy, &RepeatedRow::accuracy},
    {"accuracy difference", &SeedFigures::accuracy_difference, &RepeatedRow::accuracy_difference},
    {"size", &SeedFigures::size_bytes, &RepeatedRow::size_bytes},
    {"speed-up of one text", &SeedFigures::speedup_batch1, &RepeatedRow::speedup_batch1},
    {"speed-up of batches", &SeedFigures::speedup_throughput, &RepeatedRow::speedup_throughput}};

const StageResult* FindStage(const SeedRun& run, const std::string& stage) {
  const auto found =
      std::find_if(run.stages.begin(), run.stages.end(), [&](const auto& s) { return s.stage == stage; });
  return found == run.stages.end() ? nullptr : &*found;
}

const SeedFigures* FindRow(const SeedRun& run, const RepeatedRow& wanted) {
  const auto found = std::find_if(run.rows.begin(), run.rows.end(), [&](const SeedFigures& row) {
    return row.stage == wanted.stage && row.variant == wanted.variant;
  });
  return found == run.rows.end() ? nullptr : &*found;
}

/// Builds the study step by step.
class Builder {
 public:
  explicit Builder(std::vector<std::string> problems) { study_.left_out = std::move(problems); }

  void Accept(SeedRun run) {
    for (const SeedRun& known : study_.runs) {
      if (known.seed != run.seed) continue;
      LeaveOut(absl::StrCat(run.folder, ": its seed ", run.seed, " is that of ", known.folder, " too"));
      return;
    }
    if (!study_.runs.empty()) {
      const std::string why = WhyNotARepeat(study_.runs.front().stages.front(), run.stages.front());
      if (!why.empty()) return LeaveOut(absl::StrCat(run.folder, " (seed ", run.seed, "): ", why));
    }
    study_.runs.push_back(std::move(run));
  }

  RepeatStudy Finish() {
    for (const StageFolder& known : StageFolders()) {
      CheckStage(known.stage);
      AddRows(known.stage);
    }
    for (RepeatedRow& row : study_.rows) Average(&row);
    return std::move(study_);
  }

 private:
  void LeaveOut(const std::string& what) { study_.left_out.push_back(absl::StrCat(what, ".")); }

  /// Says which runs lack the stage or did it otherwise than the first that has it; the rows of the latter go.
  void CheckStage(const std::string& stage) {
    const StageResult* first = nullptr;
    for (const SeedRun& run : study_.runs) first = first == nullptr ? FindStage(run, stage) : first;
    if (first == nullptr) return;
    for (SeedRun& run : study_.runs) {
      const StageResult* own = FindStage(run, stage);
      if (own == nullptr) {
        LeaveOut(absl::StrCat(stage, " of seed ", run.seed, ": there are no results in ", run.folder));
        continue;
      }
      const std::string why = WhyNotARepeat(*first, *own);
      if (why.empty()) continue;
      LeaveOut(absl::StrCat(stage, " of seed ", run.seed, ": ", why));
      std::erase_if(run.rows, [&](const SeedFigures& row) { return row.stage == stage; });
    }
  }

  void AddRows(const std::string& stage) {
    std::set<std::string> known;
    for (const SeedRun& run : study_.runs) {
      for (const SeedFigures& figures : run.rows) {
        if (figures.stage != stage || !known.insert(figures.variant).second) continue;
        RepeatedRow row;
        row.stage = stage;
        row.variant = figures.variant;
        row.label = figures.label;
        row.reference = study_.rows.empty();
        study_.rows.push_back(std::move(row));
      }
    }
  }

  void Average(RepeatedRow* row) {
    for (const SeedRun& run : study_.runs) {
      const SeedFigures* figures = FindRow(run, *row);
      // Of a stage that is missing as a whole, that was said.
      if (figures != nullptr) Collect(run.seed, *figures, row);
    }
    for (const Quantity& quantity : kQuantities) {
      RepeatedFigure& figure = row->*quantity.over_seeds;
      if (absl::StatusOr<MeanEstimate> mean = EstimateMean(figure.values); mean.ok()) figure.estimate = *mean;
    }
  }

  void Collect(int64_t seed, const SeedFigures& figures, RepeatedRow* row) {
    if (!figures.why_not.empty()) {
      return LeaveOut(
          absl::StrCat(row->label, " of seed ", seed, " is not compared with its baseline: ", figures.why_not));
    }
    if (!figures.why_not_speed.empty())
      LeaveOut(absl::StrCat("the speed of ", row->label, " of seed ", seed, ": ", figures.why_not_speed));
    for (const Quantity& quantity : kQuantities) {
      const std::optional<double>& value = figures.*quantity.of_seed;
      if (!value.has_value()) continue;
      if (!std::isfinite(*value)) {
        LeaveOut(absl::StrCat(quantity.name, " of ", row->label, " of seed ", seed, ": ", *value, " is no number"));
        continue;
      }
      RepeatedFigure& figure = row->*quantity.over_seeds;
      figure.seeds.push_back(seed);
      figure.values.push_back(*value);
    }
  }

  RepeatStudy study_;
};

}  // namespace

RepeatStudy StudyRepeats(std::vector<SeedRun> runs, std::vector<std::string> problems) {
  Builder builder(std::move(problems));
  for (SeedRun& run : runs) builder.Accept(std::move(run));
  return builder.Finish();
}

}  // namespace octavo::client
