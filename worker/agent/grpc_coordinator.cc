#include "worker/agent/grpc_coordinator.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stop_token>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/address.h"
#include "common/build_info.h"
#include "common/grpc_lifetime.h"
#include "common/grpc_status.h"
#include "common/logging.h"
#include "common/mutex.h"
#include "common/status_macros.h"
#include "grpcpp/grpcpp.h"
#include "octavo/v1/artifacts.grpc.pb.h"
#include "octavo/v1/workers.grpc.pb.h"
#include "worker/agent/call_error.h"
#include "worker/agent/convert.h"
#include "worker/agent/file_tail.h"

namespace octavo {
namespace {

constexpr size_t kUploadChunk = 256 << 10;
// A download is asked for in pieces, each with a short deadline.
constexpr int64_t kDownloadPiece = 16 << 20;

struct Stubs {
  std::unique_ptr<v1::WorkerService::Stub> workers;
  std::unique_ptr<v1::ArtifactService::Stub> artifacts;
};

std::shared_ptr<Stubs> Connect(const GrpcCoordinator::Options& options) {
  KeepGrpcRunning();
  grpc::ChannelArguments arguments;
  // Else a new channel would share the old one's dead connection.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 200);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 200);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, static_cast<int>(absl::ToInt64Milliseconds(options.keepalive)));
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS,
                   static_cast<int>(absl::ToInt64Milliseconds(options.keepalive_timeout)));
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  // A proxy of the environment is for the web, never for a server on this machine.
  if (IsLocalAddress(options.address)) arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetMaxReceiveMessageSize(16 << 20);
  arguments.SetUserAgentPrefix(absl::StrCat("octavo-worker/", Version()));
  const auto channel = grpc::CreateCustomChannel(options.address, grpc::InsecureChannelCredentials(), arguments);
  return std::make_shared<Stubs>(Stubs{v1::WorkerService::NewStub(channel), v1::ArtifactService::NewStub(channel)});
}

void SetTimeout(grpc::ClientContext& context, absl::Duration timeout) {
  context.set_deadline(std::chrono::system_clock::now() + absl::ToChronoMilliseconds(timeout));
}

bool IsUnreachable(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::UNAVAILABLE ||
         status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED;
}

absl::Status Stopped() { return absl::CancelledError("stopped"); }

/// A file opened for reading, with its size.
struct OpenFile {
  int fd = -1;
  int64_t size = 0;
};

absl::StatusOr<OpenFile> OpenForUpload(const std::string& path) {
  OpenFile file;
  file.fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file.fd < 0) return LocalError(absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", path)));
  struct stat info = {};
  if (fstat(file.fd, &info) != 0) {
    const int error = errno;
    close(file.fd);
    return LocalError(absl::ErrnoToStatus(error, absl::StrCat("cannot read ", path)));
  }
  file.size = info.st_size;
  return file;
}

}  // namespace

struct GrpcCoordinator::State {
  State(Options given, AgentStats& figures) : options(std::move(given)), stats(figures) {}

  const Options options;
  AgentStats& stats;
  Mutex mutex;
  std::shared_ptr<Stubs> stubs ABSL_GUARDED_BY(mutex);  // shared with the calls under way when it is replaced
  grpc::ClientContext* sync ABSL_GUARDED_BY(mutex) = nullptr;
  bool interrupt ABSL_GUARDED_BY(mutex) = false;
  bool unreachable ABSL_GUARDED_BY(mutex) = false;  // the last Sync found nobody

  std::shared_ptr<Stubs> Get() {
    MutexLock lock(mutex);
    if (stubs == nullptr) stubs = Connect(options);
    return stubs;
  }
  void Drop() {
    MutexLock lock(mutex);
    stubs.reset();
  }
  absl::Duration TransferTimeout(int64_t bytes) const {
    return options.commit_timeout + absl::Seconds(bytes) / options.min_transfer_rate;
  }
  absl::Status SendFile(const OpenFile& file, const std::string& path, const std::string& sha256, int64_t offset,
                        const StopSignal& stop);
  absl::StatusOr<bool> DownloadPiece(const std::string& sha256, int64_t* offset, const Sink& sink,
                                     const StopSignal& stop);
};

