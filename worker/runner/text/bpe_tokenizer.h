#ifndef OCTAVO_WORKER_RUNNER_TEXT_BPE_TOKENIZER_H_
#define OCTAVO_WORKER_RUNNER_TEXT_BPE_TOKENIZER_H_

#include <memory>
#include <string>
#include <vector>

#include "worker/runner/text/bpe_model.h"
#include "worker/runner/text/framed_tokenizer.h"
#include "worker/runner/text/scratch_pool.h"
#include "worker/runner/text/word_cache.h"

namespace octavo {

/// What decides the ids of a byte-level BPE tokenizer. The defaults are those of roberta-base.
struct BpeConfig : FrameConfig {
  BpeConfig() {
    before_text = {"<s>"};
    after_text = {"</s>"};
    pad_token = "<pad>";
    cls_token = "<s>";
    sep_token = "</s>";
    mask_token = "<mask>";
  }
  BpeModel::Options model;
  bool add_prefix_space = false;  // a text (or what follows an added token) begins as if after a space
  bool split_words = true;        // by GPT-2's pattern; else a stretch is one word
};

/// GPT-2's byte-level splitter and byte-pair encoding: the tokenizer of RoBERTa and its kin.
class BpeTokenizer final : public FramedTokenizer {
 public:
  /// INVALID_ARGUMENT names the token or setting that is wrong.
  static absl::StatusOr<std::unique_ptr<BpeTokenizer>> Create(const BpeConfig& config);

  std::vector<int32_t> Encode(absl::string_view text, int max_length) const override;
  absl::string_view type() const override { return "byte_level_bpe"; }

 private:
  struct Scratch {
    WordCache cache;
    std::string text;
  };

  BpeTokenizer(const BpeConfig& config, BpeModel model, TokenizerFrame frame);
  std::string ComputeDigest() const;
  void EncodeStretch(absl::string_view text, size_t limit, Scratch& scratch, std::vector<int32_t>& out) const;
  void EncodeWords(absl::string_view text, size_t limit, Scratch& scratch, std::vector<int32_t>& out) const;

  const bool add_prefix_space_;
  const bool split_words_;
  const BpeModel model_;
  mutable ScratchPool<Scratch> scratch_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_BPE_TOKENIZER_H_
