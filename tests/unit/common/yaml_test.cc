#include "common/yaml.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

using testing::HasSubstr;

YamlDocument MustParse(absl::string_view text) {
  absl::StatusOr<YamlDocument> document = YamlDocument::Parse(text, "test.yaml");
  EXPECT_TRUE(document.ok()) << document.status();
  return document.ok() ? *std::move(document) : YamlDocument();
}
std::string ParseError(absl::string_view text) {
  return std::string(YamlDocument::Parse(text, "test.yaml").status().message());
}

TEST(YamlTest, ScalarsFollowTheCoreSchema) {
  const Json json =
      MustParse("a: 2e-5\nb: yes\nc: \"12\"\nd: 12\ne: true\nf: null\ng: .inf\nh: -3.5\ni: 0x10\nj: +7\n").json();
  EXPECT_DOUBLE_EQ(json.at("a").get<double>(), 2e-5);
  EXPECT_EQ(json.at("b"), "yes");
  EXPECT_EQ(json.at("c"), "12");
  EXPECT_EQ(json.at("d"), 12);
  EXPECT_TRUE(json.at("d").is_number_integer());
  EXPECT_EQ(json.at("e"), true);
  EXPECT_TRUE(json.at("f").is_null());
  EXPECT_TRUE(std::isinf(json.at("g").get<double>()));
  EXPECT_EQ(json.at("h"), -3.5);
  EXPECT_EQ(json.at("i"), "0x10");
  EXPECT_EQ(json.at("j"), 7);
}

TEST(YamlTest, NestedValuesAndAliasesAreExpanded) {
  const Json json = MustParse("base: &b {x: 1}\nlist: [1, [2, 3], *b]\n").json();
  EXPECT_EQ(json.at("list"), Json::parse(R"([1, [2, 3], {"x": 1}])"));
}

TEST(YamlTest, EmptyTextIsAnEmptyObject) {
  EXPECT_EQ(MustParse("").json(), Json::object());
  EXPECT_EQ(MustParse("# only a comment\n").json(), Json::object());
}

TEST(YamlTest, ErrorsSayWhere) {
  EXPECT_THAT(ParseError("a: 1\nb: [1, 2\n"), testing::StartsWith("test.yaml:"));
  EXPECT_THAT(ParseError("a: 1\nb: 2\na: 3\n"), HasSubstr("test.yaml:3:1: the key \"a\" is given twice"));
  EXPECT_THAT(ParseError("a: 1\n---\nb: 2\n"), HasSubstr("more than one YAML document"));
  EXPECT_THAT(ParseError("? [1]\n: 2\n"), HasSubstr("a key must be a plain word"));
}

TEST(YamlTest, WhatNoValueCanBeginWithEndsTheFile) {
  EXPECT_THAT(ParseError(","), HasSubstr("test.yaml:1:1: not valid YAML: no value can begin here"));
  EXPECT_THAT(ParseError("# a comment\n, 1\n"), HasSubstr("test.yaml:2:1: not valid YAML"));
  EXPECT_THAT(ParseError("a: 1\n--- ,\n"), HasSubstr("more than one YAML document"));
}

TEST(YamlTest, DeepAndHugeValuesAreRefused) {
  EXPECT_THAT(ParseError(std::string(200, '[') + std::string(200, ']')), HasSubstr("deeper than 100 levels"));
  // Ten aliases of ten aliases, six levels deep: a million values in a few lines.
  std::string bomb = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
  for (int i = 1; i < 6; ++i) {
    absl::StrAppend(&bomb, "a", i, ": &a", i, " [");
    for (int k = 0; k < 10; ++k) absl::StrAppend(&bomb, k == 0 ? "" : ", ", "*a", i - 1);
    absl::StrAppend(&bomb, "]\n");
  }
  EXPECT_THAT(ParseError(bomb), HasSubstr("more than 100000 values"));
}

