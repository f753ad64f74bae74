#include "common/utf8.h"

#include <iterator>
#include <utility>

#include "gtest/gtest.h"

namespace octavo {
namespace {

TEST(Utf8Test, PrefixesEndBetweenCharacters) {
  const std::string text = "aä€😀";  // 1, 2, 3 and 4 bytes
  const std::string expected[] = {"", "a", "a", "aä", "aä", "aä", "aä€", "aä€", "aä€", "aä€", text, text};
  for (size_t bytes = 0; bytes < std::size(expected); ++bytes)
    EXPECT_EQ(Utf8Prefix(text, bytes), expected[bytes]) << bytes;
}

TEST(Utf8Test, ReadsOneCharacterOrOneByteThatIsNone) {
  for (const auto& [text, code] :
       {std::pair("a", 0x61), {"äx", 0xE4}, {"€", 0x20AC}, {"😀x", 0x1F600}, {"\xF4\x8F\xBF\xBF", 0x10FFFF}}) {
    const Utf8Character first = FirstUtf8Character(text);
    EXPECT_TRUE(first.valid) << text;
    EXPECT_EQ(first.code, static_cast<uint32_t>(code));
    EXPECT_EQ(first.bytes, static_cast<size_t>(code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4));
  }
  // A lone continuation, overlong forms, a surrogate, beyond the last code point, cut short, broken in the middle.
  for (const char* text :
       {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xE2\x28\xA1", "\xFF"}) {
    const Utf8Character first = FirstUtf8Character(text);
    EXPECT_FALSE(first.valid) << text;
    EXPECT_EQ(first.bytes, 1U);
  }
}

TEST(Utf8Test, SteeringIsWhatNoTextHolds) {
  for (uint32_t code : {0x00U, 0x09U, 0x0AU, 0x1BU, 0x7FU, 0x9BU, 0x61CU, 0x200EU, 0x200FU, 0x2028U, 0x2029U, 0x202AU,
                        0x202EU, 0x2066U, 0x2069U})
    EXPECT_TRUE(SteersText(code)) << code;
  for (uint32_t code : {0x20U, 0x7EU, 0xA0U, 0x61BU, 0x200DU, 0x2010U, 0x2027U, 0x202FU, 0x2065U, 0x206AU, 0x1F600U})
    EXPECT_FALSE(SteersText(code)) << code;
}

}  // namespace
}  // namespace octavo
