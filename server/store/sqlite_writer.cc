#include "server/store/sqlite_writer.h"

#include <sys/stat.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "server/store/record_json.h"
#include "server/store/schema.h"
#include "server/store/sqlite_queries.h"

namespace octavo {

absl::StatusOr<std::unique_ptr<SqliteWriter>> SqliteWriter::Open(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(std::unique_ptr<SqliteDatabase> database,
                          SqliteDatabase::Open(path, SqliteDatabase::Mode::kReadWrite));
  OCTAVO_RETURN_IF_ERROR(Migrate(*database));
  return std::unique_ptr<SqliteWriter>(new SqliteWriter(path, std::move(database)));
}

absl::Status SqliteWriter::RunSql(absl::string_view sql) {
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement statement, database_->Prepare(sql));
  return statement.Run();
}

absl::Status SqliteWriter::Begin() { return RunSql("BEGIN IMMEDIATE"); }
absl::Status SqliteWriter::BeginUnit() { return RunSql("SAVEPOINT unit"); }
absl::Status SqliteWriter::KeepUnit() { return RunSql("RELEASE unit"); }

absl::Status SqliteWriter::DropUnit() {
  OCTAVO_RETURN_IF_ERROR(RunSql("ROLLBACK TO unit"));
  return RunSql("RELEASE unit");
}

absl::Status SqliteWriter::Commit() { return RunSql("COMMIT"); }

void SqliteWriter::Rollback() {
  if (database_->InTransaction()) (void)RunSql("ROLLBACK");
}

int64_t SqliteWriter::LogBytes() const {
  struct stat info {};
  return stat((path_ + "-wal").c_str(), &info) == 0 ? static_cast<int64_t>(info.st_size) : 0;
}

absl::Status SqliteWriter::Write(const Changes& changes) {
  for (const auto& row : changes.experiments) OCTAVO_RETURN_IF_ERROR(WriteExperiment(row));
  for (const auto& row : changes.jobs) OCTAVO_RETURN_IF_ERROR(WriteJob(row));
  for (const auto& row : changes.workers) OCTAVO_RETURN_IF_ERROR(WriteWorker(row.value));
  for (const WorkerName& name : changes.forgotten_workers) {
    OCTAVO_ASSIGN_OR_RETURN(SqliteStatement statement, database_->Prepare("DELETE FROM workers WHERE name = ?"));
    OCTAVO_RETURN_IF_ERROR(statement.Bind(name.value()).Run());
  }
  for (const StoredResult& result : changes.results) {
    OCTAVO_ASSIGN_OR_RETURN(SqliteStatement statement,
                            database_->Prepare("INSERT INTO results (job_id, json) VALUES (?, ?)"
                                               " ON CONFLICT (job_id) DO UPDATE SET json = excluded.json"));
    OCTAVO_RETURN_IF_ERROR(statement.Bind(result.job.number()).Bind(*result.json).Run());
  }
  if (!changes.counters_changed) return absl::OkStatus();
  OCTAVO_RETURN_IF_ERROR(WriteCounter("experiment", changes.counters.experiment));
  OCTAVO_RETURN_IF_ERROR(WriteCounter("job", changes.counters.job));
  return WriteCounter("fence", changes.counters.fence);
}

absl::Status SqliteWriter::WriteCounter(absl::string_view name, int64_t value) {
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement statement,
                          database_->Prepare("INSERT INTO counters (name, value) VALUES (?, ?)"
                                             " ON CONFLICT (name) DO UPDATE SET value = excluded.value"));
  return statement.Bind(name).Bind(value).Run();
}

absl::Status SqliteWriter::WriteExperiment(const Changes::Row<Experiment>& row) {
  const Experiment& experiment = row.value;
  if (!row.is_new) {
    OCTAVO_ASSIGN_OR_RETURN(SqliteStatement statement,
                            database_->Prepare("UPDATE experiments SET end_us = ? WHERE id = ?"));
    return statement.Bind(experiment.end).Bind(experiment.id.number()).Run();
  }
  OCTAVO_ASSIGN_OR_RETURN(
      SqliteStatement statement,
      database_->Prepare("INSERT INTO experiments (id, name, request_id, request_digest, create_us, end_us)"
                         " VALUES (?, ?, ?, ?, ?, ?)"));
  return statement.Bind(experiment.id.number())
      .Bind(experiment.name)
      .Bind(experiment.request_id)
      .Bind(experiment.request_digest)
      .Bind(experiment.create)
      .Bind(experiment.end)
      .Run();
}

