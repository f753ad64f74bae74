#ifndef OCTAVO_CLIENT_RENDER_FIGURE_TEXT_H_
#define OCTAVO_CLIENT_RENDER_FIGURE_TEXT_H_

#include <functional>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "client/compare/comparison.h"
#include "common/stats.h"

namespace octavo::client {

// Figures of a comparison as every table, page and picture writes them. One that is absent or not finite is said to be
// so, and never looks like a number.

inline constexpr absl::string_view kNotMeasured = "not measured";

/// `value` with `digits` decimals and `unit` behind, or "not measured".
std::string FigureText(const std::optional<double>& value, int digits, absl::string_view unit = "");

/// "85.81 to 87.02", or "not measured".
std::string IntervalText(const Interval& interval, double factor, int digits);

/// "4.42× (4.22 to 4.73)", or "not measured"; `times` is the sign behind the ratio.
std::string RatioText(const std::optional<RatioEstimate>& ratio, absl::string_view times = "×");

/// "-0.20 (-0.61 to +0.20)": percentage points and their 95 % interval; `unit` stands behind the points.
std::string PairedText(const PairedComparison& paired, absl::string_view unit = "");

/// PairedText() of the row; "reference", or "not compared".
std::string DifferenceText(const ComparisonRow& row, absl::string_view unit = "");

/// RatioText() of a speed-up of the row; "reference", or "not compared".
std::string SpeedText(const ComparisonRow& row, const std::optional<RatioEstimate>& speed,
                      absl::string_view times = "×");

/// "3.90× smaller" or "1.11× larger", as files are that take a `compression`th part of the reference's.
std::string CompressionText(double compression);

/// "batch of 32": what the throughputs were measured with.
std::string BatchText(const Comparison& comparison);

/// That the times come from different runs, to follow what explains them; empty where they do not.
std::string TimedApartText(const Comparison& comparison);

/// Which variants are on the Pareto front, and what that says. `name` writes a label.
std::string FrontText(const Comparison& comparison, const std::function<std::string(const std::string&)>& name);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_FIGURE_TEXT_H_
