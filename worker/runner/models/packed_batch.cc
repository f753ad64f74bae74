#include "worker/runner/models/packed_batch.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

int64_t RoundUp(int64_t value, int64_t multiple) { return (value + multiple - 1) / multiple * multiple; }

std::vector<AttentionGroup> GroupByLength(const TokenBatch& batch) {
  std::vector<int32_t> order(static_cast<size_t>(batch.size()));
  std::iota(order.begin(), order.end(), 0);
  const auto length = [&batch](int32_t i) { return batch.offsets[i + 1] - batch.offsets[i]; };
  std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) { return length(a) > length(b); });
  std::vector<AttentionGroup> groups;
  int64_t real = 0, longest = 0;
  for (const int32_t text : order) {
    const bool wasteful = !groups.empty() && longest * (groups.back().size() + 1) * 4 > (real + length(text)) * 5;
    if (groups.empty() || wasteful) {
      groups.emplace_back();
      groups.back().padded = RoundUp(length(text), kLengthMultiple);
      longest = length(text);
      real = 0;
    }
    real += length(text);
    groups.back().starts.push_back(batch.offsets[text]);
    groups.back().lengths.push_back(length(text));
  }
  return groups;
}

}  // namespace

absl::Status CheckBatch(const TokenBatch& batch, const ModelConfig& config) {
  const auto& offsets = batch.offsets;
  if (offsets.empty() || offsets.front() != 0 || offsets.back() != static_cast<int64_t>(batch.ids.size())) {
    return absl::InvalidArgumentError(
        absl::StrCat("token batch: offsets must run from 0 to the number of ids, ", batch.ids.size()));
  }
  if (!batch.token_types.empty() && batch.token_types.size() != batch.ids.size()) {
    return absl::InvalidArgumentError(absl::StrCat("token batch: has ", batch.token_types.size(), " token types for ",
                                                   batch.ids.size(), " ids; give one each, or none"));
  }
  for (size_t i = 0; i + 1 < offsets.size(); ++i) {
    const int64_t length = int64_t{offsets[i + 1]} - offsets[i];
    if (length < 1 || length > config.max_positions()) {
      return absl::InvalidArgumentError(absl::StrCat("text ", i, " has ", length, " tokens; this model takes 1 to ",
                                                     config.max_positions(), ": truncate with --max_length"));
    }
  }
  for (size_t i = 0; i < batch.ids.size(); ++i) {
    if (batch.ids[i] < 0 || batch.ids[i] >= config.vocab_size) {
      return absl::InvalidArgumentError(absl::StrCat("token ", i, " of the batch has id ", batch.ids[i],
                                                     "; the model's vocabulary has ", config.vocab_size,
                                                     " entries: use the tokenizer that belongs to this model"));
    }
  }
  for (const int32_t type : batch.token_types) {
    if (type < 0 || type >= config.type_vocab_size) {
      return absl::InvalidArgumentError(
          absl::StrCat("token batch: token type ", type, "; this model has ", config.type_vocab_size));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<PackedBatch> PackBatch(const TokenBatch& batch, const ModelConfig& config) {
  OCTAVO_RETURN_IF_ERROR(CheckBatch(batch, config));
  PackedBatch packed;
  packed.ids = batch.ids;
  packed.types = batch.token_types;
  packed.types.resize(batch.ids.size(), 0);
  packed.positions.reserve(batch.ids.size());
  for (int64_t i = 0; i < batch.size(); ++i) {
    packed.first_rows.push_back(batch.offsets[i]);
    for (int32_t at = batch.offsets[i]; at < batch.offsets[i + 1]; ++at) {
      packed.positions.push_back(static_cast<int32_t>(config.first_position) + at - batch.offsets[i]);
    }
  }
  packed.real_tokens = batch.tokens();
  const auto rows = static_cast<size_t>(RoundUp(batch.tokens(), kRowMultiple));
  packed.ids.resize(rows, static_cast<int32_t>(config.pad_token_id));
  packed.types.resize(rows, 0);
  packed.positions.resize(rows, static_cast<int32_t>(config.first_position));
  packed.groups = GroupByLength(batch);
  return packed;
}

}  // namespace octavo
