#include "tests/fuzz/support/dataset_properties.h"

#include <algorithm>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "tests/fuzz/support/fuzz.h"

namespace octavo::fuzz {
namespace {

void CheckSizes(const Dataset& dataset, const DatasetRequest& request) {
  const auto kept = [](int64_t full, int64_t samples) { return samples == 0 ? full : std::min(full, samples); };
  const auto size = [](const std::vector<Example>& part) { return static_cast<int64_t>(part.size()); };
  Require(size(dataset.train) == kept(dataset.full.train, request.train_samples), "train has the size asked for");
  Require(size(dataset.validation) == kept(dataset.full.validation, request.eval_samples),
          "validation has the size asked for");
  Require(size(dataset.test) == kept(dataset.full.test, request.eval_samples), "test has the size asked for");
  Require(!dataset.train.empty() && !dataset.validation.empty() && !dataset.test.empty(), "no part is empty");
  Require(dataset.test_texts_seen_in_training >= 0 && dataset.test_texts_seen_in_training <= size(dataset.test),
          "no more test texts were seen in training than there are");
}

void CheckExamples(const Dataset& dataset) {
  Require(dataset.label_names.size() >= 2, "there are two labels or more");
  absl::flat_hash_set<absl::string_view> ids;
  for (const auto* part : {&dataset.train, &dataset.validation, &dataset.test}) {
    for (const Example& example : *part) {
      Require(example.label >= 0 && example.label < static_cast<int32_t>(dataset.label_names.size()),
              "a label has a name");
      Require(ids.insert(example.id).second, "an id is unique in its data set");
    }
  }
}

bool SameExamples(const std::vector<Example>& a, const std::vector<Example>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Example& left, const Example& right) {
    return left.text == right.text && left.label == right.label && left.id == right.id;
  });
}

}  // namespace

void CheckLoading(const DatasetRequest& request) {
  const auto dataset = LoadDataset(request);
  const auto again = LoadDataset(request);
  Require(dataset.status() == again.status(), "a second call ends as the first one");
  if (!dataset.ok()) {
    Require(!dataset.status().message().empty(), "an error says something");
    return;
  }
  CheckSizes(*dataset, request);
  CheckExamples(*dataset);
  Require(SameExamples(dataset->train, again->train) && SameExamples(dataset->validation, again->validation) &&
              SameExamples(dataset->test, again->test) && dataset->label_names == again->label_names,
          "a second call gives the same data set");
}

}  // namespace octavo::fuzz
