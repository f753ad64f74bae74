#ifndef OCTAVO_CLIENT_COMMANDS_CATALOG_H_
#define OCTAVO_CLIENT_COMMANDS_CATALOG_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/commands/asset_fetcher.h"
#include "client/commands/catalog_entry.h"
#include "common/yaml.h"

namespace octavo::client {

/// A model or data set that lies on this machine.
struct ResolvedAsset {
  std::string name;    // the catalog's name, the hub's id, or the folder's own name
  std::string format;  // data sets: what params.dataset has to be
  std::string path;
  std::vector<std::string> sources = {};  // whence others can have it too; see PublicSource
  // Of local data sets, as the catalog says; empty: it says nothing.
  std::string text_column = {};  // as params.text_column
  std::string label_column = {};
  std::vector<std::string> label_names = {};
};

/// Models and data sets known by name: configs/catalog.yaml, and the user's own in the cache folder. A value.
class Catalog {
 public:
  static absl::StatusOr<Catalog> Read(const std::string& path);
  static absl::StatusOr<Catalog> Parse(const YamlDocument& document);

  /// Adds the entries of the user's own catalog, before those that come with Octavo: a name in both is the user's. OK
  /// where there is no such file.
  absl::Status AddOwn(const std::string& path);
  /// From now on Model() and Dataset() bring what is missing. Shared by the copies of this value.
  void FetchWith(std::shared_ptr<AssetFetcher> fetcher) { fetcher_ = std::move(fetcher); }

  const std::vector<CatalogEntry>& models() const { return models_; }
  const std::vector<CatalogEntry>& datasets() const { return datasets_; }
  /// The entry of that name; null: there is none.
  const CatalogEntry* Find(bool model, absl::string_view name) const;

  /// A model by catalog name, as a folder that holds config.json, or by its id on the hub: "ORG/NAME" where ORG is no
  /// folder here, "ORG/NAME@REVISION", or with "hf://" before it. INVALID_ARGUMENT for anything else, with the nearest
  /// name. One that is not on this machine is fetched, which may block; without a fetcher it is NOT_FOUND, with how to
  /// bring it.
  absl::StatusOr<ResolvedAsset> Model(const std::string& name, const std::string& cache) const;
  /// A data set by catalog name, as a local file or folder, or by its id on the hub. Likewise.
  absl::StatusOr<ResolvedAsset> Dataset(const std::string& name, const std::string& cache) const;
  /// Where an entry lies, brought where it is not here or damaged, and asked for again where it came from a branch of
  /// the hub, which may have moved. Compares all of its bytes with what the catalog knows. Errors as above; DATA_LOSS
  /// where it is damaged and cannot be brought.
  absl::StatusOr<std::string> Refresh(const CatalogEntry& entry, const std::string& cache) const;
  /// Where an entry lies on this machine, without fetching it; empty: nowhere.
  std::string PlaceHere(const CatalogEntry& entry, const std::string& cache) const;

 private:
  absl::StatusOr<std::string> Locate(const CatalogEntry& entry, const std::string& cache) const;
  std::vector<std::string> Sources(const CatalogEntry& entry, const std::string& path) const;

  std::vector<CatalogEntry> models_;
  std::vector<CatalogEntry> datasets_;
  std::shared_ptr<AssetFetcher> fetcher_;
};

/// The entry of a name that means a repository of the hub, as Model() and Dataset() understand it; nothing for another
/// name. Looks whether a folder is in the way. INVALID_ARGUMENT for "hf://" before what is no id.
absl::StatusOr<std::optional<CatalogEntry>> HubEntry(bool model, const std::string& name);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_CATALOG_H_
