#include "worker/runner/formats/model_config.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "worker/runner/formats/model_file.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kBert[] =
    R"({"model_type": "bert", "architectures": ["BertModel"], "vocab_size": 30522, "hidden_size": 384,
  "num_hidden_layers": 6, "num_attention_heads": 12, "intermediate_size": 1536, "max_position_embeddings": 512,
  "type_vocab_size": 2, "hidden_act": "gelu", "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.2,
  "layer_norm_eps": 1e-12, "pad_token_id": 0})";

constexpr char kDistilBert[] =
    R"({"model_type": "distilbert", "architectures": ["DistilBertForMaskedLM"], "vocab_size": 30522, "dim": 768,
  "n_layers": 6, "n_heads": 12, "hidden_dim": 3072, "max_position_embeddings": 512, "activation": "relu",
  "dropout": 0.15, "attention_dropout": 0.25, "sinusoidal_pos_embds": false, "pad_token_id": 0})";

constexpr char kRoberta[] =
    R"({"model_type": "roberta", "architectures": ["RobertaForMaskedLM"], "vocab_size": 50265, "hidden_size": 768,
  "num_hidden_layers": 12, "num_attention_heads": 12, "intermediate_size": 3072, "max_position_embeddings": 514,
  "type_vocab_size": 1, "layer_norm_eps": 1e-05, "pad_token_id": 1})";

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
  const auto text = FormatModelConfig(*config);
  ASSERT_TRUE(text.ok()) << text.status();
  const auto again = ParseModelConfig(*text, "again");
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

/// As a model file's metadata, which are parsed as a config.json is.
void ExpectRefused(const std::string& text, const std::string& says) {
  const absl::Status status = ConfigOfMetadata({{"config", text}}, "model.pt").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  EXPECT_THAT(std::string(status.message()), StartsWith("model configuration model.pt (config): "));
  EXPECT_THAT(std::string(status.message()), HasSubstr(says));
  EXPECT_LT(status.message().size(), 400u);
}

/// {"0": "", "1": "", …}
std::string ObjectOf(int keys) {
  std::string text = "{";
  for (int i = 0; i < keys; ++i) absl::StrAppend(&text, i == 0 ? "" : ",", "\"", i, "\":\"\"");
  return text + "}";
}

