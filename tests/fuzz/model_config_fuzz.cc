// Input: a config.json. What is read must be written and read again as the same.
#include <string>

#include "tests/fuzz/support/fuzz.h"
#include "worker/runner/formats/model_config.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto config = ParseModelConfig(std::string(Input(data, size).Rest()), "config.json");
  if (!config.ok()) return 0;
  Require(config->num_heads > 0 && config->hidden_size % config->num_heads == 0 && config->max_positions() > 0,
          "a configuration can be run");
  const auto text = FormatModelConfig(*config);
  Require(text.ok(), "what was read can be written");
  const auto again = ParseModelConfig(*text, "again.json");
  Require(again.ok(), "what was written can be read");
  Require(FormatModelConfig(*again).value_or("") == *text, "what was written is what was read");
  return 0;
}

}  // namespace octavo::fuzz
