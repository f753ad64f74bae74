#ifndef OCTAVO_COMMON_CANCELLATION_H_
#define OCTAVO_COMMON_CANCELLATION_H_

#include <chrono>
#include <functional>
#include <map>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/mutex.h"

namespace octavo {

/// CANCELLED, with what the user who interrupted it can do. `what` was being done.
inline absl::Status Interrupted(absl::string_view what = "") {
  return absl::CancelledError(
      absl::StrCat(what, what.empty() ? "" : ": ", "interrupted; give the same command again to go on"));
}

/// Says that the user wants to stop. Set once, never cleared. Thread-safe; outlives every call that was given it.
class Cancellation {
 public:
  /// Sets it, wakes every Sleep and runs every callback (on this thread).
  void Cancel() {
    std::map<int, std::function<void()>> callbacks;
    {
      MutexLock lock(mutex_);
      cancelled_ = true;
      callbacks = callbacks_;
      changed_.NotifyAll();
    }
    for (auto& [id, callback] : callbacks) callback();
  }

  bool Cancelled() const {
    MutexLock lock(mutex_);
    return cancelled_;
  }

  /// Returns false at once, or as soon as, it is cancelled; true after `duration`.
  bool Sleep(absl::Duration duration) const {
    const auto deadline = std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(duration);
    MutexLock lock(mutex_);
    while (!cancelled_) {
      const auto left = deadline - std::chrono::steady_clock::now();
      if (left <= std::chrono::nanoseconds::zero()) return true;
      changed_.WaitFor(mutex_, left);
    }
    return false;
  }

  /// While it lives, `callback` runs when Cancel() is called; at once if it was called before. The callback must be
  /// harmless when it runs a moment after this object went.
  class Registration {
   public:
    Registration(Cancellation* owner, std::function<void()> callback) : owner_(owner) {
      if (owner_ != nullptr) id_ = owner_->Add(std::move(callback));
    }
    ~Registration() {
      if (owner_ != nullptr) owner_->Remove(id_);
    }
    Registration(const Registration&) = delete;
    Registration& operator=(const Registration&) = delete;

   private:
    Cancellation* owner_;
    int id_ = 0;
  };

 private:
  int Add(std::function<void()> callback) {
    bool run_now = false;
    int id = 0;
    {
      MutexLock lock(mutex_);
      id = next_id_++;
      run_now = cancelled_;
      callbacks_[id] = callback;
    }
    if (run_now) callback();
    return id;
  }
  void Remove(int id) {
    MutexLock lock(mutex_);
    callbacks_.erase(id);
  }

  mutable Mutex mutex_;
  mutable CondVar changed_;
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
  int next_id_ ABSL_GUARDED_BY(mutex_) = 1;
  std::map<int, std::function<void()>> callbacks_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace octavo

#endif  // OCTAVO_COMMON_CANCELLATION_H_