GrpcCoordinator::GrpcCoordinator(Options options, AgentStats& stats)
    : state_(std::make_unique<State>(std::move(options), stats)) {}

GrpcCoordinator::~GrpcCoordinator() = default;

absl::StatusOr<SyncReply> GrpcCoordinator::Sync(const SyncState& state) {
  v1::SyncRequest request;
  request.set_worker_name(state_->options.worker_name);
  request.set_instance_id(state_->options.instance_id);
  *request.mutable_capabilities() = ToProto(state_->options.capabilities);
  request.set_slots(state_->options.slots);
  for (const AttemptId& id : state.held) *request.add_running() = ToProto(id);
  request.set_draining(state.draining);
  request.mutable_wait()->set_seconds(absl::ToInt64Seconds(state.wait));
  request.mutable_wait()->set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(state.wait - absl::Seconds(request.wait().seconds()))));
  const std::shared_ptr<Stubs> stubs = state_->Get();
  grpc::ClientContext context;
  SetTimeout(context, state.wait + state_->options.call_timeout);
  {
    MutexLock lock(state_->mutex);
    if (std::exchange(state_->interrupt, false)) return absl::CancelledError("interrupted");
    // Without a call that waits gRPC looks after a new connection only every 5 s.
    context.set_wait_for_ready(state_->unreachable);
    state_->sync = &context;
  }
  v1::SyncResponse response;
  const grpc::Status status = stubs->workers->Sync(&context, request, &response);
  {
    MutexLock lock(state_->mutex);
    state_->sync = nullptr;
    state_->interrupt = false;
    if (status.error_code() != grpc::StatusCode::CANCELLED) state_->unreachable = IsUnreachable(status);
  }
  if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED) state_->Drop();
  OCTAVO_RETURN_IF_ERROR(FromGrpcStatus(status));
  return FromProto(response);
}

void GrpcCoordinator::InterruptSync() {
  MutexLock lock(state_->mutex);
  state_->interrupt = true;
  if (state_->sync != nullptr) state_->sync->TryCancel();
}

absl::StatusOr<ReportReply> GrpcCoordinator::Report(const AttemptReport& report) {
  grpc::ClientContext context;
  SetTimeout(context, state_->options.call_timeout);
  v1::ReportResponse response;
  OCTAVO_RETURN_IF_ERROR(FromGrpcStatus(state_->Get()->workers->Report(&context, ToProto(report), &response)));
  return ReportReply{response.log_size(), response.stop()};
}

absl::Status GrpcCoordinator::Commit(const AttemptId& id, const AttemptEnd& end) {
  grpc::ClientContext context;
  SetTimeout(context, state_->options.commit_timeout);
  v1::CommitResponse response;
  return FromGrpcStatus(state_->Get()->workers->Commit(&context, ToProto(id, end), &response));
}

absl::StatusOr<std::vector<std::string>> GrpcCoordinator::FindMissing(const std::vector<std::string>& sha256) {
  grpc::ClientContext context;
  SetTimeout(context, state_->options.call_timeout);
  v1::FindMissingBlobsRequest request;
  for (const std::string& digest : sha256) request.add_sha256(digest);
  v1::FindMissingBlobsResponse response;
  OCTAVO_RETURN_IF_ERROR(FromGrpcStatus(state_->Get()->artifacts->FindMissingBlobs(&context, request, &response)));
  return std::vector<std::string>(response.sha256().begin(), response.sha256().end());
}

