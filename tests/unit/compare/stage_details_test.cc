#include "client/compare/stage_details.h"

#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/compare/stage_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kCurve[] = "step,epoch,loss,learning_rate,validation_accuracy,validation_loss\n";

TEST(TrainingCurveTest, ReadsStepsAndValidation) {
  const auto points = ParseTrainingCurve(std::string(kCurve) + "1,1,0.7,1e-05,,\r\n2,1,nan,5e-05,0.8,0.5\n");
  ASSERT_TRUE(points.ok()) << points.status();
  ASSERT_EQ(points->size(), 2u);
  EXPECT_EQ((*points)[0].loss, 0.7);
  EXPECT_FALSE((*points)[0].validation_loss.has_value());
  EXPECT_FALSE((*points)[1].loss.has_value()) << "a loss that is not finite is none";
  EXPECT_EQ((*points)[1].validation_accuracy, 0.8);
}

TEST(TrainingCurveTest, NamesTheBadLine) {
  for (const char* rows : {"1,1,0.7\n", "x,1,0.7,0,,\n"}) {
    const auto points = ParseTrainingCurve(kCurve + std::string(rows));
    EXPECT_THAT(std::string(points.status().message()), HasSubstr("line 2")) << rows;
  }
  EXPECT_THAT(std::string(ParseTrainingCurve("a,b\n").status().message()), HasSubstr("line 1"));
}

TEST(LayerRangesTest, TurnsCodesIntoValues) {
  const auto layers = ParseLayerRanges(
      "layer,precision,scale,zero_point,quant_min,quant_max,observed_min,observed_max,smooth\n"
      "a,int8,0.5,10,0,255,-4.5,120,true\nb,bf16,,,,,,,false\n");
  ASSERT_TRUE(layers.ok()) << layers.status();
  ASSERT_EQ(layers->size(), 2u);
  EXPECT_EQ((*layers)[0].codes->low, -5);
  EXPECT_EQ((*layers)[0].codes->high, 122.5);
  EXPECT_EQ((*layers)[0].observed->high, 120);
  EXPECT_TRUE((*layers)[0].smooth);
  EXPECT_FALSE((*layers)[1].codes.has_value());
}

TEST(MixedSearchTest, IsEmptyWhereNothingWasSearched) {
  EXPECT_THAT(ParseSearch(Json::object())->candidates, IsEmpty());
  EXPECT_THAT(ParseSensitivity(Json{{"sensitivity", nullptr}})->layers, IsEmpty());
}

TEST(MixedSearchTest, NamesTheMissingField) {
  const Json result = {{"sensitivity", {{"decided_on", "validation"}, {"rows", 10}, {"layers", {{{"layer", "a"}}}}}}};
  EXPECT_THAT(std::string(ParseSensitivity(result).status().message()), HasSubstr("precision"));
}

TEST(StageDetailsTest, ReadsWhatIsThereAndNamesWhatIsDamaged) {
  const TempDir folder = *TempDir::Create("octavo-test");
  ASSERT_TRUE(WriteFileAtomically(folder.path() + "/training_curve.csv", std::string(kCurve) + "1,1,0.7,0,,\n").ok());
  ASSERT_TRUE(WriteFileAtomically(folder.path() + "/layers.csv", "nonsense").ok());
  StageResult stage = BaselineStage();
  stage.folder = folder.path();
  StageResult other = DynamicStage();
  other.folder = folder.path() + "/none";
  const std::vector<StageDetails> details = ReadStageDetails({stage, other});
  ASSERT_EQ(details.size(), 2u);
  EXPECT_EQ(details[0].training.size(), 1u);
  EXPECT_THAT(details[0].layers, IsEmpty());
  EXPECT_THAT(details[0].problems, ElementsAre(HasSubstr("layers.csv of baseline cannot be read: line 1")));
  EXPECT_THAT(details[1].training, IsEmpty());
  EXPECT_THAT(details[1].problems, IsEmpty());
}

}  // namespace
}  // namespace octavo::client
