#include "client/render/html_overview.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "absl/strings/str_cat.h"
#include "client/render/figure_text.h"
#include "client/render/html_row_chart.h"
#include "client/render/html_table.h"
#include "client/render/html_tradeoff.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

using Kind = RowShape::Kind;

/// Why the row has no accuracy or size to compare, or empty.
std::string WhyNoFigure(const ComparisonRow& row) {
  return row.comparable ? "" : absl::StrCat("not compared: ", row.why_not);
}

std::string WhyNoSpeed(const ComparisonRow& row, bool measured) {
  if (!row.speed_comparable) return absl::StrCat("not compared: ", row.why_not_speed);
  return measured ? "" : "not measured";
}

/// A chart with a row for each variant, which `fill` gives its items, figure or gap.
RowChart ChartOf(const Comparison& comparison, const std::string& id, const std::string& axis,
                 const std::function<void(const ComparisonRow&, ChartRow*)>& fill) {
  RowChart chart{id, axis, {}};
  for (size_t i = 0; i < comparison.rows.size(); ++i) {
    ChartRow row{comparison.rows[i].label, i};
    fill(comparison.rows[i], &row);
    chart.rows.push_back(std::move(row));
  }
  return chart;
}

/// The same as a table: the name, what stands beside the picture, and whether there was none.
std::string TableOf(const RowChart& chart, const std::string& caption) {
  HtmlTable table{caption, {{"variant"}, {chart.axis}}};
  for (const ChartRow& row : chart.rows)
    table.rows.push_back({TextCell(row.label), row.gap.empty() ? TextCell(row.figure) : AbsentCell(row.gap)});
  return RenderHtmlTable(table);
}

HtmlFigure RowFigure(const RowChart& chart, const std::string& title, const std::string& caption) {
  return {chart.id, title, caption, RenderRowChart(chart), TableOf(chart, title)};
}

std::string AccuracyFigure(const Comparison& comparison) {
  RowChart chart = ChartOf(comparison, "accuracy", "accuracy, %", [](const ComparisonRow& row, ChartRow* shown) {
    shown->gap = WhyNoFigure(row);
    const double accuracy = 100 * row.figures.accuracy;
    if (shown->gap.empty() && !std::isfinite(accuracy)) shown->gap = "not measured";
    if (!shown->gap.empty()) return;
    shown->figure = absl::StrCat(Fixed(accuracy, 2), " (", IntervalText(row.accuracy_interval, 100, 2), ")");
    shown->items = {
        {absl::StrCat(row.label, ": accuracy ", Fixed(accuracy, 2), " %, 95 % interval ",
                      IntervalText(row.accuracy_interval, 100, 2), ", ", Thousands(row.figures.rows), " test texts"),
         {{Kind::kWhisker, 100 * row.accuracy_interval.low, 100 * row.accuracy_interval.high},
          {Kind::kDot, 0, accuracy}}}};
  });
  return RenderHtmlFigure(RowFigure(
      chart, "Accuracy",
      absl::StrCat("On the test texts, with 95 % intervals (Wilson).", ZeroNote(chart),
                   comparison.rows.size() > 1 ? " The intervals are those of each accuracy by itself, and no guide to "
                                                "differences, which are paired: see the next picture."
                                              : "")));
}

std::string DifferenceFigure(const Comparison& comparison) {
  RowChart chart = ChartOf(
      comparison, "difference", "difference in percentage points", [](const ComparisonRow& row, ChartRow* shown) {
        shown->gap = row.reference ? "the reference" : WhyNoFigure(row);
        if (shown->gap.empty() && !row.paired.has_value()) shown->gap = "not compared";
        if (!shown->gap.empty()) return;
        const PairedComparison& paired = *row.paired;
        const Interval& interval = paired.accuracy_difference_interval;
        const std::string text = PairedText(paired);
        shown->figure = text;
        shown->items = {{absl::StrCat(row.label, ": ", text, " points, ", paired.flips_to_wrong,
                                      " answers became wrong and ", paired.flips_to_right, " right"),
                         {{Kind::kWhisker, 100 * interval.low, 100 * interval.high},
                          {Kind::kDot, 0, 100 * paired.accuracy_difference}}}};
      });
  chart.guides = {{0, "baseline"}, {-100 * kToleratedLoss, "tolerated loss"}};
  return RenderHtmlFigure(RowFigure(chart, "Accuracy against the baseline",
                                    "Paired differences on the same test texts, with 95 % intervals. A variant whose "
                                    "interval reaches left of the tolerated loss is not recommended; one that spans "
                                    "zero shows neither a loss nor a gain."));
}

