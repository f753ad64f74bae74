#ifndef OCTAVO_CLIENT_COMMANDS_FOLLOW_H_
#define OCTAVO_CLIENT_COMMANDS_FOLLOW_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/api/stream_news.h"
#include "client/commands/context.h"

namespace octavo::client {

/// Shows how an experiment goes until it has ended and returns its final state; `experiment` is kept as it was seen
/// last. A lost server is waited for, which is told once, as is its return; what happened meanwhile is told then.
/// CANCELLED when the user interrupts; UNAVAILABLE, which says how to continue, when the server stays away for longer
/// than --patience. FAILED_PRECONDITION when a private service can never run one of the jobs, which nobody else would:
/// the experiment was cancelled.
absl::StatusOr<Experiment> Follow(Context& context, Session& session, Experiment* experiment);

/// Says on stderr that the server was lost and that it is back. Both arguments outlive the result.
StreamNews NewsOf(Context& context, const Client& client);

/// An UNAVAILABLE with that sentence behind it: how to continue. Another status as it is.
absl::Status WithRemedy(absl::Status status, absl::string_view remedy);

/// After a CANCELLED of Follow(): stops a private service in order, and says what is left and how to continue.
void TellInterrupted(Context& context, Session& session, const Experiment& experiment);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_FOLLOW_H_
