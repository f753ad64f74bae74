#ifndef OCTAVO_WORKER_RUNNER_TEXT_WORDPIECE_MODEL_H_
#define OCTAVO_WORKER_RUNNER_TEXT_WORDPIECE_MODEL_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "worker/runner/text/token_table.h"
#include "worker/runner/text/tokenizer_frame.h"
#include "worker/runner/text/word_cache.h"

namespace octavo {

/// The WordPiece vocabulary and its greedy longest-match-first split of one word. Immutable and thread-safe.
class WordPieceModel {
 public:
  static constexpr int32_t kMaxId = TokenizerFrame::kMaxId;

  struct Options {
    TokenList vocabulary;  // the last of equal tokens wins
    std::string unk_token = "[UNK]";
    std::string continuing_prefix = "##";
    int max_word_characters = 100;  // code points; a longer word is unknown
  };
  /// INVALID_ARGUMENT for an empty vocabulary, a bad id, two tokens with one id, or no unk_token in it.
  static absl::StatusOr<WordPieceModel> Create(Options options);
  WordPieceModel(WordPieceModel&&) = default;  // no copy: the maps point into tokens_

  /// Appends the ids of `word` (UTF-8, `characters` code points, normalized, no white space).
  void EncodeWord(absl::string_view word, int characters, WordCache& cache, std::vector<int32_t>& out) const;

  /// -1 for a string that is no token.
  int32_t IdOf(absl::string_view token) const;
  /// Tokens by id; an id without a token is empty.
  const std::vector<std::string>& tokens() const { return tokens_; }
  int32_t unk_id() const { return unk_id_; }
  const Options& options() const { return options_; }  // without the vocabulary

 private:
  /// Keys point into tokens_.
  struct Pieces {
    absl::flat_hash_map<absl::string_view, int32_t> ids;
    std::vector<size_t> lengths;  // bytes that a key within a word can have, descending: no other is looked up
    void FindLengths(size_t longest_word);
  };

  WordPieceModel() = default;
  /// Whether `pieces` now holds the split of `word`; false: no split exists.
  bool Split(absl::string_view word, std::vector<int32_t>& pieces) const;

  Options options_;
  std::vector<std::string> tokens_;  // the maps below point into these; the buffer does not move with the model
  Pieces whole_;
  Pieces continuing_;  // without the prefix
  int32_t unk_id_ = 0;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_WORDPIECE_MODEL_H_