std::string SizeFigure(const Comparison& comparison) {
  RowChart chart =
      ChartOf(comparison, "size", "size of the model's files, MiB", [](const ComparisonRow& row, ChartRow* shown) {
        shown->gap = WhyNoFigure(row);
        if (!shown->gap.empty()) return;
        const std::string smaller =
            row.compression.has_value() ? absl::StrCat(" (", CompressionText(*row.compression), ")") : "";
        const std::string size = absl::StrCat(Mebibytes(row.figures.size_bytes), smaller);
        shown->figure = size;
        shown->items = {{absl::StrCat(row.label, ": ", Mebibytes(row.figures.size_bytes), " MiB", smaller),
                         {{Kind::kBar, 0, static_cast<double>(row.figures.size_bytes) / (1 << 20)}}}};
      });
  chart.low = 0;
  return RenderHtmlFigure(RowFigure(chart, "Size", "Bytes on disk of the files that are needed to run the variant."));
}

std::string SpeedUpFigure(const Comparison& comparison) {
  RowChart chart = ChartOf(
      comparison, "speedup", "times as fast as the reference, one text", [](const ComparisonRow& row, ChartRow* shown) {
        const auto& speed = row.speedup_batch1;
        shown->gap = row.reference ? "the reference" : WhyNoSpeed(row, speed.has_value());
        if (!shown->gap.empty()) return;
        shown->figure = RatioText(speed);
        shown->items = {{absl::StrCat(row.label, ": ", RatioText(speed), " as fast"),
                         {{Kind::kBar, 0, speed->ratio}, {Kind::kWhisker, speed->interval.low, speed->interval.high}}}};
      });
  chart.low = 0;
  chart.guides = {{1, "the reference"}};
  return RenderHtmlFigure(RowFigure(chart, "Speed-up",
                                    "Median time of the reference over that of the variant, one text at a time, both "
                                    "run in turn in one process, with 95 % intervals."));
}

/// "1.26, 2.08, 2.90": what of the distribution is known.
std::string PercentilesText(const Latency& latency) {
  return absl::StrCat(Fixed(latency.p50_ms, 2), ", ", Fixed(latency.p95_ms, 2), ", ",
                      latency.p99_ms.has_value() ? Fixed(*latency.p99_ms, 2) : "–");
}

std::string LatencyFigure(const Comparison& comparison) {
  RowChart chart =
      ChartOf(comparison, "latency", "latency of one text, ms", [](const ComparisonRow& row, ChartRow* shown) {
        const auto& latency = row.figures.latency;
        shown->gap = WhyNoSpeed(row, latency.has_value());
        if (!shown->gap.empty()) return;
        const double highest = latency->p99_ms.value_or(latency->p95_ms);
        shown->figure = PercentilesText(*latency);
        RowItem item{
            absl::StrCat(row.label, ": median ", Fixed(latency->p50_ms, 2), " ms, p95 ", Fixed(latency->p95_ms, 2),
                         " ms, p99 ", latency->p99_ms.has_value() ? Fixed(*latency->p99_ms, 2) + " ms" : "not measured",
                         ", mean ", Fixed(latency->mean_ms, 2), " ms, ", latency->samples, " runs"),
            {{Kind::kRange, latency->p50_ms, latency->p95_ms}}};
        if (latency->p99_ms.has_value()) item.shapes.push_back({Kind::kWhisker, latency->p95_ms, highest});
        item.shapes.push_back({Kind::kDot, 0, latency->p50_ms});
        shown->items = {std::move(item)};
      });
  chart.low = 0;
  return RenderHtmlFigure(RowFigure(
      chart, "Latency distribution",
      absl::StrCat(
          "One test text at a time. The marker is the median, the band ends at the 95th percentile, the whisker at the "
          "99th (of a hundred runs or more); beside it the three.",
          TimedApartText(comparison))));
}

}  // namespace

HtmlSection OverviewSection(const ReportInput& input) {
  const Comparison& comparison = input.comparison;
  return {"overview", "In pictures",
          absl::StrCat("<div class=\"figures\">\n", AccuracyFigure(comparison), DifferenceFigure(comparison),
                       SizeFigure(comparison), SpeedUpFigure(comparison), LatencyFigure(comparison),
                       SizeTradeoffFigure(comparison), SpeedTradeoffFigure(comparison), "</div>\n")};
}

}  // namespace octavo::client
