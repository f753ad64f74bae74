#ifndef OCTAVO_CLIENT_COMMANDS_ASSET_FETCHER_H_
#define OCTAVO_CLIENT_COMMANDS_ASSET_FETCHER_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "client/commands/catalog_entry.h"
#include "client/commands/output.h"
#include "hub/hub_client.h"

namespace octavo::client {

/// Brings what a catalog knows to this machine.
class AssetFetcher {
 public:
  virtual ~AssetFetcher() = default;
  /// Where it lies besides its place in the cache folder: in the cache of Hugging Face's tools. No request.
  virtual std::optional<std::string> Find(const CatalogEntry& entry) const = 0;
  /// What Find gave, with all that belongs to it: of what another tool put there, parts may be missing. They are
  /// brought, which may block; where the hub cannot be asked, what is there is used, and a warning says what may be
  /// missing. No request where all is known to be there.
  virtual absl::StatusOr<std::string> Complete(const CatalogEntry& entry) = 0;
  /// Whence workers can have what lies at `path`, which is one of the entry's places (PublicSource::ToString): the
  /// first of its sources that a job may name, kMaxInputSources at most. No request.
  virtual std::vector<std::string> PublicSources(const CatalogEntry& entry, const std::string& path) const = 0;
  /// The user forbids requests.
  virtual bool offline() const = 0;
  /// Brings it from the first of its sources that has it, verified, and says where it lies. Blocks. The error of the
  /// last source where none has it, with what to do on a machine without internet.
  virtual absl::StatusOr<std::string> Bring(const CatalogEntry& entry, const std::string& cache) = 0;
  /// Compares what lies at `here`, one of the entry's places, with what the catalog knows of it, and where it is
  /// damaged brings it anew and says where that lies. Blocks. DATA_LOSS, and all stays, where nothing may be asked or
  /// there is no source.
  virtual absl::StatusOr<std::string> Repair(const CatalogEntry& entry, const std::string& cache,
                                             const std::string& here) = 0;
};

/// The one that the commands use: the hub, archives by URL, and deploy/fetch_assets.sh for Python packages. Shows on
/// `output` what it does. Confined to the main thread.
class NetworkAssetFetcher final : public AssetFetcher {
 public:
  /// Both outlive it.
  NetworkAssetFetcher(const hub::HubSettings& settings, Output& output, Cancellation& cancellation);
  std::optional<std::string> Find(const CatalogEntry& entry) const override;
  absl::StatusOr<std::string> Complete(const CatalogEntry& entry) override;
  std::vector<std::string> PublicSources(const CatalogEntry& entry, const std::string& path) const override;
  bool offline() const override { return settings_.offline; }
  absl::StatusOr<std::string> Bring(const CatalogEntry& entry, const std::string& cache) override;
  absl::StatusOr<std::string> Repair(const CatalogEntry& entry, const std::string& cache,
                                     const std::string& here) override;

 private:
  /// The first source that the hub's cache has, and where it lies.
  std::optional<std::pair<hub::HubRepo, std::string>> FindFirst(const CatalogEntry& entry) const;
  /// Moves what lies at the entry's place out of the way, unless another process has mended it meanwhile.
  absl::Status SetAside(const CatalogEntry& entry, const std::string& place);
  absl::StatusOr<std::string> BringFrom(const CatalogEntry& entry, const AssetSource& source, const std::string& cache);
  absl::StatusOr<std::string> BringUrl(const CatalogEntry& entry, const std::string& url, const std::string& cache);
  /// `package` is "NAME==VERSION", which the script checks to be what it brings.
  absl::StatusOr<std::string> BringPackage(const CatalogEntry& entry, const std::string& package,
                                           const std::string& cache);
  hub::FetchTools Tools();

  const hub::HubSettings settings_;
  Output& output_;
  Cancellation& cancellation_;
  hub::HubClient hub_;
};

/// What to do where there is no way to the sources: by hand, or by the copy of what another machine fetched, which asks
/// the first source first. Pure. REQUIRES: the entry has sources.
std::string HowToBringByHand(const CatalogEntry& entry, const std::string& cache, const hub::HubCache& hub_cache);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_ASSET_FETCHER_H_
