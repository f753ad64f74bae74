#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_FLOAT_ATTENTION_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_FLOAT_ATTENTION_H_

// Attention of one head of one text in FP32 over any lane type. Sums run over one index in ascending order.

#include "worker/runner/infer/int8/kernels.h"
#include "worker/runner/infer/int8/row_kernels.h"

namespace octavo::int8 {
namespace {

inline int RoundUp(int n, int multiple) { return (n + multiple - 1) / multiple * multiple; }

/// Makes scores[0 … padded) a row of softmax weights without their division by the sum, which is returned.
template <typename V>
float SoftmaxNumerators(float* scores, int tokens, float scale) {
  V largest = V::Set(-3.0e38f);
  for (int j = 0; j < tokens; j += 16) largest = V::Max(largest, V::Keep(V::Load(scores + j), tokens - j, -3.0e38f));
  const V shift = V::Set(largest.Largest());
  V sum = V::Set(0.0f);
  for (int j = 0; j < tokens; j += 16) {
    const V e = LaneMath<V>::Exp(V::Mul(V::Sub(V::Load(scores + j), shift), V::Set(scale)));
    const V kept = V::Keep(e, tokens - j, 0.0f);
    kept.Store(scores + j);
    sum = V::Add(sum, kept);
  }
  return sum.Sum();
}

template <typename V>
struct FloatAttention {
  static constexpr int kRows = 4;

  static size_t Scratch(int tokens, int head_size) {
    const size_t padded = static_cast<size_t>(RoundUp(tokens, 16)),
                 columns = static_cast<size_t>(RoundUp(head_size, 16));
    return padded * columns * 2 + padded * kRows + kRows * columns;
  }

  static void Run(const AttentionCall& call) {
    const FloatAttention attention(call);
    attention.Pack();
    int row = 0;
    for (; row + kRows <= call.queries; row += kRows) attention.template Rows<kRows>(row);
    for (; row < call.queries; ++row) attention.template Rows<1>(row);
  }

 private:
  explicit FloatAttention(const AttentionCall& call)
      : call_(call),
        padded_(RoundUp(call.tokens, 16)),
        columns_(RoundUp(call.head_size, 16)),
        keys_(call.scratch),
        values_(keys_ + static_cast<int64_t>(padded_) * columns_),
        scores_(values_ + static_cast<int64_t>(padded_) * columns_),
        result_(scores_ + static_cast<int64_t>(padded_) * kRows) {}

  /// keys_ becomes kᵀ [head_size][padded], values_ v [tokens][columns], both padded with zeros.
  void Pack() const {
    for (int d = 0; d < call_.head_size; ++d) {
      float* out = keys_ + static_cast<int64_t>(d) * padded_;
      for (int j = 0; j < call_.tokens; ++j) out[j] = call_.k[j * call_.stride + d];
      for (int j = call_.tokens; j < padded_; ++j) out[j] = 0;
    }
    for (int j = 0; j < call_.tokens; ++j) {
      float* out = values_ + static_cast<int64_t>(j) * columns_;
      for (int d = 0; d < columns_; ++d) out[d] = d < call_.head_size ? call_.v[j * call_.stride + d] : 0;
    }
  }

  template <int R>
  void Rows(int row) const {
    const float* q = call_.q + row * call_.stride;
    for (int j = 0; j < padded_; j += 16) {
      V sums[R];
      for (int r = 0; r < R; ++r) sums[r] = V::Set(0.0f);
      for (int d = 0; d < call_.head_size; ++d) {
        const V key = V::Load(keys_ + static_cast<int64_t>(d) * padded_ + j);
        for (int r = 0; r < R; ++r) sums[r] = V::Fma(V::Set(q[r * call_.stride + d]), key, sums[r]);
      }
      for (int r = 0; r < R; ++r) sums[r].Store(scores_ + r * padded_ + j);
    }
    float inverse[R];
    for (int r = 0; r < R; ++r) {
      inverse[r] = 1.0f / SoftmaxNumerators<V>(scores_ + r * padded_, call_.tokens, call_.scale);
    }
    for (int c = 0; c < columns_; c += 16) {
      V sums[R];
      for (int r = 0; r < R; ++r) sums[r] = V::Set(0.0f);
      for (int j = 0; j < call_.tokens; ++j) {
        const V value = V::Load(values_ + static_cast<int64_t>(j) * columns_ + c);
        for (int r = 0; r < R; ++r) sums[r] = V::Fma(V::Set(scores_[r * padded_ + j]), value, sums[r]);
      }
      for (int r = 0; r < R; ++r) V::Mul(sums[r], V::Set(inverse[r])).Store(result_ + r * columns_ + c);
    }
    for (int r = 0; r < R; ++r) {
      float* out = call_.out + (row + r) * call_.out_stride;
      for (int d = 0; d < call_.head_size; ++d) out[d] = result_[r * columns_ + d];
    }
  }

  const AttentionCall& call_;
  const int padded_, columns_;
  float* const keys_;
  float* const values_;
  float* const scores_;
  float* const result_;
};

}  // namespace
}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_FLOAT_ATTENTION_H_
