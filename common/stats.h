#ifndef OCTAVO_COMMON_STATS_H_
#define OCTAVO_COMMON_STATS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace octavo {

// The statistics of every report: the runner that measures and the client that compares use the same definitions. All
// functions are pure; the resampling ones give the same answer for the same seed on every platform.

/// Ends of a 95 % interval.
struct Interval {
  double low = 0;
  double high = 0;
};

struct ClassScores {
  int64_t support = 0;   // rows whose label is this class
  double precision = 0;  // 0 where nothing was predicted as this class
  double recall = 0;     // 0 without support
  double f1 = 0;
};

struct ClassificationScores {
  int64_t rows = 0;
  double accuracy = 0;
  double macro_precision = 0;  // plain mean over the classes, also those without support
  double macro_recall = 0;
  double macro_f1 = 0;
  std::vector<ClassScores> classes;
  std::vector<std::vector<int64_t>> confusion;  // [label][prediction]
};

/// INVALID_ARGUMENT for no rows, unequal lengths or a class outside 0 … num_classes-1.
absl::StatusOr<ClassificationScores> ScoreClassification(absl::Span<const int32_t> labels,
                                                         absl::Span<const int32_t> predictions, int num_classes);

/// Row-wise softmax of logits [rows × classes], in double precision.
std::vector<double> Softmax(absl::Span<const float> logits, int num_classes);

/// Index of each row's largest logit; the first of equal ones.
std::vector<int32_t> ArgMax(absl::Span<const float> logits, int num_classes);

/// Mean of -log softmax(logits)[label], in nats. REQUIRES: at least one row, labels in range.
double MeanCrossEntropy(absl::Span<const float> logits, absl::Span<const int32_t> labels, int num_classes);

/// Expected calibration error of the largest probability: rows fall into 15 bins of equal width, (low, high]; the mean
/// over bins, weighted by rows, of |accuracy - mean confidence|. REQUIRES: at least one row.
double ExpectedCalibrationError(absl::Span<const float> logits, absl::Span<const int32_t> labels, int num_classes);

/// Mean over rows of KL(softmax(reference) || softmax(variant)), in nats. REQUIRES: equal sizes, at least one row.
double MeanKlDivergence(absl::Span<const float> reference, absl::Span<const float> variant, int num_classes);

/// Linear interpolation between the two nearest order statistics (Hyndman and Fan's type 7, NumPy's default).
/// `percent` is 0 … 100. REQUIRES: values not empty.
double Percentile(std::vector<double> values, double percent);
double Median(std::vector<double> values);
double Mean(absl::Span<const double> values);
/// Sample standard deviation (divisor n - 1); 0 for a single value.
double StandardDeviation(absl::Span<const double> values);

/// The t that Student's distribution with so many degrees of freedom keeps within ±t with probability 0.95. REQUIRES:
/// degrees >= 1.
double StudentT95(int64_t degrees);

/// One quantity measured several times, independently: by runs with different seeds, say.
struct MeanEstimate {
  int64_t count = 0;
  double mean = 0;
  double deviation = 0;  // sample standard deviation; 0 for a single value
  double lowest = 0;
  double highest = 0;
  /// Of the mean: mean ± t · deviation / sqrt(count), with t of count - 1 degrees of freedom (Student, "The probable
  /// error of a mean", Biometrika 6, 1908). None for a single value; it collapses where all values are equal.
  std::optional<Interval> interval;
};

/// INVALID_ARGUMENT for no values or one that is not finite.
absl::StatusOr<MeanEstimate> EstimateMean(absl::Span<const double> values);

/// Two-sided exact McNemar test: with b and c rows that only one of two classifiers gets right, the probability under
/// equal error rates of a split at least as uneven. 1 where both are 0.
double McNemarExactP(int64_t b, int64_t c);

inline constexpr int kBootstrapResamples = 10'000;

/// Adjusted Wald interval of the difference of two proportions on the same rows, c/n - b/n with b and c rows that only
/// the first or only the second has: half a row is added to each cell of the table (A. Agresti, Y. Min, "Simple
/// improved confidence intervals for comparing matched proportions", Statistics in Medicine 24, 2005). Unlike a
/// bootstrap it does not collapse where b and c are few. REQUIRES: n > 0, b + c <= n.
Interval AgrestiMinInterval(int64_t b, int64_t c, int64_t n);

/// Below so many rows that only one of two classifiers gets right, a bootstrap's interval is too narrow to be believed.
inline constexpr int64_t kFewFlips = 10;

/// A variant against a reference on the same rows.
struct PairedComparison {
  int64_t rows = 0;
  double reference_accuracy = 0;
  double variant_accuracy = 0;
  double accuracy_difference = 0;  // variant - reference
  /// Percentile bootstrap over rows, kBootstrapResamples resamples; with fewer than kFewFlips flips the hull of that
  /// and AgrestiMinInterval.
  Interval accuracy_difference_interval;
  bool few_flips = false;
  int64_t flips_to_wrong = 0;  // right by the reference, wrong by the variant
  int64_t flips_to_right = 0;
  int64_t changed_predictions = 0;  // also between two wrong classes
  double mcnemar_p = 1;
};

/// All of it but the interval, which takes the time. INVALID_ARGUMENT for no rows or unequal lengths.
absl::StatusOr<PairedComparison> CountPaired(absl::Span<const int32_t> labels, absl::Span<const int32_t> reference,
                                             absl::Span<const int32_t> variant);

/// INVALID_ARGUMENT for no rows or unequal lengths.
absl::StatusOr<PairedComparison> ComparePaired(absl::Span<const int32_t> labels, absl::Span<const int32_t> reference,
                                               absl::Span<const int32_t> variant, uint64_t seed);

struct RatioEstimate {
  double ratio = 0;   // median of numerators over median of denominators
  Interval interval;  // percentile bootstrap over blocks of pairs
};

/// Ratio of two quantities measured in turn, pair by pair (reference seconds over variant seconds is a speed-up): pairs
/// are resampled together, so what disturbed both cancels. And in blocks of neighbours, in a circle (D. Politis, J.
/// Romano, "A circular block-resampling procedure for stationary data", 1992), of about the cube root of their number,
/// from 8 pairs on: frequency and neighbours change slowly, so that runs are no independent witnesses. INVALID_ARGUMENT
/// for fewer than 3 pairs, unequal lengths or values that are not above zero.
absl::StatusOr<RatioEstimate> EstimateRatio(absl::Span<const double> numerators, absl::Span<const double> denominators,
                                            uint64_t seed);

}  // namespace octavo

#endif  // OCTAVO_COMMON_STATS_H_
