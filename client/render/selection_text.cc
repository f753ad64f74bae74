#include "client/render/selection_text.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/render/text_width.h"

namespace octavo::client {

std::string RenderSelectionText(absl::Span<const Contender> contenders, const Selection& selection) {
  std::string text =
      absl::StrCat("Best by ", GoalNames()[static_cast<size_t>(selection.best)], ": ",
                   selection.winner.has_value() ? Printable(contenders[*selection.winner].label) : "none", "\n  ",
                   Printable(selection.why), "\n");
  for (const LimitOutcome& limit : selection.limits) {
    std::vector<std::string> excluded;
    for (const LeftOut& left : limit.excluded)
      excluded.push_back(Printable(absl::StrCat(left.label, " (", left.why, ")")));
    absl::StrAppend(&text, "  ", limit.flag, " ", limit.bound,
                    excluded.empty() ? " excluded nothing" : absl::StrCat(" excluded ", absl::StrJoin(excluded, ", ")),
                    "\n");
  }
  for (const LeftOut& left : selection.not_compared)
    absl::StrAppend(&text, "  not compared: ", Printable(absl::StrCat(left.label, ": ", left.why)), "\n");
  return text;
}

}  // namespace octavo::client
