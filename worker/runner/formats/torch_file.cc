#include "worker/runner/formats/torch_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "worker/runner/formats/pickle.h"
#include "worker/runner/formats/zip_store.h"

namespace octavo {
namespace {

constexpr char kTop[] = "archive/";

absl::Span<const uint8_t> AsBytes(absl::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

absl::Status MapFile(const std::string& path, std::shared_ptr<const void>& mapping, absl::Span<const uint8_t>& bytes) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", path));
  absl::Cleanup close_fd = [fd] { close(fd); };
  struct stat info {};
  if (fstat(fd, &info) != 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot read the size of ", path));
  if (!S_ISREG(info.st_mode) || info.st_size == 0) {
    return absl::InvalidArgumentError(absl::StrCat(path, " is not a PyTorch file: it is empty or not a regular file"));
  }
  const auto size = static_cast<size_t>(info.st_size);
  void* address = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (address == MAP_FAILED) return absl::ErrnoToStatus(errno, absl::StrCat("cannot map ", path));
  mapping = std::shared_ptr<const void>(address, [size](const void* p) { munmap(const_cast<void*>(p), size); });
  bytes = {static_cast<const uint8_t*>(address), size};
  return absl::OkStatus();
}

const ZipEntry* FindEntry(const std::vector<ZipEntry>& entries, absl::string_view name) {
  const auto it = std::lower_bound(entries.begin(), entries.end(), name,
                                   [](const ZipEntry& entry, absl::string_view wanted) { return entry.name < wanted; });
  return it != entries.end() && it->name == name ? &*it : nullptr;
}

/// The folder of the one entry <folder>/data.pkl, with its slash.
absl::StatusOr<std::string> FindTop(const std::vector<ZipEntry>& entries, const std::string& path) {
  for (const ZipEntry& entry : entries) {
    absl::string_view name = entry.name;
    if (absl::ConsumeSuffix(&name, "/data.pkl") && !absl::StrContains(name, '/')) return absl::StrCat(name, "/");
  }
  return absl::InvalidArgumentError(absl::StrCat(
      path, " is not a PyTorch file: it is a zip archive without <name>/data.pkl; save it with torch.save"));
}

}  // namespace

const TorchValue* FindKey(const TorchDict& dict, const std::string& key) {
  const auto it = std::find_if(dict.begin(), dict.end(), [&](const auto& item) { return item.first == key; });
  return it == dict.end() ? nullptr : &it->second;
}

absl::StatusOr<std::unique_ptr<TorchFile>> TorchFile::Open(const std::string& path) {
  std::unique_ptr<TorchFile> file(new TorchFile());
  file->path_ = path;
  OCTAVO_RETURN_IF_ERROR(MapFile(path, file->mapping_, file->bytes_));
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<ZipEntry> entries, ReadStoredZip(file->bytes_, path));
  OCTAVO_ASSIGN_OR_RETURN(const std::string top, FindTop(entries, path));
  const ZipEntry* order = FindEntry(entries, top + "byteorder");
  if (order != nullptr &&
      absl::string_view(reinterpret_cast<const char*>(order->bytes.data()), order->bytes.size()) != "little") {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " was written on a big-endian machine; save it again on a little-endian one"));
  }
  const auto storage = [&](const std::string& key) -> absl::StatusOr<absl::Span<const uint8_t>> {
    const ZipEntry* entry = FindEntry(entries, absl::StrCat(top, "data/", key));
    if (entry != nullptr) return entry->bytes;
    return absl::InvalidArgumentError(
        absl::StrCat(path, " is not a usable PyTorch file: it lacks the entry ", top, "data/", key));
  };
  const std::string pickle_name = top + "data.pkl";
  OCTAVO_ASSIGN_OR_RETURN(TorchValue root, ReadPickle(FindEntry(entries, pickle_name)->bytes, storage,
                                                      absl::StrCat(path, " (", pickle_name, ")")));
  if (!std::holds_alternative<TorchDict>(root.value)) {
    return absl::InvalidArgumentError(absl::StrCat(path, " does not hold a dict at its top; save a dict of tensors"));
  }
  file->root_ = std::get<TorchDict>(std::move(root.value));
  return file;
}

absl::Status WriteTorchFile(const std::string& path, const TorchDict& root) {
  std::vector<TensorView> tensors;
  OCTAVO_ASSIGN_OR_RETURN(const std::string pickle, WritePickle(root, tensors));
  const std::string top = kTop;
  std::vector<ZipEntry> entries = {{top + "data.pkl", AsBytes(pickle)}, {top + "byteorder", AsBytes("little")}};
  for (size_t i = 0; i < tensors.size(); ++i) entries.push_back({absl::StrCat(top, "data/", i), tensors[i].bytes});
  entries.push_back({top + "version", AsBytes("3\n")});
  OCTAVO_ASSIGN_OR_RETURN(const std::string bytes, BuildStoredZip(entries));
  return WriteFileAtomically(path, bytes);
}

}  // namespace octavo
