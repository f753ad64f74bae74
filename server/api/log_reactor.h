#ifndef OCTAVO_SERVER_API_LOG_REACTOR_H_
#define OCTAVO_SERVER_API_LOG_REACTOR_H_

#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "common/mutex.h"
#include "grpcpp/support/server_callback.h"
#include "octavo/v1/experiments.pb.h"
#include "server/api/service_context.h"

namespace octavo {

/// One ReadLog stream. At any time it does one of three things: a step on an I/O thread, a write in gRPC, or waiting
/// for the log to grow. Thread-safe; owns itself until gRPC and the log have both let go.
class LogReactor final : public grpc::ServerWriteReactor<v1::ReadLogResponse>,
                         public std::enable_shared_from_this<LogReactor> {
 public:
  static LogReactor* Start(ServiceContext& context, const v1::ReadLogRequest& request);

  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override { self_.reset(); }

 private:
  enum class Doing { kStep, kWrite, kWait };

  LogReactor(ServiceContext& context, const v1::ReadLogRequest& request) : context_(context), request_(request) {}
  /// Finds out which attempt is meant. On an I/O thread.
  absl::Status Resolve();
  /// Reads and writes the next piece, waits, or finishes. On an I/O thread.
  void Step();
  void WaitForMore();
  /// Leaves the wait, if that is what it does.
  void WakeUp() ABSL_LOCKS_EXCLUDED(mutex_);

  ServiceContext& context_;
  const v1::ReadLogRequest request_;
  std::shared_ptr<LogReactor> self_;  // until OnDone
  LogStore::Key key_;
  int64_t offset_ = 0;
  bool resolved_ = false;
  bool greeted_ = false;         // a message was written
  v1::ReadLogResponse current_;  // being written

  Mutex mutex_;
  Doing doing_ ABSL_GUARDED_BY(mutex_) = Doing::kStep;
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
  int64_t ticket_ ABSL_GUARDED_BY(mutex_) = 0;  // of the newest wait
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_API_LOG_REACTOR_H_