TEST(YamlTest, LongTextsAndKeysThatAliasesRepeatAreRefused) {
  const std::string kText(100'000, 'k');
  std::string aliases = "*a";
  for (int i = 1; i < 1'000; ++i) absl::StrAppend(&aliases, ", *a");
  EXPECT_THAT(ParseError(absl::StrCat("a: &a ", kText, "\nb: [", aliases, "]\n")),
              HasSubstr("with its aliases written out the file is larger than 67108864 bytes"));
  EXPECT_THAT(ParseError(absl::StrCat("a: &a 1\n? ", kText, "\n: [", aliases, "]\n")),
              HasSubstr("aliases written out"));
}

TEST(YamlTest, ErrorAtPointsAtTheNearestKnownPlace) {
  const YamlDocument document = MustParse("first: 1\nbaseline:\n  epochs: 3\n  list: [1,\n    2]\n");
  EXPECT_EQ(document.ErrorAt("/baseline/epochs", "m").message(), "test.yaml:3:3: m");
  EXPECT_EQ(document.ErrorAt("/baseline/list/1", "m").message(), "test.yaml:5:5: m");
  EXPECT_EQ(document.ErrorAt("/baseline/absent/deeper", "m").message(), "test.yaml:2:1: m");
  EXPECT_EQ(document.ErrorAt("/absent", "m").message(), "test.yaml:1:1: m");
}

TEST(YamlTest, AMissingFileIsNamed) {
  const TempDir folder = *TempDir::Create("octavo-yaml-test");
  const absl::Status status = YamlDocument::Read(folder.path() + "/absent.yaml").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("absent.yaml"));
}

TEST(YamlSectionTest, ReadsEveryType) {
  const YamlDocument document = MustParse(
      "text: t\nflag: true\nwhole: -4\nreal: 3\nmany: [a, b]\none: c\ntime: 1h30m\nsize: 1.5GB\nbig: 4GiB\n"
      "plain: 7\nany: [1]\n");
  YamlSection root(document);
  std::string text;
  bool flag = false;
  int whole = 0;
  double real = 0;
  std::vector<std::string> many;
  std::vector<std::string> one;
  absl::Duration time;
  int64_t size = 0;
  int64_t big = 0;
  int64_t plain = 0;
  Json any;
  EXPECT_TRUE(root.Read("text", &text).ok());
  EXPECT_TRUE(root.Read("flag", &flag).ok());
  EXPECT_TRUE(root.Read("whole", &whole).ok());
  EXPECT_TRUE(root.Read("real", &real).ok());
  EXPECT_TRUE(root.Read("many", &many).ok());
  EXPECT_TRUE(root.Read("one", &one).ok());
  EXPECT_TRUE(root.Read("time", &time).ok());
  EXPECT_TRUE(root.ReadBytes("size", &size).ok());
  EXPECT_TRUE(root.ReadBytes("big", &big).ok());
  EXPECT_TRUE(root.ReadBytes("plain", &plain).ok());
  EXPECT_TRUE(root.ReadJson("any", &any).ok());
  EXPECT_TRUE(root.Finish().ok());
  EXPECT_EQ(text, "t");
  EXPECT_TRUE(flag);
  EXPECT_EQ(whole, -4);
  EXPECT_EQ(real, 3.0);
  EXPECT_EQ(many, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(one, std::vector<std::string>{"c"});
  EXPECT_EQ(time, absl::Minutes(90));
  EXPECT_EQ(size, 1'500'000'000);
  EXPECT_EQ(big, int64_t{4} << 30);
  EXPECT_EQ(plain, 7);
  EXPECT_EQ(any, Json::array({1}));
}

TEST(YamlSectionTest, AnAbsentKeyLeavesTheDefault) {
  const YamlDocument document = MustParse("a: 1\n");
  YamlSection root(document);
  int value = 42;
  EXPECT_TRUE(root.Read("b", &value).ok());
  EXPECT_EQ(value, 42);
  EXPECT_TRUE(root.Has("a"));
  EXPECT_FALSE(root.Has("b"));
  EXPECT_EQ(root.Keys(), std::vector<std::string>{"a"});
}

TEST(YamlSectionTest, WrongValuesAreRefusedWithTheirPlace) {
  const YamlDocument document =
      MustParse("text: [1]\nflag: 1\nwhole: 2.5\nsmall: 0\ntime: -3s\nsize: 3 apples\nsection: 5\n");
  YamlSection root(document);
  std::string text = "kept";
  bool flag = true;
  int whole = 7;
  absl::Duration time = absl::Seconds(1);
  int64_t size = 9;
  EXPECT_THAT(std::string(root.Read("text", &text).message()), HasSubstr("test.yaml:1:1: "));
  EXPECT_THAT(std::string(root.Read("flag", &flag).message()), HasSubstr("test.yaml:2:1: "));
  EXPECT_THAT(std::string(root.Read("whole", &whole).message()), HasSubstr("test.yaml:3:1: "));
  EXPECT_THAT(std::string(root.Read("small", &whole, 1, 10).message()), HasSubstr("test.yaml:4:1: "));
  EXPECT_THAT(std::string(root.Read("time", &time).message()), HasSubstr("test.yaml:5:1: "));
  EXPECT_THAT(std::string(root.ReadBytes("size", &size).message()), HasSubstr("test.yaml:6:1: "));
  EXPECT_FALSE(root.Section("section").ok());
  EXPECT_EQ(text, "kept");
  EXPECT_TRUE(flag);
  EXPECT_EQ(whole, 7);
  EXPECT_EQ(time, absl::Seconds(1));
  EXPECT_EQ(size, 9);
}

TEST(YamlSectionTest, FinishNamesTheUnknownKeyAndTheKnownOnes) {
  const YamlDocument document = MustParse("outer:\n  epochs: 3\n  epohcs: 4\n");
  YamlSection root(document);
  absl::StatusOr<YamlSection> outer = root.Section("outer");
  ASSERT_TRUE(outer.ok()) << outer.status();
  int epochs = 0;
  EXPECT_TRUE(outer->Read("epochs", &epochs).ok());
  const std::string message(outer->Finish().message());
  EXPECT_THAT(message, HasSubstr("test.yaml:3:3: "));
  EXPECT_THAT(message, HasSubstr("epohcs"));
  EXPECT_THAT(message, HasSubstr("epochs"));
  EXPECT_TRUE(root.Finish().ok());
}

TEST(YamlSectionTest, AnAbsentSectionIsEmpty) {
  const YamlDocument document = MustParse("a: 1\n");
  YamlSection root(document);
  absl::StatusOr<YamlSection> section = root.Section("absent");
  ASSERT_TRUE(section.ok()) << section.status();
  EXPECT_TRUE(section->Keys().empty());
  EXPECT_TRUE(section->Finish().ok());
}

}  // namespace
}  // namespace octavo
