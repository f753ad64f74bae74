// Commands of workers: sync, start, commit; and what time does to leases.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/status_macros.h"
#include "server/core/retry_policy.h"
#include "server/core/scheduler.h"

namespace octavo {
namespace {

constexpr size_t kMaxPastInstances = 16;

absl::Status Stale(const AttemptKey& key, absl::string_view why) {
  return WithReason(absl::FailedPreconditionError(absl::StrCat(key.ToString(), " is stale: ", why)), "STALE_LEASE",
                    {{"job", key.job.ToString()},
                     {"attempt", absl::StrCat(key.attempt)},
                     {"fence", absl::StrCat(Number(key.fence))}});
}

}  // namespace

bool Scheduler::IsTakingWork(const Worker& worker, absl::Time now) const {
  const Session* session = sessions_.Find(worker.name);
  return session != nullptr && !worker.draining && !session->draining && session->last_seen + options_.lease > now;
}

absl::Status Scheduler::Sync(const SyncInput& input, absl::Time now) {
  const Worker* known = workers_.Find(input.name);
  const bool took_work = known != nullptr && IsTakingWork(*known, now);
  if (known == nullptr) {
    if (static_cast<int>(workers_.map().size()) >= options_.max_workers) {
      return WithReason(absl::ResourceExhaustedError(absl::StrCat("cannot register worker ", input.name.value(), ": ",
                                                                  options_.max_workers, " workers are known already")),
                        "TOO_MANY_WORKERS");
    }
    workers_.Put(input.name, Worker{input.name, input.instance, {}, input.capabilities, input.slots, false, now});
  } else if (known->instance != input.instance) {
    const auto& past = known->past_instances;
    if (std::find(past.begin(), past.end(), input.instance) != past.end()) {
      return WithReason(absl::FailedPreconditionError(absl::StrCat("worker ", input.name.value(),
                                                                   ": a newer process registered under this name")),
                        "WORKER_SUPERSEDED", {{"worker", input.name.value()}});
    }
    Worker& worker = workers_.Edit(input.name);
    worker.past_instances.push_back(std::exchange(worker.instance, input.instance));
    if (worker.past_instances.size() > kMaxPastInstances) worker.past_instances.erase(worker.past_instances.begin());
    worker.registered = now;
    if (sessions_.Contains(input.name)) sessions_.Erase(input.name);
    LoseForgottenAttempts(input, now);
  }
  const Worker& worker = *workers_.Find(input.name);
  if (!(worker.capabilities == input.capabilities) || worker.slots != input.slots) {
    Worker& edited = workers_.Edit(input.name);
    edited.capabilities = input.capabilities;
    edited.slots = input.slots;
    unserved_.clear();
  }
  if (!sessions_.Contains(input.name)) sessions_.Put(input.name, Session{});
  Session& session = sessions_.Edit(input.name);
  session.last_seen = now;
  session.draining = input.draining;
  session.listed = input.running;
  if (took_work != IsTakingWork(worker, now)) unserved_.clear();
  for (const AttemptKey& key : input.running) {
    const Lease* lease = leases_.Find(key.job);
    if (lease != nullptr && lease->key == key && lease->worker == input.name) {
      leases_.Edit(key.job).expiry = now + options_.lease;
    }
  }
  return absl::OkStatus();
}

/// A new process that does not list an attempt has not got it: its runner died with the old process, or the grant never
/// arrived. Either way the next grant needs a new fence, for the old process may have it still.
void Scheduler::LoseForgottenAttempts(const SyncInput& input, absl::Time now) {
  std::vector<JobId> forgotten;
  for (const auto& [id, lease] : leases_.map()) {
    const bool listed = std::find(input.running.begin(), input.running.end(), lease.key) != input.running.end();
    if (lease.worker == input.name && !listed) forgotten.push_back(id);
  }
  for (const JobId id : forgotten) {
    AttemptEnd end;
    end.outcome = OutcomeOfLost(id);
    end.reason = "WORKER_RESTARTED";
    end.message = absl::StrCat("worker ", input.name.value(), " was restarted and no longer has the attempt");
    (void)EndAttempt(id, end, now);
  }
}

AttemptOutcome Scheduler::OutcomeOfLost(JobId id) const {
  return jobs_.Find(id)->state == JobState::kRunning ? AttemptOutcome::kLost : AttemptOutcome::kRevoked;
}

Scheduler::News Scheduler::NewsFor(const WorkerName& name, absl::Time now) const {
  News news;
  const Session& session = *sessions_.Find(name);
  const auto& listed = session.listed;
  for (const auto& [id, lease] : leases_.map()) {
    if (lease.worker != name || std::find(listed.begin(), listed.end(), lease.key) != listed.end()) continue;
    const Job& job = *jobs_.Find(id);
    if (!job.cancel_reason.empty()) continue;
    news.grants.push_back({lease.key, job, lease.threads, lease.device});
  }
  for (const AttemptKey& key : listed) {
    const Lease* lease = leases_.Find(key.job);
    if (lease == nullptr || lease->key != key || lease->worker != name) {
      news.stops.push_back({key, StopReason::kStale});
      continue;
    }
    const Job& job = *jobs_.Find(key.job);
    const absl::Duration limit = job.spec->resources.time_limit;
    if (!job.cancel_reason.empty()) {
      news.stops.push_back({key, StopReason::kCancelled});
    } else if (limit > absl::ZeroDuration() && job.state == JobState::kRunning &&
               now > job.start + limit + options_.lease) {
      // The worker stops it itself at the limit; this is for one that does not.
      news.stops.push_back({key, StopReason::kTimeLimit});
    }
  }
  news.draining = workers_.Find(name)->draining;
  const bool new_stop = std::any_of(news.stops.begin(), news.stops.end(),
                                    [&](const Stop& stop) { return !session.told_stops.contains(stop); });
  news.is_new = !news.grants.empty() || new_stop || news.draining != session.told_draining;
  return news;
}

void Scheduler::Told(const WorkerName& name, const News& news) {
  Session& session = sessions_.Edit(name);
  session.told_stops = std::set<Stop>(news.stops.begin(), news.stops.end());
  session.told_draining = news.draining;
}

absl::Status Scheduler::CheckLease(const AttemptKey& key) const {
  const Lease* lease = leases_.Find(key.job);
  if (lease == nullptr) return Stale(key, "the attempt has ended or never was");
  if (lease->key != key) return Stale(key, absl::StrCat("the job is held by ", lease->key.ToString()));
  return absl::OkStatus();
}

bool Scheduler::ShouldStop(const AttemptKey& key) const { return !jobs_.Find(key.job)->cancel_reason.empty(); }

absl::Status Scheduler::Started(const AttemptKey& key, absl::Time now) {
  if (absl::Status status = CheckLease(key); !status.ok()) return status;
  if (jobs_.Find(key.job)->state == JobState::kRunning) return absl::OkStatus();
  const std::string cancel = jobs_.Find(key.job)->cancel_reason;
  Job& job = jobs_.Edit(key.job);
  job.start = now;
  job.attempts.back().start = now;
  SetState(key.job, JobState::kRunning, cancel.empty() ? "" : "is being stopped: " + cancel, now);
  return absl::OkStatus();
}

absl::Status Scheduler::Commit(const AttemptKey& key, const AttemptEnd& end, absl::Time now) {
  if (absl::Status status = CheckLease(key); !status.ok()) {
    const Job* job = jobs_.Find(key.job);
    const size_t index = static_cast<size_t>(key.attempt) - 1;
    if (job == nullptr || key.attempt < 1 || index >= job->attempts.size()) return status;
    const Attempt& attempt = job->attempts[index];
    const bool same = attempt.fence == key.fence && attempt.outcome == end.outcome && attempt.reason == end.reason &&
                      attempt.message == end.message &&
                      (end.outcome != AttemptOutcome::kSucceeded || job->output_digest == end.output_digest);
    return same ? absl::OkStatus() : status;
  }
  return EndAttempt(key.job, end, now);
}

absl::Status Scheduler::EndAttempt(JobId id, const AttemptEnd& end, absl::Time now) {
  const bool has_started = jobs_.Find(id)->state == JobState::kRunning;
  if (end.outcome == AttemptOutcome::kSucceeded) {
    OCTAVO_RETURN_IF_ERROR(Succeed(id, end.output_digest, "", now));
    if (end.result != nullptr) results_.push_back({id, end.result});
  }
  const Lease lease = *leases_.Find(id);
  leases_.Erase(id);
  Job& job = jobs_.Edit(id);
  Attempt& attempt = job.attempts.back();
  if (!has_started) attempt.start = job.start = now;
  attempt.end = now;
  attempt.outcome = end.outcome;
  attempt.reason = end.reason;
  attempt.message = end.message;
  attempt.exit_code = end.exit_code;
  attempt.signal = end.signal;
  attempt.usage = end.usage;
  if (end.outcome != AttemptOutcome::kSucceeded) DecideAfterFailure(id, end, now);
  const Job& after = *jobs_.Find(id);
  events_.push_back(AttemptEnded{lease.key, lease.worker, after.spec->kind, end.outcome, attempt.retry_rule,
                                 after.state == JobState::kQueued, now - attempt.start});
  return absl::OkStatus();
}

void Scheduler::DecideAfterFailure(JobId id, const AttemptEnd& end, absl::Time now) {
  Job& job = jobs_.Edit(id);
  if (!job.cancel_reason.empty()) {
    job.attempts.back().retry_rule = "cancelled";
    return SetState(id, JobState::kCancelled, job.cancel_reason, now);
  }
  const RetryRule& rule = RetryRuleFor(end.outcome, end.reason);
  job.attempts.back().retry_rule = std::string(rule.name);
  int counted = 0;
  int uncounted = 0;
  for (size_t i = static_cast<size_t>(job.attempts_forgiven); i < job.attempts.size(); ++i) {
    const bool counts = RetryRuleFor(job.attempts[i].outcome, job.attempts[i].reason).counts;
    ++(counts ? counted : uncounted);
  }
  const std::string what =
      absl::StrCat("attempt ", job.attempts.back().number, " ended as ", NameOf(end.outcome),
                   end.reason.empty() ? "" : " ", end.reason, end.message.empty() ? "" : ": ", end.message);
  const bool exhausted = rule.counts ? counted >= job.spec->max_attempts : uncounted >= kMaxUncountedAttempts;
  if (rule.action == RetryAction::kFail || exhausted) {
    SetState(
        id, JobState::kFailed,
        absl::StrCat(
            what, " (rule ", rule.name, ": ", rule.remedy,
            rule.action == RetryAction::kFail ? ")" : absl::StrCat("; ", counted + uncounted, " attempts were made)")),
        now);
    return;
  }
  SetState(id, JobState::kQueued, absl::StrCat(what, " (rule ", rule.name, ": tried again)"), now);
}

absl::Status Scheduler::SetDraining(const WorkerName& name, bool draining) {
  const Worker* worker = workers_.Find(name);
  if (worker == nullptr) {
    return WithReason(absl::NotFoundError(absl::StrCat("there is no worker \"", name.value(), "\"")),
                      "WORKER_NOT_FOUND", {{"worker", name.value()}});
  }
  if (worker->draining == draining) return absl::OkStatus();
  workers_.Edit(name).draining = draining;
  unserved_.clear();
  return absl::OkStatus();
}

void Scheduler::Tick(absl::Time now) {
  std::vector<JobId> expired;
  for (const auto& [id, lease] : leases_.map()) {
    if (lease.expiry <= now) expired.push_back(id);
  }
  for (const JobId id : expired) {
    const Lease lease = *leases_.Find(id);
    events_.push_back(LeaseExpired{lease.key});
    AttemptEnd end;
    end.outcome = OutcomeOfLost(id);
    end.reason = "LEASE_EXPIRED";
    end.message = absl::StrCat("worker ", lease.worker.value(), " was not heard of for a whole lease");
    (void)EndAttempt(id, end, now);
  }
  const absl::Time before = std::exchange(last_tick_, now);
  for (const auto& [name, session] : sessions_.map()) {
    const absl::Time lost = session.last_seen + options_.lease;
    if (before < lost && lost <= now) unserved_.clear();  // what it alone could take may have kept jobs from others
  }
  std::vector<WorkerName> gone;
  for (const auto& [name, worker] : workers_.map()) {
    const Session* session = sessions_.Find(name);
    // Nobody could be heard before the start, and when a worker was last heard is not stored: without a session it
    // counts as heard at the start. Else a restart would forget every worker of long standing, and that it drains.
    const absl::Time heard = session == nullptr ? worker.registered : session->last_seen;
    const absl::Time seen = std::max(heard, listening_since_);
    const bool holds = std::any_of(leases_.map().begin(), leases_.map().end(),
                                   [&name = name](const auto& entry) { return entry.second.worker == name; });
    if (seen + options_.forget_worker < now && !holds) gone.push_back(name);
  }
  for (const WorkerName& name : gone) {
    workers_.Erase(name);
    if (sessions_.Contains(name)) sessions_.Erase(name);
  }
}

void Scheduler::ResumeAfterStall(absl::Time now) {
  listening_since_ = now;
  std::vector<JobId> held;
  for (const auto& [id, lease] : leases_.map()) held.push_back(id);
  for (const JobId id : held) {
    Lease& lease = leases_.Edit(id);
    lease.expiry = std::max(lease.expiry, now + options_.restart_grace);
  }
}

Scheduler::WorkerView Scheduler::ViewWorker(const WorkerName& name, absl::Time now) const {
  WorkerView view;
  if (const Session* session = sessions_.Find(name); session != nullptr) {
    view.last_seen = session->last_seen;
    view.draining = session->draining;
    view.connected = session->last_seen + options_.lease > now;
  }
  if (const Worker* worker = workers_.Find(name); worker != nullptr) {
    view.draining = view.draining || worker->draining;
    view.last_seen = std::max(view.last_seen, worker->registered);
  }
  for (const auto& [id, lease] : leases_.map()) {
    if (lease.worker == name) view.running.push_back(lease.key);
  }
  return view;
}

}  // namespace octavo
