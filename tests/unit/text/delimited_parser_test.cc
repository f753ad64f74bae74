#include "worker/runner/text/delimited_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Records = std::vector<std::vector<std::string>>;

struct Parsed {
  Records records;
  std::vector<int64_t> lines;
  absl::Status status;
};

Parsed Parse(absl::string_view text, size_t piece, DelimitedFormat format = {}) {
  Parsed parsed;
  DelimitedParser parser(format, [&](std::vector<std::string>& fields, int64_t line) {
    parsed.records.push_back(fields);
    parsed.lines.push_back(line);
    return absl::OkStatus();
  });
  for (size_t i = 0; i < text.size() && parsed.status.ok(); i += piece)
    parsed.status = parser.Feed(text.substr(i, piece));
  if (parsed.status.ok()) parsed.status = parser.Finish();
  return parsed;
}

class DelimitedParserTest : public ::testing::TestWithParam<size_t> {};  // bytes per piece

TEST_P(DelimitedParserTest, ReadsQuotesLineBreaksAndDoubledQuotes) {
  const Parsed parsed = Parse("a,\"b \"\"c\"\", d\",e\r\n\"1\n2\",,\"\"\n", GetParam());
  ASSERT_TRUE(parsed.status.ok()) << parsed.status;
  EXPECT_EQ(parsed.records, (Records{{"a", "b \"c\", d", "e"}, {"1\n2", "", ""}}));
  EXPECT_THAT(parsed.lines, ElementsAre(1, 2));
}

TEST_P(DelimitedParserTest, LinesAreCountedThroughQuotedLineBreaks) {
  EXPECT_THAT(Parse("a\n\"x\ny\"\n\nb\n", GetParam()).lines, ElementsAre(1, 2, 5));
}

TEST_P(DelimitedParserTest, LastRecordNeedsNoLineEnd) {
  EXPECT_EQ(Parse("a\tb\r\nc\td", GetParam(), {.delimiter = '\t', .quotes = false}).records,
            (Records{{"a", "b"}, {"c", "d"}}));
}

TEST_P(DelimitedParserTest, QuotesAreOrdinaryWhereTheFormatHasNone) {
  EXPECT_EQ(Parse("\"a\tb\" c\n", GetParam(), {.delimiter = '\t', .quotes = false}).records,
            (Records{{"\"a", "b\" c"}}));
  EXPECT_EQ(Parse("5\" pipe,x\n", GetParam()).records, (Records{{"5\" pipe", "x"}}));
}

TEST_P(DelimitedParserTest, ByteOrderMarkIsSkippedOnlyAtTheStart) {
  EXPECT_EQ(Parse("\xEF\xBB\xBFtext,b\n\xEF\xBB\xBFx,y\n", GetParam()).records,
            (Records{{"text", "b"}, {"\xEF\xBB\xBFx", "y"}}));
  EXPECT_EQ(Parse("\xEF\xBB\xBF\"te,xt\",b\n", GetParam()).records, (Records{{"te,xt", "b"}}));
}

TEST_P(DelimitedParserTest, EmptyLinesAreSkippedButEmptyFieldsAreNot) {
  EXPECT_EQ(Parse("\n\r\na\n\n\"\"\n,\n", GetParam()).records, (Records{{"a"}, {""}, {"", ""}}));
  EXPECT_TRUE(Parse("", GetParam()).records.empty());
}

TEST_P(DelimitedParserTest, BrokenQuotingIsNamedWithItsLine) {
  const Parsed open = Parse("a\nb,\"c\nd\n", GetParam());
  EXPECT_EQ(open.status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(open.status.message(), HasSubstr("line 2: a quote is opened"));
  EXPECT_THAT(Parse("a\n\"b\"c\n", GetParam()).status.message(), HasSubstr("line 2: \"c\" follows a closing quote"));
}

TEST_P(DelimitedParserTest, ACarriageReturnWithinQuotesBelongsToTheText) {
  EXPECT_EQ(Parse("1,\"abc\r\"\n2,\"d\r\n\"\r\n3,\"e\"\r", GetParam()).records,
            (Records{{"1", "abc\r"}, {"2", "d\r\n"}, {"3", "e"}}));
  EXPECT_THAT(Parse("a,b\n\"c\"\r,d\n", GetParam()).status.message(),
              HasSubstr("line 2: a carriage return follows a closing quote"));
}

INSTANTIATE_TEST_SUITE_P(PieceSizes, DelimitedParserTest, ::testing::Values(1, 2, 3, 7, 4096));

TEST(DelimitedParserLimitTest, EndlessRecordIsRefused) {
  DelimitedParser parser({}, [](std::vector<std::string>&, int64_t) { return absl::OkStatus(); });
  const std::string piece(1 << 20, 'x');
  absl::Status status;
  for (int i = 0; i < 70 && status.ok(); ++i) status = parser.Feed(piece);
  EXPECT_THAT(status.message(), HasSubstr("a record of more than 64 MiB"));
}

TEST(DelimitedParserLimitTest, ALineOfDelimitersIsRefusedByTheMemoryThatItsFieldsTake) {
  DelimitedParser parser({}, [](std::vector<std::string>&, int64_t) { return absl::OkStatus(); });
  const std::string piece(3 << 20, ',');
  EXPECT_THAT(parser.Feed(piece).message(), HasSubstr("a record of more than 64 MiB"));
}

TEST(DelimitedParserLimitTest, VisitorsErrorStopsTheParser) {
  int records = 0;
  DelimitedParser parser({}, [&](std::vector<std::string>&, int64_t) {
    return ++records == 2 ? absl::InvalidArgumentError("enough") : absl::OkStatus();
  });
  EXPECT_EQ(parser.Feed("a\nb\nc\n").message(), "enough");
  EXPECT_EQ(records, 2);
}

}  // namespace
}  // namespace octavo
