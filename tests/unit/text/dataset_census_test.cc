#include "worker/runner/text/dataset_census.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "worker/runner/text/length_summary.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;

TEST(DatasetCensusTest, CountsWhatStandsWhereAndHowOften) {
  Dataset dataset;
  dataset.label_names = {"no", "yes"};
  dataset.train = {{"good", 1, "1"}, {"bad", 0, "2"}, {"good", 0, "3"}, {" \n", 0, "4"}, {"", 1, "5"}};
  dataset.validation = {{"bad", 0, "6"}, {"so so", 1, "7"}, {"so so", 1, "8"}};
  dataset.test = {{"so so", 0, "9"}, {"na\xC3\xAFve \xFF", 1, "10"}, {"bad", 1, "11"}, {"new", 1, "12"}};
  const DatasetCensus census = TakeCensus(dataset);
  EXPECT_THAT(census.train.by_label, ElementsAre(3, 2));
  EXPECT_EQ(census.train.repeated, 1);
  EXPECT_EQ(census.train.with_another_label, 1) << "good is both";
  EXPECT_EQ(census.train.empty, 2);
  EXPECT_EQ(census.train.bytes, 13);
  EXPECT_EQ(census.train.in_training, 0) << "that is what repeated says";
  EXPECT_EQ(census.validation.in_training, 1);
  EXPECT_EQ(census.validation.repeated, 1);
  EXPECT_EQ(census.test.in_training, 1);
  EXPECT_EQ(census.test.in_validation, 2);
  EXPECT_EQ(census.test.with_another_label, 2);
  EXPECT_EQ(census.test.ill_formed, 1);
  EXPECT_THAT(census.test.characters, ElementsAre(5, 7, 3, 3));
  EXPECT_THAT(census.test.byte_lengths, ElementsAre(5, 8, 3, 3));
}

TEST(DatasetCensusTest, StopsBetweenTwoTexts) {
  Dataset dataset;
  dataset.label_names = {"no"};
  dataset.train = {{"a", 0, "1"}, {"b", 0, "2"}, {"c", 0, "3"}};
  dataset.test = {{"d", 0, "4"}};
  int asked = 0;
  const DatasetCensus census = TakeCensus(dataset, [&] { return ++asked > 2; });
  EXPECT_EQ(census.train.texts, 2);
  EXPECT_EQ(census.test.texts, 0);
}

TEST(LengthSummaryTest, RanksAreLengthsThatOccur) {
  std::vector<int32_t> lengths(100);
  std::iota(lengths.rbegin(), lengths.rend(), 1);
  const LengthSummary summary = SummarizeLengths(lengths);
  EXPECT_EQ(summary.min, 1);
  EXPECT_EQ(summary.median, 50);
  EXPECT_EQ(summary.p90, 90);
  EXPECT_EQ(summary.p95, 95);
  EXPECT_EQ(summary.p99, 99);
  EXPECT_EQ(summary.max, 100);
  EXPECT_DOUBLE_EQ(summary.mean, 50.5);
}

TEST(LengthSummaryTest, TheHistogramHoldsEveryTextInAtMostTwentyRoundBins) {
  for (const int32_t most : {0, 1, 7, 19, 20, 21, 99, 1000, 13704}) {
    for (const int32_t least : {0, 3, 250}) {
      std::vector<int32_t> lengths;
      for (int32_t i = least; i <= least + most; ++i) lengths.push_back(i);
      lengths.push_back(1'000'000);
      const LengthSummary summary = SummarizeLengths(lengths);
      ASSERT_FALSE(summary.histogram.empty());
      EXPECT_LE(summary.histogram.size(), 20u) << least << " to " << least + most;
      int64_t texts = 0, next = summary.histogram.front().from;
      for (const LengthSummary::Bin& bin : summary.histogram) {
        EXPECT_EQ(bin.from, next);
        next = bin.to + 1;
        texts += bin.texts;
      }
      EXPECT_EQ(texts, static_cast<int64_t>(lengths.size()));
      EXPECT_LE(summary.histogram.front().from, least);
      EXPECT_GE(next, 1'000'001);
    }
  }
}

TEST(LengthSummaryTest, OfNoTextsThereIsNothingToSay) {
  EXPECT_TRUE(SummarizeLengths({}).histogram.empty());
  EXPECT_EQ(SummarizeLengths({5}).histogram.size(), 1u);
}

}  // namespace
}  // namespace octavo
