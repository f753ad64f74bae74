#include "client/api/experiment_api.h"

#include <algorithm>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "client/api/connection.h"
#include "client/api/convert.h"
#include "common/status_macros.h"
#include "octavo/v1/experiments.grpc.pb.h"

namespace octavo::client {
namespace {

constexpr int kPageSize = 200;
constexpr int kSummariesOfPage = 1000;  // the most that a server gives

void Replace(Job job, Experiment* experiment) {
  for (Job& known : experiment->jobs) {
    if (known.id == job.id) {
      known = std::move(job);
      return;
    }
  }
  experiment->jobs.push_back(std::move(job));
}

}  // namespace

struct ExperimentApi::Stub {
  absl::Status List(const Connection& connection, v1::ExperimentView view, int limit,
                    absl::FunctionRef<void(const v1::Experiment&)> visit) const;
  grpc::Status Watch(grpc::ClientContext& context, const std::string& id,
                     absl::FunctionRef<void(const v1::WatchExperimentResponse&)> visit) const;

  std::unique_ptr<v1::ExperimentService::Stub> service;
};

ExperimentApi::ExperimentApi(const Connection& connection)
    : connection_(connection), stub_(new Stub{v1::ExperimentService::NewStub(connection.channel())}) {}

ExperimentApi::~ExperimentApi() = default;

absl::StatusOr<Experiment> ExperimentApi::Create(const NewExperiment& experiment) const {
  v1::CreateExperimentRequest request;
  request.set_request_id(experiment.request_id);
  request.set_name(experiment.name);
  for (const JobSpec& job : experiment.jobs) *request.add_jobs() = ToProto(job);
  v1::Experiment reply;
  OCTAVO_RETURN_IF_ERROR(connection_.Retrying(
      absl::StrCat("submit experiment ", experiment.name),
      [&](grpc::ClientContext& context) { return stub_->service->CreateExperiment(&context, request, &reply); }));
  return FromProto(reply);
}

absl::StatusOr<Experiment> ExperimentApi::Get(const std::string& id) const {
  v1::GetExperimentRequest request;
  request.set_id(id);
  v1::Experiment reply;
  OCTAVO_RETURN_IF_ERROR(connection_.Retrying(absl::StrCat("get experiment ", id), [&](grpc::ClientContext& context) {
    return stub_->service->GetExperiment(&context, request, &reply);
  }));
  return FromProto(reply);
}

/// Calls `visit` with the newest experiments of that view, page by page.
absl::Status ExperimentApi::Stub::List(const Connection& connection, v1::ExperimentView view, int limit,
                                       absl::FunctionRef<void(const v1::Experiment&)> visit) const {
  v1::ListExperimentsRequest request;
  request.set_view(view);
  int left = limit;
  do {
    request.set_page_size(std::min(left, view == v1::EXPERIMENT_VIEW_SUMMARY ? kSummariesOfPage : kPageSize));
    v1::ListExperimentsResponse reply;
    OCTAVO_RETURN_IF_ERROR(connection.Retrying("list experiments", [&](grpc::ClientContext& context) {
      return service->ListExperiments(&context, request, &reply);
    }));
    for (const v1::Experiment& experiment : reply.experiments()) visit(experiment);
    left -= reply.experiments_size();
    request.set_page_token(reply.next_page_token());
  } while (!request.page_token().empty() && left > 0);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Experiment>> ExperimentApi::List(int limit) const {
  std::vector<Experiment> experiments;
  OCTAVO_RETURN_IF_ERROR(stub_->List(connection_, v1::EXPERIMENT_VIEW_BASIC, limit,
                                     [&](const v1::Experiment& each) { experiments.push_back(FromProto(each)); }));
  return experiments;
}

absl::StatusOr<std::vector<ExperimentSummary>> ExperimentApi::Summarize(int limit) const {
  std::vector<ExperimentSummary> summaries;
  OCTAVO_RETURN_IF_ERROR(stub_->List(connection_, v1::EXPERIMENT_VIEW_SUMMARY, limit,
                                     [&](const v1::Experiment& each) { summaries.push_back(SummaryFromProto(each)); }));
  return summaries;
}

absl::StatusOr<Experiment> ExperimentApi::Cancel(const std::string& id, const std::string& reason) const {
  v1::CancelExperimentRequest request;
  request.set_id(id);
  request.set_reason(reason);
  v1::Experiment reply;
  OCTAVO_RETURN_IF_ERROR(connection_.Retrying(
      absl::StrCat("cancel experiment ", id),
      [&](grpc::ClientContext& context) { return stub_->service->CancelExperiment(&context, request, &reply); }));
  return FromProto(reply);
}

/// Calls `visit` with each event of one stream, until that ends.
grpc::Status ExperimentApi::Stub::Watch(grpc::ClientContext& context, const std::string& id,
                                        absl::FunctionRef<void(const v1::WatchExperimentResponse&)> visit) const {
  v1::WatchExperimentRequest request;
  request.set_id(id);
  auto stream = service->WatchExperiment(&context, request);
  v1::WatchExperimentResponse event;
  while (stream->Read(&event)) visit(event);
  const grpc::Status end = stream->Finish();
  // We read too slowly: the next stream begins with the present state.
  if (end.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED)
    return grpc::Status(grpc::StatusCode::UNAVAILABLE, end.error_message());
  return end;
}

absl::StatusOr<Experiment> ExperimentApi::Watch(const std::string& id,
                                                const std::function<void(const Experiment&)>& changed,
                                                const StreamNews& news) const {
  const std::string what = absl::StrCat("watch experiment ", id);
  Experiment known;
  Outage outage(news, connection_.clock());
  auto read = [&](Connection::Reach* reach, grpc::ClientContext& context) {
    const grpc::Status end = stub_->Watch(context, id, [&](const v1::WatchExperimentResponse& event) {
      reach->answered = std::min(reach->answered, connection_.clock().Now());
      reach->news = reach->news || event.has_job();
      outage.Arrived();
      if (event.has_experiment()) known = FromProto(event.experiment());
      if (event.has_job()) Replace(FromProto(event.job()), &known);
      changed(known);
    });
    // A stream that ends with jobs still open was cut by a stopping server or a proxy: open it again.
    if (end.ok() && !known.Ended()) return grpc::Status(grpc::StatusCode::UNAVAILABLE, "the stream ended early");
    return end;
  };
  v1::Experiment whole;
  auto get = [&](grpc::ClientContext& context) {
    v1::GetExperimentRequest request;
    request.set_id(id);
    return stub_->service->GetExperiment(&context, request, &whole);
  };
  bool ended = false;
  auto follow = [&](Connection::Reach* reach) {
    absl::Status status;
    if (!ended) {
      status = connection_.Once(what, absl::InfiniteDuration(),
                                [&](grpc::ClientContext& context) { return read(reach, context); });
      ended = status.ok();
    }
    // The stream's last events may lack results: the stored experiment has them all.
    if (ended) status = connection_.Once(what, connection_.options().call_deadline, get);
    outage.Ended(status);
    return status;
  };
  OCTAVO_RETURN_IF_ERROR(connection_.RetryLoop(what, connection_.options().watch_patience, follow));
  return FromProto(whole);
}

}  // namespace octavo::client
