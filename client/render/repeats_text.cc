#include "client/render/repeats_text.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

/// Less than one answer of any test part, and more than rounding makes.
constexpr double kSameDifference = 1e-9;

/// What the spread of the baseline tells; empty without one.
std::string Luck(const RepeatedRow& row) {
  if (!row.accuracy.estimate.has_value()) return "";
  const MeanEstimate& accuracy = *row.accuracy.estimate;
  return absl::StrCat("The luck of training: from the worst to the best seed the accuracy of ", row.label, " moves by ",
                      Fixed(100 * (accuracy.highest - accuracy.lowest), 2), " points.");
}

/// What the differences tell of one variant; empty where there are no two of them.
std::string Doing(const RepeatedRow& row) {
  const std::optional<MeanEstimate>& difference = row.accuracy_difference.estimate;
  if (!difference.has_value() || !difference->interval.has_value()) return "";
  const char* verdict = "shows neither a loss nor a gain on average over seeds: the interval holds zero";
  if (difference->highest - difference->lowest < kSameDifference) {
    verdict = "differs by the same with every seed, so that its interval is no guide to other seeds";
  } else if (difference->interval->high < 0) {
    verdict = "loses accuracy on average over seeds";
  } else if (difference->interval->low > 0) {
    verdict = "gains accuracy on average over seeds";
  }
  return absl::StrCat(row.label, " ", verdict, ".");
}

}  // namespace

std::string RepeatsExplained(const RepeatStudy& study) {
  return absl::StrCat(
      "All seeds have the same splits. A difference is taken from the FP32 baseline of the same seed, from which the "
      "variant was made: the luck of training, which both share, is not in it. Its interval is Student's t interval of "
      "the mean, with one degree of freedom less than there are runs: it speaks of other seeds on these test texts, "
      "while those of one seed's differences speak of other texts. Whatever is outside of this section is of seed ",
      study.runs.front().seed, ".");
}

std::vector<std::string> RepeatsFindings(const RepeatStudy& study) {
  std::vector<std::string> findings;
  for (const RepeatedRow& row : study.rows) {
    std::string finding = row.reference ? Luck(row) : Doing(row);
    if (!finding.empty()) findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace octavo::client
