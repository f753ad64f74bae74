#include "client/commands/doctor_hub.h"

#include "absl/strings/str_cat.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(3);
constexpr int kProxyWantsLogin = 407;

/// Without a password that stands in the address.
std::string Shown(const std::string& endpoint) {
  const size_t at = endpoint.find('@'), scheme = endpoint.find("://");
  if (at == std::string::npos || scheme == std::string::npos || at < scheme) return endpoint;
  return absl::StrCat(endpoint.substr(0, scheme + 3), endpoint.substr(at + 1));
}

std::string ByHand(const std::string& cache_folder) {
  return absl::StrCat(
      "octavo runs without it: octavo models says which models lie here and which files to bring; copy them "
      "from a machine that reaches the hub into ",
      cache_folder, "/models/NAME");
}

}  // namespace

Finding JudgeHub(const HubSettings& settings, const absl::StatusOr<HttpAnswer>& answer,
                 const std::string& cache_folder) {
  const std::string endpoint = Shown(settings.endpoint);
  if (settings.offline) {
    return Warn("model hub", absl::StrCat(endpoint, " is not asked: HF_HUB_OFFLINE is set"),
                absl::StrCat("unset HF_HUB_OFFLINE to use it. ", ByHand(cache_folder)));
  }
  if (absl::IsInvalidArgument(answer.status())) {
    return Warn("model hub", absl::StrCat("HF_ENDPOINT: ", answer.status().message()),
                "correct HF_ENDPOINT, such as https://huggingface.co, or unset it");
  }
  if (!answer.ok()) {
    return Warn(
        "model hub", absl::StrCat(endpoint, " cannot be reached: ", answer.status().message()),
        absl::StrCat("check the network, and https_proxy and no_proxy where there is a proxy. ", ByHand(cache_folder)));
  }
  const double seconds = absl::ToDoubleSeconds(answer->time);
  const Json figures = {{"seconds", seconds}};
  const std::string how = absl::StrCat(endpoint, " answered in ", Fixed(seconds, 2), " s");
  // Any other answer, also "not found", is one of the server itself.
  if (answer->status < 500 && answer->status != kProxyWantsLogin) return Good("model hub", how, figures);
  return Warn("model hub", absl::StrCat(how, " with HTTP status ", answer->status),
              absl::StrCat(answer->status == kProxyWantsLogin ? "put the proxy's user and password into https_proxy. "
                                                              : "try again later, or check the proxy. ",
                           ByHand(cache_folder)),
              figures);
}

absl::StatusOr<Finding> CheckHub(const HubSettings& settings, const std::string& cache_folder,
                                 const Cancellation& cancellation) {
  if (settings.offline) return JudgeHub(settings, absl::UnavailableError("not asked"), cache_folder);
  const absl::StatusOr<HttpAnswer> answer = Reach(settings.endpoint, kPatience, cancellation);
  if (absl::IsCancelled(answer.status())) return answer.status();
  return JudgeHub(settings, answer, cache_folder);
}

}  // namespace octavo::client
