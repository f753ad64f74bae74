#ifndef OCTAVO_WORKER_RUNNER_MODELS_ROW_KERNELS_H_
#define OCTAVO_WORKER_RUNNER_MODELS_ROW_KERNELS_H_

// Row-wise passes of the encoder, compiled once per instruction set (row_kernels.cc) and chosen at start-up. A kernel
// works on rows [begin, end) of row-major matrices, allocates nothing and starts no threads: callers split rows among
// threads. The result of a row does not depend on how rows are split.

#include <cstdint>

namespace octavo {

/// A bfloat16 number as stored.
struct Bf16 {
  uint16_t bits;
};

/// An IEEE half-precision number as stored.
struct Fp16 {
  uint16_t bits;
};

/// Inverted dropout drawn from a counter: element j of row r is dropped where Hash(key, r, j) < threshold. There is no
/// generator state to save, and the backward pass draws the same mask again.
struct DropoutDraw {
  uint64_t key = 0;
  uint32_t threshold = 0;  // drop probability × 2^32; 0 drops nothing
  float scale = 1.0f;      // 1 / (1 - probability)
};

/// Rows of attention scores of equally padded sequences: matrix m is the [padded × padded] scores of one (sequence,
/// head), of which the first lengths[m / heads] rows and columns are real.
struct ScoreShape {
  const int32_t* lengths = nullptr;
  int64_t heads = 0;
  int64_t padded = 0;
};

/// T is float, Bf16 or Fp16: the type that GEMMs read and write. Everything is computed in FP32.
template <typename T>
struct RowKernels {
  /// z = residual + dropout(branch); normalized = (z - mean) / sqrt(var + eps); out = normalized·gamma + beta.
  /// `residual` may be null. `normalized` [rows × width] and `inverse_deviation` [rows] are for the backward pass, or
  /// null.
  void (*add_norm_forward)(const T* branch, const float* residual, const float* gamma, const float* beta, float eps,
                           DropoutDraw draw, int64_t width, int64_t begin, int64_t end, float* out, float* normalized,
                           float* inverse_deviation);
  /// From d_out to d_residual (may be null) and d_branch; adds this range's share to d_gamma and d_beta [width].
  void (*add_norm_backward)(const float* d_out, const float* normalized, const float* inverse_deviation,
                            const float* gamma, DropoutDraw draw, int64_t width, int64_t begin, int64_t end,
                            float* d_residual, T* d_branch, float* d_gamma, float* d_beta);
  /// Inference: out = LayerNorm(residual + branch), also written as T for the next GEMM. `residual` may be null; `out`
  /// may be `residual`.
  void (*add_norm)(const T* branch, const float* residual, const float* gamma, const float* beta, float eps,
                   int64_t width, int64_t begin, int64_t end, float* out, T* out_narrow);
  /// out = dropout(in); also its own backward pass.
  void (*dropout)(const T* in, DropoutDraw draw, int64_t width, int64_t begin, int64_t end, T* out);
  /// Matrices [begin, end): probabilities = softmax(scale · scores) over the real columns, 0 elsewhere; dropped =
  /// dropout(probabilities). `dropped` may be `probabilities` where nothing is dropped.
  void (*softmax_forward)(const T* scores, ScoreShape shape, float scale, DropoutDraw draw, int64_t begin, int64_t end,
                          T* probabilities, T* dropped);
  /// Matrices [begin, end): from the gradient of `dropped` to that of the unscaled scores, times `scale`.
  void (*softmax_backward)(const T* probabilities, const T* d_dropped, ScoreShape shape, float scale, DropoutDraw draw,
                           int64_t begin, int64_t end, T* d_scores);
  /// Adds rows [begin, end) to sums [width].
  void (*add_columns)(const T* rows, int64_t width, int64_t begin, int64_t end, float* sums);
};

/// The kernels for this machine.
template <typename T>
const RowKernels<T>& Rows();
template <>
const RowKernels<float>& Rows<float>();
template <>
const RowKernels<Bf16>& Rows<Bf16>();
template <>
const RowKernels<Fp16>& Rows<Fp16>();

enum class RowIsa { kBaseline, kAvx2, kAvx512 };

/// The kernels of one instruction set, so that tests can compare them; null where this machine cannot run them.
template <typename T>
const RowKernels<T>* RowsOf(RowIsa isa);
template <>
const RowKernels<float>* RowsOf<float>(RowIsa isa);
template <>
const RowKernels<Bf16>* RowsOf<Bf16>(RowIsa isa);
template <>
const RowKernels<Fp16>* RowsOf<Fp16>(RowIsa isa);

/// Name of the chosen instruction set: "avx512", "avx2" or "baseline".
const char* RowKernelIsa();

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_MODELS_ROW_KERNELS_H_
