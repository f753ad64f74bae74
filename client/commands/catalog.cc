#include "client/commands/catalog.h"

#include <algorithm>
#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "client/commands/model_folder.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "common/suggestion.h"
#include "common/table_files.h"

namespace octavo::client {
namespace fs = std::filesystem;
namespace {

bool IsFolder(const std::string& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

absl::Status Unknown(absl::string_view what, const std::string& name, const std::vector<CatalogEntry>& entries,
                     absl::string_view local) {
  std::vector<std::string> names;
  for (const CatalogEntry& entry : entries) names.push_back(entry.name);
  return absl::InvalidArgumentError(absl::StrCat(what, " '", name, "' is not known: give one of ",
                                                 absl::StrJoin(names, ", "), ", or the path of ", local,
                                                 DidYouMean(name, names)));
}

/// Names that only a local table or archive has: the hub allows them for repositories, and nobody uses them.
bool LooksLikeFile(const std::string& name) {
  return IsTableFile(name) || HasCompressedName(name) || absl::EndsWith(name, ".zip") || absl::EndsWith(name, ".tgz");
}

std::string WithoutSlash(const std::string& path) {
  const std::string normal = fs::path(path).lexically_normal().string();
  return normal.back() == '/' ? normal.substr(0, normal.size() - 1) : normal;
}

}  // namespace

absl::StatusOr<Catalog> Catalog::Read(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(const YamlDocument document, YamlDocument::Read(path));
  return Parse(document);
}

absl::StatusOr<Catalog> Catalog::Parse(const YamlDocument& document) {
  Catalog catalog;
  YamlSection root(document);
  OCTAVO_ASSIGN_OR_RETURN(catalog.models_, ReadCatalogEntries(root, true));
  OCTAVO_ASSIGN_OR_RETURN(catalog.datasets_, ReadCatalogEntries(root, false));
  OCTAVO_RETURN_IF_ERROR(root.Finish());
  return catalog;
}

absl::Status Catalog::AddOwn(const std::string& path) {
  if (!IsRegularFile(path)) return absl::OkStatus();
  OCTAVO_ASSIGN_OR_RETURN(Catalog own, Read(path));
  const auto add = [](std::vector<CatalogEntry>& added, std::vector<CatalogEntry>& entries) {
    for (CatalogEntry& entry : added) entry.own = true;
    for (CatalogEntry& entry : entries) {
      const auto same = [&](const CatalogEntry& one) { return one.name == entry.name; };
      if (std::none_of(added.begin(), added.end(), same)) added.push_back(std::move(entry));
    }
    entries = std::move(added);
  };
  add(own.models_, models_);
  add(own.datasets_, datasets_);
  return absl::OkStatus();
}

const CatalogEntry* Catalog::Find(bool model, absl::string_view name) const {
  const std::vector<CatalogEntry>& entries = model ? models_ : datasets_;
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const CatalogEntry& entry) { return entry.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

std::string Catalog::PlaceHere(const CatalogEntry& entry, const std::string& cache) const {
  const std::string place = entry.Place(cache);
  if (!entry.path.empty() &&
      (entry.is_model ? IsRegularFile(place + "/config.json") : IsRegularFile(place) || IsFolder(place)))
    return place;
  return fetcher_ == nullptr ? "" : fetcher_->Find(entry).value_or("");
}

absl::StatusOr<std::string> Catalog::Locate(const CatalogEntry& entry, const std::string& cache) const {
  if (const std::string place = PlaceHere(entry, cache); !place.empty())
    return place == entry.Place(cache) ? place : fetcher_->Complete(entry);
  const std::string looked = entry.path.empty() ? "the hub's cache" : entry.Place(cache);
  if (fetcher_ != nullptr && !entry.sources.empty()) return fetcher_->Bring(entry, cache);
  return absl::NotFoundError(
      absl::StrCat(entry.Noun(), " '", entry.name, "' is not on this machine (looked for ", looked, "): ",
                   entry.sources.empty() ? "it was there when it was added; bring it back"
                                         : absl::StrCat("bring it with: ", entry.FetchCommand())));
}

std::vector<std::string> Catalog::Sources(const CatalogEntry& entry, const std::string& path) const {
  return fetcher_ == nullptr ? std::vector<std::string>() : fetcher_->PublicSources(entry, path);
}

absl::StatusOr<std::string> Catalog::Refresh(const CatalogEntry& entry, const std::string& cache) const {
  const std::string here = PlaceHere(entry, cache);
  if (here.empty()) return Locate(entry, cache);
  const bool of_hub = here != entry.Place(cache);
  const bool may_change = std::any_of(entry.sources.begin(), entry.sources.end(), [](const AssetSource& source) {
    return source.kind == AssetSource::Kind::kHub && !hub::IsCommit(source.repo.revision);
  });
  if (fetcher_ == nullptr) return here;
  OCTAVO_ASSIGN_OR_RETURN(std::string whole, fetcher_->Repair(entry, cache, here));
  if (of_hub && may_change && !fetcher_->offline()) return fetcher_->Bring(entry, cache);
  return whole == here ? Locate(entry, cache) : whole;
}

absl::StatusOr<ResolvedAsset> Catalog::Model(const std::string& name, const std::string& cache) const {
  OCTAVO_ASSIGN_OR_RETURN(const std::optional<CatalogEntry> of_hub, HubEntry(true, name));
  const CatalogEntry* entry = Find(true, name);
  if (entry == nullptr && of_hub.has_value()) entry = &*of_hub;
  if (entry != nullptr) {
    OCTAVO_ASSIGN_OR_RETURN(const std::string path, Locate(*entry, cache));
    OCTAVO_RETURN_IF_ERROR(CheckModelFolder(path));
    return ResolvedAsset{entry->name, "", path, Sources(*entry, path)};
  }
  if (IsFolder(name) || absl::StrContains(name, '/')) {
    OCTAVO_RETURN_IF_ERROR(CheckModelFolder(name));
    return ResolvedAsset{WithoutSlash(name), "", name};
  }
  return Unknown("model", name, models_,
                 "a folder in Hugging Face layout (config.json, weights, tokenizer files), or the id of one on the hub "
                 "(ORG/NAME)");
}

absl::StatusOr<ResolvedAsset> Catalog::Dataset(const std::string& name, const std::string& cache) const {
  if (const CatalogEntry* entry = Find(false, name); entry != nullptr) {
    OCTAVO_ASSIGN_OR_RETURN(const std::string path, Locate(*entry, cache));
    ResolvedAsset asset{name, entry->kind, path, Sources(*entry, path)};
    if (entry->kind == "local") {
      asset.text_column = absl::StrJoin(entry->text_columns, ",");
      asset.label_column = entry->label_column;
      asset.label_names = entry->labels;
    }
    return asset;
  }
  if (IsRegularFile(name) || IsFolder(name)) return ResolvedAsset{name, "local", name};
  OCTAVO_ASSIGN_OR_RETURN(const std::optional<CatalogEntry> entry, HubEntry(false, name));
  if (entry.has_value()) {
    OCTAVO_ASSIGN_OR_RETURN(const std::string path, Locate(*entry, cache));
    return ResolvedAsset{name, entry->kind, path, Sources(*entry, path)};
  }
  if (absl::StrContains(name, '/') || absl::StrContains(name, '.')) {
    return absl::NotFoundError(
        absl::StrCat("data set path '", name, "' does not exist: check the spelling and the current folder"));
  }
  return Unknown(
      "data set", name, datasets_,
      "a CSV, TSV or JSONL file with a text and a label column, or the id of a data set on the hub (ORG/NAME)");
}

absl::StatusOr<std::optional<CatalogEntry>> HubEntry(bool model, const std::string& name) {
  absl::string_view id = name;
  const bool clear = absl::ConsumePrefix(&id, "hf://");
  if (!model) absl::ConsumePrefix(&id, clear ? "datasets/" : "");
  if (!clear && (!absl::StrContains(id, '/') || IsFolder(name) || IsFolder(std::string(id.substr(0, id.find('/'))))))
    return std::nullopt;
  if (!clear && LooksLikeFile(name)) return std::nullopt;
  const absl::StatusOr<hub::HubRepo> repo =
      hub::HubRepo::Parse(model ? hub::HubRepo::Kind::kModel : hub::HubRepo::Kind::kDataset, id);
  if (!repo.ok() && clear) return repo.status();
  if (!repo.ok()) return std::nullopt;
  CatalogEntry entry;
  entry.is_model = model;
  entry.name = repo->ToString();
  entry.kind = model ? "" : "local";
  entry.sources = {{AssetSource::Kind::kHub, *repo, absl::StrCat("hf://", model ? "" : "datasets/", entry.name)}};
  return entry;
}

}  // namespace octavo::client
