#ifndef OCTAVO_CLIENT_COMMANDS_FOLLOW_H_
#define OCTAVO_CLIENT_COMMANDS_FOLLOW_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/api/stream_news.h"
#include "client/commands/context.h"

namespace octavo::client {

/// Shows how an experiment goes until it has ended: true, and `experiment` is its final state. A lost server is waited
/// for, which is told once, as is its return; what happened meanwhile is told then. False when the user interrupts:
/// a private service was stopped in order, it was told what is left and how to continue, and `experiment` is as it was
/// seen last. UNAVAILABLE, which says how to continue, when the server stays away for longer than --patience.
/// FAILED_PRECONDITION when a private service can never run one of the jobs, which nobody else would: the experiment
/// was cancelled. What broke down, when a private service did.
absl::StatusOr<bool> FollowToEnd(Context& context, Session& session, Experiment* experiment);

/// Says on stderr that the server was lost and that it is back. Both arguments outlive the result.
StreamNews NewsOf(Context& context, const Client& client);

/// An UNAVAILABLE with that sentence behind it: how to continue. Another status as it is.
absl::Status WithRemedy(absl::Status status, absl::string_view remedy);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_FOLLOW_H_
