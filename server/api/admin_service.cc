#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/build_info.h"
#include "common/error_info.h"
#include "common/status_macros.h"
#include "server/api/convert.h"
#include "server/api/rpc.h"
#include "server/api/services.h"
#include "server/api/verify_reactor.h"

namespace octavo {
namespace {

absl::Status FillInfo(ServiceContext& context, v1::ServerInfo* response) {
  response->set_version(std::string(Version()));
  response->set_build(absl::StrCat(SourceRevision(), " ", BuildDescription()));
  response->set_server_id(context.server_id);
  response->mutable_start_time()->set_seconds(absl::ToUnixSeconds(context.start_time));
  response->set_schema_version(context.schema_version);
  response->set_sqlite_version(context.sqlite_version);
  response->set_blob_bytes(context.blobs.TotalBytes());
  auto& counts = *response->mutable_jobs_by_state();
  for (const JobState state : AllJobStates()) counts[absl::AsciiStrToLower(NameOf(state))] = 0;
  OCTAVO_ASSIGN_OR_RETURN(const auto stored, context.reader.CountJobs());
  for (const auto& [state, count] : stored) counts[absl::AsciiStrToLower(NameOf(state))] = count;
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* AdminServiceImpl::ListWorkers(grpc::CallbackServerContext* call,
                                                        const v1::ListWorkersRequest* request,
                                                        v1::ListWorkersResponse* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  context_.coordinator.ListWorkers([response, reactor](absl::StatusOr<std::vector<Coordinator::WorkerInfo>> workers) {
    if (workers.ok()) {
      for (const Coordinator::WorkerInfo& worker : *workers) ToProto(worker, response->add_workers());
    }
    Finish(reactor, workers.status());
  });
  return reactor;
}

void AdminServiceImpl::SetDraining(const std::string& name, bool draining, grpc::ServerUnaryReactor* reactor,
                                   v1::Worker* response) {
  const WorkerName worker(name);
  context_.coordinator.SetDraining(worker, draining, [this, worker, reactor, response](absl::Status status) {
    if (!status.ok()) return Finish(reactor, status);
    context_.coordinator.ListWorkers(
        [worker, reactor, response](absl::StatusOr<std::vector<Coordinator::WorkerInfo>> workers) {
          if (workers.ok()) {
            for (const Coordinator::WorkerInfo& info : *workers) {
              if (info.worker.name == worker) ToProto(info, response);
            }
          }
          Finish(reactor, workers.status());
        });
  });
}

grpc::ServerUnaryReactor* AdminServiceImpl::DrainWorker(grpc::CallbackServerContext* call,
                                                        const v1::DrainWorkerRequest* request, v1::Worker* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  SetDraining(request->name(), true, reactor, response);
  return reactor;
}

grpc::ServerUnaryReactor* AdminServiceImpl::ResumeWorker(grpc::CallbackServerContext* call,
                                                         const v1::ResumeWorkerRequest* request, v1::Worker* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  SetDraining(request->name(), false, reactor, response);
  return reactor;
}

grpc::ServerUnaryReactor* AdminServiceImpl::GetServerInfo(grpc::CallbackServerContext* call,
                                                          const v1::GetServerInfoRequest* request,
                                                          v1::ServerInfo* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  context_.io.Post([this, response, reactor] { Finish(reactor, FillInfo(context_, response)); });
  return reactor;
}

grpc::ServerUnaryReactor* AdminServiceImpl::VerifyBlobs(grpc::CallbackServerContext* call,
                                                        const v1::VerifyBlobsRequest* request,
                                                        v1::VerifyBlobsResponse* response) {
  return new VerifyReactor(context_, *response);
}

}  // namespace octavo
