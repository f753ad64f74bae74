#include "client/render/report.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "client/render/figure_text.h"
#include "client/render/markdown.h"
#include "client/render/method_text.h"
#include "client/render/numbers.h"
#include "client/render/repeats_section.h"
#include "client/render/reproduce.h"
#include "client/render/speed_section.h"

namespace octavo::client {
namespace {

std::string Percent(double share) { return absl::StrCat(Fixed(100 * share, 2), " %"); }

std::string Table(const Comparison& comparison) {
  std::string text = MarkdownRow({"variant", "accuracy", "95 % interval", "difference in points", "McNemar p",
                                  "flips to wrong / right", "size", "compression", "p50 / p95 latency",
                                  "speed-up, one text", absl::StrCat("speed-up, ", BatchText(comparison))});
  absl::StrAppend(&text, "|---|---:|---|---|---:|---:|---:|---:|---:|---|---|\n");
  for (const ComparisonRow& row : comparison.rows) {
    const auto& latency = row.figures.latency;
    absl::StrAppend(
        &text,
        MarkdownRow(
            {EscapeMarkdown(row.label), Percent(row.figures.accuracy),
             absl::StrCat(Percent(row.accuracy_interval.low), " to ", Percent(row.accuracy_interval.high)),
             DifferenceText(row), row.paired.has_value() ? Fixed(row.paired->mcnemar_p, 3) : "",
             row.paired.has_value() ? absl::StrCat(row.paired->flips_to_wrong, " / ", row.paired->flips_to_right) : "",
             Bytes(row.figures.size_bytes),
             row.compression.has_value() ? absl::StrCat(Fixed(*row.compression, 2), "×") : "",
             latency.has_value() ? absl::StrCat(Fixed(latency->p50_ms, 2), " / ", Fixed(latency->p95_ms, 2), " ms")
                                 : "not measured",
             SpeedText(row, row.speedup_batch1), SpeedText(row, row.speedup_throughput)}));
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

std::string Bold(const std::string& label) { return absl::StrCat("**", EscapeMarkdown(label), "**"); }

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
  absl::StrAppend(&text, "\n", RuleText(), "\n");
  absl::StrAppend(&text, "\n## Table\n\n", Table(comparison), "\n", MethodText(), "\n", Missing(comparison));
  for (const std::string& picture : pictures) {
    absl::StrAppend(&text, "\n![", PictureTitle(picture), "](", picture, ")\n");
  }
  if (comparison.repeats.has_value()) absl::StrAppend(&text, RenderRepeats(*comparison.repeats));
  absl::StrAppend(&text, RenderSpeedByShape(comparison));
  absl::StrAppend(&text, "\n## Pareto front\n\n", FrontText(comparison, Bold), "\n");
  absl::StrAppend(&text, "\n## Caveats\n\n");
  if (comparison.caveats.empty()) absl::StrAppend(&text, "None.\n");
  for (const std::string& caveat : comparison.caveats) absl::StrAppend(&text, "- ", EscapeMarkdown(caveat), "\n");
  absl::StrAppend(&text, "\n## What was run\n\n", Provenance(comparison));
  absl::StrAppend(&text, "\n## How to reproduce it\n\n```\n", ReproduceCommands(comparison), "```\n");
  return text;
}

}  // namespace octavo::client
