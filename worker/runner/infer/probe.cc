#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "ATen/Parallel.h"
#include "ATen/core/dispatch/Dispatcher.h"
#include "ATen/core/stack.h"
#include "ATen/ops/empty.h"
#include "ATen/ops/ones.h"
#include "ATen/ops/zeros.h"
#include "absl/strings/str_cat.h"
#include "c10/core/InferenceMode.h"
#include "common/status_macros.h"
#include "torch/headeronly/version.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/engine/error_boundary.h"
#include "worker/runner/engine/gemm_rates.h"
#include "worker/runner/infer/int8/select_kernels.h"
#include "worker/runner/infer/packed_linear.h"
#include "worker/runner/models/cpu_features.h"

namespace octavo {
namespace {

constexpr int64_t kSquare = 2048;  // rows, columns and depth of the peak GEMM
constexpr int kRuns = 8;

struct OperatorName {
  const char* name;
  const char* overload;
};
// Called by name; the others are linked and so known to be there.
constexpr OperatorName kOperators[] = {{"mkldnn::_reorder_linear_weight", ""},
                                       {"mkldnn::_linear_pointwise", ""},
                                       {"aten::_fused_adamw_", ""},
                                       {"aten::_scaled_dot_product_flash_attention_for_cpu", ""},
                                       {"onednn::qlinear_prepack", ""},
                                       {"onednn::qlinear_pointwise", ""}};

/// Elsewhere oneDNN computes INT8 products with its reference code, which takes minutes for the peak GEMM.
bool HasInt8Gemm() { return CpuHas("avx512_vnni") || CpuHas("amx_int8"); }

/// GFLOP/s of several runs after one to warm up.
template <typename Body>
GemmRates RatesOf(Body&& body) {
  std::vector<double> rates;
  for (int run = 0; run <= kRuns; ++run) {
    const auto start = std::chrono::steady_clock::now();
    body();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (run > 0) rates.push_back(2.0 * kSquare * kSquare * kSquare / seconds / 1e9);
  }
  std::sort(rates.begin(), rates.end());
  return {rates.back(), (rates[(kRuns - 1) / 2] + rates[kRuns / 2]) / 2, rates.front(), kRuns};
}

GemmRates FloatRates(at::ScalarType type) {
  const PackedLinear linear({at::ones({kSquare, kSquare}), at::zeros({kSquare})}, type);
  const at::Tensor x = at::ones({kSquare, kSquare}, type);
  return RatesOf([&] { linear.Apply(x); });
}

/// oneDNN's INT8 GEMM with unsigned rows, per-channel scales and BF16 output. With signed rows it has fast code for AMX
/// alone: AVX512-VNNI multiplies unsigned by signed bytes, and oneDNN falls back to its reference code.
GemmRates Int8Rates() {
  auto& dispatcher = c10::Dispatcher::singleton();
  const auto prepack = dispatcher.findSchemaOrThrow("onednn::qlinear_prepack", "");
  const auto pointwise = dispatcher.findSchemaOrThrow("onednn::qlinear_pointwise", "");
  torch::jit::Stack stack;
  torch::jit::push(stack, at::ones({kSquare, kSquare}, at::kChar), c10::IValue());
  prepack.callBoxed(stack);
  const at::Tensor weight = stack.at(0).toTensor();
  const at::Tensor x = at::ones({kSquare, kSquare}, at::kByte), scales = at::ones({kSquare}),
                   zeros = at::zeros({kSquare}, at::kInt);
  return RatesOf([&] {
    torch::jit::Stack arguments;
    torch::jit::push(arguments, x, 1.0, int64_t{0}, weight, scales, zeros, c10::IValue(), 1.0, int64_t{0},
                     static_cast<int64_t>(at::kBFloat16), "none", c10::List<std::optional<at::Scalar>>(), "none");
    pointwise.callBoxed(arguments);
  });
}

}  // namespace

absl::StatusOr<EngineCapabilities> ProbeEngine() {
  return WithErrorBoundary("probe the engine", []() -> absl::StatusOr<EngineCapabilities> {
    OCTAVO_ASSIGN_OR_RETURN(const int8::Kernels* kernels, int8::SelectKernels());
    EngineCapabilities out;
    out.torch_version = TORCH_VERSION;
    out.isa = CpuIsa();
    out.bf16 = HasNativeBf16();
    out.fp16 = HasNativeFp16();
    out.int8_kernels = kernels->isa;
    for (const OperatorName& op : kOperators) {
      if (!c10::Dispatcher::singleton().findSchema({op.name, op.overload}).has_value()) {
        out.missing_operators.emplace_back(op.name);
      }
    }
    return out;
  });
}

absl::StatusOr<double> MeasureGemmPeak(ComputeType type) {
  OCTAVO_ASSIGN_OR_RETURN(const GemmRates rates, MeasureGemmRates(type));
  return rates.best;
}

absl::StatusOr<GemmRates> MeasureGemmRates(ComputeType type) {
  return WithErrorBoundary("measure the GEMM peak", [&]() -> absl::StatusOr<GemmRates> {
    const c10::InferenceMode inference;
    if (type != ComputeType::kInt8 && ResolveFloatType(type) != type) {
      return absl::UnimplementedError(
          absl::StrCat("measure the GEMM peak: this machine has no native ", ComputeTypeName(type)));
    }
    if (type == ComputeType::kInt8 && !HasInt8Gemm()) {
      return absl::UnimplementedError(
          "measure the GEMM peak: int8 needs a CPU with avx512_vnni or amx_int8; without, oneDNN has no fast GEMM");
    }
    switch (type) {
      case ComputeType::kFp32:
        return FloatRates(at::kFloat);
      case ComputeType::kBf16:
        return FloatRates(at::kBFloat16);
      case ComputeType::kFp16:
        return FloatRates(at::kHalf);
      case ComputeType::kInt8:
        break;
    }
    return Int8Rates();
  });
}

}  // namespace octavo
