#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_AMX_ATTENTION_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_AMX_ATTENTION_H_

// Attention of one head of one text with BF16 tiles: q, k, v and the softmax weights are rounded to BF16, sums, softmax
// and the result are FP32. The order of all sums depends on the text alone.

#include <immintrin.h>

#include <cstdint>

#include "worker/runner/infer/int8/float_attention.h"
#include "worker/runner/infer/int8/kernels.h"
#include "worker/runner/infer/int8/lanes_avx512.h"

namespace octavo::int8 {
namespace {

/// Works on blocks of 32 rows: two row tiles by two column tiles. Tiles of the right operand are stored column tile by
/// column tile, each as its blocks of 32 inputs: 16 rows of 16 columns × 2 neighbouring inputs.
class AmxAttention {
 public:
  static size_t Scratch(int tokens, int head_size) {
    const auto rows = static_cast<size_t>(RoundUp(tokens, kBlock)),
               columns = static_cast<size_t>(RoundUp(head_size, kBlock));
    return rows * columns + kBlock * (rows + columns) * 3 / 2;
  }

  static void Run(const AttentionCall& call) {
    const AmxAttention attention(call);
    attention.PackKeys();
    attention.PackValues();
    for (int row = 0; row < call.queries; row += kBlock) attention.Rows(row);
  }

 private:
  static constexpr int kBlock = 32;
  static constexpr int kTileElements = 512;

  explicit AmxAttention(const AttentionCall& call)
      : call_(call),
        rows_(RoundUp(call.tokens, kBlock)),
        columns_(RoundUp(call.head_size, kBlock)),
        scores_(call.scratch),
        result_(scores_ + kBlock * rows_),
        queries_(reinterpret_cast<uint16_t*>(result_ + kBlock * columns_)),
        weights_(queries_ + kBlock * columns_),
        keys_(weights_ + kBlock * rows_),
        values_(keys_ + static_cast<int64_t>(rows_) * columns_) {}

  static __mmask16 FirstLanes(int count) {
    return static_cast<__mmask16>(count >= 16 ? 0xffffu : count <= 0 ? 0u : (1u << count) - 1);
  }

  /// 32 columns of a row from `column` on, zeros beyond the head; all zeros where the text has no such row.
  __m512i LoadRow(const float* matrix, int row, int column) const {
    if (row >= call_.tokens) return _mm512_setzero_si512();
    const float* p = matrix + row * call_.stride + column;
    const __m512 low = _mm512_maskz_loadu_ps(FirstLanes(call_.head_size - column), p);
    const __m512 high = _mm512_maskz_loadu_ps(FirstLanes(call_.head_size - column - 16), p + 16);
    return (__m512i)_mm512_cvtne2ps_pbh(high, low);
  }

  void PackKeys() const {
    const __m512i spread = _mm512_mullo_epi32(_mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
                                              _mm512_set1_epi32(16));
    for (int row = 0; row < rows_; ++row) {
      for (int column = 0; column < columns_; column += kBlock) {
        uint16_t* tile = keys_ + (int64_t{row / 16} * (columns_ / kBlock) + column / kBlock) * kTileElements;
        _mm512_i32scatter_epi32(tile + row % 16 * 2, spread, LoadRow(call_.k, row, column), 4);
      }
    }
  }

  void PackValues() const {
    for (int row = 0; row < rows_; row += 2) {
      for (int column = 0; column < columns_; column += kBlock) {
        const __m512i even = LoadRow(call_.v, row, column), odd = LoadRow(call_.v, row + 1, column);
        uint16_t* tile = values_ + (int64_t{column / 16} * (rows_ / kBlock) + row / kBlock) * kTileElements;
        const int64_t at = row % kBlock * 16;
        _mm512_store_si512(tile + at, Interleave(_mm512_castsi512_si256(even), _mm512_castsi512_si256(odd)));
        _mm512_store_si512(tile + int64_t{rows_ / kBlock} * kTileElements + at,
                           Interleave(_mm512_extracti64x4_epi64(even, 1), _mm512_extracti64x4_epi64(odd, 1)));
      }
    }
  }

