#include "worker/runner/job/latency.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/stats.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

constexpr size_t kWindow = 5;
constexpr size_t kMinWarmUp = 2 * kWindow;
constexpr size_t kMaxWarmUp = 100;
constexpr double kMaxWarmUpSeconds = 10;
constexpr double kStable = 0.05;
constexpr int64_t kMaxShapeTokens = 1 << 20;

absl::StatusOr<double> TimeOnce(Classifier& classifier, const TokenBatch& batch, const TimingOptions& options) {
  const double start = options.now();
  OCTAVO_RETURN_IF_ERROR(classifier.Logits(batch).status());
  return options.now() - start;
}

enum class Before { kNothing, kUntimedRun };

/// One timed run of each classifier, forward or backward.
absl::Status TimeTurn(absl::Span<Classifier* const> classifiers, const TokenBatch& batch, bool backward, Before before,
                      const TimingOptions& options, RunTimes& times) {
  OCTAVO_RETURN_IF_ERROR(options.check());
  for (size_t i = 0; i < classifiers.size(); ++i) {
    const size_t which = backward ? classifiers.size() - 1 - i : i;
    if (options.prepare) OCTAVO_RETURN_IF_ERROR(options.prepare(which));
    if (before == Before::kUntimedRun) OCTAVO_RETURN_IF_ERROR(classifiers[which]->Logits(batch).status());
    OCTAVO_ASSIGN_OR_RETURN(const double seconds, TimeOnce(*classifiers[which], batch, options));
    times[which].push_back(seconds);
  }
  return absl::OkStatus();
}

bool IsStable(const std::vector<double>& seconds) {
  if (seconds.size() < kMinWarmUp) return false;
  const auto end = seconds.end();
  const auto middle = end - static_cast<std::ptrdiff_t>(kWindow);
  const double before = Median({middle - static_cast<std::ptrdiff_t>(kWindow), middle});
  return std::abs(Median({middle, end}) - before) <= kStable * before;
}

}  // namespace

absl::StatusOr<RunTimes> TimeInterleaved(absl::Span<Classifier* const> classifiers,
                                         absl::Span<const TokenBatch> batches, int64_t runs,
                                         const TimingOptions& options) {
  RunTimes times(classifiers.size());
  for (int64_t run = 0; run < runs; ++run) {
    const TokenBatch& batch = batches[static_cast<size_t>(run) % batches.size()];
    OCTAVO_RETURN_IF_ERROR(TimeTurn(classifiers, batch, run % 2 == 1, Before::kUntimedRun, options, times));
  }
  return times;
}

absl::StatusOr<int64_t> WarmUp(absl::Span<Classifier* const> classifiers, const TokenBatch& batch,
                               const TimingOptions& options) {
  RunTimes times(classifiers.size());
  const double start = options.now();
  size_t runs = 0;
  while (runs < kMinWarmUp || (runs < kMaxWarmUp && options.now() - start < kMaxWarmUpSeconds)) {
    OCTAVO_RETURN_IF_ERROR(TimeTurn(classifiers, batch, runs % 2 == 1, Before::kNothing, options, times));
    ++runs;
    if (std::all_of(times.begin(), times.end(), IsStable)) break;
  }
  return static_cast<int64_t>(runs);
}

absl::StatusOr<Shape> ParseShape(absl::string_view text) {
  const std::vector<std::string> parts = absl::StrSplit(text, 'x');
  Shape shape;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &shape.batch) || !absl::SimpleAtoi(parts[1], &shape.tokens) ||
      shape.batch < 1 || shape.tokens < 2 || shape.batch > kMaxShapeTokens || shape.tokens > kMaxShapeTokens ||
      shape.batch * shape.tokens > kMaxShapeTokens) {
    return absl::InvalidArgumentError(absl::StrCat("parameter latency_shapes: \"", text,
                                                   "\" is not BATCHxTOKENS with at least 1 text, 2 tokens and at most ",
                                                   kMaxShapeTokens, " tokens in all, as in 8x128"));
  }
  return shape;
}

TokenBatch BatchOfShape(const Shape& shape, absl::Span<const std::vector<int32_t>> texts) {
  std::vector<int32_t> body;
  const size_t needed = static_cast<size_t>(shape.batch * (shape.tokens - 2));
  while (body.size() < needed) {
    const size_t before = body.size();
    for (const std::vector<int32_t>& text : texts) {
      if (text.size() > 2) body.insert(body.end(), text.begin() + 1, text.end() - 1);
      if (body.size() >= needed) break;
    }
    if (body.size() == before) body.resize(needed, texts.front().front());  // texts of nothing but special tokens
  }
  TokenBatch batch;
  for (int64_t i = 0; i < shape.batch; ++i) {
    std::vector<int32_t> text = {texts.front().front()};
    const auto start = body.begin() + static_cast<std::ptrdiff_t>(i * (shape.tokens - 2));
    text.insert(text.end(), start, start + static_cast<std::ptrdiff_t>(shape.tokens - 2));
    text.push_back(texts.front().back());
    batch.Append(text);
  }
  return batch;
}

}  // namespace octavo
