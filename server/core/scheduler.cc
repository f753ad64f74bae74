#include "server/core/scheduler.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {

Scheduler::Scheduler(SchedulerOptions options, SchedulerHost& host, Snapshot snapshot, absl::Time now)
    : options_(options), host_(host), listening_since_(now), counters_(snapshot.counters) {
  // Not from 1: another database has given out small ones, and its workers may still hold them.
  counters_.fence = std::max(counters_.fence + 1, absl::ToUnixMicros(now));
  counters_before_ = counters_;
  for (Experiment& experiment : snapshot.experiments) experiments_.Load(experiment.id, std::move(experiment));
  for (const Worker& worker : snapshot.workers) workers_.Load(worker.name, worker);
  for (Job& job : snapshot.jobs) {
    if (IsHeld(job.state)) {
      const Attempt& attempt = job.attempts.back();
      const Worker* worker = workers_.Find(attempt.worker);
      const Capabilities capabilities = worker == nullptr ? Capabilities{} : worker->capabilities;
      leases_.Load(job.id, Lease{{job.id, attempt.number, attempt.fence},
                                 attempt.worker,
                                 now + options_.restart_grace,
                                 ResolvedThreads(job.spec->resources, capabilities),
                                 ResolvedDevice(job.spec->resources, capabilities)});
    }
    if (job.state == JobState::kQueued) queue_.Insert(job.spec->priority, job.experiment, job.id);
    jobs_.Load(job.id, std::move(job));
  }
  queue_.Accept();
}

void Scheduler::SetState(JobId id, JobState to, std::string reason, absl::Time now) {
  Job& job = jobs_.Edit(id);
  const JobState from = job.state;
  assert(IsLegalTransition(from, to));
  unserved_.clear();
  if (from == JobState::kQueued) queue_.Erase(job.spec->priority, job.experiment, id);
  if (to == JobState::kQueued) {
    queue_.Insert(job.spec->priority, job.experiment, id);
    job.queued = now;
  }
  job.state = to;
  job.state_reason = std::move(reason);
  job.end = HasEnded(to) ? now : absl::InfinitePast();
  events_.push_back(JobStateChanged{id, job.experiment, job.spec->kind, from, to});
  if (HasEnded(to)) OnEnded(job, now);
}

void Scheduler::OnEnded(const Job& job, absl::Time now) {
  const Experiment& experiment = *experiments_.Find(job.experiment);
  for (const JobId id : experiment.jobs) {
    const Job& other = *jobs_.Find(id);
    if (job.state == JobState::kSucceeded || other.state != JobState::kBlocked) continue;
    if (!DependsOn(other, job.spec->name)) continue;
    SetState(id, JobState::kSkipped, absl::StrCat("job ", job.spec->name, " ended as ", NameOf(job.state)), now);
  }
  const bool all = std::all_of(experiment.jobs.begin(), experiment.jobs.end(),
                               [&](JobId id) { return HasEnded(jobs_.Find(id)->state); });
  if (all && experiment.end == absl::InfinitePast()) experiments_.Edit(experiment.id).end = now;
}

absl::Status Scheduler::Succeed(JobId id, const std::string& output, std::string reason, absl::Time now) {
  Job& job = jobs_.Edit(id);
  job.output_digest = output;
  std::vector<std::pair<JobId, ResolvedInputs>> freed;
  for (const JobId other_id : experiments_.Find(job.experiment)->jobs) {
    const Job& other = *jobs_.Find(other_id);
    if (other.state != JobState::kBlocked || !DependsOn(other, job.spec->name)) continue;
    const std::vector<const Job*> dependencies = Dependencies(other);
    const bool waits_for_more = std::any_of(dependencies.begin(), dependencies.end(), [&](const Job* dependency) {
      return dependency->id != id && dependency->state != JobState::kSucceeded;
    });
    if (waits_for_more) continue;
    absl::StatusOr<ResolvedInputs> inputs = ResolveInputs(other);
    if (!inputs.ok()) {
      job.output_digest.clear();
      return inputs.status();
    }
    freed.emplace_back(other_id, *std::move(inputs));
  }
  SetState(id, JobState::kSucceeded, std::move(reason), now);
  for (auto& [other_id, inputs] : freed) Enqueue(other_id, std::move(inputs), now);
  return absl::OkStatus();
}

absl::Status Scheduler::Unblock(JobId id, absl::Time now) {
  const Job& job = *jobs_.Find(id);
  const std::vector<const Job*> dependencies = Dependencies(job);
  const auto succeeded = [](const Job* other) { return other->state == JobState::kSucceeded; };
  if (!std::all_of(dependencies.begin(), dependencies.end(), succeeded)) return absl::OkStatus();
  OCTAVO_ASSIGN_OR_RETURN(ResolvedInputs inputs, ResolveInputs(job));
  Enqueue(id, std::move(inputs), now);
  return absl::OkStatus();
}

