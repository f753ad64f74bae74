#ifndef OCTAVO_COMMON_RANDOM_H_
#define OCTAVO_COMMON_RANDOM_H_

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace octavo {

/// SplitMix64: the same numbers from the same seed on every platform, which the standard library's distributions do not
/// promise. Not for secrets. Thread-compatible.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  /// A stream of its own for each purpose, so that drawing more for one leaves the others as they were.
  Random(uint64_t seed, absl::string_view purpose) : state_(seed) {
    uint64_t hash = 14695981039346656037u;  // FNV-1a
    for (const char c : purpose) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    state_ = Next() ^ hash;
  }

  uint64_t Next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  /// 0 … bound-1, with a relative bias below bound / 2^32. REQUIRES: 0 < bound < 2^32.
  uint64_t Below(uint64_t bound) { return ((Next() >> 32) * bound) >> 32; }

  template <typename T>
  void Shuffle(std::vector<T>& items) {
    for (size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[Below(i)]);
  }
  /// `count` different indices below `size` in random order; all of them where count is larger.
  std::vector<int64_t> Sample(int64_t size, int64_t count) {
    std::vector<int64_t> indices(static_cast<size_t>(size));
    std::iota(indices.begin(), indices.end(), int64_t{0});
    Shuffle(indices);
    if (count < size) indices.resize(static_cast<size_t>(count));
    return indices;
  }

 private:
  uint64_t state_;
};

}  // namespace octavo

#endif  // OCTAVO_COMMON_RANDOM_H_
