// Input: a byte of options, an index, and up to two shards, with separators between them. Bit 0: the shards are
// safetensors files, else PyTorch files.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/tensor_properties.h"
#include "worker/runner/formats/model_weights.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const bool safetensors = (input.Byte() & 1) != 0;
  const std::string folder = safetensors ? "safetensors/" : "torch/";
  WriteScratch(folder + (safetensors ? "model.safetensors.index.json" : "pytorch_model.bin.index.json"), input.Part());
  for (const char* name : {"a", "b"}) {
    const absl::string_view shard = input.Part();
    WriteScratch(absl::StrCat(folder, name, safetensors ? ".safetensors" : ".bin"),
                 safetensors ? std::string(shard) : MakeTorchFile(shard));
  }
  const auto weights = OpenModelWeights(ScratchFolder() + "/" + folder);
  if (weights.ok()) CheckTensorFile(**weights);
  return 0;
}

}  // namespace octavo::fuzz
