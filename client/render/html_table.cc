#include "client/render/html_table.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "client/render/figure_text.h"
#include "client/render/html_text.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

bool IsFigure(const std::optional<double>& value) { return value.has_value() && std::isfinite(*value); }

std::string CellAttributes(const HtmlCell& cell, const HtmlColumn& column) {
  std::string attributes;
  if (column.numeric) absl::StrAppend(&attributes, " class=\"number\"");
  if (cell.columns > 1) absl::StrAppend(&attributes, " colspan=\"", cell.columns, "\"");
  if (cell.value.has_value()) absl::StrAppend(&attributes, " data-value=\"", Fixed(*cell.value, 6), "\"");
  return attributes.empty() ? "" : attributes.substr(1);
}

std::string RenderRow(const HtmlTable& table, const std::vector<HtmlCell>& row, bool marked) {
  std::string html = marked ? "<tr class=\"marked\">" : "<tr>";
  for (size_t i = 0; i < row.size(); ++i) {
    const std::string attributes = CellAttributes(row[i], table.columns[i]);
    if (i == 0) {
      absl::StrAppend(
          &html, Element("th", absl::StrCat("scope=\"row\"", attributes.empty() ? "" : " ", attributes), row[i].html));
    } else {
      absl::StrAppend(&html, Element("td", attributes, row[i].html));
    }
  }
  return absl::StrCat(html, "</tr>\n");
}

}  // namespace

std::string RenderHtmlTable(const HtmlTable& table) {
  std::string head;
  for (const HtmlColumn& column : table.columns) {
    absl::StrAppend(&head, Element("th", column.numeric ? "scope=\"col\" class=\"number\"" : "scope=\"col\"",
                                   EscapeHtml(column.title)));
  }
  std::string body;
  for (size_t i = 0; i < table.rows.size(); ++i)
    absl::StrAppend(&body, RenderRow(table, table.rows[i], i < table.marked.size() && table.marked[i]));
  return absl::StrCat("<div class=\"scroll\"><table", table.sortable ? " class=\"sortable\"" : "", ">\n",
                      Element("caption", "", EscapeHtml(table.caption)), "\n<thead><tr>", head,
                      "</tr></thead>\n<tbody>\n", body, "</tbody></table></div>\n");
}

HtmlCell TextCell(absl::string_view text) { return {EscapeHtml(text)}; }

HtmlCell NumberCell(const std::optional<double>& value, int digits, absl::string_view unit) {
  if (!IsFigure(value)) return AbsentCell(kNotMeasured);
  return {EscapeHtml(FigureText(value, digits, unit)), value};
}

HtmlCell SignedCell(const std::optional<double>& value, int digits, absl::string_view unit) {
  if (!IsFigure(value)) return AbsentCell(kNotMeasured);
  return {EscapeHtml(absl::StrCat(Signed(*value, digits), unit)), value};
}

HtmlCell CountCell(int64_t value) { return {Thousands(value), static_cast<double>(value)}; }

HtmlCell BytesCell(const std::optional<int64_t>& bytes) {
  if (!bytes.has_value()) return AbsentCell(kNotMeasured);
  return {Bytes(*bytes), static_cast<double>(*bytes)};
}

HtmlCell RatioCell(const std::optional<RatioEstimate>& ratio) {
  if (!ratio.has_value() || !std::isfinite(ratio->ratio)) return AbsentCell(kNotMeasured);
  return {RatioText(ratio), ratio->ratio};
}

HtmlCell AbsentCell(absl::string_view why) { return {Element("span", "class=\"absent\"", EscapeHtml(why))}; }

}  // namespace octavo::client
