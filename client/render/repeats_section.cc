#include "client/render/repeats_section.h"

#include "absl/strings/str_cat.h"
#include "client/render/markdown.h"
#include "client/render/numbers.h"
#include "client/render/repeats_cells.h"

namespace octavo::client {
namespace {

/// Less than one answer of any test part, and more than rounding makes.
constexpr double kSameDifference = 1e-9;

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

/// What the spread of the baseline tells.
std::string Luck(const RepeatedRow& row) {
  if (!row.accuracy.estimate.has_value()) return "";
  const MeanEstimate& accuracy = *row.accuracy.estimate;
  return absl::StrCat("- The luck of training: from the worst to the best seed the accuracy of ",
                      EscapeMarkdown(row.label), " moves by ", Fixed(100 * (accuracy.highest - accuracy.lowest), 2),
                      " points.\n");
}

/// What the differences tell of one variant.
std::string Doing(const RepeatedRow& row) {
  const std::optional<MeanEstimate>& difference = row.accuracy_difference.estimate;
  if (!difference.has_value() || !difference->interval.has_value()) return "";
  const char* verdict = "shows neither a loss nor a gain on average over seeds: the interval holds zero";
  if (difference->highest - difference->lowest < kSameDifference) {
    verdict = "differs by the same with every seed, so that its interval is no guide to other seeds";
  } else if (difference->interval->high < 0) {
    verdict = "loses accuracy on average over seeds";
  } else if (difference->interval->low > 0) {
    verdict = "gains accuracy on average over seeds";
  }
  return absl::StrCat("- ", EscapeMarkdown(row.label), " ", verdict, ".\n");
}

}  // namespace

std::string RenderRepeats(const RepeatStudy& study) {
  std::string text = absl::StrCat("\n## Over several seeds\n\n", SeedsText(study), "\n\n");
  if (study.runs.size() > 1) {
    absl::StrAppend(&text, Table(study),
                    "\nAll seeds have the same splits. A difference is taken from the FP32 baseline of the same seed, "
                    "from which the variant was made: the luck of training, which both share, is not in it. Its "
                    "interval is Student's t interval of the mean, with one degree of freedom less than there are "
                    "runs: it speaks of other seeds on these test texts, while the intervals of the table above speak "
                    "of other texts. The recommendation and the table above are those of seed ",
                    study.runs.front().seed, ".\n\n");
    for (const RepeatedRow& row : study.rows) absl::StrAppend(&text, row.reference ? Luck(row) : Doing(row));
  }
  for (const std::string& what : study.left_out) absl::StrAppend(&text, "- Left out: ", EscapeMarkdown(what), "\n");
  return text;
}

}  // namespace octavo::client
