#include "worker/runner/train/micro_batches.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;

TEST(CutBatchTest, CutsBetweenTextsAndKeepsWhatBelongsToThem) {
  TokenBatch batch;
  batch.Append({1, 2, 3});
  batch.Append({4, 5});
  batch.Append({6, 7, 8, 9, 10, 11, 12});
  batch.Append({13});
  batch.token_types = {0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1};
  const std::vector<int32_t> labels = {0, 1, 0, 1};
  const std::vector<float> teacher = {0, 1, 2, 3, 4, 5, 6, 7};
  const auto pieces = CutBatch(batch, labels, teacher, 5);
  ASSERT_EQ(pieces.size(), 3u);
  EXPECT_THAT(pieces[0].tokens.ids, ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(pieces[0].tokens.offsets, ElementsAre(0, 3, 5));
  EXPECT_THAT(pieces[0].tokens.token_types, ElementsAre(0, 0, 0, 1, 1));
  EXPECT_THAT(pieces[0].labels, ElementsAre(0, 1));
  EXPECT_THAT(pieces[0].teacher_logits, ElementsAre(0, 1, 2, 3));
  EXPECT_EQ(pieces[1].tokens.size(), 1);  // longer than allowed: alone
  EXPECT_THAT(pieces[2].tokens.ids, ElementsAre(13));
  EXPECT_THAT(pieces[2].tokens.token_types, ElementsAre(1));
  EXPECT_THAT(pieces[2].teacher_logits, ElementsAre(6, 7));
}

TEST(CutBatchTest, ASmallBatchStaysWhole) {
  TokenBatch batch;
  batch.Append({1, 2});
  batch.Append({3});
  const auto pieces = CutBatch(batch, {1, 0}, {}, 3);
  ASSERT_EQ(pieces.size(), 1u);
  EXPECT_EQ(pieces[0].tokens.ids, batch.ids);
  EXPECT_TRUE(pieces[0].teacher_logits.empty());
  EXPECT_TRUE(pieces[0].tokens.token_types.empty());
}

}  // namespace
}  // namespace octavo
