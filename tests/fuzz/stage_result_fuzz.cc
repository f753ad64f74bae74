// Input: a stage's metrics.json, a separator, its evaluation_results.csv and training_curve.csv likewise: what
// `octavo compare` reads from folders that others may have made.
#include "client/compare/mixed_search.h"
#include "client/compare/stage_result.h"
#include "client/compare/training_curve.h"
#include "common/json.h"
#include "tests/fuzz/support/fuzz.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const auto json = ParseJson(input.Part(), "metrics.json");
  if (json.ok() && json->is_object()) {
    const auto result = client::ParseStageResult("dynamic", *json);
    if (result.ok()) {
      Require(!result->own_variants.empty(), "a stage makes a variant");
      for (const std::string& variant : result->own_variants) {
        Require(result->variants.contains(variant), "a variant that was made has figures");
      }
    }
    (void)client::ParseSensitivity(*json);
    (void)client::ParseSearch(*json);
  }
  (void)client::ParsePredictions(input.Part());
  (void)client::ParseTrainingCurve(input.Rest());
  return 0;
}

}  // namespace octavo::fuzz
