#include "client/render/training_plot.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/compare/training_curve.h"
#include "client/render/axis_ticks.h"
#include "client/render/numbers.h"
#include "client/render/palette.h"
#include "client/render/plot_page.h"
#include "client/render/plot_script.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr double kLeft = 110, kAxisRoom = 70, kPanelGap = 64;
constexpr TextStyle kNumber = {15, false, kMutedInk}, kAxis = {17, false, kMutedInk};
constexpr size_t kTraining = 0, kValidation = 1;  // styles

using Curve = std::vector<TrainingPoint>;

std::vector<TrainingPoint> Validated(const Curve& curve) {
  std::vector<TrainingPoint> points;
  std::copy_if(curve.begin(), curve.end(), std::back_inserter(points), [](const TrainingPoint& point) {
    return point.validation_accuracy.has_value() && std::isfinite(*point.validation_accuracy);
  });
  return points;
}

/// The epoch that a training keeps: the most accurate, of equally accurate ones that of the lowest loss, then the
/// first.
const TrainingPoint* Best(const std::vector<TrainingPoint>& validated) {
  const TrainingPoint* best = nullptr;
  for (const TrainingPoint& point : validated) {
    const double loss = point.validation_loss.value_or(std::numeric_limits<double>::infinity());
    const bool better = best == nullptr || *point.validation_accuracy > *best->validation_accuracy ||
                        (*point.validation_accuracy == *best->validation_accuracy &&
                         loss < best->validation_loss.value_or(std::numeric_limits<double>::infinity()));
    if (better) best = &point;
  }
  return best;
}

/// With room for a marker at step 0, and whole steps alone.
PlotAxis StepAxis(const Curve& curve) {
  double last = 1;
  for (const TrainingPoint& point : curve) last = std::max(last, static_cast<double>(point.step));
  return {-0.02 * last, 1.03 * last, false, RoundTicks(0, last, static_cast<int>(std::min(8.0, last)))};
}

PlotAxis LossAxis(const Curve& curve) {
  double high = 0;
  for (const TrainingPoint& point : curve) {
    for (const auto& loss : {point.loss, point.validation_loss}) {
      if (loss.has_value() && std::isfinite(*loss)) high = std::max(high, *loss);
    }
  }
  if (high == 0) high = 1;
  return {0, 1.08 * high, false, RoundTicks(0, 1.08 * high, 5)};
}

PlotAxis AccuracyAxis(const std::vector<TrainingPoint>& validated) {
  double low = 100, high = 0;
  for (const TrainingPoint& point : validated) {
    low = std::min(low, 100 * *point.validation_accuracy);
    high = std::max(high, 100 * *point.validation_accuracy);
  }
  const double margin = std::max(0.5, 0.3 * (high - low));
  PlotAxis axis{std::max(0.0, low - margin), high + margin};
  axis.ticks = RoundTicks(axis.low, std::min(100.0, axis.high), 4);
  return axis;
}

template <typename Value>
std::string Series(const Curve& points, const Value& value, PlotScript* script) {
  std::vector<std::string> rows;
  for (const TrainingPoint& point : points) {
    const std::optional<double> y = value(point);
    if (y.has_value()) rows.push_back(absl::StrCat(point.step, " ", PlotNumber(*y)));
  }
  if (rows.empty()) rows.push_back("0 NaN");
  return script->Data(rows);
}

/// The line of a validation and its markers over it.
std::vector<std::string> Points(const std::string& data) {
  std::vector<std::string> elements = {
      absl::StrCat(data, " using 1:2 with lines lw 3 dt (10,5) lc rgb '", VariantColour(kValidation), "'")};
  for (const std::string& layer : MarkerLayers(kValidation, 2))
    elements.push_back(absl::StrCat(data, " using 1:2 with points ", layer));
  return elements;
}

void DrawSteps(const Box& box, const PlotAxis& steps, PlotScript* script) {
  script->XNumbers(box, steps, kNumber);
  script->Text(box.right, box.bottom + 48, Align::kRight, "training step", kAxis);
}

/// What the two lines of the losses are, above their panel.
void DrawKey(const Box& box, bool validated, PlotScript* script) {
  const double y = box.top - 22;
  double x = box.right - (validated ? 420 : 200);
  script->Segment(x, y, x + 44, y, absl::StrCat("lw 2.5 lc rgb '", VariantColour(kTraining), "'"));
  script->Text(x + 54, y, Align::kLeft, "training", kAxis);
  if (!validated) return;
  x += 210;
  script->Segment(x, y, x + 44, y, absl::StrCat("lw 3 dt (10,5) lc rgb '", VariantColour(kValidation), "'"));
  script->Marker(x + 22, y, kValidation, 2);
  script->Text(x + 54, y, Align::kLeft, "validation", kAxis);
}