absl::Status SqliteWriter::WriteJob(const Changes::JobRow& row) {
  const Job& job = row.value;
  if (row.is_new) {
    OCTAVO_ASSIGN_OR_RETURN(
        SqliteStatement insert,
        database_->Prepare(
            "INSERT INTO jobs (id, experiment_id, position, spec, create_us, state, state_reason, cancel_reason,"
            " attempts_forgiven, input_digests, action_digest, output_digest)"
            " VALUES (?, ?, ?, ?, ?, ?, '', '', 0, '[]', '', '')"));
    OCTAVO_RETURN_IF_ERROR(insert.Bind(job.id.number())
                               .Bind(job.experiment.number())
                               .Bind(job.position)
                               .Bind(SpecToText(*job.spec))
                               .Bind(job.create)
                               .Bind(static_cast<int>(job.state))
                               .Run());
  }
  OCTAVO_ASSIGN_OR_RETURN(
      SqliteStatement update,
      database_->Prepare("UPDATE jobs SET state = ?, state_reason = ?, cancel_reason = ?, queued_us = ?, start_us = ?,"
                         " end_us = ?, attempts_forgiven = ?, input_digests = ?, action_digest = ?, output_digest = ?,"
                         " cached_from = ? WHERE id = ?"));
  update.Bind(static_cast<int>(job.state))
      .Bind(job.state_reason)
      .Bind(job.cancel_reason)
      .Bind(job.queued)
      .Bind(job.start)
      .Bind(job.end)
      .Bind(job.attempts_forgiven)
      .Bind(StringsToText(job.input_digests))
      .Bind(job.action_digest)
      .Bind(job.output_digest);
  if (job.cached_from.IsSet()) {
    update.Bind(job.cached_from.number());
  } else {
    update.BindNull();
  }
  OCTAVO_RETURN_IF_ERROR(update.Bind(job.id.number()).Run());
  for (const size_t index : row.attempts) OCTAVO_RETURN_IF_ERROR(WriteAttempt(job.id, job.attempts[index]));
  return absl::OkStatus();
}

absl::Status SqliteWriter::WriteAttempt(JobId job, const Attempt& attempt) {
  OCTAVO_ASSIGN_OR_RETURN(
      SqliteStatement statement,
      database_->Prepare(
          "INSERT INTO attempts (job_id, number, fence, worker, start_us, end_us, outcome, reason, message,"
          " retry_rule, exit_code, signal, wall_us, user_us, system_us, max_rss_bytes)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          " ON CONFLICT (job_id, number) DO UPDATE SET start_us = excluded.start_us, end_us = excluded.end_us,"
          " outcome = excluded.outcome, reason = excluded.reason, message = excluded.message,"
          " retry_rule = excluded.retry_rule, exit_code = excluded.exit_code, signal = excluded.signal,"
          " wall_us = excluded.wall_us, user_us = excluded.user_us, system_us = excluded.system_us,"
          " max_rss_bytes = excluded.max_rss_bytes"));
  return statement.Bind(job.number())
      .Bind(attempt.number)
      .Bind(Number(attempt.fence))
      .Bind(attempt.worker.value())
      .Bind(attempt.start)
      .Bind(attempt.end)
      .Bind(static_cast<int>(attempt.outcome))
      .Bind(attempt.reason)
      .Bind(attempt.message)
      .Bind(attempt.retry_rule)
      .Bind(attempt.exit_code)
      .Bind(attempt.signal)
      .Bind(absl::ToInt64Microseconds(attempt.usage.wall_time))
      .Bind(absl::ToInt64Microseconds(attempt.usage.user_time))
      .Bind(absl::ToInt64Microseconds(attempt.usage.system_time))
      .Bind(attempt.usage.max_rss_bytes)
      .Run();
}

