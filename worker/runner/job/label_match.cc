#include "worker/runner/job/label_match.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "worker/runner/job/failure.h"

namespace octavo {
namespace {

std::vector<std::string> InLowerCase(std::vector<std::string> words) {
  for (std::string& word : words) absl::AsciiStrToLower(&word);
  return words;
}

/// The place of each of `data_labels` in `model_labels`, whatever their case; nothing where one is not there or the
/// names do not tell them apart. Both are equally many.
std::optional<std::vector<int32_t>> PlacesOfLabels(const std::vector<std::string>& data_labels,
                                                   const std::vector<std::string>& model_labels) {
  const std::vector<std::string> wanted = InLowerCase(data_labels), known = InLowerCase(model_labels);
  std::vector<int32_t> places;
  for (const std::string& label : wanted) {
    const auto found = std::find(known.begin(), known.end(), label);
    if (found == known.end() || std::count(wanted.begin(), wanted.end(), label) != 1) return std::nullopt;
    places.push_back(static_cast<int32_t>(found - known.begin()));
  }
  return places;
}

}  // namespace

absl::Status MatchLabels(JobContext& context, const std::vector<std::string>& model_labels, EncodedDataset& data) {
  const auto data_labels = data.description.at("labels").get<std::vector<std::string>>();
  if (data_labels.size() != model_labels.size()) {
    return Blame(absl::InvalidArgumentError(absl::StrCat(
                     "data set ", data.description.at("name").get<std::string>(), " has ", data_labels.size(),
                     " labels (", absl::StrJoin(data_labels, ", "), ") and the model ", model_labels.size(), " (",
                     absl::StrJoin(model_labels, ", "), "); give the data set that the model was trained on")),
                 kBadData);
  }
  const std::optional<std::vector<int32_t>> places = PlacesOfLabels(data_labels, model_labels);
  if (!places.has_value()) {
    context.events.Warning(absl::StrCat("the labels of the data set (", absl::StrJoin(data_labels, ", "),
                                        ") and of the model (", absl::StrJoin(model_labels, ", "),
                                        ") have different names; they are taken in order"));
    return absl::OkStatus();
  }
  for (EncodedRows* rows : {&data.train, &data.validation, &data.test}) {
    for (int32_t& label : rows->labels) label = (*places)[static_cast<size_t>(label)];
  }
  data.description["labels"] = model_labels;
  return absl::OkStatus();
}

}  // namespace octavo
