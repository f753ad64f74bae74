#ifndef OCTAVO_HUB_PUBLIC_SOURCE_H_
#define OCTAVO_HUB_PUBLIC_SOURCE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "hub/hub_repo.h"

namespace octavo::hub {

/// Where anybody can have the files of an artefact: a folder of one of the hub's repositories at one commit, or an
/// archive by its URL. It says how bytes may travel, never which bytes are meant: a digest does that. A value.
struct PublicSource {
  enum class Kind { kHub, kUrl };
  Kind kind = Kind::kHub;
  HubRepo repo;        // kHub; its revision is a commit
  std::string folder;  // kHub: in which the files lie; empty: the repository itself
  std::string url;     // kUrl: of the artefact's one file

  /// "hf://ID@COMMIT" or "hf://ID@COMMIT/FOLDER" (of a data set hf://datasets/ID@…), as Hugging Face's tools write
  /// them but for the folder's percent-encoding, or "https://HOST/…/FILE". INVALID_ARGUMENT for anything else: what
  /// IsInputSource refuses, a branch, which may move, a folder that leads elsewhere, a URL with a user's name, a query
  /// or a fragment, which may be secrets.
  static absl::StatusOr<PublicSource> Parse(absl::string_view text);
  /// What Parse takes, unless it is too long for that.
  std::string ToString() const;
  bool operator==(const PublicSource&) const = default;
};

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_PUBLIC_SOURCE_H_
