#include "client/compare/recommend.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace octavo::client {
namespace {

constexpr int64_t kFewTestRows = 500;

/// "-0.20 percentage points (95 % interval -0.61 to +0.20)".
std::string DifferenceText(const PairedComparison& paired) {
  return absl::StrFormat("%+.2f percentage points (95 %% interval %+.2f to %+.2f)", 100 * paired.accuracy_difference,
                         100 * paired.accuracy_difference_interval.low, 100 * paired.accuracy_difference_interval.high);
}

bool Qualifies(const ComparisonRow& row) {
  return !row.reference && row.comparable && row.speed_comparable && row.paired.has_value() &&
         row.paired->accuracy_difference_interval.low >= -kToleratedLoss;
}

/// Whether `a` is to be preferred to `b`; both qualify.
bool Better(const ComparisonRow& a, const ComparisonRow& b) {
  const double speed_a = a.speedup_batch1.has_value() ? a.speedup_batch1->ratio : 1;
  const double speed_b = b.speedup_batch1.has_value() ? b.speedup_batch1->ratio : 1;
  if (speed_a != speed_b) return speed_a > speed_b;
  return a.figures.size_bytes < b.figures.size_bytes;
}

bool Gains(const ComparisonRow& row) {
  return (row.compression.has_value() && *row.compression > 1.05) ||
         (row.speedup_batch1.has_value() && row.speedup_batch1->interval.low > 1);
}

void SayWhyNot(const ComparisonRow& row, Comparison* comparison) {
  if (!row.comparable || !row.speed_comparable) {
    comparison->reasons.push_back(absl::StrCat(row.label, " was not considered: ", row.why_not_speed, "."));
  } else if (row.paired.has_value() && row.paired->accuracy_difference_interval.low < -kToleratedLoss) {
    comparison->reasons.push_back(absl::StrFormat(
        "%s was not considered: its accuracy differs by %s, so a loss of more than %.1f points cannot be ruled out.",
        row.label, DifferenceText(*row.paired), 100 * kToleratedLoss));
  }
}

/// A variant that is faster on the whole can be slower at some shapes, which matters to whoever serves just those.
void AddSlowShapes(const StageResult& stage, const ComparisonRow& row, std::vector<std::string>* caveats) {
  for (const GridShape* shape : SlowerShapes(stage.grid, row.variant)) {
    const RatioEstimate& speed = shape->speedups.at(row.variant);
    caveats->push_back(absl::StrFormat(
        "%s is slower than its reference at %s texts x tokens: %.2f times as fast (95 %% interval %.2f to %.2f).",
        row.label, shape->shape, speed.ratio, speed.interval.low, speed.interval.high));
  }
}

/// The jobs' own warnings, each once: "(dynamic, static) …". One of the baseline is about the model and the data, which
/// all share.
void AddWarnings(const std::vector<StageResult>& stages, std::vector<std::string>* caveats) {
  std::vector<std::pair<std::string, std::vector<std::string>>> warnings;  // with the stages that gave it
  for (const StageResult& stage : stages) {
    for (const std::string& text : stage.warnings) {
      const auto known = std::find_if(warnings.begin(), warnings.end(), [&](const auto& w) { return w.first == text; });
      if (known == warnings.end()) {
        warnings.push_back({text, {stage.stage}});
      } else if (known->second.front() != stages.front().stage) {
        known->second.push_back(stage.stage);
      }
    }
  }
  for (const auto& [text, who] : warnings) caveats->push_back(absl::StrCat("(", absl::StrJoin(who, ", "), ") ", text));
}

}  // namespace

void Recommend(Comparison* comparison) {
  size_t best = 0;
  for (size_t i = 1; i < comparison->rows.size(); ++i) {
    const ComparisonRow& row = comparison->rows[i];
    if (!Qualifies(row) || !Gains(row)) continue;
    if (best == 0 || Better(row, comparison->rows[best])) best = i;
  }
  comparison->recommended = best;
  const ComparisonRow& row = comparison->rows[best];
  if (comparison->rows.size() == 1) {
    comparison->reasons.push_back("There is no other variant: octavo dynamic, static, qat and mixed make some.");
  } else if (best == 0) {
    comparison->reasons.push_back(
        "No quantized variant kept the accuracy within the tolerated loss and gained something for it.");
  } else {
    comparison->reasons.push_back(
        absl::StrCat("Its accuracy differs from the baseline's by ", DifferenceText(*row.paired), "."));
    if (row.speedup_batch1.has_value()) {
      const RatioEstimate& speed = *row.speedup_batch1;
      comparison->reasons.push_back(absl::StrFormat(
          "It answers a single text %.2f times as fast (95 %% interval %.2f to %.2f), measured in turn with FP32.",
          speed.ratio, speed.interval.low, speed.interval.high));
    }
    if (row.compression.has_value()) {
      const bool smaller = *row.compression >= 1;
      comparison->reasons.push_back(absl::StrFormat("Its files are %.2f times %s.",
                                                    smaller ? *row.compression : 1 / *row.compression,
                                                    smaller ? "smaller" : "larger"));
    }
  }
  for (const ComparisonRow& other : comparison->rows) {
    if (!other.reference && &other != &row) SayWhyNot(other, comparison);
  }
}

void AddCaveats(const std::vector<StageResult>& stages, Comparison* comparison) {
  auto& caveats = comparison->caveats;
  for (const ComparisonRow& row : comparison->rows) {
    if (!row.comparable) {
      caveats.push_back(absl::StrCat(row.label, " is not compared with the baseline: ", row.why_not, "."));
    } else if (!row.speed_comparable) {
      caveats.push_back(absl::StrCat("The speed of ", row.label, " is not compared: ", row.why_not_speed, "."));
    }
    if (row.paired.has_value() && row.paired->accuracy_difference_interval.low <= 0 &&
        row.paired->accuracy_difference_interval.high >= 0) {
      caveats.push_back(
          absl::StrFormat("The accuracy difference of %s spans zero (%+.2f to %+.2f points): these test texts show "
                          "neither a loss nor a gain.",
                          row.label, 100 * row.paired->accuracy_difference_interval.low,
                          100 * row.paired->accuracy_difference_interval.high));
    }
    if (row.speedup_batch1.has_value() && row.speedup_batch1->interval.low <= 1 &&
        row.speedup_batch1->interval.high >= 1) {
      caveats.push_back(absl::StrCat("The speed-up of ", row.label, " spans one: it may be no faster at all."));
    }
  }
  for (const ComparisonRow& row : comparison->rows) {
    if (row.comparable) AddSlowShapes(stages[row.stage_index], row, &caveats);
  }
  if (comparison->test_rows < kFewTestRows) {
    caveats.push_back(
        absl::StrCat("Only ", comparison->test_rows, " test texts were evaluated: the intervals are wide."));
  }
  AddWarnings(stages, &caveats);
}

}  // namespace octavo::client
