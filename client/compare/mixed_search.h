#ifndef OCTAVO_CLIENT_COMPARE_MIXED_SEARCH_H_
#define OCTAVO_CLIENT_COMPARE_MIXED_SEARCH_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/json.h"
#include "common/stats.h"

namespace octavo::client {

/// What one precision does to one layer, alone or by its absence.
struct LayerSensitivity {
  std::string layer;
  std::string precision;
  bool only_this = false;          // else: all layers but this
  double accuracy_difference = 0;  // to the FP32 model on the same rows
  double mean_kl = 0;
};

/// `sensitivity` of an octavo.result/1 object; no layers where the stage measured none.
struct Sensitivity {
  std::string decided_on;  // the split, "validation"
  int64_t rows = 0;
  std::vector<LayerSensitivity> layers;
};

/// An assignment of precisions to layers that the search measured.
struct Candidate {
  std::string name;
  std::string layers;
  double accuracy = 0;
  double accuracy_drop = 0;
  double mean_kl = 0;
  double latency_ms = 0;
  std::optional<RatioEstimate> speedup;  // over FP32 everywhere
  int64_t size_bytes = 0;
  bool on_front = false;
  bool chosen = false;
};

/// `search` of an octavo.result/1 object; no candidates where the stage searched for nothing.
struct Search {
  std::string decided_on;
  int64_t rows = 0;
  double reference_accuracy = 0;
  double accuracy_budget = 0;
  bool holds_budget = true;
  std::vector<Candidate> candidates;
};

/// INVALID_ARGUMENT names the field that is missing or of the wrong type.
absl::StatusOr<Sensitivity> ParseSensitivity(const Json& result);
absl::StatusOr<Search> ParseSearch(const Json& result);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_MIXED_SEARCH_H_
