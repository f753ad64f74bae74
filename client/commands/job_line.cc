#include "client/commands/job_line.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/render/numbers.h"
#include "client/render/text_width.h"

namespace octavo::client {
namespace {

constexpr int kWideBarColumns = 24;
constexpr int kBarColumns = 10;
// Less than this of what is transferred says nothing.
constexpr size_t kLeastOfName = 8;

/// What a live line can do without, in the order in which it goes.
enum Field { kWideBar, kEpoch, kRate, kMemory, kAccuracy, kCounts, kBar, kLoss, kEta, kPhase, kFields };

double ShareDone(int64_t done, int64_t total) {
  return total > 0 ? std::clamp(static_cast<double>(done) / static_cast<double>(total), 0.0, 1.0) : 0;
}

/// Rounded down: 100 % is all of it.
std::string Percent(int64_t done, int64_t total) {
  return absl::StrCat(static_cast<int>(std::floor(100 * ShareDone(done, total))), " %");
}

void AddMetric(const Progress& progress, const char* name, std::vector<std::string>* parts) {
  const auto metric = progress.metrics.find(name);
  if (metric == progress.metrics.end()) return;
  const int digits = metric->second == std::floor(metric->second) ? 0 : 4;
  parts->push_back(absl::StrCat(name, " ", Fixed(metric->second, digits)));
}

/// What follows the name, with the fields from `first` on.
std::string Details(const Progress& progress, int first) {
  auto shows = [&](Field field) { return field >= first; };
  std::vector<std::string> head;
  if (shows(kPhase)) head.push_back(progress.phase);
  if (progress.total > 0) {
    const double share = ShareDone(progress.step, progress.total);
    if (shows(kWideBar)) head.push_back(ProgressBar(share, kWideBarColumns));
    if (!shows(kWideBar) && shows(kBar)) head.push_back(ProgressBar(share, kBarColumns));
    head.push_back(shows(kCounts) ? absl::StrCat(progress.step, "/", progress.total)
                                  : Percent(progress.step, progress.total));
  }
  std::vector<std::string> parts = {absl::StrJoin(head, " ")};
  if (shows(kRate) && progress.rate > 0)
    parts.push_back(absl::StrCat(Fixed(progress.rate, 1), " ", progress.rate_unit));
  if (shows(kEta) && progress.eta > absl::ZeroDuration()) parts.push_back(absl::StrCat(Span(progress.eta), " left"));
  if (shows(kEpoch)) AddMetric(progress, "epoch", &parts);
  if (shows(kLoss)) AddMetric(progress, "loss", &parts);
  if (shows(kAccuracy)) AddMetric(progress, "accuracy", &parts);
  if (shows(kMemory) && progress.memory_bytes > 0) parts.push_back(Bytes(progress.memory_bytes));
  return Printable(absl::StrJoin(parts, ", "));
}

bool TellsProgress(const Job& job) { return job.has_progress && !job.progress.phase.empty(); }

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

std::string PlainProgressLine(const Job& job) {
  const std::string name = absl::StrCat(Printable(job.spec.name), ": ");
  if (!TellsProgress(job)) return absl::StrCat(name, JobStateName(job.state));
  Progress progress = job.progress;
  const std::string counts =
      progress.total > 0 ? absl::StrCat(progress.phase, " ", progress.step, "/", progress.total) : progress.phase;
  progress.total = 0;  // no bar
  progress.phase = counts;
  return absl::StrCat(name, Details(progress, kWideBar));
}

std::string LiveProgressLine(const Job& job, size_t columns, size_t name_columns) {
  const std::string name = Printable(job.spec.name);
  const size_t name_width = DisplayWidth(name);
  const std::string padding(name_columns > name_width ? name_columns - name_width : 0, ' ');
  std::string details;
  for (int first = kWideBar; first <= kFields; ++first) {
    details = TellsProgress(job) ? Details(job.progress, first) : std::string(JobStateName(job.state));
    const std::string line = absl::StrCat(name, ": ", padding, details);
    if (DisplayWidth(line) <= columns) return line;
  }
  const size_t wanted = DisplayWidth(details) + 2;
  if (details.empty() || columns <= wanted) return FitWidth(absl::StrCat(name, ": ", details), columns);
  return absl::StrCat(FitWidth(name, columns - wanted), ": ", details);
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

std::string Outcome(const Job& job) {
  std::string line(JobStateName(job.state));
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
  return Printable(line);
}

std::string EndLine(const Job& job) { return absl::StrCat(Printable(job.spec.name), ": ", Outcome(job)); }

std::string ProgressBar(double share, int columns) {
  const auto full = static_cast<size_t>(std::lround(std::clamp(share, 0.0, 1.0) * columns));
  return absl::StrCat("[", std::string(full, '#'), std::string(static_cast<size_t>(columns) - full, '.'), "]");
}

std::string TransferLine(const std::string& what, int64_t done, int64_t total, size_t columns) {
  const std::string name = Printable(what);
  std::string rest = absl::StrCat(": ", Bytes(done), " of ", Bytes(total));
  if (columns < DisplayWidth(rest) + std::min(kLeastOfName, DisplayWidth(name)))
    rest = absl::StrCat(": ", Percent(done, total));
  const size_t wanted = DisplayWidth(rest);
  return wanted >= columns ? FitWidth(Percent(done, total), columns)
                           : absl::StrCat(FitWidth(name, columns - wanted), rest);
}

}  // namespace octavo::client
