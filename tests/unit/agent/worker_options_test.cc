#include "worker/agent/worker_options.h"

#include <cstdlib>
#include <string>

#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

class WorkerOptionsTest : public ::testing::Test {
 protected:
  absl::Status Read(const std::string& yaml) {
    const std::string path = dir_.path() + "/worker.yaml";
    EXPECT_TRUE(WriteFileAtomically(path, yaml).ok());
    return ReadWorkerOptions(path, &options_);
  }

  const TempDir dir_ = *TempDir::Create("worker_options");
  WorkerOptions options_;
};

TEST_F(WorkerOptionsTest, TheFileOverridesDefaults) {
  ASSERT_TRUE(Read("server: unix:/run/octavo.sock\nslots: 3\ncache_bytes: 2GiB\nkill_grace: 90s\n").ok());
  EXPECT_EQ(options_.server, "unix:/run/octavo.sock");
  EXPECT_EQ(options_.slots, 3);
  EXPECT_EQ(options_.cache_bytes, int64_t{2} << 30);
  EXPECT_EQ(options_.kill_grace, absl::Seconds(90));
  EXPECT_EQ(options_.memory, "auto");
}

TEST_F(WorkerOptionsTest, AnUnknownKeyIsAnErrorWithItsPlace) {
  const absl::Status status = Read("slots: 1\nslotz: 2\n");
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(status.message(), HasSubstr("worker.yaml:2:1"));
}

TEST_F(WorkerOptionsTest, TheShippedFileIsTheDefaults) {
  const char* source = std::getenv("OCTAVO_SOURCE_DIR");
  ASSERT_NE(source, nullptr);
  const WorkerOptions defaults;
  ASSERT_TRUE(ReadWorkerOptions(std::string(source) + "/configs/worker.yaml", &options_).ok());
  EXPECT_EQ(options_.server, defaults.server);
  EXPECT_EQ(options_.insecure, defaults.insecure);
  EXPECT_EQ(options_.work_dir, defaults.work_dir);
  EXPECT_EQ(options_.slots, defaults.slots);
  EXPECT_EQ(options_.threads, defaults.threads);
  EXPECT_EQ(options_.memory, defaults.memory);
  EXPECT_EQ(options_.metrics, defaults.metrics);
  EXPECT_EQ(options_.fetch_sources, defaults.fetch_sources);
  EXPECT_EQ(options_.source_hosts, defaults.source_hosts);
  EXPECT_EQ(options_.cache_bytes, defaults.cache_bytes);
  EXPECT_EQ(options_.log_limit, defaults.log_limit);
  EXPECT_EQ(options_.kill_grace, defaults.kill_grace);
  EXPECT_EQ(options_.drain_timeout, defaults.drain_timeout);
}

TEST_F(WorkerOptionsTest, FillsInTheRunnerAndTheName) {
  ASSERT_TRUE(CompleteWorkerOptions(&options_).ok());
  EXPECT_FALSE(options_.name.empty());
  EXPECT_THAT(options_.runner, ::testing::EndsWith("/octavo-runner"));
}

TEST_F(WorkerOptionsTest, PlaintextToAnotherMachineHasToBeAllowed) {
  ASSERT_TRUE(Read("server: server:50051\ninsecure: true\n").ok());
  EXPECT_TRUE(CompleteWorkerOptions(&options_).ok());
}

TEST_F(WorkerOptionsTest, RefusesWhatCannotWork) {
  const struct {
    void (*spoil)(WorkerOptions&);
    std::string blamed;
  } kCases[] = {
      {[](WorkerOptions& o) { o.server = "localhost"; }, "server"},
      {[](WorkerOptions& o) { o.source_hosts = {"user@host"}; }, "source_hosts"},
      {[](WorkerOptions& o) { o.server = "unix:"; }, "server"},
      {[](WorkerOptions& o) { o.server = "host:99999"; }, "server"},
      {[](WorkerOptions& o) { o.server = "server:50051"; }, "--insecure"},
      {[](WorkerOptions& o) { o.server = "127.example.org:50051"; }, "--insecure"},
      {[](WorkerOptions& o) { o.metrics = "9090"; }, "metrics"},
      {[](WorkerOptions& o) { o.name = "a b"; }, "name"},
      {[](WorkerOptions& o) { o.slots = 0; }, "slots"},
      {[](WorkerOptions& o) { o.threads = -1; }, "threads"},
      {[](WorkerOptions& o) { o.memory = "lots"; }, "memory"},
      {[](WorkerOptions& o) { o.work_dir = ""; }, "work_dir"},
      {[](WorkerOptions& o) { o.log_level = "loud"; }, "loud"},
  };
  for (const auto& test_case : kCases) {
    WorkerOptions options;
    test_case.spoil(options);
    const absl::Status status = CompleteWorkerOptions(&options);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << test_case.blamed;
    EXPECT_THAT(status.message(), HasSubstr(test_case.blamed));
  }
}

TEST_F(WorkerOptionsTest, ReadsSizesOfMemory) {
  EXPECT_EQ(*ParseMemory("auto"), 0);
  EXPECT_EQ(*ParseMemory("8GiB"), int64_t{8} << 30);
  for (const char* bad : {"", "-1", "0", "8 apples"}) EXPECT_FALSE(ParseMemory(bad).ok()) << bad;
}

}  // namespace
}  // namespace octavo
