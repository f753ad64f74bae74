#include "server/store/sqlite_queries.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/status_macros.h"
#include "server/store/record_json.h"

namespace octavo {

const char kJobColumns[] =
    "jobs.id, jobs.experiment_id, jobs.position, jobs.spec, jobs.state, jobs.state_reason, jobs.cancel_reason,"
    " jobs.create_us, jobs.queued_us, jobs.start_us, jobs.end_us, jobs.attempts_forgiven, jobs.input_digests,"
    " jobs.action_digest, jobs.cached_from, jobs.output_digest";

const char kExperimentColumns[] =
    "experiments.id, experiments.name, experiments.request_id, experiments.request_digest, experiments.create_us,"
    " experiments.end_us";

const char kAttemptColumns[] =
    "attempts.number, attempts.fence, attempts.worker, attempts.start_us, attempts.end_us, attempts.outcome,"
    " attempts.reason, attempts.message, attempts.retry_rule, attempts.exit_code, attempts.signal, attempts.wall_us,"
    " attempts.user_us, attempts.system_us, attempts.max_rss_bytes";

absl::StatusOr<Job> ReadJobRow(SqliteStatement& row) {
  Job job;
  job.id = JobId(row.Int());
  job.experiment = ExperimentId(row.Int());
  job.position = static_cast<int>(row.Int());
  OCTAVO_ASSIGN_OR_RETURN(JobSpec spec, SpecFromText(row.Text()));
  job.spec = std::make_shared<const JobSpec>(std::move(spec));
  job.state = static_cast<JobState>(row.Int());
  job.state_reason = row.Text();
  job.cancel_reason = row.Text();
  job.create = row.Time();
  job.queued = row.Time();
  job.start = row.Time();
  job.end = row.Time();
  job.attempts_forgiven = static_cast<int>(row.Int());
  OCTAVO_ASSIGN_OR_RETURN(job.input_digests, StringsFromText(row.Text()));
  job.action_digest = row.Text();
  job.cached_from = JobId(row.Int());
  job.output_digest = row.Text();
  return job;
}

Experiment ReadExperimentRow(SqliteStatement& row) {
  Experiment experiment;
  experiment.id = ExperimentId(row.Int());
  experiment.name = row.Text();
  experiment.request_id = row.Text();
  experiment.request_digest = row.Text();
  experiment.create = row.Time();
  experiment.end = row.Time();
  return experiment;
}

Attempt ReadAttemptRow(SqliteStatement& row) {
  Attempt attempt;
  attempt.number = static_cast<int>(row.Int());
  attempt.fence = Fence{row.Int()};
  attempt.worker = WorkerName(row.Text());
  attempt.start = row.Time();
  attempt.end = row.Time();
  attempt.outcome = static_cast<AttemptOutcome>(row.Int());
  attempt.reason = row.Text();
  attempt.message = row.Text();
  attempt.retry_rule = row.Text();
  attempt.exit_code = static_cast<int>(row.Int());
  attempt.signal = static_cast<int>(row.Int());
  attempt.usage.wall_time = absl::Microseconds(row.Int());
  attempt.usage.user_time = absl::Microseconds(row.Int());
  attempt.usage.system_time = absl::Microseconds(row.Int());
  attempt.usage.max_rss_bytes = row.Int();
  return attempt;
}

absl::Status ReadAttempts(SqliteDatabase& database, Job* job) {
  OCTAVO_ASSIGN_OR_RETURN(
      SqliteStatement rows,
      database.Prepare(absl::StrCat("SELECT ", kAttemptColumns, " FROM attempts WHERE job_id = ? ORDER BY number")));
  rows.Bind(job->id.number());
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const bool more, rows.Step());
    if (!more) return absl::OkStatus();
    job->attempts.push_back(ReadAttemptRow(rows));
  }
}

absl::StatusOr<std::shared_ptr<const std::string>> ReadResult(SqliteDatabase& database, JobId id) {
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement row, database.Prepare("SELECT json FROM results WHERE job_id = ?"));
  OCTAVO_ASSIGN_OR_RETURN(const bool found, row.Bind(id.number()).Step());
  return found ? std::make_shared<const std::string>(row.Text()) : nullptr;
}

absl::StatusOr<std::optional<StoredRequest>> ReadRequest(SqliteDatabase& database, const std::string& request_id) {
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement row,
                          database.Prepare("SELECT id, request_digest FROM experiments WHERE request_id = ?"));
  OCTAVO_ASSIGN_OR_RETURN(const bool found, row.Bind(request_id).Step());
  if (!found) return std::nullopt;
  const ExperimentId id(row.Int());
  return StoredRequest{id, row.Text()};
}

absl::Status ReadJobsOf(SqliteDatabase& database, bool with_results, StoredExperiment* experiment) {
  OCTAVO_ASSIGN_OR_RETURN(
      SqliteStatement rows,
      database.Prepare(absl::StrCat("SELECT ", kJobColumns, " FROM jobs WHERE experiment_id = ? ORDER BY position")));
  rows.Bind(experiment->experiment.id.number());
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const bool more, rows.Step());
    if (!more) return absl::OkStatus();
    StoredJob stored;
    OCTAVO_ASSIGN_OR_RETURN(stored.job, ReadJobRow(rows));
    OCTAVO_RETURN_IF_ERROR(ReadAttempts(database, &stored.job));
    if (with_results) {
      OCTAVO_ASSIGN_OR_RETURN(stored.result, ReadResult(database, stored.job.id));
    }
    experiment->experiment.jobs.push_back(stored.job.id);
    experiment->jobs.push_back(std::move(stored));
  }
}

absl::StatusOr<StoredExperiment> ReadExperiment(SqliteDatabase& database, ExperimentId id, bool with_results) {
  StoredExperiment stored;
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement row, database.Prepare(absl::StrCat("SELECT ", kExperimentColumns,
                                                                             " FROM experiments WHERE id = ?")));
  OCTAVO_ASSIGN_OR_RETURN(const bool found, row.Bind(id.number()).Step());
  if (!found) {
    return WithReason(absl::NotFoundError(absl::StrCat("there is no experiment ", id.ToString())),
                      "EXPERIMENT_NOT_FOUND", {{"experiment", id.ToString()}});
  }
  stored.experiment = ReadExperimentRow(row);
  OCTAVO_RETURN_IF_ERROR(ReadJobsOf(database, with_results, &stored));
  return stored;
}

}  // namespace octavo
