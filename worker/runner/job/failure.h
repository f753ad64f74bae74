#ifndef OCTAVO_WORKER_RUNNER_JOB_FAILURE_H_
#define OCTAVO_WORKER_RUNNER_JOB_FAILURE_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace octavo {

// Classes of failure in report.json. The server's retry rules depend on them: only INTERNAL is worth the same try
// again.
inline constexpr absl::string_view kBadSpec = "BAD_SPEC";
inline constexpr absl::string_view kBadModel = "BAD_MODEL";
inline constexpr absl::string_view kBadData = "BAD_DATA";
inline constexpr absl::string_view kOutOfMemory = "OUT_OF_MEMORY";
inline constexpr absl::string_view kUnsupported = "UNSUPPORTED";
inline constexpr absl::string_view kDiskFull = "DISK_FULL";
inline constexpr absl::string_view kInternal = "INTERNAL";

/// Marks an INVALID_ARGUMENT or NOT_FOUND status as being about a model, data or the spec; a class that the status
/// already carries stays, and other codes (out of memory, cancelled …) keep their own meaning. OK stays OK.
absl::Status Blame(absl::Status status, absl::string_view reason);

/// Blame() for what reads an input: a damaged file (DATA_LOSS) and one over a reader's limit (RESOURCE_EXHAUSTED) are
/// the input's fault too, and become INVALID_ARGUMENT. Not for what computes, where RESOURCE_EXHAUSTED is our memory.
absl::Status BlameInput(absl::Status status, absl::string_view reason);

/// The class of a failure: the one that Blame() attached, else by code. A full disk is told from full memory by the
/// system's own words. REQUIRES: !status.ok().
absl::string_view FailureReason(const absl::Status& status);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_FAILURE_H_
