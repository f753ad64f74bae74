// Every picture of every kind of results, drawn by the real gnuplot and looked at pixel by pixel. To look at them
// oneself: OCTAVO_PICTURES=FOLDER client_picture_test keeps them there.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "client/compare/comparison.h"
#include "client/render/gnuplot.h"
#include "client/render/palette.h"
#include "client/render/plot_page.h"
#include "client/render/plot_script.h"
#include "client/render/plots.h"
#include "client/render/row_panel.h"
#include "client/render/training_plot.h"
#include "common/files.h"
#include "gtest/gtest.h"
#include "tests/support/png_image.h"
#include "tests/unit/render/picture_fixtures.h"
#include "tests/unit/render/plot_reading.h"

namespace octavo::client {
namespace {

constexpr size_t kBorder = 14;       // pixels of background on all sides, at least
constexpr double kLeastInk = 0.004;  // share of pixels that are not background
constexpr double kMostBlack = 0.05;  // a missing glyph's outline would fill more
constexpr size_t kLeastMark = 12;    // pixels of a variant's colour
constexpr PngImage::Colour kPaper = {255, 255, 255};

class PictureTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!FindGnuplot().ok()) GTEST_SKIP() << "needs gnuplot: apt-get install gnuplot-nox";
    const char* keep = std::getenv("OCTAVO_PICTURES");
    folder_ = keep == nullptr ? temporary_.path() : keep;
  }

  /// Draws and decodes; a failure is reported and gives an empty image.
  PngImage Draw(const Plot& plot, const std::string& name) {
    const std::string folder = absl::StrCat(folder_, "/", name);
    EXPECT_TRUE(MakeDirectories(folder).ok());
    const absl::Status drawn = DrawPlot(plot, folder);
    EXPECT_TRUE(drawn.ok()) << drawn;
    const absl::StatusOr<std::string> bytes = ReadFile(absl::StrCat(folder, "/", plot.file_name));
    EXPECT_TRUE(bytes.ok()) << bytes.status();
    if (!bytes.ok()) return {};
    absl::StatusOr<PngImage> image = PngImage::Decode(*bytes);
    EXPECT_TRUE(image.ok()) << image.status();
    return image.ok() ? *std::move(image) : PngImage();
  }

  const TempDir temporary_ = *TempDir::Create("octavo-pictures");
  std::string folder_;
};

/// Something is drawn, nothing touches the border, and nothing covers the rest.
void ExpectSound(const PngImage& image, const Plot& plot) {
  ASSERT_EQ(image.width(), static_cast<size_t>(plot.width));
  ASSERT_EQ(image.height(), static_cast<size_t>(plot.height));
  EXPECT_GE(image.width(), 1200u);
  EXPECT_GE(image.height(), 800u);
  size_t inked = 0, black = 0, at_border = 0;
  std::set<PngImage::Colour> colours;
  for (size_t y = 0; y < image.height(); ++y) {
    for (size_t x = 0; x < image.width(); ++x) {
      const PngImage::Colour colour = image.at(x, y);
      if (colour == kPaper) continue;
      colours.insert(colour);
      ++inked;
      if (image.Luma(x, y) < 8) ++black;
      const bool outer = x < kBorder || y < kBorder || x >= image.width() - kBorder || y >= image.height() - kBorder;
      if (outer) ++at_border;
    }
  }
  const double pixels = static_cast<double>(image.width() * image.height());
  EXPECT_EQ(at_border, 0u) << "something reaches the border";
  EXPECT_GE(static_cast<double>(inked) / pixels, kLeastInk) << "blank";
  EXPECT_LE(static_cast<double>(black) / pixels, kMostBlack) << "a glyph that no font has?";
  EXPECT_GE(colours.size(), 8u);
}

