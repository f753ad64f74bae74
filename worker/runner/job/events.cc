#include "worker/runner/job/events.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/logging.h"

namespace octavo {
namespace {

constexpr absl::Duration kMinInterval = absl::Milliseconds(300);
constexpr absl::Duration kRepeatAfter = absl::Seconds(1);
constexpr size_t kMaxMessageBytes = 8192;

double Seconds(absl::Time time) { return std::round(absl::ToDoubleSeconds(time - absl::UnixEpoch()) * 1000) / 1000; }

}  // namespace

absl::StatusOr<std::unique_ptr<EventWriter>> EventWriter::Open(const std::string& path, const Clock& clock) {
  const int fd = open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", path, " to write events"));
  return std::unique_ptr<EventWriter>(new EventWriter(fd, clock));
}

EventWriter::EventWriter(int fd, const Clock& clock) : fd_(fd), clock_(clock), phase_start_(clock.Now()) {}

EventWriter::~EventWriter() { close(fd_); }

void EventWriter::Write(Json event) {
  last_write_ = clock_.Now();
  event["t"] = Seconds(last_write_);
  const std::string line = DumpJson(event) + "\n";
  const ssize_t written = write(fd_, line.data(), line.size());
  if (written >= 0 && written < static_cast<ssize_t>(line.size())) {
    // A cut line must not swallow the next one.
    const ssize_t ended = write(fd_, "\n", 1);
    static_cast<void>(ended);
  }
}

void EventWriter::ClosePhase(absl::Time now) {
  if (!phase_.empty()) phase_seconds_[phase_] += absl::ToDoubleSeconds(now - phase_start_);
  phase_start_ = now;
}

void EventWriter::Phase(absl::string_view phase) {
  MutexLock lock(mutex_);
  ClosePhase(clock_.Now());
  phase_ = std::string(phase);
  last_progress_ = absl::InfinitePast();
  last_event_ = Json{{"type", "progress"}, {"phase", phase_}, {"step", 0}, {"total", 0}};
  Write(Json{{"type", "phase"}, {"phase", phase_}});
}

void EventWriter::Progress(const ProgressLine& line) {
  MutexLock lock(mutex_);
  last_event_ = Json{{"type", "progress"}, {"phase", phase_}, {"step", line.step}, {"total", line.total}};
  if (line.rate > 0) {
    last_event_["rate"] = line.rate;
    last_event_["unit"] = line.unit;
  }
  if (line.eta_seconds >= 0) last_event_["eta_s"] = line.eta_seconds;
  for (const auto& [name, value] : line.metrics) {
    if (std::isfinite(value)) last_event_["metrics"][name] = value;
  }
  const absl::Time now = clock_.Now();
  if (now - last_progress_ < kMinInterval && line.step != line.total) return;
  last_progress_ = now;
  Write(last_event_);
}

void EventWriter::Warning(absl::string_view message) {
  LogWarning(message);
  MutexLock lock(mutex_);
  warnings_.emplace_back(message.substr(0, kMaxMessageBytes));
  Write(Json{{"type", "warning"}, {"message", warnings_.back()}});
}

void EventWriter::Tokens(const TokenizationLine& line) {
  const std::string computed =
      absl::StrFormat("computed in %.1f s with %d thread%s", line.seconds, line.threads, line.threads == 1 ? "" : "s");
  if (line.from_cache == 0) {
    LogInfo("tokens: ", computed);
  } else if (line.from_cache == line.texts) {
    LogInfo("tokens: from cache");
  } else {
    LogInfo("tokens: of ", line.from_cache, " texts from cache, of ", line.texts - line.from_cache, " ", computed);
  }
  MutexLock lock(mutex_);
  Write(Json{{"type", "tokens"},
             {"texts", line.texts},
             {"from_cache", line.from_cache},
             {"seconds", line.seconds},
             {"threads", line.threads}});
}

void EventWriter::Beat() {
  MutexLock lock(mutex_);
  if (!phase_.empty() && clock_.Now() - last_write_ >= kRepeatAfter) Write(last_event_);
}

std::map<std::string, double> EventWriter::PhaseSeconds() const {
  MutexLock lock(mutex_);
  std::map<std::string, double> seconds = phase_seconds_;
  if (!phase_.empty()) seconds[phase_] += absl::ToDoubleSeconds(clock_.Now() - phase_start_);
  return seconds;
}

std::vector<std::string> EventWriter::warnings() const {
  MutexLock lock(mutex_);
  return warnings_;
}

EventBeat::EventBeat(EventWriter& events)
    : events_(events), thread_([this] {
        for (;;) {
          {
            MutexLock lock(mutex_);
            if (!end_) ended_.WaitFor(mutex_, std::chrono::milliseconds(500));
            if (end_) return;
          }
          events_.Beat();
        }
      }) {}

EventBeat::~EventBeat() {
  {
    MutexLock lock(mutex_);
    end_ = true;
  }
  ended_.NotifyAll();
}

}  // namespace octavo
