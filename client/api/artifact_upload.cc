#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "client/api/artifact_stub.h"
#include "client/api/connection.h"
#include "common/error_info.h"
#include "common/files.h"
#include "common/sha256.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr size_t kDigestsPerCall = 1000;

std::string Short(const std::string& digest) { return digest.substr(0, 12); }

}  // namespace

ArtifactApi::ArtifactApi(const Connection& connection)
    : connection_(connection), stub_(new Stub{v1::ArtifactService::NewStub(connection.channel())}) {}

ArtifactApi::~ArtifactApi() = default;

absl::StatusOr<LocalArtifact> HashLocal(const std::string& root,
                                        const std::function<bool(const std::string&)>& wanted) {
  std::error_code ignored;
  const bool single = std::filesystem::is_regular_file(root, ignored);
  LocalArtifact artifact;
  std::vector<std::string> names;
  if (single) {
    names = {std::filesystem::path(root).filename().string()};
  } else {
    OCTAVO_ASSIGN_OR_RETURN(names, ListFiles(root));
  }
  for (const std::string& name : names) {
    if (wanted && !wanted(name)) continue;
    const std::string path = single ? root : absl::StrCat(root, "/", name);
    Manifest::File file;
    file.path = name;
    OCTAVO_ASSIGN_OR_RETURN(file.sha256, Sha256File(path));
    file.size = static_cast<int64_t>(std::filesystem::file_size(path, ignored));
    artifact.manifest.files.push_back(std::move(file));
    artifact.paths[name] = path;
  }
  if (artifact.manifest.files.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(root, " holds no files that could be uploaded"));
  }
  return artifact;
}

absl::StatusOr<std::vector<std::string>> ArtifactApi::FindMissing(const std::vector<std::string>& digests) const {
  std::vector<std::string> missing;
  for (size_t begin = 0; begin < digests.size(); begin += kDigestsPerCall) {
    v1::FindMissingBlobsRequest request;
    const size_t end = std::min(digests.size(), begin + kDigestsPerCall);
    for (size_t i = begin; i < end; ++i) request.add_sha256(digests[i]);
    v1::FindMissingBlobsResponse reply;
    OCTAVO_RETURN_IF_ERROR(connection_.Retrying("ask which files the server lacks", [&](grpc::ClientContext& context) {
      return stub_->service->FindMissingBlobs(&context, request, &reply);
    }));
    missing.insert(missing.end(), reply.sha256().begin(), reply.sha256().end());
  }
  return missing;
}

absl::StatusOr<std::string> ArtifactApi::Upload(const LocalArtifact& artifact, const TransferProgress& progress) const {
  const std::string manifest_text = artifact.manifest.Serialize();
  const std::string digest = Sha256Hex(manifest_text);
  std::vector<std::string> digests = {digest};
  for (const Manifest::File& file : artifact.manifest.files) digests.push_back(file.sha256);
  OCTAVO_ASSIGN_OR_RETURN(std::vector<std::string> missing, FindMissing(digests));
  std::sort(missing.begin(), missing.end());
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  auto lacks = [&](const std::string& name) { return std::binary_search(missing.begin(), missing.end(), name); };

  int64_t total = 0;
  std::vector<const Manifest::File*> todo;
  for (const Manifest::File& file : artifact.manifest.files) {
    const bool twice = std::any_of(todo.begin(), todo.end(), [&](auto* other) { return other->sha256 == file.sha256; });
    if (!lacks(file.sha256) || twice) continue;
    todo.push_back(&file);
    total += file.size;
  }
  int64_t done = 0;
  for (const Manifest::File* file : todo) {
    auto sent = [&](int64_t bytes) {
      if (progress) progress(done + bytes, total);
    };
    OCTAVO_RETURN_IF_ERROR(UploadFile(*file, artifact.paths.at(file->path), sent));
    done += file->size;
  }
  // Last, so that a manifest on the server means that its files are there.
  if (lacks(digest)) OCTAVO_RETURN_IF_ERROR(UploadBytes(digest, manifest_text));
  return digest;
}

namespace {

/// One try: from what the server has already to the end of `input`.
grpc::Status SendOnce(v1::ArtifactService::Stub& service, grpc::ClientContext& context, const std::string& digest,
                      int64_t size, int64_t offset, std::istream& input, const std::function<void(int64_t)>& sent) {
  v1::UploadBlobResponse reply;
  auto writer = service.UploadBlob(&context, &reply);
  v1::UploadBlobRequest request;
  request.set_sha256(digest);
  request.set_size_bytes(size);
  request.set_offset(offset);
  input.clear();
  input.seekg(offset);
  std::string buffer(static_cast<size_t>(kChunkBytes), '\0');
  for (int64_t at = offset; at < size || at == offset;) {
    input.read(buffer.data(), std::min(kChunkBytes, size - at));
    const std::streamsize count = input.gcount();
    if (count == 0 && at < size) {
      context.TryCancel();
      return grpc::Status(grpc::StatusCode::FAILED_PRECONDITION,
                          "the file became shorter while it was uploaded; run the command again");
    }
    request.set_data(buffer.data(), static_cast<size_t>(count));
    if (!writer->Write(request)) break;  // Finish() says why
    request.Clear();
    at += count;
    if (sent) sent(at);
    if (count == 0) break;
  }
  writer->WritesDone();
  return writer->Finish();
}

}  // namespace

absl::Status ArtifactApi::UploadFile(const Manifest::File& file, const std::string& path,
                                     const std::function<void(int64_t)>& sent) const {
  std::ifstream input(path, std::ios::binary);
  if (!input) return absl::NotFoundError(absl::StrCat("upload ", path, ": the file cannot be opened"));
  return UploadFrom(input, absl::StrCat("upload ", path), file.sha256, file.size, sent);
}

absl::Status ArtifactApi::UploadBytes(const std::string& digest, const std::string& bytes) const {
  std::istringstream input(bytes);
  return UploadFrom(input, absl::StrCat("upload manifest ", Short(digest)), digest, static_cast<int64_t>(bytes.size()),
                    nullptr);
}

absl::Status ArtifactApi::UploadFrom(std::istream& input, const std::string& what, const std::string& digest,
                                     int64_t size, const std::function<void(int64_t)>& sent) const {
  return connection_.RetryLoop(what, connection_.options().watch_patience, [&](Connection::Reach* reach) {
    v1::QueryUploadRequest query;
    query.set_sha256(digest);
    v1::QueryUploadResponse state;
    OCTAVO_RETURN_IF_ERROR(connection_.Once(
        what, connection_.options().call_deadline,
        [&](grpc::ClientContext& context) { return stub_->service->QueryUpload(&context, query, &state); }));
    if (state.complete()) return absl::OkStatus();
    absl::Status status = connection_.Once(what, TransferDeadline(size), [&](grpc::ClientContext& context) {
      return SendOnce(*stub_->service, context, digest, size, state.committed_size(), input, [&](int64_t bytes) {
        reach->news = reach->news || bytes > state.committed_size();
        if (sent) sent(bytes);
      });
    });
    // Another upload of the same bytes moved on between the two calls.
    if (ErrorInfoOf(status).reason == "BAD_OFFSET") {
      reach->news = false;
      return absl::AbortedError(status.message());
    }
    // What was sent to an upload that another call holds went nowhere.
    if (absl::IsAborted(status)) reach->news = false;
    return status;
  });
}

}  // namespace octavo::client
