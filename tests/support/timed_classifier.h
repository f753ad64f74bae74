#ifndef OCTAVO_TESTS_SUPPORT_TIMED_CLASSIFIER_H_
#define OCTAVO_TESTS_SUPPORT_TIMED_CLASSIFIER_H_

#include <string>
#include <utility>
#include <vector>

#include "worker/runner/engine/engine.h"

namespace octavo {

/// A classifier that takes given times by a clock of the test's and writes down that it was called. The last time is
/// that of all further calls. Logits are zero, of two classes.
class TimedClassifier final : public Classifier {
 public:
  TimedClassifier(char name, std::string& calls, double& clock, std::vector<double> seconds)
      : name_(name), calls_(calls), clock_(clock), seconds_(std::move(seconds)) {
    info_.max_positions = 512;
  }
  const ModelInfo& info() const override { return info_; }
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override {
    calls_ += name_;
    clock_ += seconds_[next_ < seconds_.size() ? next_ : seconds_.size() - 1];
    ++next_;
    return std::vector<float>(static_cast<size_t>(2 * batch.size()));
  }

 private:
  const char name_;
  std::string& calls_;
  double& clock_;
  const std::vector<double> seconds_;
  size_t next_ = 0;
  ModelInfo info_;
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_SUPPORT_TIMED_CLASSIFIER_H_
