#ifndef OCTAVO_WORKER_RUNNER_TEXT_WORDPIECE_TOKENIZER_H_
#define OCTAVO_WORKER_RUNNER_TEXT_WORDPIECE_TOKENIZER_H_

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "worker/runner/text/bert_normalizer.h"
#include "worker/runner/text/framed_tokenizer.h"
#include "worker/runner/text/scratch_pool.h"
#include "worker/runner/text/word_cache.h"
#include "worker/runner/text/wordpiece_model.h"

namespace octavo {

/// What decides the ids of a BERT tokenizer. The defaults are those of bert-base-uncased; the vocabulary has none.
struct WordPieceConfig : FrameConfig {
  BertNormalizerOptions normalizer;
  WordPieceModel::Options model;
};

/// BertNormalizer, BertPreTokenizer and WordPiece: the tokenizer of BERT, MiniLM, DistilBERT and their kin.
class WordPieceTokenizer final : public FramedTokenizer {
 public:
  /// INVALID_ARGUMENT names the token or setting that is wrong.
  static absl::StatusOr<std::unique_ptr<WordPieceTokenizer>> Create(WordPieceConfig config);

  std::vector<int32_t> Encode(absl::string_view text, int max_length) const override;
  absl::string_view type() const override { return "wordpiece"; }

  /// The vocabulary as a vocab.txt holds it: one token a line, the line number is the id, added tokens included.
  std::string VocabularyText() const;
  const BertNormalizerOptions& normalizer() const { return normalizer_; }
  const WordPieceModel& model() const { return model_; }
  const std::vector<AddedToken>& added_tokens() const { return frame_.added_tokens(); }

 private:
  /// Buffers that keep their memory from text to text, and the word cache.
  struct Scratch {
    WordCache cache;
    std::string word;
    std::u32string wide;
  };
  enum class AsciiClass : unsigned char { kLetter, kSpace, kPunctuation, kRemoved };

  WordPieceTokenizer(const BertNormalizerOptions& normalizer, WordPieceModel model, TokenizerFrame frame);
  std::string ComputeDigest() const;

  void EncodeStretch(absl::string_view text, size_t limit, Scratch& scratch, std::vector<int32_t>& out) const;
  bool EncodeAsciiChunk(absl::string_view text, size_t& position, Scratch& scratch, std::vector<int32_t>& out) const;
  void EncodeWideChunk(std::u32string& chunk, Scratch& scratch, std::vector<int32_t>& out) const;
  void EncodeNormalizedStretch(absl::string_view text, Scratch& scratch, std::vector<int32_t>& out) const;

  const BertNormalizerOptions normalizer_;
  const WordPieceModel model_;
  std::array<AsciiClass, 128> ascii_class_;
  std::array<char, 128> ascii_lower_;
  mutable ScratchPool<Scratch> scratch_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_WORDPIECE_TOKENIZER_H_
