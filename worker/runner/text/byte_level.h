#ifndef OCTAVO_WORKER_RUNNER_TEXT_BYTE_LEVEL_H_
#define OCTAVO_WORKER_RUNNER_TEXT_BYTE_LEVEL_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace octavo {

// The byte-level alphabet and word splitter of GPT-2 (encoder.py of openai/gpt-2), which RoBERTa shares.

/// Length in bytes of the first word of `text`: what GPT-2's pattern matches there,
///   's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
/// with categories of Unicode 16, those of Hugging Face's tokenizers. REQUIRES: well-formed UTF-8, not empty.
size_t FirstByteLevelWord(absl::string_view text);

/// How a vocabulary spells `bytes`: each byte as a character of GPT-2's printable alphabet ("Ġ" is a space).
std::string TokenOfBytes(absl::string_view bytes);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_BYTE_LEVEL_H_
