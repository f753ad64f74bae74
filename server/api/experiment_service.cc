#include <algorithm>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/sha256.h"
#include "common/status_macros.h"
#include "common/utf8.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "server/api/convert.h"
#include "server/api/rpc.h"
#include "server/api/services.h"
#include "server/api/watch_reactor.h"
#include "server/core/validate.h"

namespace octavo {
namespace {

/// Tells a repeated request from another one under the same id: over the request as it was sent, so that what this
/// server makes of it (defaults, kinds, limits) may change and a repeat is still known. Sources of inputs, which may
/// change with what the client's cache remembers, say nothing about what is asked for.
std::string DigestOf(v1::CreateExperimentRequest request) {
  for (v1::JobSpec& job : *request.mutable_jobs()) {
    for (v1::JobInput& input : *job.mutable_inputs()) input.clear_sources();
  }
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);  // else maps have no order
    request.SerializeToCodedStream(&coded);
  }
  return Sha256Hex(bytes);
}

absl::Status CheckInputsStored(BlobStore& blobs, const Scheduler::NewExperiment& experiment) {
  std::set<std::string> checked;  // jobs share inputs, and a manifest may be large
  for (size_t i = 0; i < experiment.jobs.size(); ++i) {
    for (size_t k = 0; k < experiment.jobs[i].inputs.size(); ++k) {
      const JobInput& input = experiment.jobs[i].inputs[k];
      if (input.artifact_digest.empty() || !checked.insert(input.artifact_digest).second) continue;
      const std::string field = absl::StrCat("jobs[", i, "].inputs[", k, "].artifact_digest");
      const absl::StatusOr<std::optional<std::string>> missing = blobs.FirstMissing(input.artifact_digest);
      if (absl::IsInvalidArgument(missing.status())) return BadField(field, missing.status().message());
      OCTAVO_RETURN_IF_ERROR(missing.status());
      if (missing->has_value()) {
        return WithReason(
            absl::FailedPreconditionError(absl::StrCat(field, ": blob ", **missing, " is not stored: upload it first")),
            "MISSING_ARTIFACT", {{"sha256", **missing}, {"field", field}});
      }
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Scheduler::NewExperiment> CheckedExperiment(BlobStore& blobs,
                                                           const v1::CreateExperimentRequest& request) {
  OCTAVO_ASSIGN_OR_RETURN(Scheduler::NewExperiment experiment, ExperimentFromProto(request));
  OCTAVO_RETURN_IF_ERROR(ValidateExperiment(&experiment));
  OCTAVO_RETURN_IF_ERROR(CheckInputsStored(blobs, experiment));
  experiment.request_digest = DigestOf(request);
  return experiment;
}

/// The experiment that this very request created before. A repeat is known before it is checked: by now the server may
/// want other things, and its inputs may be gone.
absl::StatusOr<std::optional<ExperimentId>> FirstAnswer(StoreReader& reader,
                                                        const v1::CreateExperimentRequest& request) {
  OCTAVO_ASSIGN_OR_RETURN(const std::optional<StoredRequest> known, reader.FindRequest(request.request_id()));
  if (!known.has_value() || known->digest != DigestOf(request)) return std::nullopt;
  return known->experiment;
}

void Convert(ServiceContext& context, const StoredExperiment& stored, v1::Experiment* message) {
  ToProto(stored, context.coordinator.progress(), JobDetail::kBrief, message);
}

void Convert(ServiceContext&, const ExperimentSummary& summary, v1::Experiment* message) { ToProto(summary, message); }

/// Reads one experiment more than the page holds: whether it comes says whether there is a next page.
template <typename Stored>
absl::Status FillPage(ServiceContext& context,
                      absl::StatusOr<std::vector<Stored>> (StoreReader::*read)(ExperimentId, int),
                      const v1::ListExperimentsRequest& request, v1::ListExperimentsResponse* response) {
  OCTAVO_ASSIGN_OR_RETURN(const int size, ParsePageSize(request.page_size()));
  OCTAVO_ASSIGN_OR_RETURN(const int64_t before, ParsePageToken(request.page_token()));
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<Stored> page, (context.reader.*read)(ExperimentId(before), size + 1));
  const size_t shown = std::min(page.size(), static_cast<size_t>(size));
  for (size_t i = 0; i < shown; ++i) Convert(context, page[i], response->add_experiments());
  if (page.size() > shown) response->set_next_page_token(MakePageToken(page[shown - 1].experiment.id.number()));
  return absl::OkStatus();
}

absl::Status FillPageAsViewed(ServiceContext& context, const v1::ListExperimentsRequest& request,
                              v1::ListExperimentsResponse* response) {
  switch (request.view()) {
    case v1::EXPERIMENT_VIEW_UNSPECIFIED:
    case v1::EXPERIMENT_VIEW_BASIC:
      return FillPage(context, &StoreReader::ListExperiments, request, response);
    case v1::EXPERIMENT_VIEW_SUMMARY:
      return FillPage(context, &StoreReader::SummarizeExperiments, request, response);
    default:
      return BadField("view", absl::StrCat(static_cast<int>(request.view()), " is no view"));
  }
}

/// Reads the experiment and finishes. On an I/O thread.
void Reply(ServiceContext& context, ExperimentId id, grpc::ServerUnaryReactor* reactor, v1::Experiment* response) {
  const absl::StatusOr<StoredExperiment> stored = context.reader.GetExperiment(id);
  if (stored.ok()) ToProto(*stored, context.coordinator.progress(), JobDetail::kAll, response);
  Finish(reactor, stored.status());
}

}  // namespace

grpc::ServerUnaryReactor* ExperimentServiceImpl::CreateExperiment(grpc::CallbackServerContext* call,
                                                                  const v1::CreateExperimentRequest* request,
                                                                  v1::Experiment* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  context_.io.Post([this, request, response, reactor] {
    const absl::StatusOr<std::optional<ExperimentId>> first = FirstAnswer(context_.reader, *request);
    if (!first.ok()) return Finish(reactor, first.status());
    if (first->has_value()) return Reply(context_, **first, reactor, response);
    absl::StatusOr<Scheduler::NewExperiment> experiment = CheckedExperiment(context_.blobs, *request);
    if (!experiment.ok()) return Finish(reactor, experiment.status());
    context_.coordinator.Submit(*std::move(experiment), [this, response, reactor](absl::StatusOr<ExperimentId> id) {
      if (!id.ok()) return Finish(reactor, id.status());
      context_.io.Post([this, id = *id, response, reactor] { Reply(context_, id, reactor, response); });
    });
  });
  return reactor;
}

grpc::ServerUnaryReactor* ExperimentServiceImpl::GetExperiment(grpc::CallbackServerContext* call,
                                                               const v1::GetExperimentRequest* request,
                                                               v1::Experiment* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  context_.io.Post([this, request, response, reactor] {
    const absl::StatusOr<ExperimentId> id = ParseId<ExperimentId>(request->id(), "EXPERIMENT_NOT_FOUND");
    if (!id.ok()) return Finish(reactor, id.status());
    Reply(context_, *id, reactor, response);
  });
  return reactor;
}

grpc::ServerUnaryReactor* ExperimentServiceImpl::ListExperiments(grpc::CallbackServerContext* call,
                                                                 const v1::ListExperimentsRequest* request,
                                                                 v1::ListExperimentsResponse* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  context_.io.Post(
      [this, request, response, reactor] { Finish(reactor, FillPageAsViewed(context_, *request, response)); });
  return reactor;
}

grpc::ServerUnaryReactor* ExperimentServiceImpl::CancelExperiment(grpc::CallbackServerContext* call,
                                                                  const v1::CancelExperimentRequest* request,
                                                                  v1::Experiment* response) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  const absl::StatusOr<ExperimentId> id = ParseId<ExperimentId>(request->id(), "EXPERIMENT_NOT_FOUND");
  if (!id.ok()) {
    Finish(reactor, id.status());
    return reactor;
  }
  context_.coordinator.CancelExperiment(
      *id, Utf8Prefix(request->reason(), 1000), [this, id = *id, response, reactor](absl::Status status) {
        if (!status.ok()) return Finish(reactor, status);
        context_.io.Post([this, id, response, reactor] { Reply(context_, id, reactor, response); });
      });
  return reactor;
}

grpc::ServerWriteReactor<v1::WatchExperimentResponse>* ExperimentServiceImpl::WatchExperiment(
    grpc::CallbackServerContext* call, const v1::WatchExperimentRequest* request) {
  return WatchReactor::Start(context_, ParseId<ExperimentId>(request->id(), "EXPERIMENT_NOT_FOUND"));
}

}  // namespace octavo
