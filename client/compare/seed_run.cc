#include "client/compare/seed_run.h"

#include <utility>

#include "client/compare/comparability.h"
#include "client/compare/stage_folders.h"

namespace octavo::client {
namespace {

std::optional<double> RatioOf(const std::optional<RatioEstimate>& estimate) {
  return estimate.has_value() ? std::optional<double>(estimate->ratio) : std::nullopt;
}

SeedFigures FiguresOf(const StageResult& baseline, const StageResult& stage, const std::string& variant) {
  SeedFigures row;
  row.stage = stage.stage;
  row.variant = variant;
  row.label = VariantLabel(stage.stage, variant);
  const VariantFigures& figures = stage.variants.at(variant);
  const bool reference = &stage == &baseline;
  if (!reference) row.why_not = WhyNotComparable(baseline, stage, variant);
  if (!row.why_not.empty()) return row;
  row.accuracy = figures.accuracy;
  row.size_bytes = static_cast<double>(figures.size_bytes);
  if (reference) return row;
  // Both answered the same texts, so this is the mean of the paired differences.
  row.accuracy_difference = figures.accuracy - baseline.variants.at(baseline.own_variants.front()).accuracy;
  row.why_not_speed = WhyNotInSpeed(baseline, stage);
  const auto measured = stage.comparisons.find(variant);
  if (!row.why_not_speed.empty() || measured == stage.comparisons.end()) return row;
  row.speedup_batch1 = RatioOf(measured->second.speedup_batch1);
  row.speedup_throughput = RatioOf(measured->second.speedup_throughput);
  return row;
}

}  // namespace

absl::StatusOr<SeedRun> MakeSeedRun(const std::string& folder, std::vector<StageResult> stages) {
  if (stages.empty() || stages.front().stage != "baseline") {
    return absl::InvalidArgumentError("there are no baseline results");
  }
  SeedRun run;
  run.seed = stages.front().training_seed;
  run.folder = folder;
  for (const StageResult& stage : stages) {
    for (const std::string& variant : stage.own_variants) run.rows.push_back(FiguresOf(stages.front(), stage, variant));
  }
  for (StageResult& stage : stages) stage.predictions.clear();
  run.stages = std::move(stages);
  return run;
}

}  // namespace octavo::client
