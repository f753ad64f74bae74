#include "client/commands/doctor_service.h"

#include "absl/strings/str_cat.h"
#include "client/commands/doctor_versions.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using testing::AllOf;
using testing::HasSubstr;

ServerDescription Server(const std::string& version, const std::string& revision) {
  ServerDescription server;
  server.version = version;
  server.build = absl::StrCat(revision, " GNU 12.2.0 Release");
  return server;
}

WorkerInfo Worker(const std::string& state) {
  WorkerInfo worker;
  worker.name = "w1";
  worker.state = state;
  worker.agent_version = OwnBuild().version;
  worker.cpus = 2;
  return worker;
}

TEST(JudgeServerTest, AnotherReleaseThanTheClientsIsAWarning) {
  EXPECT_EQ(JudgeServer("host:1", Server(OwnBuild().version, OwnBuild().revision)).health, Health::kOk);
  const Finding other = JudgeServer("host:1", Server("9.9.9", "unknown"));
  EXPECT_EQ(other.health, Health::kWarning);
  EXPECT_THAT(other.detail, AllOf(HasSubstr("host:1: octavo-server 9.9.9"), HasSubstr("this octavo is ")));
}

TEST(JudgeWorkersTest, EachIsALineOfItsOwn) {
  WorkerInfo old = Worker("busy");
  old.name = "w2";
  old.agent_version = "0.0.1";
  const std::vector<Finding> findings = JudgeWorkers({Worker("idle"), old, Worker("lost"), Worker("draining")}, false);
  ASSERT_EQ(findings.size(), 4u);
  EXPECT_EQ(findings[0].health, Health::kOk);
  EXPECT_THAT(findings[0].detail, HasSubstr("takes inputs from the server alone"));
  EXPECT_EQ(findings[1].name, "worker w2");
  EXPECT_THAT(findings[1].detail, HasSubstr("this octavo is "));
  EXPECT_THAT(findings[2].remedy, HasSubstr("still runs there"));
  EXPECT_EQ(findings[3].remedy, "octavo resume w1 gives it work again");
}

TEST(JudgeWorkersTest, NoWorkerIsAWarningUnlessTheServerIsPrivate) {
  EXPECT_EQ(JudgeWorkers({}, false).at(0).health, Health::kWarning);
  EXPECT_EQ(JudgeWorkers({}, true).at(0).health, Health::kOk);
}

}  // namespace
}  // namespace octavo::client
