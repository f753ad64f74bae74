#include "worker/runner/infer/int8/team.h"

#include <immintrin.h>
#include <sched.h>

#include <thread>
#include <vector>

namespace octavo::int8 {
namespace {

constexpr int kSpins = 4096;  // some tens of microseconds; then the core is offered to whoever keeps the others waiting

}  // namespace

void ThreadTeam::Run(absl::FunctionRef<void(int member, int members)> body) {
  std::vector<std::jthread> others;
  others.reserve(static_cast<size_t>(size_));
  for (int member = 1; member < size_; ++member) others.emplace_back([&, member] { body(member, size_); });
  body(0, size_);
}

void SharedSteps::Wait(int members) {
  const uint32_t generation = generation_.load(std::memory_order_relaxed);
  if (arrived_.fetch_add(1, std::memory_order_acq_rel) + 1 == members) {
    arrived_.store(0, std::memory_order_relaxed);
    next_.store(0, std::memory_order_relaxed);
    generation_.store(generation + 1, std::memory_order_release);
    return;
  }
  for (int spin = 0; generation_.load(std::memory_order_acquire) == generation; ++spin) {
    if (spin < kSpins) {
      _mm_pause();
    } else {
      sched_yield();
    }
  }
}

}  // namespace octavo::int8
