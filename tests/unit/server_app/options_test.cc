#include "server/app/options.h"

#include <cstdlib>

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

TEST(ServerOptionsTest, TheShippedFileIsTheDefaults) {
  const char* source = std::getenv("OCTAVO_SOURCE_DIR");
  ASSERT_NE(source, nullptr);
  const ServerOptions defaults;
  // Other values than the defaults: what the file leaves out stays.
  ServerOptions options;
  options.insecure = true;
  options.metrics = options.log_level = "other";
  options.io_threads = 0;
  options.stop_grace = options.scheduler.lease = options.lease_margin = options.next_sync = absl::ZeroDuration();
  options.scheduler.restart_grace = absl::ZeroDuration();
  options.scheduler.max_unfinished_jobs = 0;
  options.scheduler.max_workers = 0;
  options.blobs.max_blob_bytes = options.max_log_bytes = options.blobs.min_free_bytes = 0;
  ASSERT_TRUE(ReadServerConfig(std::string(source) + "/configs/server.yaml", &options).ok());
  EXPECT_TRUE(CheckServerOptions(options).ok());
  EXPECT_EQ(options.insecure, defaults.insecure);
  EXPECT_EQ(options.metrics, defaults.metrics);
  EXPECT_EQ(options.log_level, defaults.log_level);
  EXPECT_EQ(options.io_threads, defaults.io_threads);
  EXPECT_EQ(options.stop_grace, defaults.stop_grace);
  EXPECT_EQ(options.scheduler.lease, defaults.scheduler.lease);
  EXPECT_EQ(options.lease_margin, defaults.lease_margin);
  EXPECT_EQ(options.next_sync, defaults.next_sync);
  EXPECT_EQ(options.scheduler.restart_grace, defaults.scheduler.restart_grace);
  EXPECT_EQ(options.scheduler.max_unfinished_jobs, defaults.scheduler.max_unfinished_jobs);
  EXPECT_EQ(options.scheduler.max_workers, defaults.scheduler.max_workers);
  EXPECT_EQ(options.blobs.max_blob_bytes, defaults.blobs.max_blob_bytes);
  EXPECT_EQ(options.max_log_bytes, defaults.max_log_bytes);
  EXPECT_EQ(options.blobs.min_free_bytes, defaults.blobs.min_free_bytes);
}

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
  for (const char* address : {"0.0.0.0:50051", "127.example.org:50051"}) {
    options.listen = {address};
    EXPECT_THAT(CheckServerOptions(options).message(), HasSubstr("give --insecure")) << address;
  }
  options.insecure = true;
  EXPECT_TRUE(CheckServerOptions(options).ok());
}

}  // namespace
}  // namespace octavo
