#ifndef OCTAVO_WORKER_AGENT_SIGNAL_WATCH_H_
#define OCTAVO_WORKER_AGENT_SIGNAL_WATCH_H_

#include <functional>
#include <thread>

namespace octavo {

/// Calls back, on a thread of its own, for each SIGTERM, SIGINT or SIGHUP and when a lifeline ends. Make it before any
/// other thread: it blocks those signals, and threads inherit that.
class SignalWatch {
 public:
  /// `lifeline_fd`: a descriptor whose end of file counts as a signal; -1: none. Taken over.
  explicit SignalWatch(int lifeline_fd);
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

  /// Begins to call `on_signal`. Call once.
  void Start(std::function<void()> on_signal);

 private:
  void Loop(const std::function<void()>& on_signal);
  bool LifelineEnded();

  int signal_fd_;
  int end_fd_;
  int lifeline_fd_;
  std::jthread thread_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_SIGNAL_WATCH_H_
