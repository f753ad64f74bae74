#include "worker/runner/engine/engine.h"
#include "worker/runner/quant/int8_plan.h"

namespace octavo {

absl::StatusOr<QuantizeSummary> QuantizeDynamic(const QuantizeDynamicOptions& options) {
  return WriteInt8Model(options.model_dir, options.output_path, {"dynamic", options.quantize_embeddings, "", {}});
}

}  // namespace octavo
