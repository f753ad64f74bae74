// Why a job is where it is.
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "common/error_info.h"
#include "server/core/scheduler.h"

namespace octavo {

int Scheduler::JobsAhead(const Job& job) const {
  int ahead = 0;
  queue_.Visit([&](JobId id) {
    if (id == job.id) return false;
    ++ahead;
    return true;
  });
  return ahead;
}

void Scheduler::ExplainQueued(const Job& job, absl::Time now, Explanation* explanation) const {
  if (job.state != JobState::kQueued) return;
  explanation->jobs_ahead = JobsAhead(job);
  int connected = 0;
  int never = 0;
  bool fits_now = false;
  const Loads loads = LoadsNow();
  for (const auto& [name, worker] : workers_.map()) {
    const WorkerView view = ViewWorker(name, now);
    if (!view.connected) continue;
    ++connected;
    const WorkerLoad load = LoadOf(name, loads);
    const Fit fit = FitOn(job.spec->resources, worker, load);
    std::string why = WhyNot(fit.obstacle, job.spec->resources, worker, load);
    if (view.draining) {
      why = "it is draining";
    } else if (fit.verdict != Fit::Verdict::kNever && Avoids(job, worker, now)) {
      why = "an attempt was lost or crashed there, and another worker can run it";
    } else if (fit.verdict == Fit::Verdict::kNow) {
      fits_now = true;
      why = "it can take the job when the jobs ahead are given out";
    }
    if (fit.verdict == Fit::Verdict::kNever) ++never;
    explanation->reasons.push_back(absl::StrCat("worker ", name.value(), ": ", why));
  }
  const Resources& wants = job.spec->resources;
  const std::string needs =
      absl::StrCat(wants.device, wants.threads > 0 ? absl::StrCat(", ", wants.threads, " threads") : "",
                   wants.memory_bytes > 0 ? absl::StrCat(", ", FormatBytes(wants.memory_bytes)) : "",
                   wants.quiet ? ", a worker alone" : "");
  if (connected == 0) {
    explanation->summary = "no worker is connected";
  } else if (never == connected) {
    explanation->can_never_run = true;
    explanation->summary =
        absl::StrCat("none of the ", connected, " connected workers can ever run it: it needs ", needs);
  } else if (explanation->jobs_ahead > 0) {
    explanation->summary =
        absl::StrCat(explanation->jobs_ahead, explanation->jobs_ahead == 1 ? " job ahead" : " jobs ahead");
  } else {
    explanation->summary = fits_now ? "is given out at the worker's next call" : "waits until a worker is free";
  }
}

absl::StatusOr<Scheduler::Explanation> Scheduler::Explain(JobId id, absl::Time now) const {
  const Job* job = jobs_.Find(id);
  if (job == nullptr) {
    return WithReason(absl::NotFoundError(absl::StrCat("there is no job ", id.ToString())), "JOB_NOT_FOUND",
                      {{"job", id.ToString()}});
  }
  Explanation explanation{job->state, "", {}, 0};
  if (job->state == JobState::kQueued) {
    ExplainQueued(*job, now, &explanation);
    if (!job->attempts.empty() && !job->state_reason.empty()) explanation.reasons.push_back(job->state_reason);
    return explanation;
  }
  if (job->state == JobState::kBlocked) {
    for (const Job* dependency : Dependencies(*job)) {
      if (dependency->state == JobState::kSucceeded) continue;
      explanation.reasons.push_back(absl::StrCat("waits for job ", dependency->id.ToString(), " (",
                                                 dependency->spec->name, "), which is ", NameOf(dependency->state)));
    }
    explanation.summary = absl::StrJoin(explanation.reasons, "; ");
    return explanation;
  }
  if (IsHeld(job->state)) {
    const Lease& lease = *leases_.Find(id);
    const absl::Duration left = lease.expiry - now;
    explanation.summary =
        absl::StrCat(job->state == JobState::kLeased ? "worker " : "runs on worker ", lease.worker.value(),
                     job->state == JobState::kLeased ? " has it and prepares it" : "");
    explanation.reasons.push_back(absl::StrCat(lease.key.ToString(), "; its lease ends in ",
                                               absl::FormatDuration(absl::Trunc(left, absl::Seconds(1))),
                                               " unless renewed"));
  } else {
    explanation.summary = absl::StrCat("ended as ", NameOf(job->state));
  }
  if (!job->state_reason.empty()) explanation.reasons.push_back(job->state_reason);
  return explanation;
}

}  // namespace octavo
