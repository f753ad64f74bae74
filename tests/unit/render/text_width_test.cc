#include "client/render/text_width.h"

#include "gtest/gtest.h"

namespace octavo::client {
namespace {

constexpr char kDecomposedE[] = "e\xCC\x81";  // é as two code points

TEST(DisplayWidthTest, CountsColumns) {
  EXPECT_EQ(DisplayWidth(""), 0u);
  EXPECT_EQ(DisplayWidth("abc"), 3u);
  EXPECT_EQ(DisplayWidth("é±…"), 3u);
  EXPECT_EQ(DisplayWidth(kDecomposedE), 1u);
  EXPECT_EQ(DisplayWidth("日本語"), 6u);
  EXPECT_EQ(DisplayWidth("한글"), 4u);
  EXPECT_EQ(DisplayWidth("🚀"), 2u);
  EXPECT_EQ(DisplayWidth("ＡＢ"), 4u) << "fullwidth letters";
  EXPECT_EQ(DisplayWidth("a\u200Db"), 2u) << "a joiner takes no room";
}

TEST(DisplayWidthTest, CountsEachByteThatIsNoUtf8) {
  EXPECT_EQ(DisplayWidth("\xFF\xFE"), 2u);
  EXPECT_EQ(DisplayWidth("a\xE6\x97"), 3u) << "a character that was cut";
  EXPECT_EQ(DisplayWidth("\xC0\xAF"), 2u) << "an overlong form";
  EXPECT_EQ(DisplayWidth("\xED\xA0\x80"), 3u) << "a surrogate";
}

TEST(FitWidthTest, LeavesWhatFits) {
  EXPECT_EQ(FitWidth("abc", 3), "abc");
  EXPECT_EQ(FitWidth("日本", 4), "日本");
  EXPECT_EQ(FitWidth("", 0), "");
}

TEST(FitWidthTest, CutsAtACharacterAndSaysSo) {
  EXPECT_EQ(FitWidth("abcd", 3), "ab…");
  EXPECT_EQ(FitWidth("日本語", 4), "日…") << "half of a wide character is none";
  EXPECT_EQ(FitWidth("日本語", 1), "…");
  EXPECT_EQ(FitWidth("abc", 0), "");
  EXPECT_EQ(FitWidth(std::string("ab") + kDecomposedE + "cd", 4), std::string("ab") + kDecomposedE + "…")
      << "a mark stays with its letter";
}

TEST(FitWidthTest, IsNeverWiderThanAsked) {
  const std::string text = std::string("x日\xFF🚀") + kDecomposedE + "-ünïcødé";
  for (size_t columns = 0; columns <= DisplayWidth(text) + 1; ++columns)
    EXPECT_LE(DisplayWidth(FitWidth(text, columns)), columns);
}

TEST(PrintableTest, ReplacesWhatSteersATerminal) {
  EXPECT_EQ(Printable("a\tb\x1b[2J\x7F"), "a?b?[2J?");
  EXPECT_EQ(Printable("\xC2\x9B"
                      "31m"),
            "?31m")
      << "the escape sequence's beginning in two bytes";
  EXPECT_EQ(Printable("a\u202Eb\u2028"), "a?b?");
  EXPECT_EQ(Printable("\xFF é 日"), "? é 日");
}

}  // namespace
}  // namespace octavo::client
