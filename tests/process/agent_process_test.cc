// Real octavo-server and octavo-worker processes around the fake runner.
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/json.h"
#include "common/program_exit.h"
#include "common/subprocess.h"
#include "gmock/gmock.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "octavo/v1/admin.grpc.pb.h"
#include "octavo/v1/artifacts.grpc.pb.h"
#include "octavo/v1/experiments.grpc.pb.h"
#include "octavo/v1/workers.grpc.pb.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

constexpr std::chrono::seconds kPatience(60);

class AgentProcessTest : public ::testing::Test {
 protected:
  AgentProcessTest() {
    // Long, so that no stall of a loaded machine loses one; a test of losing it sets a short one.
    SetLeases("30s", "10s");
    StartServer();
  }
  ~AgentProcessTest() override {
    if (HasFailure()) {
      for (const char* log : {"server.log", "worker.log"})
        std::cerr << "--- " << log << "\n" << *ReadFile(Path(log)) << "\n";
    }
  }

  std::string Path(const std::string& name) const { return dir_.path() + "/" + name; }
  std::string Address() const { return "unix:" + Path("sock"); }
  static std::string Program(const std::string& name) {
    return std::string(std::getenv("OCTAVO_BIN_DIR")) + "/" + name;
  }

  std::optional<Subprocess> Launch(const std::vector<std::string>& argv, const std::string& log) const {
    SubprocessOptions options;
    options.argv = argv;
    options.environment = InheritEnvironment();
    options.environment.push_back("OCTAVO_RUNNER_FAKE=" + Path("scripts.json"));
    options.stdout_path = Path(log);
    options.stderr_path = Path(log);
    absl::StatusOr<Subprocess> child = Subprocess::Start(options);
    EXPECT_TRUE(child.ok()) << child.status();
    if (!child.ok()) return std::nullopt;
    return *std::move(child);
  }
  void SetLeases(const std::string& duration, const std::string& margin) const {
    EXPECT_TRUE(WriteFileAtomically(Path("server.yaml"), absl::StrCat("leases: {duration: ", duration,
                                                                      ", margin: ", margin, ", next_sync: 1s}\n"))
                    .ok());
  }
  void StartServer() {
    server_ = Launch(
        {Program("octavo-server"), "--listen", Address(), "--data-dir", Path("data"), "--config", Path("server.yaml")},
        "server.log");
  }
  void StartWorker() {
    worker_ = Launch({Program("octavo-worker"), "--server", Address(), "--work-dir", Path("worker"), "--runner",
                      Program("../tests/fake_runner"), "--name", "w1", "--kill-grace", "5s", "--log-level", "debug"},
                     "worker.log");
  }
  void Kill(std::optional<Subprocess>& process) {
    EXPECT_TRUE(process->Signal(SIGKILL).ok());
    EXPECT_TRUE(process->Wait(absl::Seconds(30)).ok());
    process.reset();
  }

  /// Polls until `condition` holds.
  static bool Await(const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (!condition()) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return true;
  }

  /// Calls a method until the server can be reached.
  template <typename Stub, typename Request, typename Response>
  grpc::Status Call(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request, Response* response) const {
    for (;;) {
      grpc::ClientContext context;
      context.set_deadline(std::chrono::system_clock::now() + kPatience);
      context.set_wait_for_ready(true);
      const grpc::Status status = (stub.*method)(&context, request, response);
      if (status.error_code() != grpc::StatusCode::UNAVAILABLE) return status;
    }
  }

  std::shared_ptr<grpc::Channel> Channel() const {
    return grpc::CreateChannel(Address(), grpc::InsecureChannelCredentials());
  }

