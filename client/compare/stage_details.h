#ifndef OCTAVO_CLIENT_COMPARE_STAGE_DETAILS_H_
#define OCTAVO_CLIENT_COMPARE_STAGE_DETAILS_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "client/compare/layer_ranges.h"
#include "client/compare/mixed_search.h"
#include "client/compare/stage_result.h"
#include "client/compare/training_curve.h"

namespace octavo::client {

/// What a stage left beside its figures: how it trained, what its layers are like, what it searched. Each part is empty
/// where the stage has none.
struct StageDetails {
  std::vector<TrainingPoint> training;     // training_curve.csv
  std::vector<LayerRange> layers;          // layers.csv
  Sensitivity sensitivity;                 // of a mixed stage
  Search search;                           // of a mixed stage
  std::vector<std::string> problems = {};  // files that could not be read: sentences without a full stop
};

/// Reads what the folders of `stages` hold, in their order. A file that is missing leaves its part empty; one that is
/// damaged does too and is named in `problems`: details are no reason to withhold a comparison.
std::vector<StageDetails> ReadStageDetails(absl::Span<const StageResult> stages);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_STAGE_DETAILS_H_
