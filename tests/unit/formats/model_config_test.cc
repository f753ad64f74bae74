#include "worker/runner/formats/model_config.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kBert[] =
    R"({"model_type": "bert", "architectures": ["BertModel"], "vocab_size": 30522, "hidden_size": 384,
  "num_hidden_layers": 6, "num_attention_heads": 12, "intermediate_size": 1536, "max_position_embeddings": 512,
  "type_vocab_size": 2, "hidden_act": "gelu", "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.2,
  "layer_norm_eps": 1e-12, "pad_token_id": 0})";

std::string With(const std::string& from, const std::string& to) {
  std::string text = kBert;
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(ModelConfigTest, ReadsAnEncoder) {
  const auto config = ParseModelConfig(kBert, "config.json");
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_EQ(config->hidden_size, 384);
  EXPECT_EQ(config->head_size(), 32);
  EXPECT_EQ(config->max_positions(), 512);
  EXPECT_EQ(config->attention_dropout, 0.2);
  EXPECT_EQ(config->classifier_dropout, 0.1);
  EXPECT_FALSE(config->has_classifier);
  EXPECT_THAT(config->labels, ElementsAre("LABEL_0", "LABEL_1"));
}

TEST(ModelConfigTest, ReadsBackWhatItWrote) {
  auto config = ParseModelConfig(kBert, "config.json");
  ASSERT_TRUE(config.ok()) << config.status();
  config->labels = {"World", "Sports", "\"quoted\"", "Sci/Tech"};
  config->activation = Activation::kGeluTanh;
  config->classifier_dropout = 0.3;
  const auto again = ParseModelConfig(FormatModelConfig(*config), "again");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->labels, config->labels);
  EXPECT_EQ(again->activation, Activation::kGeluTanh);
  EXPECT_EQ(again->classifier_dropout, 0.3);
  EXPECT_EQ(again->layer_norm_eps, 1e-12);
  EXPECT_TRUE(again->has_classifier);
}

TEST(ModelConfigTest, LabelsFollowTheirIdsNotTheirOrder) {
  const auto config =
      ParseModelConfig(With("\"pad_token_id\": 0", R"("id2label": {"1": "b", "0": "a", "2": "c"})"), "x");
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_THAT(config->labels, ElementsAre("a", "b", "c"));
}

struct BadConfig {
  const char* name;
  const char* from;
  const char* to;
  const char* says;
};

class BadConfigTest : public ::testing::TestWithParam<BadConfig> {};

TEST_P(BadConfigTest, IsRefusedWithTheFieldAndTheValue) {
  const auto config = ParseModelConfig(With(GetParam().from, GetParam().to), "dir/config.json");
  ASSERT_FALSE(config.ok());
  EXPECT_THAT(config.status().message(), HasSubstr("dir/config.json"));
  EXPECT_THAT(config.status().message(), HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Fields, BadConfigTest,
    ::testing::Values(
        BadConfig{"NotJson", "{\"model_type\"", "{model_type", "is not a JSON object"},
        BadConfig{"OtherArchitecture", "\"bert\"", "\"t5\"", "model_type is \"t5\"; Octavo runs \"bert\""},
        BadConfig{"NegativeSize", "384", "-384", "hidden_size is -384; give an integer from 1"},
        BadConfig{"TextForNumber", "384", "\"384\"", "hidden_size is \"384\""},
        BadConfig{"MissingField", "\"hidden_size\": 384,", "", "hidden_size is missing"},
        BadConfig{"HeadsDoNotDivide", "\"num_attention_heads\": 12", "\"num_attention_heads\": 7",
                  "num_attention_heads is 7; give a divisor of hidden_size 384"},
        BadConfig{"UnknownActivation", "\"gelu\"", "\"silu\"", "hidden_act is \"silu\""},
        BadConfig{"DropoutAboveOne", "0.2", "1.5", "attention_probs_dropout_prob is 1.5"},
        BadConfig{"LabelGap", "\"pad_token_id\": 0", "\"id2label\": {\"0\": \"a\", \"2\": \"b\"}",
                  "id2label has the key \"2\"; number its strings from 0 to 1"},
        BadConfig{"RelativePositions", "\"pad_token_id\": 0", "\"position_embedding_type\": \"relative_key\"",
                  "position_embedding_type is \"relative_key\""}),
    [](const auto& row) { return row.param.name; });

TEST(ModelConfigTest, MissingFileIsNotFound) {
  EXPECT_EQ(ReadModelConfig("/nonexistent/config.json").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace octavo