  /// Submits one job without inputs whose fake runner obeys `script`; returns the job's id.
  std::string Submit(
      const Json& script, const std::function<void(v1::JobSpec&)>& adjust = [](v1::JobSpec&) {}) {
    EXPECT_TRUE(WriteJsonFile(Path("scripts.json"), {{"default", script}, {"42", script}}).ok());
    v1::CreateExperimentRequest request;
    request.set_request_id(absl::StrCat("00000000-0000-4000-8000-00000000000", ++requests_));
    request.set_name("test");
    v1::JobSpec& job = *request.add_jobs();
    job.set_name("job");
    job.set_kind("baseline");
    adjust(job);
    v1::Experiment experiment;
    const auto stub = v1::ExperimentService::NewStub(Channel());
    const grpc::Status status = Call(*stub, &v1::ExperimentService::Stub::CreateExperiment, request, &experiment);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return experiment.jobs_size() == 1 ? experiment.jobs(0).id() : "";
  }
  v1::Job Get(const std::string& id) const {
    v1::GetJobRequest request;
    request.set_id(id);
    v1::Job job;
    const auto stub = v1::JobService::NewStub(Channel());
    const grpc::Status status = Call(*stub, &v1::JobService::Stub::GetJob, request, &job);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return job;
  }
  v1::Job AwaitState(const std::string& id, v1::JobState state) const {
    v1::Job job;
    EXPECT_TRUE(Await([&] { return (job = Get(id)).state() == state; })) << job.ShortDebugString();
    return job;
  }
  pid_t AwaitRunner(const std::string& marker) const {
    pid_t pid = 0;
    EXPECT_TRUE(Await([&] { return ReadFile(Path(marker)).ok(); })) << "the runner did not start";
    EXPECT_TRUE(absl::SimpleAtoi(ReadFile(Path(marker)).value_or(""), &pid));
    return pid;
  }
  static bool AwaitGone(pid_t pid) {
    return Await([pid] { return kill(-pid, 0) != 0; });
  }
  void Go() const { EXPECT_TRUE(WriteFileAtomically(Path("go"), "").ok()); }
  Json Waiting() const {
    return {{"wait_for", Path("go")},
            {"started", Path("started")},
            {"outputs", {{"metrics.json", "{}"}}},
            {"result", {{"accuracy", 0.75}}},
            {"log", "hello\n"}};
  }

  const TempDir dir_ = *TempDir::Create("agent_process");
  std::optional<Subprocess> server_;
  std::optional<Subprocess> worker_;
  int requests_ = 0;
};

TEST_F(AgentProcessTest, ASuccessEndsWithOutputsResultLogAndUsage) {
  StartWorker();
  const std::string id = Submit(
      {{"outputs", {{"model/a", "1"}, {"metrics.json", "{}"}}}, {"result", {{"accuracy", 0.75}}}, {"log", "hello\n"}});
  const v1::Job job = AwaitState(id, v1::JOB_STATE_SUCCEEDED);
  EXPECT_EQ(job.result().fields().at("accuracy").number_value(), 0.75);
  ASSERT_EQ(job.attempts_size(), 1);
  EXPECT_EQ(job.attempts(0).worker(), "w1");
  EXPECT_GT(job.attempts(0).usage().max_rss_bytes(), 0);
  v1::QueryUploadRequest query;
  query.set_sha256(job.output_digest());
  v1::QueryUploadResponse stored;
  const auto stub = v1::ArtifactService::NewStub(Channel());
  EXPECT_TRUE(Call(*stub, &v1::ArtifactService::Stub::QueryUpload, query, &stored).ok());
  EXPECT_TRUE(stored.complete());
  grpc::ClientContext context;
  v1::ReadLogRequest read;
  read.set_job_id(id);
  v1::ReadLogResponse piece;
  std::string log;
  const auto reader = v1::JobService::NewStub(Channel())->ReadLog(&context, read);
  while (reader->Read(&piece)) log += piece.data();
  EXPECT_EQ(log, "hello\n");
}

TEST_F(AgentProcessTest, AFailureKeepsItsClass) {
  StartWorker();
  const std::string id = Submit({{"end", "fail"}, {"reason", "BAD_DATA"}, {"message", "row 3 has no label"}});
  const v1::Job job = AwaitState(id, v1::JOB_STATE_FAILED);
  EXPECT_EQ(job.attempts(0).outcome(), v1::ATTEMPT_OUTCOME_FAILED);
  EXPECT_EQ(job.attempts(0).reason(), "BAD_DATA");
  EXPECT_EQ(job.attempts(0).message(), "row 3 has no label");
}

TEST_F(AgentProcessTest, ACrashIsTriedAgainUpToTheLimit) {
  StartWorker();
  const std::string id =
      Submit({{"end", "signal"}}, [](v1::JobSpec& job) { job.mutable_retry()->set_max_attempts(2); });
  const v1::Job job = AwaitState(id, v1::JOB_STATE_FAILED);
  ASSERT_EQ(job.attempts_size(), 2);
  EXPECT_EQ(job.attempts(1).outcome(), v1::ATTEMPT_OUTCOME_CRASHED);
  EXPECT_EQ(job.attempts(1).signal(), SIGSEGV);
}

