#include "client/render/html_layers.h"

#include "absl/strings/str_cat.h"
#include "client/render/html_ranges.h"
#include "client/render/html_search.h"
#include "client/render/html_sensitivity.h"
#include "client/render/html_text.h"

namespace octavo::client {

HtmlSection LayersSection(const ReportInput& input) {
  std::string html;
  for (size_t i = 0; i < input.comparison.stages.size(); ++i)
    absl::StrAppend(&html, SensitivityFigures(input.comparison, i, input.details[i].sensitivity),
                    SearchFigure(input.comparison, i, input.details[i].search));
  if (html.empty())
    html = Paragraph("No sensitivity of layers: the stage mixed, which measures it, has no such results here.");
  std::string ranges;
  for (size_t i = 0; i < input.comparison.stages.size(); ++i)
    absl::StrAppend(&ranges, RangesFigure(input.comparison, i, input.details[i].layers));
  if (ranges.empty())
    ranges = Paragraph("No ranges of layers: no stage with calibrated ranges (static, qat) left a layers.csv here.");
  return {"layers", "Layer by layer", absl::StrCat("<div class=\"figures\">\n", html, ranges, "</div>\n")};
}

}  // namespace octavo::client
