#include "client/compare/comparison.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/compare/comparability.h"
#include "client/compare/pareto.h"
#include "client/compare/recommend.h"
#include "client/compare/result_fields.h"
#include "client/compare/stage_folders.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

bool IsFinite(const Latency& latency) { return std::isfinite(latency.p50_ms) && std::isfinite(latency.p95_ms); }

bool IsFinite(const Throughput& throughput) { return std::isfinite(throughput.samples_per_second); }

bool IsFinite(const RatioEstimate& ratio) {
  return std::isfinite(ratio.ratio) && std::isfinite(ratio.interval.low) && std::isfinite(ratio.interval.high);
}

/// A measurement that is no number counts as none: nothing that is shown or decided has to ask again.
template <typename Measured>
std::optional<Measured> OnlyFinite(const std::optional<Measured>& measured) {
  return measured.has_value() && IsFinite(*measured) ? measured : std::nullopt;
}

ComparisonRow MakeRow(const StageResult& stage, size_t stage_index, const std::string& variant) {
  ComparisonRow row;
  row.stage_index = stage_index;
  row.timed_by = stage_index;
  row.stage = stage.stage;
  row.variant = variant;
  row.label = VariantLabel(stage.stage, variant);
  row.folder = stage.folder;
  row.figures = stage.variants.at(variant);
  row.figures.latency = OnlyFinite(row.figures.latency);
  row.figures.throughput = OnlyFinite(row.figures.throughput);
  row.accuracy_interval = WilsonInterval(row.figures.accuracy, row.figures.rows);
  row.device_class = stage.device_class;
  row.threads = stage.threads;
  return row;
}

/// Whether the record speaks of the same flips: a bootstrap over them gave its interval already.
bool StatesTheInterval(const MeasuredComparison& stated, const PairedComparison& counted) {
  return stated.accuracy_difference_interval.has_value() && stated.rows == counted.rows &&
         stated.flips_to_wrong == counted.flips_to_wrong && stated.flips_to_right == counted.flips_to_right;
}

/// With the seed of the stage's own job, so that the interval is the one that its metrics.json states, and which is
/// taken from there where that fits: the bootstrap takes longer than all else of a comparison.
absl::StatusOr<PairedComparison> Pair(const std::vector<Prediction>& reference, const std::vector<Prediction>& answers,
                                      const MeasuredComparison& stated, int64_t seed) {
  std::vector<int32_t> labels, before, after;
  for (size_t i = 0; i < reference.size(); ++i) {
    labels.push_back(reference[i].label);
    before.push_back(reference[i].predicted);
    after.push_back(answers[i].predicted);
  }
  OCTAVO_ASSIGN_OR_RETURN(PairedComparison counted, CountPaired(labels, before, after));
  if (!StatesTheInterval(stated, counted)) return ComparePaired(labels, before, after, static_cast<uint64_t>(seed));
  counted.accuracy_difference_interval = *stated.accuracy_difference_interval;
  return counted;
}

absl::Status CompareRow(const StageResult& reference, const StageResult& stage, const ComparisonRow& first,
                        ComparisonRow* row) {
  row->why_not = WhyNotComparable(reference, stage, row->variant);
  row->comparable = row->why_not.empty();
  row->why_not_speed = row->comparable ? WhyNotInSpeed(reference, stage) : row->why_not;
  row->speed_comparable = row->why_not_speed.empty();
  if (!row->comparable) return absl::OkStatus();
  const auto measured = stage.comparisons.find(row->variant);
  const MeasuredComparison stated = measured == stage.comparisons.end() ? MeasuredComparison() : measured->second;
  OCTAVO_ASSIGN_OR_RETURN(row->paired, Pair(reference.AnswersOf(first.variant), stage.AnswersOf(row->variant), stated,
                                            stage.training_seed));
  if (row->figures.size_bytes > 0) {
    row->compression = static_cast<double>(first.figures.size_bytes) / static_cast<double>(row->figures.size_bytes);
  }
  row->speedup_batch1 = OnlyFinite(stated.speedup_batch1);
  row->speedup_throughput = OnlyFinite(stated.speedup_throughput);
  return absl::OkStatus();
}

/// The reference as the row's stage measured it in turn with the row's variant, or null.
const VariantFigures* TimedReference(const std::vector<StageResult>& stages, const ComparisonRow& row) {
  const StageResult& stage = stages[row.stage_index];
  const auto measured = stage.comparisons.find(row.variant);
  if (row.reference || !row.comparable || !row.speed_comparable || measured == stage.comparisons.end()) return nullptr;
  const auto fp32 = stage.variants.find(measured->second.reference);
  return fp32 == stage.variants.end() || !OnlyFinite(fp32->second.latency).has_value() ? nullptr : &fp32->second;
}

/// The reference's speed as a later stage measured it beside its own variant, which is the fairer figure.
void TakeInterleavedReference(const std::vector<StageResult>& stages, Comparison* comparison) {
  ComparisonRow& reference = comparison->rows[0];
  std::set<size_t> timed;
  for (const ComparisonRow& row : comparison->rows) {
    const VariantFigures* fp32 = TimedReference(stages, row);
    if (fp32 == nullptr) continue;
    if (timed.empty()) {
      reference.figures.latency = fp32->latency;
      reference.figures.throughput = OnlyFinite(fp32->throughput);
      reference.timed_by = row.stage_index;
      comparison->caveats.push_back(absl::StrCat("The latency and throughput of ", reference.label,
                                                 " are those measured in turn with ", row.label,
                                                 " in one process, so that both met the same machine."));
    }
    timed.insert(row.stage_index);
  }
  if (timed.size() > 1) {
    comparison->caveats.push_back(
        "The latencies of different stages come from different runs: compare their speed-ups, each measured in turn "
        "with FP32, as the recommendation and the Pareto front do.");
  }
}

