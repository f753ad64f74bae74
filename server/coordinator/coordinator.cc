#include "server/coordinator/coordinator.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/logging.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

absl::Status Unavailable(absl::string_view why) {
  return WithReason(absl::UnavailableError(absl::StrCat(why, ": try again")), "UNAVAILABLE");
}

// So much later than due a tick is no longer a slow disk: the process was stopped, or the machine slept.
constexpr absl::Duration kStall = absl::Seconds(5);

absl::Status Stopping() { return Unavailable("the server is stopping"); }

}  // namespace

Coordinator::Coordinator(CoordinatorOptions options, Parts parts) : options_(std::move(options)), parts_(parts) {}

absl::StatusOr<std::unique_ptr<Coordinator>> Coordinator::Create(CoordinatorOptions options, Parts parts) {
  std::unique_ptr<Coordinator> coordinator(new Coordinator(std::move(options), parts));
  OCTAVO_RETURN_IF_ERROR(coordinator->Rebuild());
  for (const auto& [id, job] : coordinator->scheduler_->jobs()) {
    if (IsHeld(job.state)) parts.logs.Open({id, job.attempts.back().number});
  }
  SerialExecutor::Options executor;
  executor.name = "coordinator";
  executor.tick = absl::Milliseconds(200);
  executor.run_batch = [raw = coordinator.get()](std::vector<SerialExecutor::Closure>& batch) { raw->RunBatch(batch); };
  coordinator->executor_ = std::make_unique<SerialExecutor>(std::move(executor));
  return coordinator;
}

Coordinator::~Coordinator() { Stop(); }

void Coordinator::EndWaits() {
  executor_->Post([this] {
    stopping_ = true;
    completions_.push_back([this](const absl::Status&) {
      std::map<WorkerName, Poll> polls = std::exchange(polls_, {});
      for (auto& [name, poll] : polls) poll.done(Stopping());
      watchers_.EndAll(Stopping());
    });
  });
}

void Coordinator::Stop() {
  if (executor_ == nullptr) return;
  EndWaits();
  executor_->Stop();
}

absl::Status Coordinator::Rebuild() {
  OCTAVO_ASSIGN_OR_RETURN(Scheduler::Snapshot snapshot, parts_.writer.Load());
  scheduler_ = std::make_unique<Scheduler>(options_.scheduler, static_cast<SchedulerHost&>(*this), std::move(snapshot),
                                           parts_.clock.Now());
  return absl::OkStatus();
}

absl::StatusOr<std::string> Coordinator::SelectOutput(const std::string& manifest, const std::string& path) {
  if (path.empty()) return manifest;
  absl::StatusOr<std::string> selected = [&]() -> absl::StatusOr<std::string> {
    OCTAVO_ASSIGN_OR_RETURN(const Manifest outputs, parts_.blobs.ReadManifest(manifest));
    OCTAVO_ASSIGN_OR_RETURN(const Manifest below, outputs.Below(path));
    return parts_.blobs.Put(below.Serialize());
  }();
  const absl::Status& status = selected.status();
  // Outputs that are damaged are gone for good; of anything else that the disk says another try may know better.
  if (absl::IsDataLoss(status) || absl::IsInvalidArgument(status)) return absl::NotFoundError(status.message());
  if (status.ok() || absl::IsNotFound(status) || absl::IsResourceExhausted(status)) return selected;
  return Unavailable(status.message());
}

std::optional<SchedulerHost::CachedResult> Coordinator::FindResult(const std::string& action_digest) {
  absl::StatusOr<std::optional<CachedResult>> found = parts_.writer.FindResult(action_digest);
  if (!found.ok()) {
    LogWarning("the result cache cannot be read: ", found.status().ToString());
    return std::nullopt;
  }
  if (!found->has_value()) return std::nullopt;
  const absl::StatusOr<std::optional<std::string>> missing = parts_.blobs.FirstMissing((*found)->output_digest);
  if (!missing.ok() || missing->has_value()) return std::nullopt;
  return *std::move(found);
}

absl::Status Coordinator::EnsureLoaded(ExperimentId id) {
  if (scheduler_->FindExperiment(id) != nullptr) return absl::OkStatus();
  OCTAVO_ASSIGN_OR_RETURN(StoredExperiment stored, parts_.writer.LoadExperiment(id));
  std::vector<Job> jobs;
  for (StoredJob& job : stored.jobs) jobs.push_back(std::move(job.job));
  scheduler_->Load(stored.experiment, jobs);
  return absl::OkStatus();
}

