#include "client/render/html_variants.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/compare/stage_folders.h"
#include "client/render/figure_text.h"
#include "client/render/html_table.h"
#include "client/render/html_text.h"
#include "client/render/method_text.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

std::string Tile(absl::string_view figure, absl::string_view what, absl::string_view more) {
  return absl::StrCat("<div><dt>", EscapeHtml(what), "</dt><dd><strong>", EscapeHtml(figure), "</strong><span>",
                      EscapeHtml(more), "</span></dd></div>\n");
}

std::string Tiles(const ComparisonRow& row) {
  std::string accuracy = absl::StrCat("95 % interval ", IntervalText(row.accuracy_interval, 100, 2));
  if (row.paired.has_value()) {
    accuracy = absl::StrCat(FigureText(100 * row.figures.accuracy, 2, " %"), ", 95 % interval of the difference ",
                            Signed(100 * row.paired->accuracy_difference_interval.low, 2), " to ",
                            Signed(100 * row.paired->accuracy_difference_interval.high, 2));
  }
  std::string tiles =
      Tile(row.paired.has_value() ? absl::StrCat(Signed(100 * row.paired->accuracy_difference, 2), " points")
                                  : FigureText(100 * row.figures.accuracy, 2, " %"),
           row.paired.has_value() ? "accuracy against the baseline" : "accuracy", accuracy);
  if (row.speedup_batch1.has_value() && row.speed_comparable) {
    absl::StrAppend(&tiles, Tile(absl::StrCat(Fixed(row.speedup_batch1->ratio, 2), "×"), "as fast, one text",
                                 absl::StrCat("95 % interval ", IntervalText(row.speedup_batch1->interval, 1, 2))));
  }
  const std::string size = Bytes(row.figures.size_bytes);
  absl::StrAppend(&tiles, row.compression.has_value()
                              ? Tile(CompressionText(*row.compression), "size against the baseline",
                                     absl::StrCat("files of ", size))
                              : Tile(size, "size", "the files that are needed to run it"));
  return absl::StrCat("<dl class=\"tiles\">\n", tiles, "</dl>\n");
}

HtmlCell DifferenceHtml(const ComparisonRow& row) {
  if (row.reference) return AbsentCell("reference");
  if (!row.paired.has_value()) return AbsentCell("not compared");
  return {PairedText(*row.paired), row.paired->accuracy_difference};
}

HtmlCell SpeedUpHtml(const ComparisonRow& row, const std::optional<RatioEstimate>& speed) {
  if (row.reference) return AbsentCell("reference");
  return row.speed_comparable ? RatioCell(speed) : AbsentCell("not compared");
}

std::optional<double> PercentOf(const std::optional<double>& share) {
  return share.has_value() ? std::optional<double>(100 * *share) : std::nullopt;
}

HtmlCell NameHtml(const Comparison& comparison, size_t row) {
  std::string html = VariantName(comparison, row);
  if (row == comparison.recommended) absl::StrAppend(&html, " <span class=\"badge\">ship this</span>");
  return {html};
}

std::string MainTable(const Comparison& comparison) {
  HtmlTable table{"Variants: accuracy, size and speed against the baseline",
                  {{"variant"},
                   {"accuracy", true},
                   {"95 % interval", true},
                   {"difference in points", true},
                   {"McNemar p", true},
                   {"size", true},
                   {"compression", true},
                   {"p50 latency", true},
                   {"speed-up, one text", true},
                   {absl::StrCat("speed-up, ", BatchText(comparison)), true},
                   {"Pareto front"}}};
  table.sortable = true;
  for (size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    const auto& latency = row.figures.latency;
    table.marked.push_back(i == comparison.recommended);
    table.rows.push_back({NameHtml(comparison, i),
                          NumberCell(100 * row.figures.accuracy, 2, " %"),
                          {IntervalText(row.accuracy_interval, 100, 2), row.accuracy_interval.low},
                          DifferenceHtml(row),
                          row.paired.has_value() ? NumberCell(row.paired->mcnemar_p, 3) : AbsentCell("–"),
                          BytesCell(row.figures.size_bytes),
                          row.compression.has_value() ? NumberCell(row.compression, 2, "×") : AbsentCell("–"),
                          NumberCell(latency.has_value() ? std::optional(latency->p50_ms) : std::nullopt, 2, " ms"),
                          SpeedUpHtml(row, row.speedup_batch1),
                          SpeedUpHtml(row, row.speedup_throughput),
                          TextCell(row.on_front ? "yes" : "no")});
  }
  return RenderHtmlTable(table);
}

