#include "client/render/plots.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "client/render/numbers.h"
#include "client/render/palette.h"

namespace octavo::client {
namespace {

/// With more bars than this their captions stand in several short lines.
constexpr size_t kMostWideBars = 4;

constexpr absl::string_view kStyle =
    "set border 3 lc rgb '#444444' lw 1.5\n"
    "set tics nomirror out scale 0.6\n"
    "set grid ytics lc rgb '#cccccc' lw 1 dt 1\n"
    "set style fill solid 0.9 noborder\n"
    "set boxwidth 0.55\nset pointintervalbox 0\n"
    "set lmargin 13\nset rmargin 5\nset tmargin 5\n";

/// A gnuplot string in double quotes; text from outside cannot end it nor run commands.
std::string Quote(absl::string_view text) {
  return absl::StrCat(
      "\"",
      absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"\"", "\\\""}, {"\n", " "}, {"\r", " "}, {"`", "'"}, {"$", "\\$"}}),
      "\"");
}

struct Bar {
  size_t row = 0;  // in the comparison, which decides on the colour
  std::string label;
  double value = 0;
  std::optional<Interval> interval;
  std::string caption;      // above the bar
  std::string remark = {};  // a second line below the caption
};

struct BarChart {
  std::string file_name;
  std::string title;
  std::string subtitle;
  std::string axis;
  std::vector<Bar> bars;
  std::vector<std::string> left_out;
  std::optional<double> minimum;  // of the axis
  std::optional<double> maximum;
};

/// The lines above a bar; narrow ones are broken before their brackets.
std::vector<std::string> CaptionLines(const Bar& bar, bool narrow) {
  std::vector<std::string> lines;
  for (const std::string& text : {bar.caption, bar.remark}) {
    const size_t bracket = narrow ? text.find(" (") : std::string::npos;
    if (!text.empty()) lines.push_back(text.substr(0, bracket));
    if (bracket != std::string::npos) lines.push_back(text.substr(bracket + 1));
  }
  return lines;
}

/// The gnuplot command for the caption of bar number `index`, whose top is at `height`.
std::string CaptionLabel(const Bar& bar, size_t index, double height, bool narrow) {
  std::vector<std::string> quoted;
  for (const std::string& line : CaptionLines(bar, narrow)) quoted.push_back(Quote(line));
  return absl::StrCat("set label ", index + 2, " ", absl::StrJoin(quoted, " . \"\\n\" . "), " at first ", index,
                      ",first ", Fixed(height, 6), " center offset 0,", quoted.size(), narrow ? " font ',12'" : "",
                      "\n");
}

double HighEnd(const Bar& bar) {
  return bar.interval.has_value() ? std::max(bar.value, bar.interval->high) : bar.value;
}

