#include "client/api/connection.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "client/api/call_error.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr absl::Duration kFirstPause = absl::Milliseconds(50);
constexpr absl::Duration kLongestPause = absl::Seconds(2);

absl::Status Unreachable(const ClientOptions& options, absl::string_view what, absl::Duration tried,
                         const absl::Status& last) {
  const absl::string_view why = absl::StripPrefix(last.message(), absl::StrCat(what, ": "));
  return absl::UnavailableError(
      absl::StrCat(what, ": the server at ", options.address, " cannot be reached (tried for ",
                   absl::FormatDuration(absl::Trunc(tried, absl::Milliseconds(100))), "; ", why,
                   "). Check the address and that octavo-server runs there; without --server and OCTAVO_SERVER, octavo "
                   "starts its own."));
}

}  // namespace

std::shared_ptr<grpc::ClientContext> Connection::NewContext(absl::Duration deadline) const {
  auto context = std::make_shared<grpc::ClientContext>();
  if (deadline != absl::InfiniteDuration()) context->set_deadline(absl::ToChronoTime(absl::Now() + deadline));
  return context;
}

absl::Status Connection::Once(absl::string_view what, absl::Duration deadline,
                              const std::function<grpc::Status(grpc::ClientContext&)>& call) const {
  // The callback holds the context too: it may run while this call is already on its way out.
  auto context = NewContext(deadline);
  Cancellation::Registration registration(options_.cancellation, [context] { context->TryCancel(); });
  absl::Status status = FromGrpcStatus(call(*context));
  if (status.ok()) return status;
  if (options_.cancellation != nullptr && options_.cancellation->Cancelled()) {
    return Interrupted(what);
  }
  return DescribeCallError(what, options_.address, status);
}

absl::Status Connection::Retrying(absl::string_view what,
                                  const std::function<grpc::Status(grpc::ClientContext&)>& call) const {
  return RetryLoop(what, options_.patience, [&](Reach*) { return Once(what, options_.call_deadline, call); });
}

absl::Status Connection::RetryLoop(absl::string_view what, absl::Duration patience,
                                   const std::function<absl::Status(Reach*)>& attempt) const {
  absl::Time begin = clock_.Now();
  absl::Duration pause = kFirstPause;
  while (true) {
    Reach reach;
    absl::Status status = attempt(&reach);
    // ABORTED: the server is there, and busy with another call about the same thing.
    const bool busy = absl::IsAborted(status);
    if (!busy && !absl::IsUnavailable(status)) return status;
    if (reach.news || clock_.Now() - reach.answered > kLongestPause) {
      begin = clock_.Now();
      pause = kFirstPause;
    }
    if (options_.recover && !busy) OCTAVO_RETURN_IF_ERROR(options_.recover());
    if (clock_.Now() - begin + pause > patience) {
      return busy ? status : Unreachable(options_, what, clock_.Now() - begin, status);
    }
    const bool waited =
        options_.cancellation == nullptr ? (absl::SleepFor(pause), true) : options_.cancellation->Sleep(pause);
    if (!waited) return Interrupted(what);
    pause = std::min(pause * 1.7, kLongestPause);
  }
}

}  // namespace octavo::client
