#include "worker/runner/text/pipeline_tokenizer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/text/tokenizer_digest.h"
#include "worker/runner/text/unicode.h"

namespace octavo {
namespace {

/// Everything of a model that decides ids beside its tokens, for a digest.
void Describe(const WordPieceModel& model, TokenizerDigest& digest) {
  const WordPieceModel::Options& options = model.options();
  digest.Add(absl::StrCat("wordpiece ", options.max_word_characters));
  digest.Add(options.unk_token);
  digest.Add(options.continuing_prefix);
}
void Describe(const TextBpeModel& model, TokenizerDigest& digest) { model.Describe(digest); }

/// As code points, not bytes.
int LengthOf(absl::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

absl::StatusOr<std::unique_ptr<PipelineTokenizer>> PipelineTokenizer::Create(const FrameConfig& config,
                                                                             Normalizer normalizer,
                                                                             PreTokenizer splitter, Model model) {
  const auto& tokens = std::visit(
      [](const auto& any) -> const auto& { return any.tokens(); }, model);
  const int32_t unk = std::visit([](const auto& any) { return any.unk_id(); }, model);
  OCTAVO_ASSIGN_OR_RETURN(TokenizerFrame frame,
                          TokenizerFrame::Create(config, tokens, unk, [&](absl::string_view content) {
                            return normalizer.Apply(ReplaceIllFormed(content));
                          }));
  std::unique_ptr<PipelineTokenizer> tokenizer(
      new PipelineTokenizer(std::move(normalizer), std::move(splitter), std::move(model), std::move(frame)));
  tokenizer->digest_ = tokenizer->ComputeDigest();
  return tokenizer;
}

PipelineTokenizer::PipelineTokenizer(Normalizer normalizer, PreTokenizer splitter, Model model, TokenizerFrame frame)
    : FramedTokenizer(std::move(frame)),
      normalizer_(std::move(normalizer)),
      splitter_(std::move(splitter)),
      model_(std::move(model)) {}

std::string PipelineTokenizer::ComputeDigest() const {
  TokenizerDigest digest("octavo pipeline 2");
  digest.BeginList("normalizer", normalizer_.steps().size());
  for (const NormalizerStep& step : normalizer_.steps()) digest.Add(step.description);
  digest.BeginList("pre_tokenizer", splitter_.steps().size());
  for (const SplitStep& step : splitter_.steps()) digest.Add(step.description);
  std::visit([&](const auto& any) { Describe(any, digest); }, model_);
  frame_.Describe(digest);
  return digest.Finish();
}

std::vector<int32_t> PipelineTokenizer::Encode(absl::string_view text, int max_length) const {
  ScratchPool<WordCache>::Lease cache(caches_);
  const auto encode = [&](absl::string_view stretch, size_t limit, std::vector<int32_t>& ids) {
    EncodeStretch(stretch, limit, *cache, ids);
  };
  if (IsWellFormed(text)) return frame_.Encode(text, max_length, encode);
  return frame_.Encode(ReplaceIllFormed(text), max_length, encode);
}

void PipelineTokenizer::EncodeStretch(absl::string_view text, size_t limit, WordCache& cache,
                                      std::vector<int32_t>& out) const {
  const std::string normalized = normalizer_.empty() ? std::string(text) : normalizer_.Apply(text);
  for (const TextPart& part : frame_.normalized_matcher().Split(normalized)) {
    if (part.id >= 0) {
      out.push_back(part.id);
      continue;
    }
    for (const std::string& word : splitter_.Split(part.text)) {
      if (out.size() >= limit) return;
      EncodeWord(word, cache, out);
    }
  }
}

void PipelineTokenizer::EncodeWord(absl::string_view word, WordCache& cache, std::vector<int32_t>& out) const {
  if (const auto* wordpiece = std::get_if<WordPieceModel>(&model_)) {
    wordpiece->EncodeWord(word, LengthOf(word), cache, out);
  } else {
    std::get<TextBpeModel>(model_).EncodeWord(word, cache, out);
  }
}

}  // namespace octavo
