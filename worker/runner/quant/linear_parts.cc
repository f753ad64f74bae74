#include "worker/runner/quant/linear_parts.h"

namespace octavo {

LinearParts PartsOf(const ModelConfig& config, const WeightNames& names, const LinearSite& site) {
  const int64_t hidden = config.hidden_size, intermediate = config.intermediate_size;
  if (site.role == LinearRole::kPooler) return {{names.pooler}, hidden, hidden};
  const LayerNames layer = names.Layer(site.layer);
  if (site.role == LinearRole::kAttentionOutput) return {{layer.attention_output}, hidden, hidden};
  if (site.role == LinearRole::kFfnIn) return {{layer.ffn_in}, intermediate, hidden};
  if (site.role == LinearRole::kFfnOut) return {{layer.ffn_out}, hidden, intermediate};
  return {{layer.query, layer.key, layer.value}, hidden, hidden};
}

}  // namespace octavo
