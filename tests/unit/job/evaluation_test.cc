#include "worker/runner/job/evaluation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "worker/runner/job/failure.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;

/// The logits of a text are its length and its first token.
absl::StatusOr<std::vector<float>> LengthAndFirst(const TokenBatch& batch) {
  std::vector<float> logits;
  for (size_t i = 0; i + 1 < batch.offsets.size(); ++i) {
    logits.push_back(static_cast<float>(batch.offsets[i + 1] - batch.offsets[i]));
    logits.push_back(static_cast<float>(batch.ids[static_cast<size_t>(batch.offsets[i])]));
  }
  return logits;
}

TEST(DrawRowsTest, KeepsRowsTogetherAndDrawsTheSameAgain) {
  EncodedRows rows;
  for (int32_t i = 0; i < 50; ++i) {
    rows.ids.push_back(absl::StrCat("row", i));
    rows.tokens.push_back({i});
    rows.labels.push_back(i % 3);
  }
  const EncodedRows drawn = DrawRows(rows, 10, 7, "a test");
  ASSERT_EQ(drawn.size(), 10);
  for (size_t i = 0; i < 10; ++i) {
    EXPECT_EQ(drawn.ids[i], absl::StrCat("row", drawn.tokens[i][0]));
    EXPECT_EQ(drawn.labels[i], drawn.tokens[i][0] % 3);
  }
  EXPECT_EQ(DrawRows(rows, 10, 7, "a test").tokens, drawn.tokens);
  EXPECT_NE(DrawRows(rows, 10, 8, "a test").tokens, drawn.tokens);
  EXPECT_EQ(DrawRows(rows, 0, 7, "a test").tokens, rows.tokens);
  EXPECT_EQ(DrawRows(rows, 50, 7, "a test").tokens, rows.tokens);
}

TEST(LogitsOfAllTest, KeepsTheOrderOfTheTextsWhateverTheBatches) {
  const std::vector<std::vector<int32_t>> texts = {{7}, {8, 1, 1}, {9, 1}, {10, 1, 1, 1}, {11}};
  for (const int batch_size : {1, 2, 3, 100}) {
    const auto logits = LogitsOfAll(LengthAndFirst, texts, batch_size, [](int64_t) { return absl::OkStatus(); });
    ASSERT_TRUE(logits.ok()) << logits.status();
    EXPECT_THAT(*logits, ElementsAre(1, 7, 3, 8, 2, 9, 4, 10, 1, 11)) << batch_size;
  }
}

TEST(LogitsOfAllTest, BatchesTextsOfSimilarLengthAndTellsItsProgress) {
  const std::vector<std::vector<int32_t>> texts = {{1}, {1, 1, 1}, {1}, {1, 1, 1}};
  std::vector<int64_t> tokens, done;
  const auto logits = [&](const TokenBatch& batch) {
    tokens.push_back(batch.tokens());
    return LengthAndFirst(batch);
  };
  ASSERT_TRUE(LogitsOfAll(logits, texts, 2, [&](int64_t count) {
                done.push_back(count);
                return absl::OkStatus();
              }).ok());
  EXPECT_THAT(tokens, ElementsAre(6, 2));
  EXPECT_THAT(done, ElementsAre(2, 4));
}

TEST(LogitsOfAllTest, StopsWhenProgressSaysSo) {
  int batches = 0;
  const auto logits = [&](const TokenBatch& batch) {
    ++batches;
    return LengthAndFirst(batch);
  };
  const auto stopped = LogitsOfAll(logits, std::vector<std::vector<int32_t>>{{1}, {1}, {1}}, 1,
                                   [](int64_t) { return absl::CancelledError("stop"); });
  EXPECT_EQ(stopped.status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(batches, 1);
}

TEST(LogitsOfAllTest, ALogitThatIsNotFiniteIsAFailureOfTheModel) {
  for (const float value : {std::nanf(""), std::numeric_limits<float>::infinity()}) {
    const auto logits = [&](const TokenBatch& batch) {
      auto some = LengthAndFirst(batch);
      for (float& logit : *some) logit = logit == 9 ? value : logit;
      return some;
    };
    const std::vector<std::vector<int32_t>> texts = {{7}, {8, 1, 1}, {9, 1}, {10, 1, 1, 1}};
    const absl::Status status = LogitsOfAll(logits, texts, 3, [](int64_t) { return absl::OkStatus(); }).status();
    EXPECT_EQ(FailureReason(status), "BAD_MODEL") << status;
    EXPECT_THAT(std::string(status.message()),
                ::testing::HasSubstr(absl::StrCat("text 2 (the first is 0): logit 1 is ", value)));
  }
}

TEST(DescribeEvaluationTest, NamesTheClasses) {
  const auto json = DescribeEvaluation({0, 1, 1}, {2, 1, 0, 3, 5, 4}, {"negative", "positive"});
  ASSERT_TRUE(json.ok()) << json.status();
  EXPECT_EQ((*json)["rows"], 3);
  EXPECT_NEAR((*json)["accuracy"].get<double>(), 2.0 / 3, 1e-15);
  EXPECT_EQ((*json)["per_class"][1]["label"], "positive");
  EXPECT_EQ((*json)["confusion_matrix"], (Json{{1, 0}, {1, 1}}));
}

TEST(FormatEvaluationCsvTest, LogitsReadBackAsTheSameFloats) {
  const EncodedRows rows = {{"dev:1", "say \"hi\", you"}, {{1}, {1}}, {0, 1}};
  const std::vector<float> logits = {0.1F, -1.0F / 3, 1e-30F, 123456.789F};
  const std::string csv = FormatEvaluationCsv(rows, logits, {}, 2);
  const std::vector<std::string> lines = absl::StrSplit(csv, '\n');
  EXPECT_EQ(lines[0], "id,label,prediction,logit_0,logit_1");
  EXPECT_THAT(lines[2], ::testing::StartsWith("\"say \"\"hi\"\", you\",1,1,"));
  const std::vector<std::string> fields = absl::StrSplit(lines[1], ',');
  float read = 0;
  ASSERT_TRUE(absl::SimpleAtof(fields[3], &read));
  EXPECT_EQ(read, logits[0]);
  ASSERT_TRUE(absl::SimpleAtof(fields[4], &read));
  EXPECT_EQ(read, logits[1]);
}

TEST(FormatEvaluationCsvTest, AReferenceAddsItsColumns) {
  const EncodedRows rows = {{"a"}, {{1}}, {0}};
  const std::string csv = FormatEvaluationCsv(rows, {1, 2}, {4, 3}, 2);
  EXPECT_EQ(csv,
            "id,label,prediction,logit_0,logit_1,reference_prediction,reference_logit_0,reference_logit_1\n"
            "a,0,1,1,2,0,4,3\n");
}

}  // namespace
}  // namespace octavo
