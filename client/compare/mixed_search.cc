#include "client/compare/mixed_search.h"

#include "client/compare/result_fields.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

bool IsTrue(const Json& object, absl::string_view path) {
  const Json* value = At(object, path);
  return value != nullptr && value->is_boolean() && value->get<bool>();
}

absl::StatusOr<LayerSensitivity> ParseSensitivityLayer(const Json& json) {
  LayerSensitivity layer;
  std::string kept;
  OCTAVO_RETURN_IF_ERROR(Read(json, "layer", &layer.layer));
  OCTAVO_RETURN_IF_ERROR(Read(json, "precision", &layer.precision));
  OCTAVO_RETURN_IF_ERROR(Read(json, "kept", &kept));
  layer.only_this = kept == "only_this";
  OCTAVO_RETURN_IF_ERROR(Read(json, "accuracy_difference", &layer.accuracy_difference));
  OCTAVO_RETURN_IF_ERROR(Read(json, "mean_kl", &layer.mean_kl));
  return layer;
}

absl::StatusOr<Candidate> ParseCandidate(const Json& json) {
  Candidate candidate;
  OCTAVO_RETURN_IF_ERROR(Read(json, "candidate", &candidate.name));
  OCTAVO_RETURN_IF_ERROR(Read(json, "layers", &candidate.layers));
  OCTAVO_RETURN_IF_ERROR(Read(json, "accuracy", &candidate.accuracy));
  OCTAVO_RETURN_IF_ERROR(Read(json, "accuracy_drop", &candidate.accuracy_drop));
  OCTAVO_RETURN_IF_ERROR(Read(json, "mean_kl", &candidate.mean_kl));
  OCTAVO_RETURN_IF_ERROR(Read(json, "latency_ms", &candidate.latency_ms));
  OCTAVO_RETURN_IF_ERROR(Read(json, "size_bytes", &candidate.size_bytes));
  candidate.speedup = ParseRatio(At(json, "speedup"));
  candidate.on_front = IsTrue(json, "on_front");
  candidate.chosen = IsTrue(json, "chosen");
  return candidate;
}

}  // namespace

absl::StatusOr<Sensitivity> ParseSensitivity(const Json& result) {
  Sensitivity sensitivity;
  const Json* json = At(result, "sensitivity");
  if (json == nullptr || json->is_null()) return sensitivity;
  OCTAVO_RETURN_IF_ERROR(Read(*json, "decided_on", &sensitivity.decided_on));
  OCTAVO_RETURN_IF_ERROR(Read(*json, "rows", &sensitivity.rows));
  const Json* layers = At(*json, "layers");
  if (layers == nullptr || !layers->is_array()) return BadField("sensitivity/layers", "a list");
  for (const Json& item : *layers) {
    OCTAVO_ASSIGN_OR_RETURN(LayerSensitivity layer, ParseSensitivityLayer(item));
    sensitivity.layers.push_back(std::move(layer));
  }
  return sensitivity;
}

absl::StatusOr<Search> ParseSearch(const Json& result) {
  Search search;
  const Json* json = At(result, "search");
  if (json == nullptr || json->is_null()) return search;
  OCTAVO_RETURN_IF_ERROR(Read(*json, "decided_on", &search.decided_on));
  OCTAVO_RETURN_IF_ERROR(Read(*json, "rows", &search.rows));
  OCTAVO_RETURN_IF_ERROR(Read(*json, "reference_accuracy", &search.reference_accuracy));
  OCTAVO_RETURN_IF_ERROR(Read(*json, "accuracy_budget", &search.accuracy_budget));
  search.holds_budget = IsTrue(*json, "holds_budget");
  const Json* candidates = At(*json, "candidates");
  if (candidates == nullptr || !candidates->is_array()) return BadField("search/candidates", "a list");
  for (const Json& item : *candidates) {
    OCTAVO_ASSIGN_OR_RETURN(Candidate candidate, ParseCandidate(item));
    search.candidates.push_back(std::move(candidate));
  }
  return search;
}

}  // namespace octavo::client
