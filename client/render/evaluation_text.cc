#include "client/render/evaluation_text.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "client/compare/comparison.h"
#include "client/compare/result_fields.h"
#include "client/compare/stage_result.h"
#include "client/render/numbers.h"
#include "client/render/text_table.h"
#include "client/render/text_width.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

std::string Summary(const VariantFigures& figures) {
  const Interval interval = WilsonInterval(figures.accuracy, figures.rows);
  TextTable table({"accuracy", absl::StrCat(Fixed(100 * figures.accuracy, 2), " % (95 % interval ",
                                            Fixed(100 * interval.low, 2), " to ", Fixed(100 * interval.high, 2), ")")});
  table.Add({"macro F1", Fixed(figures.macro_f1, 4)});
  table.Add({"loss", Fixed(figures.loss, 4)});
  table.Add({"calibration error", Fixed(figures.calibration_error, 4)});
  table.Add({"size", Bytes(figures.size_bytes)});
  return table.Render();
}

absl::StatusOr<std::string> ByClass(const Json& evaluation) {
  TextTable table({"class", "texts", "precision", "recall", "F1"});
  table.AlignRight({1, 2, 3, 4});
  const Json* classes = At(evaluation, "per_class");
  if (classes == nullptr || !classes->is_array()) return BadField("evaluation/per_class", "a list");
  for (const Json& item : *classes) {
    std::string label;
    int64_t support = 0;
    double precision = 0, recall = 0, f1 = 0;
    OCTAVO_RETURN_IF_ERROR(Read(item, "label", &label));
    OCTAVO_RETURN_IF_ERROR(Read(item, "support", &support));
    OCTAVO_RETURN_IF_ERROR(Read(item, "precision", &precision));
    OCTAVO_RETURN_IF_ERROR(Read(item, "recall", &recall));
    OCTAVO_RETURN_IF_ERROR(Read(item, "f1", &f1));
    table.Add({label, Thousands(support), Fixed(precision, 4), Fixed(recall, 4), Fixed(f1, 4)});
  }
  return table.Render();
}

}  // namespace

absl::StatusOr<std::string> RenderEvaluation(const Json& result) {
  OCTAVO_ASSIGN_OR_RETURN(const StageResult stage, ParseStageResult("evaluate", result));
  const std::string& variant = stage.own_variants.front();
  const VariantFigures& figures = stage.variants.at(variant);
  const Json* evaluation = At(result, absl::StrCat("variants/", variant, "/evaluation"));
  OCTAVO_ASSIGN_OR_RETURN(const std::string classes, ByClass(*evaluation));
  std::string text =
      absl::StrCat(Printable(stage.model), " (", Printable(figures.kernels), ") on ", Printable(stage.dataset), ", ",
                   Thousands(figures.rows), " test texts\n\n", Summary(figures), "\n", classes);
  for (const std::string& warning : stage.warnings) absl::StrAppend(&text, "\nwarning: ", Printable(warning), "\n");
  return text;
}

}  // namespace octavo::client
