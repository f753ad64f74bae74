#ifndef OCTAVO_WORKER_RUNNER_TEXT_SEEDED_RANDOM_H_
#define OCTAVO_WORKER_RUNNER_TEXT_SEEDED_RANDOM_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace octavo {

/// Pseudo-random numbers that are the same on every platform, compiler and library: SplitMix64 (Steele, Lea, Flood
/// 2014), bounded by rejection. std::shuffle and the std distributions promise no such thing. Thread-compatible.
class SeededRandom {
 public:
  /// `purpose` keeps streams apart that share a seed ("validation split", "batches of epoch 3"): it is mixed in by
  /// FNV-1a.
  SeededRandom(uint64_t seed, absl::string_view purpose) {
    uint64_t hash = 0xCBF29CE484222325;
    for (const char c : purpose) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    state_ = seed;
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
    const uint64_t unfair = (0 - bound) % bound;  // 2^64 mod bound: draws below it would favour small results
    for (;;) {
      const uint64_t draw = Next();
      if (draw >= unfair) return draw % bound;
    }
  }

  /// Fisher-Yates, from the end.
  template <typename T>
  void Shuffle(std::vector<T>& items) {
    for (size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[Below(i)]);
  }

  /// 0 … n-1 in random order.
  std::vector<int64_t> Permutation(int64_t n) {
    std::vector<int64_t> order(static_cast<size_t>(n));
    for (int64_t i = 0; i < n; ++i) order[static_cast<size_t>(i)] = i;
    Shuffle(order);
    return order;
  }

 private:
  uint64_t state_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_SEEDED_RANDOM_H_
