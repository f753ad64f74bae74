#include "client/render/radar_axes.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/render/numbers.h"
#include "client/render/plot_page.h"

namespace octavo::client {
namespace {

/// A quantity of which less or more is better.
struct AxisQuantity {
  const char* name;
  const char* meaning;
  bool less_is_better;
  std::function<std::optional<double>(const ComparisonRow&)> of;
  std::function<std::string(double)> text;
};

std::string PercentText(double share) { return absl::StrCat(Fixed(100 * share, 2), " %"); }

std::vector<AxisQuantity> AxisQuantities(const ComparisonRow& reference) {
  const auto timed = [&reference](auto of) {
    return [&reference, of](const ComparisonRow& row) {
      return row.speed_comparable ? of(reference, row) : std::optional<double>();
    };
  };
  return {{"accuracy", "share of right answers over the best share", false,
           [](const ComparisonRow& row) { return std::optional(row.figures.accuracy); }, PercentText},
          {"macro F1", "mean F1 of the classes over the best one", false,
           [](const ComparisonRow& row) { return std::optional(row.figures.macro_f1); },
           [](double value) { return Fixed(value, 4); }},
          {"calibration", "1 - expected calibration error, over the best", false,
           [](const ComparisonRow& row) { return std::optional(1 - row.figures.calibration_error); },
           [](double value) { return absl::StrCat("error ", Fixed(1 - value, 4)); }},
          {"size", "smallest size of the files over own size", true,
           [](const ComparisonRow& row) { return std::optional(static_cast<double>(row.figures.size_bytes)); },
           [](double value) { return Bytes(std::llround(value)); }},
          {"latency", "shortest time of a text over own, by speed-up", true, timed(LatencyBesideReference),
           [](double value) { return absl::StrCat(Fixed(value, 2), " ms"); }},
          {"throughput", "texts a second over the most, by speed-up", false, timed(ThroughputBesideReference),
           [](double value) { return absl::StrCat(Fixed(value, 0), " texts/s"); }}};
}

/// None where no row has a figure above zero.
std::optional<RadarAxis> AxisOf(const Comparison& comparison, const AxisQuantity& quantity) {
  std::vector<std::optional<double>> values;
  std::optional<double> best;
  for (const ComparisonRow& row : comparison.rows) {
    std::optional<double> value;
    if (WhyNotDrawn(row).empty()) value = quantity.of(row);
    if (value.has_value() && !(std::isfinite(*value) && *value > 0)) value.reset();
    if (value.has_value() && (!best.has_value() || (*value < *best) == quantity.less_is_better)) best = value;
    values.push_back(value);
  }
  if (!best.has_value()) return std::nullopt;
  RadarAxis axis{quantity.name, quantity.meaning, quantity.text(*best), {}};
  for (const std::optional<double>& value : values) {
    axis.shares.push_back(!value.has_value()        ? std::optional<double>()
                          : quantity.less_is_better ? *best / *value
                                                    : *value / *best);
  }
  return axis;
}

}  // namespace

std::vector<RadarAxis> RadarAxes(const Comparison& comparison) {
  std::vector<RadarAxis> axes;
  for (const AxisQuantity& quantity : AxisQuantities(comparison.rows[0])) {
    if (std::optional<RadarAxis> axis = AxisOf(comparison, quantity)) axes.push_back(*std::move(axis));
  }
  return axes;
}

}  // namespace octavo::client
