#ifndef OCTAVO_TESTS_SUPPORT_FAKE_ENGINE_H_
#define OCTAVO_TESTS_SUPPORT_FAKE_ENGINE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "worker/runner/job/engine_functions.h"

namespace octavo {

/// Those of a small CPU and a LibTorch "fake".
EngineCapabilities FakeCapabilities();

/// What a test can change about the fake engine. Must outlive the functions made from it.
struct FakeEngineControls {
  /// Called after every training step with the number of steps done; an error ends the training.
  std::function<absl::Status(int64_t)> after_step;
  /// Called at the start of every Logits().
  std::function<absl::Status()> before_logits;
  absl::Status quantize;               // what QuantizeDynamic and ConvertToFloat answer
  std::vector<ComputeType> converted;  // what ConvertToFloat was asked for; its files are int8 ones all the same
  absl::Status save_model;             // what SaveModel answers
  double gemm_peak = 100;
  absl::Status int8_gemm_peak;  // an error: instead of gemm_peak for int8
  int64_t flops_per_token = 1000;
  /// By observer: what its static file multiplies the weights by; 1 for others.
  std::map<std::string, float> observer_factors;
  absl::Status write_static;              // an error: what StaticQuantizer::Write answers
  std::vector<StaticOptions> quantizers;  // what static quantizers were made with
  std::vector<TokenBatch> calibrated;     // what they saw, a batch of all texts for each pass
  int trainers_made = 0;
  EngineCapabilities capabilities = FakeCapabilities();
};

/// An engine without LibTorch: a classifier is the mean of one learned row per token, trained by plain gradient
/// descent. It learns, resumes exactly and has an int8 form, so that the jobs' logic can be tested in milliseconds.
EngineFunctions FakeEngine(FakeEngineControls& controls);

}  // namespace octavo

#endif  // OCTAVO_TESTS_SUPPORT_FAKE_ENGINE_H_
