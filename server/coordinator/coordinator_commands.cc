// The commands that others post, each from any thread.
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/status_macros.h"
#include "server/coordinator/coordinator.h"

namespace octavo {
namespace {

absl::Status Stopped() {
  return WithReason(absl::UnavailableError("the server is stopping: try again"), "UNAVAILABLE");
}

}  // namespace

void Coordinator::Post(Apply apply, Done<absl::Status> done) {
  // Shared, because a refused closure is destroyed and its `done` must still be called.
  auto shared = std::make_shared<Done<absl::Status>>(std::move(done));
  const bool posted = executor_->Post([this, apply = std::move(apply), shared] {
    absl::Status status = RunCommand(apply);
    completions_.push_back(
        [shared, status = std::move(status)](const absl::Status& batch) { (*shared)(status.ok() ? batch : status); });
  });
  if (!posted) (*shared)(Stopped());
}

void Coordinator::Submit(Scheduler::NewExperiment experiment, Done<absl::StatusOr<ExperimentId>> done) {
  auto id = std::make_shared<ExperimentId>();
  auto shared = std::make_shared<Scheduler::NewExperiment>(std::move(experiment));
  const auto apply = [this, id, shared](absl::Time now) -> absl::Status {
    OCTAVO_ASSIGN_OR_RETURN(const std::optional<StoredRequest> known, parts_.writer.FindRequest(shared->request_id));
    if (known.has_value()) {
      if (known->digest != shared->request_digest) {
        return WithReason(absl::AlreadyExistsError(absl::StrCat("request_id ", shared->request_id,
                                                                " was used for another content, experiment ",
                                                                known->experiment.ToString())),
                          "REQUEST_ID_REUSED", {{"experiment", known->experiment.ToString()}});
      }
      *id = known->experiment;
      return absl::OkStatus();
    }
    OCTAVO_ASSIGN_OR_RETURN(*id, scheduler_->Submit(std::move(*shared), now));
    return absl::OkStatus();
  };
  Post(apply, [id, done = std::move(done)](absl::Status status) mutable {
    if (status.ok()) {
      done(*id);
    } else {
      done(std::move(status));
    }
  });
}

void Coordinator::CancelExperiment(ExperimentId id, std::string reason, Done<absl::Status> done) {
  Post(
      [this, id, reason = std::move(reason)](absl::Time now) -> absl::Status {
        OCTAVO_RETURN_IF_ERROR(EnsureLoaded(id));
        return scheduler_->CancelExperiment(id, reason, now);
      },
      std::move(done));
}

void Coordinator::CancelJob(JobId id, std::string reason, Done<absl::Status> done) {
  Post(
      [this, id, reason = std::move(reason)](absl::Time now) -> absl::Status {
        OCTAVO_RETURN_IF_ERROR(EnsureLoaded(id));
        return scheduler_->CancelJob(id, reason, now);
      },
      std::move(done));
}

void Coordinator::RetryJob(JobId id, Done<absl::Status> done) {
  Post(
      [this, id](absl::Time now) -> absl::Status {
        OCTAVO_RETURN_IF_ERROR(EnsureLoaded(id));
        return scheduler_->RetryJob(id, now);
      },
      std::move(done));
}

void Coordinator::Explain(JobId id, Done<absl::StatusOr<Scheduler::Explanation>> done) {
  auto explanation = std::make_shared<Scheduler::Explanation>();
  Post(
      [this, id, explanation](absl::Time now) -> absl::Status {
        OCTAVO_RETURN_IF_ERROR(EnsureLoaded(id));
        OCTAVO_ASSIGN_OR_RETURN(*explanation, scheduler_->Explain(id, now));
        return absl::OkStatus();
      },
      [explanation, done = std::move(done)](absl::Status status) mutable {
        if (status.ok()) {
          done(*explanation);
        } else {
          done(std::move(status));
        }
      });
}

void Coordinator::SetDraining(WorkerName name, bool draining, Done<absl::Status> done) {
  Post([this, name = std::move(name), draining](absl::Time) { return scheduler_->SetDraining(name, draining); },
       std::move(done));
}

int64_t Coordinator::Sync(Scheduler::SyncInput input, absl::Duration wait, Done<absl::StatusOr<SyncReply>> done) {
  const int64_t call = ++last_sync_;
  auto shared = std::make_shared<Done<absl::StatusOr<SyncReply>>>(std::move(done));
  const bool posted = executor_->Post([this, call, input = std::move(input), wait, shared] {
    const absl::Status status =
        stopping_ ? Stopped() : RunCommand([&](absl::Time now) { return scheduler_->Sync(input, now); });
    if (!status.ok()) {
      completions_.push_back([shared, status](const absl::Status&) { (*shared)(status); });
      return;
    }
    if (const auto it = polls_.find(input.name); it != polls_.end()) {
      completions_.push_back([old = std::make_shared<Poll>(std::move(it->second))](const absl::Status&) {
        old->done(absl::AbortedError("a newer Sync of this worker took its place"));
      });
      polls_.erase(it);
    }
    const absl::Duration patience = std::clamp(wait, absl::ZeroDuration(), options_.next_sync);
    polls_.emplace(input.name, Poll{call, now_ + patience,
                                    [shared](absl::StatusOr<SyncReply> reply) { (*shared)(std::move(reply)); }});
    touched_workers_.insert(input.name);
  });
  if (!posted) (*shared)(Stopped());
  return call;
}

void Coordinator::AbandonSync(WorkerName name, int64_t call) {
  executor_->Post([this, name = std::move(name), call] {
    const auto it = polls_.find(name);
    // gRPC may tell of the end of one call after the same process's next call came: that one must stay.
    if (it == polls_.end() || it->second.call != call) return;
    completions_.push_back([old = std::make_shared<Poll>(std::move(it->second))](const absl::Status&) {
      old->done(absl::CancelledError("the caller is gone"));
    });
    polls_.erase(it);
  });
}

void Coordinator::Report(AttemptKey key, bool started, std::optional<Progress> progress,
                         Done<absl::StatusOr<bool>> done) {
  auto stop = std::make_shared<bool>(false);
  auto news = std::make_shared<std::optional<Progress>>(std::move(progress));
  Post(
      [this, key, started, stop](absl::Time now) -> absl::Status {
        OCTAVO_RETURN_IF_ERROR(scheduler_->CheckLease(key));
        if (started) OCTAVO_RETURN_IF_ERROR(scheduler_->Started(key, now));
        *stop = scheduler_->ShouldStop(key);
        return absl::OkStatus();
      },
      [this, key, stop, news, done = std::move(done)](absl::Status status) mutable {
        if (!status.ok()) return done(std::move(status));
        const Job* job = scheduler_->FindJob(key.job);
        if (news->has_value() && job != nullptr && IsHeld(job->state)) {
          progress_.Set(key.job, **news);
          if (watchers_.IsWatched(job->experiment)) PublishJob(*job);
        }
        done(*stop);
      });
}

void Coordinator::Commit(AttemptKey key, Scheduler::AttemptEnd end, Done<absl::Status> done) {
  Post(
      [this, key, end = std::move(end)](absl::Time now) -> absl::Status {
        OCTAVO_RETURN_IF_ERROR(EnsureLoaded(key.job));
        absl::Status status = scheduler_->Commit(key, end, now);
        if (absl::IsFailedPrecondition(status) && parts_.observer != nullptr) parts_.observer->OnStaleCommit();
        return status;
      },
      std::move(done));
}

void Coordinator::ListWorkers(Done<absl::StatusOr<std::vector<WorkerInfo>>> done) {
  auto workers = std::make_shared<std::vector<WorkerInfo>>();
  Post(
      [this, workers](absl::Time now) {
        for (const auto& [name, worker] : scheduler_->workers()) {
          workers->push_back({worker, scheduler_->ViewWorker(name, now)});
        }
        return absl::OkStatus();
      },
      [workers, done = std::move(done)](absl::Status status) mutable {
        if (status.ok()) {
          done(std::move(*workers));
        } else {
          done(std::move(status));
        }
      });
}

void Coordinator::Watch(ExperimentId id, std::shared_ptr<ExperimentWatcher> watcher) {
  Post([](absl::Time) { return absl::OkStatus(); },
       [this, id, watcher](absl::Status status) {
         if (!status.ok() || stopping_) return watcher->OnEnd(status.ok() ? Stopped() : status);
         // After COMMIT, on the coordinator's thread: nothing changes between this reading and the first event.
         const absl::StatusOr<StoredExperiment> stored = parts_.reader.GetExperiment(id);
         if (!stored.ok()) return watcher->OnEnd(stored.status());
         watcher->OnExperiment(*stored);
         if (stored->experiment.end != absl::InfinitePast()) return watcher->OnEnd(absl::OkStatus());
         watchers_.Add(id, watcher);
       });
}

void Coordinator::Unwatch(ExperimentId id, std::shared_ptr<ExperimentWatcher> watcher) {
  executor_->Post([this, id, watcher = std::move(watcher)] { watchers_.Remove(id, watcher.get()); });
}

}  // namespace octavo
