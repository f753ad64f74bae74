#include "server/api/log_reactor.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/grpc_status.h"
#include "common/status_macros.h"
#include "server/api/rpc.h"

namespace octavo {
namespace {

constexpr size_t kLogPiece = 256 << 10;

}  // namespace

LogReactor* LogReactor::Start(ServiceContext& context, const v1::ReadLogRequest& request) {
  std::shared_ptr<LogReactor> reactor(new LogReactor(context, request));
  reactor->self_ = reactor;
  reactor->offset_ = request.offset();
  context.io.Post([reactor] { reactor->Step(); });
  return reactor.get();
}

absl::Status LogReactor::Resolve() {
  OCTAVO_ASSIGN_OR_RETURN(const JobId id, ParseId<JobId>(request_.job_id(), "JOB_NOT_FOUND"));
  OCTAVO_ASSIGN_OR_RETURN(const StoredJob stored, context_.reader.GetJob(id));
  const int count = static_cast<int>(stored.job.attempts.size());
  const int attempt = request_.attempt() == 0 ? count : request_.attempt();
  if (attempt < 1 || attempt > count) {
    return WithReason(absl::NotFoundError(absl::StrCat("job ", id.ToString(), " has ", count,
                                                       " attempts, and none is number ", request_.attempt())),
                      "ATTEMPT_NOT_FOUND", {{"job", id.ToString()}, {"attempts", absl::StrCat(count)}});
  }
  key_ = {id, attempt};
  resolved_ = true;
  return absl::OkStatus();
}

void LogReactor::Step() {
  bool cancelled = false;
  {
    MutexLock lock(mutex_);
    cancelled = cancelled_;
  }
  if (cancelled) return Finish(grpc::Status::CANCELLED);
  if (absl::Status status = resolved_ ? absl::OkStatus() : Resolve(); !status.ok()) return Finish(ToGrpcStatus(status));
  // Asked before reading: what is written before the log closes is then not missed.
  const bool more_may_come = request_.follow() && context_.logs.IsOpen(key_);
  absl::StatusOr<std::string> data = context_.logs.Read(key_, offset_, kLogPiece);
  if (!data.ok()) return Finish(ToGrpcStatus(data.status()));
  if (data->empty() && more_may_come && context_.logs.WaitsEnded()) {
    return Finish(ToGrpcStatus(WithReason(absl::UnavailableError("the server is stopping: try again"), "UNAVAILABLE")));
  }
  if (data->empty() && !more_may_come) return Finish(grpc::Status::OK);
  // The first message of a follower may be empty: a quiet log must not look like a lost server.
  if (data->empty() && greeted_) return WaitForMore();
  greeted_ = true;
  current_.set_attempt(key_.second);
  current_.set_offset(offset_);
  offset_ += static_cast<int64_t>(data->size());
  current_.set_data(*std::move(data));
  {
    MutexLock lock(mutex_);
    doing_ = Doing::kWrite;
  }
  StartWrite(&current_);
}

void LogReactor::WaitForMore() {
  {
    MutexLock lock(mutex_);
    doing_ = Doing::kWait;
  }
  const int64_t ticket = context_.logs.Notify(key_, offset_, [self = shared_from_this()] { self->WakeUp(); });
  bool cancelled = false;
  {
    MutexLock lock(mutex_);
    cancelled = cancelled_;
    if (!cancelled) ticket_ = ticket;
  }
  if (!cancelled) return;
  context_.logs.Cancel(ticket);
  WakeUp();
}

void LogReactor::WakeUp() {
  {
    MutexLock lock(mutex_);
    if (doing_ != Doing::kWait) return;
    doing_ = Doing::kStep;
  }
  context_.io.Post([self = shared_from_this()] { self->Step(); });
}

void LogReactor::OnWriteDone(bool ok) {
  {
    MutexLock lock(mutex_);
    doing_ = Doing::kStep;
    cancelled_ = cancelled_ || !ok;
  }
  context_.io.Post([self = shared_from_this()] { self->Step(); });
}

void LogReactor::OnCancel() {
  int64_t ticket = 0;
  {
    MutexLock lock(mutex_);
    cancelled_ = true;
    ticket = ticket_;
  }
  // Else the log would hold this reactor until it grows.
  context_.logs.Cancel(ticket);
  WakeUp();
}

}  // namespace octavo
