#include "client/commands/own_catalog.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/commands/catalog.h"
#include "client/commands/model_folder.h"
#include "common/column_list.h"
#include "common/files.h"
#include "common/json.h"
#include "common/status_macros.h"
#include "common/table_files.h"
#include "hub/file_lock.h"

namespace octavo::client {
namespace fs = std::filesystem;
namespace {

constexpr char kHeader[] =
    "# Models and data sets of this folder's user, written by `octavo models add` and `octavo datasets add`.\n"
    "# The form is that of configs/catalog.yaml; a name here comes before the same name there.\n";

absl::Status CheckDataset(const std::string& path) {
  std::error_code ignored;
  if (IsRegularFile(path) && IsTableFile(WithoutCompression(path))) return absl::OkStatus();
  if (fs::is_directory(path, ignored)) {
    for (const auto& file : fs::directory_iterator(path, ignored)) {
      const std::string name = file.path().filename().string();
      if (absl::StartsWith(name, "train.") && IsTableFile(WithoutCompression(name)) && file.is_regular_file(ignored))
        return absl::OkStatus();
    }
  }
  if (!fs::exists(path, ignored)) {
    return absl::NotFoundError(absl::StrCat("'", path, "' does not exist: check the spelling and the current folder"));
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "'", path, "' is neither a .csv, .tsv or .jsonl file nor a folder with train.csv, train.tsv or train.jsonl"));
}

absl::StatusOr<std::string> ArchitectureOf(const std::string& folder) {
  OCTAVO_RETURN_IF_ERROR(CheckModelFolder(folder));
  OCTAVO_ASSIGN_OR_RETURN(const Json config, ReadJsonFile(folder + "/config.json"));
  const auto type = config.is_object() ? config.find("model_type") : config.end();
  if (type != config.end() && type->is_string()) return type->get<std::string>();
  return absl::InvalidArgumentError(
      absl::StrCat(folder, "/config.json has no model_type: give bert, distilbert or roberta there"));
}

/// YAML takes a JSON string for what it is.
std::string Quoted(const std::string& text) { return DumpJson(Json(text)); }

std::string RenderDigests(const std::string& key, const std::map<std::string, Digest>& digests) {
  std::string text = digests.empty() ? "" : absl::StrCat("    ", key, ":\n");
  for (const auto& [file, digest] : digests)
    absl::StrAppend(&text, "      ", Quoted(file), ": ", Quoted(digest.ToString()), "\n");
  return text;
}

std::string Render(const std::vector<CatalogEntry>& models, const std::vector<CatalogEntry>& datasets) {
  std::string text = kHeader;
  for (const bool of_models : {true, false}) {
    absl::StrAppend(&text, "\n", of_models ? "models" : "datasets", ":");
    const std::vector<CatalogEntry>& entries = of_models ? models : datasets;
    absl::StrAppend(&text, entries.empty() ? " {}\n" : "\n");
    for (const CatalogEntry& entry : entries) {
      absl::StrAppend(&text, "  ", Quoted(entry.name), ":\n    ",
                      of_models ? "architecture: " : "format: ", Quoted(entry.kind), "\n    path: ", Quoted(entry.path),
                      "\n");
      if (!entry.licence.empty()) absl::StrAppend(&text, "    licence: ", Quoted(entry.licence), "\n");
      if (entry.size_bytes > 0) absl::StrAppend(&text, "    size_bytes: ", entry.size_bytes, "\n");
      if (!entry.sources.empty()) absl::StrAppend(&text, "    sources:\n");
      for (const AssetSource& source : entry.sources) absl::StrAppend(&text, "      - ", Quoted(source.text), "\n");
      absl::StrAppend(&text, RenderDigests("digests", entry.digests),
                      RenderDigests("member_digests", entry.member_digests));
      if (!entry.labels.empty()) absl::StrAppend(&text, "    labels: ", DumpJson(entry.labels), "\n");
      if (!entry.text_columns.empty()) absl::StrAppend(&text, "    text_columns: ", DumpJson(entry.text_columns), "\n");
      if (!entry.label_column.empty()) absl::StrAppend(&text, "    label_column: ", Quoted(entry.label_column), "\n");
      if (!entry.splits.empty()) absl::StrAppend(&text, "    splits: ", DumpJson(entry.splits), "\n");
    }
  }
  return text;
}

}  // namespace

std::string OwnCatalogPath(const std::string& cache) { return absl::StrCat(cache, "/catalog.yaml"); }

absl::StatusOr<CatalogEntry> DescribeLocal(bool model, const std::string& name, const std::string& path) {
  const bool plain = !name.empty() && name.front() != '-' && name.front() != '.' && name.size() <= 100 &&
                     std::all_of(name.begin(), name.end(), [](unsigned char c) {
                       return absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
                     });
  if (!plain) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'", name, "' is no name: use letters, digits, '-', '_' and '.', and begin with none of the last two"));
  }
  CatalogEntry entry;
  entry.is_model = model;
  entry.own = true;
  entry.name = name;
  if (model) {
    OCTAVO_ASSIGN_OR_RETURN(entry.kind, ArchitectureOf(path));
  } else {
    OCTAVO_RETURN_IF_ERROR(CheckDataset(path));
    entry.kind = "local";
  }
  std::error_code error;
  entry.path = fs::canonical(path, error).string();
  if (error) return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot look at ", path));
  return entry;
}

absl::Status NoteColumns(const ColumnNotes& notes, CatalogEntry* entry) {
  std::vector<std::string> columns;
  if (!notes.text_column.empty()) {
    OCTAVO_ASSIGN_OR_RETURN(columns, ColumnList(notes.text_column));
  }
  entry->text_columns = std::move(columns);
  entry->label_column = notes.label_column;
  entry->labels = notes.label_names;
  return absl::OkStatus();
}

absl::Status AddToOwnCatalog(const std::string& cache, const CatalogEntry& entry, const Cancellation* cancellation) {
  const std::string path = OwnCatalogPath(cache);
  OCTAVO_ASSIGN_OR_RETURN(hub::FileLock lock, hub::FileLock::Acquire(path + ".lock", cancellation));
  Catalog own;
  OCTAVO_RETURN_IF_ERROR(own.AddOwn(path));
  if (const CatalogEntry* known = own.Find(entry.is_model, entry.name); known != nullptr && known->path != entry.path) {
    return absl::AlreadyExistsError(absl::StrCat(path, " has a ", entry.Noun(), " '", entry.name, "' already, at ",
                                                 known->path, ": take another name, or remove that entry there"));
  }
  std::vector<CatalogEntry> models = own.models(), datasets = own.datasets();
  std::vector<CatalogEntry>& entries = entry.is_model ? models : datasets;
  std::erase_if(entries, [&](const CatalogEntry& one) { return one.name == entry.name; });
  entries.push_back(entry);
  const absl::Status written = WriteFileAtomically(path, Render(models, datasets));
  lock.RemoveFile();
  return written;
}

}  // namespace octavo::client
