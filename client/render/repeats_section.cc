#include "client/render/repeats_section.h"

#include "absl/strings/str_cat.h"
#include "client/render/markdown.h"
#include "client/render/numbers.h"
#include "client/render/repeats_cells.h"
#include "client/render/repeats_text.h"

namespace octavo::client {
namespace {

/// "83.80 to 84.30"
std::string RangeCell(const RepeatedFigure& figure, double unit, bool with_sign) {
  if (!figure.estimate.has_value()) return "";
  const auto number = [&](double value) { return with_sign ? Signed(unit * value, 2) : Fixed(unit * value, 2); };
  return absl::StrCat(number(figure.estimate->lowest), " to ", number(figure.estimate->highest));
}

std::string Table(const RepeatStudy& study) {
  std::string text =
      MarkdownRow({"variant", "runs", "accuracy", "lowest to highest", "difference (95 % interval of its mean)",
                   "lowest to highest", "size", "speed-up, one text", "lowest to highest", "speed-up, batch"});
  absl::StrAppend(&text, "|---|---:|---:|---|---|---|---:|---:|---|---:|\n");
  for (const RepeatedRow& row : study.rows) {
    absl::StrAppend(&text,
                    MarkdownRow({EscapeMarkdown(row.label), absl::StrCat(row.accuracy.values.size()), AccuracyCell(row),
                                 RangeCell(row.accuracy, 100, false), DifferenceCell(row),
                                 RangeCell(row.accuracy_difference, 100, true), SizeCell(row),
                                 SpeedupCell(row, row.speedup_batch1, "×"), RangeCell(row.speedup_batch1, 1, false),
                                 SpeedupCell(row, row.speedup_throughput, "×")}));
  }
  return text;
}

}  // namespace

std::string RenderRepeats(const RepeatStudy& study) {
  std::string text = absl::StrCat("\n## Over several seeds\n\n", SeedsText(study), "\n\n");
  if (study.runs.size() > 1) {
    absl::StrAppend(&text, Table(study), "\n", RepeatsExplained(study), "\n\n");
    for (const std::string& finding : RepeatsFindings(study))
      absl::StrAppend(&text, "- ", EscapeMarkdown(finding), "\n");
  }
  for (const std::string& what : study.left_out) absl::StrAppend(&text, "- Left out: ", EscapeMarkdown(what), "\n");
  return text;
}

}  // namespace octavo::client
