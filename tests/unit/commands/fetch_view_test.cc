#include "client/commands/fetch_view.h"

#include "gtest/gtest.h"

namespace octavo::client {
namespace {

TEST(FetchLineTest, ShowsBarRateAndTimeLeft) {
  const hub::FetchProgress half{"imdb", 40 << 20, 80 << 20, {}};
  EXPECT_EQ(FetchLine(half, 10, 10 << 20), "imdb: [#####.....] 40.0 MiB of 80.0 MiB, 10.0 MiB/s, 4 s left");
  EXPECT_EQ(FetchLine(half, 0, 0), "imdb: 40.0 MiB of 80.0 MiB");
}

TEST(FetchLineTest, WithoutATotalThereIsNoBar) {
  EXPECT_EQ(FetchLine({"x", 1 << 20, 0, {}}, 10, 1 << 20), "x: 1.0 MiB, 1.0 MiB/s");
}

TEST(FetchLineTest, NamesFromOutsideDoNotSteerTheTerminal) {
  EXPECT_EQ(FetchLine({"a\x1b[2Jb", 0, 0, {}}, 0, 0).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace octavo::client
