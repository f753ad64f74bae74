#include "client/commands/catalog.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/files.h"
#include "common/job_params.h"
#include "common/json.h"
#include "common/status_macros.h"

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
  const std::string nearest = NearestWord(name, names);
  return absl::InvalidArgumentError(absl::StrCat(
      what, " '", name, "' is not known", nearest.empty() ? "" : absl::StrCat(" (did you mean '", nearest, "'?)"),
      ": give one of ", absl::StrJoin(names, ", "), ", or the path of ", local));
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

/// The length that a safetensors header announces must fit into the file.
absl::Status CheckSafetensors(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::array<unsigned char, 8> bytes{};
  if (!file.read(reinterpret_cast<char*>(bytes.data()), bytes.size())) {
    return absl::InvalidArgumentError(
        absl::StrCat("model file ", path, " is shorter than a safetensors header: bring it again"));
  }
  uint64_t length = 0;
  for (int i = 7; i >= 0; --i) length = length << 8 | bytes[static_cast<size_t>(i)];
  std::error_code ignored;
  const uint64_t size = fs::file_size(path, ignored);
  if (length > (100u << 20) || length + 8 > size) {
    return absl::InvalidArgumentError(absl::StrCat("model file ", path,
                                                   " is truncated or no safetensors file (header of ", length,
                                                   " bytes in a file of ", size, "): bring it again"));
  }
  std::string header(length, '\0');
  if (!file.read(header.data(), static_cast<std::streamsize>(length))) {
    return absl::InvalidArgumentError(absl::StrCat("model file ", path, " cannot be read"));
  }
  OCTAVO_ASSIGN_OR_RETURN(const Json tensors, ParseJson(header, absl::StrCat("header of ", path)));
  uint64_t end = 0;
  for (const auto& [name, tensor] : tensors.items()) {
    if (!tensor.is_object() || !tensor.contains("data_offsets")) continue;
    const Json& offsets = tensor["data_offsets"];
    if (offsets.is_array() && offsets.size() == 2 && offsets[1].is_number_unsigned())
      end = std::max(end, offsets[1].get<uint64_t>());
  }
  if (8 + length + end == size) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("model file ", path, " has ", size, " bytes and its header describes ",
                                                 8 + length + end, ": it is truncated or damaged; bring it again"));
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
  return Unknown("model", name, models_,
                 "a folder in Hugging Face layout (config.json, model.safetensors, tokenizer files)");
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

absl::Status CheckModelFolder(const std::string& path) {
  if (IsFile(path)) return absl::OkStatus();
  if (!IsFolder(path)) {
    return absl::NotFoundError(absl::StrCat(
        "model folder '", path,
        "' does not exist: check the spelling and the current folder, or train it first with octavo baseline"));
  }
  for (const char* required : {"config.json"}) {
    if (!IsFile(absl::StrCat(path, "/", required))) {
      return absl::InvalidArgumentError(
          absl::StrCat("model folder '", path, "' has no ", required,
                       ": give a folder in Hugging Face layout (config.json, model.safetensors, tokenizer files)"));
    }
  }
  const std::string weights = path + "/model.safetensors";
  if (IsFile(weights)) return CheckSafetensors(weights);
  if (IsFile(path + "/pytorch_model.bin")) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("model folder '", path, "' has neither model.safetensors nor pytorch_model.bin: bring the weights"));
}

bool IsModelFile(const std::string& name, bool has_safetensors) {
  if (absl::StrContains(name, '/')) return false;
  if (absl::EndsWith(name, ".safetensors")) return true;
  if (name == "pytorch_model.bin") return !has_safetensors;
  static constexpr std::array<absl::string_view, 9> kNames = {
      "config.json", "tokenizer.json",          "tokenizer_config.json", "vocab.txt",  "vocab.json",
      "merges.txt",  "special_tokens_map.json", "added_tokens.json",     "octavo.json"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

}  // namespace octavo::client
