#include "client/compare/comparison.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "client/compare/pareto.h"
#include "client/compare/recommend.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr uint64_t kResamplingSeed = 42;

ComparisonRow MakeRow(const StageResult& stage, const std::string& variant) {
  ComparisonRow row;
  row.stage = stage.stage;
  row.variant = variant;
  row.label = VariantLabel(stage.stage, variant);
  row.folder = stage.folder;
  row.figures = stage.variants.at(variant);
  row.accuracy_interval = WilsonInterval(row.figures.accuracy, row.figures.rows);
  row.device_class = stage.device_class;
  row.threads = stage.threads;
  return row;
}

/// On another kind of machine a rounding may tip a text that lies on the edge: this share of answers may differ there.
constexpr double kTippedShare = 0.005;
/// By which share two measurements of one model's loss may differ; two trainings hardly ever come so close.
constexpr double kSameLoss = 0.01;

/// What shows that the reference that `stage` measured its variant against is not the baseline, or empty. One model
/// gives the same answers wherever it is measured, so the stage's own record of its reference tells.
std::string WhyAnotherBaseline(const StageResult& baseline, const StageResult& stage) {
  const auto measured = stage.comparisons.find(stage.OwnVariant());
  if (measured == stage.comparisons.end()) return "its results do not say what it was made from";
  const auto found = stage.variants.find(measured->second.reference);
  if (found == stage.variants.end()) return "its results do not hold the reference";
  const VariantFigures& own = baseline.variants.at(baseline.OwnVariant());
  const VariantFigures& reference = found->second;
  if (reference.size_bytes != own.size_bytes) {
    return absl::StrCat("its reference has ", reference.size_bytes, " bytes instead of ", own.size_bytes);
  }
  const double allowed = baseline.device_class == stage.device_class ? 0 : kTippedShare;
  if (std::abs(reference.accuracy - own.accuracy) > allowed + 1e-9) {
    return absl::StrFormat("its reference has an accuracy of %.2f %% instead of %.2f %%", 100 * reference.accuracy,
                           100 * own.accuracy);
  }
  if (std::abs(reference.loss - own.loss) > kSameLoss * std::abs(own.loss)) {
    return absl::StrFormat("its reference has a loss of %.4f instead of %.4f", reference.loss, own.loss);
  }
  int64_t differing = 0;
  for (size_t i = 0; i < stage.predictions.size(); ++i) {
    const std::optional<int32_t>& answer = stage.predictions[i].reference;
    if (answer.has_value() && *answer != baseline.predictions[i].predicted) ++differing;
  }
  if (static_cast<double>(differing) > allowed * static_cast<double>(stage.predictions.size())) {
    return absl::StrCat("its reference answers ", differing, " of the test texts differently");
  }
  return "";
}

/// Why two stages did not answer the same questions with the same model, or empty.
std::string WhyNotComparable(const StageResult& a, const StageResult& b) {
  if (a.model != b.model) return absl::StrCat("made from another baseline: model ", b.model, " instead of ", a.model);
  if (a.labels != b.labels) return "the models have different labels";
  if (a.dataset != b.dataset) return absl::StrCat("data set ", b.dataset, " instead of ", a.dataset);
  if (a.seed != b.seed) return absl::StrCat("the split was cut with seed ", b.seed, " instead of ", a.seed);
  if (a.max_length != b.max_length) {
    return absl::StrCat("texts are cut at ", b.max_length, " tokens instead of ", a.max_length);
  }
  if (a.predictions.size() != b.predictions.size()) {
    return absl::StrCat(b.predictions.size(), " test texts instead of ", a.predictions.size());
  }
  for (size_t i = 0; i < a.predictions.size(); ++i) {
    if (a.predictions[i].id != b.predictions[i].id || a.predictions[i].label != b.predictions[i].label) {
      return absl::StrCat("row ", i + 1, " of the test texts differs");
    }
  }
  const std::string another = WhyAnotherBaseline(a, b);
  if (!another.empty())
    return absl::StrCat("made from another baseline (", another, "): run octavo ", b.stage, " again");
  return "";
}

std::string WhyNotInSpeed(const StageResult& a, const StageResult& b) {
  if (a.device_class != b.device_class)
    return absl::StrCat("measured on ", b.device_class, " instead of ", a.device_class);
  if (a.threads != b.threads) return absl::StrCat("measured with ", b.threads, " threads instead of ", a.threads);
  return "";
}

