#ifndef OCTAVO_SERVER_API_WATCH_REACTOR_H_
#define OCTAVO_SERVER_API_WATCH_REACTOR_H_

#include <deque>
#include <memory>
#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/mutex.h"
#include "grpcpp/support/server_callback.h"
#include "octavo/v1/experiments.pb.h"
#include "server/api/service_context.h"

namespace octavo {

/// One WatchExperiment stream: takes changes from the coordinator's thread into a bounded queue and writes them one at
/// a time. A reader that falls a whole queue behind is dropped with SLOW_READER; nobody waits for it. Thread-safe; owns
/// itself until gRPC and the coordinator have both let go.
class WatchReactor final : public grpc::ServerWriteReactor<v1::WatchExperimentResponse>, public ExperimentWatcher {
 public:
  /// Starts a stream, which gRPC drives from then on. A bad id ends it at once.
  static WatchReactor* Start(ServiceContext& context, const absl::StatusOr<ExperimentId>& id);

  void OnExperiment(const StoredExperiment& experiment) override;
  bool OnJob(const StoredJob& job, const std::optional<Progress>& progress) override;
  void OnEnd(const absl::Status& status) override;

  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  explicit WatchReactor(ServiceContext& context) : context_(context) {}
  /// Starts the next write, or finishes, if one is due. No lock is held while gRPC is called.
  void Advance() ABSL_LOCKS_EXCLUDED(mutex_);

  ServiceContext& context_;
  ExperimentId id_;
  std::shared_ptr<WatchReactor> self_;   // until OnDone
  v1::WatchExperimentResponse current_;  // being written

  Mutex mutex_;
  std::deque<v1::WatchExperimentResponse> queue_ ABSL_GUARDED_BY(mutex_);
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
  bool dropped_ ABSL_GUARDED_BY(mutex_) = false;  // did not read for too long
  std::optional<absl::Status> end_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_API_WATCH_REACTOR_H_
