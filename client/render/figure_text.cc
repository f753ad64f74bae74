#include "client/render/figure_text.h"

#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/render/numbers.h"

namespace octavo::client {

std::string FigureText(const std::optional<double>& value, int digits, absl::string_view unit) {
  if (!value.has_value() || !std::isfinite(*value)) return std::string(kNotMeasured);
  return absl::StrCat(Fixed(*value, digits), unit);
}

std::string IntervalText(const Interval& interval, double factor, int digits) {
  if (!std::isfinite(interval.low) || !std::isfinite(interval.high)) return std::string(kNotMeasured);
  return absl::StrCat(Fixed(factor * interval.low, digits), " to ", Fixed(factor * interval.high, digits));
}

std::string RatioText(const std::optional<RatioEstimate>& ratio, absl::string_view times) {
  if (!ratio.has_value() || !std::isfinite(ratio->ratio)) return std::string(kNotMeasured);
  return absl::StrCat(Fixed(ratio->ratio, 2), times, " (", IntervalText(ratio->interval, 1, 2), ")");
}

std::string PairedText(const PairedComparison& paired, absl::string_view unit) {
  const Interval& interval = paired.accuracy_difference_interval;
  return absl::StrCat(Signed(100 * paired.accuracy_difference, 2), unit, " (", Signed(100 * interval.low, 2), " to ",
                      Signed(100 * interval.high, 2), ")");
}

std::string DifferenceText(const ComparisonRow& row, absl::string_view unit) {
  if (row.reference) return "reference";
  return row.paired.has_value() ? PairedText(*row.paired, unit) : "not compared";
}

std::string SpeedText(const ComparisonRow& row, const std::optional<RatioEstimate>& speed, absl::string_view times) {
  if (row.reference) return "reference";
  return row.speed_comparable ? RatioText(speed, times) : "not compared";
}

std::string CompressionText(double compression) {
  const std::string smaller = Fixed(compression, 2), larger = Fixed(1 / compression, 2);
  if (smaller == larger) return "as large";
  return compression > 1 ? absl::StrCat(smaller, "× smaller") : absl::StrCat(larger, "× larger");
}

std::string BatchText(const Comparison& comparison) {
  std::set<int64_t> sizes;
  for (const ComparisonRow& row : comparison.rows) {
    if (row.figures.throughput.has_value()) sizes.insert(row.figures.throughput->batch_size);
  }
  return sizes.empty() ? "batches" : absl::StrCat("batch of ", absl::StrJoin(sizes, " or "));
}

std::string FrontText(const Comparison& comparison, const std::function<std::string(const std::string&)>& name) {
  std::vector<std::string> names;
  for (const ComparisonRow& row : comparison.rows) {
    if (row.on_front) names.push_back(name(row.label));
  }
  return absl::StrCat("On the Pareto front: ", absl::StrJoin(names, ", "), ". No compared variant is at least as ",
                      IsTimed(comparison) ? "accurate, as small and as fast" : "accurate and as small", " as ",
                      names.size() == 1 ? "this one" : "one of these", " and better in one of the ",
                      IsTimed(comparison) ? "three." : "two.");
}

std::string TimedApartText(const Comparison& comparison) {
  return IsTimedApart(comparison)
             ? " Stages were timed in different runs: compare variants of different stages by their speed-ups."
             : "";
}

}  // namespace octavo::client
