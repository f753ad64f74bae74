#include "client/render/method_text.h"

#include "absl/strings/str_cat.h"
#include "client/compare/comparison.h"
#include "client/render/numbers.h"

namespace octavo::client {

std::string RuleText() {
  return absl::StrCat(
      "The rule: of the variants that cannot have lost more than ", Fixed(100 * kToleratedLoss, 1),
      " percentage points of accuracy (lower end of the 95 % interval), the one that answers a single text fastest; of "
      "equally fast ones the smallest.");
}

std::string MethodText() {
  return "Differences are paired: the same test texts, answered by both. Their intervals come from resampling the "
         "texts (where fewer than ten answers flip, widened by Agresti and Min's formula); McNemar's p is exact. "
         "Speed-ups compare the medians of runs made in turn; their intervals come from resampling blocks of "
         "neighbouring runs. Compression is the size of the baseline's files over that of the variant's.";
}

}  // namespace octavo::client
