// Input: a vocab.txt, a tokenizer_config.json, a special_tokens_map.json, an added_tokens.json and a text to encode,
// with separators between them.
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/tokenizer_properties.h"
#include "worker/runner/text/tokenizer_files.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  TokenizerFileList files;
  for (const char* name : {"vocab.txt", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"}) {
    files.emplace_back(name, input.Part());
  }
  const auto tokenizer = TokenizerFromFiles(files, "model");
  if (tokenizer.ok()) CheckTokenizer(**tokenizer, input.Rest());
  return 0;
}

}  // namespace octavo::fuzz
