#include "client/render/speed_section.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/render/figure_text.h"
#include "client/render/markdown.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

std::string Name(const std::string& variant) { return EscapeMarkdown(absl::AsciiStrToUpper(variant)); }

std::string Grid(const StageResult& stage, const std::string& reference, const std::string& variant) {
  std::string text = MarkdownRow({"texts x tokens", absl::StrCat(Name(reference), " median"),
                                  absl::StrCat(Name(variant), " median"), "speed-up (95 %)",
                                  absl::StrCat(Name(reference), " GFLOP/s"), absl::StrCat(Name(variant), " GFLOP/s")});
  absl::StrAppend(&text, "|---|---:|---:|---|---:|---:|\n");
  for (const GridShape& shape : stage.grid) {
    std::vector<std::string> times, gflops;
    for (const std::string& name : {reference, variant}) {
      const auto found = shape.times.find(name);
      const bool timed = found != shape.times.end();
      times.push_back(timed ? absl::StrCat(Fixed(found->second.p50_ms, 2), " ms") : "not measured");
      gflops.push_back(timed ? Fixed(found->second.gflops, 1) : "");
    }
    const auto speed = shape.speedups.find(variant);
    absl::StrAppend(&text, MarkdownRow({EscapeMarkdown(shape.shape), times[0], times[1],
                                        speed == shape.speedups.end() ? "not measured" : RatioText(speed->second),
                                        gflops[0], gflops[1]}));
  }
  return text;
}

/// The answer to the question that the table is read for.
std::string Verdict(const StageResult& stage, const ComparisonRow& row, const std::string& reference) {
  std::vector<std::string> slower;
  for (const GridShape* shape : SlowerShapes(stage.grid, row.variant)) {
    slower.push_back(absl::StrCat(EscapeMarkdown(shape->shape), ": ", RatioText(shape->speedups.at(row.variant))));
  }
  const std::string label = EscapeMarkdown(row.label);
  if (slower.empty()) return absl::StrCat(label, " is slower than ", Name(reference), " at none of these shapes.\n");
  return absl::StrCat("**", label, " is slower than ", Name(reference), " at ", slower.size(), " of ",
                      stage.grid.size(), " shapes**: ", absl::StrJoin(slower, ", "), ".\n");
}

std::string ConditionsText(const StageResult& stage) {
  const Conditions& conditions = stage.conditions;
  std::string text =
      absl::StrCat("- measured with ", stage.threads, stage.threads == 1 ? " thread" : " threads", " on ",
                   EscapeMarkdown(stage.device_class), " (", EscapeMarkdown(stage.cpu_model), ")\n");
  std::vector<std::string> peaks;
  for (const auto& [name, gflops] : conditions.gemm_peak_gflops)
    peaks.push_back(absl::StrCat(Name(name), " ", Fixed(gflops, 0)));
  if (!peaks.empty())
    absl::StrAppend(&text, "- measured peak of this machine's matrix products, GFLOP/s: ", absl::StrJoin(peaks, ", "),
                    "\n");
  if (conditions.reference_share.has_value()) {
    absl::StrAppend(&text, "- the reference reaches ", Fixed(100 * *conditions.reference_share, 0),
                    " % of its peak at ", EscapeMarkdown(conditions.reference_shape),
                    conditions.credible.value_or(true) ? "" : ": **the speed-ups are over a slow reference**", "\n");
  }
  if (conditions.load_before.has_value() && conditions.load_after.has_value()) {
    absl::StrAppend(&text, "- load average ", Fixed(*conditions.load_before, 2), " before and ",
                    Fixed(*conditions.load_after, 2), " after, this job's own threads included\n");
  }
  if (conditions.neighbour_cpu.has_value()) {
    absl::StrAppend(&text, "- other processes used ", Fixed(*conditions.neighbour_cpu, 2),
                    " CPUs on average while it was measured\n");
  }
  return text;
}

int64_t RunsOf(const StageResult& stage, const std::string& variant) {
  const auto times = stage.grid.front().times.find(variant);
  return times == stage.grid.front().times.end() ? 0 : times->second.runs;
}

}  // namespace

std::string RenderSpeedByShape(const Comparison& comparison) {
  std::string text;
  for (size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    const StageResult& stage = comparison.stages[row.stage_index];
    const auto measured = stage.comparisons.find(row.variant);
    if (!row.comparable || stage.grid.empty() || measured == stage.comparisons.end()) continue;
    const std::string& reference = measured->second.reference;
    if (text.empty()) text = "\n## Speed by shape\n";
    absl::StrAppend(&text, "\n", EscapeMarkdown(row.label), " and ", Name(reference),
                    ", timed in turn in one process, ", RunsOf(stage, row.variant), " runs of each at each shape:\n\n",
                    Grid(stage, reference, row.variant), "\n", Verdict(stage, row, reference));
    // Once for all variants of a stage.
    const bool last = i + 1 == comparison.rows.size() || comparison.rows[i + 1].stage_index != row.stage_index;
    if (last) absl::StrAppend(&text, "\n", ConditionsText(stage));
  }
  return text;
}

}  // namespace octavo::client
