#ifndef OCTAVO_HUB_HUB_SETTINGS_H_
#define OCTAVO_HUB_HUB_SETTINGS_H_

#include <functional>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace octavo::hub {

/// A variable's value; nothing where it is not set or empty.
using HubEnvironment = std::function<std::optional<std::string>(const std::string& name)>;

/// Where models and data sets come from and where Hugging Face's tools keep them, by the variables that those tools
/// obey (https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables), so that Octavo and
/// Python share one cache. A value.
struct HubSettings {
  std::string endpoint;       // HF_ENDPOINT, or https://huggingface.co; no slash at the end
  std::string cache_dir;      // HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE, or hub below HF_HOME
  std::string token;          // HF_TOKEN, or the text of HF_TOKEN_PATH or $HF_HOME/token; empty: none
  std::string token_problem;  // why the token's file could not be read; told where the hub asks for a token
  bool offline = false;       // HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE is 1, ON, YES or TRUE
  std::string offline_by;     // the variable that says so
  std::string ca_file;        // CURL_CA_BUNDLE or SSL_CERT_FILE; empty: the system's certificates
  std::string mirror;  // OCTAVO_DATASET_MIRROR: archives come from URL/FILE instead; empty: from where they belong
  absl::Duration stall_timeout = absl::Seconds(30);  // HF_HUB_DOWNLOAD_TIMEOUT, in seconds
};

/// HF_HOME is $XDG_CACHE_HOME/huggingface unless it is set, and XDG_CACHE_HOME ~/.cache; `~` and `$NAME` in paths stand
/// for what they do in a shell. HF_HUB_DISABLE_IMPLICIT_TOKEN leaves the token out. INVALID_ARGUMENT for a variable
/// that says nothing sensible, without the token's text. Reads one small file.
absl::StatusOr<HubSettings> ReadHubSettings(const HubEnvironment& environment);

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_HUB_SETTINGS_H_
