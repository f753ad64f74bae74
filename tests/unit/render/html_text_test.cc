#include "client/render/html_text.h"

#include "gtest/gtest.h"

namespace octavo::client {
namespace {

TEST(HtmlTextTest, EscapesWhatHasAMeaning) {
  EXPECT_EQ(EscapeHtml("<script a=\"b\" c='d'>&amp;"), "&lt;script a=&quot;b&quot; c=&#39;d&#39;&gt;&amp;amp;");
  EXPECT_EQ(EscapeHtml("größer 日本語 🙂\n\t"), "größer 日本語 🙂\n\t");
}

TEST(HtmlTextTest, ReplacesWhatIsNoText) {
  const std::string replaced = "\xEF\xBF\xBD";
  EXPECT_EQ(EscapeHtml(absl::string_view("a\0b\x1b\x7f", 5)), "a" + replaced + "b" + replaced + replaced);
  EXPECT_EQ(EscapeHtml("\xC2\x85"), replaced) << "a control character of two bytes";
  EXPECT_EQ(EscapeHtml("\xC0\xBC"), replaced + replaced) << "'<' in more bytes than it needs";
  EXPECT_EQ(EscapeHtml("\xED\xA0\x80"), replaced + replaced + replaced) << "a surrogate";
  EXPECT_EQ(EscapeHtml("\xF4\x90\x80\x80"), replaced + replaced + replaced + replaced) << "beyond the last character";
  EXPECT_EQ(EscapeHtml("x\xE2\x82"), "x" + replaced + replaced) << "cut off";
  EXPECT_EQ(EscapeHtml("\xE2<"), replaced + "&lt;");
}

}  // namespace
}  // namespace octavo::client