/// How many pixels of `box` have the colour of a row, which no antialiasing has changed.
size_t Pixels(const PngImage& image, const Box& box, size_t row) {
  uint32_t rgb = 0;
  EXPECT_TRUE(absl::SimpleHexAtoi(VariantColour(row) + 1, &rgb));
  const PngImage::Colour wanted = {static_cast<uint8_t>(rgb >> 16), static_cast<uint8_t>(rgb >> 8 & 0xFF),
                                   static_cast<uint8_t>(rgb & 0xFF)};
  const auto clip = [](double at, size_t end) {
    return static_cast<size_t>(std::clamp(at, 0.0, static_cast<double>(end)));
  };
  size_t count = 0;
  for (size_t y = clip(box.top, image.height()); y < clip(box.bottom, image.height()); ++y) {
    for (size_t x = clip(box.left, image.width()); x < clip(box.right, image.width()); ++x)
      count += image.at(x, y) == wanted ? 1 : 0;
  }
  return count;
}

using IsShown = bool (*)(const ComparisonRow&);

bool HasFigures(const ComparisonRow& row) { return WhyNotDrawn(row).empty(); }

bool HasLatency(const ComparisonRow& row) { return HasFigures(row) && IsTimed(row); }

/// Every row that is shown has its mark, in its colour, beside its name.
void ExpectMarksOnRows(const PngImage& image, const PlacedPanel& panel, const Comparison& comparison, IsShown shown) {
  const size_t rows = comparison.rows.size() + comparison.missing_stages.size();
  const double height = panel.box.height() / static_cast<double>(rows);
  for (size_t i = 0; i < comparison.rows.size(); ++i) {
    if (!shown(comparison.rows[i])) continue;
    const double top = panel.box.top + height * static_cast<double>(i);
    const Box band = {panel.box.left - 12, top, panel.box.right + 12, top + height};
    EXPECT_GE(Pixels(image, band, i), kLeastMark) << comparison.rows[i].label;
  }
}

/// Every point is at its place in its colour, but for those that another covers.
void ExpectPoints(const PngImage& image, const PlacedPanel& panel, const Comparison& comparison) {
  constexpr double kReach = 12;
  std::vector<std::pair<double, double>> places;
  const std::vector<size_t> rows = ComparableRows(comparison);
  for (size_t row : rows) {
    const VariantFigures& figures = comparison.rows[row].figures;
    places.push_back(
        {PositionOn(panel.x, static_cast<double>(figures.size_bytes) / (1 << 20), panel.box.left, panel.box.right),
         PositionOn(panel.y, 100 * figures.accuracy, panel.box.bottom, panel.box.top)});
  }
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto [x, y] = places[i];
    const bool covered =
        std::any_of(places.begin() + static_cast<ptrdiff_t>(i) + 1, places.end(),
                    [&](const auto& later) { return std::hypot(later.first - x, later.second - y) < 1.5 * kReach; });
    if (covered) continue;
    EXPECT_GE(Pixels(image, {x - kReach, y - kReach, x + kReach, y + kReach}, rows[i]), kLeastMark)
        << comparison.rows[rows[i]].label;
  }
}

/// Outlines: few in one panel, many in one each.
void ExpectOutlines(const PngImage& image, const std::vector<PlacedPanel>& panels, const Comparison& comparison) {
  const std::vector<size_t> rows = ComparableRows(comparison);
  ASSERT_TRUE(panels.size() == 1 || panels.size() == rows.size());
  for (size_t i = 0; i < rows.size(); ++i)
    EXPECT_GE(Pixels(image, panels[panels.size() == 1 ? 0 : i].box, rows[i]), kLeastMark)
        << comparison.rows[rows[i]].label;
}

