// Input: a safetensors file. What is read must be written and read again as the same.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/tensor_properties.h"
#include "worker/runner/formats/safetensors.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const MemoryFile file(Input(data, size).Rest());
  const auto reader = SafetensorsReader::Open(file.path());
  if (!reader.ok()) return 0;
  CheckTensorFile(*reader);
  std::vector<NamedTensor> tensors;
  for (const std::string& name : reader->names()) tensors.push_back({name, *reader->Find(name)});
  const std::string copy = absl::StrCat(ScratchFolder(), "/copy.safetensors");
  Require(WriteSafetensors(copy, tensors, reader->metadata()).ok(), "what was read can be written");
  const auto again = SafetensorsReader::Open(copy);
  Require(again.ok(), "what was written can be read");
  Require(again->metadata() == reader->metadata() && again->names().size() == tensors.size(),
          "what was written is what was read");
  for (const NamedTensor& tensor : tensors) {
    const auto other = again->Find(tensor.name);
    Require(other.ok() && SameTensor(*other, tensor.tensor), "a tensor is written as it was read");
  }
  return 0;
}

}  // namespace octavo::fuzz
