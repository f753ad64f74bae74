#ifndef OCTAVO_WORKER_AGENT_RUNNER_REPORT_H_
#define OCTAVO_WORKER_AGENT_RUNNER_REPORT_H_

#include <string>

#include "absl/status/statusor.h"
#include "common/json.h"
#include "worker/agent/attempt.h"

namespace octavo {

/// report.json of docs/runner-protocol.md, checked.
struct RunnerReport {
  bool succeeded = false;
  std::string reason;
  std::string message;
  Json result = Json::object();
};

/// The largest report that is read. Its result must fit into kMaxResultBytes of common/result_size.h besides.
inline constexpr int64_t kMaxReportBytes = 1 << 20;

/// Reads the report of attempt `id`. NOT_FOUND if there is none; INVALID_ARGUMENT with the field and the value if it is
/// not a report, is too large, has a result that the coordinator would not take, or names another job or attempt.
absl::StatusOr<RunnerReport> ReadRunnerReport(const std::string& path, const AttemptId& id);

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_RUNNER_REPORT_H_
