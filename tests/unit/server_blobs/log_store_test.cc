#include "server/blobs/log_store.h"

#include "common/error_info.h"
#include "common/files.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

class LogStoreTest : public testing::Test {
 protected:
  const TempDir folder_ = *TempDir::Create("octavo-logs");
  LogStore logs_{folder_.path(), 20};
  const LogStore::Key key_{JobId(1), 1};
};

TEST_F(LogStoreTest, RepeatedBytesAreDroppedAndGapsAreNamed) {
  EXPECT_EQ(*logs_.Append(key_, 0, "abc"), 3);
  EXPECT_EQ(*logs_.Append(key_, 1, "bcde"), 5);
  EXPECT_EQ(*logs_.Append(key_, 0, "abc"), 5);
  EXPECT_EQ(*logs_.Read(key_, 0, 100), "abcde");
  const ErrorInfo gap = ErrorInfoOf(logs_.Append(key_, 7, "x").status());
  EXPECT_EQ(gap.reason, "LOG_GAP");
  EXPECT_EQ(gap.metadata.at("size"), "5");
  EXPECT_EQ(ErrorInfoOf(logs_.Read(key_, 6, 1).status()).reason, "BAD_OFFSET");
}

TEST_F(LogStoreTest, ALongLogIsCutAndSaysSo) {
  EXPECT_EQ(*logs_.Append(key_, 0, std::string(30, 'x')), 30);
  EXPECT_EQ(*logs_.Append(key_, 30, "more"), 34);
  const std::string text = *logs_.Read(key_, 0, 1000);
  EXPECT_EQ(text.substr(0, 20), std::string(20, 'x'));
  EXPECT_NE(text.find("cut here"), std::string::npos);
}

TEST_F(LogStoreTest, WaitersHearOfGrowthAndOfTheEnd) {
  int calls = 0;
  const auto count = [&] { ++calls; };
  logs_.Open(key_);
  logs_.Notify(key_, 0, count);
  EXPECT_EQ(calls, 0);
  ASSERT_TRUE(logs_.Append(key_, 0, "a").ok());
  EXPECT_EQ(calls, 1);
  logs_.Notify(key_, 0, count);
  EXPECT_EQ(calls, 2) << "it is longer already";
  logs_.Notify(key_, 1, count);
  logs_.Close(key_);
  EXPECT_EQ(calls, 3);
  logs_.Notify(key_, 1, count);
  EXPECT_EQ(calls, 4) << "a closed log never grows";
}

TEST_F(LogStoreTest, ACancelledWaiterIsDropped) {
  const auto held = std::make_shared<int>(0);
  logs_.Open(key_);
  const int64_t ticket = logs_.Notify(key_, 0, [held] { ++*held; });
  EXPECT_EQ(logs_.Waiting(), 1u);
  logs_.Cancel(ticket);
  logs_.Cancel(ticket);
  EXPECT_EQ(logs_.Waiting(), 0u);
  EXPECT_EQ(held.use_count(), 1);
  logs_.Close(key_);
  EXPECT_EQ(*held, 0);
}

}  // namespace
}  // namespace octavo
