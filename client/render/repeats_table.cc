#include "client/render/repeats_table.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/render/csv.h"
#include "client/render/numbers.h"
#include "client/render/repeats_cells.h"
#include "client/render/text_table.h"
#include "client/render/text_width.h"

namespace octavo::client {
namespace {

/// A column of RepeatedRow in the CSV.
struct Quantity {
  const char* name;
  RepeatedFigure RepeatedRow::*figure;
  int digits;
};

constexpr Quantity kQuantities[] = {{"accuracy", &RepeatedRow::accuracy, 6},
                                    {"accuracy_difference", &RepeatedRow::accuracy_difference, 6},
                                    {"size_bytes", &RepeatedRow::size_bytes, 0},
                                    {"speedup_batch1", &RepeatedRow::speedup_batch1, 4},
                                    {"speedup_throughput", &RepeatedRow::speedup_throughput, 4}};

std::string CsvLine(const RepeatedRow& row, const Quantity& quantity) {
  const RepeatedFigure& figure = row.*quantity.figure;
  const MeanEstimate& mean = *figure.estimate;
  const auto number = [&](double value) { return Fixed(value, quantity.digits); };
  const std::vector<std::string> fields = {
      CsvField(row.label),
      CsvField(row.stage),
      quantity.name,
      absl::StrCat(mean.count),
      number(mean.mean),
      mean.interval.has_value() ? number(mean.deviation) : "",
      mean.interval.has_value() ? number(mean.interval->low) : "",
      mean.interval.has_value() ? number(mean.interval->high) : "",
      number(mean.lowest),
      number(mean.highest),
      absl::StrJoin(figure.seeds, " "),
      absl::StrJoin(figure.values, " ", [&](std::string* out, double value) { absl::StrAppend(out, number(value)); })};
  return absl::StrCat(absl::StrJoin(fields, ","), "\n");
}

}  // namespace

std::string RenderRepeatsCsv(const RepeatStudy& study) {
  std::string csv = "variant,stage,quantity,runs,mean,deviation,mean_low,mean_high,lowest,highest,seeds,values\n";
  for (const RepeatedRow& row : study.rows) {
    for (const Quantity& quantity : kQuantities) {
      if ((row.*quantity.figure).estimate.has_value()) absl::StrAppend(&csv, CsvLine(row, quantity));
    }
  }
  return csv;
}

std::string RenderRepeatsText(const RepeatStudy& study) {
  std::string text = absl::StrCat(SeedsText(study), "\n");
  if (study.runs.size() > 1) {
    TextTable table({"variant", "runs", "accuracy", "difference (95 % of its mean)", "size", "speed-up"});
    table.AlignRight({1});
    for (const RepeatedRow& row : study.rows) {
      table.Add({row.label, absl::StrCat(row.accuracy.values.size()), AccuracyCell(row), DifferenceCell(row),
                 SizeCell(row), SpeedupCell(row, row.speedup_batch1, "x")});
    }
    absl::StrAppend(&text, table.Render());
  }
  for (const std::string& what : study.left_out) absl::StrAppend(&text, "left out: ", Printable(what), "\n");
  return text;
}

}  // namespace octavo::client
