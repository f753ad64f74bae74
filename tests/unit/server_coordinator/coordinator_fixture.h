#ifndef OCTAVO_TESTS_UNIT_SERVER_COORDINATOR_COORDINATOR_FIXTURE_H_
#define OCTAVO_TESTS_UNIT_SERVER_COORDINATOR_COORDINATOR_FIXTURE_H_

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/files.h"
#include "gtest/gtest.h"
#include "server/coordinator/coordinator.h"
#include "server/store/sqlite_reader.h"
#include "server/store/sqlite_writer.h"

namespace octavo {

/// The real store with faults on demand. The hooks are set while no command runs, and called on the coordinator's
/// thread.
class FaultyWriter final : public StoreWriter {
 public:
  explicit FaultyWriter(std::unique_ptr<StoreWriter> writer) : writer_(std::move(writer)) {}

  using Hook = std::function<absl::Status()>;
  std::function<absl::Status(const Changes&)> before_write = [](const Changes&) { return absl::OkStatus(); };
  Hook before_begin = [] { return absl::OkStatus(); };
  Hook before_commit = [] { return absl::OkStatus(); };
  Hook after_commit = [] { return absl::OkStatus(); };
  Hook before_drop = [] { return absl::OkStatus(); };
  std::atomic<int> loads = 0;

  absl::StatusOr<Scheduler::Snapshot> Load() override {
    ++loads;
    return writer_->Load();
  }
  absl::Status Begin() override {
    absl::Status status = before_begin();
    return status.ok() ? writer_->Begin() : status;
  }
  absl::Status BeginUnit() override { return writer_->BeginUnit(); }
  absl::Status Write(const Changes& changes) override {
    absl::Status status = before_write(changes);
    return status.ok() ? writer_->Write(changes) : status;
  }
  absl::Status KeepUnit() override { return writer_->KeepUnit(); }
  absl::Status DropUnit() override {
    absl::Status status = before_drop();
    return status.ok() ? writer_->DropUnit() : status;
  }
  absl::Status Commit() override {
    absl::Status status = before_commit();
    if (status.ok()) status = writer_->Commit();
    return status.ok() ? after_commit() : status;
  }
  void Rollback() override { writer_->Rollback(); }
  absl::StatusOr<std::optional<StoredRequest>> FindRequest(const std::string& request_id) override {
    return writer_->FindRequest(request_id);
  }
  absl::StatusOr<std::optional<SchedulerHost::CachedResult>> FindResult(const std::string& digest) override {
    return writer_->FindResult(digest);
  }
  absl::StatusOr<StoredExperiment> LoadExperiment(ExperimentId id) override { return writer_->LoadExperiment(id); }
  absl::StatusOr<ExperimentId> ExperimentOf(JobId id) override { return writer_->ExperimentOf(id); }
  int64_t LogBytes() const override { return writer_->LogBytes(); }

 private:
  const std::unique_ptr<StoreWriter> writer_;
};

/// Counts what the coordinator told it.
class RecordingObserver final : public CoordinatorObserver {
 public:
  void OnEvents(const std::vector<Event>& events) override { event_count += static_cast<int>(events.size()); }
  void OnCommit(int commands, absl::Duration, int64_t) override {
    ++commits;
    last_batch = commands;
  }
  void OnStaleCommit() override { ++stale_commits; }
  void OnTick(const Scheduler&, absl::Time) override { ++ticks; }

  std::atomic<int> event_count = 0;
  std::atomic<int> commits = 0;
  std::atomic<int> last_batch = 0;
  std::atomic<int> stale_commits = 0;
  std::atomic<int> ticks = 0;
};

/// Keeps what it was told; read it after ended().
class RecordingWatcher final : public ExperimentWatcher {
 public:
  void OnExperiment(const StoredExperiment& experiment) override {
    first = experiment;
    ++calls;
    begun_.set_value();
  }
  bool OnJob(const StoredJob& job, const std::optional<Progress>& progress) override {
    states.push_back(job.job.state);
    if (progress.has_value()) steps.push_back(progress->step);
    result = job.result;
    ++calls;
    return true;
  }
  void OnEnd(const absl::Status& status) override { end_.set_value(status); }
  void AwaitBegin() { begun_.get_future().wait(); }
  absl::Status AwaitEnd() { return end_.get_future().get(); }

  StoredExperiment first;
  std::vector<JobState> states;
  std::vector<int64_t> steps;
  std::shared_ptr<const std::string> result;
  std::atomic<int> calls = 0;

