#include "client/commands/queue_watch.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace octavo::client {
namespace {

constexpr absl::Duration kLongestPause = absl::Seconds(10);

}  // namespace

QueueWatch::QueueWatch(Explain explain, Tell tell, absl::Duration first)
    : explain_(std::move(explain)), tell_(std::move(tell)), first_(first), thread_([this] { Run(); }) {}

QueueWatch::~QueueWatch() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    wake_.NotifyAll();
  }
  thread_.join();
}

void QueueWatch::Update(const Experiment& experiment) {
  MutexLock lock(mutex_);
  queued_.clear();
  for (const Job& job : experiment.jobs) {
    if (job.state == JobState::kQueued) queued_.push_back(job);
  }
}

bool QueueWatch::Await(absl::Duration pause, std::vector<Job>* queued) {
  const auto end = std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(pause);
  MutexLock lock(mutex_);
  while (!stopping_) {
    const auto left = end - std::chrono::steady_clock::now();
    if (left <= std::chrono::nanoseconds::zero()) {
      *queued = queued_;
      return true;
    }
    wake_.WaitFor(mutex_, left);
  }
  return false;
}

void QueueWatch::Run() {
  absl::Duration pause = first_;
  std::vector<Job> queued;
  while (Await(pause, &queued)) {
    pause = queued.empty() ? first_ : std::min(pause * 1.5, kLongestPause);
    for (const Job& job : queued) {
      const absl::StatusOr<Explanation> why = explain_(job);
      // An unreachable server is the watch's to report; a job that was just granted waits no more.
      if (!why.ok() || why->state != JobState::kQueued) continue;
      if (!tell_(job, *why)) return;
    }
  }
}

}  // namespace octavo::client
