#include "common/stats.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/random.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

constexpr int kCalibrationBins = 15;

double Divide(int64_t part, int64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

void FillClassScores(ClassificationScores& scores) {
  const size_t classes = scores.confusion.size();
  for (size_t c = 0; c < classes; ++c) {
    int64_t predicted = 0, support = 0;
    for (size_t other = 0; other < classes; ++other) {
      predicted += scores.confusion[other][c];
      support += scores.confusion[c][other];
    }
    const int64_t right = scores.confusion[c][c];
    // F1 from counts, not from the rounded precision and recall: 2·right / (predicted + support).
    scores.classes.push_back(
        {support, Divide(right, predicted), Divide(right, support), Divide(2 * right, predicted + support)});
    const ClassScores& added = scores.classes.back();
    scores.macro_precision += added.precision / static_cast<double>(classes);
    scores.macro_recall += added.recall / static_cast<double>(classes);
    scores.macro_f1 += added.f1 / static_cast<double>(classes);
  }
}

/// log(sum(exp(row))), without overflow.
double LogSumExp(absl::Span<const float> row) {
  const double largest = *std::max_element(row.begin(), row.end());
  double sum = 0;
  for (const float x : row) sum += std::exp(static_cast<double>(x) - largest);
  return largest + std::log(sum);
}

double LogBinomialHalf(int64_t n, int64_t k) {
  const auto real = [](int64_t x) { return static_cast<double>(x); };
  return std::lgamma(real(n) + 1) - std::lgamma(real(k) + 1) - std::lgamma(real(n - k) + 1) - real(n) * std::log(2.0);
}

/// How much of Student's distribution lies within ±sqrt(degrees) · tan(angle): the finite series 26.7.3 and 26.7.4 of
/// M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions", 1964.
double CentralStudentMass(int64_t degrees, double angle) {
  const bool odd = degrees % 2 == 1;
  const double square = std::cos(angle) * std::cos(angle);
  double term = odd ? std::cos(angle) : 1, sum = 0;
  for (int64_t power = odd ? 1 : 0; power <= degrees - 2; power += 2) {
    sum += term;
    term *= square * Divide(power + 1, power + 2);
  }
  return odd ? 2 / std::numbers::pi * (angle + std::sin(angle) * sum) : std::sin(angle) * sum;
}

/// Runs of a block of the circular bootstrap: about the cube root, which is what its variance asks for.
size_t BlockLength(size_t runs) {
  constexpr size_t kWorthBlocks = 8;  // of fewer runs there would be but a handful of blocks
  if (runs < kWorthBlocks) return 1;
  return std::max(size_t{2}, static_cast<size_t>(std::lround(std::cbrt(static_cast<double>(runs)))));
}

Interval CentralInterval(const std::vector<double>& values) {
  return {Percentile(values, 2.5), Percentile(values, 97.5)};
}

}  // namespace

absl::StatusOr<ClassificationScores> ScoreClassification(absl::Span<const int32_t> labels,
                                                         absl::Span<const int32_t> predictions, int num_classes) {
  if (labels.empty() || labels.size() != predictions.size()) {
    return absl::InvalidArgumentError(absl::StrCat("cannot score ", predictions.size(), " predictions against ",
                                                   labels.size(),
                                                   " labels; give one of each per row, at least one row"));
  }
  ClassificationScores scores;
  scores.rows = static_cast<int64_t>(labels.size());
  scores.confusion.assign(static_cast<size_t>(num_classes), std::vector<int64_t>(static_cast<size_t>(num_classes)));
  int64_t right = 0;
  for (size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] < 0 || labels[i] >= num_classes || predictions[i] < 0 || predictions[i] >= num_classes) {
      return absl::InvalidArgumentError(absl::StrCat("row ", i, ": label ", labels[i], " or prediction ",
                                                     predictions[i], " is not one of the ", num_classes, " classes"));
    }
    ++scores.confusion[static_cast<size_t>(labels[i])][static_cast<size_t>(predictions[i])];
    right += labels[i] == predictions[i] ? 1 : 0;
  }
  scores.accuracy = Divide(right, scores.rows);
  FillClassScores(scores);
  return scores;
}

std::vector<double> Softmax(absl::Span<const float> logits, int num_classes) {
  const size_t classes = static_cast<size_t>(num_classes);
  std::vector<double> probabilities(logits.size());
  for (size_t start = 0; start + classes <= logits.size(); start += classes) {
    const double normalizer = LogSumExp(logits.subspan(start, classes));
    for (size_t c = 0; c < classes; ++c) {
      probabilities[start + c] = std::exp(static_cast<double>(logits[start + c]) - normalizer);
    }
  }
  return probabilities;
}

