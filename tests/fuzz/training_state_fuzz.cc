// Input: the training state that a job leaves for its next attempt.
#include "client/compare/training_curve.h"
#include "common/json.h"
#include "tests/fuzz/support/fuzz.h"
#include "worker/runner/job/training_state.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto json = ParseJson(Input(data, size).Rest(), "state.json");
  if (!json.ok()) return 0;
  const auto state = TrainingStateFromJson(*json);
  if (!state.ok()) return 0;
  const auto again = ParseJson(DumpJson(ToJson(*state)), "state.json");
  Require(again.ok() && TrainingStateFromJson(*again).ok(), "what is written can be read");
  Require(ToJson(*TrainingStateFromJson(*again)) == *json, "what is written and read is what it was");
  const auto points = client::ParseTrainingCurve(FormatCurveCsv(state->curve));
  Require(points.ok() && points->size() == state->curve.size(), "the client reads every row of the curve");
  for (size_t i = 0; i < points->size(); ++i) {
    Require((*points)[i].step == state->curve[i].step && (*points)[i].epoch == state->curve[i].epoch,
            "the client reads the row that was written");
  }
  return 0;
}

}  // namespace octavo::fuzz
