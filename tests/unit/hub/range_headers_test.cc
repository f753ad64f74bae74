#include "hub/range_headers.h"

#include "gtest/gtest.h"

namespace octavo::hub {
namespace {

TEST(ContentRangeTest, ReadsAllThreeForms) {
  EXPECT_EQ(ParseContentRange("bytes 100-199/1000"), (ContentRange{100, 199, 1000}));
  EXPECT_EQ(ParseContentRange(" Bytes 0-0/*"), (ContentRange{0, 0, std::nullopt}));
  EXPECT_EQ(ParseContentRange("bytes */1000"), (ContentRange{std::nullopt, std::nullopt, 1000}));
}

TEST(ContentRangeTest, RefusesWhatMakesNoSense) {
  for (const char* text : {"", "bytes", "items 0-1/2", "bytes */*", "bytes 5-4/10", "bytes 0-10/10", "bytes -5-9/10",
                           "bytes 0-9", "bytes 0-9/10/11", "bytes a-b/c", "bytes 0-99999999999999999999/*"}) {
    EXPECT_EQ(ParseContentRange(text), std::nullopt) << text;
  }
}

TEST(StrongEtagTest, KeepsStrongOnesAlone) {
  EXPECT_EQ(StrongEtag(" \"abc-1\" "), "\"abc-1\"");
  for (const char* text : {"W/\"abc\"", "abc", "\"abc", "\"a\"b\"", "\"", ""}) EXPECT_EQ(StrongEtag(text), "") << text;
}

}  // namespace
}  // namespace octavo::hub
