#include "worker/agent/log_reporter.h"

#include <utility>

#include "common/status_macros.h"
#include "worker/agent/call_error.h"

namespace octavo {

LogReporter::LogReporter(AttemptId id, std::string log_path, Coordinator& coordinator, AgentStats& stats)
    : id_(std::move(id)), coordinator_(coordinator), stats_(stats), log_(std::move(log_path)) {}

void LogReporter::SetStarted() {
  MutexLock lock(mutex_);
  started_ = true;
}

void LogReporter::SetProgress(const JobProgress& progress) {
  MutexLock lock(mutex_);
  progress_ = progress;
}

absl::Status LogReporter::FindPosition() {
  AttemptReport empty;
  empty.id = id_;
  OCTAVO_ASSIGN_OR_RETURN(const ReportReply reply, coordinator_.Report(empty));
  stored_ = reply.log_size;
  lost_position_ = false;
  return absl::OkStatus();
}

absl::StatusOr<LogReporter::Sent> LogReporter::Send() {
  if (lost_position_) OCTAVO_RETURN_IF_ERROR(FindPosition());
  AttemptReport report;
  report.id = id_;
  report.log_offset = stored_;
  absl::StatusOr<std::string> log = log_.At(stored_, kMaxLogChunk);
  if (!log.ok()) return LocalError(log.status());
  report.log = *std::move(log);
  {
    MutexLock lock(mutex_);
    report.started = started_;
    report.progress = progress_;
  }
  if (report.log.empty() && !report.started && !report.progress.has_value()) return Sent{};
  const absl::StatusOr<ReportReply> reply = coordinator_.Report(report);
  if (absl::IsOutOfRange(reply.status())) lost_position_ = true;
  // A progress that the coordinator refuses must not hold the log up.
  if (absl::IsInvalidArgument(reply.status())) {
    MutexLock lock(mutex_);
    progress_.reset();
  }
  OCTAVO_RETURN_IF_ERROR(reply.status());
  stats_.Logged(static_cast<int64_t>(report.log.size()));
  const bool moved = reply->log_size > stored_;
  stored_ = reply->log_size;
  {
    MutexLock lock(mutex_);
    if (report.started) started_ = false;
    if (progress_ == report.progress) progress_.reset();
  }
  return Sent{moved && report.log.size() == kMaxLogChunk, reply->stop};
}

}  // namespace octavo
