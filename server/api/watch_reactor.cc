#include "server/api/watch_reactor.h"

#include <utility>

#include "common/error_info.h"
#include "common/grpc_status.h"
#include "server/api/convert.h"

namespace octavo {
namespace {

constexpr size_t kMaxQueue = 256;

absl::Status SlowReader() {
  return WithReason(
      absl::ResourceExhaustedError("the watcher did not read for too long: call again for the present state"),
      "SLOW_READER");
}

}  // namespace

WatchReactor* WatchReactor::Start(ServiceContext& context, const absl::StatusOr<ExperimentId>& id) {
  std::shared_ptr<WatchReactor> reactor(new WatchReactor(context));
  reactor->self_ = reactor;
  if (id.ok()) {
    reactor->id_ = *id;
    context.coordinator.Watch(*id, reactor);
  } else {
    reactor->OnEnd(id.status());
  }
  return reactor.get();
}

void WatchReactor::OnExperiment(const StoredExperiment& experiment) {
  v1::WatchExperimentResponse event;
  ToProto(experiment, context_.coordinator.progress(), JobDetail::kAll, event.mutable_experiment());
  {
    MutexLock lock(mutex_);
    queue_.push_back(std::move(event));
  }
  Advance();
}

bool WatchReactor::OnJob(const StoredJob& job, const std::optional<Progress>& progress) {
  v1::WatchExperimentResponse event;
  ToProto(job, progress, JobDetail::kAll, event.mutable_job());
  bool keeps_up = true;
  {
    MutexLock lock(mutex_);
    if (end_.has_value()) return false;
    // Newer progress of the same job replaces what still waits; changes of state are all kept.
    const bool replaces = !queue_.empty() && queue_.back().has_job() && queue_.back().job().id() == event.job().id() &&
                          queue_.back().job().state() == event.job().state();
    if (replaces) {
      queue_.back() = std::move(event);
    } else if (queue_.size() < kMaxQueue) {
      queue_.push_back(std::move(event));
    } else {
      queue_.clear();
      end_ = SlowReader();
      dropped_ = true;
      keeps_up = false;
    }
  }
  Advance();
  return keeps_up;
}

void WatchReactor::OnEnd(const absl::Status& status) {
  {
    MutexLock lock(mutex_);
    if (!end_.has_value()) end_ = status;
  }
  Advance();
}

void WatchReactor::OnWriteDone(bool ok) {
  {
    MutexLock lock(mutex_);
    writing_ = false;
    if (!ok) {
      queue_.clear();
      end_ = absl::CancelledError("the caller is gone");
    }
  }
  Advance();
}

void WatchReactor::OnCancel() {
  {
    MutexLock lock(mutex_);
    queue_.clear();
    if (!end_.has_value()) end_ = absl::CancelledError("the caller is gone");
  }
  Advance();
}

void WatchReactor::Advance() {
  bool write = false;
  absl::Status status;
  {
    MutexLock lock(mutex_);
    // Finishing a dropped stream does not wait for the write that its reader holds up: that may last for ever.
    if (finished_ || (writing_ && !dropped_)) return;
    if (!queue_.empty()) {
      current_ = std::move(queue_.front());
      queue_.pop_front();
      writing_ = write = true;
    } else if (end_.has_value()) {
      finished_ = true;
      status = *end_;
    } else {
      return;
    }
  }
  if (write) {
    StartWrite(&current_);
  } else {
    Finish(ToGrpcStatus(status));
  }
}

void WatchReactor::OnDone() {
  context_.coordinator.Unwatch(id_, self_);
  self_.reset();
}

}  // namespace octavo
