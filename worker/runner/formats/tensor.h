#ifndef OCTAVO_WORKER_RUNNER_FORMATS_TENSOR_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_TENSOR_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"

namespace octavo {

/// Element types that the tensor files know. Little-endian, as in both formats.
enum class DType { kF64, kF32, kF16, kBF16, kI64, kI32, kI16, kI8, kU8, kBool };

constexpr int64_t DTypeBytes(DType type) {
  switch (type) {
    case DType::kF64:
    case DType::kI64:
      return 8;
    case DType::kF32:
    case DType::kI32:
      return 4;
    case DType::kF16:
    case DType::kBF16:
    case DType::kI16:
      return 2;
    case DType::kI8:
    case DType::kU8:
    case DType::kBool:
      return 1;
  }
  return 0;
}

/// A contiguous row-major tensor that someone else owns: a reader's mapped file or a writer's buffer.
struct TensorView {
  DType dtype = DType::kF32;
  std::vector<int64_t> shape;
  absl::Span<const uint8_t> bytes;
};

struct NamedTensor {
  std::string name;
  TensorView tensor;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_TENSOR_H_
