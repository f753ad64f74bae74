#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/schema.h"
#include "server/store/sqlite_reader.h"
#include "server/store/sqlite_writer.h"

namespace octavo {
namespace {

class SqliteStoreTest : public testing::Test {
 protected:
  void SetUp() override { writer_ = *SqliteWriter::Open(path_); }

  Changes OneJob(int64_t number, const std::string& request) {
    Changes changes;
    Experiment experiment;
    experiment.id = ExperimentId(number);
    experiment.name = "name";
    experiment.request_id = request;
    experiment.create = absl::FromUnixMicros(5);
    changes.experiments.push_back({experiment, true});
    Job job;
    job.id = JobId(number);
    job.experiment = experiment.id;
    JobSpec spec;
    spec.name = "a";
    spec.kind = "dynamic";
    spec.params = {{"seed", 42}};
    spec.inputs = {{"model", "digest", "", "", {"hf://org/name@c"}}, {"dataset", "digest", "", ""}};
    job.spec = std::make_shared<const JobSpec>(spec);
    job.state = JobState::kLeased;
    job.create = job.queued = absl::FromUnixMicros(5);
    Attempt attempt;
    attempt.number = 1;
    attempt.worker = WorkerName("w");
    attempt.fence = Fence{number};
    attempt.start = absl::FromUnixMicros(6);
    job.attempts = {attempt};
    changes.jobs.push_back({job, true, {0}});
    changes.counters_changed = true;
    changes.counters = {number, number, number};
    return changes;
  }
  absl::Status WriteUnit(const Changes& changes) {
    absl::Status status = writer_->BeginUnit();
    if (status.ok()) status = writer_->Write(changes);
    EXPECT_TRUE((status.ok() ? writer_->KeepUnit() : writer_->DropUnit()).ok());
    return status;
  }