std::vector<int32_t> ArgMax(absl::Span<const float> logits, int num_classes) {
  const size_t classes = static_cast<size_t>(num_classes);
  std::vector<int32_t> best;
  best.reserve(logits.size() / classes);
  for (size_t start = 0; start + classes <= logits.size(); start += classes) {
    const auto row = logits.subspan(start, classes);
    best.push_back(static_cast<int32_t>(std::max_element(row.begin(), row.end()) - row.begin()));
  }
  return best;
}

double MeanCrossEntropy(absl::Span<const float> logits, absl::Span<const int32_t> labels, int num_classes) {
  const size_t classes = static_cast<size_t>(num_classes);
  double total = 0;
  for (size_t i = 0; i < labels.size(); ++i) {
    const auto row = logits.subspan(i * classes, classes);
    total += LogSumExp(row) - static_cast<double>(row[static_cast<size_t>(labels[i])]);
  }
  return total / static_cast<double>(labels.size());
}

double ExpectedCalibrationError(absl::Span<const float> logits, absl::Span<const int32_t> labels, int num_classes) {
  const size_t classes = static_cast<size_t>(num_classes);
  const std::vector<double> probabilities = Softmax(logits, num_classes);
  const std::vector<int32_t> predictions = ArgMax(logits, num_classes);
  std::array<double, kCalibrationBins> right{}, confidence{};
  for (size_t i = 0; i < labels.size(); ++i) {
    const double top = probabilities[i * classes + static_cast<size_t>(predictions[i])];
    const int bin = std::clamp(static_cast<int>(std::ceil(top * kCalibrationBins)) - 1, 0, kCalibrationBins - 1);
    right[static_cast<size_t>(bin)] += predictions[i] == labels[i] ? 1 : 0;
    confidence[static_cast<size_t>(bin)] += top;
  }
  double error = 0;
  for (size_t b = 0; b < kCalibrationBins; ++b) error += std::abs(right[b] - confidence[b]);
  return error / static_cast<double>(labels.size());
}

double MeanKlDivergence(absl::Span<const float> reference, absl::Span<const float> variant, int num_classes) {
  const size_t classes = static_cast<size_t>(num_classes);
  double total = 0;
  for (size_t start = 0; start + classes <= reference.size(); start += classes) {
    const double p_normalizer = LogSumExp(reference.subspan(start, classes));
    const double q_normalizer = LogSumExp(variant.subspan(start, classes));
    for (size_t c = start; c < start + classes; ++c) {
      const double log_p = static_cast<double>(reference[c]) - p_normalizer;
      const double log_q = static_cast<double>(variant[c]) - q_normalizer;
      total += std::exp(log_p) * (log_p - log_q);
    }
  }
  return total / static_cast<double>(reference.size() / classes);
}

double Percentile(std::vector<double> values, double percent) {
  const double position = percent / 100.0 * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::ptrdiff_t>(std::floor(position));
  std::nth_element(values.begin(), values.begin() + below, values.end());
  const double low = values[static_cast<size_t>(below)];
  const double fraction = position - std::floor(position);
  if (fraction == 0) return low;
  const double high = *std::min_element(values.begin() + below + 1, values.end());
  return low + (high - low) * fraction;
}

double Median(std::vector<double> values) { return Percentile(std::move(values), 50); }

