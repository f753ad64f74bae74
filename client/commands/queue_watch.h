#ifndef OCTAVO_CLIENT_COMMANDS_QUEUE_WATCH_H_
#define OCTAVO_CLIENT_COMMANDS_QUEUE_WATCH_H_

#include <functional>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "client/api/types.h"
#include "common/mutex.h"

namespace octavo::client {

/// Asks now and then why the queued jobs of an experiment wait. The server knows it at every moment but tells watchers
/// only of changes of state: a job that no worker can run would wait without a word. Thread-safe.
class QueueWatch {
 public:
  using Explain = std::function<absl::StatusOr<Explanation>(const Job&)>;
  /// Returns false to hear no more.
  using Tell = std::function<bool(const Job&, const Explanation&)>;
  /// Both run on a thread of this object, until it is destroyed. A job that starts within `first` is not asked about;
  /// the time between two rounds grows from there.
  QueueWatch(Explain explain, Tell tell, absl::Duration first = absl::Seconds(2));
  ~QueueWatch();

  void Update(const Experiment& experiment);

 private:
  void Run();
  /// Waits for the next round; nothing when this object is being destroyed.
  bool Await(absl::Duration pause, std::vector<Job>* queued);

  const Explain explain_;
  const Tell tell_;
  const absl::Duration first_;
  Mutex mutex_;
  CondVar wake_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<Job> queued_ ABSL_GUARDED_BY(mutex_);
  std::jthread thread_;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_QUEUE_WATCH_H_
