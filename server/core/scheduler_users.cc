// Commands of users: submit, cancel, retry.
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/status_macros.h"
#include "server/core/scheduler.h"

namespace octavo {
namespace {

absl::Status NoSuchJob(JobId id) {
  return WithReason(absl::NotFoundError(absl::StrCat("there is no job ", id.ToString())), "JOB_NOT_FOUND",
                    {{"job", id.ToString()}});
}

absl::Status WrongState(const Job& job, absl::string_view reason, absl::string_view what) {
  return WithReason(
      absl::FailedPreconditionError(absl::StrCat("job ", job.id.ToString(), " is ", NameOf(job.state), ": ", what)),
      reason, {{"job", job.id.ToString()}, {"state", std::string(NameOf(job.state))}});
}

std::string CancelText(const std::string& reason) {
  return reason.empty() ? "cancelled" : absl::StrCat("cancelled: ", reason);
}

}  // namespace

absl::StatusOr<ExperimentId> Scheduler::Submit(NewExperiment request, absl::Time now) {
  const int unfinished = UnfinishedJobs();
  if (unfinished + static_cast<int>(request.jobs.size()) > options_.max_unfinished_jobs) {
    return WithReason(
        absl::ResourceExhaustedError(absl::StrCat("cannot take ", request.jobs.size(), " jobs: ", unfinished,
                                                  " are unfinished and the limit is ", options_.max_unfinished_jobs,
                                                  ". Wait until some have ended, or raise max_unfinished_jobs")),
        "QUEUE_FULL", {{"limit", absl::StrCat(options_.max_unfinished_jobs)}});
  }
  Experiment experiment;
  experiment.id = ExperimentId(++counters_.experiment);
  experiment.name = std::move(request.name);
  experiment.request_id = std::move(request.request_id);
  experiment.request_digest = std::move(request.request_digest);
  experiment.create = now;
  const ExperimentId id = experiment.id;
  for (JobSpec& spec : request.jobs) {
    Job job;
    job.id = JobId(++counters_.job);
    job.experiment = id;
    job.position = static_cast<int>(experiment.jobs.size());
    job.spec = std::make_shared<const JobSpec>(std::move(spec));
    job.state_reason = "waits for other jobs";
    job.create = now;
    experiment.jobs.push_back(job.id);
    events_.push_back(JobSubmitted{job.spec->kind});
    jobs_.Put(job.id, std::move(job));
  }
  const Experiment& stored = experiments_.Put(id, std::move(experiment));
  for (const JobId job : stored.jobs) {
    OCTAVO_RETURN_IF_ERROR(Unblock(job, now));
    Explanation explanation{jobs_.Find(job)->state, "", {}, 0};
    ExplainQueued(*jobs_.Find(job), now, &explanation);
    if (explanation.state == JobState::kQueued) jobs_.Edit(job).state_reason = explanation.summary;
  }
  return id;
}

void Scheduler::CancelLive(const Job& job, const std::string& reason, absl::Time now) {
  if (HasEnded(job.state)) return;
  if (!IsHeld(job.state)) return SetState(job.id, JobState::kCancelled, CancelText(reason), now);
  if (!job.cancel_reason.empty()) return;
  Job& edited = jobs_.Edit(job.id);
  edited.cancel_reason = CancelText(reason);
  edited.state_reason = "is being stopped: " + edited.cancel_reason;
  if (job.state != JobState::kLeased) return;
  // No runner was reported yet, so there is nothing to wait for: the fence keeps out what the worker may still do.
  AttemptEnd end;
  end.outcome = AttemptOutcome::kCancelled;
  end.message = edited.cancel_reason;
  (void)EndAttempt(job.id, end, now);
}

absl::Status Scheduler::CancelExperiment(ExperimentId id, const std::string& reason, absl::Time now) {
  const Experiment* experiment = experiments_.Find(id);
  if (experiment == nullptr) {
    return WithReason(absl::NotFoundError(absl::StrCat("there is no experiment ", id.ToString())),
                      "EXPERIMENT_NOT_FOUND", {{"experiment", id.ToString()}});
  }
  // Those that wait for others come first: the end of what they wait for would skip them, with another reason.
  for (bool again = true; again;) {
    again = false;
    for (const JobId id_of_job : experiment->jobs) {
      const Job& job = *jobs_.Find(id_of_job);
      const bool is_waited_for = std::any_of(experiment->jobs.begin(), experiment->jobs.end(), [&](JobId other) {
        return jobs_.Find(other)->state == JobState::kBlocked && DependsOn(*jobs_.Find(other), job.spec->name);
      });
      if (job.state != JobState::kBlocked || is_waited_for) continue;
      CancelLive(job, reason, now);
      again = true;
    }
  }
  for (const JobId job : experiment->jobs) CancelLive(*jobs_.Find(job), reason, now);
  return absl::OkStatus();
}

absl::Status Scheduler::CancelJob(JobId id, const std::string& reason, absl::Time now) {
  const Job* job = jobs_.Find(id);
  if (job == nullptr) return NoSuchJob(id);
  if (HasEnded(job->state) && job->state != JobState::kCancelled) {
    return WrongState(*job, "JOB_ENDED", "it has ended and cannot be cancelled");
  }
  CancelLive(*job, reason, now);
  return absl::OkStatus();
}

absl::Status Scheduler::RetryJob(JobId id, absl::Time now) {
  const Job* job = jobs_.Find(id);
  if (job == nullptr) return NoSuchJob(id);
  if (!HasEnded(job->state)) return WrongState(*job, "JOB_NOT_ENDED", "only an ended job can be tried again");
  if (job->state == JobState::kSucceeded) {
    return WrongState(*job, "JOB_SUCCEEDED", "submit the experiment again without the result cache to repeat it");
  }
  for (const Job* dependency : Dependencies(*job)) {
    if (HasEnded(dependency->state) && dependency->state != JobState::kSucceeded) {
      return WithReason(
          absl::FailedPreconditionError(absl::StrCat("job ", id.ToString(), " needs job ", dependency->id.ToString(),
                                                     " (", dependency->spec->name, "), which is ",
                                                     NameOf(dependency->state), ": retry that one, this one follows")),
          "DEPENDENCY_NOT_SUCCEEDED", {{"job", id.ToString()}, {"dependency", dependency->id.ToString()}});
    }
  }
  const ExperimentId experiment_id = job->experiment;
  experiments_.Edit(experiment_id).end = absl::InfinitePast();
  Job& edited = jobs_.Edit(id);
  edited.attempts_forgiven = static_cast<int>(edited.attempts.size());
  edited.cancel_reason.clear();
  SetState(id, JobState::kBlocked, "waits for other jobs", now);
  // Jobs come in dependency order nowhere, so sweep until nothing more comes back.
  for (bool again = true; again;) {
    again = false;
    for (const JobId other_id : experiments_.Find(experiment_id)->jobs) {
      const Job& other = *jobs_.Find(other_id);
      if (other.state != JobState::kSkipped) continue;
      bool waits = true;
      for (const Job* dependency : Dependencies(other)) {
        waits = waits && (!HasEnded(dependency->state) || dependency->state == JobState::kSucceeded);
      }
      if (!waits) continue;
      SetState(other_id, JobState::kBlocked, "waits for other jobs", now);
      again = true;
    }
  }
  return Unblock(id, now);
}

}  // namespace octavo