Plot Draw(const BarChart& chart) {
  double top = 0;
  for (const Bar& bar : chart.bars) top = std::max(top, HighEnd(bar));
  const double bottom = chart.minimum.value_or(0);
  const bool narrow = chart.bars.size() > kMostWideBars;
  double ceiling = bottom + (top - bottom) * (narrow ? 1.3 : 1.2);
  if (chart.maximum.has_value()) ceiling = std::min(ceiling, *chart.maximum);
  if (ceiling <= bottom) ceiling = bottom + 1;

  std::string data = "$bars << EOD\n";
  std::string captions;
  std::vector<std::string> tics;
  for (size_t i = 0; i < chart.bars.size(); ++i) {
    const Bar& bar = chart.bars[i];
    const Interval interval = bar.interval.value_or(Interval{bar.value, bar.value});
    absl::StrAppend(&data, i, " ", Fixed(bar.value, 6), " ", Fixed(interval.low, 6), " ", Fixed(interval.high, 6), " ",
                    bar.interval.has_value() ? 1 : 0, " ", bar.row, "\n");
    absl::StrAppend(&captions, CaptionLabel(bar, i, HighEnd(bar), narrow));
    tics.push_back(absl::StrCat(Quote(bar.label), " ", i));
  }
  absl::StrAppend(&data, "EOD\n");
  std::string script(kStyle);
  absl::StrAppend(&script, "set title ", Quote(chart.title), " . \"\\n\" . ", Quote(chart.subtitle), "\n");
  absl::StrAppend(&script, "set ylabel ", Quote(chart.axis),
                  " offset -1,0\nset xrange [-0.6:", Fixed(static_cast<double>(chart.bars.size()) - 0.4, 1),
                  "]\nset yrange [", Fixed(bottom, 6), ":", Fixed(ceiling, 6), "]\nset xtics (",
                  absl::StrJoin(tics, ", "), ")", narrow ? " font ',12'" : "", "\nset key off\n");
  absl::StrAppend(&script, "set bmargin ", chart.left_out.empty() ? 4 : 7, "\n");
  if (!chart.left_out.empty()) {
    absl::StrAppend(&script, "set label 1 ",
                    Quote(absl::StrCat("Not comparable: ", absl::StrJoin(chart.left_out, "; "))),
                    " at screen 0.5,0.03 center\n");
  }
  absl::StrAppend(&script, captions, data, "plot \\\n");
  std::vector<std::string> parts;
  for (const Bar& bar : chart.bars) {
    parts.push_back(
        absl::StrCat("  $bars using ($6==", bar.row, "?$1:1/0):2 with boxes lc rgb '", VariantColour(bar.row), "'"));
  }
  parts.push_back("  $bars using ($5==1?$1:1/0):2:3:4 with yerrorbars lc rgb '#222222' lw 2 pt 0");
  absl::StrAppend(&script, absl::StrJoin(parts, ", \\\n"), "\n");
  return {chart.file_name, script};
}

std::string Subtitle(const Comparison& comparison) {
  return absl::StrCat(comparison.model, " on ", comparison.dataset, ", ", Thousands(comparison.test_rows),
                      " test texts");
}

Plot AccuracyPlot(const Comparison& comparison) {
  BarChart chart{"accuracy_comparison.png",
                 "Accuracy on the test texts (whiskers: 95 % interval)",
                 Subtitle(comparison),
                 "accuracy, %",
                 {},
                 {},
                 {},
                 100.0};
  double lowest = 100;
  for (size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    if (!row.comparable) {
      chart.left_out.push_back(row.label);
      continue;
    }
    std::string caption = absl::StrCat(Fixed(100 * row.figures.accuracy, 2), " %");
    if (row.paired.has_value()) absl::StrAppend(&caption, " (", Signed(100 * row.paired->accuracy_difference, 2), ")");
    chart.bars.push_back({i, row.label, 100 * row.figures.accuracy,
                          Interval{100 * row.accuracy_interval.low, 100 * row.accuracy_interval.high}, caption});
    lowest = std::min(lowest, 100 * row.accuracy_interval.low);
  }
  // Accuracies lie close together; an axis from zero would hide every difference. The title of the axis says so.
  chart.minimum = std::max(0.0, std::floor((lowest - 5) / 5) * 5);
  if (*chart.minimum > 0) absl::StrAppend(&chart.axis, " (axis begins at ", Fixed(*chart.minimum, 0), " %)");
  chart.maximum = 102;
  return Draw(chart);
}

Plot SizePlot(const Comparison& comparison) {
  BarChart chart{"size_comparison.png", "Size of the model's files", Subtitle(comparison), "size, MiB", {}, {}, {}, {}};
  for (size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    if (!row.comparable) {
      chart.left_out.push_back(row.label);
      continue;
    }
    std::string caption = absl::StrCat(Mebibytes(row.figures.size_bytes), " MiB");
    if (row.compression.has_value()) absl::StrAppend(&caption, " (", Fixed(*row.compression, 2), "x smaller)");
    chart.bars.push_back(
        {i, row.label, static_cast<double>(row.figures.size_bytes) / (1024.0 * 1024.0), std::nullopt, caption});
  }
  return Draw(chart);
}

