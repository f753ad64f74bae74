#include "common/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace octavo {
namespace {

constexpr uint32_t kLoopbackNet = 127;

bool IsLoopbackV4(absl::string_view host) {
  in_addr parsed = {};
  return inet_pton(AF_INET, std::string(host).c_str(), &parsed) == 1 && ntohl(parsed.s_addr) >> 24 == kLoopbackNet;
}

}  // namespace

bool IsLocalAddress(absl::string_view address) {
  if (absl::StartsWith(address, "unix:")) return true;
  address = absl::StripPrefix(address, "dns:");
  const absl::string_view host = address.substr(0, address.rfind(':'));
  return host == "localhost" || host == "[::1]" || IsLoopbackV4(host);
}

absl::Status CheckPlaintextTo(absl::string_view address, bool insecure) {
  if (insecure || IsLocalAddress(address)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "server address '", address,
      "' is another machine and the connection is not encrypted: give --insecure if you trust the network between"));
}

}  // namespace octavo
