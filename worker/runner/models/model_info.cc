#include "worker/runner/models/model_info.h"

namespace octavo {

ModelInfo DescribeModel(const ModelConfig& config, int64_t parameters) {
  ModelInfo info;
  info.architecture = config.architecture;
  info.labels = config.labels;
  info.vocab_size = config.vocab_size;
  info.max_positions = config.max_positions();
  info.hidden_size = config.hidden_size;
  info.num_layers = config.num_layers;
  info.parameters = parameters;
  const int64_t square = config.hidden_size * config.hidden_size;
  const int64_t projections = 2 * 3 * square;  // query, key, value
  const int64_t rest = 2 * (square + 2 * config.hidden_size * config.intermediate_size);
  info.flops_per_token = config.num_layers * projections + (config.num_layers - 1) * rest;
  info.flops_per_text = rest;
  return info;
}

}  // namespace octavo
