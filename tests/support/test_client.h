#ifndef OCTAVO_TESTS_SUPPORT_TEST_CLIENT_H_
#define OCTAVO_TESTS_SUPPORT_TEST_CLIENT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/grpc_status.h"
#include "common/manifest.h"
#include "common/sha256.h"
#include "grpcpp/grpcpp.h"
#include "octavo/v1/admin.grpc.pb.h"
#include "octavo/v1/artifacts.grpc.pb.h"
#include "octavo/v1/experiments.grpc.pb.h"
#include "octavo/v1/workers.grpc.pb.h"

namespace octavo {

/// Stubs over one fresh connection, and the usual calls.
class TestClient {
 public:
  explicit TestClient(const std::string& address) {
    grpc::ChannelArguments arguments;
    // A fresh connection, also to a server that came back on the same socket.
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    const auto channel = grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
    experiments = v1::ExperimentService::NewStub(channel);
    jobs = v1::JobService::NewStub(channel);
    artifacts = v1::ArtifactService::NewStub(channel);
    workers = v1::WorkerService::NewStub(channel);
    admin = v1::AdminService::NewStub(channel);
  }

  static void SetDeadline(grpc::ClientContext& context) {
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(20)));
  }

  /// Calls a unary method.
  template <typename Stub, typename Request, typename Response>
  static absl::Status Call(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                           const Request& request, Response* response) {
    grpc::ClientContext context;
    SetDeadline(context);
    return FromGrpcStatus((stub.*method)(&context, request, response));
  }

  absl::Status Upload(const std::string& sha256, const std::string& bytes, int64_t size, int64_t offset) {
    grpc::ClientContext context;
    SetDeadline(context);
    v1::UploadBlobResponse response;
    const auto writer = artifacts->UploadBlob(&context, &response);
    v1::UploadBlobRequest message;
    message.set_sha256(sha256);
    message.set_size_bytes(size);
    message.set_offset(offset);
    message.set_data(bytes);
    writer->Write(message);
    writer->WritesDone();
    return FromGrpcStatus(writer->Finish());
  }
  absl::Status Put(const std::string& bytes) {
    return Upload(Sha256Hex(bytes), bytes, static_cast<int64_t>(bytes.size()), 0);
  }
  /// Uploads a one-file artefact and gives its digest.
  absl::StatusOr<std::string> PutArtifact(const std::string& name, const std::string& bytes) {
    const Manifest manifest{{{name, Sha256Hex(bytes), static_cast<int64_t>(bytes.size())}}};
    if (absl::Status status = Put(bytes); !status.ok()) return status;
    if (absl::Status status = Put(manifest.Serialize()); !status.ok()) return status;
    return manifest.Digest();
  }

  /// A baseline job and a dynamic one that takes its model.
  static v1::CreateExperimentRequest Pipeline(const std::string& artifact, const std::string& request_id,
                                              int seed = 42) {
    v1::CreateExperimentRequest request;
    request.set_request_id(request_id);
    request.set_name("pipeline");
    v1::JobSpec* train = request.add_jobs();
    train->set_name("train");
    train->set_kind("baseline");
    (*train->mutable_params()->mutable_fields())["seed"].set_number_value(seed);
    for (const char* name : {"model", "dataset"}) {
      v1::JobInput* input = train->add_inputs();
      input->set_name(name);
      input->set_artifact_digest(artifact);
    }
    v1::JobSpec* quantize = request.add_jobs();
    quantize->set_name("quantize");
    quantize->set_kind("dynamic");
    v1::JobInput* model = quantize->add_inputs();
    model->set_name("model");
    model->mutable_job_output()->set_job("train");
    model->mutable_job_output()->set_path("model");
    v1::JobInput* data = quantize->add_inputs();
    data->set_name("dataset");
    data->set_artifact_digest(artifact);
    return request;
  }

  /// One call of a scripted worker.
  absl::StatusOr<v1::SyncResponse> Sync(const std::string& name, const std::vector<v1::AttemptKey>& running,
                                        int wait_seconds = 5, const std::string& instance = "instance-1",
                                        int slots = 1) {
    v1::SyncRequest request;
    request.set_worker_name(name);
    request.set_instance_id(instance);
    request.set_slots(slots);
    request.mutable_wait()->set_seconds(wait_seconds);
    request.mutable_capabilities()->set_cpus(2);
    request.mutable_capabilities()->set_memory_bytes(int64_t{8} << 30);
    request.mutable_capabilities()->add_devices("cpu");
    request.mutable_capabilities()->set_device_class("cpu:test");
    request.mutable_capabilities()->set_runner_build("build");
    for (const v1::AttemptKey& key : running) *request.add_running() = key;
    v1::SyncResponse response;
    absl::Status status = Call(*workers, &v1::WorkerService::Stub::Sync, request, &response);
    if (!status.ok()) return status;
    return response;
  }
  absl::Status Report(const v1::AttemptKey& key, int64_t offset, const std::string& log) {
    v1::ReportRequest request;
    *request.mutable_key() = key;
    request.set_started(true);
    request.set_log_offset(offset);
    request.set_log(log);
    v1::ReportResponse response;
    return Call(*workers, &v1::WorkerService::Stub::Report, request, &response);
  }
  /// Uploads outputs with a model/ folder and commits them.
  absl::Status CommitSuccess(const v1::AttemptKey& key) {
    const std::string bytes = absl::StrCat("weights of ", key.job_id());
    const Manifest outputs{{{"model/weights.bin", Sha256Hex(bytes), static_cast<int64_t>(bytes.size())}}};
    if (absl::Status status = Put(bytes); !status.ok()) return status;
    if (absl::Status status = Put(outputs.Serialize()); !status.ok()) return status;
    v1::CommitRequest request;
    *request.mutable_key() = key;
    request.set_outcome(v1::ATTEMPT_OUTCOME_SUCCEEDED);
    request.set_output_digest(outputs.Digest());
    (*request.mutable_result()->mutable_fields())["accuracy"].set_number_value(0.875);
    v1::CommitResponse response;
    return Call(*workers, &v1::WorkerService::Stub::Commit, request, &response);
  }
  absl::StatusOr<v1::Experiment> Get(const std::string& id) {
    v1::GetExperimentRequest request;
    request.set_id(id);
    v1::Experiment response;
    absl::Status status = Call(*experiments, &v1::ExperimentService::Stub::GetExperiment, request, &response);
    if (!status.ok()) return status;
    return response;
  }
  absl::StatusOr<v1::Experiment> Create(const v1::CreateExperimentRequest& request) {
    v1::Experiment response;
    absl::Status status = Call(*experiments, &v1::ExperimentService::Stub::CreateExperiment, request, &response);
    if (!status.ok()) return status;
    return response;
  }

  std::unique_ptr<v1::ExperimentService::Stub> experiments;
  std::unique_ptr<v1::JobService::Stub> jobs;
  std::unique_ptr<v1::ArtifactService::Stub> artifacts;
  std::unique_ptr<v1::WorkerService::Stub> workers;
  std::unique_ptr<v1::AdminService::Stub> admin;
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_SUPPORT_TEST_CLIENT_H_
