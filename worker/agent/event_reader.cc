#include "worker/agent/event_reader.h"

#include <cmath>
#include <utility>

namespace octavo {
namespace {

std::string TextOr(const Json& event, const char* key, std::string otherwise) {
  const auto it = event.find(key);
  return it != event.end() && it->is_string() ? it->get<std::string>() : std::move(otherwise);
}

double NumberOr(const Json& event, const char* key, double otherwise) {
  const auto it = event.find(key);
  return it != event.end() && it->is_number() ? it->get<double>() : otherwise;
}

/// Counts are written as integers, but a writer in another language may say 3.0.
int64_t CountOr(const Json& event, const char* key, int64_t otherwise) {
  const double value = NumberOr(event, key, static_cast<double>(otherwise));
  return std::isfinite(value) && value >= 0 && value < 9e15 ? static_cast<int64_t>(value) : otherwise;
}

}  // namespace

void EventReader::Feed(absl::string_view bytes) {
  while (!bytes.empty()) {
    const size_t end = bytes.find('\n');
    const absl::string_view piece = bytes.substr(0, end);
    if (!overlong_ && partial_.size() + piece.size() > kMaxLine) {
      overlong_ = true;
      partial_.clear();
    }
    if (!overlong_) partial_.append(piece.data(), piece.size());
    if (end == absl::string_view::npos) return;
    if (overlong_) {
      ++bad_lines_;
    } else if (!partial_.empty()) {
      Line(partial_);
    }
    overlong_ = false;
    partial_.clear();
    bytes.remove_prefix(end + 1);
  }
}

void EventReader::Line(absl::string_view line) {
  absl::StatusOr<Json> event = ParseJson(line, "event");
  if (!event.ok() || !event->is_object() || !Apply(*event)) ++bad_lines_;
}

/// False for an object that is no event. Types that this agent does not know are events too.
bool EventReader::Apply(const Json& event) {
  const std::string type = TextOr(event, "type", "");
  if (type.empty()) return false;
  if (type != "progress" && type != "phase") return true;
  JobProgress progress;
  progress.phase = TextOr(event, "phase", progress_.has_value() ? progress_->phase : "");
  progress.step = CountOr(event, "step", 0);
  progress.total_steps = CountOr(event, "total", 0);
  progress.rate = NumberOr(event, "rate", 0);
  progress.rate_unit = TextOr(event, "unit", "");
  const double eta = NumberOr(event, "eta_s", 0);
  if (std::isfinite(eta) && eta > 0 && eta < 1e9) progress.eta = absl::Seconds(eta);
  if (const auto metrics = event.find("metrics"); metrics != event.end() && metrics->is_object()) {
    for (const auto& [name, value] : metrics->items()) {
      if (value.is_number() && progress.metrics.size() < kMaxMetrics) progress.metrics[name] = value.get<double>();
    }
  }
  progress_ = std::move(progress);
  return true;
}

double EventReader::training_rate() const {
  const bool trains = progress_.has_value() && progress_->phase == "train" && progress_->rate_unit == "samples/s";
  return trains ? progress_->rate : 0;
}

}  // namespace octavo
