#include "worker/agent/session.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/logging.h"
#include "worker/agent/job_directory.h"

namespace octavo {
namespace {

constexpr absl::Duration kGuardTick = absl::Milliseconds(50);
// Between Syncs that the coordinator answers at once although nothing changes here, for instance a stop order that is
// being obeyed.
constexpr absl::Duration kPace = absl::Milliseconds(200);

/// `status` with what a person can do about it.
absl::Status Replaced(const absl::Status& status) {
  return WithErrorInfo(
      absl::FailedPreconditionError(absl::StrCat(
          "this worker is replaced, so it stops its jobs and ends: ", status.message(),
          ". If that is no restart of this one, two workers share a name: give each a name of its own (--name)")),
      ErrorInfoOf(status));
}

}  // namespace

Session::Session(Options options, const AttemptContext& context) : options_(std::move(options)), context_(context) {
  context_.stats->SetSlots(options_.slots);
}

absl::Status Session::Run() {
  std::jthread guard([this](const std::stop_token& ended) { GuardLoop(ended); });
  Backoff backoff = context_.backoff();
  for (;;) {
    ReapEnded();
    {
      MutexLock lock(mutex_);
      if (draining_ && held_.empty()) break;
    }
    if (over_.ok()) {
      SyncOnce(backoff);
    } else {
      Pause(kPace);
    }
  }
  // Tells the coordinator that nothing is left here; that it is gone already is no news.
  if (over_.ok() && reachable_) context_.coordinator->Sync(MakeState()).status().IgnoreError();
  return over_;
}

void Session::Drain() {
  {
    MutexLock lock(mutex_);
    const absl::Time now = context_.clock->Now();
    drain_deadline_ = draining_ ? now : now + options_.drain_timeout;
    draining_ = true;
  }
  context_.stats->SetDraining(true);
  Nudge();
}

void Session::GuardLoop(const std::stop_token& ended) {
  Mutex mutex;
  CondVar tick;
  while (!ended.stop_requested()) {
    const absl::Time now = context_.clock->Now();
    CheckLease(now);
    CheckDrain(now);
    MutexLock lock(mutex);
    tick.WaitFor(mutex, absl::ToChronoNanoseconds(kGuardTick));
  }
}

void Session::CheckLease(absl::Time now) {
  absl::Duration grace;
  {
    MutexLock lock(mutex_);
    if (lease_lost_ || held_.empty() || !lease_.Expired(now)) return;
    lease_lost_ = true;
    grace = lease_.StopGrace(options_.kill_grace);
  }
  LogError("the coordinator has not answered for as long as the leases last: stopping all jobs");
  context_.stats->LeaseLost();
  StopAll(StopReason::kLeaseLost, grace);
}

void Session::CheckDrain(absl::Time now) {
  {
    MutexLock lock(mutex_);
    if (!draining_ || now < drain_deadline_) return;
    drain_deadline_ = absl::InfiniteFuture();
  }
  StopAll(StopReason::kShutdown, options_.kill_grace);
}

SyncState Session::MakeState() {
  MutexLock lock(mutex_);
  nudged_ = false;
  SyncState state;
  for (const auto& [id, held] : held_) state.held.push_back(id);
  state.draining = draining_;
  state.wait = draining_ && held_.empty() ? absl::ZeroDuration() : wait_;
  return state;
}

void Session::SyncOnce(Backoff& backoff) {
  const SyncState state = MakeState();
  const absl::Time sent = context_.clock->Now();
  const absl::StatusOr<SyncReply> reply = context_.coordinator->Sync(state);
  if (!reply.ok()) {
    HandleFailure(reply.status(), backoff);
    return;
  }
  backoff.Reset();
  const bool changed = HandleReply(*reply, sent);
  const absl::Duration took = context_.clock->Now() - sent;
  if (!changed && state.wait > absl::ZeroDuration() && took < std::min(kPace, state.wait / 2)) Pause(kPace);
}

void Session::HandleFailure(const absl::Status& status, Backoff& backoff) {
  if (absl::IsCancelled(status)) return;  // our own InterruptSync: there is news to tell
  context_.stats->SyncFailed();
  wait_ = absl::ZeroDuration();  // the next answer shall come at once
  if (absl::IsFailedPrecondition(status)) {
    over_ = Replaced(status);
    LogError(over_.message());
    {
      MutexLock lock(mutex_);
      draining_ = true;
    }
    StopAll(StopReason::kStale, options_.kill_grace);
    return;
  }
  if (reachable_) LogWarning("cannot reach the coordinator, trying on: ", status.ToString());
  reachable_ = false;
  Pause(backoff.Next());
}

bool Session::HandleReply(const SyncReply& reply, absl::Time sent) {
  {
    MutexLock lock(mutex_);
    lease_.Renewed(sent, reply.lease_duration, reply.lease_margin);
    lease_lost_ = false;
    wait_ = std::min(options_.longest_wait, lease_.LongestWait());
    if (reply.next_sync > absl::ZeroDuration()) wait_ = std::min(wait_, reply.next_sync);
    context_.stats->SetDraining(draining_ || reply.draining);
  }
  context_.stats->Synced(absl::Now());
  if (reply.server_id != server_id_) LogInfo("connected to coordinator ", reply.server_id);
  server_id_ = reply.server_id;
  reachable_ = true;
  if (options_.on_sync) options_.on_sync();
  if (options_.on_ready && !announced_) options_.on_ready();
  announced_ = true;
  bool changed = false;
  for (const SyncReply::Stop& order : reply.stops) changed |= Stop(order);
  for (const Assignment& grant : reply.grants) changed |= Start(grant);
  return changed;
}

/// The coordinator repeats grants that a Sync does not list, so one that cannot start now is simply left.
bool Session::Start(const Assignment& assignment) {
  std::shared_ptr<AttemptRunner> older;
  {
    MutexLock lock(mutex_);
    if (draining_ || held_.contains(assignment.id)) return false;
    for (const auto& [id, held] : held_) {
      if (id.job_id == assignment.id.job_id) older = held.runner;
    }
    if (older == nullptr) {
      if (held_.size() >= static_cast<size_t>(options_.slots)) return false;
      Held& held = held_[assignment.id];
      held.runner = std::make_shared<AttemptRunner>(assignment, context_);
      held.thread = std::jthread([this, runner = held.runner] { RunAttempt(runner); });
      return true;
    }
  }
  // Two attempts of a job share work/: the newer one begins when the older one is gone.
  older->RequestStop(StopReason::kStale, absl::ZeroDuration());
  return false;
}

bool Session::Stop(const SyncReply::Stop& order) {
  std::shared_ptr<AttemptRunner> runner;
  {
    MutexLock lock(mutex_);
    const auto it = held_.find(order.id);
    if (it == held_.end() || it->second.stop_order == order.reason) return false;
    it->second.stop_order = order.reason;
    runner = it->second.runner;
  }
  runner->RequestStop(order.reason, options_.kill_grace);
  return true;
}

void Session::RunAttempt(const std::shared_ptr<AttemptRunner>& runner) {
  runner->Run();
  {
    MutexLock lock(mutex_);
    held_.at(runner->id()).done = true;
  }
  Nudge();
}

void Session::ReapEnded() {
  std::vector<Held> ended;  // joined outside of the lock
  std::set<std::string> names;
  {
    MutexLock lock(mutex_);
    for (auto it = held_.begin(); it != held_.end();) {
      if (it->second.done) {
        ended.push_back(std::move(it->second));
        it = held_.erase(it);
      } else {
        names.insert(absl::StrCat(it->first.job_id, "-", it->first.attempt));
        ++it;
      }
    }
  }
  if (!ended.empty()) TrimJobDirectories(context_.jobs_root, options_.kept_job_folders, names);
}

void Session::StopAll(StopReason reason, absl::Duration grace) {
  for (const std::shared_ptr<AttemptRunner>& runner : Runners()) runner->RequestStop(reason, grace);
}

std::vector<std::shared_ptr<AttemptRunner>> Session::Runners() const {
  MutexLock lock(mutex_);
  std::vector<std::shared_ptr<AttemptRunner>> runners;
  for (const auto& [id, held] : held_) runners.push_back(held.runner);
  return runners;
}

void Session::Pause(absl::Duration pause) {
  MutexLock lock(mutex_);
  if (!nudged_) nudge_.WaitFor(mutex_, absl::ToChronoNanoseconds(pause));
  nudged_ = false;  // a session that is over makes no more states, which would do it
}

void Session::Nudge() {
  {
    MutexLock lock(mutex_);
    nudged_ = true;
  }
  nudge_.NotifyAll();
  context_.coordinator->InterruptSync();
}

}  // namespace octavo
