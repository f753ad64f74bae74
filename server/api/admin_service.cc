#include <memory>
#include <set>
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

namespace octavo {
namespace {

constexpr size_t kPiece = 1 << 20;

/// Hashes one blob; whether its bytes are right.
absl::StatusOr<bool> IsIntact(const BlobStore& blobs, const std::string& sha256, int64_t* bytes) {
  OCTAVO_ASSIGN_OR_RETURN(std::unique_ptr<BlobReader> reader, blobs.OpenReader(sha256, 0));
  for (;;) {
    const absl::StatusOr<std::string> piece = reader->Read(kPiece);
    if (absl::IsDataLoss(piece.status())) return false;
    OCTAVO_RETURN_IF_ERROR(piece.status());
    if (piece->empty()) return true;
    *bytes += static_cast<int64_t>(piece->size());
  }
}

absl::Status Verify(ServiceContext& context, v1::VerifyBlobsResponse* response) {
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> stored, context.blobs.List());
  int64_t bytes = 0;
  for (const std::string& sha256 : stored) {
    OCTAVO_ASSIGN_OR_RETURN(const bool intact, IsIntact(context.blobs, sha256, &bytes));
    if (intact) continue;
    response->add_corrupt(sha256);
    context.on_corrupt_blob();
  }
  response->set_checked(static_cast<int64_t>(stored.size()));
  response->set_bytes(bytes);
  std::set<std::string> missing;
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> manifests, context.reader.NamedManifests());
  for (const std::string& digest : manifests) {
    if (!context.blobs.Contains(digest)) {
      missing.insert(digest);
      continue;
    }
    const absl::StatusOr<Manifest> manifest = context.blobs.ReadManifest(digest);
    if (!manifest.ok()) continue;  // corrupt: listed above
    for (const Manifest::File& file : manifest->files) {
      if (!context.blobs.Contains(file.sha256)) missing.insert(file.sha256);
    }
  }
  for (const std::string& digest : missing) response->add_missing(digest);
  return absl::OkStatus();
}

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
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  context_.io.Post([this, response, reactor] { Finish(reactor, Verify(context_, response)); });
  return reactor;
}

}  // namespace octavo
