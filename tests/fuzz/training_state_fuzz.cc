// Input: the training state that a job leaves for its next attempt. What is read is what was written, to the field.
#include "common/json.h"
#include "tests/fuzz/support/fuzz.h"
#include "worker/runner/job/training_state.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto json = ParseJson(Input(data, size).Rest(), "state.json");
  if (!json.ok()) return 0;
  const auto state = TrainingStateFromJson(*json);
  if (!state.ok()) return 0;
  Require(ToJson(*state) == *json, "nothing is read but what is written");
  Require(!FormatCurveCsv(state->curve).empty(), "a curve has a header");
  return 0;
}

}  // namespace octavo::fuzz
