#include "server/app/options.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

using testing::HasSubstr;

ServerOptions Good() {
  ServerOptions options;
  options.listen = {"unix:/run/octavo.sock"};
  options.data_dir = "/var/lib/octavo";
  return options;
}

TEST(ServerOptionsTest, TheDefaultsMakeSense) { EXPECT_TRUE(CheckServerOptions(Good()).ok()); }

TEST(ServerOptionsTest, ARestartMustNotEndLeasesThatWorkersStillCountOn) {
  ServerOptions options = Good();
  options.scheduler.lease = absl::Seconds(120);
  const absl::Status status = CheckServerOptions(options);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(status.message(), HasSubstr("restart_grace 1m30s must be at least duration 2m"));
  options.scheduler.restart_grace = options.scheduler.lease;
  EXPECT_TRUE(CheckServerOptions(options).ok());
}

TEST(ServerOptionsTest, OneLostCallMustNotEndALease) {
  ServerOptions options = Good();
  options.lease_margin = absl::Seconds(11);
  EXPECT_THAT(CheckServerOptions(options).message(), HasSubstr("must be at least margin 11s plus twice next_sync 10s"));
}

TEST(ServerOptionsTest, PlaintextLeavesTheMachineOnlyWhereThatIsAskedFor) {
  ServerOptions options = Good();
  options.listen = {"0.0.0.0:50051"};
  EXPECT_THAT(CheckServerOptions(options).message(), HasSubstr("give --insecure"));
  options.insecure = true;
  EXPECT_TRUE(CheckServerOptions(options).ok());
}

}  // namespace
}  // namespace octavo
