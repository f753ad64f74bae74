#include "client/render/numbers.h"

#include "gtest/gtest.h"
#include "tests/unit/render/comma_locale.h"

namespace octavo::client {
namespace {

TEST(NumbersTest, WritesAPointInEveryLocale) {
  const CommaLocale locale;
  if (!locale.set()) GTEST_SKIP() << "no locale with a decimal comma, and none can be made: apt-get install locales";
  EXPECT_EQ(Fixed(1.5, 2), "1.50");
  EXPECT_EQ(Signed(-0.25, 2), "-0.25");
  EXPECT_EQ(Mebibytes(3 << 19), "1.50");
}

TEST(NumbersTest, ChoosesTheUnitOfBytes) {
  EXPECT_EQ(Bytes(512), "512 B");
  EXPECT_EQ(Bytes(90868376), "86.7 MiB");
}

TEST(NumbersTest, WritesSpansForPeople) {
  EXPECT_EQ(Span(absl::Seconds(45)), "45 s");
  EXPECT_EQ(Span(absl::Seconds(200)), "3 min 20 s");
  EXPECT_EQ(Span(absl::Seconds(3900)), "1 h 05 min");
}

TEST(NumbersTest, GroupsThousands) {
  EXPECT_EQ(Thousands(999), "999");
  EXPECT_EQ(Thousands(-1234567), "-1,234,567");
}

}  // namespace
}  // namespace octavo::client
