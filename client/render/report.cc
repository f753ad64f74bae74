#include "client/render/report.h"

#include <algorithm>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

/// Text from outside, harmless in Markdown.
std::string Escape(const std::string& text) {
  return absl::StrReplaceAll(text, {{"\\", "\\\\"},
                                    {"|", "\\|"},
                                    {"<", "&lt;"},
                                    {"`", "\\`"},
                                    {"*", "\\*"},
                                    {"_", "\\_"},
                                    {"[", "\\["},
                                    {"\n", " "},
                                    {"\r", " "}});
}

std::string Line(const std::vector<std::string>& cells) {
  return absl::StrCat("| ", absl::StrJoin(cells, " | "), " |\n");
}

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

/// The folder that holds a stage's.
std::string Parent(const std::string& folder) {
  const size_t slash = folder.rfind('/');
  return slash == std::string::npos || slash == 0 ? "." : folder.substr(0, slash);
}

std::string Table(const Comparison& comparison) {
  std::string text =
      Line({"variant", "accuracy", "95 % interval", "difference in points", "McNemar p", "flips to wrong / right",
            "size", "smaller", "p50 / p95 latency", "speed-up, one text", "speed-up, batch of 32"});
  absl::StrAppend(&text, "|---|---:|---|---|---:|---:|---:|---:|---:|---|---|\n");
  for (const ComparisonRow& row : comparison.rows) {
    const auto& latency = row.figures.latency;
    absl::StrAppend(
        &text,
        Line({Escape(row.label), Percent(row.figures.accuracy),
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

std::string Front(const Comparison& comparison) {
  std::vector<std::string> names;
  for (const ComparisonRow& row : comparison.rows) {
    if (row.on_front) names.push_back(absl::StrCat("**", Escape(row.label), "**"));
  }
  return absl::StrCat("No other variant is at least as accurate, as small and as fast as: ", absl::StrJoin(names, ", "),
                      ".\n");
}

std::string Provenance(const Comparison& comparison) {
  const StageResult& first = comparison.stages[0];
  std::string text = absl::StrCat("- model ", Escape(first.model), " (", Escape(first.architecture), "), data set ",
                                  Escape(first.dataset), ": ", Thousands(first.train_rows), " training texts, ",
                                  Thousands(comparison.test_rows), " test texts, split by seed ", first.seed,
                                  ", texts cut at ", first.max_length, " tokens\n");
  for (const StageResult& stage : comparison.stages) {
    absl::StrAppend(&text, "- ", Escape(stage.stage), ": ", Escape(stage.started_at), ", ",
                    Span(absl::Seconds(stage.wall_seconds)), ", peak memory ", Bytes(stage.peak_memory_bytes), ", ",
                    Escape(stage.device_class), " (", Escape(stage.cpu_model), "), ", stage.threads,
                    stage.threads == 1 ? " thread" : " threads", ", Octavo ", Escape(stage.octavo_version),
                    ", LibTorch ", Escape(stage.libtorch_version), "\n");
  }
  return text;
}

/// The parameters that a user would have given: those that shape the result, by the name of the flag.
std::string FlagsOf(const StageResult& stage, const std::vector<std::string>& names) {
  std::string flags;
  for (const std::string& name : names) {
    const auto value = stage.params.find(name);
    if (value == stage.params.end() || value->is_null()) continue;
    if (value->is_number() && *value == 0 && (name == "train_samples" || name == "eval_samples")) continue;
    absl::StrAppend(&flags, " --", name, " ", value->is_string() ? value->get<std::string>() : DumpJson(*value));
  }
  return flags;
}

}  // namespace

std::string ReproduceCommands(const Comparison& comparison) {
  std::string commands;
  std::string folder = comparison.stages[0].folder;
  for (const StageResult& stage : comparison.stages) {
    if (stage.stage == "baseline") {
      absl::StrAppend(&commands, "octavo baseline",
                      FlagsOf(stage, {"model", "dataset", "epochs", "batch_size", "learning_rate", "max_length", "seed",
                                      "train_samples", "eval_samples"}),
                      " --threads ", stage.threads, " --output_dir ", stage.folder, "\n");
    } else {
      absl::StrAppend(&commands, "octavo ", stage.stage, " --baseline-model ", folder, "/model",
                      FlagsOf(stage, {"dataset", "seed", "eval_samples"}), " --threads ", stage.threads,
                      " --output_dir ", stage.folder, "\n");
    }
  }
  return commands;
}

std::string RenderReport(const Comparison& comparison, bool with_plots) {
  const ComparisonRow& best = comparison.rows[comparison.recommended];
  std::string text = absl::StrCat("# ", Escape(comparison.model), " on ", Escape(comparison.dataset), "\n\n## Ship ",
                                  Escape(best.label), "\n\n");
  for (const std::string& reason : comparison.reasons) absl::StrAppend(&text, "- ", reason, "\n");
  absl::StrAppend(&text, "\nThe rule: of the variants that cannot have lost more than ", Fixed(100 * kToleratedLoss, 1),
                  " percentage points (lower end of the 95 % interval), the one that answers a single text fastest; of "
                  "equally fast ones the smallest.\n");
  absl::StrAppend(&text, "\n## Table\n\n", Table(comparison),
                  "\nDifferences are paired: the same test texts, answered by both. Their intervals come from "
                  "resampling the texts, McNemar's p is exact.\n"
                  "Speed-ups compare the medians of runs made in turn; their intervals come from resampling pairs of "
                  "neighbouring runs.\n");
  if (with_plots) {
    absl::StrAppend(
        &text,
        "\n![Accuracy](accuracy_comparison.png)\n\n![Size](size_comparison.png)\n\n![Speed](speed_comparison.png)\n");
  }
  absl::StrAppend(&text, "\n## Pareto front\n\n", Front(comparison));
  absl::StrAppend(&text, "\n## Caveats\n\n");
  if (comparison.caveats.empty()) absl::StrAppend(&text, "None.\n");
  for (const std::string& caveat : comparison.caveats) absl::StrAppend(&text, "- ", Escape(caveat), "\n");
  absl::StrAppend(&text, "\n## What was run\n\n", Provenance(comparison));
  absl::StrAppend(&text, "\n## How to reproduce it\n\n```\n", ReproduceCommands(comparison),
                  "octavo compare --results-dir ", Parent(comparison.stages[0].folder), "\n```\n");
  return text;
}

}  // namespace octavo::client
