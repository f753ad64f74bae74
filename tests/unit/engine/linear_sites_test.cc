#include "worker/runner/engine/linear_sites.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(LinearSitesTest, NamesAllLayersInTheOrderInWhichTheyRun) {
  std::vector<std::string> names;
  const std::vector<LinearSite> sites = LinearSites(2);
  for (size_t i = 0; i < sites.size(); ++i) {
    names.push_back(LinearName(sites[i]));
    EXPECT_EQ(IndexOf(sites[i]), i);
  }
  EXPECT_THAT(names,
              ElementsAre("layer.0.qkv", "layer.0.attention_output", "layer.0.ffn_in", "layer.0.ffn_out", "layer.1.qkv",
                          "layer.1.attention_output", "layer.1.ffn_in", "layer.1.ffn_out", "pooler"));
}

TEST(LinearSitesTest, InputRolesReadBack) {
  for (const LinearSite& site : LinearSites(1)) {
    const auto role = ParseInputRole(InputRole(site.role));
    ASSERT_TRUE(role.ok());
    EXPECT_EQ(*role, site.role);
  }
  EXPECT_THAT(std::string(ParseInputRole("ffn").status().message()),
              HasSubstr("\"ffn\" is no role of an activation; the roles are attention_input, attention_context"));
}

TEST(LinearSitesTest, PatternsNameLayers) {
  const auto matched = [](std::vector<std::string> patterns) {
    std::vector<int> indices;
    const auto named = MatchLinears(patterns, 2);
    EXPECT_TRUE(named.ok()) << named.status();
    for (size_t i = 0; i < named->size(); ++i) {
      if ((*named)[i]) indices.push_back(static_cast<int>(i));
    }
    return indices;
  };
  EXPECT_THAT(matched({}), ElementsAre());
  EXPECT_THAT(matched({"layer.*.ffn_out"}), ElementsAre(3, 7));
  EXPECT_THAT(matched({"pooler", "layer.1.q*"}), ElementsAre(4, 8));
  EXPECT_THAT(matched({"*"}), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8));
  EXPECT_THAT(matched({"*1*out*"}), ElementsAre(5, 7));
  EXPECT_THAT(matched({"layer.*.ffn_*n"}), ElementsAre(2, 6));
  EXPECT_THAT(matched({"**pooler**"}), ElementsAre(8));
  const absl::Status unknown = MatchLinears(std::vector<std::string>{"layer.2.qkv"}, 2).status();
  EXPECT_EQ(unknown.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(unknown.message()), HasSubstr("\"layer.2.qkv\" names no linear layer"));
}

// Tried one star within the other, these would not end.
TEST(LinearSitesTest, ManyStarsTakeNoLongerThanOne) {
  std::string stars;
  for (int i = 0; i < 40; ++i) stars += "*";
  const auto all = MatchLinears(std::vector<std::string>{stars + "t" + stars}, 12);
  ASSERT_TRUE(all.ok()) << all.status();
  EXPECT_EQ(std::count(all->begin(), all->end(), true), 2 * 12);  // attention_output and ffn_out
  std::string letters;
  for (int i = 0; i < 40; ++i) letters += "*t";
  EXPECT_THAT(std::string(MatchLinears(std::vector<std::string>{stars + letters + "!"}, 12).status().message()),
              HasSubstr("names no linear layer of the model"));
}

}  // namespace
}  // namespace octavo
