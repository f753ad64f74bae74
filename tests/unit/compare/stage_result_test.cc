#include "client/compare/stage_result.h"

#include "common/files.h"
#include "common/json.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/compare/stage_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(StageResultTest, ReadsEveryFigure) {
  const StageResult stage = DynamicStage();
  EXPECT_THAT(stage.own_variants, ElementsAre("int8"));
  EXPECT_EQ(stage.model, "minilm-l6");
  EXPECT_EQ(stage.threads, 2);
  EXPECT_DOUBLE_EQ(stage.variants.at("int8").latency->p95_ms, 2.4);
  EXPECT_DOUBLE_EQ(stage.comparisons.at("int8").speedup_batch1->interval.high, 2.9);
}

TEST(StageResultTest, ReadsSeveralOwnVariantsWithTheirFiles) {
  const TempDir folder = *TempDir::Create("octavo-test");
  ASSERT_TRUE(
      WriteJsonFile(folder.path() + "/metrics.json", QuantizationJson("mixed", {{"int8"}, {"mixed"}}, 10)).ok());
  const std::string columns = "id,label,prediction,reference_prediction\n";
  ASSERT_TRUE(WriteFileAtomically(folder.path() + "/evaluation_results_int8.csv", columns + "a,0,1,0\n").ok());
  EXPECT_FALSE(ReadStageFolder("mixed", folder.path()).ok());
  ASSERT_TRUE(WriteFileAtomically(folder.path() + "/evaluation_results_mixed.csv", columns + "a,0,0,0\n").ok());
  const auto stage = ReadStageFolder("mixed", folder.path());
  ASSERT_TRUE(stage.ok()) << stage.status();
  EXPECT_THAT(stage->own_variants, ElementsAre("int8", "mixed"));
  EXPECT_THAT(stage->AnswersOf("int8"), ElementsAre(Prediction{"a", 0, 1, 0}));
  EXPECT_THAT(stage->AnswersOf("mixed"), ElementsAre(Prediction{"a", 0, 0, 0}));
}

TEST(StageResultTest, RefusesOwnVariantsThatAreNotThereAndFilesElsewhere) {
  Json json = QuantizationJson("mixed", {{"int8"}, {"mixed"}}, 10);
  json["evaluation_files"]["mixed"] = "../secret.csv";
  EXPECT_THAT(std::string(ParseStageResult("mixed", json).status().message()), HasSubstr("evaluation_files/mixed"));
  json["evaluation_files"].erase("mixed");
  EXPECT_THAT(std::string(ParseStageResult("mixed", json).status().message()), HasSubstr("field mixed is missing"));
  json["variants"].erase("mixed");
  EXPECT_THAT(std::string(ParseStageResult("mixed", json).status().message()), HasSubstr("variants/mixed"));
}

TEST(StageResultTest, NamesTheMissingField) {
  Json json = RecordJson("baseline", 10);
  json["variants"]["fp32"] = VariantJson(0.9, 10, 1000, 1);
  json["variants"]["fp32"]["evaluation"].erase("accuracy");
  const auto stage = ParseStageResult("baseline", json);
  EXPECT_THAT(std::string(stage.status().message()), HasSubstr("variants/fp32: field evaluation/accuracy"));
}

TEST(StageResultTest, RefusesCountsThatAreNoWholeNumbers) {
  Json json = RecordJson("baseline", 10);
  json["variants"]["fp32"] = VariantJson(0.9, 10, 1000, 1);
  json["max_length"] = 128.0;
  EXPECT_EQ(ParseStageResult("baseline", json).value().max_length, 128);
  for (const double value : {1.5, 1e300}) {
    json["max_length"] = value;
    EXPECT_THAT(std::string(ParseStageResult("baseline", json).status().message()),
                HasSubstr("field max_length is missing or not a whole number"));
  }
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

TEST(StageResultTest, ReadsTheLatencyGridAndItsConditions) {
  const StageResult stage = DynamicStageWithGrid(0.8);
  ASSERT_EQ(stage.grid.size(), 2u);
  EXPECT_EQ(stage.grid[0].shape, "1x16");
  EXPECT_DOUBLE_EQ(stage.grid[0].times.at("int8").p50_ms, 0.8);
  EXPECT_DOUBLE_EQ(stage.grid[0].times.at("fp32").gflops, 160.25);
  EXPECT_EQ(stage.grid[0].times.size(), 2u);
  EXPECT_DOUBLE_EQ(stage.grid[0].speedups.at("int8").ratio, 2.5);
  EXPECT_EQ(stage.conditions.credible, true);
  EXPECT_EQ(stage.conditions.neighbour_cpu, 0.25);
  EXPECT_EQ(stage.conditions.gemm_peak_gflops.at("int8"), 1350);
}

TEST(StageResultTest, NamesTheShapeThatLacksAFigureAndTakesNullAsUnknown) {
  Json json = DynamicJson(10, 1);
  json["measurement"] = {{"credible", nullptr}, {"neighbour_cpu", nullptr}, {"gemm_peak_gflops", {{"fp32", nullptr}}}};
  const auto stage = ParseStageResult("dynamic", json);
  ASSERT_TRUE(stage.ok()) << stage.status();
  EXPECT_FALSE(stage->conditions.credible.has_value());
  EXPECT_FALSE(stage->conditions.neighbour_cpu.has_value());
  EXPECT_TRUE(stage->conditions.gemm_peak_gflops.empty());
  EXPECT_TRUE(stage->grid.empty());
  json["grid"] = {GridJson("1x16", 2.0, 1.0)};
  json["grid"][0]["int8"].erase("gflops");
  EXPECT_THAT(std::string(ParseStageResult("dynamic", json).status().message()), HasSubstr("grid/0: field gflops"));
}

TEST(ParsePredictionsTest, ReadsRowsAndQuotedIds) {
  const auto rows = ParsePredictions("id,label,prediction,logit_0,logit_1\ntest:0,1,0,-0.5,0.5\n\"a,b\",0,0,1,2\n");
  ASSERT_TRUE(rows.ok()) << rows.status();
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0], (Prediction{"test:0", 1, 0}));
  EXPECT_EQ((*rows)[1], (Prediction{"a,b", 0, 0}));
}

TEST(ParsePredictionsTest, ReadsIdsWithQuotes) {
  const auto rows = ParsePredictions("id,label,prediction\n\"a\"\",b:2\",1,0\n\"\"\"c\"\"\",0,1\n");
  ASSERT_TRUE(rows.ok()) << rows.status();
  EXPECT_EQ((*rows)[0], (Prediction{"a\",b:2", 1, 0}));
  EXPECT_EQ((*rows)[1], (Prediction{"\"c\"", 0, 1}));
  for (const char* text :
       {"id,label,prediction\n\"a,1,0\n", "id,label,prediction\n\"\n", "id,label,prediction\n\"a\"\",1,0\n"}) {
    EXPECT_FALSE(ParsePredictions(text).ok()) << text;
  }
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
