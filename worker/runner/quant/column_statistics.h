#ifndef OCTAVO_WORKER_RUNNER_QUANT_COLUMN_STATISTICS_H_
#define OCTAVO_WORKER_RUNNER_QUANT_COLUMN_STATISTICS_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace octavo {

/// Mean and largest magnitude of each column of a matrix that comes in pieces.
class ColumnStatistics {
 public:
  /// `rows` [rows × width], row-major, always of the same width.
  void Add(absl::Span<const float> rows, int64_t width);

  int64_t rows() const { return rows_; }
  std::vector<float> Mean() const;  // of no rows: zeros
  const std::vector<float>& largest() const { return largest_; }

 private:
  int64_t rows_ = 0;
  std::vector<double> sums_;
  std::vector<float> largest_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_COLUMN_STATISTICS_H_
