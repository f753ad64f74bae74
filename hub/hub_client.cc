#include "hub/hub_client.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/input_source.h"
#include "common/status_macros.h"
#include "common/table_files.h"
#include "common/weight_files.h"
#include "hub/public_source.h"
#include "hub/repo_files.h"
#include "hub/url.h"

namespace octavo::hub {
namespace fs = std::filesystem;
namespace {

constexpr int64_t kConfigBytes = 16 << 20;

HttpOptions OptionsOf(const FetchTools& tools, const Cancellation* never) {
  HttpOptions options = tools.http;
  options.cancellation = tools.cancellation != nullptr ? tools.cancellation : never;
  return options;
}

FetchTools ToolsOf(const HubSettings& settings, FetchTools tools) {
  tools.http.stall_timeout = settings.stall_timeout;
  tools.http.ca_file = settings.ca_file;
  return tools;
}

/// The training part last, as without it the others are no data set.
void TrainLast(DatasetFiles* chosen) {
  std::stable_partition(chosen->files.begin(), chosen->files.end(),
                        [](const std::string& name) { return WithoutCompression(name).stem() != "train"; });
}

std::vector<std::string> NamesOf(const std::vector<HubFile>& files) {
  std::vector<std::string> names;
  for (const HubFile& file : files) names.push_back(file.name);
  return names;
}

}  // namespace

HubClient::HubClient(HubSettings settings, FetchTools tools)
    : settings_(std::move(settings)),
      tools_(ToolsOf(settings_, std::move(tools))),
      cache_(settings_.cache_dir),
      http_(OptionsOf(tools_, &never_)),
      retry_(MakeRetryTools(tools_, tools_.cancellation != nullptr ? tools_.cancellation : &never_, 1000,
                            [this](const std::string& note) { Tell(note); })),
      api_(settings_, http_, retry_) {}

void HubClient::Tell(const std::string& note) {
  if (tools_.progress) tools_.progress(FetchProgress{"", 0, 0, {note}});
}

std::optional<std::string> HubClient::FindModel(const HubRepo& repo) const {
  const std::optional<std::string> commit = cache_.Commit(repo);
  if (!commit.has_value()) return std::nullopt;
  const std::string folder = cache_.SnapshotFolder(repo, *commit);
  const auto has = [&](const char* name) { return cache_.Has(repo, *commit, name); };
  const bool tokenizer = has("tokenizer.json") || has("vocab.txt") || (has("vocab.json") && has("merges.txt"));
  if (!has("config.json") || !tokenizer || !WeightFiles(folder).ok()) return std::nullopt;
  return folder;
}

std::optional<std::string> HubClient::FindDataset(const HubRepo& repo) const {
  const std::optional<std::string> commit = cache_.Commit(repo);
  if (!commit.has_value()) return std::nullopt;
  const absl::StatusOr<std::vector<std::string>> files = ListFiles(cache_.SnapshotFolder(repo, *commit));
  if (!files.ok()) return std::nullopt;
  const absl::StatusOr<DatasetFiles> chosen = ChooseDatasetFiles(repo, *files);
  if (!chosen.ok()) return std::nullopt;
  return PathOf(repo, *commit, *chosen);
}

bool HubClient::IsWhole(const HubRepo& repo) const {
  const std::optional<std::string> commit = cache_.Commit(repo);
  return commit.has_value() && cache_.IsWhole(repo, *commit);
}

std::vector<std::string> HubClient::MayLack(const HubRepo& repo) const {
  std::vector<std::string> names;
  const std::optional<std::string> commit = cache_.Commit(repo);
  if (!commit.has_value()) return names;
  if (repo.kind == HubRepo::Kind::kModel) {
    for (const char* name : kOptionalModelFiles) {
      if (!cache_.Has(repo, *commit, name) && !cache_.IsKnownAbsent(repo, *commit, name)) names.emplace_back(name);
    }
    return names;
  }
  const absl::StatusOr<std::vector<std::string>> files = ListFiles(cache_.SnapshotFolder(repo, *commit));
  return files.ok() ? MissingParts(repo, *files) : names;
}

std::optional<std::string> HubClient::SourceOf(const HubRepo& repo, const std::string& path) const {
  const std::optional<std::string> commit = cache_.Commit(repo);
  if (!commit.has_value()) return std::nullopt;
  const HubCache::Access access = cache_.FindAccess(repo);
  const bool may_need_token = access == HubCache::Access::kUnknown && !settings_.token.empty();
  if (access == HubCache::Access::kByToken || may_need_token) return std::nullopt;
  PublicSource source;
  source.repo = repo;
  source.repo.revision = *commit;
  const fs::path folder = IsRegularFile(path) ? fs::path(path).parent_path() : fs::path(path);
  const std::string below = folder.lexically_relative(cache_.SnapshotFolder(repo, *commit)).generic_string();
  // What lies elsewhere, by another way, is laid out as the repository is.
  if (IsSafeFileName(below)) source.folder = below;
  std::string text = source.ToString();
  return IsInputSource(text) ? std::optional(std::move(text)) : std::nullopt;
}

absl::StatusOr<HubListing> HubClient::List(const HubRepo& repo) {
  if (settings_.offline) {
    return absl::FailedPreconditionError(absl::StrCat(repo.ToString(), " is not in the cache ", cache_.folder(),
                                                      ", and ", settings_.offline_by, " forbids to ask the hub"));
  }
  return api_.List(repo);
}

absl::StatusOr<std::vector<HubFile>> HubClient::FetchBlobs(const HubRepo& repo, const std::string& commit,
                                                           const std::vector<std::string>& names,
                                                           const ExpectedDigests& expected) {
  std::vector<HubFile> files;
  std::vector<DownloadRequest> requests;
  std::set<std::string> asked;  // two files of the same bytes have one blob
  for (const std::string& name : names) {
    OCTAVO_ASSIGN_OR_RETURN(HubFile file, api_.Describe(repo, commit, name));
    const auto known = expected.find(name);
    const bool comparable = known != expected.end() && known->second.algorithm == file.digest.algorithm;
    if (comparable && known->second != file.digest) {
      return absl::DataLossError(absl::StrCat(repo.ToString(), ": the hub's ", name, " is ", file.digest.ToString(),
                                              ", and ", known->second.ToString(),
                                              " was expected: it is not the file that is meant"));
    }
    const std::string blob = cache_.BlobPath(repo, file.etag);
    if (!IsRegularFile(blob) && asked.insert(file.etag).second) {
      DownloadRequest request{absl::StrCat(repo.ToString(), ": ", name), file.url,  settings_.token, blob,
                              cache_.LockPath(repo, file.etag),          file.size, file.digest};
      if (request.digest.empty() && known != expected.end()) request.digest = known->second;
      requests.push_back(std::move(request));
    }
    files.push_back(std::move(file));
  }
  const std::string what =
      absl::StrCat(repo.ToString(), requests.size() == 1 ? requests.front().what.substr(repo.ToString().size())
                                                         : absl::StrCat(" (", requests.size(), " files)"));
  OCTAVO_RETURN_IF_ERROR(FetchFiles(what, requests, tools_));
  for (const HubFile& file : files) {
    const auto known = expected.find(file.name);
    if (known == expected.end() || known->second.algorithm == file.digest.algorithm) continue;
    const absl::Status right = CheckFileDigest(cache_.BlobPath(repo, file.etag), known->second);
    if (!right.ok())
      return absl::Status(right.code(),
                          absl::StrCat(repo.ToString(), ": ", file.name, " of ", PrintableUrl(settings_.endpoint),
                                       " is not the file that is meant: ", right.message()));
  }
  return files;
}

absl::StatusOr<std::vector<std::string>> HubClient::Shards(const HubRepo& repo, const HubListing& listing,
                                                           const HubFile& index) const {
  OCTAVO_ASSIGN_OR_RETURN(const auto shard_of, ReadWeightIndex(cache_.BlobPath(repo, index.etag)));
  std::set<std::string> shards;
  for (const auto& [tensor, shard] : shard_of) shards.insert(shard);
  for (const std::string& shard : shards) {
    if (std::find(listing.files.begin(), listing.files.end(), shard) == listing.files.end()) {
      return absl::InvalidArgumentError(absl::StrCat("model ", repo.ToString(), " of the hub: its ", index.name,
                                                     " names ", shard, ", which is not there"));
    }
  }
  return std::vector<std::string>(shards.begin(), shards.end());
}

absl::Status HubClient::Publish(const HubRepo& repo, const HubListing& listing, const std::vector<HubFile>& files) {
  // First, so that nothing of it is ever here without. Without a token only what is public comes, and whoever finds
  // nothing said will think so; but what was private before may be public now.
  const bool by_token = !settings_.token.empty() && !listing.is_public;
  const bool to_tell = !settings_.token.empty() || cache_.FindAccess(repo) != HubCache::Access::kUnknown;
  if (to_tell) {
    OCTAVO_RETURN_IF_ERROR(cache_.SetAccess(repo, by_token ? HubCache::Access::kByToken : HubCache::Access::kPublic));
  }
  for (const HubFile& file : files) {
    if (cache_.Has(repo, listing.commit, file.name)) continue;
    OCTAVO_RETURN_IF_ERROR(cache_.Link(repo, listing.commit, file.name, file.etag));
  }
  return cache_.SetCommit(repo, listing.commit);
}

void HubClient::Remember(const HubRepo& repo, const HubListing& listing, const std::vector<std::string>& chosen) {
  // All of it is here: where that cannot be written down, the next one asks the hub again, and that is all.
  if (const absl::Status written = cache_.SetChosen(repo, listing.commit, chosen); !written.ok())
    Tell(absl::StrCat("what ", repo.ToString(), " has is not remembered: ", written.message()));
}

std::string HubClient::PathOf(const HubRepo& repo, const std::string& commit, const DatasetFiles& chosen) const {
  const std::string folder = cache_.SnapshotFolder(repo, commit);
  return chosen.path.empty() ? folder : absl::StrCat(folder, "/", chosen.path);
}

absl::StatusOr<std::string> HubClient::FetchModel(const HubRepo& repo, const ExpectedDigests& expected) {
  OCTAVO_ASSIGN_OR_RETURN(const HubListing listing, List(repo));
  OCTAVO_ASSIGN_OR_RETURN(const ModelFiles chosen, ChooseModelFiles(repo, listing.files));
  // Small files first: they may say that the large ones are not worth fetching.
  OCTAVO_ASSIGN_OR_RETURN(std::vector<HubFile> files, FetchBlobs(repo, listing.commit, chosen.small, expected));
  OCTAVO_ASSIGN_OR_RETURN(const std::string config, ReadFile(cache_.BlobPath(repo, files.front().etag), kConfigBytes));
  OCTAVO_RETURN_IF_ERROR(CheckArchitecture(repo, config));
  OCTAVO_ASSIGN_OR_RETURN(std::vector<HubFile> weights, FetchBlobs(repo, listing.commit, {chosen.weights}, expected));
  if (chosen.sharded()) {
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> names, Shards(repo, listing, weights.front()));
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<HubFile> shards, FetchBlobs(repo, listing.commit, names, expected));
    weights.insert(weights.begin(), shards.begin(), shards.end());  // the index last: it speaks for all of them
  }
  files.insert(files.end(), weights.begin(), weights.end());
  OCTAVO_RETURN_IF_ERROR(Publish(repo, listing, files));
  Remember(repo, listing, NamesOf(files));
  return cache_.SnapshotFolder(repo, listing.commit);
}

