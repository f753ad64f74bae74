#ifndef OCTAVO_TESTS_FUZZ_SUPPORT_TENSOR_PROPERTIES_H_
#define OCTAVO_TESTS_FUZZ_SUPPORT_TENSOR_PROPERTIES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "worker/runner/formats/tensor.h"
#include "worker/runner/formats/tensor_file.h"
#include "worker/runner/formats/torch_value.h"

namespace octavo::fuzz {

/// What tensor_file.h promises of any open file must hold; every byte of every tensor is read.
void CheckTensorFile(const TensorFile& file);

/// Whether two tensors have the same type, shape and bytes.
bool SameTensor(const TensorView& a, const TensorView& b);

/// Whether two values are the same, tensors by SameTensor. NaN equals NaN.
bool SameValue(const TorchValue& a, const TorchValue& b);

/// Reads every byte of every tensor, and checks that it has as many as its shape says.
void CheckTensors(const TorchValue& value);

/// The bytes of a PyTorch zip file around the pickle that `input` begins with; what follows the pickle is shared out
/// among its storages, in their order, as long as it lasts. Checksums are right, which mutations of a whole file would
/// spoil. Empty where `input` does not begin with a pickle.
std::string MakeTorchFile(absl::string_view input);

}  // namespace octavo::fuzz

#endif  // OCTAVO_TESTS_FUZZ_SUPPORT_TENSOR_PROPERTIES_H_
