#ifndef OCTAVO_COMMON_ADDRESS_H_
#define OCTAVO_COMMON_ADDRESS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// Whether plaintext to the gRPC address stays on this machine: a Unix socket, localhost, [::1], or an IPv4 address of
/// 127.0.0.0/8. A name that only looks so, such as 127.example.org, may be anywhere.
bool IsLocalAddress(absl::string_view address);

/// INVALID_ARGUMENT for a server address to which plaintext would leave this machine, unless `insecure` allows that.
absl::Status CheckPlaintextTo(absl::string_view address, bool insecure);

}  // namespace octavo

#endif  // OCTAVO_COMMON_ADDRESS_H_
