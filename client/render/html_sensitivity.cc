#include "client/render/html_sensitivity.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "client/render/html_row_chart.h"
#include "client/render/html_section.h"
#include "client/render/html_table.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

/// Divergences are small: shown in thousandths of a nat.
constexpr double kMilli = 1000;

std::vector<std::string> PrecisionsOf(const Sensitivity& sensitivity) {
  std::vector<std::string> names;
  for (const LayerSensitivity& each : sensitivity.layers) {
    if (std::find(names.begin(), names.end(), each.precision) == names.end()) names.push_back(each.precision);
  }
  return names;
}

RowItem SensitivityItem(const LayerSensitivity& each) {
  const std::string precision = absl::AsciiStrToUpper(each.precision);
  return {absl::StrCat(each.layer, ": ",
                       each.only_this ? absl::StrCat("this layer alone in ", precision)
                                      : absl::StrCat("all layers but this in ", precision),
                       ", mean KL ", Fixed(kMilli * each.mean_kl, 3), " thousandths of a nat, accuracy ",
                       Signed(100 * each.accuracy_difference, 2), " points"),
          {{each.only_this ? RowShape::Kind::kDot : RowShape::Kind::kHollowDot, 0, kMilli * each.mean_kl}}};
}

RowChart SensitivityChart(const std::string& id, const Sensitivity& sensitivity, const std::string& precision,
                          size_t style) {
  RowChart chart{id, "mean KL divergence from FP32, thousandths of a nat", {}};
  chart.low = 0;
  chart.dense = true;
  for (const LayerSensitivity& each : sensitivity.layers) {
    if (each.precision != precision) continue;
    if (chart.rows.empty() || chart.rows.back().label != each.layer) chart.rows.push_back({each.layer, style});
    chart.rows.back().items.push_back(SensitivityItem(each));
  }
  return chart;
}

std::string SensitivityTable(const Sensitivity& sensitivity, const std::string& precision) {
  HtmlTable table{absl::StrCat("Sensitivity of the layers to ", absl::AsciiStrToUpper(precision)),
                  {{"layer"}, {"in this precision"}, {"accuracy difference, points", true}, {"mean KL, nats", true}}};
  table.sortable = true;
  for (const LayerSensitivity& each : sensitivity.layers) {
    if (each.precision != precision) continue;
    table.rows.push_back({TextCell(each.layer), TextCell(each.only_this ? "only this layer" : "all but this layer"),
                          SignedCell(100 * each.accuracy_difference, 2), NumberCell(each.mean_kl, 6)});
  }
  return RenderHtmlTable(table);
}

}  // namespace

std::string SensitivityFigures(const Comparison& comparison, size_t stage, const Sensitivity& sensitivity) {
  std::string html;
  const std::vector<std::string> precisions = PrecisionsOf(sensitivity);
  for (size_t i = 0; i < precisions.size(); ++i) {
    const std::string id = absl::StrCat("sensitivity-", stage, "-", i);
    const std::string name = absl::AsciiStrToUpper(precisions[i]);
    const size_t style = RowOfStage(comparison, stage, precisions[i]);
    absl::StrAppend(
        &html,
        RenderHtmlFigure({id, absl::StrCat("Sensitivity of the layers to ", name),
                          absl::StrCat("How far the model's answers move from FP32's. Filled: only this layer in ",
                                       name, ". Hollow: all layers but this. Measured on ", Thousands(sensitivity.rows),
                                       " texts of the ", sensitivity.decided_on, " split."),
                          RenderRowChart(SensitivityChart(id, sensitivity, precisions[i], style)),
                          SensitivityTable(sensitivity, precisions[i])}));
  }
  return html;
}

}  // namespace octavo::client
