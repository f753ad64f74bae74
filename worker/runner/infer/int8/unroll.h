#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_UNROLL_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_UNROLL_H_

// Included by files compiled for one instruction set each; the anonymous namespace keeps the instances apart.

#include <utility>

namespace octavo::int8 {
namespace {

template <typename F, int... index>
[[gnu::always_inline]] inline void UnrollSequence(F& f, std::integer_sequence<int, index...>) {
  (f.template operator()<index>(), ...);
}

/// Calls f<0>() … f<count - 1>(). An array indexed by such constants stays in registers; GCC 12 unrolls a loop over
/// it only after it has given the array a place in memory, and then stores every element in every turn.
template <int count, typename F>
[[gnu::always_inline]] inline void Unroll(F&& f) {
  UnrollSequence(f, std::make_integer_sequence<int, count>());
}

}  // namespace
}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_UNROLL_H_
