// Input: the model.safetensors of a model folder, of which the client checks that it came whole before it is uploaded:
// whatever the runner then opens must pass.
#include <string>

#include "client/commands/model_folder.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"
#include "worker/runner/formats/safetensors.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  WriteScratch("model/config.json", "{}");
  const std::string weights = WriteScratch("model/model.safetensors", Input(data, size).Rest());
  const absl::Status checked = client::CheckModelFolder(ScratchFolder() + "/model");
  Require(checked.ok() || !SafetensorsReader::Open(weights).ok(), "what the runner opens passes");
  return 0;
}

}  // namespace octavo::fuzz
