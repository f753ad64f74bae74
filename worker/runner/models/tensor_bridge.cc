#include "worker/runner/models/tensor_bridge.h"

#include <cstring>

#include "ATen/ops/empty.h"
#include "absl/strings/str_cat.h"

namespace octavo {
namespace {

absl::StatusOr<DType> DTypeOf(at::ScalarType type) {
  switch (type) {
    case at::kDouble:
      return DType::kF64;
    case at::kFloat:
      return DType::kF32;
    case at::kHalf:
      return DType::kF16;
    case at::kBFloat16:
      return DType::kBF16;
    case at::kLong:
      return DType::kI64;
    case at::kInt:
      return DType::kI32;
    case at::kShort:
      return DType::kI16;
    case at::kChar:
      return DType::kI8;
    case at::kByte:
      return DType::kU8;
    case at::kBool:
      return DType::kBool;
    default:
      return absl::InvalidArgumentError(absl::StrCat("no file form for tensors of type ", c10::toString(type)));
  }
}

absl::StatusOr<at::ScalarType> FloatTypeOf(DType type) {
  switch (type) {
    case DType::kF64:
      return at::kDouble;
    case DType::kF32:
      return at::kFloat;
    case DType::kF16:
      return at::kHalf;
    case DType::kBF16:
      return at::kBFloat16;
    default:
      return absl::InvalidArgumentError("is not a floating-point tensor; export the model in F32, F16 or BF16");
  }
}

}  // namespace

absl::Status CopyIntoFloat(const TensorView& view, at::Tensor target) {
  const auto type = FloatTypeOf(view.dtype);
  if (!type.ok()) return type.status();
  // Tensors in a file may lie at any address, so their bytes are copied before they are read as numbers.
  at::Tensor source = at::empty(view.shape, at::TensorOptions().dtype(*type));
  if (!view.bytes.empty()) std::memcpy(source.mutable_data_ptr(), view.bytes.data(), view.bytes.size());
  target.copy_(source);
  return absl::OkStatus();
}

absl::StatusOr<TensorView> ViewOf(const at::Tensor& tensor) {
  const auto type = DTypeOf(tensor.scalar_type());
  if (!type.ok()) return type.status();
  if (!tensor.is_contiguous() || !tensor.device().is_cpu()) {
    return absl::InvalidArgumentError("only contiguous CPU tensors have a view");
  }
  TensorView view;
  view.dtype = *type;
  view.shape = tensor.sizes().vec();
  view.bytes = absl::MakeConstSpan(static_cast<const uint8_t*>(tensor.const_data_ptr()), tensor.nbytes());
  return view;
}

}  // namespace octavo
