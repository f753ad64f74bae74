#ifndef OCTAVO_WORKER_RUNNER_MODELS_KERNEL_TYPES_H_
#define OCTAVO_WORKER_RUNNER_MODELS_KERNEL_TYPES_H_

#include <algorithm>
#include <type_traits>

#include "ATen/core/Tensor.h"
#include "c10/util/Exception.h"
#include "worker/runner/models/row_kernels.h"

namespace octavo {

/// Calls body(T{}) with the kernel type, float, Bf16 or Fp16, of an ATen compute type.
template <typename Body>
auto WithKernelType(at::ScalarType type, Body&& body) {
  if (type == at::kBFloat16) return body(Bf16{});
  if (type == at::kHalf) return body(Fp16{});
  TORCH_CHECK(type == at::kFloat, "no row kernels for ", type);
  return body(float{});
}

template <typename T>
const T* Data(const at::Tensor& tensor) {
  return static_cast<const T*>(tensor.const_data_ptr());
}
template <typename T>
T* MutableData(const at::Tensor& tensor) {
  return static_cast<T*>(tensor.mutable_data_ptr());
}

/// Rows per task, so that a task is worth a thread's start.
inline int64_t RowGrain(int64_t width) { return std::max<int64_t>(1, 16384 / std::max<int64_t>(1, width)); }

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_MODELS_KERNEL_TYPES_H_