absl::Status SqliteWriter::WriteWorker(const Worker& worker) {
  std::vector<std::string> past;
  for (const InstanceId& instance : worker.past_instances) past.push_back(instance.value());
  OCTAVO_ASSIGN_OR_RETURN(
      SqliteStatement statement,
      database_->Prepare(
          "INSERT INTO workers (name, instance, past_instances, capabilities, slots, draining, registered_us)"
          " VALUES (?, ?, ?, ?, ?, ?, ?)"
          " ON CONFLICT (name) DO UPDATE SET instance = excluded.instance,"
          " past_instances = excluded.past_instances, capabilities = excluded.capabilities,"
          " slots = excluded.slots, draining = excluded.draining, registered_us = excluded.registered_us"));
  return statement.Bind(worker.name.value())
      .Bind(worker.instance.value())
      .Bind(StringsToText(past))
      .Bind(CapabilitiesToText(worker.capabilities))
      .Bind(worker.slots)
      .Bind(worker.draining ? 1 : 0)
      .Bind(worker.registered)
      .Run();
}

absl::StatusOr<Scheduler::Snapshot> SqliteWriter::Load() {
  Scheduler::Snapshot snapshot;
  OCTAVO_RETURN_IF_ERROR(LoadWorkers(&snapshot));
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement counters,
                          database_->Prepare("SELECT name, value FROM counters ORDER BY name"));
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const bool more, counters.Step());
    if (!more) break;
    const std::string name = counters.Text();
    int64_t& value = name == "experiment" ? snapshot.counters.experiment
                     : name == "job"      ? snapshot.counters.job
                                          : snapshot.counters.fence;
    value = counters.Int();
  }
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement rows, database_->Prepare(absl::StrCat("SELECT ", kExperimentColumns,
                                                                                " FROM experiments WHERE end_us IS NULL"
                                                                                " ORDER BY id")));
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const bool more, rows.Step());
    if (!more) return snapshot;
    StoredExperiment stored;
    stored.experiment = ReadExperimentRow(rows);
    OCTAVO_RETURN_IF_ERROR(ReadJobsOf(*database_, /*with_results=*/false, &stored));
    for (StoredJob& job : stored.jobs) snapshot.jobs.push_back(std::move(job.job));
    snapshot.experiments.push_back(std::move(stored.experiment));
  }
}

absl::Status SqliteWriter::LoadWorkers(Scheduler::Snapshot* snapshot) {
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement rows,
                          database_->Prepare("SELECT name, instance, past_instances, capabilities, slots, draining,"
                                             " registered_us FROM workers ORDER BY name"));
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const bool more, rows.Step());
    if (!more) return absl::OkStatus();
    Worker worker;
    worker.name = WorkerName(rows.Text());
    worker.instance = InstanceId(rows.Text());
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> past, StringsFromText(rows.Text()));
    for (const std::string& instance : past) worker.past_instances.emplace_back(instance);
    OCTAVO_ASSIGN_OR_RETURN(worker.capabilities, CapabilitiesFromText(rows.Text()));
    worker.slots = static_cast<int>(rows.Int());
    worker.draining = rows.Int() != 0;
    worker.registered = rows.Time();
    snapshot->workers.push_back(std::move(worker));
  }
}

absl::StatusOr<std::optional<StoredRequest>> SqliteWriter::FindRequest(const std::string& request_id) {
  return ReadRequest(*database_, request_id);
}

absl::StatusOr<std::optional<SchedulerHost::CachedResult>> SqliteWriter::FindResult(const std::string& action_digest) {
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement row,
                          database_->Prepare("SELECT id, output_digest FROM jobs WHERE action_digest = ? AND state = 5"
                                             " AND cached_from IS NULL ORDER BY id DESC LIMIT 1"));
  OCTAVO_ASSIGN_OR_RETURN(const bool found, row.Bind(action_digest).Step());
  if (!found) return std::nullopt;
  SchedulerHost::CachedResult result;
  result.job = JobId(row.Int());
  result.output_digest = row.Text();
  OCTAVO_ASSIGN_OR_RETURN(result.json, ReadResult(*database_, result.job));
  return result;
}

absl::StatusOr<StoredExperiment> SqliteWriter::LoadExperiment(ExperimentId id) {
  return ReadExperiment(*database_, id, /*with_results=*/false);
}

absl::StatusOr<ExperimentId> SqliteWriter::ExperimentOf(JobId id) {
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement row, database_->Prepare("SELECT experiment_id FROM jobs WHERE id = ?"));
  OCTAVO_ASSIGN_OR_RETURN(const bool found, row.Bind(id.number()).Step());
  if (!found) return absl::NotFoundError(absl::StrCat("there is no job ", id.ToString()));
  return ExperimentId(row.Int());
}

}  // namespace octavo
