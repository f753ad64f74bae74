#include "worker/runner/train/micro_batches.h"

#include <cstddef>

namespace octavo {
namespace {

/// Texts [begin, end).
MicroBatch Piece(const TokenBatch& batch, absl::Span<const int32_t> labels, absl::Span<const float> teacher_logits,
                 size_t begin, size_t end) {
  MicroBatch piece;
  const auto first = batch.offsets[begin], last = batch.offsets[end];
  for (size_t text = begin; text < end; ++text) {
    const auto from = static_cast<size_t>(batch.offsets[text]), to = static_cast<size_t>(batch.offsets[text + 1]);
    piece.tokens.Append(absl::MakeConstSpan(batch.ids).subspan(from, to - from));
  }
  if (!batch.token_types.empty()) {
    piece.tokens.token_types.assign(batch.token_types.begin() + first, batch.token_types.begin() + last);
  }
  const size_t classes = teacher_logits.size() / labels.size();
  piece.labels = labels.subspan(begin, end - begin);
  piece.teacher_logits = teacher_logits.subspan(begin * classes, (end - begin) * classes);
  return piece;
}

}  // namespace

std::vector<MicroBatch> CutBatch(const TokenBatch& batch, absl::Span<const int32_t> labels,
                                 absl::Span<const float> teacher_logits, int64_t max_tokens) {
  std::vector<MicroBatch> pieces;
  const auto texts = static_cast<size_t>(batch.size());
  size_t begin = 0;
  for (size_t end = 1; end <= texts; ++end) {
    const bool full = end < texts && batch.offsets[end + 1] - batch.offsets[begin] > max_tokens;
    if (!full && end < texts) continue;
    pieces.push_back(Piece(batch, labels, teacher_logits, begin, end));
    begin = end;
  }
  return pieces;
}

}  // namespace octavo
