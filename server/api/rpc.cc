#include "server/api/rpc.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/error_info.h"

namespace octavo {
namespace {

constexpr int kDefaultPage = 50;
constexpr int kMaxPage = 1000;
constexpr absl::string_view kTokenPrefix = "octavo-page:";

}  // namespace

template <typename Id>
absl::StatusOr<Id> ParseId(const std::string& text, absl::string_view reason) {
  absl::StatusOr<Id> id = Id::Parse(text);
  if (id.ok()) return id;
  return WithReason(absl::NotFoundError(id.status().message()), reason, {{"id", text.substr(0, 100)}});
}

template absl::StatusOr<JobId> ParseId(const std::string& text, absl::string_view reason);
template absl::StatusOr<ExperimentId> ParseId(const std::string& text, absl::string_view reason);

absl::StatusOr<int> ParsePageSize(int asked) {
  if (asked < 0) return BadField("page_size", absl::StrCat(asked, " is negative"));
  return asked == 0 ? kDefaultPage : std::min(asked, kMaxPage);
}

absl::StatusOr<int64_t> ParsePageToken(const std::string& token) {
  if (token.empty()) return int64_t{0};
  std::string text;
  int64_t last = 0;
  absl::string_view rest;
  if (absl::WebSafeBase64Unescape(token, &text)) rest = text;
  if (!absl::ConsumePrefix(&rest, kTokenPrefix) || !absl::SimpleAtoi(rest, &last) || last <= 0) {
    return WithReason(absl::InvalidArgumentError("page_token: not a token that this server made; start without one"),
                      "BAD_PAGE_TOKEN");
  }
  return last;
}

std::string MakePageToken(int64_t last) { return absl::WebSafeBase64Escape(absl::StrCat(kTokenPrefix, last)); }

}  // namespace octavo
