// Every rendering, byte for byte. After a wanted change: client_render_test --update_golden, and look at the
// difference.
#include <set>
#include <string>
#include <utility>

#include "client/compare/comparison.h"
#include "client/render/evaluation_text.h"
#include "client/render/palette.h"
#include "client/render/plots.h"
#include "client/render/repeats_section.h"
#include "client/render/repeats_table.h"
#include "client/render/report.h"
#include "client/render/summary_table.h"
#include "client/render/training_plot.h"
#include "gtest/gtest.h"
#include "tests/unit/compare/stage_fixtures.h"
#include "tests/unit/render/comma_locale.h"
#include "tests/unit/render/golden.h"
#include "tests/unit/render/picture_fixtures.h"

namespace octavo::client {
namespace {

class RenderGoldenTest : public ::testing::Test {
 protected:
  // A decimal comma must change nothing.
  const CommaLocale locale_;

  static Comparison TwoRows() { return *Compare({BaselineStage(), DynamicStage()}); }
  static Comparison OtherDevice() {
    StageResult dynamic = DynamicStage();
    dynamic.device_class = "cuda:NVIDIA H200";
    return *Compare({BaselineStage(), dynamic});
  }
};

TEST_F(RenderGoldenTest, SummaryTable) { ExpectGolden("summary_table.csv", RenderSummaryCsv(TwoRows())); }
TEST_F(RenderGoldenTest, SummaryText) { ExpectGolden("summary_text.txt", RenderSummaryText(TwoRows())); }
TEST_F(RenderGoldenTest, Report) { ExpectGolden("summary_report.md", RenderReport(TwoRows(), ComparisonPictures())); }
TEST_F(RenderGoldenTest, ReportOfRowsThatAreNotComparable) {
  ExpectGolden("summary_report_other_device.md", RenderReport(OtherDevice(), {}));
}

TEST_F(RenderGoldenTest, ReportWithALatencyGrid) {
  const Comparison comparison = *Compare({BaselineStage(), DynamicStageWithGrid(2.5)});
  ExpectGolden("summary_report_grid.md", RenderReport(comparison, {"accuracy_comparison.png"}));
}
TEST_F(RenderGoldenTest, EveryStage) {
  const Comparison comparison = *Compare(AllStages());
  ExpectGolden("summary_report_all_stages.md", RenderReport(comparison, ComparisonPictures()));
  ExpectGolden("summary_table_all_stages.csv", RenderSummaryCsv(comparison));
}
TEST_F(RenderGoldenTest, SeveralSeeds) {
  const Comparison comparison = FourSeeds();
  ExpectGolden("summary_report_repeats.md", RenderReport(comparison, {}));
  ExpectGolden("repeats.csv", RenderRepeatsCsv(*comparison.repeats));
  ExpectGolden("repeats.txt", RenderRepeatsText(*comparison.repeats));
}
TEST_F(RenderGoldenTest, SeedsOfWhichOnlyOneCounts) {
  const RepeatStudy study = StudyRepeats({*MakeSeedRun("results", SeedStages(42, 160, 163))},
                                         {"results/repeats/seed-43: *nothing* to read."});
  ExpectGolden("repeats_single.md", RenderRepeats(study));
  ExpectGolden("repeats_single.txt", RenderRepeatsText(study));
  ExpectGolden("repeats_single.csv", RenderRepeatsCsv(study));
}
TEST_F(RenderGoldenTest, Evaluation) {
  Json result = RecordJson("evaluate", 1000);
  result["variants"]["model"] = VariantJson(0.84, 1000, 23'100'000, 2.0);
  result["variants"]["model"]["evaluation"]["per_class"] = {
      {{"label", "negative"}, {"support", 1234}, {"precision", 0.5}, {"recall", 0.25}, {"f1", 0.3333}}};
  result["warnings"] = {"texts are cut"};
  const auto text = RenderEvaluation(result);
  ASSERT_TRUE(text.ok()) << text.status();
  ExpectGolden("evaluation.txt", *text);
  result["variants"]["model"]["evaluation"]["per_class"][0].erase("f1");
  EXPECT_EQ(RenderEvaluation(result).status().code(), absl::StatusCode::kInvalidArgument);
}
TEST_F(RenderGoldenTest, ReportWithoutTimes) {
  StageResult baseline = BaselineStage(), dynamic = DynamicStage();
  for (StageResult* stage : {&baseline, &dynamic}) {
    for (auto& [name, figures] : stage->variants) figures.latency = {}, figures.throughput = {};
  }
  dynamic.comparisons["int8"].speedup_batch1 = {};
  dynamic.comparisons["int8"].speedup_throughput = {};
  ExpectGolden("summary_report_untimed.md", RenderReport(*Compare({baseline, dynamic}), {}));
}

// What reports have to cope with: one variant, twelve, missing stages, times that are no numbers, names of any script,
// and rows that are refused, each with its reason.
TEST_F(RenderGoldenTest, ReportOfEveryKindOfResults) {
  for (const PictureCase& each : PictureCases()) {
    const std::string report = RenderReport(*Compare(each.stages), {});
    ExpectGolden("report_" + each.name + ".md", report);
    EXPECT_EQ(report.find("nan"), std::string::npos) << each.name;
  }
}

// And pictures: few rows and many, gaps, and names that must not be commands.
TEST_F(RenderGoldenTest, PicturesOfEveryKindOfResults) {
  for (const PictureCase& each : PictureCases()) {
    if (!std::set<std::string>{"one", "all", "twelve", "refused", "unicode"}.contains(each.name)) continue;
    for (const Plot& plot : ComparisonPlots(*Compare(each.stages)))
      ExpectGolden("pictures/" + each.name + "_" + plot.file_name + ".gp", plot.script);
  }
}

TEST_F(RenderGoldenTest, ARowThatIsLeftOutLeavesTheOthersTheirColours) {
  StageResult dynamic = DynamicStage();
  dynamic.seed = 7;
  const Comparison comparison =
      *Compare({BaselineStage(), dynamic, QuantizationStageOf("static", "static_quant", {{"int8"}})});
  ASSERT_FALSE(comparison.rows[1].comparable);
  const std::string script = ComparisonPlots(comparison)[0].script;
  EXPECT_EQ(script.find("every ::1::1"), std::string::npos) << "a mark of the row that is left out";
  const size_t mark = script.find("every ::2::2");
  ASSERT_NE(mark, std::string::npos);
  EXPECT_NE(script.substr(mark, script.find('\n', mark) - mark).find(VariantColour(2)), std::string::npos);
}

TEST_F(RenderGoldenTest, TrainingCurve) {
  const auto plot = TrainingCurvePlot(
      "step,epoch,loss,learning_rate,validation_accuracy,validation_loss\n10,1,0.69,1e-5,,\n20,1,0.5,5e-5,0.8,0.45\n",
      "Training");
  ASSERT_TRUE(plot.ok()) << plot.status();
  ExpectGolden("training_curve.png.gp", plot->script);
}

}  // namespace
}  // namespace octavo::client
