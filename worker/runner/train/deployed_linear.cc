#include "worker/runner/train/deployed_linear.h"

#include <algorithm>
#include <new>
#include <utility>

#include "ATen/Parallel.h"
#include "ATen/TensorOperators.h"
#include "ATen/ops/empty.h"
#include "ATen/ops/from_blob.h"
#include "worker/runner/models/kernel_types.h"

namespace octavo {
namespace {

constexpr int64_t kRowsPerTask = 64;
constexpr int64_t kTileRows = 2 * int8::kRowTile;  // kernels may read and write whole tiles of rows
constexpr int kSigned = 128;                       // between unsigned codes and the int8 that holds them

template <typename T>
void Dequantize(const int8_t* q, float scale, size_t count, T* to) {
  for (size_t i = 0; i < count; ++i) to[i] = static_cast<T>(static_cast<float>(q[i]) * scale);
}

int64_t RoundUpTo(int64_t n, int64_t multiple) { return (n + multiple - 1) / multiple * multiple; }

}  // namespace

std::shared_ptr<DeployedLinear> DeployedLinear::CreateInt8(const LinearWeights& parameters, std::vector<float> smooth,
                                                           const ActivationQParams& codes, at::ScalarType backward_type,
                                                           const int8::Kernels& kernels) {
  std::shared_ptr<DeployedLinear> linear(new DeployedLinear);
  linear->parameters_ = parameters;
  linear->smooth_ = std::move(smooth);
  linear->codes_ = codes;
  linear->kernels_ = &kernels;
  const int inputs = static_cast<int>(linear->inputs()), outputs = static_cast<int>(linear->outputs());
  linear->values_.resize(static_cast<size_t>(inputs) * static_cast<size_t>(outputs));
  linear->scales_.resize(static_cast<size_t>(outputs));
  linear->backward_type_ = backward_type;
  if (!linear->smooth_.empty()) linear->factors_ = at::from_blob(linear->smooth_.data(), {inputs}, at::kFloat).clone();
  linear->multipliers_.resize(static_cast<size_t>(inputs));
  const bool room = linear->weight_arena_.Reset(int8::PackedLinearBytes(outputs, inputs)) &&
                    linear->input_arena_.Reset(int8::FixedInputBytes(outputs) + int8::PackedCodesBytes(inputs));
  return room ? linear : nullptr;
}

std::shared_ptr<DeployedLinear> DeployedLinear::CreateFp32(const LinearWeights& parameters,
                                                           const int8::Kernels& kernels) {
  std::shared_ptr<DeployedLinear> linear(new DeployedLinear);
  linear->parameters_ = parameters;
  linear->kernels_ = &kernels;
  linear->rounds_ = false;
  return linear;
}

/// Rounds rows of the smoothed weight, by the kernels: the same bits as int8_numerics.h.
void DeployedLinear::RoundRows(int64_t begin, int64_t end) {
  const auto columns = static_cast<size_t>(inputs());
  std::vector<float> smoothed(columns);
  kernels_->thread_begin();
  for (int64_t row = begin; row < end; ++row) {
    const float* w = Data<float>(parameters_.weight) + row * inputs();
    if (!smooth_.empty()) {
      for (size_t c = 0; c < columns; ++c) smoothed[c] = w[c] * smooth_[c];
      w = smoothed.data();
    }
    const int size = static_cast<int>(columns);
    int8_t* q = values_.data() + row * inputs();
    kernels_->quantize_row(w, size, size, q, scales_.data() + row);
  }
  kernels_->thread_end();
}

at::Tensor DeployedLinear::Rounded() const {
  at::Tensor rounded = at::empty({outputs(), inputs()}, backward_type_);
  const auto columns = static_cast<size_t>(inputs());
  at::parallel_for(0, outputs(), kRowsPerTask, [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row) {
      const int8_t* q = values_.data() + row * inputs();
      const float scale = scales_[static_cast<size_t>(row)];
      if (backward_type_ == at::kBFloat16) {
        Dequantize(q, scale, columns, MutableData<c10::BFloat16>(rounded) + row * inputs());
      } else {
        Dequantize(q, scale, columns, MutableData<float>(rounded) + row * inputs());
      }
    }
  });
  return rounded;
}

void DeployedLinear::RefreshWeights(const ActivationQParams& codes) {
  const float* bias = Data<float>(parameters_.bias);
  const auto biases = absl::MakeConstSpan(bias, static_cast<size_t>(outputs()));
  if (!rounds_) return PackFloats(biases);
  at::parallel_for(0, outputs(), kRowsPerTask, [this](int64_t begin, int64_t end) { RoundRows(begin, end); });
  const int8::QuantizedRows rows = {values_, scales_, biases};
  weight_arena_.Rewind();
  weights_ = int8::PackLinear({rows}, static_cast<int>(inputs()), weight_arena_);
  SetCodes(codes);
}

void DeployedLinear::PackFloats(absl::Span<const float> biases) {
  const int columns = static_cast<int>(inputs());
  const size_t bytes = int8::PackedFloatLinearBytes(static_cast<int>(outputs()), columns, int8::FloatFormat::kFp32);
  if (!weight_arena_.Reset(bytes)) throw std::bad_alloc();
  const float* weight = Data<float>(parameters_.weight);
  const int8::FloatRows rows = {absl::MakeConstSpan(weight, static_cast<size_t>(outputs() * inputs())), biases};
  floats_ = int8::PackFloatLinear({rows}, columns, int8::FloatFormat::kFp32, weight_arena_);
}

