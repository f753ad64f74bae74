#ifndef OCTAVO_CLIENT_RENDER_HTML_TABLE_H_
#define OCTAVO_CLIENT_RENDER_HTML_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/stats.h"

namespace octavo::client {

/// A cell: HTML, and what its column is sorted by: a number, or the text. What is not measured sorts last.
struct HtmlCell {
  std::string html;
  std::optional<double> value = {};
  int columns = 1;
};

struct HtmlColumn {
  std::string title;
  bool numeric = false;
};

/// A table with a caption, whose first column names the rows.
struct HtmlTable {
  std::string caption;
  std::vector<HtmlColumn> columns;
  std::vector<std::vector<HtmlCell>> rows = {};
  bool sortable = false;          // by script; without scripts it is as it is
  std::vector<bool> marked = {};  // rows to stand out
};

std::string RenderHtmlTable(const HtmlTable& table);

// Cells. A figure that is absent or not finite is said to be so, and never looks like a number.

HtmlCell TextCell(absl::string_view text);
/// `value` with `digits` decimals and `unit` behind.
HtmlCell NumberCell(const std::optional<double>& value, int digits, absl::string_view unit = "");
HtmlCell SignedCell(const std::optional<double>& value, int digits, absl::string_view unit = "");
HtmlCell CountCell(int64_t value);
HtmlCell BytesCell(const std::optional<int64_t>& bytes);
/// As RatioText().
HtmlCell RatioCell(const std::optional<RatioEstimate>& ratio);
/// A cell that says why it holds no figure.
HtmlCell AbsentCell(absl::string_view why);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_TABLE_H_
