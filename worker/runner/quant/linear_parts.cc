#include "worker/runner/quant/linear_parts.h"

#include "absl/strings/str_cat.h"

namespace octavo {

LinearParts PartsOf(const ModelConfig& config, const LinearSite& site) {
  const std::string base = absl::StrCat("bert.encoder.layer.", site.layer, ".");
  const int64_t hidden = config.hidden_size, intermediate = config.intermediate_size;
  switch (site.role) {
    case LinearRole::kQkv:
      return {
          {base + "attention.self.query", base + "attention.self.key", base + "attention.self.value"}, hidden, hidden};
    case LinearRole::kAttentionOutput:
      return {{base + "attention.output.dense"}, hidden, hidden};
    case LinearRole::kFfnIn:
      return {{base + "intermediate.dense"}, intermediate, hidden};
    case LinearRole::kFfnOut:
      return {{base + "output.dense"}, hidden, intermediate};
    case LinearRole::kPooler:
      break;
  }
  return {{"bert.pooler.dense"}, hidden, hidden};
}

}  // namespace octavo