std::vector<float> DeployedLinear::Run(const float* x, int64_t x_stride, int64_t rows, int8::Epilogue epilogue) const {
  const int panels = rounds_ ? linear_.panels : floats_.panels, count = static_cast<int>(rows);
  const int64_t width = int64_t{panels} * int8::kPanel;
  std::vector<float> out(static_cast<size_t>(RoundUpTo(rows, kTileRows) * width));
  if (rounds_) {
    const int depth = linear_.depths * int8::kDepth;
    std::vector<int8_t> codes(static_cast<size_t>(RoundUpTo(rows, kTileRows) * depth));
    for (int64_t row = 0; row < rows; ++row) {
      kernels_->encode_row(x + row * x_stride, static_cast<int>(inputs()), depth, static_codes_,
                           codes.data() + row * depth);
    }
    kernels_->gemm({codes.data(), nullptr, &linear_, out.data(), width, epilogue, 0, count, 0, panels});
  } else {
    kernels_->gemm_fp32({x, x_stride, &floats_, out.data(), width, epilogue, 0, count, 0, panels});
  }
  out.resize(static_cast<size_t>(rows * width));
  return out;
}

void DeployedLinear::SetCodes(const ActivationQParams& codes) {
  codes_ = codes;
  const float inverse = 1.0f / codes.scale;
  for (size_t c = 0; c < multipliers_.size(); ++c) multipliers_[c] = smooth_.empty() ? inverse : inverse / smooth_[c];
  const int8::StaticInput input = {multipliers_, codes.scale, codes.zero_point, codes.quant_min, codes.quant_max};
  input_arena_.Rewind();
  linear_ = int8::WithFixedInput(weights_, input, input_arena_);
  static_codes_ = int8::PackCodes(input, input_arena_);
}

at::Tensor DeployedLinear::Encode(const at::Tensor& x) const {
  const int64_t rows = x.size(0), depth = linear_.depths * int8::kDepth;
  at::Tensor codes = at::empty({RoundUpTo(rows, kTileRows), depth}, at::kChar);
  const float* from = Data<float>(x);
  auto* to = static_cast<int8_t*>(codes.mutable_data_ptr());
  at::parallel_for(0, rows, RowGrain(inputs()), [&](int64_t begin, int64_t end) {
    kernels_->thread_begin();
    for (int64_t row = begin; row < end; ++row) {
      kernels_->encode_row(from + row * inputs(), static_cast<int>(inputs()), static_cast<int>(depth), static_codes_,
                           to + row * depth);
    }
    kernels_->thread_end();
  });
  return codes.narrow(0, 0, rows);
}

at::Tensor DeployedLinear::InRange(const at::Tensor& x) const {
  at::Tensor inside = at::empty(x.sizes(), at::kBool);
  const float low = static_cast<float>(codes_.quant_min - codes_.zero_point) - 0.5f;
  const float high = static_cast<float>(codes_.quant_max - codes_.zero_point) + 0.5f;
  const float* from = Data<float>(x);
  auto* to = static_cast<bool*>(inside.mutable_data_ptr());
  at::parallel_for(0, x.size(0), RowGrain(inputs()), [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row) {
      const float* values = from + row * inputs();
      for (int64_t c = 0; c < inputs(); ++c) {
        const float code = values[c] * multipliers_[static_cast<size_t>(c)];
        to[row * inputs() + c] = code >= low && code <= high;
      }
    }
  });
  return inside;
}

at::Tensor DeployedLinear::Multiply(const at::Tensor& codes) const {
  const int64_t rows = codes.size(0), width = linear_.panels * int8::kPanel;
  at::Tensor out = at::empty({RoundUpTo(rows, kTileRows), width}, at::kFloat);
  int8::GemmCall call;
  call.a = static_cast<const int8_t*>(codes.const_data_ptr());
  call.linear = &linear_;
  call.out = MutableData<float>(out);
  call.out_stride = width;
  const int64_t blocks = (rows + kRowsPerTask - 1) / kRowsPerTask, tasks = blocks * linear_.panels;
  at::parallel_for(0, tasks, 1, [&](int64_t begin, int64_t end) {
    kernels_->thread_begin();
    for (int64_t task = begin; task < end; ++task) {
      int8::GemmCall part = call;
      part.row_begin = static_cast<int>(task / linear_.panels * kRowsPerTask);
      part.row_end = static_cast<int>(std::min(rows, part.row_begin + kRowsPerTask));
      part.panel_begin = static_cast<int>(task % linear_.panels);
      part.panel_end = part.panel_begin + 1;
      kernels_->gemm(part);
    }
    kernels_->thread_end();
  });
  return out.narrow(0, 0, rows).narrow(1, 0, outputs()).contiguous();
}

at::Tensor DeployedLinear::Decode(const at::Tensor& codes) const {
  const at::Tensor numbers = codes.narrow(1, 0, inputs()).to(at::kFloat);
  return ((numbers + static_cast<double>(kSigned - codes_.zero_point)) * static_cast<double>(codes_.scale))
      .to(backward_type_);
}

}  // namespace octavo
