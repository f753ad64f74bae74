#include "client/render/html_repeats.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/render/html_row_chart.h"
#include "client/render/html_table.h"
#include "client/render/html_text.h"
#include "client/render/numbers.h"
#include "client/render/repeats_cells.h"
#include "client/render/repeats_text.h"

namespace octavo::client {
namespace {

using Kind = RowShape::Kind;

/// A quantity as it is shown.
struct Quantity {
  const char* id;
  const char* name;
  const char* axis;
  RepeatedFigure RepeatedRow::*figure;
  double unit;  // what a value is multiplied by
  const char* suffix;
  bool with_sign;
  const char* of_reference;  // why the baseline has none, or empty
};

constexpr Quantity kAccuracy = {
    "repeats-accuracy", "Accuracy", "accuracy, %", &RepeatedRow::accuracy, 100, " %", false, ""};
constexpr Quantity kDifference = {"repeats-difference",
                                  "Difference to the baseline",
                                  "difference to the baseline of the same seed, percentage points",
                                  &RepeatedRow::accuracy_difference,
                                  100,
                                  "",
                                  true,
                                  "the reference"};
constexpr Quantity kSpeedup = {"repeats-speedup",
                               "Speed-up",
                               "times as fast as the reference, one text",
                               &RepeatedRow::speedup_batch1,
                               1,
                               "×",
                               false,
                               "the reference"};
constexpr Quantity kQuantities[] = {kAccuracy, kDifference, kSpeedup};

std::string Number(const Quantity& quantity, double value) {
  return absl::StrCat(quantity.with_sign ? Signed(quantity.unit * value, 2) : Fixed(quantity.unit * value, 2),
                      quantity.suffix);
}

/// "84.00 ± 0.25 %"; the deviation of a single run is none.
std::string MeanText(const Quantity& quantity, const MeanEstimate& mean) {
  const std::string value =
      quantity.with_sign ? Signed(quantity.unit * mean.mean, 2) : Fixed(quantity.unit * mean.mean, 2);
  const std::string deviation =
      mean.interval.has_value() ? absl::StrCat(" ± ", Fixed(quantity.unit * mean.deviation, 2)) : "";
  return absl::StrCat(value, deviation, quantity.suffix);
}

/// How each repeated variant is drawn: as its row of the comparison, which a variant of other seeds alone has none of;
/// those get the styles that follow.
std::vector<size_t> StylesOf(const Comparison& comparison, const RepeatStudy& study) {
  std::vector<size_t> styles;
  size_t next = comparison.rows.size();
  for (const RepeatedRow& row : study.rows) {
    const auto found = std::find_if(comparison.rows.begin(), comparison.rows.end(), [&](const ComparisonRow& known) {
      return known.stage == row.stage && known.variant == row.variant;
    });
    styles.push_back(found == comparison.rows.end() ? next++ : static_cast<size_t>(found - comparison.rows.begin()));
  }
  return styles;
}

RowItem MeanItem(const Quantity& quantity, const RepeatedRow& row, const MeanEstimate& mean) {
  RowItem item{absl::StrCat(row.label, ": mean ", MeanText(quantity, mean), " of ", mean.count,
                            mean.count == 1 ? " seed" : " seeds"),
               {}};
  const double centre = quantity.unit * mean.mean;
  if (mean.interval.has_value()) {
    const double deviation = quantity.unit * mean.deviation;
    item.shapes.push_back({Kind::kWhisker, centre - deviation, centre + deviation});
  }
  item.shapes.push_back({Kind::kDot, 0, centre});
  return item;
}

ChartRow RowOf(const Quantity& quantity, const RepeatedRow& row, size_t style) {
  ChartRow shown{row.label, style};
  const RepeatedFigure& figure = row.*quantity.figure;
  if (row.reference) shown.gap = quantity.of_reference;
  if (shown.gap.empty() && !figure.estimate.has_value()) shown.gap = "not measured";
  if (!shown.gap.empty()) return shown;
  for (size_t i = 0; i < figure.values.size(); ++i) {
    shown.items.push_back(
        {absl::StrCat(row.label, ", seed ", figure.seeds[i], ": ", Number(quantity, figure.values[i])),
         {{Kind::kHollowDot, 0, quantity.unit * figure.values[i]}}});
  }
  shown.items.push_back(MeanItem(quantity, row, *figure.estimate));
  shown.figure = MeanText(quantity, *figure.estimate);
  return shown;
}

/// One column for each seed; what a seed lacks is said to be missing.
std::string SeedTable(const RepeatStudy& study, const Quantity& quantity) {
  HtmlTable table{absl::StrCat(quantity.name, " by seed"), {{"variant"}}};
  for (const SeedRun& run : study.runs) table.columns.push_back({absl::StrCat("seed ", run.seed), true});
  table.columns.push_back({"mean ± deviation", true});
  for (const RepeatedRow& row : study.rows) {
    const RepeatedFigure& figure = row.*quantity.figure;
    std::vector<HtmlCell> cells = {TextCell(row.label)};
    for (const SeedRun& run : study.runs) {
      const auto seed = std::find(figure.seeds.begin(), figure.seeds.end(), run.seed);
      if (seed == figure.seeds.end()) {
        cells.push_back(AbsentCell(row.reference && *quantity.of_reference != '\0' ? quantity.of_reference : "none"));
        continue;
      }
      const double value = figure.values[static_cast<size_t>(seed - figure.seeds.begin())];
      cells.push_back({EscapeHtml(Number(quantity, value)), value});
    }
    cells.push_back(figure.estimate.has_value()
                        ? HtmlCell{EscapeHtml(MeanText(quantity, *figure.estimate)), figure.estimate->mean}
                        : AbsentCell("none"));
    table.rows.push_back(std::move(cells));
  }
  return RenderHtmlTable(table);
}

std::string QuantityFigure(const Comparison& comparison, const RepeatStudy& study, const Quantity& quantity) {
  RowChart chart{quantity.id, quantity.axis, {}};
  const std::vector<size_t> styles = StylesOf(comparison, study);
  for (size_t i = 0; i < study.rows.size(); ++i) chart.rows.push_back(RowOf(quantity, study.rows[i], styles[i]));
  if (quantity.with_sign) chart.guides = {{0, "baseline"}};
  return RenderHtmlFigure({quantity.id, absl::StrCat(quantity.name, " over seeds"),
                           absl::StrCat("Hollow: each seed's value. Filled: the mean, with whiskers of one sample "
                                        "standard deviation to both sides.",
                                        ZeroNote(chart)),
                           RenderRowChart(chart), SeedTable(study, quantity)});
}

std::string MeansTable(const RepeatStudy& study) {
  HtmlTable table{"Means over the seeds",
                  {{"variant"},
                   {"runs", true},
                   {"accuracy", true},
                   {"difference (95 % interval of its mean)", true},
                   {"size", true},
                   {"speed-up, one text", true},
                   {"speed-up, batch", true}}};
  for (const RepeatedRow& row : study.rows) {
    const auto cell = [](const std::string& text) { return HtmlCell{EscapeHtml(text)}; };
    table.rows.push_back({TextCell(row.label), CountCell(static_cast<int64_t>(row.accuracy.values.size())),
                          cell(AccuracyCell(row)), cell(DifferenceCell(row)), cell(SizeCell(row)),
                          cell(SpeedupCell(row, row.speedup_batch1, "×")),
                          cell(SpeedupCell(row, row.speedup_throughput, "×"))});
  }
  return RenderHtmlTable(table);
}

}  // namespace

std::optional<HtmlSection> RepeatsSection(const ReportInput& input) {
  if (!input.comparison.repeats.has_value()) return std::nullopt;
  const RepeatStudy& study = *input.comparison.repeats;
  std::string content = Paragraph(SeedsText(study));
  if (study.runs.size() > 1) {
    absl::StrAppend(&content, MeansTable(study), Paragraph(RepeatsExplained(study)), HtmlList(RepeatsFindings(study)),
                    "<div class=\"figures\">\n");
    for (const Quantity& quantity : kQuantities)
      absl::StrAppend(&content, QuantityFigure(input.comparison, study, quantity));
    absl::StrAppend(&content, "</div>\n");
  }
  std::vector<std::string> left_out;
  for (const std::string& what : study.left_out) left_out.push_back(absl::StrCat("Left out: ", what));
  if (!left_out.empty()) absl::StrAppend(&content, HtmlList(left_out));
  return HtmlSection{"repeats", "Over several seeds", content};
}

}  // namespace octavo::client
