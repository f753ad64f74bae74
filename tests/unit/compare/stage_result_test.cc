#include "client/compare/stage_result.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/compare/stage_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::HasSubstr;

TEST(StageResultTest, ReadsEveryFigure) {
  const StageResult stage = DynamicStage();
  EXPECT_EQ(stage.OwnVariant(), "int8");
  EXPECT_EQ(stage.model, "minilm-l6");
  EXPECT_EQ(stage.threads, 2);
  EXPECT_DOUBLE_EQ(stage.variants.at("int8").latency->p95_ms, 2.4);
  EXPECT_DOUBLE_EQ(stage.comparisons.at("int8").speedup_batch1->interval.high, 2.9);
}

TEST(StageResultTest, NamesTheMissingField) {
  Json json = RecordJson("baseline", 10);
  json["variants"]["fp32"] = VariantJson(0.9, 10, 1000, 1);
  json["variants"]["fp32"]["evaluation"].erase("accuracy");
  const auto stage = ParseStageResult("baseline", json);
  EXPECT_THAT(std::string(stage.status().message()), HasSubstr("variants/fp32: field evaluation/accuracy"));
}

TEST(StageResultTest, RefusesAnotherSchema) {
  Json json = RecordJson("baseline", 10);
  json["schema"] = "octavo.result/2";
  EXPECT_THAT(std::string(ParseStageResult("baseline", json).status().message()), HasSubstr("octavo.result/2"));
}

TEST(StageResultTest, DoesWithoutLatency) {
  Json json = RecordJson("baseline", 10);
  json["variants"]["fp32"] = VariantJson(0.9, 10, 1000, 1);
  json["variants"]["fp32"].erase("latency");
  const auto stage = ParseStageResult("baseline", json);
  ASSERT_TRUE(stage.ok()) << stage.status();
  EXPECT_FALSE(stage->variants.at("fp32").latency.has_value());
}

TEST(ParsePredictionsTest, ReadsRowsAndQuotedIds) {
  const auto rows = ParsePredictions("id,label,prediction,logit_0,logit_1\ntest:0,1,0,-0.5,0.5\n\"a,b\",0,0,1,2\n");
  ASSERT_TRUE(rows.ok()) << rows.status();
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0], (Prediction{"test:0", 1, 0}));
  EXPECT_EQ((*rows)[1], (Prediction{"a,b", 0, 0}));
}

TEST(ParsePredictionsTest, ReadsWhatTheReferenceAnswered) {
  const auto rows = ParsePredictions(
      "id,label,prediction,logit_0,logit_1,reference_prediction,reference_logit_0\n\"a,b\",1,0,-0.5,0.5,1,2\n");
  ASSERT_TRUE(rows.ok()) << rows.status();
  EXPECT_EQ((*rows)[0], (Prediction{"a,b", 1, 0, 1}));
  EXPECT_THAT(std::string(ParsePredictions("id,label,prediction,reference_prediction\na,1,0\n").status().message()),
              HasSubstr("line 2: reference_prediction"));
}

TEST(ParsePredictionsTest, NamesTheBadLine) {
  EXPECT_THAT(std::string(ParsePredictions("id,label,prediction\nx,1,0\ny,one,0\n").status().message()),
              HasSubstr("line 3"));
  EXPECT_THAT(std::string(ParsePredictions("nonsense\n").status().message()), HasSubstr("line 1"));
}

}  // namespace
}  // namespace octavo::client