  const TempDir folder_ = *TempDir::Create("octavo-store");
  const std::string path_ = folder_.path() + "/octavo.db";
  std::unique_ptr<SqliteWriter> writer_;
};

TEST_F(SqliteStoreTest, WhatWasCommittedIsLoadedAgain) {
  ASSERT_TRUE(writer_->Begin().ok());
  ASSERT_TRUE(WriteUnit(OneJob(1, "r1")).ok());
  ASSERT_TRUE(writer_->Commit().ok());
  writer_ = *SqliteWriter::Open(path_);
  const Scheduler::Snapshot snapshot = *writer_->Load();
  ASSERT_EQ(snapshot.jobs.size(), 1u);
  EXPECT_EQ(snapshot.jobs[0].spec->params.at("seed"), 42);
  EXPECT_THAT(snapshot.jobs[0].spec->inputs.at(0).sources, ::testing::ElementsAre("hf://org/name@c"));
  EXPECT_THAT(snapshot.jobs[0].spec->inputs.at(1).sources, ::testing::IsEmpty());
  EXPECT_EQ(snapshot.jobs[0].attempts.at(0).fence, Fence{1});
  EXPECT_EQ(snapshot.jobs[0].start, absl::InfinitePast());
  EXPECT_EQ(snapshot.counters, (Counters{1, 1, 1}));
  EXPECT_EQ((*writer_->FindRequest("r1"))->experiment, ExperimentId(1));
}

TEST_F(SqliteStoreTest, ABadUnitFailsAlone) {
  ASSERT_TRUE(writer_->Begin().ok());
  ASSERT_TRUE(WriteUnit(OneJob(1, "same")).ok());
  EXPECT_FALSE(WriteUnit(OneJob(2, "same")).ok()) << "request ids are unique";
  ASSERT_TRUE(WriteUnit(OneJob(3, "other")).ok());
  ASSERT_TRUE(writer_->Commit().ok());
  EXPECT_EQ(writer_->Load()->experiments.size(), 2u);
}

TEST_F(SqliteStoreTest, ReadersSeeOnlyWhatIsCommitted) {
  SqliteReader reader(path_);
  ASSERT_TRUE(writer_->Begin().ok());
  ASSERT_TRUE(WriteUnit(OneJob(1, "r1")).ok());
  EXPECT_EQ(ErrorInfoOf(reader.GetJob(JobId(1)).status()).reason, "JOB_NOT_FOUND");
  ASSERT_TRUE(writer_->Commit().ok());
  EXPECT_EQ(reader.GetJob(JobId(1))->job.state, JobState::kLeased);
  EXPECT_EQ(reader.ListExperiments(ExperimentId(), 10)->size(), 1u);
  EXPECT_EQ(reader.ListJobs({ExperimentId(1), JobState::kRunning}, JobId(), 10)->size(), 0u);
  EXPECT_EQ(*reader.NamedManifests(), std::vector<std::string>{"digest"});
}

TEST_F(SqliteStoreTest, APageHoldsTheJobsOfItsExperimentsAndNoOthers) {
  ASSERT_TRUE(writer_->Begin().ok());
  for (int64_t number = 1; number <= 4; ++number) {
    Changes changes = OneJob(number, absl::StrCat("r", number));
    Changes::JobRow second = changes.jobs[0];
    second.value.id = JobId(10 - number);  // ids need not rise with positions
    second.value.position = 1;
    second.value.attempts[0].fence = Fence{100 + number};
    second.value.attempts.push_back(second.value.attempts[0]);
    second.value.attempts[1].number = 2;
    second.value.attempts[1].fence = Fence{200 + number};
    second.attempts = {0, 1};
    if (number != 3) changes.jobs.push_back(second);
    ASSERT_TRUE(WriteUnit(changes).ok());
  }
  ASSERT_TRUE(writer_->Commit().ok());
  SqliteReader reader(path_);
  const std::vector<StoredExperiment> page = *reader.ListExperiments(ExperimentId(4), 2);
  ASSERT_EQ(page.size(), 2u);
  EXPECT_EQ(page[0].experiment.id, ExperimentId(3));
  EXPECT_EQ(page[0].experiment.jobs, std::vector<JobId>{JobId(3)});
  EXPECT_EQ(page[1].experiment.jobs, (std::vector<JobId>{JobId(2), JobId(8)}));
  ASSERT_EQ(page[1].jobs.size(), 2u);
  EXPECT_EQ(page[1].jobs[0].job.attempts.size(), 1u);
  ASSERT_EQ(page[1].jobs[1].job.attempts.size(), 2u);
  EXPECT_EQ(page[1].jobs[1].job.attempts[1].fence, Fence{202});
  const std::vector<ExperimentSummary> summaries = *reader.SummarizeExperiments(ExperimentId(4), 2);
  ASSERT_EQ(summaries.size(), 2u);
  ASSERT_EQ(summaries[1].jobs.size(), 2u);
  EXPECT_EQ(summaries[1].jobs[1].id, JobId(8));
  EXPECT_EQ(summaries[1].jobs[1].name, "a");
  EXPECT_EQ(summaries[1].jobs[1].kind, "dynamic");
  EXPECT_EQ(summaries[1].jobs[1].state, JobState::kLeased);
  EXPECT_TRUE(reader.SummarizeExperiments(ExperimentId(1), 2)->empty());
  EXPECT_TRUE(reader.ListExperiments(ExperimentId(1), 2)->empty());
}

TEST_F(SqliteStoreTest, RollbackLeavesNothing) {
  ASSERT_TRUE(writer_->Begin().ok());
  ASSERT_TRUE(WriteUnit(OneJob(1, "r1")).ok());
  writer_->Rollback();
  EXPECT_TRUE(writer_->Load()->experiments.empty());
}

// Of what a power cut leaves nothing but these settings decide: every commit is synced before it returns.
TEST_F(SqliteStoreTest, TheWriterSyncsEveryCommit) {
  writer_.reset();
  auto database = *SqliteDatabase::Open(path_, SqliteDatabase::Mode::kReadWrite);
  auto synchronous = *database->Prepare("PRAGMA synchronous");
  ASSERT_TRUE(*synchronous.Step());
  EXPECT_EQ(synchronous.Int(), 2) << "FULL";
  auto journal = *database->Prepare("PRAGMA journal_mode");
  ASSERT_TRUE(*journal.Step());
  EXPECT_EQ(journal.Text(), "wal");
}

TEST_F(SqliteStoreTest, AWriterWithoutAWriteAheadLogIsRefused) {
  // SQLite keeps no such log for a temporary database, as on a file system without shared memory.
  const absl::Status refused = SqliteDatabase::Open("", SqliteDatabase::Mode::kReadWrite).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition) << refused;
  EXPECT_THAT(std::string(refused.message()), testing::HasSubstr("Use a data folder on a local file system"));
  EXPECT_TRUE(SqliteDatabase::Open(":memory:", SqliteDatabase::Mode::kReadWrite).ok());
}

TEST_F(SqliteStoreTest, ErrorsHaveTheirClass) {
  writer_.reset();
  auto database = *SqliteDatabase::Open(path_, SqliteDatabase::Mode::kReadWrite);
  ASSERT_TRUE(database->Execute("CREATE TABLE t (x INTEGER UNIQUE); INSERT INTO t VALUES (1)").ok());
  EXPECT_EQ(database->Execute("INSERT INTO t VALUES (1)").code(), absl::StatusCode::kInternal);
  auto pages = *database->Prepare("PRAGMA page_count");
  ASSERT_TRUE(*pages.Step());
  ASSERT_TRUE(database->Execute(absl::StrCat("PRAGMA max_page_count = ", pages.Int()).c_str()).ok());
  EXPECT_EQ(database->Execute("CREATE TABLE big AS SELECT zeroblob(1000000)").code(),
            absl::StatusCode::kResourceExhausted);
}

TEST_F(SqliteStoreTest, ADatabaseForANewerProgramIsRefused) {
  writer_.reset();
  {
    auto database = *SqliteDatabase::Open(path_, SqliteDatabase::Mode::kReadWrite);
    ASSERT_TRUE(database->Execute("UPDATE meta SET value = 99").ok());
  }
  const absl::Status refused = SqliteWriter::Open(path_).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(refused.message()), testing::HasSubstr("schema 99"));
}

}  // namespace
}  // namespace octavo
