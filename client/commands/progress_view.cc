#include "client/commands/progress_view.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "client/render/numbers.h"
#include "client/render/text_table.h"

namespace octavo::client {
namespace {

constexpr absl::Duration kPlainEvery = absl::Seconds(10);
constexpr int kBarColumns = 24;

std::string Bar(double share, int columns) {
  const int full = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * columns));
  return absl::StrCat("[", std::string(static_cast<size_t>(full), '#'),
                      std::string(static_cast<size_t>(columns - full), '.'), "]");
}

std::string Cut(std::string text, int width) {
  if (static_cast<int>(DisplayWidth(text)) <= width) return text;
  while (static_cast<int>(DisplayWidth(text)) > width - 1) text.pop_back();
  return text;
}

/// The name of the variant to tell of: the last one that the job says it made, for a mixed job makes its mixed form
/// last; else the one that was compared, else the only one.
std::string MainVariant(const Json& result, const Json& variants) {
  const auto own = result.find("own_variants");
  if (own != result.end() && own->is_array() && !own->empty() && own->back().is_string() &&
      variants.contains(own->back().get<std::string>())) {
    return own->back().get<std::string>();
  }
  const auto comparison = result.find("comparison");
  if (comparison != result.end() && comparison->is_object() && !comparison->empty() &&
      variants.contains(comparison->begin().key())) {
    return comparison->begin().key();
  }
  return variants.begin().key();
}

double NumberAt(const Json& json, const char* pointer) {
  const Json::json_pointer at(pointer);
  return json.contains(at) && json.at(at).is_number() ? json.at(at).get<double>() : NAN;
}

}  // namespace

std::string ProgressLine(const Job& job, int bar) {
  const Progress& progress = job.progress;
  std::string line = absl::StrCat(job.spec.name, ": ");
  if (!job.has_progress || progress.phase.empty()) return absl::StrCat(line, JobStateName(job.state));
  absl::StrAppend(&line, progress.phase);
  if (progress.total > 0) {
    if (bar > 0)
      absl::StrAppend(&line, " ", Bar(static_cast<double>(progress.step) / static_cast<double>(progress.total), bar));
    absl::StrAppend(&line, " ", progress.step, "/", progress.total);
  }
  if (progress.rate > 0) absl::StrAppend(&line, ", ", Fixed(progress.rate, 1), " ", progress.rate_unit);
  if (progress.eta > absl::ZeroDuration()) absl::StrAppend(&line, ", ", Span(progress.eta), " left");
  for (const char* name : {"epoch", "loss", "accuracy"}) {
    const auto metric = progress.metrics.find(name);
    if (metric == progress.metrics.end()) continue;
    absl::StrAppend(&line, ", ", name, " ",
                    Fixed(metric->second, metric->second == std::floor(metric->second) ? 0 : 4));
  }
  return Printable(line);
}

std::string ResultSummary(const Json& result) {
  const auto variants = result.find("variants");
  if (variants == result.end() || !variants->is_object() || variants->empty()) return "";
  const Json& variant = variants->at(MainVariant(result, *variants));
  std::string text;
  auto add = [&](const std::string& part) { absl::StrAppend(&text, text.empty() ? "" : ", ", part); };
  if (const double accuracy = NumberAt(variant, "/evaluation/accuracy"); !std::isnan(accuracy)) {
    add(absl::StrCat("accuracy ", Fixed(100 * accuracy, 2), " %"));
  }
  if (const double size = NumberAt(variant, "/size_bytes"); !std::isnan(size)) add(Bytes(static_cast<int64_t>(size)));
  if (const double p50 = NumberAt(variant, "/latency/batch1/p50_ms"); !std::isnan(p50))
    add(absl::StrCat(Fixed(p50, 2), " ms a text"));
  return text;
}

std::string EndLine(const Job& job) {
  std::string line = absl::StrCat(job.spec.name, ": ", JobStateName(job.state));
  if (!job.cached_from.empty()) {
    absl::StrAppend(&line, " (from the result cache)");
  } else if (job.started != absl::InfinitePast() && job.ended != absl::InfinitePast()) {
    absl::StrAppend(&line, " in ", Span(job.ended - job.started));
  }
  if (job.state == JobState::kSucceeded) {
    const std::string summary = ResultSummary(job.result);
    if (!summary.empty()) absl::StrAppend(&line, ": ", summary);
  } else if (!job.state_reason.empty()) {
    absl::StrAppend(&line, ": ", job.state_reason);
  }
  return line;
}

void ProgressView::Update(const Experiment& experiment) {
  for (const Job& job : experiment.jobs) UpdateJob(job);
  if (!output_.live()) return;
  std::string lines;
  for (const Job& job : experiment.jobs) {
    if (IsFinal(job.state) || job.state == JobState::kBlocked) continue;
    absl::StrAppend(&lines, Cut(ProgressLine(job, output_.Width() >= 100 ? kBarColumns : 10), output_.Width() - 1),
                    "\n");
  }
  output_.Live(lines);
}

void ProgressView::Queued(const Job& job, const std::string& why) {
  std::string& told = reasons_[job.id];
  if (told == why) return;
  told = why;
  output_.Note(absl::StrCat(job.spec.name, ": queued: ", Printable(why)));
}

void ProgressView::UpdateJob(const Job& job) {
  const auto known = states_.find(job.id);
  if (known == states_.end() || known->second != job.state) {
    states_[job.id] = job.state;
    if (job.state == JobState::kSucceeded || job.state == JobState::kSkipped) output_.Note(EndLine(job));
    if (job.state == JobState::kFailed || job.state == JobState::kCancelled) output_.Warning(EndLine(job));
    if (job.state == JobState::kRunning && !job.attempts.empty()) {
      output_.Note(absl::StrCat(job.spec.name, ": running on ", job.attempts.back().worker,
                                job.attempts.size() > 1 ? absl::StrCat(" (attempt ", job.attempts.size(), ")") : ""));
    }
    if (job.state == JobState::kQueued && known != states_.end()) {
      output_.Note(absl::StrCat(job.spec.name, ": queued again",
                                job.state_reason.empty() ? "" : absl::StrCat(": ", job.state_reason)));
    }
  }
  if (output_.live() || job.state != JobState::kRunning || !job.has_progress) return;
  // Redirected: one line as each phase begins, then now and then.
  const absl::Time now = absl::Now();
  const bool new_phase = phases_[job.id] != job.progress.phase;
  if (!new_phase && now - last_lines_[job.id] < kPlainEvery) return;
  phases_[job.id] = job.progress.phase;
  last_lines_[job.id] = now;
  output_.Note(ProgressLine(job, 0));
}

void ProgressView::Transfer(const std::string& what, int64_t done, int64_t total) {
  const std::string line = absl::StrCat(what, ": ", Bytes(done), " of ", Bytes(total));
  if (output_.live()) {
    output_.Live(done < total ? Cut(line, output_.Width() - 1) + "\n" : "");
    return;
  }
  const absl::Time now = absl::Now();
  if (transfer_ == what && done < total && now - transfer_line_ < kPlainEvery) return;
  if (transfer_ == what && done >= total && transfer_line_ == absl::InfiniteFuture()) return;
  if (transfer_ != what && total < (8 << 20)) return;
  transfer_ = what;
  transfer_line_ = done >= total ? absl::InfiniteFuture() : now;
  output_.Note(line);
}

}  // namespace octavo::client
