#include "worker/agent/capabilities.h"

#include <cstdlib>
#include <string>

#include "common/files.h"
#include "common/json.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Json Probe() {
  return {{"device_class", "cpu:amx_int8"},
          {"devices", {"cpu"}},
          {"isa", {"avx2", "amx_int8"}},
          {"cpus", 4},
          {"memory_bytes", 1 << 30},
          {"cpu_model", "A CPU"},
          {"libtorch_version", "2.13.0"},
          {"runner_build", "abc"},
          {"bf16", true}};
}

TEST(CapabilitiesTest, ReadsTheProbe) {
  const absl::StatusOr<Capabilities> found = ParseProbe(DumpJson(Probe()));
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->device_class, "cpu:amx_int8");
  EXPECT_THAT(found->isa, ElementsAre("avx2", "amx_int8"));
  EXPECT_EQ(found->cpus, 4);
  EXPECT_EQ(found->memory_bytes, 1 << 30);
}

TEST(CapabilitiesTest, NamesTheFieldThatIsWrong) {
  for (const std::string field :
       {"device_class", "devices", "isa", "cpus", "memory_bytes", "cpu_model", "libtorch_version", "runner_build"}) {
    Json missing = Probe();
    missing.erase(field);
    Json wrong = Probe();
    wrong[field] = Json::object();
    for (const Json& probe : {missing, wrong}) {
      const absl::Status status = ParseProbe(DumpJson(probe)).status();
      EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << field;
      EXPECT_THAT(status.message(), HasSubstr(field));
    }
  }
  EXPECT_FALSE(ParseProbe("no json").ok());
  EXPECT_FALSE(ParseProbe("[]").ok());
}

TEST(CapabilitiesTest, AFailedProbeTellsWhatTheRunnerSaid) {
  const TempDir dir = *TempDir::Create("capabilities");
  const absl::Status status = ProbeMachine("/bin/ls", {}, dir.path(), absl::Seconds(30)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(status.message(), HasSubstr("--probe"));
  EXPECT_THAT(status.message(), HasSubstr("option"));
  EXPECT_EQ(ProbeMachine("/no/runner", {}, dir.path(), absl::Seconds(30)).status().code(), absl::StatusCode::kNotFound);
}

TEST(CapabilitiesTest, RunnersGetNoSecretsOfTheEnvironment) {
  setenv("OCTAVO_TOKEN", "secret", 1);
  setenv("OCTAVO_RUNNER_X", "1", 1);
  EXPECT_THAT(RunnerEnvironment(), Contains("OCTAVO_RUNNER_X=1"));
  EXPECT_THAT(RunnerEnvironment(), Contains(StartsWith("PATH=")));
  EXPECT_THAT(RunnerEnvironment(), Not(Contains(StartsWith("OCTAVO_TOKEN"))));
}

TEST(CapabilitiesTest, RunnersSpinBrieflyUnlessTheUserDecidesHowTheyWait) {
  unsetenv("GOMP_SPINCOUNT");
  unsetenv("OMP_WAIT_POLICY");
  EXPECT_THAT(RunnerEnvironment(), Contains("GOMP_SPINCOUNT=10000"));
  setenv("OMP_WAIT_POLICY", "passive", 1);
  EXPECT_THAT(RunnerEnvironment(), Contains("OMP_WAIT_POLICY=passive"));
  EXPECT_THAT(RunnerEnvironment(), Not(Contains(StartsWith("GOMP_SPINCOUNT"))));
  unsetenv("OMP_WAIT_POLICY");
  setenv("GOMP_SPINCOUNT", "7", 1);
  EXPECT_THAT(RunnerEnvironment(), Contains("GOMP_SPINCOUNT=7"));
  EXPECT_THAT(RunnerEnvironment(), Not(Contains("GOMP_SPINCOUNT=10000")));
  unsetenv("GOMP_SPINCOUNT");
}

}  // namespace
}  // namespace octavo
