#ifndef OCTAVO_WORKER_RUNNER_TEXT_FRAMED_TOKENIZER_H_
#define OCTAVO_WORKER_RUNNER_TEXT_FRAMED_TOKENIZER_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "worker/runner/text/tokenizer.h"
#include "worker/runner/text/tokenizer_frame.h"

namespace octavo {

/// What all tokenizers have of their TokenizerFrame. Immutable once its subclass is made.
class FramedTokenizer : public Tokenizer {
 public:
  int32_t vocab_size() const final { return static_cast<int32_t>(frame_.tokens().size()); }
  const SpecialTokenIds& special_ids() const final { return frame_.special_ids(); }
  int num_special_tokens() const final { return frame_.num_special_tokens(); }
  int num_closing_tokens() const final { return frame_.num_closing_tokens(); }
  absl::string_view Token(int32_t id) const final { return frame_.Token(id); }
  const std::string& digest() const final { return digest_; }

 protected:
  explicit FramedTokenizer(TokenizerFrame frame) : frame_(std::move(frame)) {}

  const TokenizerFrame frame_;
  std::string digest_;  // set by the subclass, once
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_FRAMED_TOKENIZER_H_
