#include "client/render/radar_axes.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/render/comparison_panels.h"
#include "client/render/figure_text.h"
#include "client/render/numbers.h"
#include "client/render/plot_page.h"

namespace octavo::client {
namespace {

/// A quantity of which less or more is better.
struct AxisQuantity {
  std::string name;
  std::string meaning;
  bool less_is_better;
  bool of_time;  // only of rows that are compared in speed
  std::function<std::optional<double>(const ComparisonRow&)> of;
  std::function<std::string(double)> text;
};

std::string PercentText(double share) { return absl::StrCat(Fixed(100 * share, 2), " %"); }

std::vector<AxisQuantity> AxisQuantities(const Comparison& comparison) {
  const ComparisonRow& reference = comparison.rows[0];
  const auto timed = [&reference](auto of) {
    return [&reference, of](const ComparisonRow& row) { return of(reference, row); };
  };
  const char* how = HasSpeedUps(comparison) ? ", by speed-up" : "";
  return {{"accuracy", "share of right answers over the best share", false, false,
           [](const ComparisonRow& row) { return std::optional(row.figures.accuracy); }, PercentText},
          {"macro F1", "mean F1 of the classes over the best one", false, false,
           [](const ComparisonRow& row) { return std::optional(row.figures.macro_f1); },
           [](double value) { return Fixed(value, 4); }},
          {"calibration", "1 - calibration error, over the best", false, false,
           [](const ComparisonRow& row) { return std::optional(1 - row.figures.calibration_error); },
           [](double value) { return absl::StrCat("error ", Fixed(1 - value, 4)); }},
          {"size", "smallest size of the files over own size", true, false,
           [](const ComparisonRow& row) { return std::optional(static_cast<double>(row.figures.size_bytes)); },
           [](double value) { return Bytes(std::llround(value)); }},
          {"latency", absl::StrCat("shortest time of a text over own", how), true, true, timed(LatencyBesideReference),
           [](double value) { return absl::StrCat(Fixed(value, 2), " ms"); }},
          {"throughput", absl::StrCat("texts a second over the most", how), false, true,
           timed(ThroughputBesideReference), [](double value) { return absl::StrCat(Fixed(value, 0), " texts/s"); }}};
}

/// What a row has on an axis, or why nothing.
struct Standing {
  std::optional<double> value;
  std::string gap;
};

Standing StandingOf(const ComparisonRow& row, const AxisQuantity& quantity) {
  if (std::string why = WhyNotDrawn(row); !why.empty()) return {std::nullopt, std::move(why)};
  if (quantity.of_time && !row.speed_comparable) return {std::nullopt, row.why_not_speed};
  const std::optional<double> value = quantity.of(row);
  if (!value.has_value()) return {std::nullopt, std::string(kNotMeasured)};
  if (!std::isfinite(*value)) return {std::nullopt, "its figure is no number"};
  // Nothing is a share of the best only where more is better.
  if (*value < 0 || (*value == 0 && quantity.less_is_better)) return {std::nullopt, "its figure is not above zero"};
  return {value, ""};
}

RadarAxis AxisOf(const Comparison& comparison, const AxisQuantity& quantity) {
  RadarAxis axis{quantity.name, quantity.meaning};
  std::vector<Standing> standings;
  std::optional<double> best;
  for (const ComparisonRow& row : comparison.rows) {
    standings.push_back(StandingOf(row, quantity));
    const std::optional<double>& value = standings.back().value;
    if (value.has_value() && (!best.has_value() || (*value < *best) == quantity.less_is_better)) best = value;
  }
  for (Standing& standing : standings) {
    if (best.has_value() && *best == 0 && standing.value.has_value())
      standing = {std::nullopt, "nobody's figure is above zero"};
    std::optional<double> share;
    if (standing.value.has_value()) share = quantity.less_is_better ? *best / *standing.value : *standing.value / *best;
    axis.shares.push_back(share);
    axis.gaps.push_back(std::move(standing.gap));
  }
  if (best.has_value() && *best > 0) axis.best = quantity.text(*best);
  return axis;
}

}  // namespace

RadarFigures RadarAxes(const Comparison& comparison) {
  RadarFigures figures;
  std::map<std::string, std::vector<std::string>> left_out;  // by reason
  for (const AxisQuantity& quantity : AxisQuantities(comparison)) {
    RadarAxis axis = AxisOf(comparison, quantity);
    if (axis.best.empty()) {
      left_out[axis.gaps[0]].push_back(axis.name);
    } else {
      figures.axes.push_back(std::move(axis));
    }
  }
  for (const auto& [why, names] : left_out)
    figures.left_out.push_back(absl::StrCat("There is no axis of ", absl::StrJoin(names, " and "), ": ", why, "."));
  return figures;
}

}  // namespace octavo::client
