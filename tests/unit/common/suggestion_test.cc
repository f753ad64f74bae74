#include "common/suggestion.h"

#include "gtest/gtest.h"

namespace octavo {
namespace {

TEST(EditDistanceTest, CountsEachOfTheFourSlipsOnce) {
  EXPECT_EQ(EditDistance("epochs", "epochs"), 0u);
  EXPECT_EQ(EditDistance("epoch", "epochs"), 1u) << "left out";
  EXPECT_EQ(EditDistance("eepochs", "epochs"), 1u) << "added";
  EXPECT_EQ(EditDistance("epocha", "epochs"), 1u) << "replaced";
  EXPECT_EQ(EditDistance("epohcs", "epochs"), 1u) << "swapped";
  EXPECT_EQ(EditDistance("", "abc"), 3u);
  EXPECT_EQ(EditDistance("ca", "abc"), 3u) << "each place is changed once";
}

TEST(NearestWordTest, TakesTheNearestAndOfEquallyNearOnesTheFirst) {
  EXPECT_EQ(NearestWord("ephocs", {"epochs", "seed"}), "epochs");
  EXPECT_EQ(NearestWord("sede", {"epochs", "seed"}), "seed");
  EXPECT_EQ(NearestWord("sst", {"sst2", "sst5"}), "sst2");
}

TEST(NearestWordTest, AllowsOneSlipInThreeCharacters) {
  EXPECT_EQ(NearestWord("movin_avrage", {"moving_average"}), "moving_average");
  EXPECT_EQ(NearestWord("int4", {"int8"}), "int8");
  EXPECT_EQ(NearestWord("fpxx", {"fp16"}), "");
}

TEST(NearestWordTest, IgnoresCaseAndDashes) {
  EXPECT_EQ(NearestWord("Batch-Size", {"batch_size", "eval_batch_size"}), "batch_size");
}

TEST(NearestWordTest, IsEmptyWhenNothingIsNear) {
  EXPECT_EQ(NearestWord("xyzzy", {"epochs", "seed"}), "");
  EXPECT_EQ(NearestWord("", {"epochs"}), "");
  EXPECT_EQ(NearestWord("x", {"y"}), "") << "nothing of the word is left";
  EXPECT_EQ(NearestWord("epochs", {}), "");
}

TEST(DidYouMeanTest, EndsAMessageOrSaysNothing) {
  EXPECT_EQ(DidYouMean("epoch", {"epochs"}, "--"), "; did you mean --epochs?");
  EXPECT_EQ(DidYouMean("xyzzy", {"epochs"}), "");
}

}  // namespace
}  // namespace octavo
