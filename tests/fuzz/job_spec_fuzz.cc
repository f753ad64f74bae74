// Input: a job.json, as the runner reads it.
#include "common/json.h"
#include "tests/fuzz/support/fuzz.h"
#include "worker/runner/job/job_spec.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto json = ParseJson(Input(data, size).Rest(), "job.json");
  if (!json.ok() || !json->is_object()) return 0;
  JobSpec spec;
  if (!ParseJobSpec(*json, spec).ok()) return 0;
  Require(spec.threads >= 1 && spec.attempt >= 1 && spec.params.is_object(), "a job has what every job has");
  Require(!InputsOf(spec.kind).empty(), "a job has inputs");
  return 0;
}

}  // namespace octavo::fuzz