absl::Status GrpcCoordinator::Upload(const std::string& path, const std::string& sha256, const StopSignal& stop) {
  OCTAVO_ASSIGN_OR_RETURN(const OpenFile file, OpenForUpload(path));
  absl::Cleanup close_file = [&] { close(file.fd); };
  grpc::ClientContext context;
  SetTimeout(context, state_->options.call_timeout);
  v1::QueryUploadRequest request;
  request.set_sha256(sha256);
  v1::QueryUploadResponse response;
  OCTAVO_RETURN_IF_ERROR(FromGrpcStatus(state_->Get()->artifacts->QueryUpload(&context, request, &response)));
  if (response.complete()) return absl::OkStatus();
  return state_->SendFile(file, path, sha256, std::clamp(response.committed_size(), int64_t{0}, file.size), stop);
}

absl::Status GrpcCoordinator::State::SendFile(const OpenFile& file, const std::string& path, const std::string& sha256,
                                              int64_t offset, const StopSignal& stop) {
  const std::shared_ptr<Stubs> connection = Get();
  grpc::ClientContext context;
  SetTimeout(context, TransferTimeout(file.size - offset));
  // A Write blocks for as long as the server takes nothing.
  const std::stop_callback cancel(stop.token(), [&context] { context.TryCancel(); });
  v1::UploadBlobResponse response;
  const auto writer = connection->artifacts->UploadBlob(&context, &response);
  v1::UploadBlobRequest chunk;
  chunk.set_sha256(sha256);
  chunk.set_size_bytes(file.size);
  chunk.set_offset(offset);
  absl::Status local;
  do {
    chunk.mutable_data()->resize(std::min<size_t>(kUploadChunk, static_cast<size_t>(file.size - offset)));
    const ssize_t count = pread(file.fd, chunk.mutable_data()->data(), chunk.data().size(), offset);
    if (count != static_cast<ssize_t>(chunk.data().size())) {
      local = LocalError(absl::DataLossError(absl::StrCat(path, " changed or cannot be read while it is uploaded")));
      context.TryCancel();
      break;
    }
    if (!writer->Write(chunk)) break;  // Finish() says why
    offset += count;
    stats.Uploaded(count);
    chunk.clear_sha256();
    chunk.clear_size_bytes();
    chunk.clear_offset();
  } while (offset < file.size);
  writer->WritesDone();
  const absl::Status finished = FromGrpcStatus(writer->Finish());
  return local.ok() ? finished : local;
}

absl::Status GrpcCoordinator::Download(const std::string& sha256, int64_t offset, const Sink& sink,
                                       const StopSignal& stop) {
  for (;;) {
    if (stop.requested()) return Stopped();
    OCTAVO_ASSIGN_OR_RETURN(const bool complete, state_->DownloadPiece(sha256, &offset, sink, stop));
    if (complete) return absl::OkStatus();
  }
}

/// Up to kDownloadPiece from *offset, which moves on. True when the blob's end was reached.
absl::StatusOr<bool> GrpcCoordinator::State::DownloadPiece(const std::string& sha256, int64_t* offset, const Sink& sink,
                                                           const StopSignal& stop) {
  const std::shared_ptr<Stubs> connection = Get();
  grpc::ClientContext context;
  SetTimeout(context, TransferTimeout(kDownloadPiece));
  const std::stop_callback cancel(stop.token(), [&context] { context.TryCancel(); });
  v1::DownloadBlobRequest request;
  request.set_sha256(sha256);
  request.set_offset(*offset);
  const auto reader = connection->artifacts->DownloadBlob(&context, request);
  v1::DownloadBlobResponse response;
  int64_t received = 0;
  while (reader->Read(&response)) {
    const absl::Status taken = sink(response.data());
    const auto count = static_cast<int64_t>(response.data().size());
    received += count;
    if (taken.ok() && received < kDownloadPiece) {
      *offset += count;
      stats.Downloaded(count);
      continue;
    }
    context.TryCancel();
    reader->Finish();
    OCTAVO_RETURN_IF_ERROR(taken);
    *offset += count;
    stats.Downloaded(count);
    return false;
  }
  OCTAVO_RETURN_IF_ERROR(FromGrpcStatus(reader->Finish()));
  return true;
}

}  // namespace octavo
