#include "worker/runner/quant/column_statistics.h"

#include <algorithm>
#include <cmath>

namespace octavo {

void ColumnStatistics::Add(absl::Span<const float> rows, int64_t width) {
  const auto columns = static_cast<size_t>(width);
  sums_.resize(columns);
  largest_.resize(columns);
  for (size_t at = 0; at < rows.size(); at += columns) {
    for (size_t c = 0; c < columns; ++c) {
      sums_[c] += rows[at + c];
      largest_[c] = std::max(largest_[c], std::fabs(rows[at + c]));
    }
    ++rows_;
  }
}

std::vector<float> ColumnStatistics::Mean() const {
  std::vector<float> mean;
  for (const double sum : sums_) {
    mean.push_back(rows_ == 0 ? 0.0f : static_cast<float>(sum / static_cast<double>(rows_)));
  }
  return mean;
}

}  // namespace octavo
