#include "client/commands/archive_digests.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/sha256.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr size_t kPieceBytes = 256 << 10;
constexpr int64_t kMaxBytes = int64_t{64} << 30;  // ends a decompression bomb

using ArchivePtr = std::unique_ptr<archive, decltype(&archive_read_free)>;

/// With the filters that libarchive decodes itself: "all" would also start external programs.
ArchivePtr NewReader() {
  ArchivePtr reader(archive_read_new(), &archive_read_free);
  archive_read_support_filter_gzip(reader.get());
  archive_read_support_filter_bzip2(reader.get());
  archive_read_support_filter_xz(reader.get());
  archive_read_support_filter_zstd(reader.get());
  archive_read_support_format_tar(reader.get());
  archive_read_support_format_zip(reader.get());
  return reader;
}

absl::Status Damaged(archive* reader, const std::string& path) {
  const char* text = archive_error_string(reader);
  return absl::DataLossError(
      absl::StrCat(path, " is damaged, cut short or no archive: ", text == nullptr ? "unknown error" : text));
}

/// The digest of the entry that the reader stands at.
absl::StatusOr<std::string> HashEntry(archive* reader, const std::string& path, const Cancellation* cancellation) {
  Sha256 hash;
  const void* data = nullptr;
  size_t size = 0;
  la_int64_t offset = 0;
  for (;;) {
    if (cancellation != nullptr && cancellation->Cancelled()) return absl::CancelledError("interrupted");
    const int result = archive_read_data_block(reader, &data, &size, &offset);
    if (result == ARCHIVE_EOF) return hash.Finish();
    if (result != ARCHIVE_OK) return Damaged(reader, path);
    hash.Update(absl::string_view(static_cast<const char*>(data), size));
    if (archive_filter_bytes(reader, 0) > kMaxBytes)
      return absl::DataLossError(absl::StrCat(path, " unpacks to more than ", kMaxBytes, " bytes"));
  }
}

}  // namespace

absl::Status CheckArchiveMembers(const std::string& path, const std::map<std::string, Digest>& members,
                                 const Cancellation* cancellation) {
  if (members.empty()) return absl::OkStatus();
  const ArchivePtr reader = NewReader();
  if (archive_read_open_filename(reader.get(), path.c_str(), kPieceBytes) != ARCHIVE_OK)
    return Damaged(reader.get(), path);
  std::set<std::string> seen;
  archive_entry* entry = nullptr;
  int result = archive_read_next_header(reader.get(), &entry);
  for (; result == ARCHIVE_OK || result == ARCHIVE_WARN; result = archive_read_next_header(reader.get(), &entry)) {
    const char* name = archive_entry_pathname(entry);
    const auto member = members.find(std::string(absl::StripPrefix(name == nullptr ? "" : name, "./")));
    OCTAVO_ASSIGN_OR_RETURN(std::string found, HashEntry(reader.get(), path, cancellation));
    if (member == members.end()) continue;
    seen.insert(member->first);
    const Digest actual{Digest::Algorithm::kSha256, std::move(found)};
    if (actual == member->second) continue;
    return absl::DataLossError(
        absl::StrCat(member->first, " in ", path, " is ", actual.ToString(), ", not ", member->second.ToString()));
  }
  if (result != ARCHIVE_EOF) return Damaged(reader.get(), path);
  for (const auto& [name, digest] : members) {
    if (!seen.contains(name)) return absl::DataLossError(absl::StrCat(path, " has no ", name));
  }
  return absl::OkStatus();
}

}  // namespace octavo::client
