#ifndef OCTAVO_WORKER_RUNNER_TEXT_TEXT_MAP_H_
#define OCTAVO_WORKER_RUNNER_TEXT_TEXT_MAP_H_

#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/hash/hash.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// A number for every different text, the texts themselves lying elsewhere (a TextStore) for as long as this lives.
/// Takes about 40 bytes a text, however long it is. A text is read again only where another of the same 64-bit hash
/// comes, so that texts on a disk are seldom waited for. Thread-compatible.
class TextMap {
 public:
  /// The number of `text`, which becomes `value` where the text is new, and whether it was. Valid until the next call.
  std::pair<uint32_t*, bool> Insert(absl::string_view text, uint32_t value) {
    const auto [found, inserted] = map_.try_emplace(Key{absl::HashOf(text), text}, value);
    return {&found->second, inserted};
  }
  bool Contains(absl::string_view text) const { return map_.contains(Key{absl::HashOf(text), text}); }
  size_t size() const { return map_.size(); }

 private:
  struct Key {
    size_t hash = 0;
    absl::string_view text;
    bool operator==(const Key& other) const { return hash == other.hash && text == other.text; }
  };
  struct HashOfKey {
    size_t operator()(const Key& key) const { return key.hash; }
  };

  absl::flat_hash_map<Key, uint32_t, HashOfKey> map_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_TEXT_MAP_H_
