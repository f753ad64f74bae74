#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <set>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "client/api/artifact_stub.h"
#include "client/api/connection.h"
#include "common/files.h"
#include "common/sha256.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace fs = std::filesystem;
namespace {

constexpr int64_t kMaxManifestBytes = 64 << 20;

absl::Status WrongBytes(const Manifest::File& file, absl::string_view got) {
  return absl::DataLossError(absl::StrCat("download ", file.path, ": expected sha256 ", file.sha256, " and got ", got,
                                          ". Run `octavo artifacts verify` to check what the server has stored."));
}

std::string TopLevel(const std::string& path) { return path.substr(0, path.find('/')); }

/// Whether the entry `name` below `folder` holds exactly the manifest's files.
bool IsSame(const Manifest& manifest, const std::string& folder, const std::string& name) {
  size_t count = 0;
  for (const Manifest::File& file : manifest.files) {
    if (TopLevel(file.path) != name) continue;
    ++count;
    const std::string path = absl::StrCat(folder, "/", file.path);
    std::error_code error;
    if (fs::file_size(path, error) != static_cast<uintmax_t>(file.size) || error) return false;
    const absl::StatusOr<std::string> digest = Sha256File(path);
    if (!digest.ok() || *digest != file.sha256) return false;
  }
  std::error_code error;
  if (!fs::is_directory(absl::StrCat(folder, "/", name), error)) return true;
  const absl::StatusOr<std::vector<std::string>> present = ListFiles(absl::StrCat(folder, "/", name));
  return present.ok() && present->size() == count;
}

/// Puts staging/NAME in the place of folder/NAME; what was there goes to staging/NAME.old.
absl::Status Publish(const std::string& staging, const std::string& folder, const std::string& name) {
  const std::string target = absl::StrCat(folder, "/", name);
  std::error_code error;
  if (fs::is_directory(target, error)) {
    fs::rename(target, absl::StrCat(staging, "/", name, ".old"), error);
    if (error) return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot replace ", target));
  }
  fs::rename(absl::StrCat(staging, "/", name), target, error);
  if (error) return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot put ", target, " in place"));
  return absl::OkStatus();
}

}  // namespace

absl::Status ArtifactApi::Fetch(const Manifest::File& file,
                                const std::function<absl::Status(const std::string&)>& sink) const {
  const std::string what = absl::StrCat("download ", file.path);
  int64_t offset = 0;
  Sha256 hash;
  auto attempt = [&](Connection::Reach* reach) -> absl::Status {
    absl::Status written;
    absl::Status read = connection_.Once(what, TransferDeadline(file.size - offset), [&](grpc::ClientContext& context) {
      v1::DownloadBlobRequest request;
      request.set_sha256(file.sha256);
      request.set_offset(offset);
      auto reader = stub_->service->DownloadBlob(&context, request);
      v1::DownloadBlobResponse piece;
      while (written.ok() && reader->Read(&piece)) {
        hash.Update(piece.data());
        written = sink(piece.data());
        offset += static_cast<int64_t>(piece.data().size());
        reach->news = true;
        if (offset > file.size) break;
      }
      if (!written.ok() || offset > file.size) context.TryCancel();
      return reader->Finish();
    });
    // In this order: `read` of a call that was cancelled here says only that, and would be tried again.
    OCTAVO_RETURN_IF_ERROR(written);
    return offset > file.size ? absl::OkStatus() : read;
  };
  OCTAVO_RETURN_IF_ERROR(connection_.RetryLoop(what, connection_.options().watch_patience, attempt));
  const std::string digest = hash.Finish();
  return digest == file.sha256 ? absl::OkStatus() : WrongBytes(file, digest);
}

absl::StatusOr<Manifest> ArtifactApi::GetManifest(const std::string& digest) const {
  if (!IsSha256Hex(digest)) {
    return absl::InvalidArgumentError(absl::StrCat("artefact '", digest, "' is not 64 lower-case hex digits"));
  }
  std::string text;
  const Manifest::File file{absl::StrCat("manifest ", digest.substr(0, 12)), digest, kMaxManifestBytes};
  OCTAVO_RETURN_IF_ERROR(Fetch(file, [&](const std::string& data) {
    text += data;
    return absl::OkStatus();
  }));
  return Manifest::Parse(text);
}

absl::Status ArtifactApi::DownloadFile(const Manifest::File& file, const std::string& path,
                                       const TransferProgress& progress) const {
  const std::string parent = fs::path(path).parent_path().string();
  if (!parent.empty()) OCTAVO_RETURN_IF_ERROR(MakeDirectories(parent));
  std::string temporary = absl::StrCat(path, ".part.XXXXXX");
  const int fd = mkostemp(temporary.data(), O_CLOEXEC);
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot create a file beside ", path));
  absl::Cleanup clean_up = [&] {
    close(fd);
    unlink(temporary.c_str());
  };
  int64_t done = 0;
  auto sink = [&](const std::string& data) -> absl::Status {
    OCTAVO_RETURN_IF_ERROR(WriteAll(fd, data, path));
    done += static_cast<int64_t>(data.size());
    if (progress) progress(done, file.size);
    return absl::OkStatus();
  };
  OCTAVO_RETURN_IF_ERROR(Fetch(file, sink));
  if (fchmod(fd, 0644) != 0 || fsync(fd) != 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot sync ", path));
  if (rename(temporary.c_str(), path.c_str()) != 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot put ", path, " in place"));
  }
  return absl::OkStatus();
}

absl::Status ArtifactApi::DownloadTree(const Manifest& manifest, const std::string& folder,
                                       const TransferProgress& progress) const {
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(folder));
  std::set<std::string> entries;
  for (const Manifest::File& file : manifest.files) entries.insert(TopLevel(file.path));
  std::erase_if(entries, [&](const std::string& name) { return IsSame(manifest, folder, name); });
  if (entries.empty()) return absl::OkStatus();

  std::string staging = absl::StrCat(folder, "/.incoming.XXXXXX");
  if (mkdtemp(staging.data()) == nullptr) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot create a folder in ", folder));
  }
  absl::Cleanup remove = [&] {
    std::error_code ignored;
    fs::remove_all(staging, ignored);
  };
  int64_t total = 0, done = 0;
  for (const Manifest::File& file : manifest.files) total += entries.contains(TopLevel(file.path)) ? file.size : 0;
  for (const Manifest::File& file : manifest.files) {
    if (!entries.contains(TopLevel(file.path))) continue;
    auto report = [&](int64_t bytes, int64_t) {
      if (progress) progress(done + bytes, total);
    };
    OCTAVO_RETURN_IF_ERROR(DownloadFile(file, absl::StrCat(staging, "/", file.path), report));
    done += file.size;
  }
  for (const std::string& name : entries) OCTAVO_RETURN_IF_ERROR(Publish(staging, folder, name));
  return absl::OkStatus();
}

}  // namespace octavo::client