void MarkFront(Comparison* comparison) {
  std::vector<Tradeoff> points;
  std::vector<size_t> who;
  for (size_t i = 0; i < comparison->rows.size(); ++i) {
    const ComparisonRow& row = comparison->rows[i];
    if (!row.comparable || !row.speed_comparable) continue;
    points.push_back({row.figures.accuracy, static_cast<double>(row.figures.size_bytes),
                      LatencyBesideReference(comparison->rows[0], row)});
    who.push_back(i);
  }
  const std::vector<bool> front = ParetoFront(points);
  for (size_t i = 0; i < who.size(); ++i) comparison->rows[who[i]].on_front = front[i];
}

std::vector<std::string> MissingStages(const std::vector<StageResult>& stages) {
  std::vector<std::string> missing;
  for (const StageFolder& known : StageFolders()) {
    const auto is_it = [&](const StageResult& stage) { return stage.stage == known.stage; };
    if (std::none_of(stages.begin(), stages.end(), is_it)) missing.push_back(known.stage);
  }
  return missing;
}

}  // namespace

std::optional<double> LatencyBesideReference(const ComparisonRow& reference, const ComparisonRow& row) {
  if (!row.figures.latency.has_value()) return std::nullopt;
  if (!row.speedup_batch1.has_value() || !reference.figures.latency.has_value()) return row.figures.latency->p50_ms;
  return reference.figures.latency->p50_ms / row.speedup_batch1->ratio;
}

std::optional<double> ThroughputBesideReference(const ComparisonRow& reference, const ComparisonRow& row) {
  if (!row.figures.throughput.has_value()) return std::nullopt;
  const double measured = row.figures.throughput->samples_per_second;
  if (!row.speedup_throughput.has_value() || !reference.figures.throughput.has_value()) return measured;
  return reference.figures.throughput->samples_per_second * row.speedup_throughput->ratio;
}

bool IsTimed(const ComparisonRow& row) { return row.speed_comparable && row.figures.latency.has_value(); }

bool IsTimed(const Comparison& comparison) {
  return std::any_of(comparison.rows.begin(), comparison.rows.end(), [](const auto& row) { return IsTimed(row); });
}

bool IsTimedApart(const Comparison& comparison) {
  std::set<size_t> runs;
  for (const ComparisonRow& row : comparison.rows) {
    if (IsTimed(row)) runs.insert(row.timed_by);
  }
  return runs.size() > 1;
}

Interval WilsonInterval(double share, int64_t rows) {
  if (rows <= 0) return {0, 1};
  constexpr double kZ = 1.959963984540054;
  const double n = static_cast<double>(rows);
  const double centre = (share + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
  const double half = kZ / (1 + kZ * kZ / n) * std::sqrt(share * (1 - share) / n + kZ * kZ / (4 * n * n));
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

absl::StatusOr<Comparison> Compare(std::vector<StageResult> stages) {
  const auto baseline =
      std::find_if(stages.begin(), stages.end(), [](const StageResult& s) { return s.stage == "baseline"; });
  if (baseline == stages.end()) {
    return absl::InvalidArgumentError("there are no baseline results to compare with: run octavo baseline first");
  }
  std::rotate(stages.begin(), baseline, baseline + 1);
  Comparison comparison;
  const StageResult& reference = stages[0];
  comparison.model = reference.model;
  // "local" stands for any data set of one's own.
  const bool named = reference.given.dataset_path.empty();
  comparison.dataset = named ? reference.dataset : reference.given.dataset;
  comparison.test_rows = static_cast<int64_t>(reference.AnswersOf(reference.own_variants.front()).size());
  for (size_t i = 0; i < stages.size(); ++i) {
    for (const std::string& variant : stages[i].own_variants) {
      ComparisonRow row = MakeRow(stages[i], i, variant);
      row.reference = comparison.rows.empty();
      if (!row.reference) OCTAVO_RETURN_IF_ERROR(CompareRow(reference, stages[i], comparison.rows[0], &row));
      comparison.rows.push_back(std::move(row));
    }
  }
  TakeInterleavedReference(stages, &comparison);
  MarkFront(&comparison);
  AddCaveats(stages, &comparison);
  Recommend(&comparison);
  comparison.missing_stages = MissingStages(stages);
  comparison.stages = std::move(stages);
  return comparison;
}

absl::StatusOr<Comparison> CompareWithin(const StageResult& stage) {
  if (stage.comparisons.empty()) {
    return absl::InvalidArgumentError(absl::StrCat("the ", stage.stage, " results have no reference to compare with"));
  }
  StageResult reference = stage;
  reference.stage = "baseline";
  const std::string& name = stage.comparisons.begin()->second.reference;
  const auto figures = stage.variants.find(name);
  if (figures == stage.variants.end()) return BadField(absl::StrCat("variants/", name), "a variant");
  reference.variants = {{name, figures->second}};
  reference.own_variants = {name};
  reference.comparisons.clear();
  reference.warnings.clear();
  reference.predictions = {{name, stage.AnswersOf(stage.own_variants.front())}};
  for (Prediction& row : reference.predictions[name]) {
    if (!row.reference.has_value()) return BadField("reference_prediction", "a column of the predictions");
    row.predicted = *row.reference;
    row.reference.reset();
  }
  OCTAVO_ASSIGN_OR_RETURN(Comparison comparison, Compare({std::move(reference), stage}));
  comparison.missing_stages.clear();
  return comparison;
}

}  // namespace octavo::client
