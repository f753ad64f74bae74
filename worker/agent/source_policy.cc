#include "worker/agent/source_policy.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status_macros.h"
#include "hub/hub_api.h"
#include "hub/public_source.h"
#include "hub/url.h"

namespace octavo {
namespace {

/// The path as the server may understand it, decoded and without a slash at the end. Nothing where that leads out of a
/// folder by what libcurl does not resolve, as "%2e%2e" and '\\'.
std::optional<std::string> PlainPath(const std::string& url) {
  const absl::StatusOr<std::string> path = hub::PathOf(url);
  std::optional<std::string> plain = path.ok() ? hub::Unescape(*path) : std::nullopt;
  if (!plain.has_value()) return std::nullopt;
  for (const absl::string_view part : absl::StrSplit(*plain, absl::ByAnyChar("/\\"))) {
    if (part == "..") return std::nullopt;
  }
  while (absl::EndsWith(*plain, "/")) plain->pop_back();
  return plain;
}

/// The origin, and the path below which may be asked.
absl::StatusOr<std::pair<std::string, std::string>> ReadHost(const std::string& host) {
  const bool has_scheme = absl::StartsWith(host, "https://") || absl::StartsWith(host, "http://");
  const std::string url = has_scheme ? host : absl::StrCat("https://", host);
  const size_t begin = url.find("//") + 2;
  const bool bare = url.size() > begin && url[begin] != '/' && url.find_first_of("@?#", begin) == std::string::npos &&
                    url.find("//", begin) == std::string::npos;
  absl::StatusOr<std::string> origin = hub::OriginOf(url);
  std::optional<std::string> path = PlainPath(url);
  if (bare && origin.ok() && path.has_value()) return std::pair(*std::move(origin), *std::move(path));
  return absl::InvalidArgumentError(
      absl::StrCat("source_hosts has \"", host, "\": expected HOST, HOST:PORT or http://HOST:PORT, and /PATH or not"));
}

std::string FileName(const std::string& url) { return url.substr(url.rfind('/') + 1); }

}  // namespace

absl::StatusOr<SourcePolicy> SourcePolicy::Create(hub::HubSettings settings, const std::vector<std::string>& hosts) {
  SourcePolicy policy;
  for (const std::string& host : hosts) {
    OCTAVO_ASSIGN_OR_RETURN(auto allowed, ReadHost(host));
    policy.archives_.insert(std::move(allowed));
  }
  if (!settings.mirror.empty()) {
    OCTAVO_ASSIGN_OR_RETURN(std::string origin, hub::OriginOf(settings.mirror));
    policy.archives_ = {{std::move(origin), ""}};
  }
  policy.asks_ = !settings.offline;
  policy.settings_ = std::move(settings);
  return policy;
}

absl::StatusOr<SourcePolicy::Place> SourcePolicy::Find(const std::string& source, const Manifest::File& file,
                                                       size_t files) const {
  OCTAVO_ASSIGN_OR_RETURN(const hub::PublicSource parsed, hub::PublicSource::Parse(source));
  Place place;
  if (parsed.kind == hub::PublicSource::Kind::kHub) {
    const std::string name = parsed.folder.empty() ? file.path : absl::StrCat(parsed.folder, "/", file.path);
    place.url = hub::HubFileUrl(settings_.endpoint, parsed.repo, parsed.repo.revision, name);
    place.token = settings_.token;
    place.leads_away = true;
  } else {
    if (files != 1) {
      return absl::InvalidArgumentError(
          absl::StrCat(source, " is one file, and the input has ", files, ": which of them it is nobody says"));
    }
    place.url = settings_.mirror.empty() ? parsed.url : absl::StrCat(settings_.mirror, "/", FileName(parsed.url));
    OCTAVO_RETURN_IF_ERROR(CheckArchive(place.url));
  }
  OCTAVO_ASSIGN_OR_RETURN(place.origin, hub::OriginOf(place.url));
  return place;
}

absl::Status SourcePolicy::CheckArchive(const std::string& url) const {
  OCTAVO_ASSIGN_OR_RETURN(const std::string origin, hub::OriginOf(url));
  const std::optional<std::string> path = PlainPath(url);
  for (const auto& [host, folder] : archives_) {
    const bool below = folder.empty() || (path.has_value() && absl::StartsWith(*path, absl::StrCat(folder, "/")));
    if (host == origin && below) return absl::OkStatus();
  }
  if (!settings_.mirror.empty()) {
    return absl::PermissionDeniedError(absl::StrCat(
        hub::PrintableUrl(url), ": this worker asks the mirror of OCTAVO_DATASET_MIRROR alone for archives"));
  }
  return absl::PermissionDeniedError(absl::StrCat(
      hub::PrintableUrl(url), ": this worker does not ask that host; its operator can allow it with --source-hosts"));
}

}  // namespace octavo
