#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/status_macros.h"
#include "common/utf8.h"
#include "server/api/convert.h"
#include "server/api/log_reactor.h"
#include "server/api/rpc.h"
#include "server/api/services.h"

namespace octavo {
namespace {

/// Reads the job and finishes. On an I/O thread.
void Reply(ServiceContext& context, JobId id, grpc::ServerUnaryReactor* reactor, v1::Job* response) {
  const absl::StatusOr<StoredJob> stored = context.reader.GetJob(id);
  if (stored.ok()) ToProto(*stored, context.coordinator.progress().Get(id), JobDetail::kAll, response);
  Finish(reactor, stored.status());
}

/// For a coordinator's command: its error, or the job as it is now.
auto ReplyAfter(ServiceContext& context, JobId id, grpc::ServerUnaryReactor* reactor, v1::Job* response) {
  return [&context, id, reactor, response](absl::Status status) {
    if (!status.ok()) return Finish(reactor, status);
    context.io.Post([&context, id, reactor, response] { Reply(context, id, reactor, response); });
  };
}

absl::Status FillJobs(ServiceContext& context, const v1::ListJobsRequest& request, v1::ListJobsResponse* response) {
  OCTAVO_ASSIGN_OR_RETURN(const int size, ParsePageSize(request.page_size()));
  OCTAVO_ASSIGN_OR_RETURN(const int64_t before, ParsePageToken(request.page_token()));
  StoreReader::JobFilter filter;
  if (!request.experiment_id().empty()) {
    OCTAVO_ASSIGN_OR_RETURN(filter.experiment, ParseId<ExperimentId>(request.experiment_id(), "EXPERIMENT_NOT_FOUND"));
  }
  if (request.state() < 0 || request.state() > v1::JOB_STATE_SKIPPED) {
    return BadField("state", absl::StrCat(static_cast<int>(request.state()), " is no state"));
  }
  if (request.state() != v1::JOB_STATE_UNSPECIFIED) filter.state = static_cast<JobState>(request.state());
  OCTAVO_ASSIGN_OR_RETURN(const auto page, context.reader.ListJobs(filter, JobId(before), size + 1));
  const size_t shown = std::min(page.size(), static_cast<size_t>(size));
  for (size_t i = 0; i < shown; ++i) {
    ToProto(page[i], context.coordinator.progress().Get(page[i].job.id), JobDetail::kBrief, response->add_jobs());
  }
  if (page.size() > shown) response->set_next_page_token(MakePageToken(page[shown - 1].job.id.number()));
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* JobServiceImpl::GetJob(grpc::CallbackServerContext* call, const v1::GetJobRequest* request,
                                                 v1::Job* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  context_.io.Post([this, request, response, reactor] {
    const absl::StatusOr<JobId> id = ParseId<JobId>(request->id(), "JOB_NOT_FOUND");
    if (!id.ok()) return Finish(reactor, id.status());
    Reply(context_, *id, reactor, response);
  });
  return reactor;
}

grpc::ServerUnaryReactor* JobServiceImpl::ListJobs(grpc::CallbackServerContext* call,
                                                   const v1::ListJobsRequest* request, v1::ListJobsResponse* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  context_.io.Post([this, request, response, reactor] { Finish(reactor, FillJobs(context_, *request, response)); });
  return reactor;
}

grpc::ServerUnaryReactor* JobServiceImpl::CancelJob(grpc::CallbackServerContext* call,
                                                    const v1::CancelJobRequest* request, v1::Job* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  const absl::StatusOr<JobId> id = ParseId<JobId>(request->id(), "JOB_NOT_FOUND");
  if (!id.ok()) {
    Finish(reactor, id.status());
    return reactor;
  }
  context_.coordinator.CancelJob(*id, Utf8Prefix(request->reason(), 1000),
                                 ReplyAfter(context_, *id, reactor, response));
  return reactor;
}

grpc::ServerUnaryReactor* JobServiceImpl::RetryJob(grpc::CallbackServerContext* call,
                                                   const v1::RetryJobRequest* request, v1::Job* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  const absl::StatusOr<JobId> id = ParseId<JobId>(request->id(), "JOB_NOT_FOUND");
  if (!id.ok()) {
    Finish(reactor, id.status());
    return reactor;
  }
  context_.coordinator.RetryJob(*id, ReplyAfter(context_, *id, reactor, response));
  return reactor;
}

grpc::ServerUnaryReactor* JobServiceImpl::ExplainJob(grpc::CallbackServerContext* call,
                                                     const v1::ExplainJobRequest* request,
                                                     v1::ExplainJobResponse* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  const absl::StatusOr<JobId> id = ParseId<JobId>(request->id(), "JOB_NOT_FOUND");
  if (!id.ok()) {
    Finish(reactor, id.status());
    return reactor;
  }
  context_.coordinator.Explain(*id, [response, reactor](absl::StatusOr<Scheduler::Explanation> explanation) {
    if (explanation.ok()) {
      response->set_state(static_cast<v1::JobState>(explanation->state));
      response->set_summary(explanation->summary);
      for (const std::string& reason : explanation->reasons) response->add_reasons(reason);
      response->set_jobs_ahead(explanation->jobs_ahead);
      response->set_can_never_run(explanation->can_never_run);
    }
    Finish(reactor, explanation.status());
  });
  return reactor;
}

grpc::ServerWriteReactor<v1::ReadLogResponse>* JobServiceImpl::ReadLog(grpc::CallbackServerContext* call,
                                                                       const v1::ReadLogRequest* request) {
  return LogReactor::Start(context_, *request);
}

}  // namespace octavo
