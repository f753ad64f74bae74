#ifndef OCTAVO_TESTS_UNIT_AGENT_ATTEMPT_FIXTURE_H_
#define OCTAVO_TESTS_UNIT_AGENT_ATTEMPT_FIXTURE_H_

#include <sys/prctl.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/clock.h"
#include "common/files.h"
#include "common/subprocess.h"
#include "gtest/gtest.h"
#include "tests/support/fake_coordinator.h"
#include "worker/agent/attempt_runner.h"
#include "worker/agent/boot_clock.h"

namespace octavo {

/// A worker's folder, cache and context around a FakeCoordinator and the fake runner.
class AttemptFixture : public ::testing::Test {
 protected:
  AttemptFixture() {
    EXPECT_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);  // as octavo-worker does
    context_.coordinator = &coordinator_;
    context_.cache = cache_.get();
    context_.stats = &stats_;
    context_.clock = &boot_clock_;
    context_.jobs_root = dir_.path() + "/jobs";
    context_.runner = FakeRunner();
    context_.environment = InheritEnvironment();
    context_.devices = {"cpu"};
    context_.kill_grace = absl::Seconds(20);
    context_.report_interval = absl::Milliseconds(20);
    context_.shutdown_upload = absl::Milliseconds(100);
    context_.shutdown_commit = absl::Milliseconds(200);
    context_.backoff = [] { return Backoff(absl::Milliseconds(5), absl::Milliseconds(20), [] { return 1.0; }); };
    EXPECT_TRUE(MakeDirectories(context_.jobs_root).ok());
  }

  /// Beside the tests' binaries.
  static std::string FakeRunner() { return std::string(std::getenv("OCTAVO_BIN_DIR")) + "/../tests/fake_runner"; }

  /// An attempt whose fake runner obeys `script` (tests/support/fake_runner.cc).
  static Assignment Job(const std::string& job_id, const Json& script, int attempt = 1) {
    Assignment assignment;
    assignment.id = {job_id, attempt, 100 + attempt};
    assignment.kind = "baseline";
    assignment.params = {{"fake", script}};
    assignment.threads = 1;
    assignment.job_name = job_id;
    return assignment;
  }

  std::string Path(const std::string& name) const { return dir_.path() + "/" + name; }
  void Touch(const std::string& name) const { EXPECT_TRUE(WriteFileAtomically(Path(name), "").ok()); }
  bool Exists(const std::string& name) const { return ReadFile(Path(name)).ok(); }
  bool AwaitFile(const std::string& name) {
    return coordinator_.Await([&](const FakeCoordinator&) { return Exists(name); });
  }
  /// Waits for so many commits and returns the last one.
  FakeCoordinator::CommitCall AwaitCommit(size_t count = 1) {
    if (!coordinator_.Await([&](const FakeCoordinator& c) { return c.commits().size() >= count; })) {
      ADD_FAILURE() << "no commit came";
      return {};
    }
    return coordinator_.commits().back();
  }

  /// Runs an attempt to its commit.
  AttemptEnd RunJob(const Assignment& assignment) {
    AttemptRunner runner(assignment, context_);
    runner.Run();
    const auto commits = coordinator_.commits();
    if (commits.empty()) {
      ADD_FAILURE() << "nothing was committed";
      return {};
    }
    EXPECT_EQ(commits.back().id, assignment.id);
    return commits.back().end;
  }
  AttemptEnd RunJob(const Json& script) { return RunJob(Job("j1", script)); }

  const TempDir dir_ = *TempDir::Create("agent");
  FakeCoordinator coordinator_;
  AgentStats stats_;
  BootClock boot_clock_;
  std::unique_ptr<BlobCache> cache_ = *BlobCache::Open(dir_.path() + "/cache", 1 << 20);
  AttemptContext context_;
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_UNIT_AGENT_ATTEMPT_FIXTURE_H_
