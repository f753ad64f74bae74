#include "common/job_params.h"

#include <set>
#include <string>
#include <vector>

#include "common/job_param_tables.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const ParamSpec* Find(absl::string_view kind, absl::string_view name) {
  const auto specs = ParamsOf(kind);
  if (!specs.ok()) return nullptr;
  for (const ParamSpec& spec : *specs) {
    if (spec.name == name) return &spec;
  }
  return nullptr;
}

TEST(JobKindsTest, AreThePipelineInItsOrder) {
  EXPECT_THAT(JobKinds(), ElementsAre("baseline", "dynamic", "static", "qat", "mixed"));
}

TEST(ParamsOfTest, EveryParameterHasHelpAUniqueNameAndADefaultThatPasses) {
  for (const JobKindTable& table : JobKindTables()) {
    const std::string& kind = table.kind;
    const auto specs = ParamsOf(kind);
    ASSERT_TRUE(specs.ok()) << specs.status();
    const Json rest = kind == "evaluate" ? Json{{"dataset", "sst2"}} : Json::object();  // which has no default
    std::set<std::string> names;
    for (const ParamSpec& spec : *specs) {
      EXPECT_TRUE(names.insert(spec.name).second) << spec.name;
      EXPECT_THAT(spec.help, ::testing::EndsWith(".")) << spec.name;
      if (spec.default_value.is_null()) continue;
      Json given = rest;
      given[spec.name] = spec.default_value;
      const auto resolved = ResolveParams(kind, given);
      ASSERT_TRUE(resolved.ok()) << resolved.status();
      EXPECT_EQ((*resolved)[spec.name], spec.default_value);
    }
  }
}

TEST(ParamsOfTest, AnUnknownKindNamesTheNearestOne) {
  const auto specs = ParamsOf("baselin");
  EXPECT_EQ(specs.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(specs.status().message()), HasSubstr("did you mean baseline?"));
}

TEST(ResolveParamsTest, FillsInTheContractsDefaults) {
  const auto resolved = ResolveParams("baseline", Json::object());
  ASSERT_TRUE(resolved.ok()) << resolved.status();
  EXPECT_EQ((*resolved)["model"], "bert-base-uncased");
  EXPECT_EQ((*resolved)["dataset"], "imdb");
  EXPECT_EQ((*resolved)["epochs"], 3);
  EXPECT_EQ((*resolved)["batch_size"], 32);
  EXPECT_EQ((*resolved)["learning_rate"], 2e-5);
  EXPECT_EQ((*resolved)["seed"], 42);
}

TEST(ResolveParamsTest, FillsInTheContractsDefaultsOfQuantization) {
  EXPECT_EQ((*ResolveParams("static", Json::object()))["calibration_samples"], 1000);
  const Json qat = *ResolveParams("qat", Json::object());
  EXPECT_EQ(qat["epochs"], 2);
  EXPECT_EQ(qat["learning_rate"], 1e-5);
  EXPECT_EQ((*ResolveParams("mixed", Json::object()))["precisions"], (Json{"int8", "fp16", "mixed"}));
}

TEST(ResolveParamsTest, ChecksEveryItemOfAListAndHowManyThereAre) {
  EXPECT_TRUE(ResolveParams("mixed", Json{{"precisions", {"bf16"}}}).ok());
  EXPECT_THAT(
      std::string(ResolveParams("mixed", Json{{"precisions", {"int8", "fp61"}}}).status().message()),
      HasSubstr("parameter precisions: \"fp61\" is not one of int8, fp16, bf16, fp32, mixed; did you mean fp16?"));
  EXPECT_THAT(std::string(ResolveParams("mixed", Json{{"precisions", Json::array()}}).status().message()),
              HasSubstr("parameter precisions: [] is not"));
}

TEST(ResolveParamsTest, OnlyStaticTakesAllObservers) {
  EXPECT_TRUE(ResolveParams("static", Json{{"observer", "all"}}).ok());
  EXPECT_FALSE(ResolveParams("qat", Json{{"observer", "all"}}).ok());
}

TEST(ResolveParamsTest, SaysWhichRequiredParameterIsMissing) {
  EXPECT_THAT(std::string(ResolveParams("evaluate", Json::object()).status().message()),
              HasSubstr("parameter dataset is missing; give the evaluate job a text"));
}

TEST(ResolveParamsTest, LeavesAParameterWithoutDefaultAbsent) {
  const auto resolved = ResolveParams("dynamic", Json::object());
  ASSERT_TRUE(resolved.ok()) << resolved.status();
  EXPECT_FALSE(resolved->contains("dataset"));
  EXPECT_EQ((*resolved)["quantize_embeddings"], true);
}

