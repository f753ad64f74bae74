#include "client/render/gnuplot.h"

#include <cstdlib>
#include <string>

#include "client/compare/comparison.h"
#include "client/render/plots.h"
#include "client/render/write_comparison.h"
#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/compare/stage_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Width and height from a PNG's header.
std::pair<int, int> PngSize(const std::string& bytes) {
  auto number = [&](size_t at) {
    int value = 0;
    for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
  };
  return bytes.size() < 24 ? std::pair{0, 0} : std::pair{number(16), number(20)};
}

TEST(GnuplotTest, DrawsLargePictures) {
  ASSERT_TRUE(FindGnuplot().ok()) << FindGnuplot().status();
  const auto folder = TempDir::Create("octavo-test");
  ASSERT_TRUE(folder.ok());
  const auto written = WriteComparison(*Compare({BaselineStage(), DynamicStage()}), folder->path());
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_THAT(written->warnings, ::testing::IsEmpty());
  for (const std::string& name : ComparisonPictures()) {
    const auto bytes = ReadFile(folder->path() + "/" + name);
    ASSERT_TRUE(bytes.ok()) << bytes.status();
    EXPECT_GE(PngSize(*bytes).first, 1200) << name;
    EXPECT_GE(PngSize(*bytes).second, 800) << name;
  }
}

TEST(GnuplotTest, DrawsAStagesOwnVariantsBesideItsResults) {
  ASSERT_TRUE(FindGnuplot().ok()) << FindGnuplot().status();
  const TempDir folder = *TempDir::Create("octavo-test");
  EXPECT_EQ(DrawStageComparison("mixed", folder.path()).code(), absl::StatusCode::kNotFound);
  ASSERT_TRUE(WriteJsonFile(folder.path() + "/metrics.json", QuantizationJson("mixed", {{"int8"}, {"fp16"}}, 2)).ok());
  for (const char* variant : {"int8", "fp16"}) {
    ASSERT_TRUE(WriteFileAtomically(folder.path() + "/evaluation_results_" + variant + ".csv",
                                    "id,label,prediction,reference_prediction\na,0,0,0\nb,1,1,1\n")
                    .ok());
  }
  const absl::Status drawn = DrawStageComparison("mixed", folder.path());
  ASSERT_TRUE(drawn.ok()) << drawn;
  for (const char* name : {"accuracy_comparison.png", "size_comparison.png", "speed_comparison.png"})
    EXPECT_GE(PngSize(*ReadFile(folder.path() + "/" + name)).first, 1200) << name;
  EXPECT_FALSE(ReadFile(folder.path() + "/radar_chart.png").ok()) << "the contract has none beside a stage's results";
}

TEST(GnuplotTest, EmbedsWhatWasDrawnAndRemovesWhatWasNot) {
  const auto folder = TempDir::Create("octavo-test");
  ASSERT_TRUE(folder.ok());
  const std::string stale = folder->path() + "/speed_comparison.png", own = folder->path() + "/my_notes.png";
  ASSERT_TRUE(WriteFileAtomically(stale, "old").ok());
  ASSERT_TRUE(WriteFileAtomically(own, "mine").ok());
  StageResult baseline = BaselineStage(), dynamic = DynamicStage();
  for (StageResult* stage : {&baseline, &dynamic}) {
    for (auto& [name, figures] : stage->variants) figures.latency = {};
  }
  const auto written = WriteComparison(*Compare({baseline, dynamic}), folder->path());
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_FALSE(ReadFile(stale).ok());
  EXPECT_TRUE(ReadFile(own).ok());
  const std::string report = *ReadFile(written->report);
  EXPECT_THAT(report, Not(HasSubstr("speed_comparison.png")));
  for (const std::string& name : ComparisonPictures())
    EXPECT_EQ(ReadFile(folder->path() + "/" + name).ok(), report.find(name) != std::string::npos) << name;
}

TEST(GnuplotTest, NamesFromOutsideCannotRunCommands) {
  ASSERT_TRUE(FindGnuplot().ok()) << FindGnuplot().status();
  const auto folder = TempDir::Create("octavo-test");
  ASSERT_TRUE(folder.ok());
  Comparison comparison = *Compare({BaselineStage(), DynamicStage()});
  const std::string proof = folder->path() + "/proof";
  comparison.model = "x\"; system(\"touch " + proof + "\") #`touch " + proof + "`";
  comparison.rows[1].label = "y\" `touch " + proof + "` $(touch " + proof + ") \\";
  ASSERT_TRUE(WriteComparison(comparison, folder->path()).ok());
  EXPECT_FALSE(ReadFile(proof).ok());
}

TEST(GnuplotTest, DrawsNamesOfQuotes) {
  ASSERT_TRUE(FindGnuplot().ok()) << FindGnuplot().status();
  const auto folder = TempDir::Create("octavo-test");
  ASSERT_TRUE(folder.ok());
  Comparison comparison = *Compare({BaselineStage(), DynamicStage()});
  comparison.model = "'quoted'";
  comparison.rows[1].label = "a''b '";
  const auto written = WriteComparison(comparison, folder->path());
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_THAT(written->warnings, ::testing::IsEmpty());
}

TEST(GnuplotTest, WithoutItTheRestIsWrittenWithARemedy) {
  const std::string path = std::getenv("PATH");
  setenv("PATH", "/nonexistent", 1);
  const auto folder = TempDir::Create("octavo-test");
  ASSERT_TRUE(folder.ok());
  const auto written = WriteComparison(*Compare({BaselineStage(), DynamicStage()}), folder->path());
  setenv("PATH", path.c_str(), 1);
  ASSERT_TRUE(written.ok()) << written.status();
  ASSERT_EQ(written->warnings.size(), 1u);
  EXPECT_THAT(written->warnings[0], HasSubstr("apt-get install gnuplot-nox"));
  EXPECT_TRUE(ReadFile(written->report).ok());
  EXPECT_TRUE(ReadFile(folder->path() + "/summary_table.csv").ok());
}

}  // namespace
}  // namespace octavo::client