/// Every variant that has a figure is seen where it belongs.
void ExpectEveryVariant(const PngImage& image, const Plot& plot, const Comparison& comparison) {
  const std::vector<PlacedPanel> panels = PanelsOf(plot);
  if (plot.file_name == "radar_chart.png") return ExpectOutlines(image, panels, comparison);
  if (plot.file_name == "accuracy_vs_size.png") return ExpectPoints(image, panels.at(0), comparison);
  if (plot.file_name == "summary_dashboard.png") {
    ASSERT_EQ(panels.size(), 4u);
    for (size_t i = 0; i < 3; ++i) ExpectMarksOnRows(image, panels[i], comparison, i < 2 ? HasFigures : HasLatency);
    return ExpectPoints(image, panels[3], comparison);
  }
  ExpectMarksOnRows(image, panels.at(0), comparison,
                    plot.file_name == "speed_comparison.png" ? HasLatency : HasFigures);
}

class EveryPictureTest : public PictureTest, public ::testing::WithParamInterface<PictureCase> {};

TEST_P(EveryPictureTest, IsSound) {
  const Comparison comparison = *Compare(GetParam().stages);
  for (const Plot& plot : ComparisonPlots(comparison)) {
    SCOPED_TRACE(absl::StrCat(GetParam().name, "/", plot.file_name));
    const PngImage image = Draw(plot, GetParam().name);
    ExpectSound(image, plot);
    ExpectEveryVariant(image, plot, comparison);
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, EveryPictureTest, ::testing::ValuesIn(PictureCases()),
                         [](const auto& each) { return each.param.name; });

TEST_F(PictureTest, TrainingCurves) {
  std::string one = "step,epoch,loss,learning_rate,validation_accuracy,validation_loss\n", many = one;
  absl::StrAppend(&one, "1,1,0.7,1e-05,,\n");
  for (int step = 1; step <= 600; ++step) {
    absl::StrAppend(&many, step, ",", 1 + (step - 1) / 200, ",", 0.2 + 0.6 * std::exp(-step / 150.0), ",1e-05,");
    absl::StrAppend(&many, step % 200 == 0 ? absl::StrCat(0.80 + step / 10000.0, ",", 0.5 - step / 5000.0) : ",", "\n");
  }
  // The beginning of a QAT: the validation of what it begins with, before there is a loss.
  const std::string header = "step,epoch,loss,learning_rate,validation_accuracy,validation_loss\n";
  const std::string qat = header + "0,0,,,0.86,0.38\n1,1,0.3,1e-5,,\n2,1,0.2,1e-5,0.85,0.39\n";
  const std::vector<std::pair<std::string, std::string>> cases = {{"one", one}, {"many", many}, {"qat", qat}};
  for (const auto& [name, csv] : cases) {
    SCOPED_TRACE(name);
    const absl::StatusOr<Plot> plot = TrainingCurvePlot(csv, "Training of 模型 minilm-l6 on " + std::string(200, 'x'));
    ASSERT_TRUE(plot.ok()) << plot.status();
    const PngImage image = Draw(*plot, "training-" + name);
    ExpectSound(image, *plot);
    EXPECT_GE(Pixels(image, PanelsOf(*plot).at(0).box, 0), kLeastMark) << "the loss, be it of a single step";
  }
}

/// The columns between which a line of text has ink.
double InkWidth(const PngImage& image, double middle, double height) {
  size_t first = image.width(), last = 0;
  for (size_t y = static_cast<size_t>(middle - height / 2); y < static_cast<size_t>(middle + height / 2); ++y) {
    for (size_t x = 0; x < image.width(); ++x) {
      if (image.at(x, y) == kPaper) continue;
      first = std::min(first, x), last = std::max(last, x);
    }
  }
  return last < first ? 0 : static_cast<double>(last - first + 1);
}

/// Texts whose characters fonts draw wide, and every printable character of ASCII.
std::vector<std::string> TextsToMeasure() {
  std::vector<std::string> texts = {"4.42× ± 5 % (95 % interval)",
                                    "Lorem ipsum dolor sit amet, 0123456789",
                                    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
                                    "αβγδεζηθικλμνξοπρστυφχψω",
                                    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧ",
                                    "ШЩЪЫЬЭЮЯШЩЪЫЬЭЮЯ",
                                    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
                                    "ÄÖÜäöüßéèêçñÆæŒœ©®",
                                    "Модель größer ελληνικά"};
  for (char letter = '!'; letter <= '~'; ++letter) texts.push_back(std::string(20, letter));
  return texts;
}

TEST_F(PictureTest, TextIsNoWiderThanItIsExpectedToBe) {
  constexpr double kPage = 1200, kLine = 40;
  const std::vector<std::string> texts = TextsToMeasure();
  for (const TextStyle& style : {TextStyle{13}, TextStyle{18}, TextStyle{18, true}, TextStyle{28, true}}) {
    const double height = kLine * static_cast<double>(texts.size() + 1);
    PlotScript script(kPage, height);
    for (size_t i = 0; i < texts.size(); ++i)
      script.Text(40, kLine * static_cast<double>(i + 1), Align::kLeft, texts[i], style);
    script.Panel({0, 0, kPage, height}, {}, {}, 0);
    script.Plot({"NaN"});
    const PngImage image = Draw({"texts.png", kPage, height, script.Take()}, "texts");
    ASSERT_EQ(image.width(), static_cast<size_t>(kPage));
    for (size_t i = 0; i < texts.size(); ++i) {
      const double width = InkWidth(image, kLine * static_cast<double>(i + 1), kLine);
      EXPECT_GT(width, 0) << texts[i];
      EXPECT_LE(width, TextPixels(texts[i], style)) << texts[i] << ", " << style.size << " pixels";
    }
  }
}

/// How the bar of each row looks in greyscale: how light it is, and how much that varies.
struct Grey {
  double mean = 0, deviation = 0;
};

Grey GreyOf(const PngImage& image, const Box& box) {
  double sum = 0, squares = 0, count = 0;
  for (size_t y = static_cast<size_t>(box.top); y < static_cast<size_t>(box.bottom); ++y) {
    for (size_t x = static_cast<size_t>(box.left); x < static_cast<size_t>(box.right); ++x) {
      const double luma = image.Luma(x, y);
      sum += luma, squares += luma * luma, ++count;
    }
  }
  const double mean = sum / count;
  return {mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
}

TEST_F(PictureTest, NeighboursDifferInGreyscale) {
  constexpr size_t kRows = 12;
  PlotScript script(1200, 1200);
  RowPanel panel{"", "", true, {}, 0, 1};
  std::vector<RowName> names;
  for (size_t i = 0; i < kRows; ++i) {
    names.push_back({"", i});
    panel.marks.push_back({1.0});
  }
  const Box box = {100, 120, 1100, 1080};
  DrawRowPanel(panel, names, box, {}, &script);
  const PngImage image = Draw({"greyscale.png", 1200, 1200, script.Take()}, "greyscale");
  ASSERT_EQ(image.height(), 1200u);
  std::vector<Grey> greys;
  const double height = box.height() / kRows;
  for (size_t i = 0; i < kRows; ++i) {
    const double middle = box.top + (static_cast<double>(i) + 0.5) * height;
    greys.push_back(GreyOf(image, {300, middle - 0.2 * height, 900, middle + 0.2 * height}));
  }
  for (size_t i = 1; i < kRows; ++i) {
    const double step = std::hypot(greys[i].mean - greys[i - 1].mean, greys[i].deviation - greys[i - 1].deviation);
    EXPECT_GE(step, 8) << "rows " << i - 1 << " and " << i << ": " << greys[i - 1].mean << " and " << greys[i].mean;
    EXPECT_NE(StyleOf(i).shape, StyleOf(i - 1).shape);
    EXPECT_NE(StyleOf(i).hatch, StyleOf(i - 1).hatch);
    EXPECT_NE(DashOf(i), DashOf(i - 1));
  }
}

}  // namespace
}  // namespace octavo::client
