#ifndef OCTAVO_WORKER_RUNNER_JOB_PROGRESS_H_
#define OCTAVO_WORKER_RUNNER_JOB_PROGRESS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "worker/runner/job/job_context.h"

namespace octavo {

/// Progress over `total` texts of the present phase, with rate and ETA from this object's making.
class TextProgress {
 public:
  TextProgress(JobContext& context, int64_t total) : context_(context), total_(total), started_(context.clock.Now()) {}

  /// `done` texts in all. CANCELLED once a stop has been asked for.
  absl::Status operator()(int64_t done) const {
    ProgressLine line;
    line.step = done;
    line.total = total_;
    const double seconds = absl::ToDoubleSeconds(context_.clock.Now() - started_);
    if (seconds > 0 && done > 0) {
      line.rate = static_cast<double>(done) / seconds;
      line.unit = "samples/s";
      line.eta_seconds = static_cast<double>(total_ - done) / line.rate;
    }
    context_.events.Progress(line);
    return context_.stop.Check();
  }

 private:
  JobContext& context_;
  int64_t total_;
  absl::Time started_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_PROGRESS_H_
