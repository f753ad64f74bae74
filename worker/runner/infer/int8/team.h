#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_TEAM_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_TEAM_H_

#include <atomic>
#include <cstdint>

#include "absl/functional/function_ref.h"

namespace octavo::int8 {

/// Threads that run one body together: OpenMP's in the runner, std::thread's in tests.
class Team {
 public:
  virtual ~Team() = default;
  /// The most members that Run may use.
  virtual int size() const = 0;
  /// Calls body(member, members) once on each member at the same time and returns when all have returned.
  virtual void Run(absl::FunctionRef<void(int member, int members)> body) = 0;
};

class SerialTeam : public Team {
 public:
  int size() const override { return 1; }
  void Run(absl::FunctionRef<void(int member, int members)> body) override { body(0, 1); }
};

/// Starts threads for each Run.
class ThreadTeam : public Team {
 public:
  explicit ThreadTeam(int size) : size_(size) {}
  int size() const override { return size_; }
  void Run(absl::FunctionRef<void(int member, int members)> body) override;

 private:
  const int size_;
};

/// Work that the members of a team share, step by step, within one Run. Every member calls the same ForEach in the same
/// order. Thread-safe.
class SharedSteps {
 public:
  /// Calls work(item) for each item in [0, items), each on whichever member is free, and waits for all members.
  template <typename Work>
  void ForEach(int members, int items, Work work) {
    for (int item = next_.fetch_add(1, std::memory_order_relaxed); item < items;
         item = next_.fetch_add(1, std::memory_order_relaxed)) {
      work(item);
    }
    Wait(members);
  }

 private:
  /// The last member to arrive resets the counters and lets the others go.
  void Wait(int members);

  alignas(64) std::atomic<int> next_{0};
  alignas(64) std::atomic<int> arrived_{0};
  alignas(64) std::atomic<uint32_t> generation_{0};
};

}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_TEAM_H_
