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

constexpr int kMaxRedirects = 5;

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

SourceOutcome OutcomeOf(const absl::Status& status, hub::HttpFailure failure, int answered) {
  if (status.ok()) return SourceOutcome::kFetched;
  if (failure == hub::HttpFailure::kUnreachable || failure == hub::HttpFailure::kBroken)
    return SourceOutcome::kUnreachable;
  if (absl::IsUnavailable(status)) return SourceOutcome::kLeftAlone;  // CheckReachable's alone: nobody was asked
  if (absl::IsDataLoss(status)) return SourceOutcome::kWrongBytes;
  if (absl::IsPermissionDenied(status) && answered == 0) return SourceOutcome::kNotAllowed;
  if (absl::IsPermissionDenied(status) || absl::IsUnauthenticated(status)) return SourceOutcome::kDenied;
  return SourceOutcome::kNotThere;
}

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

absl::Status InputSources::CheckReachable(const std::string& origin) {
  const absl::Time now = options_.clock->Now();
  MutexLock lock(mutex_);
  const auto found = until_.find(origin);
  if (found == until_.end()) return absl::OkStatus();
  if (found->second > now) {
    const std::string left = absl::FormatDuration(absl::Ceil(found->second - now, absl::Seconds(1)));
    return absl::UnavailableError(absl::StrCat(origin, " is left alone for another ", left));
  }
  until_.erase(found);
  return absl::OkStatus();
}

void InputSources::LeaveAlone(const std::string& origin, const absl::Status& why) {
  const absl::Time until = options_.clock->Now() + options_.left_alone;
  {
    MutexLock lock(mutex_);
    until_[origin] = until;
  }
  LogWarning(origin, " is left alone for ", absl::FormatDuration(options_.left_alone),
             ", inputs come from the coordinator: ", why.message());
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
    options.stall_timeout = sources_.policy().settings().stall_timeout;
    options.answer_timeout = std::min(sources_.options_.answer_timeout, options.stall_timeout);
    options.connect_timeout = options.answer_timeout;
    options.slowest = sources_.options_.slowest;
    options.max_redirects = kMaxRedirects;
    options.ca_file = sources_.policy().settings().ca_file;
    http_ = sources_.options_.make_http(options);
  }
  return *http_;
}

/// One try. What an archive's host redirects to must be allowed as that host is; of everybody on the way is asked
/// whether they are left alone.
hub::HttpResult SourceSession::Receive(const SourcePolicy::Place& place, hub::BodySink& sink, int64_t offset) {
  hub::HttpRequest get;
  get.url = place.url;
  get.token = place.token;
  get.may_follow = [&](const std::string& url) -> absl::Status {
    if (!place.leads_away) OCTAVO_RETURN_IF_ERROR(sources_.policy().CheckArchive(url));
    OCTAVO_ASSIGN_OR_RETURN(const std::string origin, hub::OriginOf(url));
    return sources_.CheckReachable(origin);
  };
  if (offset > 0) get.headers.emplace_back("Range", absl::StrCat("bytes=", offset, "-"));
  return http()(get, &sink);
}

std::optional<SourceSession::Answer> SourceSession::WhyNot(const std::string& source, const Manifest::File& file,
                                                           size_t files) {
  const absl::StatusOr<SourcePolicy::Place> place = sources_.policy().Find(source, file, files);
  if (!place.ok()) return Answer{place.status(), SourceOutcome::kNotAllowed};
  if (absl::Status reachable = sources_.CheckReachable(place->origin); !reachable.ok())
    return Answer{std::move(reachable), SourceOutcome::kLeftAlone};
  return std::nullopt;
}

SourceSession::Answer SourceSession::Fetch(const std::string& source, const Manifest::File& file, size_t files,
                                           int64_t offset, const Sink& sink) {
  // Again, as another session may have found the host out of reach meanwhile.
  if (std::optional<Answer> reason = WhyNot(source, file, files); reason.has_value()) return *std::move(reason);
  const SourcePolicy::Place place = *sources_.policy().Find(source, file, files);
  FileSink body(file, offset, sink);
  hub::Retry retry(retry_.policy, retry_.random);
  hub::HttpFailure failure = hub::HttpFailure::kNone;
  const hub::HttpResult result = hub::WithRetries(retry_, retry, [&] {
    const int64_t before = body.next();
    hub::HttpResult one = Receive(place, body, before);
    if (one.status.ok() && body.next() < file.size) {
      one.status = absl::UnavailableError(absl::StrCat("the connection ended after ", body.next(), " bytes"));
      one.failure = hub::HttpFailure::kBroken;
    }
    failure = one.failure;
    // The coordinator has the file too: who brought nothing is not waited for another time.
    if (body.next() == before && !one.status.ok()) one.failure = hub::HttpFailure::kRefused;
    return one;
  });
  if (stop_.requested()) return {absl::CancelledError("stopped"), SourceOutcome::kUnreachable};
  const SourceOutcome outcome = OutcomeOf(result.status, failure, result.response.status);
  if (outcome == SourceOutcome::kUnreachable) {
    // Of a chain of redirects, whoever did not answer.
    sources_.LeaveAlone(hub::OriginOf(result.response.url).value_or(place.origin), result.status);
  }
  return {result.status, outcome};
}

}  // namespace octavo
