// Input: a tokenizer.json, a separator, a text to encode.
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/tokenizer_properties.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const auto tokenizer = TokenizerFromJson(WithByteTokens(input.Part()), "tokenizer.json");
  if (tokenizer.ok()) CheckTokenizer(**tokenizer, input.Rest());
  return 0;
}

}  // namespace octavo::fuzz
