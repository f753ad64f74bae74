#include "server/store/sqlite_pages.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "server/store/sqlite_queries.h"

namespace octavo {
namespace {

// A page holds all experiments between its lowest and its highest id, so that this range picks their jobs. It is walked
// upwards, in the order of the index of (experiment_id, position).
constexpr const char kJobsOfPage[] =
    " WHERE jobs.experiment_id BETWEEN ? AND ? ORDER BY jobs.experiment_id, jobs.position";

/// The experiments alone.
template <typename Stored>
absl::StatusOr<std::vector<Stored>> ReadPage(SqliteDatabase& database, ExperimentId before, int limit) {
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement rows,
                          database.Prepare(absl::StrCat("SELECT ", kExperimentColumns,
                                                        " FROM experiments WHERE id < ? ORDER BY id DESC LIMIT ?")));
  rows.Bind(before.IsSet() ? before.number() : INT64_MAX).Bind(limit);
  std::vector<Stored> page;
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const bool more, rows.Step());
    if (!more) return page;
    page.emplace_back().experiment = ReadExperimentRow(rows);
  }
}

/// A statement that ends with kJobsOfPage, bound. REQUIRES: a page that is not empty.
template <typename Stored>
absl::StatusOr<SqliteStatement> SelectJobs(SqliteDatabase& database, const std::vector<Stored>& page,
                                           absl::string_view sql) {
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement rows, database.Prepare(sql));
  rows.Bind(page.back().experiment.id.number()).Bind(page.front().experiment.id.number());
  return rows;
}

/// Finds the experiments of jobs that come in ascending order of their experiments.
template <typename Stored>
class Owners {
 public:
  explicit Owners(std::vector<Stored>& page) : next_(page.rbegin()) {}
  /// REQUIRES: `id` is on the page, and not below that of an earlier call.
  Stored& Find(ExperimentId id) {
    while (next_->experiment.id < id) ++next_;  // no further than to the page's highest id: kJobsOfPage
    return *next_;
  }

 private:
  typename std::vector<Stored>::reverse_iterator next_;
};

/// `jobs` in the order of kJobsOfPage.
absl::Status AddAttempts(SqliteDatabase& database, const std::vector<StoredExperiment>& page,
                         const std::vector<Job*>& jobs) {
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement rows,
                          // CROSS: jobs first, whose order it is.
                          SelectJobs(database, page,
                                     absl::StrCat("SELECT attempts.job_id, ", kAttemptColumns,
                                                  " FROM jobs CROSS JOIN attempts ON attempts.job_id = jobs.id",
                                                  kJobsOfPage, ", attempts.number")));
  auto owner = jobs.begin();
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const bool more, rows.Step());
    if (!more) return absl::OkStatus();
    const JobId id(rows.Int());
    while ((*owner)->id != id) ++owner;
    (*owner)->attempts.push_back(ReadAttemptRow(rows));
  }
}

}  // namespace

absl::StatusOr<std::vector<StoredExperiment>> ReadExperiments(SqliteDatabase& database, ExperimentId before,
                                                              int limit) {
  OCTAVO_ASSIGN_OR_RETURN(std::vector<StoredExperiment> page, ReadPage<StoredExperiment>(database, before, limit));
  if (page.empty()) return page;
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement rows,
                          SelectJobs(database, page, absl::StrCat("SELECT ", kJobColumns, " FROM jobs", kJobsOfPage)));
  Owners<StoredExperiment> owners(page);
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const bool more, rows.Step());
    if (!more) break;
    OCTAVO_ASSIGN_OR_RETURN(Job job, ReadJobRow(rows));
    StoredExperiment& owner = owners.Find(job.experiment);
    owner.experiment.jobs.push_back(job.id);
    owner.jobs.push_back({std::move(job), nullptr});
  }
  std::vector<Job*> jobs;  // taken only now that no list grows any more
  for (auto experiment = page.rbegin(); experiment != page.rend(); ++experiment) {
    for (StoredJob& stored : experiment->jobs) jobs.push_back(&stored.job);
  }
  OCTAVO_RETURN_IF_ERROR(AddAttempts(database, page, jobs));
  return page;
}

absl::StatusOr<std::vector<ExperimentSummary>> ReadSummaries(SqliteDatabase& database, ExperimentId before, int limit) {
  OCTAVO_ASSIGN_OR_RETURN(std::vector<ExperimentSummary> page, ReadPage<ExperimentSummary>(database, before, limit));
  if (page.empty()) return page;
  OCTAVO_ASSIGN_OR_RETURN(
      SqliteStatement rows,
      SelectJobs(database, page,
                 absl::StrCat("SELECT jobs.experiment_id, jobs.id, jobs.state, json_extract(jobs.spec, '$.name'),"
                              " json_extract(jobs.spec, '$.kind') FROM jobs",
                              kJobsOfPage)));
  Owners<ExperimentSummary> owners(page);
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const bool more, rows.Step());
    if (!more) return page;
    ExperimentSummary& owner = owners.Find(ExperimentId(rows.Int()));
    JobSummary job;
    job.id = JobId(rows.Int());
    job.state = static_cast<JobState>(rows.Int());
    job.name = rows.Text();
    job.kind = rows.Text();
    owner.jobs.push_back(std::move(job));
  }
}

}  // namespace octavo
