#ifndef OCTAVO_COMMON_RANDOM_H_
#define OCTAVO_COMMON_RANDOM_H_

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace octavo {

/// Pseudo-random numbers that are the same on every platform, compiler and library: SplitMix64 (Steele, Lea, Flood
/// 2014), bounded by rejection. std::shuffle and the std distributions promise no such thing. A seed decides how a data
/// set is cut, in what order it is trained on and what a bootstrap draws, so the sequence must never change. Not for
/// secrets. Thread-compatible.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  /// `purpose` keeps streams apart that share a seed ("validation split", "batches of epoch 3"): drawing more from one
  /// leaves the others as they were. It is mixed in by FNV-1a.
  Random(uint64_t seed, absl::string_view purpose) : state_(seed) {
    uint64_t hash = 0xCBF29CE484222325;
    for (const char c : purpose) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    state_ = Next() ^ hash;
  }

  uint64_t Next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  /// Uniform in [0, bound). REQUIRES: bound > 0.
  uint64_t Below(uint64_t bound) {
    uint64_t draw = Next();
    // Draws below 2^64 mod bound would favour small results. That limit lies below the bound, so that hardly any draw
    // has to be compared with it: a division saved.
    if (draw < bound) {
      const uint64_t unfair = (0 - bound) % bound;
      while (draw < unfair) draw = Next();
    }
    return draw % bound;
  }

  /// Fisher-Yates, from the end.
  template <typename T>
  void Shuffle(std::vector<T>& items) {
    for (size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[Below(i)]);
  }

  /// 0 … n-1 in random order.
  std::vector<int64_t> Permutation(int64_t n) {
    std::vector<int64_t> order(static_cast<size_t>(n));
    std::iota(order.begin(), order.end(), int64_t{0});
    Shuffle(order);
    return order;
  }

 private:
  uint64_t state_;
};

}  // namespace octavo

#endif  // OCTAVO_COMMON_RANDOM_H_
