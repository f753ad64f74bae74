#ifndef OCTAVO_WORKER_RUNNER_TEXT_BERT_NORMALIZER_H_
#define OCTAVO_WORKER_RUNNER_TEXT_BERT_NORMALIZER_H_

#include <string>

namespace octavo {

/// BertNormalizer of Hugging Face's tokenizers; all false changes nothing.
struct BertNormalizerOptions {
  bool clean_text = true;            // drop control characters, turn white space into ' '
  bool handle_chinese_chars = true;  // a space on both sides of every ideograph
  bool strip_accents = true;         // NFD, then drop nonspacing marks
  bool lowercase = true;             // per character: no final sigma
};

/// Normalizes `text` in place, in the order of the fields above. Thread-safe.
void BertNormalize(const BertNormalizerOptions& options, std::u32string& text);

/// Lower case per character, in place. Thread-safe.
void Lowercase(std::u32string& text);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_BERT_NORMALIZER_H_
