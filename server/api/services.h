#ifndef OCTAVO_SERVER_API_SERVICES_H_
#define OCTAVO_SERVER_API_SERVICES_H_

#include "octavo/v1/admin.grpc.pb.h"
#include "octavo/v1/artifacts.grpc.pb.h"
#include "octavo/v1/experiments.grpc.pb.h"
#include "octavo/v1/workers.grpc.pb.h"
#include "server/api/service_context.h"

namespace octavo {

// The gRPC services, thin: check, convert, hand to the coordinator or the I/O pool. The protos say what each call does
// and which errors it gives. Handlers never block: whoever does the work finishes the reactor. Thread-safe; the context
// must outlive them.

class ExperimentServiceImpl final : public v1::ExperimentService::CallbackService {
 public:
  explicit ExperimentServiceImpl(ServiceContext& context) : context_(context) {}
  grpc::ServerUnaryReactor* CreateExperiment(grpc::CallbackServerContext* call,
                                             const v1::CreateExperimentRequest* request,
                                             v1::Experiment* response) override;
  grpc::ServerUnaryReactor* GetExperiment(grpc::CallbackServerContext* call, const v1::GetExperimentRequest* request,
                                          v1::Experiment* response) override;
  grpc::ServerUnaryReactor* ListExperiments(grpc::CallbackServerContext* call,
                                            const v1::ListExperimentsRequest* request,
                                            v1::ListExperimentsResponse* response) override;
  grpc::ServerUnaryReactor* CancelExperiment(grpc::CallbackServerContext* call,
                                             const v1::CancelExperimentRequest* request,
                                             v1::Experiment* response) override;
  grpc::ServerWriteReactor<v1::WatchExperimentResponse>* WatchExperiment(
      grpc::CallbackServerContext* call, const v1::WatchExperimentRequest* request) override;

 private:
  ServiceContext& context_;
};

class JobServiceImpl final : public v1::JobService::CallbackService {
 public:
  explicit JobServiceImpl(ServiceContext& context) : context_(context) {}
  grpc::ServerUnaryReactor* GetJob(grpc::CallbackServerContext* call, const v1::GetJobRequest* request,
                                   v1::Job* response) override;
  grpc::ServerUnaryReactor* ListJobs(grpc::CallbackServerContext* call, const v1::ListJobsRequest* request,
                                     v1::ListJobsResponse* response) override;
  grpc::ServerUnaryReactor* CancelJob(grpc::CallbackServerContext* call, const v1::CancelJobRequest* request,
                                      v1::Job* response) override;
  grpc::ServerUnaryReactor* RetryJob(grpc::CallbackServerContext* call, const v1::RetryJobRequest* request,
                                     v1::Job* response) override;
  grpc::ServerUnaryReactor* ExplainJob(grpc::CallbackServerContext* call, const v1::ExplainJobRequest* request,
                                       v1::ExplainJobResponse* response) override;
  grpc::ServerWriteReactor<v1::ReadLogResponse>* ReadLog(grpc::CallbackServerContext* call,
                                                         const v1::ReadLogRequest* request) override;

 private:
  ServiceContext& context_;
};

class ArtifactServiceImpl final : public v1::ArtifactService::CallbackService {
 public:
  explicit ArtifactServiceImpl(ServiceContext& context) : context_(context) {}
  grpc::ServerUnaryReactor* FindMissingBlobs(grpc::CallbackServerContext* call,
                                             const v1::FindMissingBlobsRequest* request,
                                             v1::FindMissingBlobsResponse* response) override;
  grpc::ServerReadReactor<v1::UploadBlobRequest>* UploadBlob(grpc::CallbackServerContext* call,
                                                             v1::UploadBlobResponse* response) override;
  grpc::ServerUnaryReactor* QueryUpload(grpc::CallbackServerContext* call, const v1::QueryUploadRequest* request,
                                        v1::QueryUploadResponse* response) override;
  grpc::ServerWriteReactor<v1::DownloadBlobResponse>* DownloadBlob(grpc::CallbackServerContext* call,
                                                                   const v1::DownloadBlobRequest* request) override;

 private:
  ServiceContext& context_;
};

class WorkerServiceImpl final : public v1::WorkerService::CallbackService {
 public:
  explicit WorkerServiceImpl(ServiceContext& context) : context_(context) {}
  grpc::ServerUnaryReactor* Sync(grpc::CallbackServerContext* call, const v1::SyncRequest* request,
                                 v1::SyncResponse* response) override;
  grpc::ServerUnaryReactor* Report(grpc::CallbackServerContext* call, const v1::ReportRequest* request,
                                   v1::ReportResponse* response) override;
  grpc::ServerUnaryReactor* Commit(grpc::CallbackServerContext* call, const v1::CommitRequest* request,
                                   v1::CommitResponse* response) override;

 private:
  ServiceContext& context_;
};

class AdminServiceImpl final : public v1::AdminService::CallbackService {
 public:
  explicit AdminServiceImpl(ServiceContext& context) : context_(context) {}
  grpc::ServerUnaryReactor* ListWorkers(grpc::CallbackServerContext* call, const v1::ListWorkersRequest* request,
                                        v1::ListWorkersResponse* response) override;
  grpc::ServerUnaryReactor* DrainWorker(grpc::CallbackServerContext* call, const v1::DrainWorkerRequest* request,
                                        v1::Worker* response) override;
  grpc::ServerUnaryReactor* ResumeWorker(grpc::CallbackServerContext* call, const v1::ResumeWorkerRequest* request,
                                         v1::Worker* response) override;
  grpc::ServerUnaryReactor* GetServerInfo(grpc::CallbackServerContext* call, const v1::GetServerInfoRequest* request,
                                          v1::ServerInfo* response) override;
  grpc::ServerUnaryReactor* VerifyBlobs(grpc::CallbackServerContext* call, const v1::VerifyBlobsRequest* request,
                                        v1::VerifyBlobsResponse* response) override;

 private:
  void SetDraining(const std::string& name, bool draining, grpc::ServerUnaryReactor* reactor, v1::Worker* response);
  ServiceContext& context_;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_API_SERVICES_H_
