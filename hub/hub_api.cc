#include "hub/hub_api.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "common/json.h"
#include "common/sha256.h"
#include "common/status_macros.h"
#include "hub/hub_cache.h"
#include "hub/range_headers.h"
#include "hub/url.h"

namespace octavo::hub {
namespace {

constexpr size_t kListingBytes = 64 << 20;

std::string Named(const HubRepo& repo) {
  return absl::StrCat(repo.kind == HubRepo::Kind::kModel ? "model " : "data set ", repo.ToString());
}

/// The field of the last response that has it: a redirect within the hub often says what its target does not.
std::optional<std::string> FieldOf(const HttpResult& result, const std::string& name) {
  if (const auto value = result.response.headers.Find(name); value.has_value()) return value;
  for (auto response = result.redirects.rbegin(); response != result.redirects.rend(); ++response) {
    if (const auto value = response->headers.Find(name); value.has_value()) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string HubFileUrl(const std::string& endpoint, const HubRepo& repo, const std::string& commit,
                       const std::string& name) {
  return absl::StrCat(endpoint, "/", repo.kind == HubRepo::Kind::kDataset ? "datasets/" : "", EscapePath(repo.id),
                      "/resolve/", EscapeSegment(commit), "/", EscapePath(name));
}

Digest DigestOfBlobName(const std::string& name) {
  if (IsSha256Hex(name)) return {Digest::Algorithm::kSha256, name};
  if (IsCommit(name)) return {Digest::Algorithm::kGitBlob, name};
  return {};
}

HttpResult HubApi::Ask(const HttpRequest& request, BodySink* sink) {
  Retry retry(tools_.policy, tools_.random);
  return WithRetries(tools_, retry, [&] { return http_.Perform(request, sink); });
}

absl::Status HubApi::Explain(const HubRepo& repo, const HttpResult& result) const {
  const std::string code = FieldOf(result, "X-Error-Code").value_or("");
  const std::string page = PrintableUrl(
      absl::StrCat(settings_.endpoint, "/", repo.kind == HubRepo::Kind::kDataset ? "datasets/" : "", repo.id));
  const auto error = [&](absl::string_view what) {
    return absl::Status(result.status.code(), absl::StrCat(Named(repo), ": ", what));
  };
  if (code == "RevisionNotFound")
    return error(absl::StrCat("the hub has it, but no revision '", repo.revision, "' of it"));
  if (code == "EntryNotFound")
    return error(absl::StrCat("the hub has it without this file (", result.status.message(), ")"));
  switch (result.response.status) {
    case 401:
      if (!settings_.token.empty())
        return error(absl::StrCat(
            page, " is not there for this token (HF_TOKEN or the token file): check the name, and the token"));
      return error(
          absl::StrCat("there is no public ", page,
                       ": check the name; for a private or gated one set HF_TOKEN to a "
                       "token of https://huggingface.co/settings/tokens",
                       settings_.token_problem.empty() ? "" : absl::StrCat(" (", settings_.token_problem, ")")));
    case 403:
      return error(absl::StrCat(page, code == "GatedRepo"
                                          ? " is for those who accepted its terms: do so on that page, and set "
                                            "HF_TOKEN to a token of the same account"
                                          : " is not for this token, or for nobody from here"));
    case 404:
      return error(absl::StrCat("there is no ", page, ": check the name, and HF_ENDPOINT where it is set"));
    case 429: {
      const std::string when = FieldOf(result, "Retry-After").value_or("");
      return error(absl::StrCat(
          "the hub takes no more requests from here for now",
          when.empty() ? "" : absl::StrCat(" (Retry-After: ", when, ")"),
          settings_.token.empty() ? ": try again later; with HF_TOKEN set it takes more" : ": try again later"));
    }
    default:
      return error(result.status.message());
  }
}

absl::StatusOr<HubListing> HubApi::List(const HubRepo& repo) {
  HttpRequest request;
  request.url = absl::StrCat(settings_.endpoint, "/api/", repo.kind == HubRepo::Kind::kModel ? "models/" : "datasets/",
                             EscapePath(repo.id), "/revision/", EscapeSegment(repo.revision));
  request.token = settings_.token;
  StringSink body(kListingBytes);
  const HttpResult result = Ask(request, &body);
  if (absl::IsCancelled(result.status)) return result.status;
  if (!result.status.ok()) return Explain(repo, result);
  const absl::StatusOr<Json> json = ParseJson(body.text(), PrintableUrl(request.url));
  const bool usable = json.ok() && json->is_object() && json->value("sha", Json()).is_string() &&
                      json->value("siblings", Json()).is_array() && IsCommit(json->value("sha", ""));
  if (!usable) {
    return absl::FailedPreconditionError(absl::StrCat(PrintableUrl(request.url),
                                                      " is no listing of a hub: check HF_ENDPOINT, and "
                                                      "whether something on the way answers in the hub's place"));
  }
  const auto denies = [&](const char* field) { return json->value(field, Json()) == Json(false); };
  HubListing listing{json->at("sha").get<std::string>(), {}, denies("private") && denies("gated")};
  if (IsCommit(repo.revision) && listing.commit != repo.revision) {
    return absl::DataLossError(absl::StrCat(Named(repo), ": ", PrintableUrl(settings_.endpoint),
                                            " answers with commit ", listing.commit,
                                            " in place of the one that is asked for"));
  }
  for (const Json& sibling : json->at("siblings")) {
    const Json name = sibling.is_object() ? sibling.value("rfilename", Json()) : Json();
    // A name that leads elsewhere is nobody's honest file.
    if (name.is_string() && IsSafeFileName(name.get<std::string>())) listing.files.push_back(name.get<std::string>());
  }
  return listing;
}

absl::StatusOr<HubFile> HubApi::Describe(const HubRepo& repo, const std::string& commit, const std::string& name) {
  HubFile file;
  file.name = name;
  file.url = HubFileUrl(settings_.endpoint, repo, commit, name);
  HttpRequest request;
  request.url = file.url;
  request.head = true;
  request.token = settings_.token;
  request.leave_origin = false;  // what is asked for stands in the hub's own answer
  const HttpResult result = Ask(request, nullptr);
  if (absl::IsCancelled(result.status)) return result.status;
  if (!result.status.ok()) return Explain(repo, result);
  const bool redirect = result.response.status >= 300;
  file.etag = BlobName(FieldOf(result, "X-Linked-ETag").value_or(result.response.headers.Find("ETag").value_or("")));
  if (FieldOf(result, "X-Repo-Commit") != commit || file.etag.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat(PrintableUrl(file.url),
                     ": the answer is not a hub's on that commit (by X-Repo-Commit and ETag): "
                     "check HF_ENDPOINT, and whether something on the way answers in its place"));
  }
  file.digest = DigestOfBlobName(file.etag);
  const std::optional<std::string> size = FieldOf(result, "X-Linked-Size");
  if (size.has_value()) file.size = WholeNumber(*size).value_or(-1);
  if (!size.has_value() && !redirect) file.size = result.response.headers.Number("Content-Length").value_or(-1);
  return file;
}

}  // namespace octavo::hub
