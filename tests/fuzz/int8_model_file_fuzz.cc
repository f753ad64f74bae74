// Input: the pickle of an INT8 or mixed model file and the bytes of its storages, of which the file is made.
#include <string>

#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/tensor_properties.h"
#include "worker/runner/formats/model_file.h"
#include "worker/runner/infer/int8/int8_model_file.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string made = MakeTorchFile(Input(data, size).Rest());
  if (made.empty()) return 0;
  const MemoryFile file(made);
  auto torch_file = TorchFile::Open(file.path());
  if (!torch_file.ok()) return 0;
  const bool has_schema = SchemaOf(**torch_file).ok();
  const auto model = int8::ReadInt8ModelFile(*std::move(torch_file));
  if (!model.ok()) return 0;
  Require(has_schema, "a model file has a schema");
  Require(static_cast<int64_t>(model->weights.layers.size()) == model->config.num_layers, "every layer is there");
  Require(model->parameters > 0, "a model has parameters");
  return 0;
}

}  // namespace octavo::fuzz
