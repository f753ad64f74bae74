#include "client/render/runs_table.h"

#include "absl/strings/str_cat.h"
#include "client/render/numbers.h"
#include "client/render/repeats_table.h"
#include "client/render/text_table.h"
#include "client/render/text_width.h"

namespace octavo::client {

std::string RenderRunsText(const RunComparison& runs) {
  TextTable table({"run", "variant", "accuracy", "difference to its baseline", "size", "p50 latency", "speed-up"});
  table.AlignRight({2, 4, 5, 6});
  const std::string first = Printable(runs.runs[0].name);
  std::string notes;
  for (const ComparedRun& run : runs.runs) {
    for (const ComparisonRow& row : run.comparison.rows) {
      const auto& paired = row.paired;
      table.Add({run.name, row.label, absl::StrCat(Fixed(100 * row.figures.accuracy, 2), " %"),
                 row.reference        ? "reference"
                 : paired.has_value() ? absl::StrCat(Signed(100 * paired->accuracy_difference, 2), " points")
                                      : "not comparable",
                 Bytes(row.figures.size_bytes),
                 row.figures.latency.has_value() ? absl::StrCat(Fixed(row.figures.latency->p50_ms, 2), " ms") : "",
                 row.speedup_batch1.has_value() && row.speed_comparable
                     ? absl::StrCat(Fixed(row.speedup_batch1->ratio, 2), "x")
                     : ""});
    }
    if (!run.why_not.empty()) {
      absl::StrAppend(&notes, Printable(run.name), " is not compared with ", first, ": ", Printable(run.why_not), "\n");
    } else if (!run.why_not_speed.empty()) {
      absl::StrAppend(&notes, "the speed of ", Printable(run.name), " is not compared with that of ", first, ": ",
                      Printable(run.why_not_speed), "\n");
    }
  }
  std::string text = table.Render();
  if (!notes.empty()) absl::StrAppend(&text, "\n", notes);
  for (const RepeatStudy& study : runs.repeats) absl::StrAppend(&text, "\n", RenderRepeatsText(study));
  return text;
}

}  // namespace octavo::client
