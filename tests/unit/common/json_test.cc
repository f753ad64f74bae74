#include "common/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "common/files.h"

namespace octavo {
namespace {

using testing::HasSubstr;

TEST(JsonTest, RefusesAKeyThatComesTwiceInOneObjectWhereAsked) {
  const auto twice = ParseJsonOfUniqueKeys(R"({"a": {"b": 1, "b": 2}})", "index");
  EXPECT_EQ(twice.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(twice.status().message()), HasSubstr("index: JSON names \"b\" twice"));
  const auto once = ParseJsonOfUniqueKeys(R"({"a": {"b": 1}, "b": [{"b": 2}, {"b": 3}]})", "index");
  ASSERT_TRUE(once.ok()) << once.status();
  EXPECT_EQ((*once)["a"]["b"], 1);
}

TEST(JsonTest, ErrorNamesTheSourceLineAndColumn) {
  const auto value = ParseJson("{\n  \"a\": 1,\n  b\n}", "job.json");
  EXPECT_EQ(value.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(value.status().message()), HasSubstr("job.json"));
  EXPECT_THAT(std::string(value.status().message()), HasSubstr("line 3"));
}

TEST(JsonTest, RefusesDeepNestingWithoutRecursing) {
  EXPECT_TRUE(ParseJson(std::string(100, '[') + std::string(100, ']'), "x").ok());
  EXPECT_EQ(ParseJson(std::string(101, '[') + std::string(101, ']'), "x").status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(ParseJson(std::string(1000000, '['), "x").ok());
}

TEST(JsonTest, BracketsInStringsDoNotNest) {
  const auto value = ParseJson(absl::StrCat("\"", std::string(200, '['), "\\\"", std::string(200, '{'), "\""), "x");
  ASSERT_TRUE(value.ok()) << value.status();
  EXPECT_EQ(value->get<std::string>().size(), 401u);
}

TEST(JsonTest, NumberOutOfRangeIsAnError) { EXPECT_FALSE(ParseJson("1e999", "x").ok()); }

TEST(JsonTest, DumpSortsKeysAndReplacesBadUtf8) {
  Json value;
  value["b"] = "\xff";
  value["a"] = 1;
  EXPECT_EQ(DumpJson(value), "{\"a\":1,\"b\":\"\xef\xbf\xbd\"}");
}

TEST(JsonTest, FileRoundTrips) {
  const auto folder = TempDir::Create("json_test");
  ASSERT_TRUE(folder.ok()) << folder.status();
  const Json value = {{"x", 0.1}, {"y", {1, 2}}};
  ASSERT_TRUE(WriteJsonFile(folder->path() + "/f.json", value).ok());
  EXPECT_EQ(*ReadJsonFile(folder->path() + "/f.json"), value);
}

}  // namespace
}  // namespace octavo
