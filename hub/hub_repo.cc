#include "hub/hub_repo.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace octavo::hub {
namespace {

bool IsName(absl::string_view name) {
  const auto edge = [](char c) { return c == '-' || c == '.'; };
  return !name.empty() && !edge(name.front()) && !edge(name.back()) && !absl::StrContains(name, "--") &&
         !absl::StrContains(name, "..") && std::all_of(name.begin(), name.end(), [](unsigned char c) {
           return absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
         });
}

/// Git's rules as far as a path of the cache depends on them.
bool IsRevision(absl::string_view revision) {
  if (revision.empty() || revision.size() > 255) return false;
  for (const absl::string_view part : absl::StrSplit(revision, '/')) {
    if (part.empty() || part == "." || part == "..") return false;
  }
  return std::all_of(revision.begin(), revision.end(),
                     [](unsigned char c) { return c > 0x20 && c < 0x7F && c != '\\' && c != '?' && c != '#'; });
}

}  // namespace

absl::StatusOr<HubRepo> HubRepo::Parse(Kind kind, absl::string_view text) {
  HubRepo repo;
  repo.kind = kind;
  const size_t at = text.find('@');
  repo.id = std::string(text.substr(0, at));
  if (at != absl::string_view::npos) repo.revision = std::string(text.substr(at + 1));
  const std::vector<std::string> names = absl::StrSplit(repo.id, '/');
  if (names.size() > 2 || repo.id.size() > 96 || !std::all_of(names.begin(), names.end(), IsName)) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", repo.id,
                     "' is no id of the Hugging Face hub: ORGANISATION/NAME of letters, digits, '-', '_' and "
                     "'.', without '--' or '..'"));
  }
  if (!IsRevision(repo.revision)) {
    return absl::InvalidArgumentError(absl::StrCat("'", repo.revision, "' is no revision of ", repo.id,
                                                   ": give a branch, a tag or a commit after the '@'"));
  }
  return repo;
}

std::string HubRepo::ToString() const { return revision == "main" ? id : absl::StrCat(id, "@", revision); }

bool IsCommit(absl::string_view revision) {
  return revision.size() == 40 && std::all_of(revision.begin(), revision.end(),
                                              [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace octavo::hub