  static __m512i Interleave(__m256i even, __m256i odd) {
    return _mm512_or_si512(_mm512_cvtepu16_epi32(even), _mm512_slli_epi32(_mm512_cvtepu16_epi32(odd), 16));
  }

  /// out[32 × 32] = a[32 × 32 blocks] · b, whose two column tiles begin at `b`.
  static void Product(const uint16_t* a, int64_t a_stride, const uint16_t* b, int blocks, float* out,
                      int64_t out_stride) {
    const int64_t a_bytes = a_stride * 2, out_bytes = out_stride * 4;
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (int block = 0; block < blocks; ++block) {
      _tile_loadd(4, a + block * kBlock, a_bytes);
      _tile_loadd(6, b + block * kTileElements, 64);
      _tile_dpbf16ps(0, 4, 6);
      _tile_loadd(7, b + (blocks + block) * kTileElements, 64);
      _tile_dpbf16ps(1, 4, 7);
      _tile_loadd(5, a + 16 * a_stride + block * kBlock, a_bytes);
      _tile_dpbf16ps(2, 5, 6);
      _tile_dpbf16ps(3, 5, 7);
    }
    _tile_stored(0, out, out_bytes);
    _tile_stored(1, out + 16, out_bytes);
    _tile_stored(2, out + 16 * out_stride, out_bytes);
    _tile_stored(3, out + 16 * out_stride + 16, out_bytes);
  }

  void Rows(int row) const {
    const int count = call_.queries - row < kBlock ? call_.queries - row : kBlock;
    const int depth = columns_ / kBlock, length = rows_ / kBlock;
    for (int r = 0; r < kBlock; ++r) {
      for (int column = 0; column < columns_; column += kBlock) {
        _mm512_store_si512(queries_ + r * columns_ + column, LoadRow(call_.q, row + r, column));
      }
    }
    for (int key = 0; key < rows_; key += kBlock) {
      Product(queries_, columns_, keys_ + int64_t{key / 16} * depth * kTileElements, depth, scores_ + key, rows_);
    }
    float inverse[kBlock];
    for (int r = 0; r < count; ++r) inverse[r] = 1.0f / Softmax(scores_ + r * rows_, weights_ + r * rows_);
    for (int column = 0; column < columns_; column += kBlock) {
      Product(weights_, rows_, values_ + int64_t{column / 16} * length * kTileElements, length, result_ + column,
              columns_);
    }
    for (int r = 0; r < count; ++r) {
      float* out = call_.out + (row + r) * call_.out_stride;
      for (int column = 0; column < call_.head_size; column += 16) {
        const __m512 value =
            _mm512_mul_ps(_mm512_loadu_ps(result_ + r * columns_ + column), _mm512_set1_ps(inverse[r]));
        _mm512_mask_storeu_ps(out + column, FirstLanes(call_.head_size - column), value);
      }
    }
  }

  /// Softmax weights of a row of scores without their division by the sum, which is returned; zeros beyond the text.
  float Softmax(const float* scores, uint16_t* weights) const {
    using V = LanesAvx512;
    V largest = V::Set(-3.0e38f);
    for (int j = 0; j < call_.tokens; j += 16) {
      largest = V::Max(largest, V::Keep(V::Load(scores + j), call_.tokens - j, -3.0e38f));
    }
    const V shift = V::Set(largest.Largest());
    V sum = V::Set(0.0f);
    for (int j = 0; j < rows_; j += 16) {
      const V e = LaneMath<V>::Exp(V::Mul(V::Sub(V::Load(scores + j), shift), V::Set(call_.scale)));
      const V kept = V::Keep(e, call_.tokens > j ? call_.tokens - j : 0, 0.0f);
      sum = V::Add(sum, kept);
      _mm256_store_si256(reinterpret_cast<__m256i*>(weights + j), (__m256i)_mm512_cvtneps_pbh(kept.v));
    }
    return sum.Sum();
  }

  const AttentionCall& call_;
  const int rows_, columns_;
  float* const scores_;
  float* const result_;
  uint16_t* const queries_;
  uint16_t* const weights_;
  uint16_t* const keys_;
  uint16_t* const values_;
};

}  // namespace
}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_AMX_ATTENTION_H_
