#ifndef OCTAVO_WORKER_RUNNER_ENGINE_LINEAR_SITES_H_
#define OCTAVO_WORKER_RUNNER_ENGINE_LINEAR_SITES_H_

// The names of an encoder's linear layers, the same for all architectures: in files, parameters and result tables.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace octavo {

/// The linear layers of an encoder layer, and the one between encoder and classifier. Query, key and value are one.
enum class LinearRole { kQkv, kAttentionOutput, kFfnIn, kFfnOut, kPooler };

struct LinearSite {
  int layer = 0;  // the pooler's is the number of layers
  LinearRole role = LinearRole::kQkv;
  bool operator==(const LinearSite&) const = default;
};

/// All of a model, in the order in which they run.
std::vector<LinearSite> LinearSites(int64_t num_layers);

/// Place of `site` in LinearSites().
size_t IndexOf(const LinearSite& site);

/// "layer.0.qkv", "layer.0.attention_output", "layer.0.ffn_in", "layer.0.ffn_out", "pooler".
std::string LinearName(const LinearSite& site);

/// What enters a layer of this role: "attention_input", "attention_context", "ffn_input", "ffn_hidden", "pooler_input".
const char* InputRole(LinearRole role);

/// The role whose input is so named. INVALID_ARGUMENT with the names otherwise.
absl::StatusOr<LinearRole> ParseInputRole(absl::string_view name);

/// By place in LinearSites(): whether one of `patterns` names the site. A pattern is a name, in which '*' stands for
/// any text ("layer.*.ffn_out"). INVALID_ARGUMENT for a pattern that names no layer of the model.
absl::StatusOr<std::vector<bool>> MatchLinears(absl::Span<const std::string> patterns, int64_t num_layers);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_ENGINE_LINEAR_SITES_H_
