// Input: a byte that decides how the rest, a runner's events.jsonl, is cut into pieces, which must not change what is
// understood.
#include <algorithm>

#include "tests/fuzz/support/fuzz.h"
#include "worker/agent/event_reader.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const size_t piece = 1 + input.Byte();
  absl::string_view text = input.Rest();
  EventReader whole, pieces;
  whole.Feed(text);
  while (!text.empty()) {
    pieces.Feed(text.substr(0, piece));
    text.remove_prefix(std::min(piece, text.size()));
  }
  Require(whole.bad_lines() == pieces.bad_lines(), "pieces have the whole text's bad lines");
  Require(whole.progress() == pieces.progress(), "pieces give the whole text's progress");
  Require(whole.training_rate() == pieces.training_rate(), "pieces give the whole text's rate");
  if (!whole.progress().has_value()) return 0;
  const JobProgress& progress = *whole.progress();
  Require(progress.metrics.size() <= EventReader::kMaxMetrics && progress.step >= 0 && progress.total_steps >= 0 &&
              progress.eta >= absl::ZeroDuration(),
          "progress is within bounds");
  return 0;
}

}  // namespace octavo::fuzz
