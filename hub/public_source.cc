#include "hub/public_source.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/input_source.h"
#include "common/status_macros.h"
#include "hub/hub_cache.h"
#include "hub/url.h"

namespace octavo::hub {
namespace {

constexpr size_t kCommitLength = 40;

absl::Status NoSource(absl::string_view text) {
  return absl::InvalidArgumentError(
      absl::StrCat("source '", PrintableUrl(std::string(text)),
                   "' is neither hf://ID@COMMIT, with or without /FOLDER, nor the "
                   "http or https URL of a file, without user, query and fragment, in at most ",
                   kMaxInputSourceBytes, " printable characters"));
}

absl::StatusOr<PublicSource> ParseHub(absl::string_view text, absl::string_view id) {
  PublicSource source;
  const bool dataset = absl::ConsumePrefix(&id, "datasets/");
  const size_t end = std::min(id.find('@'), id.size());
  const size_t commit_end = std::min(end + 1 + kCommitLength, id.size());
  if (absl::string_view rest = id.substr(commit_end); !rest.empty()) {
    const bool below = absl::ConsumePrefix(&rest, "/");
    std::optional<std::string> folder = Unescape(rest);
    if (!below || !folder.has_value() || !IsSafeFileName(*folder)) return NoSource(text);
    source.folder = *std::move(folder);
  }
  OCTAVO_ASSIGN_OR_RETURN(
      source.repo, HubRepo::Parse(dataset ? HubRepo::Kind::kDataset : HubRepo::Kind::kModel, id.substr(0, commit_end)));
  if (!IsCommit(source.repo.revision)) return NoSource(text);
  return source;
}

}  // namespace

absl::StatusOr<PublicSource> PublicSource::Parse(absl::string_view text) {
  if (!IsInputSource(text)) return NoSource(text);
  if (absl::string_view id = text; absl::ConsumePrefix(&id, "hf://")) return ParseHub(text, id);
  PublicSource source;
  source.kind = Kind::kUrl;
  source.url = std::string(text);
  const bool secretive = text.find_first_of("@?#") != absl::string_view::npos;
  if (secretive || text.back() == '/' || !OriginOf(source.url).ok()) return NoSource(text);
  return source;
}

std::string PublicSource::ToString() const {
  if (kind == Kind::kUrl) return url;
  return absl::StrCat("hf://", repo.kind == HubRepo::Kind::kDataset ? "datasets/" : "", repo.id, "@", repo.revision,
                      folder.empty() ? "" : "/", EscapePath(folder));
}

}  // namespace octavo::hub