absl::StatusOr<std::string> HubClient::FetchDataset(const HubRepo& repo, const ExpectedDigests& expected) {
  OCTAVO_ASSIGN_OR_RETURN(const HubListing listing, List(repo));
  OCTAVO_ASSIGN_OR_RETURN(DatasetFiles chosen, ChooseDatasetFiles(repo, listing.files));
  TrainLast(&chosen);
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<HubFile> files, FetchBlobs(repo, listing.commit, chosen.files, expected));
  OCTAVO_RETURN_IF_ERROR(Publish(repo, listing, files));
  Remember(repo, listing, chosen.files);
  return PathOf(repo, listing.commit, chosen);
}

absl::StatusOr<HubListing> HubClient::ListFound(const HubRepo& repo) {
  HubRepo found = repo;
  const std::optional<std::string> commit = cache_.Commit(repo);
  if (!commit.has_value()) return absl::NotFoundError(absl::StrCat("no commit of ", repo.ToString(), " was seen"));
  found.revision = *commit;
  return List(found);
}

absl::Status HubClient::BringLacking(const HubRepo& repo, const HubListing& listing, std::vector<std::string> names,
                                     const ExpectedDigests& expected) {
  std::erase_if(names, [&](const std::string& name) { return cache_.Has(repo, listing.commit, name); });
  if (names.empty()) return absl::OkStatus();  // nothing is written, as a cache that others fill may be read-only
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<HubFile> files, FetchBlobs(repo, listing.commit, names, expected));
  HubRepo found = repo;
  found.revision = listing.commit;  // the branch may have moved on meanwhile
  return Publish(found, listing, files);
}

