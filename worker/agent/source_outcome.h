#ifndef OCTAVO_WORKER_AGENT_SOURCE_OUTCOME_H_
#define OCTAVO_WORKER_AGENT_SOURCE_OUTCOME_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace octavo {

/// Besides the coordinator: the hub, or an archive by its URL.
enum class SourceKind { kHub, kArchive };
/// "hub" or "archive": a metric's label.
inline absl::string_view ToString(SourceKind kind) { return kind == SourceKind::kHub ? "hub" : "archive"; }

/// What became of asking a source for a file.
enum class SourceOutcome {
  kFetched,
  kWrongBytes,   // they are not those of the manifest
  kNotThere,     // the source does not have the file, or answers oddly
  kDenied,       // it wants a token or another one
  kUnreachable,  // no connection, or one that broke, stalled or was too slow
  kLeftAlone,    // not asked: it was unreachable a short while ago
  kNotAllowed,   // not asked: the policy forbids it, or it is no source of this file
};
/// "fetched", "wrong_bytes", …: a metric's label.
inline absl::string_view ToString(SourceOutcome outcome) {
  static constexpr absl::string_view kNames[] = {"fetched",     "wrong_bytes", "not_there",  "denied",
                                                 "unreachable", "left_alone",  "not_allowed"};
  return kNames[static_cast<size_t>(outcome)];
}
inline constexpr int kSourceOutcomes = 7;

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_SOURCE_OUTCOME_H_