TEST_F(AgentProcessTest, CancellingStopsTheRunner) {
  StartWorker();
  const std::string id = Submit(Waiting());
  const pid_t runner = AwaitRunner("started");
  v1::CancelJobRequest request;
  request.set_id(id);
  v1::Job job;
  const auto stub = v1::JobService::NewStub(Channel());
  EXPECT_TRUE(Call(*stub, &v1::JobService::Stub::CancelJob, request, &job).ok());
  job = AwaitState(id, v1::JOB_STATE_CANCELLED);
  EXPECT_TRUE(AwaitGone(runner));
  EXPECT_EQ(job.attempts(0).outcome(), v1::ATTEMPT_OUTCOME_CANCELLED);
}

TEST_F(AgentProcessTest, TheTimeLimitEndsTheAttempt) {
  StartWorker();
  const std::string id = Submit({{"end", "hang"}}, [](v1::JobSpec& job) {
    job.mutable_resources()->mutable_time_limit()->set_seconds(1);
    job.mutable_retry()->set_max_attempts(1);
  });
  EXPECT_EQ(AwaitState(id, v1::JOB_STATE_FAILED).attempts(0).outcome(), v1::ATTEMPT_OUTCOME_TIME_LIMIT);
}

TEST_F(AgentProcessTest, TheMemoryLimitEndsTheAttempt) {
  StartWorker();
  const std::string id = Submit({{"memory_bytes", 400 << 20}, {"end", "hang"}}, [](v1::JobSpec& job) {
    job.mutable_resources()->set_memory_bytes(128 << 20);
    job.mutable_retry()->set_max_attempts(1);
  });
  EXPECT_EQ(AwaitState(id, v1::JOB_STATE_FAILED).attempts(0).outcome(), v1::ATTEMPT_OUTCOME_MEMORY_LIMIT);
}

TEST_F(AgentProcessTest, AKilledAgentLeavesNoOrphanAndTheJobRunsAgain) {
  StartWorker();
  const std::string id = Submit(Waiting());
  const pid_t runner = AwaitRunner("started");
  AwaitState(id, v1::JOB_STATE_RUNNING);
  Kill(worker_);
  EXPECT_TRUE(AwaitGone(runner));
  std::filesystem::remove(Path("started"));
  StartWorker();
  EXPECT_NE(AwaitRunner("started"), runner);
  Go();
  const v1::Job job = AwaitState(id, v1::JOB_STATE_SUCCEEDED);
  ASSERT_EQ(job.attempts_size(), 2);
  EXPECT_EQ(job.attempts(0).outcome(), v1::ATTEMPT_OUTCOME_LOST);
}

TEST_F(AgentProcessTest, AKilledServerComesBackToTheSameAttempt) {
  StartWorker();
  const std::string id = Submit(Waiting());
  const pid_t runner = AwaitRunner("started");
  AwaitState(id, v1::JOB_STATE_RUNNING);
  Kill(server_);
  StartServer();
  EXPECT_EQ(Get(id).state(), v1::JOB_STATE_RUNNING);
  EXPECT_EQ(kill(runner, 0), 0) << "the runner has seen nothing of it";
  Go();
  const v1::Job job = AwaitState(id, v1::JOB_STATE_SUCCEEDED);
  EXPECT_EQ(job.attempts_size(), 1);
  EXPECT_EQ(job.result().fields().at("accuracy").number_value(), 0.75);
}

TEST_F(AgentProcessTest, AResultThatIsReadyDuringAnOutageIsCommittedAfterIt) {
  StartWorker();
  const std::string id = Submit(Waiting());
  AwaitRunner("started");
  AwaitState(id, v1::JOB_STATE_RUNNING);
  Kill(server_);
  Go();
  EXPECT_TRUE(Await([&] { return ReadFile(Path(absl::StrCat("worker/jobs/", id, "-1/report.json"))).ok(); }));
  StartServer();
  EXPECT_EQ(AwaitState(id, v1::JOB_STATE_SUCCEEDED).attempts_size(), 1);
}

