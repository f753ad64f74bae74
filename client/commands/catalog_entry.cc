#include "client/commands/catalog_entry.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/json.h"
#include "common/status_macros.h"
#include "hub/url.h"

namespace octavo::client {
namespace {

constexpr char kHubPage[] = "https://huggingface.co/";

absl::Status ReadSources(YamlSection& item, CatalogEntry* entry) {
  std::vector<std::string> texts;
  OCTAVO_RETURN_IF_ERROR(item.Read("sources", &texts));
  for (const std::string& text : texts) {
    absl::StatusOr<AssetSource> source = AssetSource::Parse(text);
    if (!source.ok()) return item.ErrorAt("sources", source.status().message());
    const hub::HubRepo::Kind kind = entry->is_model ? hub::HubRepo::Kind::kModel : hub::HubRepo::Kind::kDataset;
    if (source->kind == AssetSource::Kind::kHub && source->repo.kind != kind)
      return item.ErrorAt("sources", absl::StrCat("'", text, "' is no ", entry->Noun()));
    entry->sources.push_back(*std::move(source));
  }
  return absl::OkStatus();
}

absl::Status ReadDigests(YamlSection& item, const std::string& key, std::map<std::string, Digest>* known) {
  OCTAVO_ASSIGN_OR_RETURN(YamlSection digests, item.Section(key));
  for (const std::string& file : digests.Keys()) {
    std::string text;
    OCTAVO_RETURN_IF_ERROR(digests.Read(file, &text));
    absl::StatusOr<Digest> digest = Digest::Parse(text);
    if (!digest.ok()) return digests.ErrorAt(file, digest.status().message());
    (*known)[file] = *std::move(digest);
  }
  return absl::OkStatus();
}

absl::Status ReadMemberDigests(YamlSection& item, CatalogEntry* entry) {
  OCTAVO_RETURN_IF_ERROR(ReadDigests(item, "member_digests", &entry->member_digests));
  for (const auto& [file, digest] : entry->member_digests) {
    if (digest.algorithm == Digest::Algorithm::kSha256) continue;
    return item.ErrorAt("member_digests", absl::StrCat(file, ": '", digest.ToString(),
                                                       "' is no digest for a file in an archive; give its sha256:"));
  }
  return absl::OkStatus();
}

absl::Status ReadAboutDataset(YamlSection& item, CatalogEntry* entry) {
  OCTAVO_RETURN_IF_ERROR(ReadMemberDigests(item, entry));
  OCTAVO_RETURN_IF_ERROR(item.Read("labels", &entry->labels));
  OCTAVO_RETURN_IF_ERROR(item.Read("text_columns", &entry->text_columns));
  for (const std::string& column : entry->text_columns) {
    if (absl::StripAsciiWhitespace(column).empty())
      return item.ErrorAt("text_columns", "\"\" is no column's name; name columns that the data set has, or none");
  }
  OCTAVO_RETURN_IF_ERROR(item.Read("label_column", &entry->label_column));
  OCTAVO_ASSIGN_OR_RETURN(YamlSection splits, item.Section("splits"));
  for (const std::string& split : splits.Keys())
    OCTAVO_RETURN_IF_ERROR(splits.Read(split, &entry->splits[split], int64_t{0}));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<AssetSource> AssetSource::Parse(absl::string_view text) {
  AssetSource source;
  source.text = std::string(text);
  if (absl::string_view id = text; absl::ConsumePrefix(&id, "hf://")) {
    source.kind = Kind::kHub;
    const bool dataset = absl::ConsumePrefix(&id, "datasets/");
    OCTAVO_ASSIGN_OR_RETURN(
        source.repo, hub::HubRepo::Parse(dataset ? hub::HubRepo::Kind::kDataset : hub::HubRepo::Kind::kModel, id));
    return source;
  }
  if (absl::StartsWith(text, "pip:") && text.size() > 4) {
    source.kind = Kind::kPip;
    return source;
  }
  const bool file = !text.empty() && text.back() != '/';
  if (file && hub::OriginOf(source.text).ok() &&
      (absl::StartsWith(text, "https://") || absl::StartsWith(text, "http://"))) {
    source.kind = Kind::kUrl;
    return source;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("source '", hub::PrintableUrl(source.text),
                   "' is none of hf://ORG/NAME@REVISION, https://…/FILE and pip:PACKAGE==VERSION"));
}

std::string CatalogEntry::Place(absl::string_view cache) const {
  return absl::StartsWith(path, "/") ? path : absl::StrCat(cache, "/", path);
}

std::string CatalogEntry::FetchCommand() const {
  return absl::StrCat("octavo ", is_model ? "models" : "datasets", " fetch ", name);
}

std::string CatalogEntry::SourceText() const {
  if (sources.empty()) return "";
  const AssetSource& source = sources.front();
  switch (source.kind) {
    case AssetSource::Kind::kHub:
      return absl::StrCat(kHubPage, is_model ? "" : "datasets/", source.repo.id);
    case AssetSource::Kind::kPip:
      return absl::StrCat("Python package ", absl::StripPrefix(source.text, "pip:"));
    case AssetSource::Kind::kUrl:
      return hub::PrintableUrl(source.text);
  }
  return "";
}

absl::StatusOr<std::vector<CatalogEntry>> ReadCatalogEntries(YamlSection& root, bool models) {
  OCTAVO_ASSIGN_OR_RETURN(YamlSection section, root.Section(models ? "models" : "datasets"));
  std::vector<CatalogEntry> entries;
  for (const std::string& name : section.Keys()) {
    OCTAVO_ASSIGN_OR_RETURN(YamlSection item, section.Section(name));
    CatalogEntry entry;
    entry.is_model = models;
    entry.name = name;
    OCTAVO_RETURN_IF_ERROR(item.Read(models ? "architecture" : "format", &entry.kind));
    OCTAVO_RETURN_IF_ERROR(item.Read("path", &entry.path));
    OCTAVO_RETURN_IF_ERROR(item.Read("licence", &entry.licence));
    OCTAVO_RETURN_IF_ERROR(item.Read("size_bytes", &entry.size_bytes, int64_t{0}));
    OCTAVO_RETURN_IF_ERROR(ReadSources(item, &entry));
    OCTAVO_RETURN_IF_ERROR(ReadDigests(item, "digests", &entry.digests));
    if (!models) OCTAVO_RETURN_IF_ERROR(ReadAboutDataset(item, &entry));
    OCTAVO_RETURN_IF_ERROR(item.Finish());
    if (entry.path.empty()) return item.ErrorAt("", absl::StrCat(name, ": a path is needed"));
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace octavo::client