TEST(ResolveParamsTest, WholeNumbersGivenAsDoublesBecomeIntegers) {
  const auto resolved = ResolveParams("baseline", Json{{"epochs", 2.0}, {"max_grad_norm", 1}});
  ASSERT_TRUE(resolved.ok()) << resolved.status();
  EXPECT_TRUE((*resolved)["epochs"].is_number_integer());
  EXPECT_TRUE((*resolved)["max_grad_norm"].is_number_float());
}

TEST(ResolveParamsTest, ResolvingTwiceChangesNothing) {
  for (const std::string& kind : JobKinds()) {
    const auto once = ResolveParams(kind, Json::object());
    ASSERT_TRUE(once.ok()) << once.status();
    EXPECT_EQ(*ResolveParams(kind, *once), *once);
  }
}

struct BadParam {
  std::string name;
  Json given;
  std::vector<std::string> parts;  // of the message
};

class ResolveParamsRefusesTest : public ::testing::TestWithParam<BadParam> {};

TEST_P(ResolveParamsRefusesTest, WithFieldValueAndRemedy) {
  const auto resolved = ResolveParams("baseline", GetParam().given);
  ASSERT_EQ(resolved.status().code(), absl::StatusCode::kInvalidArgument);
  for (const std::string& part : GetParam().parts) {
    EXPECT_THAT(std::string(resolved.status().message()), HasSubstr(part));
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, ResolveParamsRefusesTest,
    ::testing::Values(
        BadParam{"NegativeLearningRate", {{"learning_rate", -1}}, {"learning_rate", "-1", "above 0 up to 1", "2e-05"}},
        BadParam{"ZeroLearningRate", {{"learning_rate", 0}}, {"learning_rate", "above 0"}},
        BadParam{"FractionalEpochs", {{"epochs", 1.5}}, {"epochs", "1.5", "a whole number from 1 to 1000"}},
        BadParam{"TooLargeBatch", {{"batch_size", 5000}}, {"batch_size", "5000", "1 to 1024"}},
        BadParam{"HugeInteger", {{"seed", 18446744073709551615ull}}, {"seed", "4294967295"}},
        BadParam{"HugeDouble", {{"epochs", 1e300}}, {"epochs", "1e+300"}},
        BadParam{"TextForNumber", {{"epochs", "3"}}, {"epochs", "\"3\""}},
        BadParam{"NumberForText", {{"model", 3}}, {"model", "a text"}},
        BadParam{"EmptyText", {{"model", ""}}, {"model", "an empty text"}},
        BadParam{"Null", {{"epochs", nullptr}}, {"epochs", "null"}},
        BadParam{"UnknownChoice", {{"precision", "fp31"}}, {"precision", "auto, fp32, bf16", "did you mean fp32?"}},
        BadParam{"UnknownName", {{"batchsize", 32}}, {"batchsize", "did you mean batch_size?", "warmup_ratio"}},
        BadParam{"NotAnObject", Json::array({1}), {"array", "JSON object"}}),
    [](const auto& tested) { return tested.param.name; });

TEST(ParseParamTest, ReadsEachType) {
  EXPECT_EQ(*ParseParam(*Find("baseline", "epochs"), "5"), 5);
  EXPECT_EQ(*ParseParam(*Find("baseline", "epochs"), "2e0"), 2);
  EXPECT_EQ(*ParseParam(*Find("baseline", "learning_rate"), "5e-5"), 5e-5);
  EXPECT_EQ(*ParseParam(*Find("dynamic", "quantize_embeddings"), "false"), false);
  EXPECT_EQ(*ParseParam(*Find("baseline", "precision"), "bf16"), "bf16");
  EXPECT_EQ(*ParseParam(*Find("dynamic", "latency_shapes"), "1x16, 8x128"), (Json{"1x16", "8x128"}));
  EXPECT_EQ(*ParseParam(*Find("dynamic", "latency_shapes"), " 1x16  8x128 "), (Json{"1x16", "8x128"}));
  EXPECT_EQ(*ParseParam(*Find("baseline", "label_names"), "very good, very bad,"), (Json{"very good", "very bad"}))
      << "with a comma blanks part nothing";
}

TEST(ParseParamTest, RefusesWhatResolveRefuses) {
  EXPECT_FALSE(ParseParam(*Find("baseline", "epochs"), "three").ok());
  EXPECT_FALSE(ParseParam(*Find("baseline", "epochs"), "0").ok());
  EXPECT_FALSE(ParseParam(*Find("baseline", "learning_rate"), "nan").ok());
  EXPECT_FALSE(ParseParam(*Find("baseline", "learning_rate"), "-1e-5").ok());
  EXPECT_FALSE(ParseParam(*Find("dynamic", "quantize_embeddings"), "maybe").ok());
  EXPECT_FALSE(ParseParam(*Find("baseline", "precision"), "int4").ok());
}

}  // namespace
}  // namespace octavo
