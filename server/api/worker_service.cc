#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/status_macros.h"
#include "server/api/convert.h"
#include "server/api/rpc.h"
#include "server/api/services.h"

namespace octavo {
namespace {

constexpr size_t kMaxLog = 1 << 20;

/// One long poll. A caller that leaves ends it early. Deletes itself.
class SyncReactor final : public grpc::ServerUnaryReactor {
 public:
  SyncReactor(ServiceContext& context, const v1::SyncRequest& request, v1::SyncResponse& response)
      : context_(context), name_(request.worker_name()) {
    absl::StatusOr<Scheduler::SyncInput> input = SyncFromProto(request);
    if (!input.ok()) {
      octavo::Finish(this, input.status());
      return;
    }
    // gRPC calls OnCancel() and OnDone() only after the handler has returned this object: no call is numbered too late.
    call_ = context_.coordinator.Sync(*std::move(input), DurationFromProto(request.wait()),
                                      [this, &response](absl::StatusOr<Coordinator::SyncReply> reply) {
                                        if (reply.ok()) ToProto(*reply, &response);
                                        octavo::Finish(this, reply.status());
                                      });
  }
  void OnCancel() override { context_.coordinator.AbandonSync(name_, call_); }
  void OnDone() override { delete this; }

 private:
  ServiceContext& context_;
  const WorkerName name_;
  int64_t call_ = 0;  // none: it was refused
};

struct ReportInput {
  AttemptKey key;
  std::optional<Progress> progress;
};

absl::StatusOr<ReportInput> CheckedReport(const v1::ReportRequest& request) {
  ReportInput input;
  OCTAVO_ASSIGN_OR_RETURN(input.key, KeyFromProto(request.key()));
  if (request.log().size() > kMaxLog) return BadField("log", absl::StrCat("is longer than ", kMaxLog, " bytes"));
  if (request.log_offset() < 0) return BadField("log_offset", absl::StrCat(request.log_offset(), " is negative"));
  if (request.has_progress()) {
    OCTAVO_ASSIGN_OR_RETURN(input.progress, ProgressFromProto(request.progress()));
  }
  return input;
}

absl::Status CheckOutputsStored(BlobStore& blobs, const std::string& manifest) {
  const absl::StatusOr<std::optional<std::string>> missing = blobs.FirstMissing(manifest);
  // What the server cannot read is not the worker's mistake: told so, a worker would throw its result away.
  if (absl::IsInvalidArgument(missing.status())) return BadField("output_digest", missing.status().message());
  OCTAVO_RETURN_IF_ERROR(missing.status());
  if (!missing->has_value()) return absl::OkStatus();
  return WithReason(
      absl::FailedPreconditionError(absl::StrCat("output_digest: blob ", **missing, " is not stored: upload it first")),
      "MISSING_ARTIFACT", {{"sha256", **missing}});
}

}  // namespace

grpc::ServerUnaryReactor* WorkerServiceImpl::Sync(grpc::CallbackServerContext* call, const v1::SyncRequest* request,
                                                  v1::SyncResponse* response) {
  return new SyncReactor(context_, *request, *response);
}

grpc::ServerUnaryReactor* WorkerServiceImpl::Report(grpc::CallbackServerContext* call, const v1::ReportRequest* request,
                                                    v1::ReportResponse* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  absl::StatusOr<ReportInput> input = CheckedReport(*request);
  if (!input.ok()) {
    Finish(reactor, input.status());
    return reactor;
  }
  const LogStore::Key log{input->key.job, input->key.attempt};
  context_.coordinator.Report(input->key, request->started(), std::move(input->progress),
                              [this, log, request, response, reactor](absl::StatusOr<bool> stop) {
                                if (!stop.ok()) return Finish(reactor, stop.status());
                                response->set_stop(*stop);
                                context_.io.Post([this, log, request, response, reactor] {
                                  const absl::StatusOr<int64_t> size =
                                      context_.logs.Append(log, request->log_offset(), request->log());
                                  if (size.ok()) response->set_log_size(*size);
                                  Finish(reactor, size.status());
                                });
                              });
  return reactor;
}

grpc::ServerUnaryReactor* WorkerServiceImpl::Commit(grpc::CallbackServerContext* call, const v1::CommitRequest* request,
                                                    v1::CommitResponse* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  context_.io.Post([this, request, reactor] {
    const absl::StatusOr<AttemptKey> key = KeyFromProto(request->key());
    if (!key.ok()) return Finish(reactor, key.status());
    absl::StatusOr<Scheduler::AttemptEnd> end = EndFromProto(*request);
    if (!end.ok()) return Finish(reactor, end.status());
    if (end->outcome == AttemptOutcome::kSucceeded) {
      const absl::Status stored = CheckOutputsStored(context_.blobs, end->output_digest);
      if (!stored.ok()) return Finish(reactor, stored);
    }
    context_.coordinator.Commit(*key, *std::move(end), [reactor](absl::Status status) { Finish(reactor, status); });
  });
  return reactor;
}

}  // namespace octavo
