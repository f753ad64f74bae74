#ifndef OCTAVO_WORKER_RUNNER_TEXT_TOKEN_CACHE_H_
#define OCTAVO_WORKER_RUNNER_TEXT_TOKEN_CACHE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/clock.h"
#include "worker/runner/text/tokenizer.h"

namespace octavo {

/// Where tokens are kept, and how many bytes of them.
struct TokenCacheOptions {
  std::string folder;
  int64_t max_bytes = 0;
};

/// Texts as ids, in their order.
struct TokenizedTexts {
  std::vector<std::vector<int32_t>> tokens;
  int64_t from_cache = 0;  // texts whose ids were found
};

/// Keeps the ids of data sets' texts, so that jobs after the first need not encode them again. A file for each data set
/// and tokenizer holds whole ids by text: jobs with other seeds, samples, parts and lengths share it, and texts that it
/// lacks are added to it. What cannot be read or written is encoded instead, with a warning: a job never fails by its
/// cache. Any number of processes may use a folder at once: one encodes the texts of a data set while others that want
/// them wait, though not for more than ten minutes, and a file is replaced whole. Where files have more than max_bytes
/// together, the longest unused ones go. Beside what it returns, Encode has no more in memory than the ids that are to
/// be kept, once and packed, and maps the file while it runs. Thread-safe.
class TokenCache {
 public:
  /// `encoder` names the code that encodes: jobs share tokens where it is equal. `clock` tells how long another process
  /// has been waited for, and has to outlive this.
  TokenCache(TokenCacheOptions options, std::string encoder, const Clock& clock = Clock::Steady())
      : options_(std::move(options)), encoder_(std::move(encoder)), clock_(clock) {}

  /// What Tokenizer::Encode gives for each of `texts`, which belong to the data set whose files have the digest `data`.
  /// Encodes on `threads` threads. CANCELLED after `stopped`, which is asked now and then on any of them, has said
  /// true. An exception of Encode is thrown here.
  absl::StatusOr<TokenizedTexts> Encode(const Tokenizer& tokenizer, const std::string& data,
                                        absl::Span<const absl::string_view> texts, int max_length, int threads,
                                        const std::function<bool()>& stopped) const;

 private:
  class Pass;
  /// Removes the longest unused files beyond the limit, but never `kept`.
  void Trim(const std::string& kept) const;

  const TokenCacheOptions options_;
  const std::string encoder_;
  const Clock& clock_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_TOKEN_CACHE_H_
