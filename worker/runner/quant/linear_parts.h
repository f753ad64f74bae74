#ifndef OCTAVO_WORKER_RUNNER_QUANT_LINEAR_PARTS_H_
#define OCTAVO_WORKER_RUNNER_QUANT_LINEAR_PARTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "worker/runner/engine/linear_sites.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/formats/weight_names.h"

namespace octavo {

/// The layers of a Hugging Face file that make up one linear site: query, key and value, else one. All read the same
/// input.
struct LinearParts {
  std::vector<std::string> names;  // to which ".weight" and ".bias" are added
  int64_t outputs = 0;             // of each
  int64_t inputs = 0;
};

LinearParts PartsOf(const ModelConfig& config, const WeightNames& names, const LinearSite& site);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_LINEAR_PARTS_H_
