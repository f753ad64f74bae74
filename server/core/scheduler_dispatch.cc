// Placement: which job goes to which worker.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/core/action_digest.h"
#include "server/core/retry_policy.h"
#include "server/core/scheduler.h"

namespace octavo {
namespace {

/// Whether an attempt there, since the job was last retried by hand, ended in a way that asks for another worker.
bool HasFailedOn(const Job& job, const WorkerName& worker) {
  return std::any_of(job.attempts.begin() + job.attempts_forgiven, job.attempts.end(), [&](const Attempt& attempt) {
    return attempt.worker == worker && attempt.end != absl::InfinitePast() &&
           RetryRuleFor(attempt.outcome, attempt.reason).action == RetryAction::kRetryElsewhere;
  });
}

}  // namespace

WorkerLoad Scheduler::LoadOf(const WorkerName& name, const Loads& loads) {
  const auto it = loads.find(name);
  return it == loads.end() ? WorkerLoad{} : it->second;
}

Scheduler::Loads Scheduler::LoadsNow() const {
  Loads loads;
  for (const auto& [id, lease] : leases_.map()) {
    const Resources& resources = jobs_.Find(id)->spec->resources;
    WorkerLoad& load = loads[lease.worker];
    ++load.attempts;
    load.threads += lease.threads;
    load.memory_bytes += resources.memory_bytes;
    load.quiet = load.quiet || resources.quiet;
  }
  return loads;
}

/// Whether the job has failed there in a way that asks for another worker, and one on which it has not is there to take
/// it. Once it has failed on all of them each may take it again: the attempts' number is bounded anyway.
bool Scheduler::Avoids(const Job& job, const Worker& worker, absl::Time now) const {
  if (!HasFailedOn(job, worker.name)) return false;
  return std::any_of(workers_.map().begin(), workers_.map().end(), [&](const auto& entry) {
    const auto& [name, other] = entry;
    return !HasFailedOn(job, name) && IsTakingWork(other, now) &&
           FitOn(job.spec->resources, other, WorkerLoad{}).verdict == Fit::Verdict::kNow;
  });
}

bool Scheduler::AnotherCanTake(const Job& job, const WorkerName& not_this, const Loads& loads, absl::Time now) const {
  for (const auto& [name, other] : workers_.map()) {
    if (name != not_this && IsTakingWork(other, now) && !Avoids(job, other, now) &&
        FitOn(job.spec->resources, other, LoadOf(name, loads)).verdict == Fit::Verdict::kNow) {
      return true;
    }
  }
  return false;
}

/// The first job in order that the worker can run now. A job that could run here but for what runs here already keeps
/// later jobs from overtaking it on this worker (else a quiet job would wait for ever), unless another worker can take
/// it at once.
JobId Scheduler::PickFor(const Worker& worker, const Loads& loads, absl::Time now) const {
  const WorkerLoad load = LoadOf(worker.name, loads);
  JobId picked;
  if (load.quiet || load.attempts >= worker.slots) return picked;
  queue_.Visit([&](JobId id) {
    const Job& job = *jobs_.Find(id);
    const Fit fit = FitOn(job.spec->resources, worker, load);
    if (fit.verdict == Fit::Verdict::kNever || Avoids(job, worker, now)) return true;
    if (fit.verdict == Fit::Verdict::kLater) return AnotherCanTake(job, worker.name, loads, now);
    picked = id;
    return false;
  });
  return picked;
}

void Scheduler::Dispatch(const std::set<WorkerName>& ready, absl::Time now) {
  if (queue_.size() == 0) return;
  Loads loads = LoadsNow();
  // One job a worker a round, so that work spreads before it piles up.
  for (bool again = true; again;) {
    again = false;
    for (const WorkerName& name : ready) {
      const Worker* worker = workers_.Find(name);
      if (unserved_.contains(name) || worker == nullptr || !IsTakingWork(*worker, now)) continue;
      const JobId id = PickFor(*worker, loads, now);
      if (!id.IsSet()) {
        unserved_.insert(name);
        continue;
      }
      const std::string action = ActionDigest(*jobs_.Find(id), worker->capabilities);
      if (!FinishFromCache(id, action, now)) GrantTo(id, *worker, action, now);
      loads = LoadsNow();
      again = true;
    }
  }
}

bool Scheduler::FinishFromCache(JobId id, const std::string& action, absl::Time now) {
  if (jobs_.Find(id)->spec->no_cache) return false;
  const std::optional<SchedulerHost::CachedResult> cached = host_.FindResult(action);
  events_.push_back(CacheLookup{cached.has_value()});
  if (!cached.has_value()) return false;
  const std::string reason = absl::StrCat("from the result cache: job ", cached->job.ToString());
  // Where the disk cannot be read now the job is run: its commit is repeated until what waits for it can be queued.
  if (!Succeed(id, cached->output_digest, reason, now).ok()) return false;
  Job& job = jobs_.Edit(id);
  job.action_digest = action;
  job.cached_from = cached->job;
  if (cached->json != nullptr) results_.push_back({id, cached->json});
  return true;
}

void Scheduler::GrantTo(JobId id, const Worker& worker, const std::string& action, absl::Time now) {
  Job& job = jobs_.Edit(id);
  const Fence fence{++counters_.fence};
  Attempt attempt;
  attempt.number = static_cast<int>(job.attempts.size()) + 1;
  attempt.worker = worker.name;
  attempt.fence = fence;
  attempt.start = now;
  job.attempts.push_back(attempt);
  job.action_digest = action;
  job.start = now;
  const AttemptKey key{id, attempt.number, fence};
  const Resources& resources = job.spec->resources;
  leases_.Put(id, Lease{key, worker.name, now + options_.lease, ResolvedThreads(resources, worker.capabilities),
                        ResolvedDevice(resources, worker.capabilities)});
  events_.push_back(JobGranted{key, now - job.queued});
  queue_.TakeTurn(job.spec->priority, job.experiment);
  SetState(id, JobState::kLeased, absl::StrCat("given to worker ", worker.name.value()), now);
}

}  // namespace octavo
