#ifndef OCTAVO_WORKER_RUNNER_JOB_RECORD_H_
#define OCTAVO_WORKER_RUNNER_JOB_RECORD_H_

#include <string>

#include "absl/status/status.h"
#include "common/json.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/job/job_context.h"
#include "worker/runner/text/tokenizer.h"

namespace octavo {

/// What the record of a job needs beyond its context.
struct RecordParts {
  std::string model_name;
  const ModelInfo& model;
  const Tokenizer& tokenizer;
  Json dataset;
  Json inputs;
  int max_length = 0;
  const EngineCapabilities& capabilities;
};

/// The record part of an octavo.result/1 object: what is run, and where (docs/results-format.md).
Json StartRecord(const JobContext& context, const RecordParts& parts);

/// Adds what is known at the end: times, peak memory, warnings.
void FinishRecord(const JobContext& context, Json& result);

/// The octavo.config/1 object: the record of `result` and its `training`, without measurements.
Json ConfigOf(const Json& result);

/// Writes outputs/`name`.
absl::Status WriteOutput(const JobContext& context, const std::string& name, const Json& value);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_RECORD_H_
