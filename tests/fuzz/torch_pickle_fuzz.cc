// Input: a pickle and the bytes of its storages, of which a PyTorch file is made. What is read must be written and read
// again as the same.
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/tensor_properties.h"
#include "worker/runner/formats/torch_checkpoint.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string made = MakeTorchFile(Input(data, size).Rest());
  if (made.empty()) return 0;
  const MemoryFile file(made);
  auto read = TorchFile::Open(file.path());
  if (!read.ok()) return 0;
  CheckTensors((*read)->root());
  const std::string copy = absl::StrCat(ScratchFolder(), "/copy.pt");
  if (WriteTorchFile(copy, (*read)->root()).ok()) {
    const auto again = TorchFile::Open(copy);
    Require(again.ok(), "what was written can be read");
    Require(SameValue((*again)->root(), (*read)->root()), "what was written is what was read");
  }
  CheckTensorFile(TorchCheckpoint(*std::move(read)));
  return 0;
}

}  // namespace octavo::fuzz
