#include "server/metrics/server_metrics.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/build_info.h"
#include "common/job_params.h"
#include "gtest/gtest.h"
#include "tests/unit/server_core/scheduler_fixture.h"

namespace octavo {
namespace {

/// The samples of a scrape by name with labels, as written.
std::map<std::string, double> SamplesOf(const std::string& text) {
  std::map<std::string, double> samples;
  for (const absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    if (line[0] == '#') continue;
    const size_t space = line.rfind(' ');
    double value = 0;
    EXPECT_TRUE(absl::SimpleAtod(line.substr(space + 1), &value)) << line;
    samples[std::string(line.substr(0, space))] = value;
  }
  return samples;
}

class ServerMetricsTest : public testing::Test {
 protected:
  double Value(const std::string& name) const {
    const auto samples = SamplesOf(metrics_->Render());
    const auto it = samples.find(name);
    if (it != samples.end()) return it->second;
    ADD_FAILURE() << "no sample " << name << " in\n" << metrics_->Render();
    return -1;
  }
  const std::unique_ptr<ServerMetrics> metrics_ = *ServerMetrics::Create("");
};

TEST_F(ServerMetricsTest, EveryKnownSeriesIsThereFromTheStart) {
  for (const JobState state : AllJobStates()) {
    EXPECT_EQ(Value(absl::StrCat("octavo_jobs{state=\"", absl::AsciiStrToLower(NameOf(state)), "\"}")), 0);
  }
  for (const std::string& kind : JobKinds()) {
    EXPECT_EQ(Value(absl::StrCat("octavo_jobs_submitted_total{kind=\"", kind, "\"}")), 0);
    EXPECT_EQ(Value(absl::StrCat("octavo_job_run_seconds_count{kind=\"", kind, "\"}")), 0);
    for (const char* outcome : {"succeeded", "failed", "cancelled", "skipped"}) {
      EXPECT_EQ(Value(absl::StrCat("octavo_jobs_finished_total{kind=\"", kind, "\",outcome=\"", outcome, "\"}")), 0);
    }
  }
  for (const char* state : {"idle", "busy", "draining", "lost"}) {
    EXPECT_EQ(Value(absl::StrCat("octavo_workers{state=\"", state, "\"}")), 0);
  }
  for (const char* rule : {"worker-restarted", "lost-worker", "worker-error", "crash", "disk-full", "input-unavailable",
                           "revoked", "stopped-unasked"}) {
    EXPECT_EQ(Value(absl::StrCat("octavo_attempts_retried_total{reason=\"", rule, "\"}")), 0);
  }
  for (const char* name :
       {"octavo_job_queue_wait_seconds_count", "octavo_dispatch_latency_seconds_count", "octavo_leases_expired_total",
        "octavo_stale_commits_rejected_total", "octavo_result_cache_requests_total{result=\"hit\"}",
        "octavo_result_cache_requests_total{result=\"miss\"}", "octavo_sqlite_commit_seconds_count",
        "octavo_commit_batch_size_count", "octavo_wal_bytes", "octavo_blob_bytes", "octavo_blob_verify_failures_total",
        "octavo_grpc_server_handled_total{code=\"OK\",method=\"octavo.v1.JobService/GetJob\"}",
        "octavo_grpc_server_handling_seconds_count{method=\"octavo.v1.WorkerService/Sync\"}"}) {
    EXPECT_EQ(Value(name), 0);
  }
}

TEST_F(ServerMetricsTest, MethodsThatNobodyServesShareOneSeries) {
  for (const char* method : {"octavo.v1.JobService/GetJob", "x/y", "x/z"}) {
    metrics_->OnHandled(method, grpc::StatusCode::OK, absl::Milliseconds(1));
  }
  EXPECT_EQ(Value("octavo_grpc_server_handled_total{code=\"OK\",method=\"octavo.v1.JobService/GetJob\"}"), 1);
  EXPECT_EQ(Value("octavo_grpc_server_handled_total{code=\"OK\",method=\"other\"}"), 2);
}

TEST_F(ServerMetricsTest, BuildInfoSaysWhatRuns) {
  EXPECT_EQ(Value(absl::StrCat("octavo_build_info{component=\"server\",revision=\"", SourceRevision(), "\",version=\"",
                               Version(), "\"}")),
            1);
}

TEST_F(ServerMetricsTest, EveryMetricHasHelpAndType) {
  std::set<std::string> helped;
  std::set<std::string> typed;
  const std::string text = metrics_->Render();
  for (const absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> words = absl::StrSplit(line, absl::MaxSplits(' ', 3));
    if (words[0] != "#") continue;
    ASSERT_EQ(words.size(), 4u) << line;
    (words[1] == "HELP" ? helped : typed).insert(words[2]);
    EXPECT_TRUE(absl::StartsWith(words[2], "octavo_")) << line;
    if (words[1] == "TYPE") {
      EXPECT_EQ(words[3] == "counter", absl::EndsWith(words[2], "_total")) << line;
    }
  }
  EXPECT_EQ(helped, typed);
  EXPECT_EQ(helped.size(), 19u) << "all but the workers' last calls, which have a series a worker";
}

TEST_F(ServerMetricsTest, EventsMoveTheirSeries) {
  const JobId job(1);
  const ExperimentId experiment(1);
  const AttemptKey key{job, 1, Fence{1}};
  metrics_->SetJobs({{JobState::kSucceeded, 5}});
  metrics_->OnEvents({
      JobSubmitted{"dynamic"},
      JobStateChanged{job, experiment, "dynamic", JobState::kBlocked, JobState::kQueued},
      CacheLookup{false},
      JobGranted{key, absl::Milliseconds(3)},
      JobStateChanged{job, experiment, "dynamic", JobState::kQueued, JobState::kLeased},
      LeaseExpired{key},
      AttemptEnded{key, WorkerName("w"), "dynamic", AttemptOutcome::kLost, "lost-worker", true, absl::Seconds(2)},
      JobStateChanged{job, experiment, "dynamic", JobState::kLeased, JobState::kQueued},
      CacheLookup{true},
      JobStateChanged{job, experiment, "dynamic", JobState::kQueued, JobState::kSucceeded},
  });
  metrics_->OnCommit(3, absl::Milliseconds(2), 4096);
  metrics_->OnStaleCommit();
  metrics_->OnCorruptBlob();
  EXPECT_EQ(Value("octavo_jobs{state=\"succeeded\"}"), 6);
  EXPECT_EQ(Value("octavo_jobs{state=\"blocked\"}"), 0);
  EXPECT_EQ(Value("octavo_jobs{state=\"queued\"}"), 0);
  EXPECT_EQ(Value("octavo_jobs_submitted_total{kind=\"dynamic\"}"), 1);
  EXPECT_EQ(Value("octavo_jobs_finished_total{kind=\"dynamic\",outcome=\"succeeded\"}"), 1);
  EXPECT_EQ(Value("octavo_dispatch_latency_seconds_count"), 1);
  metrics_->OnEvents({JobGranted{key, absl::Seconds(20)}});
  EXPECT_EQ(Value("octavo_dispatch_latency_seconds_count"), 2) << "long waits count too";
  EXPECT_EQ(Value("octavo_leases_expired_total"), 1);
  EXPECT_EQ(Value("octavo_attempts_retried_total{reason=\"lost-worker\"}"), 1);
  EXPECT_EQ(Value("octavo_job_run_seconds_sum{kind=\"dynamic\"}"), 2);
  EXPECT_EQ(Value("octavo_result_cache_requests_total{result=\"hit\"}"), 1);
  EXPECT_EQ(Value("octavo_commit_batch_size_sum"), 3);
  EXPECT_EQ(Value("octavo_wal_bytes"), 4096);
  EXPECT_EQ(Value("octavo_stale_commits_rejected_total"), 1);
  EXPECT_EQ(Value("octavo_blob_verify_failures_total"), 1);
}

TEST_F(ServerMetricsTest, WorkersAreCountedByStateAndForgottenOnesLeave) {
  SchedulerDriver driver;
  driver.Sync(MakeWorker("w"));
  metrics_->OnTick(*driver.scheduler, driver.now);
  EXPECT_EQ(Value("octavo_workers{state=\"idle\"}"), 1);
  EXPECT_EQ(Value("octavo_worker_last_seen_timestamp_seconds{worker=\"w\"}"), 1'700'000'000);
  driver.Submit({MakeSpec("a")});
  driver.Sync(MakeWorker("w"));
  metrics_->OnTick(*driver.scheduler, driver.now);
  EXPECT_EQ(Value("octavo_workers{state=\"busy\"}"), 1);
  driver.Pass(absl::Hours(1));
  metrics_->OnTick(*driver.scheduler, driver.now);
  EXPECT_EQ(Value("octavo_workers{state=\"lost\"}"), 1);
  EXPECT_EQ(Value("octavo_workers{state=\"busy\"}"), 0);
  driver.Pass(absl::Hours(24 * 8));
  metrics_->OnTick(*driver.scheduler, driver.now);
  EXPECT_EQ(Value("octavo_workers{state=\"lost\"}"), 0);
  EXPECT_EQ(SamplesOf(metrics_->Render()).count("octavo_worker_last_seen_timestamp_seconds{worker=\"w\"}"), 0u);
}

TEST_F(ServerMetricsTest, AnAddressInUseIsSaid) {
  const auto first = ServerMetrics::Create("127.0.0.1:0");
  ASSERT_TRUE(first.ok()) << first.status();
  const absl::Status second = ServerMetrics::Create((*first)->address()).status();
  EXPECT_EQ(second.code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace octavo
