#ifndef OCTAVO_WORKER_RUNNER_TEXT_TEXT_BPE_MODEL_H_
#define OCTAVO_WORKER_RUNNER_TEXT_TEXT_BPE_MODEL_H_

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

/// Byte-pair encoding of one word with all of the options that Hugging Face's BPE has: the word's characters, as the
/// vocabulary spells them, merged. (BpeModel is the quicker one for words of bytes.) Immutable and thread-safe.
class TextBpeModel {
 public:
  struct Options {
    TokenList vocabulary;
    MergeList merges;                       // by rank
    std::string unk_token;                  // empty: none, so that a character without a token is passed over
    std::string continuing_subword_prefix;  // before every character but a word's first
    std::string end_of_word_suffix;         // after a word's last character
    bool fuse_unk = false;                  // unknown characters in a row become one unknown token
    bool byte_fallback = false;             // an unknown character becomes tokens "<0xE2>", if there are such
    bool ignore_merges = false;             // a word that is a token is that token
  };
  /// INVALID_ARGUMENT for an empty vocabulary, a bad id, two tokens with one id, an unk_token or a merge of tokens that
  /// the vocabulary lacks.
  static absl::StatusOr<TextBpeModel> Create(Options options);

  /// Appends the ids of `word` (well-formed UTF-8, not empty).
  void EncodeWord(absl::string_view word, WordCache& cache, std::vector<int32_t>& out) const;

  const std::vector<std::string>& tokens() const { return table_.tokens; }
  int32_t unk_id() const { return unk_id_; }  // -1: none
  /// Adds everything that decides ids beside tokens().
  void Describe(TokenizerDigest& digest) const;

 private:
  class Characters;

  TextBpeModel() = default;
  /// The ids of a character's bytes, where all of them have tokens; else nothing.
  std::vector<int32_t> FallBack(absl::string_view character) const;

  Options options_;  // without vocabulary and merges
  TokenTable table_;
  BpeMerges merges_;
  int32_t unk_id_ = -1;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_TEXT_BPE_MODEL_H_
