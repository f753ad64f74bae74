#ifndef OCTAVO_WORKER_RUNNER_TEXT_PHRASE_INDEX_H_
#define OCTAVO_WORKER_RUNNER_TEXT_PHRASE_INDEX_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "worker/runner/text/dataset.h"

namespace octavo {

/// Which texts of a list stand inside which others of it: as contiguous words, parted by white space and compared byte
/// for byte. A trie of the texts' words with failure links (Aho and Corasick, "Efficient String Matching", CACM 1975),
/// so that time (but for one sort) and memory grow with the number of words, however the texts repeat each other. Keeps
/// nothing of the texts. Thread-safe once made.
class PhraseIndex {
 public:
  explicit PhraseIndex(absl::Span<const Example> texts);

  /// The places of the texts that stand inside no other, in order; of equal texts the first.
  std::vector<int64_t> Outermost() const;

  /// By place: whether the text stands inside one of those at `places`, or equals it.
  std::vector<bool> Inside(absl::Span<const int64_t> places) const;

 private:
  struct Node {
    uint32_t parent = 0;
    uint32_t word = 0;
    uint32_t depth = 0;    // words from the root
    uint32_t failure = 0;  // the longest other run of words that ends here too and begins a text
    uint32_t shorter = 0;  // the longest text among the failures; 0, the root: none
    bool is_text = false;
  };

  class Builder;

  std::vector<Node> nodes_;     // the root first
  std::vector<uint32_t> ends_;  // by place: the node at which the text ends
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_PHRASE_INDEX_H_
