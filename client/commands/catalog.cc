#include "client/commands/catalog.h"

#include <algorithm>
#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/model_folder.h"
#include "common/json.h"
#include "common/status_macros.h"
#include "common/suggestion.h"

namespace octavo::client {
namespace fs = std::filesystem;
namespace {

bool IsFolder(const std::string& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

bool IsFile(const std::string& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

absl::StatusOr<std::vector<CatalogEntry>> ReadEntries(YamlSection& root, absl::string_view group,
                                                      absl::string_view kind) {
  OCTAVO_ASSIGN_OR_RETURN(YamlSection section, root.Section(group));
  std::vector<CatalogEntry> entries;
  for (const std::string& name : section.Keys()) {
    OCTAVO_ASSIGN_OR_RETURN(YamlSection item, section.Section(name));
    CatalogEntry entry;
    entry.name = name;
    OCTAVO_RETURN_IF_ERROR(item.Read(kind, &entry.kind));
    OCTAVO_RETURN_IF_ERROR(item.Read("path", &entry.path));
    OCTAVO_RETURN_IF_ERROR(item.Read("source", &entry.source));
    OCTAVO_RETURN_IF_ERROR(item.Read("licence", &entry.licence));
    OCTAVO_RETURN_IF_ERROR(item.Read("fetch", &entry.fetch));
    OCTAVO_RETURN_IF_ERROR(item.Read("by_hand", &entry.by_hand));
    Json ignored;
    OCTAVO_RETURN_IF_ERROR(item.ReadJson("labels", &ignored));
    OCTAVO_RETURN_IF_ERROR(item.ReadJson("digests", &ignored));
    OCTAVO_RETURN_IF_ERROR(item.Finish());
    if (entry.path.empty()) return item.ErrorAt("", absl::StrCat(name, ": a path is needed"));
    entries.push_back(std::move(entry));
  }
  return entries;
}

const CatalogEntry* FindEntry(const std::vector<CatalogEntry>& entries, const std::string& name) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const CatalogEntry& entry) { return entry.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

absl::Status Unknown(absl::string_view what, const std::string& name, const std::vector<CatalogEntry>& entries,
                     absl::string_view local) {
  std::vector<std::string> names;
  for (const CatalogEntry& entry : entries) names.push_back(entry.name);
  return absl::InvalidArgumentError(absl::StrCat(what, " '", name, "' is not known: give one of ",
                                                 absl::StrJoin(names, ", "), ", or the path of ", local,
                                                 DidYouMean(name, names)));
}

absl::Status Missing(absl::string_view what, const CatalogEntry& entry, const std::string& path,
                     const std::string& cache) {
  const std::string remedy = !entry.fetch.empty()
                                 ? absl::StrCat("bring it with: bash ", entry.fetch,
                                                cache == "data/cache" ? "" : absl::StrCat(" --cache ", cache))
                                 : absl::StrCat(entry.by_hand, " (source: ", entry.source, ")");
  return absl::NotFoundError(
      absl::StrCat(what, " '", entry.name, "' is not on this machine (looked for ", path, "): ", remedy));
}

}  // namespace

absl::StatusOr<Catalog> Catalog::Read(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(const YamlDocument document, YamlDocument::Read(path));
  return Parse(document);
}

absl::StatusOr<Catalog> Catalog::Parse(const YamlDocument& document) {
  Catalog catalog;
  YamlSection root(document);
  OCTAVO_ASSIGN_OR_RETURN(catalog.models_, ReadEntries(root, "models", "architecture"));
  OCTAVO_ASSIGN_OR_RETURN(catalog.datasets_, ReadEntries(root, "datasets", "format"));
  OCTAVO_RETURN_IF_ERROR(root.Finish());
  return catalog;
}

absl::StatusOr<ResolvedAsset> Catalog::Model(const std::string& name, const std::string& cache) const {
  if (const CatalogEntry* entry = FindEntry(models_, name)) {
    const std::string path = absl::StrCat(cache, "/", entry->path);
    if (!IsFile(path + "/config.json")) return Missing("model", *entry, path, cache);
    OCTAVO_RETURN_IF_ERROR(CheckModelFolder(path));
    return ResolvedAsset{name, "", path};
  }
  if (IsFolder(name) || absl::StrContains(name, '/')) {
    OCTAVO_RETURN_IF_ERROR(CheckModelFolder(name));
    const std::string normal = fs::path(name).lexically_normal().string();
    return ResolvedAsset{normal.back() == '/' ? normal.substr(0, normal.size() - 1) : normal, "", name};
  }
  return Unknown("model", name, models_, "a folder in Hugging Face layout (config.json, weights, tokenizer files)");
}

absl::StatusOr<ResolvedAsset> Catalog::Dataset(const std::string& name, const std::string& cache) const {
  if (const CatalogEntry* entry = FindEntry(datasets_, name)) {
    const std::string path = absl::StrCat(cache, "/", entry->path);
    if (IsFile(path) || IsFolder(path)) return ResolvedAsset{name, entry->kind, path};
    return Missing("data set", *entry, path, cache);
  }
  if (IsFile(name) || IsFolder(name)) return ResolvedAsset{name, "local", name};
  if (absl::StrContains(name, '/') || absl::StrContains(name, '.')) {
    return absl::NotFoundError(
        absl::StrCat("data set path '", name, "' does not exist: check the spelling and the current folder"));
  }
  return Unknown("data set", name, datasets_, "a CSV, TSV or JSONL file with a text and a label column");
}

}  // namespace octavo::client
