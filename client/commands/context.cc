#include "client/commands/context.h"

#include "client/commands/asset_fetcher.h"
#include "client/commands/own_catalog.h"
#include "client/commands/program_files.h"
#include "common/environment.h"
#include "common/status_macros.h"
#include "hub/hub_settings.h"

namespace octavo::client {
namespace {

/// A private server that was just started needs a moment; one that cannot start says so through Health().
constexpr absl::Duration kPrivatePatience = absl::Seconds(30);

}  // namespace

absl::StatusOr<Session> Context::Connect(Need need) {
  Session session;
  ClientOptions options;
  options.cancellation = &cancellation_;
  options.insecure = flags_.switches.contains("insecure");
  options.address = ServerAddress();
  OCTAVO_ASSIGN_OR_RETURN(options.watch_patience, Patience());
  if (options.address.empty()) {
    OCTAVO_ASSIGN_OR_RETURN(session.local,
                            LocalService::Start(need == Need::kServerAndWorker, [this](const absl::Status& failure) {
                              {
                                MutexLock lock(mutex_);
                                service_failure_ = failure;
                              }
                              cancellation_.Cancel();  // ends every call, with CANCELLED
                            }));
    options.address = session.local->address();
    options.patience = kPrivatePatience;
    options.recover = [service = session.local.get()] { return service->Health(); };
  }
  OCTAVO_ASSIGN_OR_RETURN(session.client, Client::Create(std::move(options)));
  return session;
}

absl::StatusOr<absl::Duration> Context::Patience() const {
  const absl::Duration otherwise = ClientOptions().watch_patience;
  OCTAVO_ASSIGN_OR_RETURN(const int seconds,
                          settings_.Number("", "patience", static_cast<int>(absl::ToInt64Seconds(otherwise))));
  return absl::Seconds(seconds);
}

absl::Status Context::Explain(absl::Status status) const {
  if (!absl::IsCancelled(status)) return status;
  MutexLock lock(mutex_);
  return service_failure_.ok() ? status : service_failure_;
}

absl::StatusOr<Catalog> Context::ReadCatalog() const {
  OCTAVO_ASSIGN_OR_RETURN(const std::string path, FindSharedFile("configs/catalog.yaml"));
  OCTAVO_ASSIGN_OR_RETURN(Catalog catalog, Catalog::Read(path));
  OCTAVO_RETURN_IF_ERROR(catalog.AddOwn(OwnCatalogPath(CacheFolder())));
  OCTAVO_ASSIGN_OR_RETURN(const hub::HubSettings settings, hub::ReadHubSettings(FindEnvironmentVariable));
  catalog.FetchWith(std::make_shared<NetworkAssetFetcher>(settings, output_, cancellation_));
  return catalog;
}

}  // namespace octavo::client
