// Input: a PyTorch file as it lies on disk, zip archive or legacy.
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/tensor_properties.h"
#include "worker/runner/formats/torch_checkpoint.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const MemoryFile file(Input(data, size).Rest());
  const auto checkpoint = TorchCheckpoint::Open(file.path());
  if (checkpoint.ok()) CheckTensorFile(**checkpoint);
  return 0;
}

}  // namespace octavo::fuzz