absl::StatusOr<std::string> HubClient::CompleteModel(const HubRepo& repo, const HubListing& listing,
                                                     const ExpectedDigests& expected) {
  OCTAVO_ASSIGN_OR_RETURN(const ModelFiles chosen, ChooseModelFiles(repo, listing.files));
  const std::string folder = cache_.SnapshotFolder(repo, listing.commit);
  OCTAVO_ASSIGN_OR_RETURN(std::vector<std::string> files, WeightFiles(folder));
  OCTAVO_RETURN_IF_ERROR(BringLacking(repo, listing, chosen.small, expected));
  files.insert(files.end(), chosen.small.begin(), chosen.small.end());
  Remember(repo, listing, files);
  return folder;
}

absl::StatusOr<std::string> HubClient::CompleteDataset(const HubRepo& repo, const HubListing& listing,
                                                       const ExpectedDigests& expected) {
  OCTAVO_ASSIGN_OR_RETURN(DatasetFiles chosen, ChooseDatasetFiles(repo, listing.files));
  TrainLast(&chosen);
  OCTAVO_RETURN_IF_ERROR(BringLacking(repo, listing, chosen.files, expected));
  Remember(repo, listing, chosen.files);
  return PathOf(repo, listing.commit, chosen);
}

}  // namespace octavo::hub
