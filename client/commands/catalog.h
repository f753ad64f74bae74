#ifndef OCTAVO_CLIENT_COMMANDS_CATALOG_H_
#define OCTAVO_CLIENT_COMMANDS_CATALOG_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/yaml.h"

namespace octavo::client {

struct CatalogEntry {
  std::string name;
  std::string kind;  // models: the architecture; data sets: the reader's format
  std::string path;  // relative to the cache folder
  std::string source;
  std::string licence;
  std::string fetch;    // the command that brings it; empty: none
  std::string by_hand;  // what to do where there is no command
};

/// A model or data set that lies on this machine.
struct ResolvedAsset {
  std::string name;    // the catalog's name, or the folder's own
  std::string format;  // data sets: what params.dataset has to be
  std::string path;
};

/// configs/catalog.yaml: models and data sets known by name. A value.
class Catalog {
 public:
  static absl::StatusOr<Catalog> Read(const std::string& path);
  static absl::StatusOr<Catalog> Parse(const YamlDocument& document);

  const std::vector<CatalogEntry>& models() const { return models_; }
  const std::vector<CatalogEntry>& datasets() const { return datasets_; }

  /// A model by catalog name or as a folder that holds config.json. INVALID_ARGUMENT for anything else, with the
  /// nearest name; NOT_FOUND for a known one that is not on this machine, with how to bring it.
  absl::StatusOr<ResolvedAsset> Model(const std::string& name, const std::string& cache) const;
  /// A data set by catalog name, or a local file or folder.
  absl::StatusOr<ResolvedAsset> Dataset(const std::string& name, const std::string& cache) const;

 private:
  std::vector<CatalogEntry> models_;
  std::vector<CatalogEntry> datasets_;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_CATALOG_H_
