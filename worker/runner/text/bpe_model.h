#ifndef OCTAVO_WORKER_RUNNER_TEXT_BPE_MODEL_H_
#define OCTAVO_WORKER_RUNNER_TEXT_BPE_MODEL_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "worker/runner/text/bpe_merges.h"
#include "worker/runner/text/token_table.h"
#include "worker/runner/text/tokenizer_digest.h"
#include "worker/runner/text/word_cache.h"

namespace octavo {

/// Byte-level byte-pair encoding of one word, as in GPT-2: its bytes, merged. Immutable and thread-safe.
class BpeModel {
 public:
  struct Options {
    TokenList vocabulary;   // tokens as files spell them; the last of equal ones wins
    MergeList merges;       // by rank
    std::string unk_token;  // empty: none; bytes need none
  };
  /// INVALID_ARGUMENT for an empty vocabulary, a bad id, two tokens with one id, a merge of tokens that the vocabulary
  /// lacks, or a byte without a token.
  static absl::StatusOr<BpeModel> Create(const Options& options);

  /// Whether `vocabulary` has a token for each of the 256 bytes.
  static bool HasAllBytes(const TokenList& vocabulary);

  /// Appends the ids of `word` (raw bytes, not empty).
  void EncodeWord(absl::string_view word, WordCache& cache, std::vector<int32_t>& out) const;

  /// Tokens by id as files spell them; an id without a token is empty.
  const std::vector<std::string>& tokens() const { return tokens_; }
  int32_t unk_id() const { return unk_id_; }  // -1: none
  /// Adds everything that decides ids beside tokens().
  void Describe(TokenizerDigest& digest) const { merges_.Describe(digest); }

 private:
  BpeModel() = default;

  std::vector<std::string> tokens_;
  std::array<int32_t, 256> bytes_;  // ids of single bytes
  BpeMerges merges_;
  int32_t unk_id_ = -1;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_BPE_MODEL_H_
