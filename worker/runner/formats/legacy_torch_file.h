#ifndef OCTAVO_WORKER_RUNNER_FORMATS_LEGACY_TORCH_FILE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_LEGACY_TORCH_FILE_H_

// What torch.save wrote before version 1.6, and writes today where it is asked to: a magic number, the format's
// version, a description of the machine, the value and the list of its storages' keys, each a pickle of its own; then
// each storage's number of elements and its bytes.

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "worker/runner/formats/tensor_copies.h"
#include "worker/runner/formats/torch_value.h"

namespace octavo {

/// Whether `file` begins with the magic number.
bool IsLegacyTorchFile(absl::Span<const uint8_t> file);

/// The value of the file, its tensors as views of `file` or of `copies`. INVALID_ARGUMENT, with `path`, what is wrong
/// and the remedy, for a file that is cut short, of another version, of a big-endian machine, or whose pickles hold
/// more than plain values and tensors (PickledValue).
absl::StatusOr<TorchValue> ReadLegacyTorchFile(absl::Span<const uint8_t> file, const std::string& path,
                                               TensorCopies& copies);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_LEGACY_TORCH_FILE_H_
