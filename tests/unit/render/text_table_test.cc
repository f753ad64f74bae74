#include "client/render/text_table.h"

#include "gtest/gtest.h"

namespace octavo::client {
namespace {

TEST(TextTableTest, AlignsColumnsWithoutTrailingSpaces) {
  TextTable table({"name", "size", ""});
  table.AlignRight({1});
  table.Add({"a", "10", ""});
  table.Add({"longer", "5", "x"});
  EXPECT_EQ(table.Render(), "name    size\na         10\nlonger     5  x\n");
}

TEST(TextTableTest, CountsCodePointsNotBytes) {
  TextTable table({"a", "b"});
  table.Add({"é", "1"});
  table.Add({"ee", "2"});
  EXPECT_EQ(table.Render(), "a   b\né   1\nee  2\n");
}

TEST(TextTableTest, ReplacesControlCharacters) {
  TextTable table({"a"});
  table.Add({"x\x1b[31m"});
  EXPECT_EQ(table.Render(), "a\nx?[31m\n");
}

}  // namespace
}  // namespace octavo::client