absl::StatusOr<Scheduler::ResolvedInputs> Scheduler::ResolveInputs(const Job& job) {
  ResolvedInputs resolved;
  for (const JobInput& input : job.spec->inputs) {
    if (input.job.empty()) {
      resolved.digests.push_back(input.artifact_digest);
      continue;
    }
    const Job* source = JobNamed(*experiments_.Find(job.experiment), input.job);
    absl::StatusOr<std::string> digest = host_.SelectOutput(source->output_digest, input.path);
    if (absl::IsNotFound(digest.status())) {
      resolved.failure =
          absl::StrCat("input ", input.name, " cannot be taken from job ", input.job, ": ", digest.status().message());
      return resolved;
    }
    OCTAVO_RETURN_IF_ERROR(digest.status());
    resolved.digests.push_back(*std::move(digest));
  }
  return resolved;
}

void Scheduler::Enqueue(JobId id, ResolvedInputs inputs, absl::Time now) {
  if (!inputs.failure.empty()) return SetState(id, JobState::kFailed, std::move(inputs.failure), now);
  jobs_.Edit(id).input_digests = std::move(inputs.digests);
  SetState(id, JobState::kQueued, "", now);
}

const Job* Scheduler::JobNamed(const Experiment& experiment, const std::string& name) const {
  for (const JobId id : experiment.jobs) {
    const Job* job = jobs_.Find(id);
    if (job->spec->name == name) return job;
  }
  return nullptr;
}

std::vector<const Job*> Scheduler::Dependencies(const Job& job) const {
  std::vector<const Job*> dependencies;
  for (const JobInput& input : job.spec->inputs) {
    if (!input.job.empty()) dependencies.push_back(JobNamed(*experiments_.Find(job.experiment), input.job));
  }
  return dependencies;
}

bool Scheduler::DependsOn(const Job& job, const std::string& name) const {
  return std::any_of(job.spec->inputs.begin(), job.spec->inputs.end(),
                     [&](const JobInput& input) { return input.job == name; });
}

int Scheduler::UnfinishedJobs() const {
  return static_cast<int>(std::count_if(jobs_.map().begin(), jobs_.map().end(),
                                        [](const auto& entry) { return !HasEnded(entry.second.state); }));
}

Changes Scheduler::TakeChanges() {
  Changes changes;
  for (const auto& [id, before] : experiments_.before()) {
    changes.experiments.push_back({*experiments_.Find(id), !before.has_value()});
  }
  for (const auto& [id, before] : jobs_.before()) {
    const Job& job = *jobs_.Find(id);
    Changes::JobRow row{job, !before.has_value(), {}};
    for (size_t i = 0; i < job.attempts.size(); ++i) {
      if (!before.has_value() || i >= before->attempts.size() || !(before->attempts[i] == job.attempts[i])) {
        row.attempts.push_back(i);
      }
    }
    changes.jobs.push_back(std::move(row));
  }
  for (const auto& [name, before] : workers_.before()) {
    if (const Worker* worker = workers_.Find(name); worker != nullptr) {
      changes.workers.push_back({*worker, !before.has_value()});
    } else {
      changes.forgotten_workers.push_back(name);
    }
  }
  changes.results = std::exchange(results_, {});
  changes.counters_changed = !(counters_ == counters_before_);
  changes.counters = counters_;
  changes.events = std::exchange(events_, {});
  return changes;
}

void Scheduler::Accept() {
  experiments_.Accept();
  jobs_.Accept();
  workers_.Accept();
  leases_.Accept();
  sessions_.Accept();
  queue_.Accept();
  counters_before_ = counters_;
}

void Scheduler::Undo() {
  if (!jobs_.before().empty() || !workers_.before().empty()) unserved_.clear();
  experiments_.Undo();
  jobs_.Undo();
  workers_.Undo();
  leases_.Undo();
  sessions_.Undo();
  counters_ = counters_before_;
  queue_.Undo();
  results_.clear();
  events_.clear();
}

void Scheduler::EvictEnded() {
  std::vector<ExperimentId> ended;
  for (const auto& [id, experiment] : experiments_.map()) {
    if (experiment.end != absl::InfinitePast()) ended.push_back(id);
  }
  for (const ExperimentId id : ended) {
    for (const JobId job : experiments_.Find(id)->jobs) jobs_.Forget(job);
    experiments_.Forget(id);
  }
}

void Scheduler::Load(const Experiment& experiment, const std::vector<Job>& jobs) {
  if (experiments_.Contains(experiment.id)) return;
  experiments_.Load(experiment.id, experiment);
  for (const Job& job : jobs) jobs_.Load(job.id, job);
}

}  // namespace octavo