 private:
  std::promise<void> begun_;
  std::promise<absl::Status> end_;
};

/// What a callback of type Done<T> will be given.
template <typename T>
class Answer {
 public:
  Answer() : promise_(std::make_shared<std::promise<T>>()), future_(promise_->get_future()) {}
  auto Callback() {
    return [promise = promise_](T value) { promise->set_value(std::move(value)); };
  }
  T Get() { return future_.get(); }
  bool IsReady() const { return future_.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }

 private:
  std::shared_ptr<std::promise<T>> promise_;
  std::future<T> future_;
};

class CoordinatorTest : public testing::Test {
 protected:
  void SetUp() override {
    writer_ = std::make_unique<FaultyWriter>(*SqliteWriter::Open(folder_.path() + "/octavo.db"));
    reader_ = std::make_unique<SqliteReader>(folder_.path() + "/octavo.db");
    blobs_ = *BlobStore::Open(folder_.path(), {}, clock_.Now());
    logs_ = std::make_unique<LogStore>(folder_.path() + "/logs", 1 << 20);
    Start();
  }
  void Start() {
    CoordinatorOptions options;
    options.server_id = "server";
    auto coordinator = Coordinator::Create(options, {*writer_, *reader_, *blobs_, *logs_, clock_, &observer_});
    ASSERT_TRUE(coordinator.ok()) << coordinator.status();
    coordinator_ = *std::move(coordinator);
  }

  static Scheduler::NewExperiment OneJob(const std::string& request, int jobs = 1) {
    Scheduler::NewExperiment experiment{request, request, "digest", {}};
    for (int i = 0; i < jobs; ++i) {
      JobSpec spec;
      spec.name = "job" + std::to_string(i);
      spec.kind = "dynamic";
      spec.resources.threads = 1;
      experiment.jobs.push_back(spec);
    }
    return experiment;
  }
  static Scheduler::SyncInput Worker(const std::string& instance, std::vector<AttemptKey> running = {}) {
    Scheduler::SyncInput input;
    input.name = WorkerName("w");
    input.instance = InstanceId(instance);
    input.capabilities.cpus = 4;
    input.capabilities.memory_bytes = int64_t{8} << 30;
    input.capabilities.devices = {"cpu"};
    input.running = std::move(running);
    return input;
  }
  static Scheduler::AttemptEnd Success() {
    Scheduler::AttemptEnd end;
    end.outcome = AttemptOutcome::kSucceeded;
    end.output_digest = std::string(64, 'a');
    end.result = std::make_shared<const std::string>(R"({"accuracy":0.5})");
    return end;
  }

  absl::StatusOr<ExperimentId> Submit(Scheduler::NewExperiment experiment) {
    Answer<absl::StatusOr<ExperimentId>> answer;
    coordinator_->Submit(std::move(experiment), answer.Callback());
    return answer.Get();
  }
  absl::StatusOr<Coordinator::SyncReply> Sync(Scheduler::SyncInput input, absl::Duration wait) {
    Answer<absl::StatusOr<Coordinator::SyncReply>> answer;
    coordinator_->Sync(std::move(input), wait, answer.Callback());
    return answer.Get();
  }
  /// Everything posted before has been answered when it returns.
  absl::Status Settle() {
    Answer<absl::StatusOr<std::vector<Coordinator::WorkerInfo>>> answer;
    coordinator_->ListWorkers(answer.Callback());
    return answer.Get().status();
  }
  /// Holds the coordinator's thread, so that what is posted until Open() makes one batch.
  class Gate {
   public:
    explicit Gate(Coordinator& coordinator) {
      coordinator.ListWorkers([this](const auto&) {
        entered_.set_value();
        opened_.get_future().wait();
      });
      entered_.get_future().wait();
    }
    void Open() { opened_.set_value(); }

   private:
    std::promise<void> entered_;
    std::promise<void> opened_;
  };

  const TempDir folder_ = *TempDir::Create("octavo-coordinator-test");
  FakeClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  std::unique_ptr<FaultyWriter> writer_;
  std::unique_ptr<SqliteReader> reader_;
  std::unique_ptr<BlobStore> blobs_;
  std::unique_ptr<LogStore> logs_;
  RecordingObserver observer_;
  std::unique_ptr<Coordinator> coordinator_;
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_UNIT_SERVER_COORDINATOR_COORDINATOR_FIXTURE_H_
