// Input: a vocab.json, a merges.txt, a tokenizer_config.json and a text to encode, with separators between them.
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/tokenizer_properties.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const absl::string_view vocabulary = input.Part();
  const absl::string_view merges = input.Part();
  const absl::string_view config = input.Part();
  const auto tokenizer = TokenizerFromMerges(WithByteTokens(vocabulary), merges, config, "model");
  if (tokenizer.ok()) CheckTokenizer(**tokenizer, input.Rest());
  return 0;
}

}  // namespace octavo::fuzz
