#include "worker/runner/text/tokenizer.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"

namespace octavo {
namespace {

constexpr size_t kTextsPerClaim = 64;  // small enough to balance long reviews, large enough that the counter is idle

}  // namespace

std::vector<std::vector<int32_t>> EncodeAll(const Tokenizer& tokenizer, absl::Span<const absl::string_view> texts,
                                            int max_length, int threads) {
  std::vector<std::vector<int32_t>> encoded(texts.size());
  std::atomic<size_t> next{0};
  const auto work = [&] {
    for (size_t begin = next.fetch_add(kTextsPerClaim); begin < texts.size(); begin = next.fetch_add(kTextsPerClaim)) {
      const size_t end = std::min(begin + kTextsPerClaim, texts.size());
      for (size_t i = begin; i < end; ++i) encoded[i] = tokenizer.Encode(texts[i], max_length);
    }
  };
  const size_t claims = (texts.size() + kTextsPerClaim - 1) / kTextsPerClaim;
  const size_t helpers = std::min(static_cast<size_t>(std::max(threads, 1)), std::max<size_t>(claims, 1)) - 1;
  {
    std::vector<std::jthread> pool;
    pool.reserve(helpers);
    for (size_t i = 0; i < helpers; ++i) pool.emplace_back(work);
    work();
  }
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
