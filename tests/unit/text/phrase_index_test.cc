#include "worker/runner/text/phrase_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/random.h"
#include "tests/unit/text/word_runs.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Examples that own their texts.
class Texts {
 public:
  explicit Texts(std::vector<std::string> texts) : texts_(std::move(texts)) {
    for (const std::string& text : texts_) examples_.push_back({.text = text, .label = 0, .id = ""});
  }
  operator absl::Span<const Example>() const { return examples_; }

 private:
  const std::vector<std::string> texts_;
  std::vector<Example> examples_;
};

TEST(PhraseIndexTest, TellsSentencesFromTheirPhrases) {
  const Texts texts({"a film", "a fine film that works", "film that works ", "fine  film", "that film", "works"});
  const PhraseIndex index(texts);
  EXPECT_THAT(index.Outermost(), ElementsAre(0, 1, 4));
  EXPECT_THAT(index.Inside({1}), ElementsAre(false, true, true, true, false, true));
  EXPECT_THAT(index.Inside({4, 0}), ElementsAre(true, false, false, false, true, false));
  EXPECT_THAT(index.Inside({}), ElementsAre(false, false, false, false, false, false));
}

TEST(PhraseIndexTest, ComparesWholeWords) {
  const PhraseIndex index(Texts({"care", "careless talk", "less talk", "talk"}));
  EXPECT_THAT(index.Outermost(), ElementsAre(0, 1, 2));
  EXPECT_THAT(index.Inside({1}), ElementsAre(false, true, false, true));
}

TEST(PhraseIndexTest, OfEqualTextsTheFirstIsOutermost) {
  const PhraseIndex index(Texts({"so good", "so good", "good"}));
  EXPECT_THAT(index.Outermost(), ElementsAre(0));
  EXPECT_THAT(index.Inside({0}), ElementsAre(true, true, true));
}

TEST(PhraseIndexTest, ATextWithoutWordsIsNowhere) {
  const PhraseIndex index(Texts({"", " ", "word"}));
  EXPECT_THAT(index.Outermost(), ElementsAre(2));
  EXPECT_THAT(index.Inside({2}), ElementsAre(false, false, true));
  EXPECT_THAT(PhraseIndex({}).Outermost(), IsEmpty());
}

TEST(PhraseIndexTest, AgreesWithTheSearchForEveryRunOfWords) {
  Random random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> texts;
    std::vector<absl::flat_hash_set<std::string>> runs;
    for (int i = 0; i < 30; ++i) {
      std::string text;
      for (uint64_t words = 1 + random.Below(8); words > 0; --words) absl::StrAppend(&text, random.Below(3), " ");
      runs.push_back(WordRuns(text));
      texts.push_back(text);
    }
    const auto contains = [&](size_t outer, size_t inner) { return runs[outer].contains(JoinedWords(texts[inner])); };
    std::vector<int64_t> outermost;
    std::vector<bool> inside(texts.size());
    for (size_t i = 0; i < texts.size(); ++i) {
      inside[i] = contains(3, i) || contains(5, i);
      bool passed = false;
      for (size_t j = 0; j < texts.size(); ++j) passed |= j != i && contains(j, i) && (!contains(i, j) || j < i);
      if (!passed) outermost.push_back(static_cast<int64_t>(i));
    }
    const PhraseIndex index{Texts(texts)};
    EXPECT_EQ(index.Outermost(), outermost);
    EXPECT_EQ(index.Inside({3, 5}), inside);
  }
}

TEST(PhraseIndexTest, RepeatedWordsTakeNoLonger) {
  // Looking up every run would be 10^10 steps for each text.
  std::string same;
  for (int i = 0; i < 100'000; ++i) same += "so ";
  const PhraseIndex index(Texts({same + "good", same, "so so", "good", same + "bad"}));
  EXPECT_THAT(index.Outermost(), ElementsAre(0, 4));
  EXPECT_THAT(index.Inside({4}), ElementsAre(false, true, true, false, true));
}

}  // namespace
}  // namespace octavo
