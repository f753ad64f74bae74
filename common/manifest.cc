#include "common/manifest.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/files.h"
#include "common/sha256.h"
#include "common/status_macros.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

constexpr absl::string_view kHeader = "octavo-manifest 1\n";

bool IsSafePath(absl::string_view path) {
  if (path.empty() ||
      std::any_of(path.begin(), path.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
    return false;
  }
  for (absl::string_view part : absl::StrSplit(path, '/')) {
    if (part.empty() || part == "." || part == "..") return false;
  }
  return true;
}

absl::StatusOr<Manifest::File> ParseLine(absl::string_view line) {
  const std::vector<std::string> parts = absl::StrSplit(line, absl::MaxSplits(' ', 2));
  Manifest::File file;
  if (parts.size() != 3 || !IsSha256Hex(parts[0]) || !absl::SimpleAtoi(parts[1], &file.size) || file.size < 0 ||
      absl::StrCat(file.size) != parts[1] || !IsSafePath(parts[2])) {
    return absl::InvalidArgumentError(
        absl::StrCat("manifest line \"", line, "\" is not SHA256 SIZE PATH with a relative path inside the artefact"));
  }
  file.sha256 = parts[0];
  file.path = parts[2];
  return file;
}

}  // namespace

int64_t Manifest::TotalBytes() const {
  int64_t total = 0;
  for (const File& file : files) total += file.size;
  return total;
}

std::string Manifest::Serialize() const {
  std::string text(kHeader);
  for (const File& file : files) absl::StrAppend(&text, file.sha256, " ", file.size, " ", file.path, "\n");
  return text;
}

std::string Manifest::Digest() const { return Sha256Hex(Serialize()); }

absl::StatusOr<Manifest> Manifest::Parse(absl::string_view text) {
  if (!absl::ConsumePrefix(&text, kHeader)) {
    return absl::InvalidArgumentError("not a manifest: the first line is not \"octavo-manifest 1\"");
  }
  Manifest manifest;
  int64_t total = 0;
  if (text.empty()) return manifest;
  if (!absl::ConsumeSuffix(&text, "\n")) {
    return absl::InvalidArgumentError("manifest is truncated: the last line has no end");
  }
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    OCTAVO_ASSIGN_OR_RETURN(File file, ParseLine(line));
    if (!manifest.files.empty() && manifest.files.back().path >= file.path) {
      return absl::InvalidArgumentError(absl::StrCat("manifest path \"", file.path, "\" is repeated or out of order"));
    }
    if (__builtin_add_overflow(total, file.size, &total)) {
      return absl::InvalidArgumentError(
          absl::StrCat("manifest line of \"", file.path, "\": the files are larger than 64 bits can count"));
    }
    manifest.files.push_back(std::move(file));
  }
  return manifest;
}

absl::StatusOr<Manifest> Manifest::Below(absl::string_view prefix) const {
  if (prefix.empty()) return *this;
  Manifest below;
  const std::string folder = absl::StrCat(prefix, "/");
  for (const File& file : files) {
    if (file.path == prefix) {
      below.files.push_back({fs::path(file.path).filename().string(), file.sha256, file.size});
    } else if (absl::StartsWith(file.path, folder)) {
      below.files.push_back({file.path.substr(folder.size()), file.sha256, file.size});
    }
  }
  if (below.files.empty()) {
    return absl::NotFoundError(absl::StrCat("the artefact has nothing at \"", prefix, "\""));
  }
  return below;
}

absl::StatusOr<Manifest> HashTree(const std::string& root, const std::function<bool(const std::string&)>& wanted) {
  Manifest manifest;
  const bool single = fs::is_regular_file(root);
  std::vector<std::string> paths;
  if (single) {
    paths = {fs::path(root).filename().string()};
  } else {
    OCTAVO_ASSIGN_OR_RETURN(paths, ListFiles(root));
  }
  for (const std::string& path : paths) {
    if (wanted && !wanted(path)) continue;
    const std::string full = single ? root : absl::StrCat(root, "/", path);
    if (!IsSafePath(path)) return absl::InvalidArgumentError(absl::StrCat("file name ", full, " cannot be stored"));
    OCTAVO_ASSIGN_OR_RETURN(std::string sha256, Sha256File(full));
    manifest.files.push_back({path, std::move(sha256), static_cast<int64_t>(fs::file_size(full))});
  }
  return manifest;
}

}  // namespace octavo
