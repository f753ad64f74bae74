#include "worker/agent/source_policy.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "hub/hub_api.h"
#include "hub/public_source.h"
#include "hub/url.h"

namespace octavo {
namespace {

absl::StatusOr<std::string> OriginOfHost(const std::string& host) {
  const bool has_scheme = absl::StartsWith(host, "https://") || absl::StartsWith(host, "http://");
  const std::string url = has_scheme ? host : absl::StrCat("https://", host);
  const size_t begin = url.find("//") + 2;
  // A path would look as if it limited what is allowed.
  const bool bare = url.size() > begin && url.find_first_of("/@?#", begin) == std::string::npos;
  if (absl::StatusOr<std::string> origin = hub::OriginOf(url); bare && origin.ok()) return origin;
  return absl::InvalidArgumentError(
      absl::StrCat("source_hosts has \"", host, "\": expected HOST, HOST:PORT or http://HOST:PORT, without a path"));
}

std::string FileName(const std::string& url) { return url.substr(url.rfind('/') + 1); }

}  // namespace

absl::StatusOr<SourcePolicy> SourcePolicy::Create(hub::HubSettings settings, const std::vector<std::string>& hosts) {
  SourcePolicy policy;
  for (const std::string& host : hosts) {
    OCTAVO_ASSIGN_OR_RETURN(std::string origin, OriginOfHost(host));
    policy.origins_.insert(std::move(origin));
  }
  if (!settings.mirror.empty()) {
    OCTAVO_ASSIGN_OR_RETURN(std::string origin, hub::OriginOf(settings.mirror));
    policy.origins_.insert(std::move(origin));
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
    OCTAVO_RETURN_IF_ERROR(CheckHost(place.url));
  }
  OCTAVO_ASSIGN_OR_RETURN(place.origin, hub::OriginOf(place.url));
  return place;
}

absl::Status SourcePolicy::CheckHost(const std::string& url) const {
  OCTAVO_ASSIGN_OR_RETURN(const std::string origin, hub::OriginOf(url));
  if (origins_.contains(origin)) return absl::OkStatus();
  return absl::PermissionDeniedError(absl::StrCat(
      hub::PrintableUrl(url), ": this worker does not ask that host; its operator can allow it with --source-hosts"));
}

}  // namespace octavo
