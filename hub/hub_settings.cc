#include "hub/hub_settings.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "hub/url.h"

namespace octavo::hub {
namespace {

constexpr char kDefaultEndpoint[] = "https://huggingface.co";
constexpr int64_t kTokenBytes = 4 << 10;

bool IsNameByte(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_'; }

bool IsTrue(const std::optional<std::string>& value) {
  const std::string text = absl::AsciiStrToUpper(value.value_or(""));
  return text == "1" || text == "ON" || text == "YES" || text == "TRUE";
}

/// `~` at the begin, $NAME and ${NAME} by their values; those that are not set stay as they stand, as in Python.
std::string ExpandPath(const std::string& path, const HubEnvironment& environment) {
  std::string expanded;
  size_t at = 0;
  if (absl::StartsWith(path, "~/") || path == "~") {
    expanded = environment("HOME").value_or("~");
    at = 1;
  }
  while (at < path.size()) {
    const bool braces = path.compare(at, 2, "${") == 0;
    size_t end = at + (braces ? 2 : 1);
    const size_t begin = end;
    while (path[at] == '$' && end < path.size() && IsNameByte(path[end])) ++end;
    const bool name = path[at] == '$' && end > begin && (!braces || (end < path.size() && path[end] == '}'));
    const auto value = name ? environment(path.substr(begin, end - begin)) : std::nullopt;
    if (value.has_value()) {
      expanded += *value;
      at = end + (braces ? 1 : 0);
    } else {
      expanded += path[at++];
    }
  }
  return expanded;
}

absl::StatusOr<std::string> UrlOf(const HubEnvironment& environment, const std::string& name,
                                  const std::string& otherwise) {
  std::string url = environment(name).value_or(otherwise);
  while (absl::EndsWith(url, "/")) url.pop_back();
  if (url.empty()) return url;
  if (const absl::Status status = OriginOf(url).status(); !status.ok())
    return absl::InvalidArgumentError(absl::StrCat("environment variable ", name, ": ", status.message()));
  return url;
}

/// The token, fit for a header.
absl::StatusOr<std::string> ReadToken(const HubEnvironment& environment, const std::string& home,
                                      std::string* problem) {
  if (IsTrue(environment("HF_HUB_DISABLE_IMPLICIT_TOKEN"))) return "";
  std::string source = "environment variable HF_TOKEN";
  std::optional<std::string> token = environment("HF_TOKEN");
  if (!token.has_value()) {
    const auto path = environment("HF_TOKEN_PATH");
    source = path.has_value() ? ExpandPath(*path, environment) : absl::StrCat(home, "/token");
    const absl::StatusOr<std::string> text = ReadFile(source, kTokenBytes);
    if (!text.ok()) {
      // Somebody else's file in a shared folder is no reason to refuse what needs no token.
      if (!absl::IsNotFound(text.status())) *problem = std::string(text.status().message());
      return "";
    }
    token = *text;
  }
  const std::string clean(absl::StripAsciiWhitespace(*token));
  if (std::all_of(clean.begin(), clean.end(), [](unsigned char c) { return c > 0x20 && c < 0x7F; })) return clean;
  return absl::InvalidArgumentError(absl::StrCat(source, " is no token: it has blanks or other odd characters"));
}

}  // namespace

absl::StatusOr<HubSettings> ReadHubSettings(const HubEnvironment& environment) {
  const auto folder = [&](const std::string& name, const std::string& otherwise) {
    return ExpandPath(environment(name).value_or(otherwise), environment);
  };
  HubSettings settings;
  const std::string home =
      folder("HF_HOME", absl::StrCat(environment("XDG_CACHE_HOME").value_or("~/.cache"), "/huggingface"));
  settings.cache_dir = folder("HF_HUB_CACHE", environment("HUGGINGFACE_HUB_CACHE").value_or(home + "/hub"));
  OCTAVO_ASSIGN_OR_RETURN(settings.endpoint, UrlOf(environment, "HF_ENDPOINT", kDefaultEndpoint));
  OCTAVO_ASSIGN_OR_RETURN(settings.mirror, UrlOf(environment, "OCTAVO_DATASET_MIRROR", ""));
  OCTAVO_ASSIGN_OR_RETURN(settings.token, ReadToken(environment, home, &settings.token_problem));
  settings.offline_by = environment("HF_HUB_OFFLINE").has_value() ? "HF_HUB_OFFLINE" : "TRANSFORMERS_OFFLINE";
  settings.offline = IsTrue(environment(settings.offline_by));
  const auto bundle = environment("CURL_CA_BUNDLE");
  settings.ca_file = bundle.has_value() ? *bundle : environment("SSL_CERT_FILE").value_or("");
  if (const auto text = environment("HF_HUB_DOWNLOAD_TIMEOUT"); text.has_value()) {
    int seconds = 0;
    if (!absl::SimpleAtoi(*text, &seconds) || seconds < 1) {
      return absl::InvalidArgumentError(absl::StrCat("environment variable HF_HUB_DOWNLOAD_TIMEOUT: '", *text,
                                                     "' is not a whole number of seconds from 1"));
    }
    settings.stall_timeout = absl::Seconds(seconds);
  }
  return settings;
}

}  // namespace octavo::hub
