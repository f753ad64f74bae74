#include "worker/agent/input_sources.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/logging.h"
#include "common/status_macros.h"
#include "hub/range_headers.h"
#include "hub/url.h"

namespace octavo {
namespace {

constexpr int kMaxHosts = 5;  // that an archive's host may send us on to

/// Passes a file's bytes on from an offset, whether the source begins there or at the begin of the file.
class FileSink final : public hub::BodySink {
 public:
  FileSink(const Manifest::File& file, int64_t offset, const SourceSession::Sink& sink)
      : file_(file), next_(offset), sink_(sink) {}

  /// Where the next byte belongs that is still missing.
  int64_t next() const { return next_; }

  absl::Status Begin(const hub::HttpResponse& response) override {
    at_ = 0;
    std::optional<int64_t> size = response.headers.Number("Content-Length");
    if (response.status == 206) {
      const auto range = hub::ParseContentRange(response.headers.Find("Content-Range").value_or(""));
      if (!range.has_value() || range->first != next_)
        return absl::FailedPreconditionError(absl::StrCat("another part came than the one from byte ", next_));
      at_ = next_;
      size = range->total;
    } else if (response.status != 200) {
      return absl::FailedPreconditionError(absl::StrCat("status ", response.status, " instead of 200 or 206"));
    }
    if (!size.has_value() || *size == file_.size) return absl::OkStatus();
    return absl::DataLossError(absl::StrCat("it has ", *size, " bytes there, not ", file_.size));
  }

  absl::Status Write(absl::string_view data) override {
    if (static_cast<int64_t>(data.size()) > file_.size - at_)
      return absl::DataLossError(absl::StrCat("it has more than ", file_.size, " bytes there"));
    const int64_t known = std::clamp<int64_t>(next_ - at_, 0, static_cast<int64_t>(data.size()));
    at_ += static_cast<int64_t>(data.size());
    data.remove_prefix(static_cast<size_t>(known));
    if (data.empty()) return absl::OkStatus();
    OCTAVO_RETURN_IF_ERROR(sink_(data));
    next_ = at_;
    return absl::OkStatus();
  }

