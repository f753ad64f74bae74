#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_ROW_KERNELS_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_ROW_KERNELS_H_

// Row-wise steps of the encoder over any lane type (lanes_*.h). Included by files compiled for one instruction set
// each; the anonymous namespace keeps their instances apart.

#include "worker/runner/infer/int8/kernels.h"
#include "worker/runner/quant/int8_numerics.h"

namespace octavo::int8 {
namespace {

/// Maths on lanes. Relative error of Exp below 2e-7. Absolute error of Gelu below 1e-5 for |x| up to 33, and beyond
/// that below 3e-7·|x|, for Phi has an absolute error.
template <typename V>
struct LaneMath {
  /// e^x for x up to 88; below -87 the result is about 1e-38.
  static V Exp(V x) {
    x = V::Min(V::Max(x, V::Set(-87.0f)), V::Set(88.0f));
    const V n = V::Round(V::Mul(x, V::Set(1.44269504f)));
    V r = V::Fnma(n, V::Set(0.693359375f), x);
    r = V::Fnma(n, V::Set(-2.12194440e-4f), r);
    V p = V::Set(1.9875691500e-4f);
    constexpr float kCephes[] = {1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f, 1.6666665459e-1f,
                                 5.0000001201e-1f};
    for (const float c : kCephes) p = V::Fma(p, r, V::Set(c));
    p = V::Fma(p, V::Mul(r, r), V::Add(r, V::Set(1.0f)));
    return V::Mul(p, V::Exp2Whole(n));
  }

  /// (1 - e) / (1 + e) with e = exp(-2|x|), and the sign of x.
  static V Tanh(V x) {
    const V one = V::Set(1.0f);
    const V e = Exp(V::Mul(V::Abs(x), V::Set(-2.0f)));
    return V::CopySign(V::Div(V::Sub(one, e), V::Add(one, e)), x);
  }

  /// x * Phi(x). Phi is 0.5 + x * P(2x²/25 - 1) on |x| <= 5, P a minimax polynomial, and 0 or 1 beyond within 3e-7.
  static V Gelu(V x) {
    const V c = V::Min(V::Max(x, V::Set(-5.0f)), V::Set(5.0f));
    const V t = V::Fma(V::Mul(c, V::Set(0.08f)), c, V::Set(-1.0f));
    V p = V::Set(-0.0010963735403493047f);
    constexpr float kMinimax[] = {0.0031944720540195704f, -0.0038868328f,         0.0051132384687662125f,
                                  -0.010165484622120857f, 0.01691015623509884f,   -0.02362494356930256f,
                                  0.03135671839118004f,   -0.040391985327005386f, 0.05152539908885956f,
                                  -0.07029823213815689f,  0.14136375486850739f};
    for (const float a : kMinimax) p = V::Fma(p, t, V::Set(a));
    const V phi = V::Min(V::Max(V::Fma(c, p, V::Set(0.5f)), V::Set(0.0f)), V::Set(1.0f));
    return V::Mul(x, phi);
  }

  /// x / (1 + exp(-2u)), u = sqrt(2/pi) * (x + 0.044715 x³): the same as 0.5x(1 + tanh u).
  static V GeluTanh(V x) {
    const V cube = V::Mul(V::Mul(x, x), x);
    const V u = V::Mul(V::Fma(V::Set(0.044715f), cube, x), V::Set(0.7978845608f));
    return V::Div(x, V::Add(V::Set(1.0f), Exp(V::Mul(u, V::Set(-2.0f)))));
  }

  template <Epilogue kind>
  static V Activate(V x) {
    if constexpr (kind == Epilogue::kGelu) return Gelu(x);
    if constexpr (kind == Epilogue::kGeluTanh) return GeluTanh(x);
    if constexpr (kind == Epilogue::kRelu) return V::Max(x, V::Set(0.0f));
    return x;
  }
};

inline int64_t InputStride(const GemmCall& call) {
  return call.a_stride != 0 ? call.a_stride : int64_t{call.linear->depths} * kDepth;
}

template <typename V>
struct RowKernels {
  /// Of NaN `low`: where one operand is NaN, V::Max and V::Min give the second.
  static V Clamp(V x, V low, V high) { return V::Min(V::Max(x, low), high); }

  /// clamp(round(x · multipliers) + zero, lowest, highest).
  static V Encode(V x, const float* multipliers, const StaticCodes& codes) {
    const V code = V::Add(V::Round(V::Mul(x, V::Load(multipliers))), V::Set(codes.zero));
    return Clamp(code, V::Set(codes.lowest), V::Set(codes.highest));
  }

  static void EncodeRow(const float* x, int size, int padded, const StaticCodes& codes, int8_t* q) {
    for (int i = 0; i < size; i += 16) Encode(V::Load(x + i), codes.multipliers + i, codes).StoreI8(q + i);
    for (int i = size; i < padded; ++i) q[i] = 0;
  }

