#include "client/render/html_training.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "client/compare/result_fields.h"
#include "client/render/figure_text.h"
#include "client/render/html_table.h"
#include "client/render/html_text.h"
#include "client/render/html_xy_chart.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

/// The running mean is over this part of all rows.
constexpr size_t kSmoothedParts = 40;

/// An entry of `training.history`. Epoch 0 is the model before the first step.
struct Epoch {
  int64_t number = 0;
  double step = 0;  // its last one
  std::optional<double> train_loss, validation_loss, validation_accuracy;
  bool best = false;
};

std::optional<double> NumberAt(const Json& json, absl::string_view path) {
  double value = 0;
  return Read(json, path, &value).ok() ? std::optional<double>(value) : std::nullopt;
}

std::vector<Epoch> EpochsOf(const Json& training, const std::vector<TrainingPoint>& points) {
  std::vector<Epoch> epochs;
  const Json* history = At(training, "history");
  if (history == nullptr || !history->is_array()) return epochs;
  int64_t best = -1;
  Read(training, "best_epoch", &best).IgnoreError();
  for (const Json& item : *history) {
    Epoch epoch;
    if (!Read(item, "epoch", &epoch.number).ok()) continue;
    for (const TrainingPoint& point : points) {
      if (point.epoch == epoch.number) epoch.step = static_cast<double>(point.step);
    }
    epoch.train_loss = NumberAt(item, "train_loss");
    epoch.validation_loss = NumberAt(item, "validation_loss");
    epoch.validation_accuracy = NumberAt(item, "validation_accuracy");
    epoch.best = epoch.number == best;
    epochs.push_back(epoch);
  }
  return epochs;
}

std::string EpochName(const Epoch& epoch) {
  return absl::StrCat("epoch ", epoch.number, epoch.number == 0 ? ", before the first step" : "",
                      epoch.best ? " (the best, which was kept)" : "");
}

XyLine LossLine(const std::vector<TrainingPoint>& points, size_t style) {
  XyLine line{XyLine::Kind::kFaint, style, {}};
  for (const TrainingPoint& point : points) {
    if (point.loss.has_value()) line.points.push_back({static_cast<double>(point.step), *point.loss});
  }
  return line;
}

/// The running mean over the rows around each.
XyLine Smoothed(const XyLine& raw) {
  XyLine line{XyLine::Kind::kSolid, raw.style, {}};
  const size_t half = raw.points.size() / kSmoothedParts / 2;
  for (size_t i = 0; i < raw.points.size(); ++i) {
    const size_t begin = i < half ? 0 : i - half, end = std::min(raw.points.size(), i + half + 1);
    double sum = 0;
    for (size_t k = begin; k < end; ++k) sum += raw.points[k].second;
    line.points.push_back({raw.points[i].first, sum / static_cast<double>(end - begin)});
  }
  return line;
}

std::string LossChart(const std::string& id, const StageDetails& details, const std::vector<Epoch>& epochs,
                      size_t style) {
  XyChart chart{id, "training step", "loss, nats", {}};
  chart.lines.push_back(LossLine(details.training, style));
  chart.lines.push_back(Smoothed(chart.lines[0]));
  for (const Epoch& epoch : epochs) {
    if (!epoch.validation_loss.has_value()) continue;
    chart.points.push_back({epoch.step,
                            *epoch.validation_loss,
                            style,
                            !epoch.best,
                            epoch.best,
                            {},
                            absl::StrCat(EpochName(epoch), ": validation loss ", Fixed(*epoch.validation_loss, 4),
                                         ", mean training loss ", FigureText(epoch.train_loss, 4))});
  }
  chart.x_low = 0;
  chart.y_low = 0;
  return RenderXyChart(chart);
}

XyChart ValidationChart(const std::string& id, const std::vector<Epoch>& epochs, size_t style) {
  XyChart chart{id, "training step", "validation accuracy, %", {}};
  XyLine line{XyLine::Kind::kSolid, style, {}};
  for (const Epoch& epoch : epochs) {
    if (!epoch.validation_accuracy.has_value()) continue;
    const double accuracy = 100 * *epoch.validation_accuracy;
    line.points.push_back({epoch.step, accuracy});
    chart.points.push_back({epoch.step,
                            accuracy,
                            style,
                            !epoch.best,
                            epoch.best,
                            {},
                            absl::StrCat(EpochName(epoch), ": validation accuracy ", Fixed(accuracy, 2), " %")});
  }
  chart.lines = {std::move(line)};
  chart.x_low = 0;
  return chart;
}

std::string EpochTable(const std::string& stage, const std::vector<Epoch>& epochs) {
  HtmlTable table{absl::StrCat("Epochs of ", stage),
                  {{"epoch"},
                   {"last step", true},
                   {"mean training loss", true},
                   {"validation loss", true},
                   {"validation accuracy", true}}};
  for (const Epoch& epoch : epochs) {
    const auto& accuracy = epoch.validation_accuracy;
    table.marked.push_back(epoch.best);
    table.rows.push_back({TextCell(EpochName(epoch)), CountCell(static_cast<int64_t>(epoch.step)),
                          epoch.train_loss.has_value() ? NumberCell(epoch.train_loss, 4) : AbsentCell("–"),
                          NumberCell(epoch.validation_loss, 4),
                          NumberCell(accuracy.has_value() ? std::optional(100 * *accuracy) : std::nullopt, 2, " %")});
  }
  return RenderHtmlTable(table);
}

std::string TrainingOf(const Comparison& comparison, size_t index, const StageDetails& details) {
  const StageResult& stage = comparison.stages[index];
  const std::vector<Epoch> epochs = EpochsOf(stage.training, details.training);
  const size_t style = RowOfStage(comparison, index);
  const std::string id = absl::StrCat("training-", index);
  const std::string name = comparison.rows[style].label;
  std::string html;
  if (details.training.empty()) {
    html = Paragraph(absl::StrCat("No curve of ", name, ": there is no readable training_curve.csv in its folder."));
  } else {
    html = RenderHtmlFigure({absl::StrCat(id, "-loss"), absl::StrCat("Loss of ", name),
                             "Training loss by step (thin) and its running mean (bold); the markers are the validation "
                             "loss after each epoch, the ringed one that of the epoch that was kept.",
                             LossChart(absl::StrCat(id, "-loss"), details, epochs, style)});
  }
  if (epochs.empty()) return absl::StrCat(html, Paragraph(absl::StrCat("No epochs are recorded of ", name, ".")));
  const XyChart accuracy = ValidationChart(absl::StrCat(id, "-accuracy"), epochs, style);
  absl::StrAppend(&html,
                  RenderHtmlFigure({accuracy.id, absl::StrCat("Validation accuracy of ", name),
                                    absl::StrCat("After each epoch, on the validation split; the ringed marker is the "
                                                 "epoch that was kept.",
                                                 ZeroNote(accuracy, "accuracy")),
                                    RenderXyChart(accuracy)}));
  return absl::StrCat("<div class=\"figures\">\n", html, "</div>\n", EpochTable(name, epochs));
}

}  // namespace

HtmlSection TrainingSection(const ReportInput& input) {
  std::string html;
  for (size_t i = 0; i < input.comparison.stages.size(); ++i) {
    if (!input.comparison.stages[i].training.is_null())
      absl::StrAppend(&html, TrainingOf(input.comparison, i, input.details[i]));
  }
  if (html.empty()) html = Paragraph("None of these results records a training.");
  return {"training", "Training", html};
}

}  // namespace octavo::client
