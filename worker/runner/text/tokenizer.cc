#include "worker/runner/text/tokenizer.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>

#include "absl/strings/str_cat.h"

namespace octavo {
namespace {

constexpr size_t kTextsPerClaim = 64;  // small enough to balance long reviews, large enough that the counter is idle

}  // namespace

std::vector<std::vector<int32_t>> EncodeAll(const Tokenizer& tokenizer, absl::Span<const absl::string_view> texts,
                                            int max_length, int threads, const std::function<bool()>& stopped) {
  std::vector<std::vector<int32_t>> encoded(texts.size());
  std::atomic<size_t> next{0};
  const auto work = [&] {
    for (size_t begin = next.fetch_add(kTextsPerClaim); begin < texts.size(); begin = next.fetch_add(kTextsPerClaim)) {
      if (stopped && stopped()) return;
      const size_t end = std::min(begin + kTextsPerClaim, texts.size());
      for (size_t i = begin; i < end; ++i) encoded[i] = tokenizer.Encode(texts[i], max_length);
    }
  };
  const size_t claims = (texts.size() + kTextsPerClaim - 1) / kTextsPerClaim;
  const size_t helpers = std::min(static_cast<size_t>(std::max(threads, 1)), std::max<size_t>(claims, 1)) - 1;
  std::vector<std::exception_ptr> errors(helpers);
  {
    std::vector<std::jthread> pool;
    pool.reserve(helpers);
    for (std::exception_ptr& error : errors) {
      pool.emplace_back([&, &error = error] {
        // Out of a thread it would end the process.
        try {
          work();
        } catch (...) {
          error = std::current_exception();
          next = texts.size();
        }
      });
    }
    work();
  }
  for (const std::exception_ptr& error : errors) {
    if (error) std::rethrow_exception(error);
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
