#include "worker/runner/text/dataset_census.h"

#include <algorithm>
#include <limits>

#include "absl/strings/ascii.h"
#include "common/utf8.h"
#include "worker/runner/text/text_map.h"

namespace octavo {
namespace {

// What is known of a text: the parts that it was seen in, and the label that it had first above them.
constexpr uint32_t kTraining = 1, kValidation = 2, kTest = 4;
constexpr int kLabelShift = 3;

int32_t Clamped(size_t length) {
  return static_cast<int32_t>(std::min<size_t>(length, std::numeric_limits<int32_t>::max()));
}

/// Characters of `text`; a byte that is no UTF-8 counts as one.
size_t CountCharacters(absl::string_view text, bool& ill_formed) {
  size_t characters = 0;
  while (!text.empty()) {
    const Utf8Character character = FirstUtf8Character(text);
    ill_formed |= !character.valid;
    text.remove_prefix(character.bytes);
    ++characters;
  }
  return characters;
}

void Compare(const Example& example, uint32_t part, TextMap& seen, PartCensus& census) {
  const auto label = static_cast<uint32_t>(example.label);
  const auto [known, is_new] = seen.Insert(example.text, label << kLabelShift | part);
  if (is_new) return;
  census.repeated += (*known & part) != 0 ? 1 : 0;
  census.in_training += part != kTraining && (*known & kTraining) != 0 ? 1 : 0;
  census.in_validation += part == kTest && (*known & kValidation) != 0 ? 1 : 0;
  census.with_another_label += *known >> kLabelShift != label ? 1 : 0;
  *known |= part;
}

PartCensus CountPart(const std::vector<Example>& examples, uint32_t part, size_t labels, TextMap& seen,
                     const std::function<bool()>& stopped) {
  PartCensus census;
  census.by_label.resize(labels);
  census.characters.reserve(examples.size());
  census.byte_lengths.reserve(examples.size());
  for (const Example& example : examples) {
    if (stopped && stopped()) break;
    bool ill_formed = false;
    census.characters.push_back(Clamped(CountCharacters(example.text, ill_formed)));
    census.byte_lengths.push_back(Clamped(example.text.size()));
    census.ill_formed += ill_formed ? 1 : 0;
    census.empty += absl::StripAsciiWhitespace(example.text).empty() ? 1 : 0;
    census.bytes += static_cast<int64_t>(example.text.size());
    ++census.by_label[static_cast<size_t>(example.label)];
    Compare(example, part, seen, census);
  }
  census.texts = static_cast<int64_t>(census.characters.size());
  return census;
}

}  // namespace

DatasetCensus TakeCensus(const Dataset& dataset, const std::function<bool()>& stopped) {
  TextMap seen;
  const size_t labels = dataset.label_names.size();
  DatasetCensus census;
  census.train = CountPart(dataset.train, kTraining, labels, seen, stopped);
  census.validation = CountPart(dataset.validation, kValidation, labels, seen, stopped);
  census.test = CountPart(dataset.test, kTest, labels, seen, stopped);
  return census;
}

}  // namespace octavo
