// Every picture of every kind of results, drawn by the real gnuplot and looked at pixel by pixel. To look at them
// oneself: OCTAVO_PICTURES=FOLDER client_picture_test keeps them there.
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/compare/comparison.h"
#include "client/render/gnuplot.h"
#include "client/render/plot_script.h"
#include "client/render/plots.h"
#include "client/render/row_panel.h"
#include "client/render/training_plot.h"
#include "common/files.h"
#include "gtest/gtest.h"
#include "tests/support/png_image.h"
#include "tests/unit/render/picture_fixtures.h"

namespace octavo::client {
namespace {

constexpr size_t kBorder = 14;       // pixels of background on all sides, at least
constexpr double kLeastInk = 0.004;  // share of pixels that are not background
constexpr double kMostBlack = 0.05;  // a missing glyph's outline would fill more
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

class EveryPictureTest : public PictureTest, public ::testing::WithParamInterface<PictureCase> {};

TEST_P(EveryPictureTest, IsSound) {
  const Comparison comparison = *Compare(GetParam().stages);
  for (const Plot& plot : ComparisonPlots(comparison)) {
    SCOPED_TRACE(absl::StrCat(GetParam().name, "/", plot.file_name));
    ExpectSound(Draw(plot, GetParam().name), plot);
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
    ExpectSound(Draw(*plot, "training-" + name), *plot);
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
    EXPECT_NE(StyleOf(i).point, StyleOf(i - 1).point);
    EXPECT_NE(StyleOf(i).pattern, StyleOf(i - 1).pattern);
    EXPECT_STRNE(StyleOf(i).dash_type, StyleOf(i - 1).dash_type);
  }
}

}  // namespace
}  // namespace octavo::client
