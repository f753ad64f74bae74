#include "worker/runner/quant/observers/histogram_observer.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace octavo {
namespace {

constexpr int kCodes = 256;
constexpr double kQuantileStep = 1e-5;

/// Bins first … last, both included, are what the codes shall cover.
struct Window {
  int first = 0;
  int last = 0;
  bool operator==(const Window&) const = default;
};

/// density · integral of x² from begin to end: what evenly spread values between the two, as seen from the value that
/// their code stands for, add to the squared error.
float ErrorBetween(float begin, float end, float density) {
  return density * ((end * end * end - begin * begin * begin) / 3.0f);
}

/// The code whose interval holds x; the outer codes hold all beyond them.
float CodeOf(float x, float code_width) {
  // In double the quotient of two floats never rounds up to a whole number, so this is the exact floor.
  const double code = std::floor(static_cast<double>(x) / static_cast<double>(code_width));
  return static_cast<float>(std::clamp(code, 0.0, static_cast<double>(kCodes - 1)));
}

/// HistogramObserver._compute_quantization_error.
double QuantizationError(absl::Span<const float> counts, Range range, Window window) {
  const double exact_bin_width =
      (static_cast<double>(range.max) - static_cast<double>(range.min)) / static_cast<double>(counts.size());
  const double exact_code_width = exact_bin_width * (window.last - window.first + 1) / kCodes;
  if (exact_code_width == 0.0) return 0.0;
  const float bin_width = static_cast<float>(exact_bin_width);
  const float code_width = static_cast<float>(exact_code_width);
  const float half_code = static_cast<float>(exact_code_width / 2);

  double error = 0;
  for (int bin = 0; bin < static_cast<int>(counts.size()); ++bin) {
    const float begin = static_cast<float>(bin - window.first) * bin_width;
    const float end = begin + bin_width;
    const float first_code = CodeOf(begin, code_width);
    const float last_code = CodeOf(end, code_width);
    const float density = counts[static_cast<size_t>(bin)] / bin_width;
    float norm = ErrorBetween(begin - (first_code + 0.5f) * code_width, half_code, density);
    norm += (last_code - first_code - 1.0f) * ErrorBetween(-half_code, half_code, density);
    norm += ErrorBetween(-half_code, end - (last_code * code_width + half_code), density);
    error += static_cast<double>(norm);
  }
  return error;
}

/// The number of values up to and with each bin, in float32 like torch.cumsum's result.
std::vector<float> CumulativeCounts(absl::Span<const float> counts) {
  std::vector<float> cumulative;
  cumulative.reserve(counts.size());
  double sum = 0;
  for (const float count : counts) cumulative.push_back(static_cast<float>(sum += static_cast<double>(count)));
  return cumulative;
}

/// HistogramObserver._non_linear_param_search.
class WindowSearch {
 public:
  WindowSearch(absl::Span<const float> counts, Range range)
      : counts_(counts),
        range_(range),
        cumulative_(CumulativeCounts(counts)),
        window_{0, static_cast<int>(counts.size()) - 1} {}

  Window Run() {
    double least_error = std::numeric_limits<double>::infinity();
    while (lower_quantile_ < upper_quantile_) {
      const Window next = Narrow();
      if (next == window_) continue;
      const double error = QuantizationError(counts_, range_, next);
      if (error > least_error) break;
      least_error = error;
      window_ = next;
    }
    return window_;
  }

 private:
  /// Goes one step deeper at the end where that cuts more bins.
  Window Narrow() {
    const double lower = lower_quantile_ + kQuantileStep;
    const double upper = upper_quantile_ - kQuantileStep;
    Window cut = window_;
    while (cut.first < window_.last && At(cut.first) < ValuesBelow(lower)) ++cut.first;
    while (cut.last > window_.first && At(cut.last) > ValuesBelow(upper)) --cut.last;
    if (cut.first - window_.first > window_.last - cut.last) {
      lower_quantile_ = lower;
      return {cut.first, window_.last};
    }
    upper_quantile_ = upper;
    return {window_.first, cut.last};
  }

  float At(int bin) const { return cumulative_[static_cast<size_t>(bin)]; }
  float ValuesBelow(double quantile) const {
    return static_cast<float>(quantile * static_cast<double>(cumulative_.back()));
  }

  const absl::Span<const float> counts_;
  const Range range_;
  const std::vector<float> cumulative_;
  Window window_;
  double lower_quantile_ = 0.0;
  double upper_quantile_ = 1.0;
};

}  // namespace

Range HistogramObserver::ChooseRange() const {
  const absl::Span<const float> counts = histogram_.counts();
  const Range range = histogram_.range();
  const Window window = WindowSearch(counts, range).Run();
  const float bin_width = (range.max - range.min) / static_cast<float>(counts.size());
  return {range.min + bin_width * static_cast<float>(window.first),
          range.min + bin_width * static_cast<float>(window.last + 1)};
}

}  // namespace octavo
