// Every component of a tokenizer.json with its settings, against PyPI's tokenizers (fixture made by
// tests/fixtures/make_component_fixtures.py).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/files.h"
#include "common/json.h"
#include "common/sha256.h"
#include "tests/unit/text/id_digest.h"
#include "tests/unit/text/shared_data.h"
#include "worker/runner/text/normalizer.h"
#include "worker/runner/text/pre_tokenizer.h"
#include "worker/runner/text/tokenizer_loader.h"
#include "worker/runner/text/unicode.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

class ComponentTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto json = ReadJsonFile(FixturePath("components.json"));
    ASSERT_TRUE(json.ok()) << json.status();
    fixture_ = *std::move(json);
  }

  /// A case's tokenizer.json, with the vocabulary that it names.
  absl::StatusOr<std::unique_ptr<Tokenizer>> Open(const Json& definition) const {
    Json whole = definition;
    Json& vocabulary = whole["model"]["vocab"];
    if (vocabulary.is_string()) vocabulary = fixture_["vocabularies"][vocabulary.get<std::string>()];
    return TokenizerFromJson(DumpJson(whole), "fixture");
  }

  void ExpectCase(const Json& test) const {
    const auto tokenizer = Open(test["definition"]);
    ASSERT_TRUE(tokenizer.ok()) << tokenizer.status();
    const Json& texts = fixture_["texts"];
    for (size_t i = 0; i < texts.size(); ++i) {
      EXPECT_EQ(Json((*tokenizer)->Encode(texts[i].get<std::string>(), 0)),
                fixture_["sequences"][test["ids"][i].get<size_t>()])
          << "text " << i << ": " << texts[i].dump(-1, ' ', /*ensure_ascii=*/true);
    }
    IdDigest digest;
    for (const Json& text : fixture_["hard_texts"]) digest.Add((*tokenizer)->Encode(text.get<std::string>(), 0));
    EXPECT_EQ(digest.tokens(), test["hard"]["tokens"].get<int64_t>());
    EXPECT_EQ(digest.Finish(), test["hard"]["sha256"].get<std::string>());
  }

  Json fixture_;
};

TEST_F(ComponentTest, EveryCombinationGivesPythonsIds) {
  ASSERT_GT(fixture_["cases"].size(), 200u);
  for (const Json& test : fixture_["cases"]) {
    SCOPED_TRACE(test["name"].get<std::string>());
    ExpectCase(test);
  }
}

TEST_F(ComponentTest, TruncatingTheWholeIdsIsEncodingWithALimit) {
  for (const Json& test : fixture_["cases"]) {
    SCOPED_TRACE(test["name"].get<std::string>());
    const auto tokenizer = Open(test["definition"]);
    ASSERT_TRUE(tokenizer.ok()) << tokenizer.status();
    for (const Json& text : fixture_["texts"]) {
      const auto whole = (*tokenizer)->Encode(text.get<std::string>(), 0);
      for (const int limit : {0, 1, 3, 8}) {
        EXPECT_EQ(Truncated(**tokenizer, whole, limit), (*tokenizer)->Encode(text.get<std::string>(), limit)) << limit;
      }
    }
  }
}

TEST_F(ComponentTest, WhatIsNotSupportedIsNamed) {
  ASSERT_GT(fixture_["refused"].size(), 10u);
  for (const Json& test : fixture_["refused"]) {
    SCOPED_TRACE(test["name"].get<std::string>());
    const auto tokenizer = Open(test["definition"]);
    ASSERT_FALSE(tokenizer.ok());
    EXPECT_THAT(std::string(tokenizer.status().message()), HasSubstr("fixture"));
    EXPECT_THAT(std::string(tokenizer.status().message()), HasSubstr(test["message"].get<std::string>()));
  }
}

TEST_F(ComponentTest, DigestsTellSettingsApart) {
  std::vector<std::string> digests;
  for (const char* normalizer : {R"(null)", R"({"type": "NFC"})", R"({"type": "Strip", "strip_left": true})",
                                 R"({"type": "Strip", "strip_left": false})",
                                 R"({"type": "Replace", "pattern": {"String": "a"}, "content": "b"})"}) {
    for (const char* splitter : {R"(null)", R"({"type": "Digits", "individual_digits": true})", R"({"type": "Digits"})",
                                 R"({"type": "Punctuation"})"}) {
      Json definition = fixture_["cases"][0]["definition"];
      definition["normalizer"] = Json::parse(normalizer);
      definition["pre_tokenizer"] = Json::parse(splitter);
      const auto tokenizer = Open(definition);
      ASSERT_TRUE(tokenizer.ok()) << tokenizer.status();
      digests.push_back((*tokenizer)->digest());
    }
  }
  std::sort(digests.begin(), digests.end());
  EXPECT_EQ(std::unique(digests.begin(), digests.end()), digests.end());
}

