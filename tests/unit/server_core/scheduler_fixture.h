#ifndef OCTAVO_TESTS_UNIT_SERVER_CORE_SCHEDULER_FIXTURE_H_
#define OCTAVO_TESTS_UNIT_SERVER_CORE_SCHEDULER_FIXTURE_H_

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/core/scheduler.h"

namespace octavo {

/// A host without disks: every output selection exists, and results are what the test puts there.
class FakeHost final : public SchedulerHost {
 public:
  absl::StatusOr<std::string> SelectOutput(const std::string& manifest, const std::string& path) override {
    if (path == "absent") return absl::NotFoundError("nothing at \"absent\"");
    if (!disk.ok()) return disk;
    return path.empty() ? manifest : absl::StrCat(manifest, "/", path);
  }
  std::optional<CachedResult> FindResult(const std::string& action_digest) override {
    const auto it = results.find(action_digest);
    return it == results.end() ? std::nullopt : std::optional<CachedResult>(it->second);
  }
  std::map<std::string, CachedResult> results;
  absl::Status disk;  // what it says to each selection
};

inline constexpr absl::Duration kLease = absl::Seconds(30);
inline constexpr absl::Duration kRestartGrace = absl::Seconds(90);

inline JobSpec MakeSpec(std::string name, std::vector<std::string> needs = {}) {
  JobSpec spec;
  spec.name = std::move(name);
  spec.kind = "dynamic";
  spec.resources.threads = 1;
  for (std::string& job : needs) spec.inputs.push_back({"from_" + job, "", job, ""});
  return spec;
}

inline Scheduler::SyncInput MakeWorker(const std::string& name, int slots = 1, const std::string& instance = "i1") {
  Scheduler::SyncInput input;
  input.name = WorkerName(name);
  input.instance = InstanceId(instance);
  input.slots = slots;
  input.capabilities.cpus = 4;
  input.capabilities.memory_bytes = int64_t{8} << 30;
  input.capabilities.devices = {"cpu"};
  input.capabilities.device_class = "cpu:test";
  input.capabilities.runner_build = "build";
  return input;
}

inline Scheduler::AttemptEnd Succeeded(std::string digest = "out") {
  Scheduler::AttemptEnd end;
  end.outcome = AttemptOutcome::kSucceeded;
  end.output_digest = std::move(digest);
  end.result = std::make_shared<const std::string>("{}");
  return end;
}

inline Scheduler::AttemptEnd Failed(AttemptOutcome outcome, std::string reason = "") {
  Scheduler::AttemptEnd end;
  end.outcome = outcome;
  end.reason = std::move(reason);
  return end;
}

/// A scheduler with a time that the test moves, and the usual steps in one call each.
class SchedulerDriver {
 public:
  explicit SchedulerDriver(SchedulerOptions options = {}) : options_(options) {
    options_.lease = kLease;
    options_.restart_grace = kRestartGrace;
    scheduler = std::make_unique<Scheduler>(options_, host, Scheduler::Snapshot{}, now);
  }

  ExperimentId Submit(std::vector<JobSpec> jobs) {
    const auto id = scheduler->Submit({"experiment", absl::StrCat("request-", ++requests_), "", std::move(jobs)}, now);
    Keep();
    return *id;
  }
  /// The worker calls, is given what it can take, and hears of it.
  Scheduler::News Sync(const Scheduler::SyncInput& input) {
    if (!scheduler->Sync(input, now).ok()) return {};
    scheduler->Dispatch({input.name}, now);
    Scheduler::News news = scheduler->NewsFor(input.name, now);
    scheduler->Told(input.name, news);
    Keep();
    return news;
  }
  absl::Status Commit(const AttemptKey& key, const Scheduler::AttemptEnd& end) {
    absl::Status status = scheduler->Commit(key, end, now);
    if (status.ok()) {
      Keep();
    } else {
      scheduler->Undo();
    }
    return status;
  }
  absl::Status Start(const AttemptKey& key) {
    absl::Status status = scheduler->Started(key, now);
    Keep();
    return status;
  }
  void Pass(absl::Duration time) {
    now += time;
    scheduler->Tick(now);
    Keep();
  }
  /// What a restarted server would read back and start from.
  void Restart() {
    Scheduler::Snapshot snapshot;
    for (const auto& [id, experiment] : disk_experiments) snapshot.experiments.push_back(experiment);
    for (const auto& [id, job] : disk_jobs) snapshot.jobs.push_back(job);
    for (const auto& [name, worker] : disk_workers) snapshot.workers.push_back(worker);
    snapshot.counters = disk_counters;
    scheduler = std::make_unique<Scheduler>(options_, host, std::move(snapshot), now);
  }
  const Job& GetJob(int64_t id) const { return *scheduler->FindJob(JobId(id)); }
  JobState StateOf(int64_t id) const { return GetJob(id).state; }

  /// Plays the store.
  void Keep() {
    const Changes changes = scheduler->TakeChanges();
    for (const auto& row : changes.experiments) disk_experiments[row.value.id] = row.value;
    for (const auto& row : changes.jobs) disk_jobs[row.value.id] = row.value;
    for (const auto& row : changes.workers) disk_workers[row.value.name] = row.value;
    for (const WorkerName& name : changes.forgotten_workers) disk_workers.erase(name);
    if (changes.counters_changed) disk_counters = changes.counters;
    events.insert(events.end(), changes.events.begin(), changes.events.end());
    scheduler->Accept();
  }

  FakeHost host;
  absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  std::unique_ptr<Scheduler> scheduler;
  std::vector<Event> events;
  std::map<ExperimentId, Experiment> disk_experiments;
  std::map<JobId, Job> disk_jobs;
  std::map<WorkerName, Worker> disk_workers;
  Counters disk_counters;

 private:
  SchedulerOptions options_;
  int requests_ = 0;
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_UNIT_SERVER_CORE_SCHEDULER_FIXTURE_H_
