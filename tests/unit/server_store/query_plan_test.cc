// That queries find their rows by an index: with thousands of experiments a full scan would show in every answer.
#include <sqlite3.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/sqlite_reader.h"
#include "server/store/sqlite_writer.h"

namespace octavo {
namespace {

/// The SELECTs that connections ran since this was cleared, one that ran twice twice.
std::vector<std::string>& Selects() {
  static auto* const selects = new std::vector<std::string>();
  return *selects;
}

int OnStatement(unsigned, void*, void* statement, void*) {
  const char* sql = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
  if (absl::StartsWith(sql, "SELECT")) Selects().emplace_back(sql);
  return 0;
}

/// An entry point as SQLite's automatic extensions have it: called for every new connection.
int TraceConnection(sqlite3* db, const char**, const sqlite3_api_routines*) {
  return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, OnStatement, nullptr);
}

class QueryPlanTest : public testing::Test {
 protected:
  void SetUp() override {
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(TraceConnection));
    writer_ = *SqliteWriter::Open(path_);
    ASSERT_EQ(sqlite3_open_v2(path_.c_str(), &db_, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
    Selects().clear();
  }
  void TearDown() override {
    sqlite3_close_v2(db_);
    sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(TraceConnection));
  }

  /// The lines of SQLite's plans for the SELECTs that were run, each before its statement.
  std::vector<std::string> Plans() {
    const std::set<std::string> selects(Selects().begin(), Selects().end());
    std::vector<std::string> plans;
    for (const std::string& sql : selects) {
      sqlite3_stmt* plan = nullptr;
      EXPECT_EQ(sqlite3_prepare_v2(db_, absl::StrCat("EXPLAIN QUERY PLAN ", sql).c_str(), -1, &plan, nullptr),
                SQLITE_OK)
          << sql;
      while (sqlite3_step(plan) == SQLITE_ROW) {
        const auto* line = reinterpret_cast<const char*>(sqlite3_column_text(plan, 3));
        plans.push_back(absl::StrCat(line, "   of ", sql));
      }
      sqlite3_finalize(plan);
    }
    return plans;
  }

  /// Every row is searched for, and comes in the order that was asked for.
  void ExpectSearchesAlone(size_t statements) {
    const std::vector<std::string> plans = Plans();
    EXPECT_GE(plans.size(), statements) << absl::StrJoin(plans, "\n");
    for (const std::string& plan : plans) EXPECT_THAT(plan, testing::StartsWith("SEARCH "));
  }

  /// Experiments 1 to 3 with two jobs each, and two attempts at each.
  void WriteExperiments() {
    Changes changes;
    for (int number = 1; number <= kExperiments; ++number) {
      Experiment experiment;
      experiment.id = ExperimentId(number);
      experiment.request_id = absl::StrCat("r", number);
      experiment.create = absl::FromUnixMicros(1);
      for (int position = 0; position < kJobs; ++position) {
        Job job;
        job.id = JobId(kJobs * number + position);
        job.experiment = experiment.id;
        job.position = position;
        job.spec = std::make_shared<const JobSpec>();
        job.create = absl::FromUnixMicros(1);
        for (int attempt = 1; attempt <= kAttempts; ++attempt) {
          Attempt& added = job.attempts.emplace_back();
          added.number = attempt;
          added.fence = Fence(kAttempts * job.id.number() + attempt);
          added.start = absl::FromUnixMicros(1);
        }
        experiment.jobs.push_back(job.id);
        changes.jobs.push_back({job, true, {0, 1}});
      }
      changes.experiments.push_back({experiment, true});
    }
    ASSERT_TRUE(writer_->Begin().ok());
    const absl::Status written = writer_->Write(changes);
    ASSERT_TRUE(written.ok()) << written;
    ASSERT_TRUE(writer_->Commit().ok());
    Selects().clear();
  }

  static constexpr int kExperiments = 3;
  static constexpr int kJobs = 2;
  static constexpr int kAttempts = 2;
  const TempDir folder_ = *TempDir::Create("octavo-plan");
  const std::string path_ = folder_.path() + "/octavo.db";
  std::unique_ptr<SqliteWriter> writer_;
  SqliteReader reader_{path_};
  sqlite3* db_ = nullptr;
};

TEST_F(QueryPlanTest, AListOfExperimentsScansNothing) {
  WriteExperiments();
  ASSERT_TRUE(reader_.ListExperiments(ExperimentId(), 10).ok());
  ExpectSearchesAlone(4);  // experiments, jobs, jobs and attempts
  Selects().clear();
  ASSERT_TRUE(reader_.SummarizeExperiments(ExperimentId(), 10).ok());
  ExpectSearchesAlone(2);
}

TEST_F(QueryPlanTest, APageTakesAsManyStatementsAsItHasTables) {
  WriteExperiments();
  const auto page = reader_.ListExperiments(ExperimentId(), 10);
  ASSERT_EQ(page->size(), size_t{kExperiments});
  for (const StoredExperiment& stored : *page) {
    ASSERT_EQ(stored.jobs.size(), size_t{kJobs});
    for (const StoredJob& job : stored.jobs) EXPECT_EQ(job.job.attempts.size(), size_t{kAttempts});
  }
  EXPECT_EQ(Selects().size(), 3u) << absl::StrJoin(Selects(), "\n");
  Selects().clear();
  const auto summaries = reader_.SummarizeExperiments(ExperimentId(), 10);
  ASSERT_EQ(summaries->size(), size_t{kExperiments});
  for (const ExperimentSummary& summary : *summaries) EXPECT_EQ(summary.jobs.size(), size_t{kJobs});
  EXPECT_EQ(Selects().size(), 2u) << absl::StrJoin(Selects(), "\n");
}

TEST_F(QueryPlanTest, FindingOneThingScansNothing) {
  WriteExperiments();
  ASSERT_TRUE(reader_.GetExperiment(ExperimentId(1)).ok());
  ASSERT_TRUE(reader_.GetJob(JobId(kJobs)).ok());
  ASSERT_TRUE(reader_.FindRequest("r1")->has_value());
  ASSERT_FALSE(writer_->FindResult("digest")->has_value());
  ASSERT_TRUE(writer_->ExperimentOf(JobId(kJobs)).ok());
  ExpectSearchesAlone(7);
}

TEST_F(QueryPlanTest, AListOfJobsScansNothing) {
  WriteExperiments();
  ASSERT_TRUE(reader_.ListJobs({ExperimentId(), std::nullopt}, JobId(), 10).ok());
  ASSERT_TRUE(reader_.ListJobs({ExperimentId(), JobState::kQueued}, JobId(), 10).ok());
  ExpectSearchesAlone(2);
  Selects().clear();
  // The few jobs of one experiment may be sorted.
  ASSERT_TRUE(reader_.ListJobs({ExperimentId(1), std::nullopt}, JobId(), 10).ok());
  ASSERT_TRUE(reader_.ListJobs({ExperimentId(1), JobState::kQueued}, JobId(), 10).ok());
  const std::vector<std::string> plans = Plans();
  ASSERT_FALSE(plans.empty());
  for (const std::string& plan : plans) {
    if (absl::StartsWith(plan, "USE TEMP B-TREE FOR ORDER BY")) continue;
    // Not the jobs of a state, of which there may be many: those of the experiment; and attempts by their job.
    EXPECT_THAT(plan, testing::AnyOf(testing::HasSubstr("(experiment_id=?)"), testing::HasSubstr("(job_id=?)")));
  }
}

}  // namespace
}  // namespace octavo
