#ifndef OCTAVO_CLIENT_COMMANDS_PROGRESS_VIEW_H_
#define OCTAVO_CLIENT_COMMANDS_PROGRESS_VIEW_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/time/time.h"
#include "client/api/types.h"
#include "client/commands/job_story.h"
#include "client/commands/output.h"
#include "client/commands/plain_pace.h"
#include "common/clock.h"

namespace octavo::client {

/// Shows an experiment as it goes: a line for each event of a job, and below them live lines on a terminal, or a plain
/// line now and then otherwise. It may be given the same state again, as after a lost connection: nothing is told
/// twice. Thread-compatible.
class ProgressView {
 public:
  /// `output` and `clock` outlive it.
  explicit ProgressView(Output& output, const Clock& clock = Clock::Steady()) : output_(output), clock_(clock) {}
  ~ProgressView() { output_.ClearLive(); }

  void Update(const Experiment& experiment);
  /// A line on why a queued job waits, unless that is what was told of it last.
  void Queued(const Job& job, const std::string& why);
  /// Bytes that go up or down.
  void Transfer(const std::string& what, int64_t done, int64_t total);

 private:
  /// What was told of one job.
  struct Told {
    JobStory story;
    std::string phase;
    absl::Time line = absl::InfinitePast();  // when a plain line was written
    std::string queued;                      // why it waits
  };
  void TellProgress(const Job& job, Told& told);

  Output& output_;
  const Clock& clock_;
  std::map<std::string, Told> told_;  // by job id
  TransferPace transfers_;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_PROGRESS_VIEW_H_
