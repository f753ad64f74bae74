#ifndef OCTAVO_TESTS_UNIT_QUANT_OBSERVERS_OBSERVED_TENSORS_H_
#define OCTAVO_TESTS_UNIT_QUANT_OBSERVERS_OBSERVED_TENSORS_H_

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "common/json.h"
#include "worker/runner/quant/observers/make_observer.h"

namespace octavo {

/// One tensor of tests/fixtures/quant/observed_tensors.json; see make_observer_fixtures.py.
struct ObservedTensor {
  std::string name;
  std::vector<std::vector<float>> batches;
  Json expected;  // the whole entry

  Range ExpectedRange(const std::string& observer) const {
    const Json& range = expected.at("ranges").at(observer);
    return {range.at(0).get<float>(), range.at(1).get<float>()};
  }
};

inline std::vector<ObservedTensor> ReadObservedTensors() {
  const char* source = std::getenv("OCTAVO_SOURCE_DIR");
  const auto file =
      ReadJsonFile(std::string(source == nullptr ? "." : source) + "/tests/fixtures/quant/observed_tensors.json");
  EXPECT_TRUE(file.ok()) << file.status();
  std::vector<ObservedTensor> tensors;
  if (!file.ok()) return tensors;
  for (const Json& entry : file->at("tensors")) {
    ObservedTensor tensor{.name = entry.at("name"), .batches = {}, .expected = entry};
    for (const Json& batch : entry.at("batches")) {
      const auto values = batch.at("values").get<std::vector<float>>();
      std::vector<float>& all = tensor.batches.emplace_back();
      for (int i = 0; i < batch.at("times").get<int>(); ++i) all.insert(all.end(), values.begin(), values.end());
    }
    tensors.push_back(std::move(tensor));
  }
  return tensors;
}

/// The range that a new observer chooses for the batches, in their order.
inline Range RangeOf(ObserverKind kind, const ObserverOptions& options,
                     const std::vector<std::vector<float>>& batches) {
  const auto observer = MakeObserver(kind, options);
  EXPECT_TRUE(observer.ok()) << observer.status();
  if (!observer.ok()) return {};
  for (const std::vector<float>& batch : batches) (*observer)->Observe(batch);
  const auto range = (*observer)->Result();
  EXPECT_TRUE(range.ok()) << range.status();
  return range.ok() ? *range : Range{};
}

}  // namespace octavo

#endif  // OCTAVO_TESTS_UNIT_QUANT_OBSERVERS_OBSERVED_TENSORS_H_
