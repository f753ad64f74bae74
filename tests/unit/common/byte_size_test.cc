#include "common/byte_size.h"

#include "gtest/gtest.h"

namespace octavo {
namespace {

TEST(ByteSizeTest, ReadsNumbersWithAndWithoutUnit) {
  EXPECT_EQ(ParseByteSize("8GiB"), int64_t{8} << 30);
  EXPECT_EQ(ParseByteSize("1.5GB"), 1'500'000'000);
  EXPECT_EQ(ParseByteSize("2kB"), 2000);
  EXPECT_EQ(ParseByteSize("123456"), 123456);
  EXPECT_EQ(ParseByteSize("0"), 0);
}

TEST(ByteSizeTest, RefusesWhatIsNoSize) {
  for (const char* bad : {"", "GiB", "-1", "nan", "inf", "1e30", "8 apples", "8GiB8"}) {
    EXPECT_FALSE(ParseByteSize(bad).has_value()) << bad;
  }
}

}  // namespace
}  // namespace octavo
