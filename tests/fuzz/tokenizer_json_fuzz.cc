// Input: a tokenizer.json, a separator, a text to encode.
#include <memory>
#include <string>

#include "common/json.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/tokenizer_properties.h"
#include "worker/runner/text/pipeline_tokenizer.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo::fuzz {
namespace {

/// The same ids by the general code: what has code of its own has its pre_tokenizer by itself, not in a Sequence.
absl::StatusOr<std::unique_ptr<Tokenizer>> GeneralTokenizer(const std::string& definition) {
  auto json = ParseJson(definition, "tokenizer.json");
  if (!json.ok()) return json.status();
  Json& splitter = (*json)["pre_tokenizer"];
  splitter = {{"type", "Sequence"}, {"pretokenizers", Json::array({splitter})}};
  return TokenizerFromJson(DumpJson(*json), "tokenizer.json");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const std::string definition = WithByteTokens(input.Part());
  const auto tokenizer = TokenizerFromJson(definition, "tokenizer.json");
  if (!tokenizer.ok()) return 0;
  CheckTokenizer(**tokenizer, input.Rest());
  if (dynamic_cast<const PipelineTokenizer*>(tokenizer->get()) != nullptr) return 0;
  const auto general = GeneralTokenizer(definition);
  if (!general.ok()) return 0;
  Require(dynamic_cast<const PipelineTokenizer*>(general->get()) != nullptr, "a Sequence is read by the general code");
  CheckSameIds(**tokenizer, **general, input.Rest());
  return 0;
}

}  // namespace octavo::fuzz
