#ifndef OCTAVO_TESTS_UNIT_ENGINE_BERT_FIXTURE_H_
#define OCTAVO_TESTS_UNIT_ENGINE_BERT_FIXTURE_H_

// The tiny models of tests/fixtures/bert and tests/fixtures/architectures and what Python transformers says of them
// (tests/fixtures/make_bert_fixtures.py, make_architecture_fixtures.py).

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "common/files.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "worker/runner/engine/engine.h"

namespace octavo {

inline std::string FixturePath(const std::string& name) {
  const char* source = std::getenv("OCTAVO_SOURCE_DIR");
  return std::string(source == nullptr ? "." : source) + "/tests/fixtures/" + name;
}

inline std::string TinyBert() { return FixturePath("bert"); }

inline nlohmann::json ReadExpected(const std::string& dir) {
  std::ifstream file(dir + "/expected.json");
  return nlohmann::json::parse(file);
}

inline TokenBatch BatchOf(const nlohmann::json& texts, const std::vector<size_t>& chosen) {
  TokenBatch batch;
  for (const size_t i : chosen) batch.Append(texts[i].get<std::vector<int32_t>>());
  return batch;
}

/// All texts, `times` times over.
inline TokenBatch RepeatedTexts(const nlohmann::json& texts, int64_t times) {
  TokenBatch batch;
  for (int64_t i = 0; i < times; ++i) {
    for (const auto& text : texts) batch.Append(text.get<std::vector<int32_t>>());
  }
  return batch;
}

inline TokenBatch AllTexts(const nlohmann::json& texts) { return RepeatedTexts(texts, 1); }

/// Labels of `classes` classes for `texts` texts, the same for each repetition of `period` texts.
inline std::vector<int32_t> CyclicLabels(int64_t texts, int64_t period, int classes) {
  std::vector<int32_t> labels;
  for (int64_t i = 0; i < texts; ++i) labels.push_back(static_cast<int32_t>(i % period % classes));
  return labels;
}

inline std::vector<float> Flatten(const nlohmann::json& rows) {
  std::vector<float> out;
  for (const auto& row : rows) {
    for (const auto& value : row) out.push_back(value.get<float>());
  }
  return out;
}

inline void ExpectNear(const std::vector<float>& actual, const std::vector<float>& expected, float tolerance) {
  ASSERT_EQ(actual.size(), expected.size());
  for (size_t i = 0; i < actual.size(); ++i) ASSERT_NEAR(actual[i], expected[i], tolerance) << "at " << i;
}

/// A folder of its own per test, removed afterwards.
inline TempDir NewFolder() { return *TempDir::Create("octavo-engine"); }

/// Copies the tiny BERT to `dir`, replacing `from` by `to` in its config.json.
inline void CopyTinyBert(const std::string& dir, const std::string& from = "", const std::string& to = "") {
  std::filesystem::copy_file(TinyBert() + "/model.safetensors", dir + "/model.safetensors");
  std::ifstream file(TinyBert() + "/config.json");
  std::string config((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!from.empty()) {
    const size_t at = config.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    config.replace(at, from.size(), to);
  }
  std::ofstream(dir + "/config.json") << config;
}

/// The static INT8 file of the model folder of `options`, calibrated by its first observer on `texts`.
inline void MakeStaticFile(StaticOptions options, const nlohmann::json& texts, const std::string& path) {
  options.observers.resize(1);
  const auto quantizer = CreateStaticQuantizer(options);
  ASSERT_TRUE(quantizer.ok()) << quantizer.status();
  const auto model = LoadClassifier({.path = options.model_dir});
  ASSERT_TRUE(model.ok()) << model.status();
  for (int pass = 0; pass < (*quantizer)->passes(); ++pass) {
    ASSERT_TRUE((*model)->LogitsWithTap(AllTexts(texts), **quantizer).ok());
    ASSERT_TRUE((*quantizer)->EndPass().ok());
  }
  const auto summary = (*quantizer)->Write(options.observers[0], path);
  ASSERT_TRUE(summary.ok()) << summary.status();
}

inline void StartEngine(int threads = 2) {
  EngineOptions options;
  options.threads = threads;
  const absl::Status status = InitializeEngine(options);
  ASSERT_TRUE(status.ok()) << status;
}

}  // namespace octavo

#endif  // OCTAVO_TESTS_UNIT_ENGINE_BERT_FIXTURE_H_
