#include "common/serial_executor.h"

#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "common/logging.h"

namespace octavo {

SerialExecutor::SerialExecutor(Options options) : options_(std::move(options)), thread_([this] { Run(); }) {
  pthread_setname_np(thread_.native_handle(), options_.name.substr(0, 15).c_str());
}

SerialExecutor::~SerialExecutor() { Stop(); }

bool SerialExecutor::Post(Closure closure) {
  MutexLock lock(mutex_);
  if (stopping_) return false;
  queue_.push_back(std::move(closure));
  wake_.NotifyOne();
  return true;
}

void SerialExecutor::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    wake_.NotifyOne();
  }
  if (thread_.joinable()) thread_.join();
}

size_t SerialExecutor::QueueSize() const {
  MutexLock lock(mutex_);
  return queue_.size();
}

bool SerialExecutor::NextBatch(std::vector<Closure>& batch) {
  MutexLock lock(mutex_);
  const auto tick = absl::ToChronoNanoseconds(options_.tick);
  const bool ticks = options_.tick != absl::InfiniteDuration();
  const auto deadline = std::chrono::steady_clock::now() + (ticks ? tick : std::chrono::nanoseconds(0));
  while (queue_.empty() && !stopping_) {
    if (!ticks) {
      wake_.Wait(mutex_);
    } else {
      const auto left = deadline - std::chrono::steady_clock::now();
      if (left <= std::chrono::nanoseconds(0)) return true;
      wake_.WaitFor(mutex_, left);
    }
  }
  if (queue_.empty()) return false;
  const size_t count = std::min(queue_.size(), options_.max_batch);
  batch.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    batch.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return true;
}

void SerialExecutor::Run() {
  for (;;) {
    std::vector<Closure> batch;
    if (!NextBatch(batch)) return;
    try {
      if (options_.run_batch) {
        options_.run_batch(batch);
      } else {
        for (Closure& closure : batch) closure();
      }
    } catch (const std::exception& error) {
      // Nothing below throws by design; going on with half a batch done would break the owner's promises.
      LogError("thread ", options_.name, " ends the process: ", error.what());
      std::terminate();
    }
  }
}

}  // namespace octavo
