#include "worker/runner/text/tokenizer.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "worker/runner/text/parallel_texts.h"

namespace octavo {
std::vector<int32_t> Truncated(const Tokenizer& tokenizer, absl::Span<const int32_t> ids, int max_length) {
  const auto size = static_cast<int>(ids.size());
  const int kept = std::max(max_length, tokenizer.num_special_tokens());
  if (max_length <= 0 || size <= kept) return {ids.begin(), ids.end()};
  const int closing = tokenizer.num_closing_tokens();
  std::vector<int32_t> truncated(ids.begin(), ids.begin() + (kept - closing));
  truncated.insert(truncated.end(), ids.end() - closing, ids.end());
  return truncated;
}

std::vector<std::vector<int32_t>> EncodeAll(const Tokenizer& tokenizer, absl::Span<const absl::string_view> texts,
                                            int max_length, int threads, const std::function<bool()>& stopped) {
  std::vector<std::vector<int32_t>> encoded(texts.size());
  ForEachText(
      texts.size(), threads, [&](size_t i) { encoded[i] = tokenizer.Encode(texts[i], max_length); }, stopped);
  return encoded;
}

absl::Status CheckVocabulary(const Tokenizer& tokenizer, int64_t vocab_size, absl::string_view what) {
  if (tokenizer.vocab_size() <= vocab_size) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      what, ": the vocabulary has ", tokenizer.vocab_size(), " ids, but config.json says vocab_size ", vocab_size,
      "; id ", vocab_size, " (\"", tokenizer.Token(static_cast<int32_t>(vocab_size)),
      "\") and above would lie outside the embedding table. Use the tokenizer files that belong to this model"));
}

}  // namespace octavo