 private:
  const Manifest::File& file_;
  int64_t next_;
  int64_t at_ = 0;  // where the next byte of the body belongs
  const SourceSession::Sink& sink_;
};

SourceOutcome OutcomeOf(const hub::HttpResult& result) {
  if (result.status.ok()) return SourceOutcome::kFetched;
  const bool away = result.failure == hub::HttpFailure::kUnreachable || result.failure == hub::HttpFailure::kBroken;
  if (away) return SourceOutcome::kUnreachable;
  if (absl::IsDataLoss(result.status)) return SourceOutcome::kWrongBytes;
  if (absl::IsPermissionDenied(result.status) && result.response.status == 0) return SourceOutcome::kNotAllowed;
  if (absl::IsPermissionDenied(result.status) || absl::IsUnauthenticated(result.status)) return SourceOutcome::kDenied;
  return SourceOutcome::kNotThere;
}

hub::HttpResult Refused(absl::Status status) { return {std::move(status), hub::HttpFailure::kRefused, {}, {}}; }

InputSources::Options Completed(InputSources::Options options) {
  if (!options.make_http) {
    options.make_http = [](const hub::HttpOptions& http) -> InputSources::Http {
      return [client = std::make_shared<hub::HttpClient>(http)](const hub::HttpRequest& request, hub::BodySink* sink) {
        return client->Perform(request, sink);
      };
    };
  }
  return options;
}

}  // namespace

InputSources::InputSources(Options options) : options_(Completed(std::move(options))) {}

absl::Duration InputSources::LeftAloneFor(const std::string& origin) {
  const absl::Time now = options_.clock->Now();
  MutexLock lock(mutex_);
  const auto found = until_.find(origin);
  if (found == until_.end()) return absl::ZeroDuration();
  if (found->second > now) return found->second - now;
  until_.erase(found);
  return absl::ZeroDuration();
}

void InputSources::LeaveAlone(const std::string& origin) {
  const absl::Time until = options_.clock->Now() + options_.left_alone;
  MutexLock lock(mutex_);
  until_[origin] = until;
}

SourceSession::SourceSession(InputSources& sources, const StopSignal& stop)
    : sources_(sources), stop_(stop), on_stop_(stop.token(), [this] { cancellation_.Cancel(); }) {
  retry_.policy = sources.options_.retry;
  retry_.random = Random(sources.options_.seed, "waits of sources");
  retry_.clock = sources.options_.clock;
  retry_.sleep = [this](absl::Duration wait) { return !stop_.WaitFor(wait); };
}

InputSources::Http& SourceSession::http() {
  if (!http_.has_value()) {
    hub::HttpOptions options;
    options.cancellation = &cancellation_;
    options.connect_timeout = sources_.options_.connect_timeout;
    options.stall_timeout = sources_.policy().settings().stall_timeout;
    options.slowest = sources_.options_.slowest;
    options.ca_file = sources_.policy().settings().ca_file;
    http_ = sources_.options_.make_http(options);
  }
  return *http_;
}

/// One try. What an archive's host redirects to must be allowed as that host is.
hub::HttpResult SourceSession::Receive(const SourcePolicy::Place& place, hub::BodySink& sink, int64_t offset) {
  hub::HttpRequest get;
  get.url = place.url;
  get.token = place.token;
  get.leave_origin = place.leads_away;
  if (offset > 0) get.headers.emplace_back("Range", absl::StrCat("bytes=", offset, "-"));
  for (int hosts = 0; hosts < kMaxHosts; ++hosts) {
    hub::HttpResult result = http()(get, &sink);
    if (!result.status.ok() || result.response.status < 300) return result;
    const absl::StatusOr<std::string> next =
        hub::ResolveUrl(result.response.url, result.response.headers.Find("Location").value_or(""));
    if (!next.ok()) return Refused(next.status());
    if (absl::Status allowed = sources_.policy().CheckHost(*next); !allowed.ok()) return Refused(std::move(allowed));
    get.url = *next;
  }
  return Refused(absl::FailedPreconditionError(absl::StrCat(hub::PrintableUrl(place.url), " leads from host to host")));
}

SourceSession::Answer SourceSession::Fetch(const std::string& source, const Manifest::File& file, size_t files,
                                           int64_t offset, const Sink& sink) {
  if (offset > file.size)
    return {absl::OutOfRangeError("more than the whole file is here"), SourceOutcome::kWrongBytes};
  if (offset == file.size) return {};
  const absl::StatusOr<SourcePolicy::Place> place = sources_.policy().Find(source, file, files);
  if (!place.ok()) return {place.status(), SourceOutcome::kNotAllowed};
  if (const absl::Duration left = sources_.LeftAloneFor(place->origin); left > absl::ZeroDuration()) {
    return {absl::UnavailableError(absl::StrCat(place->origin, " is left alone for another ",
                                                absl::FormatDuration(absl::Ceil(left, absl::Seconds(1))))),
            SourceOutcome::kLeftAlone};
  }
  FileSink body(file, offset, sink);
  hub::Retry retry(retry_.policy, retry_.random);
  const hub::HttpResult result = hub::WithRetries(retry_, retry, [&] {
    hub::HttpResult one = Receive(*place, body, body.next());
    if (!one.status.ok() || body.next() == file.size) return one;
    one.status = absl::UnavailableError(absl::StrCat("the connection ended after ", body.next(), " bytes"));
    one.failure = hub::HttpFailure::kBroken;
    return one;
  });
  if (stop_.requested()) return {absl::CancelledError("stopped"), SourceOutcome::kUnreachable};
  const SourceOutcome outcome = OutcomeOf(result);
  if (outcome == SourceOutcome::kUnreachable) {
    sources_.LeaveAlone(place->origin);
    LogWarning(place->origin, " is left alone for ", absl::FormatDuration(sources_.options_.left_alone),
               ", inputs come from the coordinator: ", result.status.message());
  }
  return {result.status, outcome};
}

}  // namespace octavo