// SIGSTOP is a network that carries nothing: the connection stands and no answer comes.
TEST_F(AgentProcessTest, AWorkerCutOffStopsItsJobBeforeTheLeaseCanBeGivenAway) {
  Kill(server_);
  SetLeases("8s", "5s");
  StartServer();
  StartWorker();
  const std::string id = Submit(Waiting());
  const pid_t runner = AwaitRunner("started");
  AwaitState(id, v1::JOB_STATE_RUNNING);
  const auto cut = std::chrono::steady_clock::now();
  ASSERT_TRUE(server_->Signal(SIGSTOP).ok());
  EXPECT_TRUE(AwaitGone(runner));
  EXPECT_LT(std::chrono::steady_clock::now() - cut, std::chrono::seconds(8)) << "the lease is 8 s";
  std::filesystem::remove(Path("started"));
  ASSERT_TRUE(server_->Signal(SIGCONT).ok());
  AwaitRunner("started");
  Go();
  const v1::Job job = AwaitState(id, v1::JOB_STATE_SUCCEEDED);
  EXPECT_GE(job.attempts_size(), 2);
  EXPECT_NE(job.attempts(0).outcome(), v1::ATTEMPT_OUTCOME_SUCCEEDED);
}

TEST_F(AgentProcessTest, SigtermSavesTheCheckpointAndGivesTheJobBack) {
  StartWorker();
  const std::string id = Submit(Waiting());
  AwaitRunner("started");
  AwaitState(id, v1::JOB_STATE_RUNNING);
  ASSERT_TRUE(worker_->Signal(SIGTERM).ok());
  EXPECT_EQ(worker_->Wait(absl::Seconds(30))->exit_code, 0);
  EXPECT_EQ(Get(id).attempts(0).outcome(), v1::ATTEMPT_OUTCOME_REVOKED);
  Go();
  StartWorker();
  const v1::Job job = AwaitState(id, v1::JOB_STATE_SUCCEEDED);
  EXPECT_TRUE(job.result().fields().at("resumed").bool_value());
}

TEST_F(AgentProcessTest, AHealthCheckSeesWhetherTheServerAnswers) {
  const std::vector<std::string> check = {Program("octavo-worker"), "--healthcheck", "--work-dir", Path("worker")};
  EXPECT_EQ(Launch(check, "check.log")->Wait(absl::Seconds(30))->exit_code, 1);
  StartWorker();
  EXPECT_TRUE(Await([&] { return Launch(check, "check.log")->Wait(absl::Seconds(30))->exit_code == 0; }));
}

TEST_F(AgentProcessTest, TheExitStatusTellsBadUsageFromHelp) {
  const std::string worker = Program("octavo-worker");
  EXPECT_EQ(Launch({worker, "--no-such-option"}, "usage.log")->Wait(absl::Seconds(30))->exit_code, 2);
  EXPECT_EQ(Launch({worker, "--slots", "many"}, "usage.log")->Wait(absl::Seconds(30))->exit_code, 2);
  EXPECT_EQ(Launch({worker, "--help"}, "usage.log")->Wait(absl::Seconds(30))->exit_code, 0);
}

TEST_F(AgentProcessTest, TwoAgentsDoNotShareAFolder) {
  StartWorker();
  EXPECT_TRUE(Await([&] { return ReadFile(Path("worker/heartbeat")).ok(); }));
  std::optional<Subprocess> second = Launch({Program("octavo-worker"), "--server", Address(), "--work-dir",
                                             Path("worker"), "--runner", Program("../tests/fake_runner")},
                                            "second.log");
  EXPECT_EQ(second->Wait(absl::Seconds(30))->exit_code, kExitFolderInUse);
  EXPECT_THAT(*ReadFile(Path("second.log")), HasSubstr("another octavo-worker uses"));
}

TEST_F(AgentProcessTest, AWorkerWhoseNameIsTakenEndsWithAStatusOfItsOwn) {
  StartWorker();
  EXPECT_TRUE(Await([&] { return ReadFile(Path("worker/heartbeat")).ok(); }));
  std::optional<Subprocess> second =
      Launch({Program("octavo-worker"), "--server", Address(), "--work-dir", Path("worker2"), "--runner",
              Program("../tests/fake_runner"), "--name", "w1"},
             "second.log");
  EXPECT_EQ(worker_->Wait(absl::Seconds(30))->exit_code, kExitReplaced);
  EXPECT_THAT(*ReadFile(Path("worker.log")), HasSubstr("--name"));
  EXPECT_FALSE(second->Poll()->has_value()) << "the newer one stays";
}

}  // namespace
}  // namespace octavo
