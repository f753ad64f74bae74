#include "client/render/html_classes.h"

#include <algorithm>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "client/render/html_table.h"
#include "client/render/html_text.h"
#include "client/render/numbers.h"
#include "common/stats.h"

namespace octavo::client {
namespace {

/// A matrix of more classes is no longer read; the largest confusions are listed instead.
constexpr size_t kLargestMatrix = 12;
constexpr size_t kMostConfusions = 20;

absl::StatusOr<ClassificationScores> ScoresOf(const StageResult& stage, const std::string& variant) {
  std::vector<int32_t> labels, answers;
  for (const Prediction& row : stage.AnswersOf(variant)) {
    labels.push_back(row.label);
    answers.push_back(row.predicted);
  }
  return ScoreClassification(labels, answers, static_cast<int>(stage.labels.size()));
}

/// How a cell of the matrix is shaded: in tenths of its row, right answers in another colour than wrong ones.
std::string Shade(int64_t count, int64_t support, bool right) {
  if (count == 0 || support == 0) return "";
  const int64_t tenths = std::clamp<int64_t>((10 * count + support / 2) / support, 1, 10);
  return absl::StrCat(" class=\"", right ? "right-" : "wrong-", tenths, "\"");
}

std::string Matrix(const StageResult& stage, const ClassificationScores& scores) {
  std::string head = "<tr><th scope=\"col\">label</th>";
  for (const std::string& label : stage.labels)
    absl::StrAppend(&head, Element("th", "scope=\"col\"", absl::StrCat("→ ", EscapeHtml(label))));
  std::string body;
  for (size_t i = 0; i < scores.confusion.size(); ++i) {
    absl::StrAppend(&body, "<tr>", Element("th", "scope=\"row\"", EscapeHtml(stage.labels[i])));
    for (size_t k = 0; k < scores.confusion[i].size(); ++k) {
      const int64_t count = scores.confusion[i][k];
      absl::StrAppend(&body, "<td", Shade(count, scores.classes[i].support, i == k), ">", Thousands(count), "</td>");
    }
    absl::StrAppend(&body, "</tr>\n");
  }
  return absl::StrCat(
      "<div class=\"scroll\"><table class=\"matrix\">\n<caption>Confusion matrix: label by row, answer "
      "by column</caption>\n<thead>",
      head, "</tr></thead>\n<tbody>\n", body, "</tbody></table></div>\n");
}

std::string LargestConfusions(const StageResult& stage, const ClassificationScores& scores) {
  struct Confusion {
    int64_t count;
    size_t label, answer;
  };
  std::vector<Confusion> confusions;
  for (size_t i = 0; i < scores.confusion.size(); ++i) {
    for (size_t k = 0; k < scores.confusion[i].size(); ++k) {
      if (i != k && scores.confusion[i][k] > 0) confusions.push_back({scores.confusion[i][k], i, k});
    }
  }
  std::stable_sort(confusions.begin(), confusions.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  confusions.resize(std::min(confusions.size(), kMostConfusions));
  HtmlTable table{absl::StrCat("The most frequent confusions (of ", stage.labels.size(), " classes)"),
                  {{"label"}, {"answer"}, {"texts", true}}};
  for (const Confusion& each : confusions) {
    table.rows.push_back(
        {TextCell(stage.labels[each.label]), TextCell(stage.labels[each.answer]), CountCell(each.count)});
  }
  return RenderHtmlTable(table);
}

std::string ByClassTable(const StageResult& stage, const ClassificationScores& scores) {
  HtmlTable table{"Results by class",
                  {{"class"}, {"texts", true}, {"precision", true}, {"recall", true}, {"F1", true}}};
  table.sortable = true;
  for (size_t i = 0; i < scores.classes.size(); ++i) {
    const ClassScores& each = scores.classes[i];
    table.rows.push_back({TextCell(stage.labels[i]), CountCell(each.support), NumberCell(each.precision, 4),
                          NumberCell(each.recall, 4), NumberCell(each.f1, 4)});
  }
  return RenderHtmlTable(table);
}

std::string ClassesOf(const Comparison& comparison, size_t index) {
  const ComparisonRow& row = comparison.rows[index];
  const StageResult& stage = comparison.stages[row.stage_index];
  const std::string name = Element("h3", "", VariantName(comparison, index));
  const absl::StatusOr<ClassificationScores> scores = ScoresOf(stage, row.variant);
  if (!scores.ok()) {
    return absl::StrCat(
        "<article>\n", name,
        Paragraph(absl::StrCat("Not shown: the predictions cannot be scored (", scores.status().message(), ").")),
        "</article>\n");
  }
  return absl::StrCat(
      "<article>\n", name,
      stage.labels.size() <= kLargestMatrix ? Matrix(stage, *scores) : LargestConfusions(stage, *scores),
      ByClassTable(stage, *scores), "</article>\n");
}

}  // namespace

HtmlSection ClassesSection(const ReportInput& input) {
  std::string html = Paragraph(
      "Computed again from the stored predictions of each variant on the test texts. The darker a cell of a matrix, "
      "the larger its share of the row; right answers and wrong ones have different colours.");
  absl::StrAppend(&html, "<div class=\"cards\">\n");
  for (size_t i = 0; i < input.comparison.rows.size(); ++i) absl::StrAppend(&html, ClassesOf(input.comparison, i));
  return {"classes", "By class", absl::StrCat(html, "</div>\n")};
}

}  // namespace octavo::client