TEST(ModelConfigTest, RefusesBracketsThatNestWithoutEnd) {
  const std::string remedy = "JSON nests deeper than 100 levels; take config.json from the model's folder again";
  ExpectRefused(std::string(100'000, '['), remedy);
  ExpectRefused(With("384", std::string(100'000, '[') + std::string(100'000, ']')), remedy);
  ExpectRefused(With("384", "[[1], 2]"), "hidden_size is an array; give an integer from 1");
}

// With a look-up that goes through all keys, each of these would take minutes.
TEST(ModelConfigTest, RefusesHundredsOfThousandsOfKeys) {
  constexpr int kKeys = 500'000;
  ExpectRefused(ObjectOf(kKeys), "has 500000 fields; take config.json from the model's folder again");
  ExpectRefused(With("\"pad_token_id\": 0", "\"id2label\": " + ObjectOf(kKeys)),
                "id2label has 500000 strings; give at most 100000");
}

TEST(ModelConfigTest, RefusesATextAbove16MiB) {
  ExpectRefused(kBert + std::string(16 << 20, ' '), "is larger than 16777216 bytes; take config.json");
  const auto dir = TempDir::Create("octavo-model-config-");
  ASSERT_TRUE(dir.ok()) << dir.status();
  const std::string path = dir->path() + "/config.json";
  ASSERT_TRUE(WriteFileAtomically(path, kBert + std::string(16 << 20, ' ')).ok());
  const absl::Status status = ReadModelConfig(path).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr(path + ": is larger than 16777216 bytes; take config.json"));
}

TEST(ModelConfigTest, MessagesShowTheBeginningOfALongValue) {
  const std::string text(1 << 20, 'x');
  const absl::Status status = ParseModelConfig(With("bert", text), "x").status();
  EXPECT_THAT(std::string(status.message()), HasSubstr("model_type is \"xxx"));
  EXPECT_LT(status.message().size(), 400u);
}

TEST(ModelConfigTest, WritesAsManyLabelsAsItReads) {
  const auto config = ParseModelConfig(With("\"pad_token_id\": 0", "\"num_labels\": 100000"), "x");
  ASSERT_TRUE(config.ok()) << config.status();
  const auto text = FormatModelConfig(*config);
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_THAT(*text, HasSubstr("\"99999\": \"LABEL_99999\""));
  EXPECT_THAT(*text, HasSubstr("\"LABEL_99999\": 99999"));
  EXPECT_EQ(ParseModelConfig(*text, "again")->labels, config->labels);
}

TEST(ModelConfigTest, DoesNotWriteWhatItCouldNotRead) {
  auto config = ParseModelConfig(kBert, "x");
  ASSERT_TRUE(config.ok()) << config.status();
  config->labels = {std::string(9 << 20, 'a')};
  const absl::Status status = FormatModelConfig(*config).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("give fewer labels or shorter ones"));
}

// People read the file, and its digest stands in results.
TEST(ModelConfigTest, WritesItsKeysInAFixedOrder) {
  auto config = ParseModelConfig(kBert, "x");
  ASSERT_TRUE(config.ok()) << config.status();
  config->labels = {"z", "a", "z"};
  const auto text = FormatModelConfig(*config);
  ASSERT_TRUE(text.ok()) << text.status();
  std::vector<std::string> keys;
  const auto json = nlohmann::ordered_json::parse(*text);
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  EXPECT_THAT(keys, ElementsAre("architectures", "model_type", "attention_probs_dropout_prob", "classifier_dropout",
                                "hidden_act", "hidden_dropout_prob", "hidden_size", "id2label", "label2id",
                                "initializer_range", "intermediate_size", "layer_norm_eps", "max_position_embeddings",
                                "num_attention_heads", "num_hidden_layers", "pad_token_id", "position_embedding_type",
                                "problem_type", "type_vocab_size", "vocab_size"));
  EXPECT_EQ(json["id2label"].dump(), R"({"0":"z","1":"a","2":"z"})");
  EXPECT_EQ(json["label2id"].dump(), R"({"z":2,"a":1})");
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
    ::testing::Values(BadConfig{"NotJson", "{\"model_type\"", "{model_type", "not valid JSON at line 1, column 2"},
                      BadConfig{"NoObject", kBert, "[]", "is not a JSON object; take config.json"},
                      BadConfig{"OtherArchitecture", "\"bert\"", "\"t5\"",
                                "model_type is \"t5\"; Octavo runs \"bert\", \"distilbert\", \"roberta\""},
                      BadConfig{"NegativeSize", "384", "-384", "hidden_size is -384; give an integer from 1"},
                      BadConfig{"TextForNumber", "384", "\"384\"", "hidden_size is \"384\""},
                      BadConfig{"MissingField", "\"hidden_size\": 384,", "", "hidden_size is missing"},
                      BadConfig{"HeadsDoNotDivide", "\"num_attention_heads\": 12", "\"num_attention_heads\": 7",
                                "num_attention_heads is 7; give a divisor of hidden_size 384"},
                      BadConfig{"UnknownActivation", "\"gelu\"", "\"silu\"", "hidden_act is \"silu\""},
                      BadConfig{"DropoutAboveOne", "0.2", "1.5", "attention_probs_dropout_prob is 1.5"},
                      BadConfig{"LabelGap", "\"pad_token_id\": 0", "\"id2label\": {\"0\": \"a\", \"2\": \"b\"}",
                                "id2label has the key \"2\"; number its strings from 0 to 1"},
                      BadConfig{"RelativePositions", "\"pad_token_id\": 0",
                                "\"position_embedding_type\": \"relative_key\"",
                                "position_embedding_type is \"relative_key\""}),
    [](const auto& row) { return row.param.name; });

TEST(ModelConfigTest, ReadsDistilBertUnderItsOwnKeys) {
  const auto config = ParseModelConfig(kDistilBert, "config.json");
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_EQ(config->architecture, "distilbert");
  EXPECT_EQ(config->hidden_size, 768);
  EXPECT_EQ(config->num_layers, 6);
  EXPECT_EQ(config->num_heads, 12);
  EXPECT_EQ(config->intermediate_size, 3072);
  EXPECT_EQ(config->type_vocab_size, 0);
  EXPECT_EQ(config->max_positions(), 512);
  EXPECT_EQ(config->activation, Activation::kRelu);
  EXPECT_EQ(config->head_activation, HeadActivation::kRelu);
  EXPECT_EQ(config->layer_norm_eps, 1e-12);
  EXPECT_EQ(config->hidden_dropout, 0.15);
  EXPECT_EQ(config->attention_dropout, 0.25);
  EXPECT_EQ(config->classifier_dropout, 0.2);
  EXPECT_FALSE(config->dropout_after_attention);
  EXPECT_FALSE(config->dropout_before_head);
}

TEST(ModelConfigTest, ReadsRobertaWhosePositionsFollowThePadding) {
  const auto config = ParseModelConfig(kRoberta, "config.json");
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_EQ(config->architecture, "roberta");
  EXPECT_EQ(config->first_position, 2);
  EXPECT_EQ(config->max_positions(), 512);
  EXPECT_EQ(config->type_vocab_size, 1);
  EXPECT_EQ(config->pad_token_id, 1);
  EXPECT_EQ(config->layer_norm_eps, 1e-5);
  EXPECT_EQ(config->head_activation, HeadActivation::kTanh);
  EXPECT_TRUE(config->dropout_after_attention);
  EXPECT_TRUE(config->dropout_before_head);
}

TEST(ModelConfigTest, WritesEveryArchitectureUnderItsOwnKeys) {
  for (const char* source : {kBert, kDistilBert, kRoberta}) {
    const auto config = ParseModelConfig(source, "config.json");
    ASSERT_TRUE(config.ok()) << config.status();
    const auto text = FormatModelConfig(*config);
    ASSERT_TRUE(text.ok()) << text.status();
    const auto again = ParseModelConfig(*text, "again");
    ASSERT_TRUE(again.ok()) << again.status() << *text;
    EXPECT_EQ(FormatModelConfig(*again).value_or(""), *text);
    EXPECT_EQ(again->hidden_size, config->hidden_size);
    EXPECT_EQ(again->first_position, config->first_position);
    EXPECT_EQ(again->hidden_dropout, config->hidden_dropout);
    EXPECT_TRUE(again->has_classifier);
  }
}

TEST(ModelConfigTest, RefusesPositionsThatEndBeforeTheFirstToken) {
  std::string text = kRoberta;
  text.replace(text.find("514"), 3, "2");
  EXPECT_THAT(ParseModelConfig(text, "x").status().message(),
              HasSubstr("max_position_embeddings is 2; give more than 2, the row of a text's first token"));
}

TEST(ModelConfigTest, DoesNotWriteAnUnknownArchitecture) {
  ModelConfig config;
  config.architecture = "t5";
  EXPECT_EQ(FormatModelConfig(config).status().code(), absl::StatusCode::kUnimplemented);
}

TEST(ModelConfigTest, MissingFileIsNotFound) {
  EXPECT_EQ(ReadModelConfig("/nonexistent/config.json").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace octavo
