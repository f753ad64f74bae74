#include "worker/runner/text/file_visitor.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "common/table_files.h"

namespace octavo {
namespace {

namespace fs = std::filesystem;

constexpr size_t kPieceBytes = 256 << 10;

using ArchivePtr = std::unique_ptr<archive, decltype(&archive_read_free)>;

std::string ErrorOf(archive* reader) {
  const char* text = archive_error_string(reader);
  return text == nullptr ? "unknown error" : text;
}

/// With the filters that libarchive decodes itself: "all" would also start external programs.
ArchivePtr NewFilters() {
  ArchivePtr reader(archive_read_new(), &archive_read_free);
  archive_read_support_filter_gzip(reader.get());
  archive_read_support_filter_bzip2(reader.get());
  archive_read_support_filter_xz(reader.get());
  archive_read_support_filter_zstd(reader.get());
  return reader;
}

ArchivePtr NewReader() {
  ArchivePtr reader = NewFilters();
  archive_read_support_format_tar(reader.get());
  archive_read_support_format_zip(reader.get());
  return reader;
}

/// What an archive has unpacked to so far, and may.
struct Budget {
  int64_t max_bytes;
  int64_t content = 0;  // of entries that were read

  /// Decompressed bytes count too, of entries that nobody reads and of headers among them.
  absl::Status Check(archive* reader, absl::string_view what) const {
    int64_t unpacked = content;
    for (int filter = 0; filter + 1 < archive_filter_count(reader); ++filter) {
      unpacked = std::max<int64_t>(unpacked, archive_filter_bytes(reader, filter));
    }
    if (unpacked <= max_bytes) return absl::OkStatus();
    return absl::ResourceExhaustedError(absl::StrCat(what, ": the archive unpacks to more than ", max_bytes,
                                                     " bytes; give the data set's own archive, or unpack it"));
  }
};

class EntryContent final : public FileContent {
 public:
  EntryContent(archive* reader, std::string what, Budget& budget)
      : reader_(reader), what_(std::move(what)), budget_(budget) {}

  absl::StatusOr<absl::string_view> Next() override {
    const void* data = nullptr;
    size_t size = 0;
    la_int64_t offset = 0;
    while (size == 0) {
      const int result = archive_read_data_block(reader_, &data, &size, &offset);
      if (result == ARCHIVE_EOF) return absl::string_view();
      if (result != ARCHIVE_OK) return absl::DataLossError(absl::StrCat(what_, ": ", ErrorOf(reader_)));
      budget_.content += static_cast<int64_t>(size);
      OCTAVO_RETURN_IF_ERROR(budget_.Check(reader_, what_));
    }
    return absl::string_view(static_cast<const char*>(data), size);
  }

  /// Reads what the visitor left: libarchive would do so at once, however much it is. Not in a plain archive, where it
  /// only moves on in the file.
  absl::Status Skip() {
    if (archive_filter_code(reader_, 0) == ARCHIVE_FILTER_NONE) return absl::OkStatus();
    for (;;) {
      OCTAVO_ASSIGN_OR_RETURN(const absl::string_view piece, Next());
      if (piece.empty()) return absl::OkStatus();
    }
  }

 private:
  archive* reader_;
  const std::string what_;
  Budget& budget_;
};

class StreamContent final : public FileContent {
 public:
  StreamContent(std::istream& stream, std::string what)
      : stream_(stream), what_(std::move(what)), buffer_(kPieceBytes) {}

  absl::StatusOr<absl::string_view> Next() override {
    stream_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    if (stream_.bad()) return absl::DataLossError(absl::StrCat("reading ", what_, " failed"));
    return absl::string_view(buffer_.data(), static_cast<size_t>(stream_.gcount()));
  }

 private:
  std::istream& stream_;
  const std::string what_;
  std::vector<char> buffer_;
};

/// `path` without "./"; an error where it would lead out of the archive.
absl::StatusOr<std::string> SafePath(const char* path, absl::string_view what) {
  if (path == nullptr) return absl::InvalidArgumentError(absl::StrCat(what, ": an entry has no readable name"));
  absl::string_view name = path;
  while (absl::ConsumePrefix(&name, "./")) {
  }
  bool leads_out = absl::StartsWith(name, "/");
  for (const absl::string_view part : absl::StrSplit(name, '/')) leads_out = leads_out || part == "..";
  if (!leads_out) return std::string(name);
  return absl::InvalidArgumentError(
      absl::StrCat(what, ": entry \"", path, "\" leads out of the archive; the file is not to be trusted"));
}

absl::Status NotAnArchive(archive* reader, absl::string_view what) {
  const std::string reason = ErrorOf(reader);
  if (archive_errno(reader) == EACCES)
    return absl::PermissionDeniedError(absl::StrCat("cannot open ", what, ": ", reason));
  return absl::InvalidArgumentError(
      absl::StrCat(what, " is not a tar or zip archive (gzip, bzip2, xz and zstd are read): ", reason));
}

absl::Status VisitEntries(archive* reader, absl::string_view what, const FileVisitor& visitor, int64_t max_bytes) {
  Budget budget{max_bytes};
  for (;;) {
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(reader, &entry);
    if (result == ARCHIVE_EOF) return absl::OkStatus();
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
      if (archive_format(reader) == 0) return NotAnArchive(reader, what);
      return absl::DataLossError(absl::StrCat(what, ": damaged or truncated archive: ", ErrorOf(reader)));
    }
    OCTAVO_RETURN_IF_ERROR(budget.Check(reader, what));
    if (archive_entry_filetype(entry) != AE_IFREG) {
      OCTAVO_RETURN_IF_ERROR(EntryContent(reader, std::string(what), budget).Skip());
      continue;
    }
    const char* utf8 = archive_entry_pathname_utf8(entry);
    OCTAVO_ASSIGN_OR_RETURN(const std::string path,
                            SafePath(utf8 != nullptr ? utf8 : archive_entry_pathname(entry), what));
    EntryContent content(reader, absl::StrCat(what, ": ", path), budget);
    OCTAVO_RETURN_IF_ERROR(visitor(path, content));
    OCTAVO_RETURN_IF_ERROR(content.Skip());
  }
}

absl::Status VisitPlainFile(const fs::path& path, const std::string& name, const FileVisitor& visitor) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return absl::PermissionDeniedError(absl::StrCat("cannot open ", path.string()));
  StreamContent content(stream, path.string());
  return visitor(name, content);
}

