#ifndef OCTAVO_CLIENT_RENDER_HTML_SECTION_H_
#define OCTAVO_CLIENT_RENDER_HTML_SECTION_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/compare/comparison.h"
#include "client/compare/stage_details.h"

namespace octavo::client {

/// What report.html is made of: the comparison, and of each of its stages what lies in its folder.
struct ReportInput {
  const Comparison& comparison;
  const std::vector<StageDetails>& details;  // one for each of comparison.stages
};

/// A part of the page with its heading, which the list of contents names.
struct HtmlSection {
  std::string id;
  std::string title;    // plain text
  std::string content;  // HTML
};

std::string RenderHtmlSection(const HtmlSection& section);

/// A picture with its heading, what it shows in a sentence, and the same as a table.
struct HtmlFigure {
  std::string id;
  std::string title;    // plain text
  std::string caption;  // plain text
  std::string picture;  // HTML
  std::string table = {};
};

std::string RenderHtmlFigure(const HtmlFigure& figure);

/// Which marker stands for which of `rows`.
std::string HtmlLegend(const Comparison& comparison, const std::vector<size_t>& rows);

/// The name of a row with its marker, as a cell or heading shows it.
std::string VariantName(const Comparison& comparison, size_t row);

/// A list of sentences.
std::string HtmlList(const std::vector<std::string>& items);

/// The row that `stage` made of `variant`, else its first row, which gives the colour of whatever that stage shows.
size_t RowOfStage(const Comparison& comparison, size_t stage, absl::string_view variant = "");

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_SECTION_H_
