#ifndef OCTAVO_CLIENT_COMMANDS_FOLLOW_H_
#define OCTAVO_CLIENT_COMMANDS_FOLLOW_H_

#include "absl/status/statusor.h"
#include "client/commands/context.h"

namespace octavo::client {

/// Shows how an experiment goes until it has ended and returns its final state; `experiment` is kept as it was seen
/// last. CANCELLED when the user interrupts; UNAVAILABLE when the server was lost. FAILED_PRECONDITION when a private
/// service can never run one of the jobs, which nobody else would: the experiment was cancelled.
absl::StatusOr<Experiment> Follow(Context& context, Session& session, Experiment* experiment);

/// After a CANCELLED of Follow(): stops a private service in order, and says what is left and how to continue.
void TellInterrupted(Context& context, Session& session, const Experiment& experiment);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_FOLLOW_H_
