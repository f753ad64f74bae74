#ifndef OCTAVO_CLIENT_COMMANDS_CATALOG_ENTRY_H_
#define OCTAVO_CLIENT_COMMANDS_CATALOG_ENTRY_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/digest.h"
#include "common/yaml.h"
#include "hub/hub_repo.h"

namespace octavo::client {

/// Whence a model or data set can be had. A value.
struct AssetSource {
  enum class Kind { kHub, kUrl, kPip };
  Kind kind = Kind::kUrl;
  hub::HubRepo repo;  // kHub
  std::string text;   // as written

  /// "hf://ORG/NAME@REVISION" (of a data set hf://datasets/ORG/NAME@REVISION), "https://…/FILE", or
  /// "pip:PACKAGE==VERSION" for what deploy/fetch_assets.sh knows. INVALID_ARGUMENT for anything else.
  static absl::StatusOr<AssetSource> Parse(absl::string_view text);
};

/// What the catalog says of one model or data set.
struct CatalogEntry {
  bool is_model = true;
  bool own = false;  // the user's, from the cache folder's catalog
  std::string name;
  std::string kind;  // models: the architecture; data sets: the reader's format
  std::string path;  // its place where it came by URL, package or hand: relative to the cache folder, or absolute
  std::vector<AssetSource> sources;  // to be tried in this order
  std::string licence;
  int64_t size_bytes = 0;                        // of the archive or the weights; 0: not known
  std::map<std::string, Digest> digests;         // of files, by name
  std::map<std::string, Digest> member_digests;  // data sets: SHA-256 of files in the archive, by their paths in it
  std::vector<std::string> labels;               // data sets: their names, in the order of their numbers, or VALUE=NAME
  std::vector<std::string> text_columns;         // several are joined
  std::string label_column;
  std::map<std::string, int64_t> splits;  // how many texts each has

  /// Its place on this machine.
  std::string Place(absl::string_view cache) const;
  /// "model" or "data set".
  absl::string_view Noun() const { return is_model ? "model" : "data set"; }
  /// "octavo models fetch NAME".
  std::string FetchCommand() const;
  /// The first source as people read it: a page, a URL without password and query, or a package. Empty: none.
  std::string SourceText() const;
};

/// Reads the entries of a catalog's group, "models" or "datasets". Errors with file, line and column.
absl::StatusOr<std::vector<CatalogEntry>> ReadCatalogEntries(YamlSection& root, bool models);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_CATALOG_ENTRY_H_
