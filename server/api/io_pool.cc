#include "server/api/io_pool.h"

#include <pthread.h>

#include <utility>

namespace octavo {

IoPool::IoPool(int threads) {
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { Run(); });
    pthread_setname_np(threads_.back().native_handle(), "io");
  }
}

IoPool::~IoPool() { Stop(); }

void IoPool::Post(absl::AnyInvocable<void()> closure) {
  {
    MutexLock lock(mutex_);
    if (!stopping_) {
      queue_.push_back(std::move(closure));
      wake_.NotifyOne();
      return;
    }
  }
  closure();
}

void IoPool::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    wake_.NotifyAll();
  }
  threads_.clear();
}

void IoPool::Run() {
  for (;;) {
    absl::AnyInvocable<void()> closure;
    {
      MutexLock lock(mutex_);
      while (queue_.empty() && !stopping_) wake_.Wait(mutex_);
      if (queue_.empty()) return;
      closure = std::move(queue_.front());
      queue_.pop_front();
    }
    closure();
  }
}

}  // namespace octavo