/// SHA-256 of what `change` makes of `before`, a code point and `after`, for every code point, one a line.
std::string EveryCodePoint(absl::string_view before, absl::string_view after,
                           const std::function<std::string(absl::string_view)>& change) {
  Sha256 sha;
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text(before);
    AppendUtf8(c, text);
    sha.Update(absl::StrCat(c == 0 ? "" : "\n", change(absl::StrCat(text, after))));
  }
  return sha.Finish();
}

TEST_F(ComponentTest, NormalizersChangeEveryCodePointAsPythonDoes) {
  for (const char* type : {"Lowercase", "NFC", "NFD", "NFKC", "NFKD", "StripAccents", "Nmt"}) {
    SCOPED_TRACE(type);
    const auto normalizer = Normalizer::FromJson(Json{{"type", type}}, "normalizer");
    ASSERT_TRUE(normalizer.ok()) << normalizer.status();
    const auto change = [&](absl::string_view text) { return normalizer->Apply(text); };
    EXPECT_EQ(EveryCodePoint("", "", change), fixture_["code_points"][type]);
    if (!absl::StartsWith(type, "NF")) continue;
    EXPECT_EQ(EveryCodePoint("e\u0323\u0301", "\u0334\u0327\u0301", change),
              fixture_["code_points"][absl::StrCat(type, " among marks")]);
  }
}

TEST_F(ComponentTest, NoNormalizerMakesACharacterLongerThanItSays) {
  for (const char* type :
       {"Lowercase", "NFC", "NFD", "NFKC", "NFKD", "StripAccents", "Nmt", "ByteLevel", "BertNormalizer"}) {
    SCOPED_TRACE(type);
    const auto normalizer = Normalizer::FromJson(Json{{"type", type}}, "normalizer");
    ASSERT_TRUE(normalizer.ok()) << normalizer.status();
    double most = 0;
    for (char32_t c = 0; c < 0x110000; ++c) {
      if (c >= 0xD800 && c < 0xE000) continue;
      std::string text;
      AppendUtf8(c, text);
      most = std::max(most, static_cast<double>(normalizer->Apply(text).size()) / static_cast<double>(text.size()));
    }
    EXPECT_LE(most, normalizer->steps()[0].growth);
  }
}

TEST_F(ComponentTest, StepsThatAskForAllMemoryAreRefused) {
  const auto sequence = [](const char* list, size_t count, const Json& step) {
    return Json{{"type", "Sequence"}, {list, Json(count, step)}};
  };
  const auto message = [&](const char* component, const Json& steps) {
    Json definition = fixture_["cases"][0]["definition"];
    definition["normalizer"] = nullptr;
    definition[component] = steps;
    const auto tokenizer = Open(definition);
    return std::string(tokenizer.status().message());
  };
  const Json twice = {{"type", "Replace"}, {"pattern", {{"String", "a"}}}, {"content", "aa"}};
  EXPECT_THAT(message("normalizer", sequence("normalizers", 40, twice)),
              HasSubstr("normalizer.normalizers[8]: with this step a text may become 512 times as long"));
  EXPECT_THAT(message("normalizer", sequence("normalizers", 40, {{"type", "ByteLevel"}})),
              HasSubstr("normalizer.normalizers[8]: with this step"));
  EXPECT_THAT(message("normalizer", {{"type", "Prepend"}, {"prepend", std::string(300, 'x')}}),
              HasSubstr("normalizer: with this step a text may become 301 times as long"));
  EXPECT_THAT(message("pre_tokenizer", sequence("pretokenizers", 40, {{"type", "ByteLevel"}})),
              HasSubstr("pre_tokenizer.pretokenizers[4]: with this step a text may become 1024 times as long"));
  EXPECT_THAT(message("normalizer", sequence("normalizers", 65, {{"type", "StripAccents"}})),
              HasSubstr("normalizer.normalizers has more than 64 steps"));
  EXPECT_EQ(message("normalizer", sequence("normalizers", 64, {{"type", "StripAccents"}})), "");
}

TEST_F(ComponentTest, SplittersCutAtEveryCodePointAsPythonDoes) {
  const Json splitters[] = {{{"type", "Whitespace"}},
                            {{"type", "Digits"}, {"individual_digits", true}},
                            {{"type", "Punctuation"}, {"behavior", "Isolated"}}};
  for (const Json& component : splitters) {
    SCOPED_TRACE(DumpJson(component));
    const auto splitter = PreTokenizer::FromJson(component, "pre_tokenizer");
    ASSERT_TRUE(splitter.ok()) << splitter.status();
    EXPECT_EQ(
        EveryCodePoint("a", "1", [&](absl::string_view text) { return absl::StrJoin(splitter->Split(text), "|"); }),
        fixture_["code_points"][component["type"].get<std::string>()]);
  }
}

}  // namespace
}  // namespace octavo
