#include "client/render/report.h"

#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "client/render/markdown.h"
#include "client/render/numbers.h"
#include "client/render/repeats_section.h"
#include "client/render/reproduce.h"
#include "client/render/speed_section.h"

namespace octavo::client {
namespace {

std::string Percent(double share) { return absl::StrCat(Fixed(100 * share, 2), " %"); }

std::string DifferenceCell(const ComparisonRow& row) {
  if (row.reference) return "reference";
  if (!row.paired.has_value()) return "not compared";
  return absl::StrCat(Signed(100 * row.paired->accuracy_difference, 2), " (",
                      Signed(100 * row.paired->accuracy_difference_interval.low, 2), " to ",
                      Signed(100 * row.paired->accuracy_difference_interval.high, 2), ")");
}

std::string SpeedCell(const ComparisonRow& row, const std::optional<RatioEstimate>& speed) {
  if (row.reference) return "reference";
  if (!row.speed_comparable) return "not compared";
  if (!speed.has_value()) return "not measured";
  return absl::StrCat(Fixed(speed->ratio, 2), "× (", Fixed(speed->interval.low, 2), " to ",
                      Fixed(speed->interval.high, 2), ")");
}

/// "batch of 32": what the measured throughputs were measured with.
std::string BatchText(const Comparison& comparison) {
  std::set<int64_t> sizes;
  for (const ComparisonRow& row : comparison.rows) {
    if (row.figures.throughput.has_value()) sizes.insert(row.figures.throughput->batch_size);
  }
  return sizes.empty() ? "batches" : absl::StrCat("batch of ", absl::StrJoin(sizes, " or "));
}

std::string Table(const Comparison& comparison) {
  std::string text = MarkdownRow({"variant", "accuracy", "95 % interval", "difference in points", "McNemar p",
                                  "flips to wrong / right", "size", "smaller", "p50 / p95 latency",
                                  "speed-up, one text", absl::StrCat("speed-up, ", BatchText(comparison))});
  absl::StrAppend(&text, "|---|---:|---|---|---:|---:|---:|---:|---:|---|---|\n");
  for (const ComparisonRow& row : comparison.rows) {
    const auto& latency = row.figures.latency;
    absl::StrAppend(
        &text,
        MarkdownRow(
            {EscapeMarkdown(row.label), Percent(row.figures.accuracy),
             absl::StrCat(Percent(row.accuracy_interval.low), " to ", Percent(row.accuracy_interval.high)),
             DifferenceCell(row), row.paired.has_value() ? Fixed(row.paired->mcnemar_p, 3) : "",
             row.paired.has_value() ? absl::StrCat(row.paired->flips_to_wrong, " / ", row.paired->flips_to_right) : "",
             Bytes(row.figures.size_bytes),
             row.compression.has_value() ? absl::StrCat(Fixed(*row.compression, 2), "×") : "",
             latency.has_value() ? absl::StrCat(Fixed(latency->p50_ms, 2), " / ", Fixed(latency->p95_ms, 2), " ms")
                                 : "not measured",
             SpeedCell(row, row.speedup_batch1), SpeedCell(row, row.speedup_throughput)}));
  }
  return text;
}

/// Which stages are not in the table, and how to add them; empty where all are.
std::string Missing(const Comparison& comparison) {
  std::string text;
  for (const std::string& stage : comparison.missing_stages) {
    absl::StrAppend(&text, text.empty() ? "\nNot in this report:\n\n" : "", "- ", stage, " has no results: `octavo ",
                    stage, "` and then `octavo compare` add it.\n");
  }
  return text;
}

std::string Front(const Comparison& comparison) {
  std::vector<std::string> names;
  for (const ComparisonRow& row : comparison.rows) {
    if (row.on_front) names.push_back(absl::StrCat("**", EscapeMarkdown(row.label), "**"));
  }
  return absl::StrCat("No other variant is at least as accurate, as small and as fast as: ", absl::StrJoin(names, ", "),
                      ".\n");
}

std::string Provenance(const Comparison& comparison) {
  const StageResult& first = comparison.stages[0];
  std::string text = absl::StrCat("- model ", EscapeMarkdown(first.model), " (", EscapeMarkdown(first.architecture),
                                  "), data set ", EscapeMarkdown(comparison.dataset), ": ", Thousands(first.train_rows),
                                  " training texts, ", Thousands(comparison.test_rows), " test texts, split by seed ",
                                  first.seed, ", texts cut at ", first.max_length, " tokens\n");
  for (const StageResult& stage : comparison.stages) {
    absl::StrAppend(&text, "- ", EscapeMarkdown(stage.stage), ": ", EscapeMarkdown(stage.started_at), ", ",
                    Span(absl::Seconds(stage.wall_seconds)), ", peak memory ", Bytes(stage.peak_memory_bytes), ", ",
                    EscapeMarkdown(stage.device_class), " (", EscapeMarkdown(stage.cpu_model), "), ", stage.threads,
                    stage.threads == 1 ? " thread" : " threads", ", Octavo ", EscapeMarkdown(stage.octavo_version),
                    ", LibTorch ", EscapeMarkdown(stage.libtorch_version), "\n");
  }
  return text;
}

/// "Accuracy comparison" for accuracy_comparison.png.
std::string PictureTitle(const std::string& file_name) {
  std::string title = absl::StrReplaceAll(file_name.substr(0, file_name.find('.')), {{"_", " "}});
  if (!title.empty()) title[0] = absl::ascii_toupper(static_cast<unsigned char>(title[0]));
  return title;
}

}  // namespace

std::string RenderReport(const Comparison& comparison, const std::vector<std::string>& pictures) {
  const ComparisonRow& best = comparison.rows[comparison.recommended];
  std::string text = absl::StrCat("# ", EscapeMarkdown(comparison.model), " on ", EscapeMarkdown(comparison.dataset),
                                  "\n\n## Ship ", EscapeMarkdown(best.label), "\n\n");
  for (const std::string& reason : comparison.reasons) absl::StrAppend(&text, "- ", EscapeMarkdown(reason), "\n");
  absl::StrAppend(&text, "\nThe rule: of the variants that cannot have lost more than ", Fixed(100 * kToleratedLoss, 1),
                  " percentage points (lower end of the 95 % interval), the one that answers a single text fastest; of "
                  "equally fast ones the smallest.\n");
  absl::StrAppend(&text, "\n## Table\n\n", Table(comparison),
                  "\nDifferences are paired: the same test texts, answered by both. Their intervals come from "
                  "resampling the texts (where fewer than ten answers flip, widened by "
                  "Agresti and Min's formula), McNemar's p is exact.\n"
                  "Speed-ups compare the medians of runs made in turn; their intervals come from resampling blocks of "
                  "neighbouring runs.\n",
                  Missing(comparison));
  for (const std::string& picture : pictures) {
    absl::StrAppend(&text, "\n![", PictureTitle(picture), "](", picture, ")\n");
  }
  if (comparison.repeats.has_value()) absl::StrAppend(&text, RenderRepeats(*comparison.repeats));
  absl::StrAppend(&text, RenderSpeedByShape(comparison));
  absl::StrAppend(&text, "\n## Pareto front\n\n", Front(comparison));
  absl::StrAppend(&text, "\n## Caveats\n\n");
  if (comparison.caveats.empty()) absl::StrAppend(&text, "None.\n");
  for (const std::string& caveat : comparison.caveats) absl::StrAppend(&text, "- ", EscapeMarkdown(caveat), "\n");
  absl::StrAppend(&text, "\n## What was run\n\n", Provenance(comparison));
  absl::StrAppend(&text, "\n## How to reproduce it\n\n```\n", ReproduceCommands(comparison), "```\n");
  return text;
}

}  // namespace octavo::client
