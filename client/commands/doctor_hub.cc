#include "client/commands/doctor_hub.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "client/render/numbers.h"
#include "hub/http.h"
#include "hub/url.h"

namespace octavo::client {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(3);
constexpr int kProxyWantsLogin = 407;

std::string ByHand(const hub::HubSettings& settings) {
  return absl::StrCat(
      "octavo runs without it on what lies here (octavo models); fetch more on a machine that reaches "
      "the hub (octavo models fetch NAME), and copy its Hugging Face cache to ",
      settings.cache_dir, " here");
}

}  // namespace

absl::StatusOr<HubAnswer> AskHub(const hub::HubSettings& settings, absl::Duration limit,
                                 const Cancellation& cancellation) {
  hub::HttpOptions options;
  options.cancellation = &cancellation;
  options.total_timeout = limit;
  options.ca_file = settings.ca_file;
  hub::HttpRequest request;
  request.url = settings.endpoint;
  request.head = true;
  request.leave_origin = false;  // a redirect is an answer
  const absl::Time start = absl::Now();
  hub::HttpClient client(options);
  const hub::HttpResult result = client.Perform(request, nullptr);
  if (result.response.status == 0) return result.status;
  return HubAnswer{result.response.status, absl::Now() - start};
}

Finding JudgeHub(const hub::HubSettings& settings, const absl::StatusOr<HubAnswer>& answer) {
  const std::string endpoint = hub::PrintableUrl(settings.endpoint);
  if (settings.offline) {
    return Warn("model hub", absl::StrCat(endpoint, " is not asked: ", settings.offline_by, " is set"),
                absl::StrCat("unset ", settings.offline_by, " to use it. ", ByHand(settings)));
  }
  if (!answer.ok()) {
    return Warn(
        "model hub", absl::StrCat("cannot be reached: ", answer.status().message()),
        absl::StrCat("check the network, and https_proxy and no_proxy where there is a proxy. ", ByHand(settings)));
  }
  const double seconds = absl::ToDoubleSeconds(answer->time);
  const Json figures = {{"seconds", seconds}};
  const std::string how = absl::StrCat(endpoint, " answered in ", Fixed(seconds, 2), " s");
  // Any other answer, also "not found", is one of the server itself.
  if (answer->status < 500 && answer->status != kProxyWantsLogin) return Good("model hub", how, figures);
  return Warn("model hub", absl::StrCat(how, " with HTTP status ", answer->status),
              absl::StrCat(answer->status == kProxyWantsLogin ? "put the proxy's user and password into https_proxy. "
                                                              : "try again later, or check the proxy. ",
                           ByHand(settings)),
              figures);
}

absl::StatusOr<Finding> CheckHub(const hub::HubSettings& settings, const Cancellation& cancellation) {
  if (settings.offline) return JudgeHub(settings, absl::UnavailableError("not asked"));
  const absl::StatusOr<HubAnswer> answer = AskHub(settings, kPatience, cancellation);
  if (absl::IsCancelled(answer.status())) return answer.status();
  return JudgeHub(settings, answer);
}

}  // namespace octavo::client
