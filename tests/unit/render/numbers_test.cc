#include "client/render/numbers.h"

#include <clocale>

#include "gtest/gtest.h"

namespace octavo::client {
namespace {

TEST(NumbersTest, WritesAPointInEveryLocale) {
  const char* set = setlocale(LC_ALL, "de_DE.UTF-8");
  EXPECT_EQ(Fixed(1.5, 2), "1.50");
  EXPECT_EQ(Signed(-0.25, 2), "-0.25");
  EXPECT_EQ(Mebibytes(3 << 19), "1.50");
  if (set != nullptr) setlocale(LC_ALL, "C");
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
