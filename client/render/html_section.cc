#include "client/render/html_section.h"

#include "absl/strings/str_cat.h"
#include "client/render/html_svg.h"
#include "client/render/html_text.h"

namespace octavo::client {

std::string RenderHtmlSection(const HtmlSection& section) {
  return absl::StrCat("<section id=\"", section.id, "\" aria-labelledby=\"", section.id, "-title\">\n<h2 id=\"",
                      section.id, "-title\">", EscapeHtml(section.title), "</h2>\n", section.content, "</section>\n");
}

std::string RenderHtmlFigure(const HtmlFigure& figure) {
  std::string table = figure.table;
  if (!table.empty()) {
    table = absl::StrCat("<details class=\"numbers\"><summary>The numbers of this picture</summary>\n", table,
                         "</details>\n");
  }
  return absl::StrCat("<figure id=\"", figure.id, "\">\n<figcaption id=\"", figure.id, "-caption\"><h3>",
                      EscapeHtml(figure.title), "</h3>", Paragraph(figure.caption), "</figcaption>\n", figure.picture,
                      table, "</figure>\n");
}

std::string HtmlLegend(const Comparison& comparison, const std::vector<size_t>& rows) {
  std::string items;
  for (const size_t row : rows) absl::StrAppend(&items, Element("li", "", VariantName(comparison, row)));
  return absl::StrCat("<ul class=\"legend\">", items, "</ul>\n");
}

std::string VariantName(const Comparison& comparison, size_t row) {
  return absl::StrCat(VariantSign(row), EscapeHtml(comparison.rows[row].label));
}

std::string HtmlList(const std::vector<std::string>& items) {
  std::string html;
  for (const std::string& item : items) absl::StrAppend(&html, Element("li", "", EscapeHtml(item)), "\n");
  return absl::StrCat("<ul>\n", html, "</ul>\n");
}

size_t RowOfStage(const Comparison& comparison, size_t stage, absl::string_view variant) {
  size_t first = comparison.rows.size();
  for (size_t i = 0; i < comparison.rows.size(); ++i) {
    if (comparison.rows[i].stage_index != stage) continue;
    if (comparison.rows[i].variant == variant) return i;
    if (first == comparison.rows.size()) first = i;
  }
  return first == comparison.rows.size() ? 0 : first;
}

}  // namespace octavo::client
