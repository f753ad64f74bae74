#include "server/app/server.h"

#include <sys/stat.h>

#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/clock.h"
#include "common/grpc_lifetime.h"
#include "common/logging.h"
#include "common/random_id.h"
#include "common/status_macros.h"
#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/health_check_service_interface.h"
#include "server/api/io_pool.h"
#include "server/api/rpc_observer.h"
#include "server/api/services.h"
#include "server/app/data_dir.h"
#include "server/metrics/server_metrics.h"
#include "server/store/schema.h"
#include "server/store/sqlite_reader.h"
#include "server/store/sqlite_writer.h"

namespace octavo {
namespace {

constexpr int kMaxMessage = 8 << 20;

void SetChannelOptions(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(kMaxMessage);
  // Two servers on one port would each get some of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  // Dead peers are noticed, and peers may ask as often as every 10 s without being sent away.
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 60'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 10'000);
}

}  // namespace

/// In order of construction; each may use those above it.
struct Server::Parts {
  std::unique_ptr<DataDir> data_dir;
  std::unique_ptr<ServerMetrics> metrics;
  std::unique_ptr<SqliteWriter> writer;
  std::unique_ptr<SqliteReader> reader;
  std::unique_ptr<BlobStore> blobs;
  std::unique_ptr<LogStore> logs;
  std::unique_ptr<Coordinator> coordinator;
  std::unique_ptr<IoPool> io;
  std::unique_ptr<ServiceContext> context;
  std::unique_ptr<ExperimentServiceImpl> experiments;
  std::unique_ptr<JobServiceImpl> jobs;
  std::unique_ptr<ArtifactServiceImpl> artifacts;
  std::unique_ptr<WorkerServiceImpl> workers;
  std::unique_ptr<AdminServiceImpl> admin;
  std::unique_ptr<grpc::Server> grpc;
};

Server::Server(ServerOptions options) : options_(std::move(options)), parts_(std::make_unique<Parts>()) {}

Server::~Server() { Stop(); }

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options) {
  KeepGrpcRunning();
  std::unique_ptr<Server> server(new Server(options));
  OCTAVO_RETURN_IF_ERROR(server->StartParts());
  OCTAVO_RETURN_IF_ERROR(server->StartGrpc());
  return server;
}

absl::Status Server::StartParts() {
  Parts& parts = *parts_;
  OCTAVO_ASSIGN_OR_RETURN(parts.data_dir, DataDir::Open(options_.data_dir));
  OCTAVO_ASSIGN_OR_RETURN(parts.metrics, ServerMetrics::Create(options_.metrics));
  metrics_address_ = parts.metrics->address();
  OCTAVO_ASSIGN_OR_RETURN(parts.writer, SqliteWriter::Open(parts.data_dir->database()));
  parts.reader = std::make_unique<SqliteReader>(parts.data_dir->database());
  BlobStore::Options blobs = options_.blobs;
  blobs.on_damaged = [metrics = parts.metrics.get()] { metrics->OnCorruptBlob(); };
  OCTAVO_ASSIGN_OR_RETURN(parts.blobs, BlobStore::Open(parts.data_dir->path(), std::move(blobs), absl::Now()));
  parts.logs = std::make_unique<LogStore>(parts.data_dir->logs(), options_.max_log_bytes);
  OCTAVO_ASSIGN_OR_RETURN(const auto counts, parts.reader->CountJobs());
  parts.metrics->SetJobs(counts);
  parts.metrics->WatchBlobBytes([blobs = parts.blobs.get()] { return blobs->TotalBytes(); });
  CoordinatorOptions options;
  options.scheduler = options_.scheduler;
  options.lease_margin = options_.lease_margin;
  options.next_sync = options_.next_sync;
  options.server_id = RandomUuid();
  const std::string server_id = options.server_id;
  OCTAVO_ASSIGN_OR_RETURN(
      parts.coordinator,
      Coordinator::Create(std::move(options), Coordinator::Parts{*parts.writer, *parts.reader, *parts.blobs,
                                                                 *parts.logs, Clock::Steady(), parts.metrics.get()}));
  parts.io = std::make_unique<IoPool>(options_.io_threads);
  parts.context = std::make_unique<ServiceContext>(ServiceContext{*parts.coordinator, *parts.reader, *parts.blobs,
                                                                  *parts.logs, *parts.io, server_id, absl::Now(),
                                                                  SchemaVersion(), SqliteVersion()});
  return absl::OkStatus();
}

absl::Status Server::StartGrpc() {
  Parts& parts = *parts_;
  parts.experiments = std::make_unique<ExperimentServiceImpl>(*parts.context);
  parts.jobs = std::make_unique<JobServiceImpl>(*parts.context);
  parts.artifacts = std::make_unique<ArtifactServiceImpl>(*parts.context);
  parts.workers = std::make_unique<WorkerServiceImpl>(*parts.context);
  parts.admin = std::make_unique<AdminServiceImpl>(*parts.context);
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  SetChannelOptions(builder);
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> interceptors;
  interceptors.push_back(MakeObservingInterceptor(*parts.metrics));
  builder.experimental().SetInterceptorCreators(std::move(interceptors));
  std::vector<int> ports(options_.listen.size(), 0);
  for (size_t i = 0; i < options_.listen.size(); ++i) {
    builder.AddListeningPort(options_.listen[i], grpc::InsecureServerCredentials(), &ports[i]);
  }
  for (grpc::Service* service : std::initializer_list<grpc::Service*>{
           parts.experiments.get(), parts.jobs.get(), parts.artifacts.get(), parts.workers.get(), parts.admin.get()}) {
    builder.RegisterService(service);
  }
  parts.grpc = builder.BuildAndStart();
  for (size_t i = 0; i < ports.size(); ++i) {
    const std::string& asked = options_.listen[i];
    if (parts.grpc == nullptr || ports[i] == 0) {
      return absl::UnavailableError(
          absl::StrCat("cannot listen on ", asked, ": it is in use, or not an address of this machine"));
    }
    if (absl::StartsWith(asked, "unix:")) {
      chmod(asked.c_str() + 5, 0600);
      addresses_.push_back(asked);
    } else {
      addresses_.push_back(absl::StrCat(asked.substr(0, asked.rfind(':')), ":", ports[i]));
    }
  }
  return absl::OkStatus();
}

void Server::Stop() {
  Parts& parts = *parts_;
  if (parts.grpc != nullptr) {
    parts.grpc->GetHealthCheckService()->SetServingStatus(false);
    parts.coordinator->EndWaits();
    parts.logs->EndWaits();
    parts.grpc->Shutdown(absl::ToChronoTime(absl::Now() + options_.stop_grace));
  }
  if (parts.coordinator != nullptr) parts.coordinator->Stop();
  if (parts.io != nullptr) parts.io->Stop();
  parts.grpc.reset();
}

}  // namespace octavo
