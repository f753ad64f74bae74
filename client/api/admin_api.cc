#include "client/api/admin_api.h"

#include "absl/strings/str_cat.h"
#include "client/api/connection.h"
#include "client/api/convert.h"
#include "common/status_macros.h"
#include "octavo/v1/admin.grpc.pb.h"

namespace octavo::client {
namespace {

constexpr absl::Duration kVerifyDeadline = absl::Hours(2);

}  // namespace

struct AdminApi::Stub {
  std::unique_ptr<v1::AdminService::Stub> service;
};

AdminApi::AdminApi(const Connection& connection)
    : connection_(connection), stub_(new Stub{v1::AdminService::NewStub(connection.channel())}) {}

AdminApi::~AdminApi() = default;

absl::StatusOr<std::vector<WorkerInfo>> AdminApi::ListWorkers() const {
  v1::ListWorkersRequest request;
  v1::ListWorkersResponse reply;
  OCTAVO_RETURN_IF_ERROR(connection_.Retrying("list workers", [&](grpc::ClientContext& context) {
    return stub_->service->ListWorkers(&context, request, &reply);
  }));
  std::vector<WorkerInfo> workers;
  for (const v1::Worker& worker : reply.workers()) workers.push_back(FromProto(worker));
  return workers;
}

absl::StatusOr<WorkerInfo> AdminApi::Drain(const std::string& worker) const {
  v1::DrainWorkerRequest request;
  request.set_name(worker);
  v1::Worker reply;
  OCTAVO_RETURN_IF_ERROR(connection_.Retrying(absl::StrCat("drain worker ", worker), [&](grpc::ClientContext& context) {
    return stub_->service->DrainWorker(&context, request, &reply);
  }));
  return FromProto(reply);
}

absl::StatusOr<WorkerInfo> AdminApi::Resume(const std::string& worker) const {
  v1::ResumeWorkerRequest request;
  request.set_name(worker);
  v1::Worker reply;
  OCTAVO_RETURN_IF_ERROR(connection_.Retrying(
      absl::StrCat("resume worker ", worker),
      [&](grpc::ClientContext& context) { return stub_->service->ResumeWorker(&context, request, &reply); }));
  return FromProto(reply);
}

absl::StatusOr<ServerDescription> AdminApi::GetServerInfo() const {
  v1::GetServerInfoRequest request;
  v1::ServerInfo reply;
  OCTAVO_RETURN_IF_ERROR(connection_.Retrying("ask the server about itself", [&](grpc::ClientContext& context) {
    return stub_->service->GetServerInfo(&context, request, &reply);
  }));
  return FromProto(reply);
}

absl::StatusOr<BlobCheck> AdminApi::VerifyBlobs() const {
  v1::VerifyBlobsRequest request;
  v1::VerifyBlobsResponse reply;
  OCTAVO_RETURN_IF_ERROR(connection_.Once(
      "verify the stored artefacts", kVerifyDeadline,
      [&](grpc::ClientContext& context) { return stub_->service->VerifyBlobs(&context, request, &reply); }));
  return FromProto(reply);
}

}  // namespace octavo::client