/// An unknown job is left to the scheduler, which says so in its own words.
absl::Status Coordinator::EnsureLoaded(JobId id) {
  if (scheduler_->FindJob(id) != nullptr) return absl::OkStatus();
  const absl::StatusOr<ExperimentId> experiment = parts_.writer.ExperimentOf(id);
  if (absl::IsNotFound(experiment.status())) return absl::OkStatus();
  OCTAVO_RETURN_IF_ERROR(experiment.status());
  return EnsureLoaded(*experiment);
}

void Coordinator::RunBatch(std::vector<SerialExecutor::Closure>& batch) {
  now_ = parts_.clock.Now();
  transaction_open_ = batch_broken_ = false;
  written_commands_ = 0;
  ForgiveStall();
  for (SerialExecutor::Closure& closure : batch) closure();
  const bool tick = last_tick_ + absl::Seconds(1) <= now_;
  if (tick) {
    last_tick_ = now_;
    (void)RunCommand([this](absl::Time now) {
      scheduler_->Tick(now);
      return absl::OkStatus();
    });
  }
  if (!polls_.empty()) {
    (void)RunCommand([this](absl::Time now) {
      std::set<WorkerName> ready;
      for (const auto& [name, poll] : polls_) ready.insert(name);
      scheduler_->Dispatch(ready, now);
      return absl::OkStatus();
    });
  }
  if (const absl::Status committed = CommitBatch(); !committed.ok()) {
    FailBatch(committed);
    return;
  }
  Publish();
  AnswerPolls(tick);
  if (tick && parts_.observer != nullptr) parts_.observer->OnTick(*scheduler_, now_);
}

/// While the server stood still it heard no worker, so no lease may end for that: workers get the time to call that
/// they get after a restart.
void Coordinator::ForgiveStall() {
  const absl::Duration silent = now_ - last_tick_;
  if (last_tick_ == absl::InfinitePast() || silent <= kStall) return;
  LogWarning("the server stood still for ", absl::FormatDuration(absl::Trunc(silent, absl::Seconds(1))),
             ": leases go on as after a restart");
  (void)RunCommand([this](absl::Time now) {
    scheduler_->ResumeAfterStall(now);
    return absl::OkStatus();
  });
}

absl::Status Coordinator::RunCommand(const Apply& apply) {
  if (batch_broken_) return Unavailable("the store failed");
  if (absl::Status status = apply(now_); !status.ok()) {
    scheduler_->Undo();
    return status;
  }
  const Changes changes = scheduler_->TakeChanges();
  if (!changes.IsEmpty()) {
    if (const absl::Status written = WriteChanges(changes); !written.ok()) {
      LogError("a command could not be written: ", written.ToString());
      scheduler_->Undo();
      if (absl::IsResourceExhausted(written)) return WithReason(written, "DISK_FULL");
      return absl::IsInternal(written) ? written : Unavailable(written.message());
    }
    ++written_commands_;
  }
  scheduler_->Accept();
  Note(changes);
  return absl::OkStatus();
}

absl::Status Coordinator::WriteChanges(const Changes& changes) {
  StoreWriter& writer = parts_.writer;
  if (!transaction_open_) {
    if (absl::Status status = writer.Begin(); !status.ok()) {
      batch_broken_ = true;
      return status;
    }
    transaction_open_ = true;
  }
  absl::Status status = writer.BeginUnit();
  if (status.ok()) status = writer.Write(changes);
  if (status.ok()) status = writer.KeepUnit();
  if (!status.ok() && !writer.DropUnit().ok()) batch_broken_ = true;
  return status;
}

void Coordinator::Note(const Changes& changes) {
  events_.insert(events_.end(), changes.events.begin(), changes.events.end());
  for (const Event& event : changes.events) {
    // Before COMMIT: whoever reads the new attempt from the database must find that its log may still grow.
    if (const auto* granted = std::get_if<JobGranted>(&event))
      parts_.logs.Open({granted->key.job, granted->key.attempt});
  }
  for (const Changes::JobRow& row : changes.jobs) {
    changed_jobs_.insert_or_assign(row.value.id, row.value);
    if (!row.value.attempts.empty()) touched_workers_.insert(row.value.attempts.back().worker);
  }
  for (const auto& row : changes.workers) touched_workers_.insert(row.value.name);
  for (const auto& row : changes.experiments) {
    if (row.value.end != absl::InfinitePast()) {
      ended_experiments_.insert(row.value.id);
    } else {
      ended_experiments_.erase(row.value.id);
    }
  }
}

