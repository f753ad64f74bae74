#ifndef OCTAVO_CLIENT_COMMANDS_PROGRESS_VIEW_H_
#define OCTAVO_CLIENT_COMMANDS_PROGRESS_VIEW_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/time/time.h"
#include "client/api/types.h"
#include "client/commands/output.h"

namespace octavo::client {

/// One line on a running job: phase, a bar of `bar` columns (0: none), step, rate, time left, loss or accuracy. Pure.
std::string ProgressLine(const Job& job, int bar);
/// One line on a job that ended: outcome, time, and the main figures of its result. Pure.
std::string EndLine(const Job& job);
/// "accuracy 83.7 %, 86.7 MiB, 3.10 ms a text" of an octavo.result/1 object; empty if it has none. Pure.
std::string ResultSummary(const Json& result);

/// Shows an experiment as it goes: live lines on a terminal, a plain line now and then otherwise. Confined to one
/// thread.
class ProgressView {
 public:
  explicit ProgressView(Output& output) : output_(output) {}
  ~ProgressView() { output_.ClearLive(); }

  void Update(const Experiment& experiment);
  /// A line on why a queued job waits, unless that is what was told of it last.
  void Queued(const Job& job, const std::string& why);
  /// Bytes that go up or down.
  void Transfer(const std::string& what, int64_t done, int64_t total);

 private:
  void UpdateJob(const Job& job);

  Output& output_;
  std::map<std::string, JobState> states_;        // by job id: what was told last
  std::map<std::string, absl::Time> last_lines_;  // when a plain line was written for it
  std::map<std::string, std::string> phases_;
  std::map<std::string, std::string> reasons_;  // why it is queued
  std::string transfer_;
  absl::Time transfer_line_ = absl::InfinitePast();
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_PROGRESS_VIEW_H_