  /// Rows [0, rows) of a tile of sums with `columns` columns, a multiple of 16, beginning at output column `column`.
  template <Epilogue kind, bool encode>
  static void FinishRows(const int32_t* sums, int sum_stride, int rows, int columns, int row, int column,
                         const GemmCall& call) {
    const PackedLinear& linear = *call.linear;
    for (int c = 0; c < columns; c += 16) {
      const V scale = V::Load(linear.scales + column + c);
      const V bias = V::Load(linear.biases + column + c);
      for (int r = 0; r < rows; ++r) {
        const V sum = V::LoadI32(sums + r * sum_stride + c);
        const V row_scale = V::Set(call.a_scales == nullptr ? 1.0f : call.a_scales[row + r]);
        const V y = LaneMath<V>::template Activate<kind>(V::Fma(sum, V::Mul(scale, row_scale), bias));
        if constexpr (encode) {
          Encode(y, call.next->multipliers + column + c, *call.next)
              .StoreI8(call.codes + (row + r) * call.codes_stride + column + c);
        } else {
          y.Store(call.out + (row + r) * call.out_stride + column + c);
        }
      }
    }
  }

  template <bool encode>
  static void FinishAs(const int32_t* sums, int sum_stride, int rows, int columns, int row, int column,
                       const GemmCall& call) {
    switch (call.epilogue) {
      case Epilogue::kNone:
        return FinishRows<Epilogue::kNone, encode>(sums, sum_stride, rows, columns, row, column, call);
      case Epilogue::kGelu:
        return FinishRows<Epilogue::kGelu, encode>(sums, sum_stride, rows, columns, row, column, call);
      case Epilogue::kGeluTanh:
        return FinishRows<Epilogue::kGeluTanh, encode>(sums, sum_stride, rows, columns, row, column, call);
      case Epilogue::kRelu:
        return FinishRows<Epilogue::kRelu, encode>(sums, sum_stride, rows, columns, row, column, call);
    }
  }

  static void Finish(const int32_t* sums, int sum_stride, int rows, int columns, int row, int column,
                     const GemmCall& call) {
    return call.next == nullptr ? FinishAs<false>(sums, sum_stride, rows, columns, row, column, call)
                                : FinishAs<true>(sums, sum_stride, rows, columns, row, column, call);
  }

  /// The quotient is corrected by its remainder, which gives the correctly rounded x / scale without a division each.
  static void QuantizeRow(const float* x, int size, int padded, int8_t* q, float* scale) {
    V largest = V::Set(0.0f);
    for (int i = 0; i < size; i += 16) largest = V::Max(largest, V::Abs(V::Load(x + i)));
    *scale = SymmetricScale(largest.Largest());
    const bool zero = !(*scale >= kSmallestScale);
    const float inverse = zero ? 0.0f : 1.0f / *scale;
    const V scales = V::Set(*scale), inverses = V::Set(inverse), limit = V::Set(kInt8Max), negative = V::Set(-kInt8Max);
    for (int i = 0; i < size; i += 16) {
      const V value = V::Load(x + i);
      const V estimate = V::Mul(value, inverses);
      const V quotient = V::Fma(V::Fnma(estimate, scales, value), inverses, estimate);
      Clamp(V::Round(quotient), negative, limit).StoreI8(q + i);
    }
    for (int i = size; i < padded; ++i) q[i] = 0;
  }

  static void NormRow(float* x, const float* residual, const NormParams& norm) {
    V sum = V::Set(0.0f);
    for (int i = 0; i < norm.size; i += 16) {
      V value = V::Load(x + i);
      if (residual != nullptr) {
        value = V::Add(value, V::Load(residual + i));
        value.Store(x + i);
      }
      sum = V::Add(sum, value);
    }
    const auto count = static_cast<float>(norm.size);
    const V mean = V::Set(sum.Sum() / count);
    V squares = V::Set(0.0f);
    for (int i = 0; i < norm.size; i += 16) {
      const V centred = V::Sub(V::Load(x + i), mean);
      squares = V::Fma(centred, centred, squares);
    }
    const V factor = V::Set(1.0f / __builtin_sqrtf(squares.Sum() / count + norm.epsilon));
    for (int i = 0; i < norm.size; i += 16) {
      const V centred = V::Mul(V::Sub(V::Load(x + i), mean), factor);
      V::Fma(centred, V::Load(norm.weight + i), V::Load(norm.bias + i)).Store(x + i);
    }
  }

  static void EmbedRow(const EmbeddingRow& row, int size, float* x) {
    for (int i = 0; i < size; i += 16) {
      V value = row.floats[0] != nullptr ? V::Load(row.floats[0] + i)
                                         : V::Mul(V::LoadI8(row.values[0] + i), V::Set(row.scales[0]));
      for (int part = 1; part < 3; ++part) {
        if (row.floats[part] != nullptr) {
          value = V::Add(value, V::Load(row.floats[part] + i));
        } else if (row.values[part] != nullptr) {
          value = V::Fma(V::LoadI8(row.values[part] + i), V::Set(row.scales[part]), value);
        }
      }
      value.Store(x + i);
    }
  }

  static void TanhRow(float* x, int size) {
    for (int i = 0; i < size; i += 16) LaneMath<V>::Tanh(V::Load(x + i)).Store(x + i);
  }

  static float Dot(const float* a, const float* b, int size) {
    V sum = V::Set(0.0f);
    for (int i = 0; i < size; i += 16) sum = V::Fma(V::Load(a + i), V::Load(b + i), sum);
    return sum.Sum();
  }
};

}  // namespace
}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_ROW_KERNELS_H_