absl::Status Coordinator::CommitBatch() {
  if (batch_broken_) return absl::UnavailableError("the store's transaction broke");
  if (!transaction_open_) return absl::OkStatus();
  const absl::Time start = absl::Now();
  OCTAVO_RETURN_IF_ERROR(parts_.writer.Commit());
  if (parts_.observer != nullptr) {
    parts_.observer->OnCommit(written_commands_, absl::Now() - start, parts_.writer.LogBytes());
  }
  return absl::OkStatus();
}

void Coordinator::FailBatch(const absl::Status& status) {
  LogError("a batch could not be committed, its commands are undone: ", status.ToString());
  parts_.writer.Rollback();
  for (const Event& event : std::exchange(events_, {})) {
    if (const auto* granted = std::get_if<JobGranted>(&event))
      parts_.logs.Close({granted->key.job, granted->key.attempt});
  }
  changed_jobs_.clear();
  ended_experiments_.clear();
  touched_workers_.clear();
  if (const absl::Status rebuilt = Rebuild(); !rebuilt.ok()) {
    // What is in memory now may not be on disk. Going on would break the promise that accepted means stored.
    LogError("the state cannot be read back from the database, so the process ends: ", rebuilt.ToString());
    std::terminate();
  }
  const absl::Status unavailable = Unavailable("the store could not commit");
  // A write-ahead log grows at the commit, so that is where a full disk is met as a rule.
  const absl::Status answer = absl::IsResourceExhausted(status) ? WithReason(status, "DISK_FULL") : unavailable;
  for (auto& completion : std::exchange(completions_, {})) completion(answer);
  std::map<WorkerName, Poll> polls = std::exchange(polls_, {});
  for (auto& [name, poll] : polls) poll.done(unavailable);
}

void Coordinator::Publish() {
  const std::vector<Event> events = std::exchange(events_, {});
  for (const Event& event : events) {
    if (const auto* ended = std::get_if<AttemptEnded>(&event)) {
      progress_.Clear(ended->key.job);
      parts_.logs.Close({ended->key.job, ended->key.attempt});
    }
  }
  if (parts_.observer != nullptr && !events.empty()) parts_.observer->OnEvents(events);
  for (const auto& [id, job] : std::exchange(changed_jobs_, {})) {
    if (watchers_.IsWatched(job.experiment)) PublishJob(job);
  }
  for (const ExperimentId id : std::exchange(ended_experiments_, {})) watchers_.End(id, absl::OkStatus());
  for (auto& completion : std::exchange(completions_, {})) completion(absl::OkStatus());
  scheduler_->EvictEnded();
}

void Coordinator::PublishJob(const Job& job) {
  StoredJob stored{job, nullptr};
  if (job.state == JobState::kSucceeded) {
    // The result is on disk and no longer in memory.
    if (absl::StatusOr<StoredJob> read = parts_.reader.GetJob(job.id); read.ok()) stored.result = read->result;
  }
  watchers_.PublishJob(job.experiment, stored, progress_.Get(job.id));
}

void Coordinator::AnswerPolls(bool check_all) {
  std::vector<WorkerName> candidates;
  for (const auto& [name, poll] : polls_) {
    if (check_all || touched_workers_.contains(name) || poll.deadline <= now_) candidates.push_back(name);
  }
  touched_workers_.clear();
  for (const WorkerName& name : candidates) {
    const auto it = polls_.find(name);
    Scheduler::News news = scheduler_->NewsFor(name, now_);
    if (!news.is_new && it->second.deadline > now_) continue;
    scheduler_->Told(name, news);
    Poll poll = std::move(it->second);
    polls_.erase(it);
    poll.done(SyncReply{std::move(news), options_.scheduler.lease, options_.lease_margin, options_.next_sync,
                        options_.server_id});
  }
  scheduler_->Accept();
}

}  // namespace octavo
