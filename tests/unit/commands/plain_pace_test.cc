#include "client/commands/plain_pace.h"

#include "common/clock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

constexpr int64_t kMiB = 1 << 20;

class TransferPaceTest : public testing::Test {
 protected:
  bool Wants(const std::string& what, int64_t done, int64_t total) {
    return pace_.WantsLine(what, done, total, clock_.Now());
  }
  FakeClock clock_;
  TransferPace pace_;
};

TEST_F(TransferPaceTest, TheFirstBytesThenNowAndThenAndTheEndOnce) {
  EXPECT_FALSE(Wants("a", 0, 64 * kMiB));
  EXPECT_TRUE(Wants("a", 1, 64 * kMiB));
  EXPECT_FALSE(Wants("a", 2, 64 * kMiB));
  clock_.Advance(kPlainEvery);
  EXPECT_TRUE(Wants("a", 3, 64 * kMiB));
  EXPECT_TRUE(Wants("a", 64 * kMiB, 64 * kMiB));
  clock_.Advance(kPlainEvery);
  EXPECT_FALSE(Wants("a", 64 * kMiB, 64 * kMiB));
}

TEST_F(TransferPaceTest, AnotherTransferBeginsAnew) {
  EXPECT_TRUE(Wants("a", 1, 64 * kMiB));
  EXPECT_TRUE(Wants("b", 1, 64 * kMiB));
}

TEST_F(TransferPaceTest, SmallOnesAreNotWorthALine) {
  EXPECT_FALSE(Wants("a", 1, TransferPace::kWorthALine - 1));
  EXPECT_FALSE(Wants("a", TransferPace::kWorthALine - 1, TransferPace::kWorthALine - 1));
}

TEST_F(TransferPaceTest, OneOfUnknownSizeIsWorthALineOnceMuchOfItIsThereAndThenNowAndThen) {
  EXPECT_FALSE(Wants("a", 1, 0));
  EXPECT_TRUE(Wants("a", TransferPace::kWorthALine, 0));
  EXPECT_FALSE(Wants("a", 64 * kMiB, 0));
  clock_.Advance(kPlainEvery);
  EXPECT_TRUE(Wants("a", 65 * kMiB, 0));
}

}  // namespace
}  // namespace octavo::client
