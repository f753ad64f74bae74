#ifndef OCTAVO_WORKER_RUNNER_MODELS_PACKED_BATCH_H_
#define OCTAVO_WORKER_RUNNER_MODELS_PACKED_BATCH_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/formats/model_config.h"

namespace octavo {

/// Texts of similar length that attention pads to one length.
struct AttentionGroup {
  std::vector<int32_t> starts;   // first packed row of each text
  std::vector<int32_t> lengths;  // real tokens of each text
  int64_t padded = 0;            // longest of them
  int64_t size() const { return static_cast<int64_t>(starts.size()); }
};

/// A checked batch with what the encoder needs beside the ids: positions, token types, and groups for attention.
struct PackedBatch {
  std::vector<int32_t> ids;
  std::vector<int32_t> positions;  // rows of the position table
  std::vector<int32_t> types;
  std::vector<int32_t> first_rows;  // of each text
  std::vector<AttentionGroup> groups;

  int64_t tokens() const { return static_cast<int64_t>(ids.size()); }
  int64_t size() const { return static_cast<int64_t>(first_rows.size()); }
};

/// INVALID_ARGUMENT, naming the text, the value and the limit, for offsets that do not fit the ids, an empty text, a
/// text longer than the model's positions, or an id or token type outside its table.
absl::Status CheckBatch(const TokenBatch& batch, const ModelConfig& config);

/// As CheckBatch; groups texts so that padding stays below a quarter of each group's tokens.
absl::StatusOr<PackedBatch> PackBatch(const TokenBatch& batch, const ModelConfig& config);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_MODELS_PACKED_BATCH_H_
