#include "client/render/summary_table.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/render/csv.h"
#include "client/render/figure_text.h"
#include "client/render/numbers.h"
#include "client/render/text_table.h"

namespace octavo::client {
namespace {

std::vector<std::string> AccuracyFields(const ComparisonRow& row) {
  std::vector<std::string> fields = {Fixed(row.figures.accuracy, 6), Fixed(row.accuracy_interval.low, 6),
                                     Fixed(row.accuracy_interval.high, 6), Fixed(row.figures.macro_f1, 6)};
  if (row.paired.has_value()) {
    const PairedComparison& paired = *row.paired;
    fields.insert(fields.end(),
                  {Fixed(paired.accuracy_difference, 6), Fixed(paired.accuracy_difference_interval.low, 6),
                   Fixed(paired.accuracy_difference_interval.high, 6), Fixed(paired.mcnemar_p, 6),
                   absl::StrCat(paired.flips_to_wrong), absl::StrCat(paired.flips_to_right)});
  } else {
    fields.resize(fields.size() + 6);
  }
  return fields;
}

std::vector<std::string> SpeedFields(const ComparisonRow& row) {
  std::vector<std::string> fields;
  if (const auto& latency = row.figures.latency; latency.has_value()) {
    fields = {Fixed(latency->p50_ms, 4), Fixed(latency->p95_ms, 4),
              latency->p99_ms.has_value() ? Fixed(*latency->p99_ms, 4) : "", Fixed(latency->mean_ms, 4)};
  } else {
    fields.resize(4);
  }
  fields.push_back(row.figures.throughput.has_value() ? Fixed(row.figures.throughput->samples_per_second, 2) : "");
  for (const auto* speedup : {&row.speedup_batch1, &row.speedup_throughput}) {
    if (speedup->has_value() && row.speed_comparable) {
      fields.insert(fields.end(), {Fixed((*speedup)->ratio, 4), Fixed((*speedup)->interval.low, 4),
                                   Fixed((*speedup)->interval.high, 4)});
    } else {
      fields.resize(fields.size() + 3);
    }
  }
  return fields;
}

}  // namespace

std::string RenderSummaryCsv(const Comparison& comparison) {
  std::string csv =
      "variant,stage,model,dataset,test_rows,accuracy,accuracy_low,accuracy_high,macro_f1,accuracy_difference,"
      "accuracy_difference_low,accuracy_difference_high,mcnemar_p,flips_to_wrong,flips_to_right,size_bytes,"
      "compression_ratio,latency_p50_ms,latency_p95_ms,latency_p99_ms,latency_mean_ms,throughput_samples_per_second,"
      "speedup_batch1,"
      "speedup_batch1_low,speedup_batch1_high,speedup_throughput,speedup_throughput_low,speedup_throughput_high,"
      "device_class,threads,comparable,pareto_front,recommended\n";
  for (size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    std::vector<std::string> fields = {CsvField(row.label), CsvField(row.stage), CsvField(comparison.model),
                                       CsvField(comparison.dataset), absl::StrCat(row.figures.rows)};
    const std::vector<std::string> accuracy = AccuracyFields(row);
    fields.insert(fields.end(), accuracy.begin(), accuracy.end());
    fields.push_back(absl::StrCat(row.figures.size_bytes));
    fields.push_back(row.compression.has_value() ? Fixed(*row.compression, 4) : "");
    const std::vector<std::string> speed = SpeedFields(row);
    fields.insert(fields.end(), speed.begin(), speed.end());
    fields.insert(fields.end(), {CsvField(row.device_class), absl::StrCat(row.threads),
                                 row.comparable && row.speed_comparable ? "yes" : "no", row.on_front ? "yes" : "no",
                                 i == comparison.recommended ? "yes" : "no"});
    absl::StrAppend(&csv, absl::StrJoin(fields, ","), "\n");
  }
  return csv;
}

std::string RenderSummaryText(const Comparison& comparison) {
  TextTable table(
      {"", "variant", "accuracy", "difference (95 %)", "size", "compression", "p50 latency", "speed-up (95 %)"});
  table.AlignRight({2, 4, 5, 6});
  for (size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    table.Add({i == comparison.recommended ? "*" : "", row.label,
               absl::StrCat(Fixed(100 * row.figures.accuracy, 2), " %"), DifferenceText(row, " points"),
               Bytes(row.figures.size_bytes),
               row.compression.has_value() ? absl::StrCat(Fixed(*row.compression, 2), "x") : "",
               row.figures.latency.has_value() ? absl::StrCat(Fixed(row.figures.latency->p50_ms, 2), " ms") : "",
               SpeedText(row, row.speedup_batch1, "x")});
  }
  return table.Render();
}

}  // namespace octavo::client
