#include "worker/runner/job/job_spec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>

#include "tests/support/job_folder.h"
#include "worker/runner/job/failure.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

Json MinimalSpec() { return {{"schema", "octavo.job/1"}, {"kind", "dynamic"}, {"job_id", "j7"}, {"attempt", 3}}; }

TEST(ParseJobSpecTest, FillsInDefaults) {
  JobSpec spec;
  ASSERT_TRUE(ParseJobSpec(MinimalSpec(), spec).ok());
  EXPECT_EQ(spec.job_id, "j7");
  EXPECT_EQ(spec.attempt, 3);
  EXPECT_EQ(spec.threads, 1);
  EXPECT_EQ(spec.device, "cpu");
  EXPECT_EQ(spec.Param<int>("eval_batch_size"), 32);
  EXPECT_FALSE(spec.OptionalParam<std::string>("dataset").has_value());
  EXPECT_FALSE(spec.lifeline_fd.has_value());
}

struct BadSpec {
  std::string name;
  Json change;
  std::string message;
};

class ParseJobSpecRefusesTest : public ::testing::TestWithParam<BadSpec> {};

TEST_P(ParseJobSpecRefusesTest, AndStillKnowsWhichJobItIs) {
  Json json = MinimalSpec();
  json.update(GetParam().change);
  JobSpec spec;
  const absl::Status status = ParseJobSpec(json, spec);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr(GetParam().message));
  EXPECT_EQ(spec.job_id, "j7");
}

INSTANTIATE_TEST_SUITE_P(
    All, ParseJobSpecRefusesTest,
    ::testing::Values(
        BadSpec{"OtherSchema", {{"schema", "octavo.job/2"}}, "give \"octavo.job/1\""},
        BadSpec{"UnknownField", {{"thread", 2}}, "did you mean threads?"},
        BadSpec{"NoThreads", {{"threads", 0}}, "field threads is 0; give a whole number from 1"},
        BadSpec{"UnknownDevice", {{"device", "tpu"}}, "\"cpu\" or \"cuda\""},
        BadSpec{"StandardInputAsLifeline", {{"lifeline_fd", 0}}, "field lifeline_fd is 0"},
        BadSpec{"TokenCacheWithoutLimit",
                {{"token_cache", {{"folder", "/tokens"}}}},
                "field token_cache is {\"folder\":\"/tokens\"}; give {\"folder\": a path"},
        BadSpec{"TokenCacheNowhere", {{"token_cache", {{"folder", ""}, {"max_bytes", 1}}}}, "field token_cache is"},
        BadSpec{"UnknownKind", {{"kind", "dinamic"}}, "did you mean dynamic?"},
        BadSpec{"BadParameter", {{"params", {{"seed", -1}}}}, "parameter seed: -1 is not"},
        BadSpec{"ParamsOfAnotherType", {{"params", 3}}, "JSON object"}),
    [](const auto& tested) { return tested.param.name; });

TEST(ReadJobJsonTest, RefusesWhatIsNoObject) {
  JobFolder folder;
  EXPECT_EQ(ReadJobJson(folder.path()).status().code(), absl::StatusCode::kNotFound);
  folder.Write("job.json", "[1]");
  EXPECT_EQ(ReadJobJson(folder.path()).status().code(), absl::StatusCode::kInvalidArgument);
  folder.Write("job.json", "{\"a\": ");
  EXPECT_EQ(ReadJobJson(folder.path()).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(CheckInputsTest, NamesTheMissingInput) {
  JobFolder folder;
  JobSpec spec;
  ASSERT_TRUE(ParseJobSpec(MinimalSpec(), spec).ok());
  EXPECT_THAT(std::string(CheckInputs(folder.path(), spec).message()), HasSubstr("input model"));
  folder.WriteTinyModel();
  EXPECT_THAT(std::string(CheckInputs(folder.path(), spec).message()), HasSubstr("input dataset"));
  folder.WriteSentences(3);
  EXPECT_TRUE(CheckInputs(folder.path(), spec).ok());
}

TEST(FailureReasonTest, ComesFromBlameElseFromTheCode) {
  EXPECT_EQ(FailureReason(Blame(absl::InvalidArgumentError("x"), kBadModel)), "BAD_MODEL");
  EXPECT_EQ(FailureReason(Blame(Blame(absl::NotFoundError("x"), kBadData), kBadModel)), "BAD_DATA");
  EXPECT_EQ(FailureReason(Blame(absl::ResourceExhaustedError("x"), kBadModel)), "OUT_OF_MEMORY");
  EXPECT_EQ(FailureReason(absl::InvalidArgumentError("x")), "BAD_SPEC");
  EXPECT_EQ(FailureReason(absl::UnimplementedError("x")), "UNSUPPORTED");
  EXPECT_EQ(FailureReason(absl::PermissionDeniedError("x")), "INTERNAL");
}

TEST(FailureReasonTest, ADamagedOrTooLargeInputIsTheInputsFault) {
  EXPECT_EQ(FailureReason(BlameInput(absl::ResourceExhaustedError("a bomb"), kBadData)), "BAD_DATA");
  EXPECT_EQ(FailureReason(BlameInput(absl::DataLossError("half an archive"), kBadData)), "BAD_DATA");
  EXPECT_EQ(FailureReason(BlameInput(absl::NotFoundError("x"), kBadModel)), "BAD_MODEL");
  EXPECT_EQ(FailureReason(BlameInput(absl::PermissionDeniedError("x"), kBadData)), "INTERNAL");
}

TEST(FailureReasonTest, TellsAFullDiskFromFullMemory) {
  for (const int error : {ENOSPC, EDQUOT, EFBIG}) {
    EXPECT_EQ(FailureReason(absl::ErrnoToStatus(error, "cannot write model.safetensors")), "DISK_FULL");
  }
}

}  // namespace
}  // namespace octavo