double Mean(absl::Span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double StandardDeviation(absl::Span<const double> values) {
  if (values.size() < 2) return 0;
  const double mean = Mean(values);
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

double StudentT95(int64_t degrees) {
  double low = 0, high = std::numbers::pi / 2;
  for (double middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
    (CentralStudentMass(degrees, middle) < 0.95 ? low : high) = middle;
  }
  return std::sqrt(static_cast<double>(degrees)) * std::tan(low);
}

absl::StatusOr<MeanEstimate> EstimateMean(absl::Span<const double> values) {
  if (values.empty()) return absl::InvalidArgumentError("there is no value to take a mean of");
  for (const double value : values) {
    if (!std::isfinite(value)) return absl::InvalidArgumentError(absl::StrCat(value, " is no value to take a mean of"));
  }
  MeanEstimate estimate;
  estimate.count = static_cast<int64_t>(values.size());
  estimate.mean = Mean(values);
  estimate.deviation = StandardDeviation(values);
  estimate.lowest = *std::min_element(values.begin(), values.end());
  estimate.highest = *std::max_element(values.begin(), values.end());
  if (estimate.count > 1) {
    const double half =
        StudentT95(estimate.count - 1) * estimate.deviation / std::sqrt(static_cast<double>(estimate.count));
    estimate.interval = Interval{estimate.mean - half, estimate.mean + half};
  }
  return estimate;
}

double McNemarExactP(int64_t b, int64_t c) {
  if (std::abs(b - c) <= 1) return 1;  // exactly, which the sum below only nears
  const int64_t n = b + c;
  double tail = 0;
  for (int64_t k = 0; k <= std::min(b, c); ++k) tail += std::exp(LogBinomialHalf(n, k));
  return std::min(1.0, 2 * tail);
}

Interval AgrestiMinInterval(int64_t b, int64_t c, int64_t n) {
  constexpr double kNormal975 = 1.959963984540054;
  const double only_first = static_cast<double>(b) + 0.5, only_second = static_cast<double>(c) + 0.5;
  const double rows = static_cast<double>(n) + 2, gain = only_second - only_first;
  const double half = kNormal975 * std::sqrt(only_first + only_second - gain * gain / rows) / rows;
  return {std::max(-1.0, gain / rows - half), std::min(1.0, gain / rows + half)};
}

absl::StatusOr<PairedComparison> CountPaired(absl::Span<const int32_t> labels, absl::Span<const int32_t> reference,
                                             absl::Span<const int32_t> variant) {
  if (labels.empty() || labels.size() != reference.size() || labels.size() != variant.size()) {
    return absl::InvalidArgumentError(absl::StrCat("cannot compare ", reference.size(), " and ", variant.size(),
                                                   " predictions on ", labels.size(),
                                                   " labels; give both classifiers' predictions of the same rows"));
  }
  PairedComparison result;
  result.rows = static_cast<int64_t>(labels.size());
  int64_t reference_right = 0;
  for (size_t i = 0; i < labels.size(); ++i) {
    const bool was_right = reference[i] == labels[i];
    const bool is_right = variant[i] == labels[i];
    reference_right += was_right ? 1 : 0;
    result.flips_to_wrong += was_right && !is_right ? 1 : 0;
    result.flips_to_right += is_right && !was_right ? 1 : 0;
    result.changed_predictions += reference[i] != variant[i] ? 1 : 0;
  }
  const int64_t gain = result.flips_to_right - result.flips_to_wrong;
  result.reference_accuracy = Divide(reference_right, result.rows);
  result.variant_accuracy = Divide(reference_right + gain, result.rows);
  result.accuracy_difference = Divide(gain, result.rows);
  result.mcnemar_p = McNemarExactP(result.flips_to_wrong, result.flips_to_right);
  result.few_flips = result.flips_to_wrong + result.flips_to_right < kFewFlips;
  return result;
}

absl::StatusOr<PairedComparison> ComparePaired(absl::Span<const int32_t> labels, absl::Span<const int32_t> reference,
                                               absl::Span<const int32_t> variant, uint64_t seed) {
  OCTAVO_ASSIGN_OR_RETURN(PairedComparison result, CountPaired(labels, reference, variant));
  std::vector<int8_t> gains(labels.size());  // 1, 0, -1: what the variant adds in this row
  for (size_t i = 0; i < labels.size(); ++i) {
    gains[i] = static_cast<int8_t>((variant[i] == labels[i] ? 1 : 0) - (reference[i] == labels[i] ? 1 : 0));
  }
  Random random(seed, "paired bootstrap");
  std::vector<double> differences(kBootstrapResamples);
  for (double& difference : differences) {
    int64_t sum = 0;
    for (size_t i = 0; i < gains.size(); ++i) sum += gains[random.Below(gains.size())];
    difference = Divide(sum, result.rows);
  }
  Interval& interval = result.accuracy_difference_interval;
  interval = CentralInterval(differences);
  if (result.few_flips) {
    const Interval wide = AgrestiMinInterval(result.flips_to_wrong, result.flips_to_right, result.rows);
    interval = {std::min(interval.low, wide.low), std::max(interval.high, wide.high)};
  }
  return result;
}

absl::StatusOr<RatioEstimate> EstimateRatio(absl::Span<const double> numerators, absl::Span<const double> denominators,
                                            uint64_t seed) {
  const auto positive = [](double value) { return std::isfinite(value) && value > 0; };
  if (numerators.size() < 3 || numerators.size() != denominators.size() ||
      !std::all_of(numerators.begin(), numerators.end(), positive) ||
      !std::all_of(denominators.begin(), denominators.end(), positive)) {
    return absl::InvalidArgumentError(absl::StrCat("cannot estimate a ratio from ", numerators.size(), " and ",
                                                   denominators.size(),
                                                   " runs; give at least 3 pairs of positive times"));
  }
  const size_t n = numerators.size(), block = BlockLength(n);
  Random random(seed, "ratio bootstrap");
  std::vector<double> ratios(kBootstrapResamples), top(n), bottom(n);
  for (double& ratio : ratios) {
    for (size_t i = 0, from = 0; i < n; ++i) {
      from = i % block == 0 ? random.Below(n) : (from + 1) % n;
      top[i] = numerators[from];
      bottom[i] = denominators[from];
    }
    ratio = Median(top) / Median(bottom);
  }
  return RatioEstimate{
      Median({numerators.begin(), numerators.end()}) / Median({denominators.begin(), denominators.end()}),
      CentralInterval(ratios)};
}

}  // namespace octavo