void DrawLosses(const Curve& curve, const std::vector<TrainingPoint>& validated, const PlotAxis& steps, const Box& box,
                PlotScript* script) {
  const PlotAxis losses = LossAxis(curve);
  script->YNumbers(box, losses, kNumber);
  script->Text(kPageMargin, box.top - 22, Align::kLeft, "loss, nats", kAxis);
  DrawKey(box, !validated.empty(), script);
  if (validated.empty()) DrawSteps(box, steps, script);
  const std::string training = Series(
      curve, [](const TrainingPoint& point) { return point.loss; }, script);
  const std::string validation = Series(
      validated, [](const TrainingPoint& point) { return point.validation_loss; }, script);
  script->Panel(box, steps, losses, 3);
  // A line through one point is none.
  const auto losses_shown =
      std::count_if(curve.begin(), curve.end(), [](const TrainingPoint& point) { return point.loss.has_value(); });
  std::vector<std::string> elements = Points(validation);
  elements.insert(elements.begin(),
                  absl::StrCat(training, " using 1:2 with ", losses_shown > 1 ? "lines" : "points pt 7 ps 1.5",
                               " lw 2 lc rgb '", VariantColour(kTraining), "'"));
  script->Plot(elements);
}

void DrawAccuracy(const std::vector<TrainingPoint>& validated, const PlotAxis& steps, const Box& box,
                  PlotScript* script) {
  const PlotAxis accuracies = AccuracyAxis(validated);
  const TrainingPoint& best = *Best(validated);
  const double x = PositionOn(steps, static_cast<double>(best.step), box.left, box.right);
  const double y = PositionOn(accuracies, 100 * *best.validation_accuracy, box.bottom, box.top);
  script->YNumbers(box, accuracies, kNumber);
  script->Text(kPageMargin, box.top - 22, Align::kLeft, AxisTitle("validation accuracy, %", accuracies), kAxis);
  const std::string text =
      absl::StrCat("kept: epoch ", best.epoch, ", ", Fixed(100 * *best.validation_accuracy, 2), " %");
  const double half = TextPixels(text, {17, true}) / 2;
  script->Text(std::clamp(x, box.left + half, box.right - half), y - 26, Align::kCentre, text, {17, true});
  DrawSteps(box, steps, script);
  const std::string data = Series(
      validated, [](const TrainingPoint& point) { return std::optional(100 * *point.validation_accuracy); }, script);
  const std::string kept = script->Data({absl::StrCat(best.step, " ", PlotNumber(100 * *best.validation_accuracy))});
  script->Panel(box, steps, accuracies, 3);
  std::vector<std::string> elements = Points(data);
  elements.push_back(absl::StrCat(kept, " using 1:2 with points pt 6 ps 4 lw 2 lc rgb '", kInk, "'"));
  script->Plot(elements);
}

}  // namespace

absl::StatusOr<Plot> TrainingCurvePlot(absl::string_view csv, absl::string_view title) {
  OCTAVO_ASSIGN_OR_RETURN(const Curve curve, ParseTrainingCurve(csv));
  if (curve.empty()) return absl::InvalidArgumentError("training_curve.csv has no rows");
  const std::vector<TrainingPoint> validated = Validated(curve);
  PlotScript script(kPictureWidth, kPictureHeight);
  const std::string explained =
      validated.empty() ? "There was no validation." : "The kept epoch is the one with the best validation accuracy.";
  const double top = DrawHeading(title, explained, &script) + 34;
  const double bottom = kPictureHeight - kPageMargin - kAxisRoom + 10;
  const double split = validated.empty() ? bottom : top + 0.58 * (bottom - top) - kPanelGap / 2;
  const PlotAxis steps = StepAxis(curve);
  DrawLosses(curve, validated, steps, {kLeft, top, kPictureWidth - kPageMargin - 20, split}, &script);
  if (!validated.empty()) {
    DrawAccuracy(validated, steps, {kLeft, split + kPanelGap, kPictureWidth - kPageMargin - 20, bottom}, &script);
  }
  return Plot{"training_curve.png", kPictureWidth, kPictureHeight, script.Take()};
}

}  // namespace octavo::client
