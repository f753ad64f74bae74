#ifndef OCTAVO_HUB_HUB_REPO_H_
#define OCTAVO_HUB_HUB_REPO_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo::hub {

/// A repository of the hub at one of its revisions. A value.
struct HubRepo {
  enum class Kind { kModel, kDataset };
  Kind kind = Kind::kModel;
  std::string id;                 // "google-bert/bert-base-uncased", "gpt2"
  std::string revision = "main";  // a branch, a tag, "refs/pr/1" or a commit

  /// "ID" or "ID@REVISION". INVALID_ARGUMENT, with the rule, for an id that the hub would not give: one or two names of
  /// letters, digits, '-', '_' and '.', without "--" or ".." and not begun or ended by '-' or '.', 96 characters in
  /// all.
  static absl::StatusOr<HubRepo> Parse(Kind kind, absl::string_view text);

  /// "ID", or "ID@REVISION" where that is not main: what Parse takes.
  std::string ToString() const;
  bool operator==(const HubRepo&) const = default;
};

/// Whether `revision` is a commit, which never changes: 40 lower-case hex digits.
bool IsCommit(absl::string_view revision);

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_HUB_REPO_H_
