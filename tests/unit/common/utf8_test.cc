#include "common/utf8.h"

#include <iterator>

#include "gtest/gtest.h"

namespace octavo {
namespace {

TEST(Utf8Test, PrefixesEndBetweenCharacters) {
  const std::string text = "aä€😀";  // 1, 2, 3 and 4 bytes
  const std::string expected[] = {"", "a", "a", "aä", "aä", "aä", "aä€", "aä€", "aä€", "aä€", text, text};
  for (size_t bytes = 0; bytes < std::size(expected); ++bytes)
    EXPECT_EQ(Utf8Prefix(text, bytes), expected[bytes]) << bytes;
}

}  // namespace
}  // namespace octavo
