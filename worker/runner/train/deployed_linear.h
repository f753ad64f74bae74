#ifndef OCTAVO_WORKER_RUNNER_TRAIN_DEPLOYED_LINEAR_H_
#define OCTAVO_WORKER_RUNNER_TRAIN_DEPLOYED_LINEAR_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "ATen/core/Tensor.h"
#include "absl/types/span.h"
#include "worker/runner/infer/int8/aligned_buffer.h"
#include "worker/runner/infer/int8/float_packing.h"
#include "worker/runner/infer/int8/kernels.h"
#include "worker/runner/infer/int8/packing.h"
#include "worker/runner/models/classifier_weights.h"
#include "worker/runner/quant/activation_qparams.h"

namespace octavo {

/// One linear layer as the deployed model runs it, beside the FP32 parameters that training changes: packed for the
/// kernels, in INT8 with the fixed codes of its input, or in FP32. Confined to one thread but for what it
/// spreads over the intra-op threads itself.
class DeployedLinear {
 public:
  /// `parameters` are the layer's FP32 ones, which stay where they are; `smooth` are SmoothQuant's factors or empty;
  /// `backward_type` (FP32 or BF16) is that of Rounded() and Decode(). Null where there is no memory. Call
  /// RefreshWeights before anything else.
  static std::shared_ptr<DeployedLinear> CreateInt8(const LinearWeights& parameters, std::vector<float> smooth,
                                                    const ActivationQParams& codes, at::ScalarType backward_type,
                                                    const int8::Kernels& kernels);

  /// A layer that stays in FP32. Only Run is for it.
  static std::shared_ptr<DeployedLinear> CreateFp32(const LinearWeights& parameters, const int8::Kernels& kernels);

  bool rounds() const { return rounds_; }
  /// Rounds and packs the parameters anew, for an input with `codes`. Call after they have changed.
  void RefreshWeights(const ActivationQParams& codes);

  const LinearWeights& parameters() const { return parameters_; }
  const ActivationQParams& codes() const { return codes_; }
  const std::vector<float>& smooth() const { return smooth_; }
  int64_t inputs() const { return parameters_.weight.size(1); }
  int64_t outputs() const { return parameters_.weight.size(0); }

  /// The deployed layer over `rows` rows of x, `x_stride` floats apart: [rows × outputs padded to whole panels], its
  /// padding undefined. On the calling thread, between the kernels' thread_begin and thread_end.
  std::vector<float> Run(const float* x, int64_t x_stride, int64_t rows, int8::Epilogue epilogue) const;

  /// x's codes less 128: int8 [rows, inputs padded for the kernels].
  at::Tensor Encode(const at::Tensor& x) const;
  /// Where x lies within the codes: bool [rows, inputs].
  at::Tensor InRange(const at::Tensor& x) const;
  /// The layer's FP32 output [rows, outputs], the bits of the deployed model.
  at::Tensor Multiply(const at::Tensor& codes) const;
  /// What the codes stand for, in the smoothed space: [rows, inputs] of the backward type.
  at::Tensor Decode(const at::Tensor& codes) const;
  /// What the rounded weights stand for, in the smoothed space: [outputs, inputs] of the backward type. Made anew with
  /// each call, which costs little beside a product and saves a copy of the model.
  at::Tensor Rounded() const;
  /// The factors as a tensor [inputs]; undefined without smoothing.
  const at::Tensor& factors() const { return factors_; }

 private:
  DeployedLinear() = default;
  void RoundRows(int64_t begin, int64_t end);
  void SetCodes(const ActivationQParams& codes);
  void PackFloats(absl::Span<const float> biases);

  LinearWeights parameters_;
  std::vector<float> smooth_, multipliers_;
  at::Tensor factors_;
  at::ScalarType backward_type_ = at::kFloat;
  const int8::Kernels* kernels_ = nullptr;
  ActivationQParams codes_;
  std::vector<int8_t> values_;
  std::vector<float> scales_;
  int8::AlignedBuffer weight_arena_, input_arena_;
  int8::PackedLinear weights_;  // for an input with a scale a row
  int8::PackedLinear linear_;   // the same for the fixed codes
  int8::StaticCodes static_codes_;
  bool rounds_ = true;
  int8::PackedFloatLinear floats_;  // unless rounds_
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TRAIN_DEPLOYED_LINEAR_H_
