#include "server/core/validate.h"

#include "common/error_info.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/server_core/scheduler_fixture.h"

namespace octavo {
namespace {

Scheduler::NewExperiment Good() {
  JobSpec train = MakeSpec("train");
  train.kind = "baseline";
  train.inputs = {{"model", std::string(64, 'a'), "", ""}, {"dataset", std::string(64, 'b'), "", ""}};
  return {"name", "0123456789", "", {train, MakeSpec("quantize", {"train"})}};
}

TEST(ValidateTest, FillsInDefaults) {
  Scheduler::NewExperiment experiment = Good();
  ASSERT_TRUE(ValidateExperiment(&experiment).ok());
  EXPECT_EQ(experiment.jobs[0].params.at("epochs"), 3);
}

struct BadCase {
  const char* name;
  void (*spoil)(Scheduler::NewExperiment&);
  const char* field;
};

class ValidateBadTest : public testing::TestWithParam<BadCase> {};

TEST_P(ValidateBadTest, NamesTheField) {
  Scheduler::NewExperiment experiment = Good();
  GetParam().spoil(experiment);
  const absl::Status status = ValidateExperiment(&experiment);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  const ErrorInfo info = ErrorInfoOf(status);
  EXPECT_EQ(info.reason, "BAD_REQUEST");
  ASSERT_EQ(info.violations.size(), 1u);
  EXPECT_EQ(info.violations[0].field, GetParam().field) << status;
}

using E = Scheduler::NewExperiment;
INSTANTIATE_TEST_SUITE_P(
    Fields, ValidateBadTest,
    testing::Values(
        BadCase{"RequestId", [](E& e) { e.request_id = ""; }, "request_id"},
        BadCase{"NoJobs", [](E& e) { e.jobs.clear(); }, "jobs"},
        BadCase{"Name", [](E& e) { e.jobs[1].name = "Bad Name"; }, "jobs[1].name"},
        BadCase{"SameName", [](E& e) { e.jobs[1].name = "train"; }, "jobs[1].name"},
        BadCase{"Kind", [](E& e) { e.jobs[0].kind = "sing"; }, "jobs[0].kind"},
        BadCase{"KindThatRunsWithoutAServer", [](E& e) { e.jobs[0].kind = "predict"; }, "jobs[0].kind"},
        BadCase{"Param", [](E& e) { e.jobs[0].params["learning_rate"] = -1; }, "jobs[0].params"},
        BadCase{"UnknownParam", [](E& e) { e.jobs[0].params["learning_rat"] = 1; }, "jobs[0].params"},
        BadCase{"InputName", [](E& e) { e.jobs[0].inputs[0].name = ".."; }, "jobs[0].inputs[0].name"},
        BadCase{"Digest", [](E& e) { e.jobs[0].inputs[0].artifact_digest = "x"; }, "jobs[0].inputs[0].artifact_digest"},
        BadCase{"Sources",
                [](E& e) {
                  e.jobs[0].inputs[0].sources = {"hf://org/name@c", "file:///etc/passwd"};
                },
                "jobs[0].inputs[0].sources"},
        BadCase{"ManySources", [](E& e) { e.jobs[0].inputs[0].sources.assign(9, "hf://org/name@c"); },
                "jobs[0].inputs[0].sources"},
        BadCase{"SourceOfAnOutput", [](E& e) { e.jobs[1].inputs[0].sources = {"hf://org/name@c"}; },
                "jobs[1].inputs[0].sources"},
        BadCase{"UnknownJob", [](E& e) { e.jobs[1].inputs[0].job = "nobody"; }, "jobs[1].inputs[0].job_output.job"},
        BadCase{"Cycle",
                [](E& e) {
                  e.jobs[0].inputs[0] = {"loop", "", "quantize", ""};
                },
                "jobs[1].inputs"},
        BadCase{"Device", [](E& e) { e.jobs[0].resources.device = "tpu"; }, "jobs[0].resources.device"},
        BadCase{"Threads", [](E& e) { e.jobs[0].resources.threads = -1; }, "jobs[0].resources.threads"},
        BadCase{"Attempts", [](E& e) { e.jobs[0].max_attempts = 1000; }, "jobs[0].retry.max_attempts"},
        BadCase{"Priority", [](E& e) { e.jobs[0].priority = 100000; }, "jobs[0].priority"}),
    [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace octavo
