#ifndef OCTAVO_WORKER_RUNNER_TEXT_PIPELINE_TOKENIZER_H_
#define OCTAVO_WORKER_RUNNER_TEXT_PIPELINE_TOKENIZER_H_

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "worker/runner/text/framed_tokenizer.h"
#include "worker/runner/text/normalizer.h"
#include "worker/runner/text/pre_tokenizer.h"
#include "worker/runner/text/scratch_pool.h"
#include "worker/runner/text/text_bpe_model.h"
#include "worker/runner/text/word_cache.h"
#include "worker/runner/text/wordpiece_model.h"

namespace octavo {

/// Any of the components of a tokenizer.json after one another: normalizer, pre-tokenizer, model. (WordPieceTokenizer
/// and BpeTokenizer are the quicker ones for the combinations of BERT and RoBERTa.)
class PipelineTokenizer final : public FramedTokenizer {
 public:
  using Model = std::variant<WordPieceModel, TextBpeModel>;

  /// INVALID_ARGUMENT names the token that is wrong.
  static absl::StatusOr<std::unique_ptr<PipelineTokenizer>> Create(const FrameConfig& config, Normalizer normalizer,
                                                                   PreTokenizer splitter, Model model);

  std::vector<int32_t> Encode(absl::string_view text, int max_length) const override;
  absl::string_view type() const override { return std::holds_alternative<TextBpeModel>(model_) ? "bpe" : "wordpiece"; }

 private:
  PipelineTokenizer(Normalizer normalizer, PreTokenizer splitter, Model model, TokenizerFrame frame);
  std::string ComputeDigest() const;
  void EncodeStretch(absl::string_view text, size_t limit, WordCache& cache, std::vector<int32_t>& out) const;
  void EncodeWord(absl::string_view word, WordCache& cache, std::vector<int32_t>& out) const;

  const Normalizer normalizer_;
  const PreTokenizer splitter_;
  const Model model_;
  mutable ScratchPool<WordCache> caches_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_PIPELINE_TOKENIZER_H_
