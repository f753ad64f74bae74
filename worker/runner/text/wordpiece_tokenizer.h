#ifndef OCTAVO_WORKER_RUNNER_TEXT_WORDPIECE_TOKENIZER_H_
#define OCTAVO_WORKER_RUNNER_TEXT_WORDPIECE_TOKENIZER_H_

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "common/mutex.h"
#include "worker/runner/text/added_tokens.h"
#include "worker/runner/text/bert_normalizer.h"
#include "worker/runner/text/tokenizer.h"
#include "worker/runner/text/wordpiece_model.h"

namespace octavo {

/// What decides the ids of a BERT tokenizer. The defaults are those of bert-base-uncased; the vocabulary has none.
struct WordPieceConfig {
  BertNormalizerOptions normalizer;
  WordPieceModel::Options model;
  std::vector<AddedToken> added_tokens;              // their ids may lie above the vocabulary's
  std::vector<std::string> before_text = {"[CLS]"};  // special tokens that Encode puts before and after a text
  std::vector<std::string> after_text = {"[SEP]"};
  std::string pad_token = "[PAD]";
  std::string cls_token = "[CLS]";
  std::string sep_token = "[SEP]";
  std::string mask_token = "[MASK]";
};

/// BertNormalizer, BertPreTokenizer and WordPiece: the tokenizer of BERT, MiniLM, DistilBERT and their kin.
class WordPieceTokenizer final : public Tokenizer {
 public:
  /// INVALID_ARGUMENT names the token or setting that is wrong.
  static absl::StatusOr<std::unique_ptr<WordPieceTokenizer>> Create(WordPieceConfig config);
  ~WordPieceTokenizer() override;

  std::vector<int32_t> Encode(absl::string_view text, int max_length) const override;
  int32_t vocab_size() const override { return static_cast<int32_t>(tokens_.size()); }
  const SpecialTokenIds& special_ids() const override { return special_ids_; }
  int num_special_tokens() const override { return static_cast<int>(before_.size() + after_.size()); }
  absl::string_view Token(int32_t id) const override;
  const std::string& digest() const override { return digest_; }
  absl::string_view type() const override { return "wordpiece"; }

  /// The vocabulary as a vocab.txt holds it: one token a line, the line number is the id, added tokens included.
  std::string VocabularyText() const;
  const BertNormalizerOptions& normalizer() const { return normalizer_; }
  const WordPieceModel& model() const { return model_; }
  const std::vector<AddedToken>& added_tokens() const { return added_tokens_; }

 private:
  struct Scratch;
  class ScratchLease;
  enum class AsciiClass : unsigned char { kLetter, kSpace, kPunctuation, kRemoved };

  WordPieceTokenizer(WordPieceConfig& config, WordPieceModel model);
  absl::Status ResolveSpecialTokens(const WordPieceConfig& config);
  int32_t FindToken(absl::string_view token) const;
  std::string ComputeDigest() const;

  void EncodeBody(absl::string_view text, size_t limit, Scratch& scratch, std::vector<int32_t>& out) const;
  void EncodeStretch(absl::string_view text, size_t limit, Scratch& scratch, std::vector<int32_t>& out) const;
  bool EncodeAsciiChunk(absl::string_view text, size_t& position, Scratch& scratch, std::vector<int32_t>& out) const;
  void EncodeWideChunk(std::u32string& chunk, Scratch& scratch, std::vector<int32_t>& out) const;
  void EncodeNormalizedStretch(absl::string_view text, Scratch& scratch, std::vector<int32_t>& out) const;

  const BertNormalizerOptions normalizer_;
  const WordPieceModel model_;
  const std::vector<AddedToken> added_tokens_;
  const AddedTokenMatcher raw_matcher_;         // added tokens looked for in the raw text
  const AddedTokenMatcher normalized_matcher_;  // and in the normalized text
  std::vector<std::string> tokens_;             // vocabulary and added tokens by id
  std::vector<int32_t> before_;
  std::vector<int32_t> after_;
  SpecialTokenIds special_ids_;
  std::array<AsciiClass, 128> ascii_class_;
  std::array<char, 128> ascii_lower_;
  std::string digest_;

  mutable Mutex mutex_;
  mutable std::vector<std::unique_ptr<Scratch>> idle_ ABSL_GUARDED_BY(mutex_);  // one per thread that encodes at once
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_WORDPIECE_TOKENIZER_H_
