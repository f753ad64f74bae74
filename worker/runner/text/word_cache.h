#ifndef OCTAVO_WORKER_RUNNER_TEXT_WORD_CACHE_H_
#define OCTAVO_WORKER_RUNNER_TEXT_WORD_CACHE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// Pieces of words that are not a vocabulary entry themselves, so that a word met again costs one look-up. Bounded:
/// emptied when full, and very long words, which are hardly met again, are not kept. Confined to one thread at a time.
class WordCache {
 public:
  /// The pieces of `word`, or nullptr. Valid until the next Store.
  const std::vector<int32_t>* Find(absl::string_view word) const {
    const auto found = pieces_.find(word);
    return found == pieces_.end() ? nullptr : &found->second;
  }
  void Store(absl::string_view word, std::vector<int32_t> pieces) {
    if (word.size() > kMaxWordBytes) return;
    if (pieces_.size() >= kMaxWords) pieces_.clear();
    pieces_.emplace(word, std::move(pieces));
  }

 private:
  static constexpr size_t kMaxWords = 1 << 15;  // some 3 MB
  static constexpr size_t kMaxWordBytes = 400;  // a hundred characters of any script
  absl::flat_hash_map<std::string, std::vector<int32_t>> pieces_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_WORD_CACHE_H_
