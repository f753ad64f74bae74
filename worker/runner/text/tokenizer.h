#ifndef OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_H_
#define OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace octavo {

/// Ids of the special tokens; -1 where the tokenizer has none.
struct SpecialTokenIds {
  int32_t pad = -1;
  int32_t unk = -1;
  int32_t cls = -1;
  int32_t sep = -1;
  int32_t mask = -1;
};

/// Turns a text into the ids that Hugging Face's fast tokenizer of the same files gives. Immutable and thread-safe.
class Tokenizer {
 public:
  virtual ~Tokenizer() = default;

  /// Ids of one text with the special tokens around it. UTF-8; ill-formed bytes read as U+FFFD. `max_length` counts the
  /// special tokens; longer texts lose their end, as truncation="longest_first" does for a single text. 0: no limit.
  /// A limit below the number of special tokens gives just those.
  virtual std::vector<int32_t> Encode(absl::string_view text, int max_length) const = 0;

  /// Largest id + 1: the rows that an embedding table needs.
  virtual int32_t vocab_size() const = 0;
  virtual const SpecialTokenIds& special_ids() const = 0;
  /// How many special tokens Encode puts around a text, and how many of them behind it.
  virtual int num_special_tokens() const = 0;
  virtual int num_closing_tokens() const = 0;
  /// The token of `id`, empty for an id without one. Owned by the tokenizer.
  virtual absl::string_view Token(int32_t id) const = 0;
  /// SHA-256, lower-case hex, over everything that decides ids (vocabulary, added tokens, settings): equal for equal
  /// tokenizers, whether read from tokenizer.json, vocab.txt or memory.
  virtual const std::string& digest() const = 0;
  /// "wordpiece", "byte_level_bpe" or "bpe".
  virtual absl::string_view type() const = 0;
};

/// What Encode(text, max_length) gives, from the ids that `tokenizer` gave the text without a limit.
std::vector<int32_t> Truncated(const Tokenizer& tokenizer, absl::Span<const int32_t> ids, int max_length);

/// Encode for every text, on `threads` threads (at least one; no more than there is work for). Results in order. An
/// exception of Encode (std::bad_alloc) is thrown here, whichever thread met it. `stopped` is asked now and then, on
/// any of the threads; after it has said true, texts that were not begun stay empty: the caller has to ask it too.
std::vector<std::vector<int32_t>> EncodeAll(const Tokenizer& tokenizer, absl::Span<const absl::string_view> texts,
                                            int max_length, int threads,
                                            const std::function<bool()>& stopped = nullptr);

/// INVALID_ARGUMENT if the tokenizer can give an id that a model with `vocab_size` embedding rows lacks. `what` names
/// the files for the message: "tokenizer of /models/x".
absl::Status CheckVocabulary(const Tokenizer& tokenizer, int64_t vocab_size, absl::string_view what = "tokenizer");

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_H_
