#include "worker/runner/job/record.h"

#include "absl/time/time.h"
#include "worker/runner/job/environment.h"

namespace octavo {

Json StartRecord(const JobContext& context, const RecordParts& parts) {
  const ModelInfo& model = parts.model;
  return Json{{"schema", "octavo.result/1"},
              {"kind", context.spec.kind},
              {"model",
               {{"name", parts.model_name},
                {"architecture", model.architecture},
                {"labels", model.labels},
                {"parameters", model.parameters},
                {"layers", model.num_layers},
                {"hidden_size", model.hidden_size},
                {"vocab_size", model.vocab_size},
                {"max_positions", model.max_positions},
                {"tokenizer_digest", parts.tokenizer.digest()}}},
              {"dataset", parts.dataset},
              {"params", context.spec.params},
              {"max_length", parts.max_length},
              {"inputs", parts.inputs},
              {"environment", DescribeEnvironment(parts.capabilities, context.spec.device, context.spec.threads)},
              {"job", {{"id", context.spec.job_id}, {"attempt", context.spec.attempt}}},
              {"started_at", absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", context.started, absl::UTCTimeZone())}};
}

void FinishRecord(const JobContext& context, Json& result) {
  result["wall_seconds"] = absl::ToDoubleSeconds(context.clock.Now() - context.started);
  result["phase_seconds"] = context.events.PhaseSeconds();
  result["peak_memory_bytes"] = PeakMemoryBytes();
  result["warnings"] = context.events.warnings();
}

Json ConfigOf(const Json& result) {
  Json config = {{"schema", "octavo.config/1"}};
  for (const char* field :
       {"kind", "model", "dataset", "params", "max_length", "inputs", "environment", "job", "started_at", "training"}) {
    if (const auto found = result.find(field); found != result.end()) config[field] = *found;
  }
  return config;
}

absl::Status WriteOutput(const JobContext& context, const std::string& name, const Json& value) {
  return WriteJsonFile(context.Output(name), value);
}

}  // namespace octavo