Plot SpeedPlot(const Comparison& comparison) {
  BarChart chart{"speed_comparison.png",
                 "Latency of one text: median (whiskers: up to the 95th percentile)",
                 Subtitle(comparison),
                 "latency, ms",
                 {},
                 {},
                 {},
                 {}};
  for (size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    if (!row.speed_comparable || !row.figures.latency.has_value()) {
      chart.left_out.push_back(row.label);
      continue;
    }
    const Latency& latency = *row.figures.latency;
    std::string remark;
    if (row.speedup_batch1.has_value()) {
      const RatioEstimate& speed = *row.speedup_batch1;
      remark = absl::StrCat(Fixed(speed.ratio, 2), "x as fast (", Fixed(speed.interval.low, 2), " to ",
                            Fixed(speed.interval.high, 2), ")");
    }
    chart.bars.push_back({i, row.label, latency.p50_ms, Interval{latency.p50_ms, latency.p95_ms},
                          absl::StrCat(Fixed(latency.p50_ms, 2), " ms"), remark});
  }
  return Draw(chart);
}

}  // namespace

const std::vector<std::string>& ComparisonPictures() {
  static const auto& names =
      *new std::vector<std::string>{"accuracy_comparison.png", "size_comparison.png", "speed_comparison.png"};
  return names;
}

std::vector<Plot> ComparisonPlots(const Comparison& comparison) {
  std::vector<Plot> plots = {AccuracyPlot(comparison), SizePlot(comparison)};
  const bool timed = std::any_of(comparison.rows.begin(), comparison.rows.end(), [](const ComparisonRow& row) {
    return row.speed_comparable && row.figures.latency.has_value();
  });
  if (timed) plots.push_back(SpeedPlot(comparison));
  return plots;
}

absl::StatusOr<Plot> TrainingCurvePlot(absl::string_view csv, absl::string_view title) {
  std::string losses = "$losses << EOD\n", validation = "$validation << EOD\n";
  bool has_validation = false;
  double last_step = 1, lowest = 100, highest = 0;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(csv, '\n', absl::SkipWhitespace())) {
    if (++number == 1) continue;
    const std::vector<absl::string_view> fields = absl::StrSplit(line, ',');
    double step = 0, loss = 0, accuracy = 0;
    if (fields.size() < 6 || !absl::SimpleAtod(fields[0], &step) || !absl::SimpleAtod(fields[2], &loss)) {
      return absl::InvalidArgumentError(
          absl::StrCat("training_curve.csv line ", number, ": step and loss are not numbers"));
    }
    last_step = std::max(last_step, step);
    absl::StrAppend(&losses, Fixed(step, 0), " ", Fixed(loss, 6), "\n");
    if (absl::SimpleAtod(fields[4], &accuracy)) {
      absl::StrAppend(&validation, Fixed(step, 0), " ", Fixed(100 * accuracy, 4), "\n");
      lowest = std::min(lowest, 100 * accuracy);
      highest = std::max(highest, 100 * accuracy);
      has_validation = true;
    }
  }
  if (number < 2) return absl::InvalidArgumentError("training_curve.csv has no rows");
  std::string script(kStyle);
  absl::StrAppend(
      &script, "set rmargin 13\nset bmargin 5\nset title ", Quote(title),
      "\nset xlabel \"training step\"\nset ylabel \"training loss, nats\"\nset yrange [0:*]\nset xrange [0:*]\n",
      "set key top center horizontal outside\n");
  absl::StrAppend(&script, losses, "EOD\n");
  if (has_validation) {
    absl::StrAppend(&script, validation, "EOD\nset border 11\nset y2tics out\nset y2range [",
                    Fixed(std::max(0.0, std::floor(lowest - 2)), 0), ":",
                    Fixed(std::min(100.0, std::ceil(highest + 2)), 0), "]\nset y2label \"validation accuracy, %\"\n");
  }
  absl::StrAppend(&script, "plot $losses using 1:2 with lines lw 2 lc rgb '", VariantColour(0),
                  "' title \"training loss\"");
  if (has_validation) {
    absl::StrAppend(&script, ", \\\n  $validation using 1:2 axes x1y2 with linespoints lw 3 pt 7 ps 2 lc rgb '",
                    VariantColour(1), "' title \"validation accuracy\"");
  }
  return Plot{"training_curve.png", absl::StrCat(script, "\n")};
}

}  // namespace octavo::client
