#ifndef OCTAVO_WORKER_RUNNER_MODELS_PACKED_BATCH_H_
#define OCTAVO_WORKER_RUNNER_MODELS_PACKED_BATCH_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/formats/model_config.h"

namespace octavo {

/// oneDNN generates code per shape, which costs as much as a small GEMM: shapes are rounded up so that batches share
/// it.
constexpr int64_t kRowMultiple = 64;     // packed rows
constexpr int64_t kLengthMultiple = 16;  // padded length of attention

/// Texts of similar length that attention pads to one length.
struct AttentionGroup {
  std::vector<int32_t> starts;   // first packed row of each text
  std::vector<int32_t> lengths;  // real tokens of each text
  int64_t padded = 0;            // longest of them, rounded up to kLengthMultiple
  int64_t size() const { return static_cast<int64_t>(starts.size()); }
};

/// A checked batch with what the encoder needs beside the ids: positions, token types, and groups for attention. Rows
/// from real_tokens on fill up to kRowMultiple: they belong to no text, nothing reads them, and their gradients are
/// zero.
struct PackedBatch {
  std::vector<int32_t> ids;
  std::vector<int32_t> positions;  // rows of the position table
  std::vector<int32_t> types;
  std::vector<int32_t> first_rows;  // of each text
  std::vector<AttentionGroup> groups;

  int64_t real_tokens = 0;

  int64_t rows() const { return static_cast<int64_t>(ids.size()); }
  int64_t size() const { return static_cast<int64_t>(first_rows.size()); }
};

/// INVALID_ARGUMENT, naming the text, the value and the limit, for offsets that do not fit the ids, an empty text, a
/// text longer than the model's positions, or an id or token type outside its table.
absl::Status CheckBatch(const TokenBatch& batch, const ModelConfig& config);

/// As CheckBatch; groups texts so that padding stays near a quarter of each group's tokens.
absl::StatusOr<PackedBatch> PackBatch(const TokenBatch& batch, const ModelConfig& config);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_MODELS_PACKED_BATCH_H_
