#include "worker/runner/text/local_labels.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status_macros.h"
#include "worker/runner/text/dataset_readers.h"
#include "worker/runner/text/unicode.h"

namespace octavo {
namespace {

constexpr size_t kMaxLabels = 10'000;
constexpr size_t kMaxLabelBytes = 256;
constexpr size_t kLabelsShown = 10;
constexpr size_t kBadBytesShown = 40;  // of a label that is not UTF-8

bool AreWholeNumbers(const std::vector<std::string>& labels) {
  int64_t value = 0;
  return std::all_of(labels.begin(), labels.end(),
                     [&](const std::string& label) { return absl::SimpleAtoi(label, &value); });
}

/// In quotes: names have blanks.
std::string Listed(const std::vector<std::string>& labels) {
  std::vector<std::string> shown;
  for (const std::string& label : labels) {
    if (shown.size() == kLabelsShown) break;
    shown.push_back(absl::StrCat("\"", Shortened(label), "\""));
  }
  if (shown.size() < labels.size()) shown.push_back(absl::StrCat("… (", labels.size(), ")"));
  return absl::StrJoin(shown, ", ");
}

absl::Status Misfit(const std::vector<std::string>& wanted, absl::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat("label_names ", Listed(wanted), ": ", why));
}

/// The class of every label of the file.
using Classes = std::map<std::string, std::string>;

/// "VALUE=NAME" for every label.
absl::StatusOr<Classes> ByValue(const std::vector<std::string>& wanted, const std::vector<std::string>& labels) {
  Classes classes;
  for (const std::string& item : wanted) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(item, absl::MaxSplits('=', 1));
    if (!absl::StrContains(item, '=') || parts.first.empty() || parts.second.empty())
      return Misfit(wanted, absl::StrCat("\"", item, "\" is not of the form VALUE=NAME, as others are"));
    if (std::find(labels.begin(), labels.end(), parts.first) == labels.end())
      return Misfit(wanted,
                    absl::StrCat("no text has the label \"", parts.first, "\"; the labels are ", Listed(labels)));
    if (!classes.emplace(parts).second)
      return Misfit(wanted, absl::StrCat("the label \"", parts.first, "\" has two names"));
  }
  for (const std::string& label : labels) {
    if (!classes.contains(label))
      return Misfit(wanted, absl::StrCat("the label \"", label, "\" has no name; add \"", label, "=NAME\""));
  }
  return classes;
}

/// Names without values: the labels themselves in another order, or those of whole numbers in theirs.
absl::StatusOr<Classes> InTurn(const std::vector<std::string>& wanted, const std::vector<std::string>& labels) {
  const std::set<std::string> names(wanted.begin(), wanted.end());
  if (names.size() != wanted.size()) return Misfit(wanted, "a name is there twice");
  Classes classes;
  if (names == std::set<std::string>(labels.begin(), labels.end())) {
    for (const std::string& label : labels) classes[label] = label;
    return classes;
  }
  if (wanted.size() != labels.size()) {
    return Misfit(wanted, absl::StrCat(wanted.size(), " names for ", labels.size(), " labels (", Listed(labels),
                                       "); give one for each, in this order"));
  }
  if (!AreWholeNumbers(labels)) {
    return Misfit(wanted, absl::StrCat("the labels are ", Listed(labels),
                                       ", and nothing says which is which; give VALUE=NAME for each, such as \"",
                                       Shortened(labels.front()), "=", Shortened(wanted.front()), "\""));
  }
  for (size_t i = 0; i < labels.size(); ++i) classes[labels[i]] = wanted[i];
  return classes;
}

/// The classes' names in the order of `wanted`.
std::vector<std::string> NamesOf(const std::vector<std::string>& wanted, bool by_value) {
  std::vector<std::string> names;
  for (const std::string& item : wanted) {
    const std::string name = by_value ? item.substr(item.find('=') + 1) : item;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

}  // namespace

absl::StatusOr<int32_t> LocalLabels::Number(absl::string_view label) {
  if (label.empty()) return absl::InvalidArgumentError("an empty label");
  const auto found = numbers_.find(label);
  if (found != numbers_.end()) return found->second;
  if (label.size() > kMaxLabelBytes) {
    return absl::InvalidArgumentError(absl::StrCat("a label of ", label.size(), " bytes; at most ", kMaxLabelBytes,
                                                   " are one; is label_column right?"));
  }
  // Two of them would look alike wherever they are shown, and JSON has no place for them.
  if (!IsWellFormed(label)) {
    return absl::InvalidArgumentError(
        absl::StrCat("the label \"", absl::CHexEscape(label.substr(0, kBadBytesShown)),
                     "\" is not UTF-8; convert the file, as iconv -f LATIN1 -t UTF-8 OLD > NEW does"));
  }
  if (numbers_.size() == kMaxLabels) {
    return absl::InvalidArgumentError(
        absl::StrCat("more than ", kMaxLabels, " different labels; is label_column right?"));
  }
  const auto number = static_cast<int32_t>(numbers_.size());
  numbers_.emplace(label, number);
  return number;
}

std::vector<std::string> LocalLabels::InOrder() const {
  std::vector<std::string> labels;
  for (const auto& [label, number] : numbers_) labels.push_back(label);
  std::sort(labels.begin(), labels.end());
  if (!AreWholeNumbers(labels)) return labels;
  const auto value_of = [](const std::string& label) {
    int64_t number = 0;
    return absl::SimpleAtoi(label, &number) ? number : 0;
  };
  std::stable_sort(labels.begin(), labels.end(),
                   [&](const std::string& a, const std::string& b) { return value_of(a) < value_of(b); });
  return labels;
}

absl::StatusOr<LocalLabels::Settled> LocalLabels::Settle(const std::vector<std::string>& wanted) const {
  Settled settled;
  const std::vector<std::string> labels = InOrder();
  Classes classes;
  if (wanted.empty()) {
    settled.names = labels;
    for (const std::string& label : labels) classes[label] = label;
  } else {
    const bool own =
        std::all_of(wanted.begin(), wanted.end(), [&](const std::string& name) { return numbers_.contains(name); });
    const bool by_value = !own && std::any_of(wanted.begin(), wanted.end(),
                                              [](const std::string& item) { return absl::StrContains(item, '='); });
    OCTAVO_ASSIGN_OR_RETURN(classes, by_value ? ByValue(wanted, labels) : InTurn(wanted, labels));
    settled.names = NamesOf(wanted, by_value);
  }
  if (settled.names.size() < 2) {
    return absl::InvalidArgumentError(
        absl::StrCat(settled.names.empty() ? "no labelled texts" : "only one label, \"" + settled.names[0] + "\"",
                     "; a classifier needs at least two labels"));
  }
  settled.places.resize(numbers_.size());
  for (const auto& [label, number] : numbers_) {
    const auto name = std::find(settled.names.begin(), settled.names.end(), classes[label]);
    settled.places[static_cast<size_t>(number)] = static_cast<int32_t>(name - settled.names.begin());
  }
  return settled;
}

}  // namespace octavo
