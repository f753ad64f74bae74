#include "client/api/job_api.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "client/api/connection.h"
#include "client/api/convert.h"
#include "common/status_macros.h"
#include "octavo/v1/experiments.grpc.pb.h"

namespace octavo::client {

struct JobApi::Stub {
  std::unique_ptr<v1::JobService::Stub> service;
};

JobApi::JobApi(const Connection& connection)
    : connection_(connection), stub_(new Stub{v1::JobService::NewStub(connection.channel())}) {}

JobApi::~JobApi() = default;

absl::StatusOr<Job> JobApi::Get(const std::string& id) const {
  v1::GetJobRequest request;
  request.set_id(id);
  v1::Job reply;
  OCTAVO_RETURN_IF_ERROR(connection_.Retrying(absl::StrCat("get job ", id), [&](grpc::ClientContext& context) {
    return stub_->service->GetJob(&context, request, &reply);
  }));
  return FromProto(reply);
}

absl::StatusOr<Job> JobApi::Cancel(const std::string& id, const std::string& reason) const {
  v1::CancelJobRequest request;
  request.set_id(id);
  request.set_reason(reason);
  v1::Job reply;
  OCTAVO_RETURN_IF_ERROR(connection_.Retrying(absl::StrCat("cancel job ", id), [&](grpc::ClientContext& context) {
    return stub_->service->CancelJob(&context, request, &reply);
  }));
  return FromProto(reply);
}

absl::StatusOr<Job> JobApi::Retry(const std::string& id) const {
  v1::RetryJobRequest request;
  request.set_id(id);
  v1::Job reply;
  OCTAVO_RETURN_IF_ERROR(connection_.Once(
      absl::StrCat("retry job ", id), connection_.options().call_deadline,
      [&](grpc::ClientContext& context) { return stub_->service->RetryJob(&context, request, &reply); }));
  return FromProto(reply);
}

absl::StatusOr<Explanation> JobApi::Explain(const std::string& id) const {
  v1::ExplainJobRequest request;
  request.set_id(id);
  v1::ExplainJobResponse reply;
  OCTAVO_RETURN_IF_ERROR(connection_.Retrying(absl::StrCat("explain job ", id), [&](grpc::ClientContext& context) {
    return stub_->service->ExplainJob(&context, request, &reply);
  }));
  return FromProto(reply);
}

absl::Status JobApi::ReadLog(const std::string& job_id, int attempt, bool follow,
                             const std::function<void(absl::string_view)>& data, const StreamNews& news) const {
  const std::string what = absl::StrCat("read the log of job ", job_id);
  v1::ReadLogRequest request;
  request.set_job_id(job_id);
  request.set_attempt(attempt);
  request.set_follow(follow);
  Outage outage(news, connection_.clock());
  auto read = [&](Connection::Reach* reach) {
    absl::Status status = connection_.Once(what, absl::InfiniteDuration(), [&](grpc::ClientContext& context) {
      auto stream = stub_->service->ReadLog(&context, request);
      v1::ReadLogResponse piece;
      while (stream->Read(&piece)) {
        reach->answered = std::min(reach->answered, connection_.clock().Now());
        reach->news = reach->news || !piece.data().empty();
        outage.Arrived();
        data(piece.data());
        // A stream that is opened again goes on with the same attempt, behind what was handed over.
        request.set_attempt(piece.attempt());
        request.set_offset(piece.offset() + static_cast<int64_t>(piece.data().size()));
      }
      return stream->Finish();
    });
    outage.Ended(status);
    return status;
  };
  return connection_.RetryLoop(what, follow ? connection_.options().watch_patience : connection_.options().patience,
                               read);
}

}  // namespace octavo::client
