#ifndef OCTAVO_WORKER_AGENT_RUNNER_END_H_
#define OCTAVO_WORKER_AGENT_RUNNER_END_H_

#include "absl/status/statusor.h"
#include "common/subprocess.h"
#include "worker/agent/attempt.h"
#include "worker/agent/runner_report.h"

namespace octavo {

/// What a runner's end means, from three witnesses: how the process ended, why the agent stopped it (kNone: it did
/// not), and what the report says (an error: there is none that counts). Pure.
///
/// | stopped for          | outcome        | reason                                                    |
/// | kCancelled           | CANCELLED      | CANCELLED                                                 |
/// | kStale               | REVOKED        | STALE_LEASE                                               |
/// | kMemoryLimit         | MEMORY_LIMIT   | MEMORY_LIMIT                                              |
/// | kTimeLimit           | TIME_LIMIT     | TIME_LIMIT                                                |
/// | kLogLimit            | FAILED         | LOG_LIMIT                                                 |
/// | kLeaseLost           | REVOKED        | LEASE_LOST                                                |
/// | kShutdown            | REVOKED        | WORKER_STOPPED                                            |
///
/// A runner that had finished before the stop reached it counts as finished, except for kCancelled and kStale; its
/// outputs are still to be stored then (AttemptRunner::RequestStop). Not stopped: exit 0 and 1 by the report (none or a
/// contradicting one: CRASHED, BAD_REPORT), 2 FAILED BAD_SPEC, 3 REVOKED STOPPED (a SIGTERM from elsewhere), 5
/// FAILED DISK_FULL (no room for a report), 4 and others CRASHED EXIT_STATUS, a signal CRASHED SIGNAL.
AttemptEnd JudgeRunner(const ExitStatus& exit, StopReason stopped, const absl::StatusOr<RunnerReport>& report);

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_RUNNER_END_H_