absl::StatusOr<PairedComparison> Pair(const StageResult& reference, const StageResult& stage) {
  std::vector<int32_t> labels, before, after;
  for (size_t i = 0; i < reference.predictions.size(); ++i) {
    labels.push_back(reference.predictions[i].label);
    before.push_back(reference.predictions[i].predicted);
    after.push_back(stage.predictions[i].predicted);
  }
  return ComparePaired(labels, before, after, kResamplingSeed);
}

absl::Status CompareRow(const StageResult& reference, const StageResult& stage, const ComparisonRow& first,
                        ComparisonRow* row) {
  row->why_not = WhyNotComparable(reference, stage);
  row->comparable = row->why_not.empty();
  row->why_not_speed = row->comparable ? WhyNotInSpeed(reference, stage) : row->why_not;
  row->speed_comparable = row->why_not_speed.empty();
  if (!row->comparable) return absl::OkStatus();
  OCTAVO_ASSIGN_OR_RETURN(row->paired, Pair(reference, stage));
  if (row->figures.size_bytes > 0) {
    row->compression = static_cast<double>(first.figures.size_bytes) / static_cast<double>(row->figures.size_bytes);
  }
  if (const auto measured = stage.comparisons.find(row->variant); measured != stage.comparisons.end()) {
    row->speedup_batch1 = measured->second.speedup_batch1;
    row->speedup_throughput = measured->second.speedup_throughput;
  }
  return absl::OkStatus();
}

/// The reference's speed as a later stage measured it beside its own variant, which is the fairer figure.
void TakeInterleavedReference(const std::vector<StageResult>& stages, Comparison* comparison) {
  ComparisonRow& reference = comparison->rows[0];
  for (size_t i = 1; i < stages.size(); ++i) {
    const ComparisonRow& row = comparison->rows[i];
    const auto measured = stages[i].comparisons.find(row.variant);
    if (!row.comparable || !row.speed_comparable || measured == stages[i].comparisons.end()) continue;
    const auto fp32 = stages[i].variants.find(measured->second.reference);
    if (fp32 == stages[i].variants.end() || !fp32->second.latency.has_value()) continue;
    reference.figures.latency = fp32->second.latency;
    reference.figures.throughput = fp32->second.throughput;
    comparison->caveats.push_back(absl::StrCat("The latency and throughput of ", reference.label,
                                               " are those measured in turn with ", row.label,
                                               " in one process, so that both met the same machine."));
    return;
  }
}

void MarkFront(Comparison* comparison) {
  std::vector<Tradeoff> points;
  std::vector<size_t> who;
  for (size_t i = 0; i < comparison->rows.size(); ++i) {
    const ComparisonRow& row = comparison->rows[i];
    if (!row.comparable || !row.speed_comparable) continue;
    Tradeoff point{row.figures.accuracy, static_cast<double>(row.figures.size_bytes), std::nullopt};
    if (row.figures.latency.has_value()) point.latency_ms = row.figures.latency->p50_ms;
    points.push_back(point);
    who.push_back(i);
  }
  const std::vector<bool> front = ParetoFront(points);
  for (size_t i = 0; i < who.size(); ++i) comparison->rows[who[i]].on_front = front[i];
}

}  // namespace

const std::vector<StageFolder>& StageFolders() {
  static const auto& folders = *new std::vector<StageFolder>{{"baseline", "baseline"}, {"dynamic", "dynamic_quant"}};
  return folders;
}

std::string VariantLabel(absl::string_view stage, absl::string_view variant) {
  if (stage == "baseline") return absl::StrCat(absl::AsciiStrToUpper(variant), " baseline");
  std::string word(stage);
  if (!word.empty()) word[0] = absl::ascii_toupper(static_cast<unsigned char>(word[0]));
  return absl::StrCat(word, " ", absl::AsciiStrToUpper(variant));
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
  comparison.test_rows = static_cast<int64_t>(reference.predictions.size());
  for (const StageResult& stage : stages) {
    ComparisonRow row = MakeRow(stage, stage.OwnVariant());
    row.reference = comparison.rows.empty();
    if (!row.reference) OCTAVO_RETURN_IF_ERROR(CompareRow(reference, stage, comparison.rows[0], &row));
    comparison.rows.push_back(std::move(row));
  }
  TakeInterleavedReference(stages, &comparison);
  MarkFront(&comparison);
  AddCaveats(stages, &comparison);
  Recommend(&comparison);
  comparison.stages = std::move(stages);
  return comparison;
}

}  // namespace octavo::client
