// Input: lines that a hub, or whoever answers in its place, may send: each is taken as a header field, an ETag, a
// Content-Range, a URL to be redirected to, a repository's id and a file's name; all together as a listing and as a
// config.json.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "hub/http.h"
#include "hub/hub_api.h"
#include "hub/hub_cache.h"
#include "hub/hub_repo.h"
#include "hub/range_headers.h"
#include "hub/repo_files.h"
#include "hub/url.h"
#include "tests/fuzz/support/fuzz.h"

namespace octavo::fuzz {
namespace {

using hub::HubRepo;

void CheckRange(absl::string_view text) {
  const auto range = hub::ParseContentRange(text);
  if (!range.has_value()) return;
  Require(range->first.has_value() == range->last.has_value(), "a range has both ends or none");
  Require(range->first.has_value() || range->total.has_value(), "a range says something");
  if (range->first.has_value()) Require(*range->first >= 0 && *range->first <= *range->last, "a range goes upwards");
  if (range->first.has_value() && range->total.has_value()) Require(*range->last < *range->total, "a range is inside");
}

void CheckUrl(const std::string& text) {
  (void)hub::PrintableUrl(text);
  const auto resolved = hub::ResolveUrl("https://user:secret@hub.example/a/b?sig=secret", text);
  if (!resolved.ok()) return;
  const auto origin = hub::OriginOf(*resolved);
  Require(origin.ok(), "what is resolved has an origin");
  Require(absl::StartsWith(*origin, "http://") || absl::StartsWith(*origin, "https://"), "only http and https");
  const std::string printable = hub::PrintableUrl(*resolved);
  Require(hub::OriginOf(printable).value_or("") == *origin, "what is shown has the same origin");
  const size_t authority = printable.find("//") + 2;
  Require(!absl::StrContains(printable, '?') &&
              !absl::StrContains(printable.substr(authority, printable.find('/', authority) - authority), '@'),
          "no secret is shown");
}

void CheckNames(absl::string_view text) {
  for (const HubRepo::Kind kind : {HubRepo::Kind::kModel, HubRepo::Kind::kDataset}) {
    const auto repo = HubRepo::Parse(kind, text);
    if (!repo.ok()) continue;
    const auto again = HubRepo::Parse(kind, repo->ToString());
    Require(again.ok() && *again == *repo, "a repository has one name");
  }
  const std::string blob = hub::BlobName(text);
  Require(blob.empty() || (hub::IsSafeFileName(blob) && !absl::StrContains(blob, '/')), "a blob's name is a file's");
  const std::string etag = hub::StrongEtag(text);
  Require(etag.empty() || (etag.size() >= 2 && etag.front() == '"' && etag.back() == '"'), "an ETag is quoted");
  (void)hub::DigestOfBlobName(blob);
  const std::string escaped = hub::EscapeSegment(text);
  Require(!absl::StrContains(escaped, '/') && !absl::StrContains(escaped, '?'), "a segment is one");
}

void CheckFiles(const std::vector<std::string>& lines) {
  const HubRepo repo{HubRepo::Kind::kModel, "org/name", "main"};
  std::vector<std::string> listing;
  for (const std::string& line : lines) {
    if (hub::IsSafeFileName(line)) listing.push_back(line);
  }
  const auto is_listed = [&](const std::string& file) {
    Require(std::find(listing.begin(), listing.end(), file) != listing.end(), "only what is there is chosen");
  };
  if (const auto model = hub::ChooseModelFiles(repo, listing); model.ok()) {
    is_listed(model->weights);
    for (const std::string& file : model->small) is_listed(file);
  }
  if (const auto dataset = hub::ChooseDatasetFiles(repo, listing); dataset.ok()) {
    Require(!dataset->files.empty(), "a data set has files");
    for (const std::string& file : dataset->files) is_listed(file);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text = Input(data, size).Rest();
  const std::vector<std::string> lines = absl::StrSplit(text, '\n');
  hub::HttpHeaders headers;
  for (const std::string& line : lines) {
    const size_t colon = line.find(':');
    const std::string value = colon == std::string::npos ? "" : line.substr(colon + 1);
    const absl::string_view name = absl::StripAsciiWhitespace(absl::string_view(line).substr(0, colon));
    headers.Add(name, value);
    Require(headers.Find(name).has_value(), "a field that was added is there");
    Require(headers.Number("Content-Length").value_or(0) >= 0, "a number is not negative");
    for (const std::string& each : {line, value}) {
      CheckRange(each);
      CheckUrl(each);
      CheckNames(each);
    }
  }
  CheckFiles(lines);
  (void)hub::CheckArchitecture({hub::HubRepo::Kind::kModel, "org/name", "main"}, std::string(text));
  return 0;
}

}  // namespace octavo::fuzz
