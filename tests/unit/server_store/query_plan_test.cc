// That queries find their rows by an index: with thousands of experiments a full scan would show in every answer.
#include <sqlite3.h>

#include <algorithm>
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

/// The statements that connections ran since this was cleared.
std::set<std::string>& Statements() {
  static auto* const statements = new std::set<std::string>();
  return *statements;
}

int OnStatement(unsigned, void*, void* statement, void*) {
  Statements().insert(sqlite3_sql(static_cast<sqlite3_stmt*>(statement)));
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
    Statements().clear();
  }
  void TearDown() override {
    sqlite3_close_v2(db_);
    sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(TraceConnection));
  }

  /// The lines of SQLite's plans for the SELECTs that were run, each behind its statement.
  std::vector<std::string> Plans() {
    const std::set<std::string> statements = Statements();  // explaining runs statements too
    std::vector<std::string> plans;
    for (const std::string& sql : statements) {
      if (!absl::StartsWith(sql, "SELECT")) continue;
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

  void WriteOneExperiment() {
    Changes changes;
    Experiment experiment;
    experiment.id = ExperimentId(1);
    experiment.request_id = "r";
    experiment.create = absl::FromUnixMicros(1);
    changes.experiments.push_back({experiment, true});
    Job job;
    job.id = JobId(1);
    job.experiment = experiment.id;
    job.spec = std::make_shared<const JobSpec>();
    job.create = absl::FromUnixMicros(1);
    changes.jobs.push_back({job, true, {}});
    ASSERT_TRUE(writer_->Begin().ok());
    ASSERT_TRUE(writer_->Write(changes).ok());
    ASSERT_TRUE(writer_->Commit().ok());
    Statements().clear();
  }

  const TempDir folder_ = *TempDir::Create("octavo-plan");
  const std::string path_ = folder_.path() + "/octavo.db";
  std::unique_ptr<SqliteWriter> writer_;
  SqliteReader reader_{path_};
  sqlite3* db_ = nullptr;
};

TEST_F(QueryPlanTest, AListOfExperimentsScansNothing) {
  WriteOneExperiment();
  ASSERT_EQ(reader_.ListExperiments(ExperimentId(), 10)->size(), 1u);
  ExpectSearchesAlone(4);  // experiments, jobs, jobs and attempts
  Statements().clear();
  ASSERT_EQ(reader_.SummarizeExperiments(ExperimentId(), 10)->size(), 1u);
  ExpectSearchesAlone(2);
}

TEST_F(QueryPlanTest, APageTakesAsManyStatementsAsItHasTables) {
  WriteOneExperiment();
  ASSERT_TRUE(reader_.ListExperiments(ExperimentId(), 10).ok());
  EXPECT_EQ(std::count_if(Statements().begin(), Statements().end(),
                          [](const std::string& sql) { return absl::StartsWith(sql, "SELECT"); }),
            3);
}

TEST_F(QueryPlanTest, FindingOneThingScansNothing) {
  WriteOneExperiment();
  ASSERT_TRUE(reader_.GetExperiment(ExperimentId(1)).ok());
  ASSERT_TRUE(reader_.GetJob(JobId(1)).ok());
  ASSERT_TRUE(reader_.FindRequest("r")->has_value());
  ASSERT_FALSE(writer_->FindResult("digest")->has_value());
  ASSERT_TRUE(writer_->ExperimentOf(JobId(1)).ok());
  ExpectSearchesAlone(7);
}

TEST_F(QueryPlanTest, AListOfJobsScansNothing) {
  WriteOneExperiment();
  ASSERT_TRUE(reader_.ListJobs({ExperimentId(), std::nullopt}, JobId(), 10).ok());
  ASSERT_TRUE(reader_.ListJobs({ExperimentId(), JobState::kQueued}, JobId(), 10).ok());
  ExpectSearchesAlone(2);
  Statements().clear();
  // The few jobs of one experiment may be sorted.
  ASSERT_TRUE(reader_.ListJobs({ExperimentId(1), std::nullopt}, JobId(), 10).ok());
  ASSERT_TRUE(reader_.ListJobs({ExperimentId(1), JobState::kQueued}, JobId(), 10).ok());
  for (const std::string& plan : Plans()) {
    if (absl::StartsWith(plan, "USE TEMP B-TREE FOR ORDER BY")) continue;
    // Not the jobs of a state, of which there may be many: those of the experiment; and attempts by their job.
    EXPECT_THAT(plan, testing::AnyOf(testing::HasSubstr("(experiment_id=?)"), testing::HasSubstr("(job_id=?)")));
  }
}

}  // namespace
}  // namespace octavo