/// What a compressed file begins with: of gzip, bzip2, xz and zstd.
constexpr absl::string_view kMagics[] = {"\x1F\x8B", "BZh", absl::string_view("\xFD\x37zXZ\0", 6), "\x28\xB5\x2F\xFD"};
constexpr size_t kLongestMagic = 6;

/// What is wrong with a file in which no filter knows its format; `beginning` is of kLongestMagic bytes, or all there
/// is.
absl::Status NotCompressed(absl::string_view what, absl::string_view beginning) {
  for (const absl::string_view magic : kMagics) {
    const size_t both = std::min(magic.size(), beginning.size());
    if (magic.substr(0, both) != beginning.substr(0, both)) continue;
    return absl::DataLossError(absl::StrCat(what, " breaks off at its beginning, or is damaged there: copy it again"));
  }
  return absl::InvalidArgumentError(
      absl::StrCat(what, " is not compressed (gzip, bzip2, xz and zstd are read), though its name says so; rename it"));
}

/// A file that is compressed by itself, without an archive around it.
absl::Status VisitCompressedFile(const fs::path& path, const FileVisitor& visitor, int64_t max_bytes) {
  const std::string what = path.string();
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return absl::PermissionDeniedError(absl::StrCat("cannot open ", what));
  std::string beginning(kLongestMagic, '\0');
  stream.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  beginning.resize(static_cast<size_t>(stream.gcount()));
  if (beginning.empty())
    return absl::DataLossError(absl::StrCat(what, " is empty: it was not written, or not copied to its end"));
  const ArchivePtr reader = NewFilters();
  archive_read_support_format_raw(reader.get());
  archive_entry* entry = nullptr;
  // What is wrong with the first bytes can be found on opening too.
  int opened = archive_read_open_filename(reader.get(), what.c_str(), kPieceBytes);
  if (opened == ARCHIVE_OK) {
    opened = archive_read_next_header(reader.get(), &entry);
    if (archive_filter_code(reader.get(), 0) == ARCHIVE_FILTER_NONE) return NotCompressed(what, beginning);
  }
  if (opened != ARCHIVE_OK) return absl::DataLossError(absl::StrCat(what, ": damaged: ", ErrorOf(reader.get())));
  Budget budget{max_bytes};
  EntryContent content(reader.get(), what, budget);
  return visitor(path.filename().string(), content);
}

absl::Status VisitFolder(const fs::path& root, const FileVisitor& visitor) {
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> files, ListFiles(root.string()));
  for (const std::string& file : files) OCTAVO_RETURN_IF_ERROR(VisitPlainFile(root / file, file, visitor));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> FileContent::ReadAll(int64_t max_bytes) {
  std::string all;
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const absl::string_view piece, Next());
    if (piece.empty()) return all;
    if (static_cast<int64_t>(all.size() + piece.size()) > max_bytes) {
      return absl::ResourceExhaustedError(absl::StrCat("a file inside is larger than ", max_bytes, " bytes"));
    }
    all.append(piece.data(), piece.size());
  }
}

absl::Status VisitFiles(const std::string& path, const FileVisitor& visitor, int64_t max_bytes) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found)
    return absl::NotFoundError(absl::StrCat("no such file or folder: ", path));
  if (fs::is_directory(status)) return VisitFolder(path, visitor);
  const ArchivePtr reader = NewReader();
  if (archive_read_open_filename(reader.get(), path.c_str(), kPieceBytes) != ARCHIVE_OK) {
    return NotAnArchive(reader.get(), path);
  }
  return VisitEntries(reader.get(), path, visitor, max_bytes);
}

absl::Status VisitOneFile(const std::string& path, const FileVisitor& visitor, int64_t max_bytes) {
  if (HasCompressedName(path)) return VisitCompressedFile(path, visitor, max_bytes);
  return VisitPlainFile(path, fs::path(path).filename().string(), visitor);
}

absl::Status VisitArchiveInMemory(absl::string_view bytes, absl::string_view what, const FileVisitor& visitor) {
  const ArchivePtr reader = NewReader();
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return NotAnArchive(reader.get(), what);
  }
  return VisitEntries(reader.get(), what, visitor, kMaxArchiveBytes);
}

}  // namespace octavo
