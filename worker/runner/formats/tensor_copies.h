#ifndef OCTAVO_WORKER_RUNNER_FORMATS_TENSOR_COPIES_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_TENSOR_COPIES_H_

#include <cstdint>
#include <deque>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace octavo {

/// Owns the row-major copies of tensors that a file holds in another order. A budget keeps a small file from asking for
/// much memory by naming the same bytes again and again. Confined to one thread.
class TensorCopies {
 public:
  explicit TensorCopies(size_t budget) : left_(budget) {}
  TensorCopies(const TensorCopies&) = delete;
  TensorCopies& operator=(const TensorCopies&) = delete;

  /// Memory that lives as long as this object. INVALID_ARGUMENT beyond the budget.
  absl::StatusOr<absl::Span<uint8_t>> Take(size_t bytes) {
    if (bytes > left_) return absl::InvalidArgumentError("its tensors repeat the same bytes too often");
    left_ -= bytes;
    return absl::MakeSpan(buffers_.emplace_back(bytes));
  }

 private:
  size_t left_;
  std::deque<std::vector<uint8_t>> buffers_;  // a deque: what was handed out stays where it is
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_TENSOR_COPIES_H_
