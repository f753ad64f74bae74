// From a tensor as PyTorch describes it, a storage with offset and strides, to its elements in row-major order.

#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status_macros.h"
#include "worker/runner/formats/pickle_node.h"

namespace octavo::pickle {
namespace {

absl::Status Unfit(const StridedTensor& tensor, int64_t available) {
  return absl::InvalidArgumentError(absl::StrCat("a tensor of shape [", absl::StrJoin(tensor.shape, ", "), "] at ",
                                                 tensor.offset, " does not fit its storage of ", available));
}

/// Elements of the tensor, or an error where 64 bits cannot count them.
absl::StatusOr<int64_t> CountElements(const StridedTensor& tensor) {
  int64_t elements = 1;
  for (const int64_t size : tensor.shape) {
    if (__builtin_mul_overflow(elements, size, &elements))
      return absl::InvalidArgumentError("a tensor is larger than 64 bits can count");
  }
  return elements;
}

bool IsRowMajor(const StridedTensor& tensor) {
  int64_t elements = 1;
  for (size_t i = tensor.shape.size(); i-- > 0;) {
    if (tensor.shape[i] > 1 && tensor.strides[i] != elements) return false;
    elements *= tensor.shape[i];
  }
  return true;
}

/// Whether the last element that the strides reach lies inside the storage. REQUIRES: no dimension is 0.
bool Reaches(const StridedTensor& tensor, int64_t available) {
  int64_t last = tensor.offset;
  for (size_t i = 0; i < tensor.shape.size(); ++i) {
    int64_t step = 0;
    if (__builtin_mul_overflow(tensor.shape[i] - 1, tensor.strides[i], &step) ||
        __builtin_add_overflow(last, step, &last)) {
      return false;
    }
  }
  return last < available;
}

/// Copies element by element, the last dimension fastest. REQUIRES: Reaches.
void CopyRowMajor(const StridedTensor& tensor, absl::Span<const uint8_t> storage, absl::Span<uint8_t> to) {
  const auto item = static_cast<size_t>(DTypeBytes(tensor.storage.dtype));
  std::vector<int64_t> index(tensor.shape.size());
  int64_t from = tensor.offset;
  for (size_t at = 0; at < to.size(); at += item) {
    std::memcpy(to.data() + at, storage.data() + static_cast<size_t>(from) * item, item);
    for (size_t i = index.size(); i-- > 0;) {
      from += tensor.strides[i];
      if (++index[i] < tensor.shape[i]) break;
      from -= tensor.strides[i] * tensor.shape[i];
      index[i] = 0;
    }
  }
}

}  // namespace

absl::StatusOr<TensorView> ViewOf(const StridedTensor& tensor, absl::Span<const uint8_t> storage,
                                  TensorCopies& copies) {
  const int64_t item = DTypeBytes(tensor.storage.dtype);
  const int64_t available = static_cast<int64_t>(storage.size()) / item;
  OCTAVO_ASSIGN_OR_RETURN(const int64_t elements, CountElements(tensor));
  if (tensor.offset > available || elements > available) return Unfit(tensor, available);
  TensorView view{tensor.storage.dtype, tensor.shape, {}};
  if (elements == 0) return view;
  if (!Reaches(tensor, available)) return Unfit(tensor, available);
  const auto bytes = static_cast<size_t>(elements * item);
  if (IsRowMajor(tensor)) {
    view.bytes = storage.subspan(static_cast<size_t>(tensor.offset * item), bytes);
    return view;
  }
  OCTAVO_ASSIGN_OR_RETURN(const absl::Span<uint8_t> copy, copies.Take(bytes));
  CopyRowMajor(tensor, storage, copy);
  view.bytes = copy;
  return view;
}

}  // namespace octavo::pickle
