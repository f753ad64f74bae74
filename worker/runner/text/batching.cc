#include "worker/runner/text/batching.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/random.h"

namespace octavo {
namespace {

constexpr int64_t kBatchesPerChunk = 64;

template <typename Iterator>
void SortLongestFirst(Iterator begin, Iterator end, absl::Span<const int32_t> lengths) {
  std::stable_sort(begin, end, [&](int64_t a, int64_t b) { return lengths[a] > lengths[b]; });
}

std::vector<Batch> Cut(const std::vector<int64_t>& order, int64_t batch_size) {
  std::vector<Batch> batches;
  const auto texts = static_cast<int64_t>(order.size());
  for (int64_t begin = 0; begin < texts; begin += batch_size) {
    batches.emplace_back(order.begin() + begin, order.begin() + std::min(begin + batch_size, texts));
  }
  return batches;
}

}  // namespace

std::vector<Batch> TrainingBatches(absl::Span<const int32_t> lengths, int64_t batch_size, uint64_t seed,
                                   int64_t epoch) {
  Random random(seed, absl::StrCat("batches of epoch ", epoch));
  const auto texts = static_cast<int64_t>(lengths.size());
  std::vector<int64_t> order = random.Permutation(texts);
  const int64_t chunk = batch_size * kBatchesPerChunk;
  for (int64_t begin = 0; begin < texts; begin += chunk) {
    SortLongestFirst(order.begin() + begin, order.begin() + std::min(begin + chunk, texts), lengths);
  }
  std::vector<Batch> batches = Cut(order, batch_size);
  random.Shuffle(batches);
  return batches;
}

std::vector<Batch> EvaluationBatches(absl::Span<const int32_t> lengths, int64_t batch_size) {
  std::vector<int64_t> order(lengths.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int64_t>(i);
  SortLongestFirst(order.begin(), order.end(), lengths);
  return Cut(order, batch_size);
}

}  // namespace octavo