std::vector<HtmlCell> MoreFigures(const Comparison& comparison, size_t index) {
  const ComparisonRow& row = comparison.rows[index];
  const StageResult& stage = comparison.stages[row.stage_index];
  const VariantFigures& figures = row.figures;
  const auto measured = stage.comparisons.find(row.variant);
  const auto& paired = row.paired;
  const auto& through = figures.throughput;
  return {{VariantName(comparison, index)},
          NumberCell(PercentOf(figures.macro_f1), 2, " %"),
          NumberCell(figures.loss, 4),
          NumberCell(figures.calibration_error, 4),
          paired.has_value() ? HtmlCell{absl::StrCat(paired->flips_to_wrong, " / ", paired->flips_to_right),
                                        static_cast<double>(paired->flips_to_wrong)}
                             : AbsentCell("–"),
          paired.has_value() ? CountCell(paired->changed_predictions) : AbsentCell("–"),
          measured != stage.comparisons.end() && measured->second.mean_kl.has_value()
              ? NumberCell(measured->second.mean_kl, 6)
              : AbsentCell("–"),
          NumberCell(through.has_value() ? std::optional(through->samples_per_second) : std::nullopt, 1, " /s"),
          NumberCell(figures.load_seconds, 2, " s"),
          BytesCell(figures.load_peak_bytes),
          TextCell(figures.kernels)};
}

std::string MoreTable(const Comparison& comparison) {
  HtmlTable table{"Variants: more figures",
                  {{"variant"},
                   {"macro F1", true},
                   {"loss", true},
                   {"calibration error", true},
                   {"flips to wrong / right", true},
                   {"changed answers", true},
                   {"mean KL to the reference", true},
                   {"throughput, texts", true},
                   {"cold load", true},
                   {"memory after loading", true},
                   {"kernels"}}};
  table.sortable = true;
  for (size_t i = 0; i < comparison.rows.size(); ++i) table.rows.push_back(MoreFigures(comparison, i));
  return RenderHtmlTable(table);
}

/// Which stages of a results folder are not in the comparison, and how to add them; empty where all are.
std::string MissingStages(const Comparison& comparison) {
  std::vector<std::string> missing;
  for (const std::string& stage : comparison.missing_stages) {
    const StageFolder* known = FindStageFolder(stage);
    missing.push_back(absl::StrCat(stage, " has no results (", known == nullptr ? stage : known->folder, "/): octavo ",
                                   stage, " and then octavo compare add it."));
  }
  if (missing.empty()) return "";
  return absl::StrCat("<div class=\"note\" role=\"note\">\n<p>Not in this report:</p>\n", HtmlList(missing),
                      "</div>\n");
}

}  // namespace

HtmlSection RecommendationSection(const ReportInput& input) {
  const Comparison& comparison = input.comparison;
  const ComparisonRow& best = comparison.rows[comparison.recommended];
  return {"recommendation", absl::StrCat("Ship ", best.label),
          absl::StrCat(Tiles(best), HtmlList(comparison.reasons), Paragraph(RuleText()))};
}

HtmlSection VariantsSection(const ReportInput& input) {
  const Comparison& comparison = input.comparison;
  return {"variants", "Variants",
          absl::StrCat(MainTable(comparison),
                       Paragraph(FrontText(comparison, [](const std::string& label) { return label; })),
                       MissingStages(comparison), MoreTable(comparison), Paragraph(MethodText()))};
}

HtmlSection CaveatsSection(const ReportInput& input) {
  std::vector<std::string> caveats = input.comparison.caveats;
  for (const StageDetails& details : input.details) {
    for (const std::string& problem : details.problems) caveats.push_back(absl::StrCat(problem, "."));
  }
  return {"caveats", "Caveats", caveats.empty() ? Paragraph("None.") : HtmlList(caveats)};
}

}  // namespace octavo::client
