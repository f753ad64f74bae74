#include "worker/runner/formats/torch_file.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "worker/runner/formats/legacy_torch_file.h"
#include "worker/runner/formats/pickle.h"
#include "worker/runner/formats/zip_store.h"

namespace octavo {
namespace {

constexpr char kTop[] = "archive/";

absl::Span<const uint8_t> AsBytes(absl::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
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

absl::StatusOr<TorchValue> ReadZippedTorchFile(absl::Span<const uint8_t> bytes, const std::string& path,
                                               TensorCopies& copies) {
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<ZipEntry> entries, ReadStoredZip(bytes, path));
  OCTAVO_ASSIGN_OR_RETURN(const std::string top, FindTop(entries, path));
  const ZipEntry* order = FindEntry(entries, top + "byteorder");
  if (order != nullptr &&
      absl::string_view(reinterpret_cast<const char*>(order->bytes.data()), order->bytes.size()) != "little") {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " was written on a big-endian machine; save it again on a little-endian one"));
  }
  const std::string pickle_name = top + "data.pkl";
  const absl::Span<const uint8_t> pickle = FindEntry(entries, pickle_name)->bytes;
  const std::string source = absl::StrCat(path, " (", pickle_name, ")");
  OCTAVO_ASSIGN_OR_RETURN(const PickledValue value, PickledValue::Parse(pickle, source));
  if (value.bytes() != pickle.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat(source, " is not a usable PyTorch file: something follows its end; save it again"));
  }
  const auto storage = [&](const std::string& key) -> absl::StatusOr<absl::Span<const uint8_t>> {
    const ZipEntry* entry = FindEntry(entries, absl::StrCat(top, "data/", key));
    if (entry != nullptr) return entry->bytes;
    return absl::InvalidArgumentError(absl::StrCat("it lacks the entry ", top, "data/", key));
  };
  return value.Resolve(storage, copies);
}

}  // namespace

const TorchValue* FindKey(const TorchDict& dict, const std::string& key) {
  const auto it = std::find_if(dict.begin(), dict.end(), [&](const auto& item) { return item.first == key; });
  return it == dict.end() ? nullptr : &it->second;
}

absl::StatusOr<std::unique_ptr<TorchFile>> TorchFile::Open(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(MappedFile mapped, MapFile(path));
  std::unique_ptr<TorchFile> file(new TorchFile(path, std::move(mapped)));
  const absl::Span<const uint8_t> bytes = file->mapped_.bytes;
  OCTAVO_ASSIGN_OR_RETURN(TorchValue root, IsLegacyTorchFile(bytes) ? ReadLegacyTorchFile(bytes, path, file->copies_)
                                                                    : ReadZippedTorchFile(bytes, path, file->copies_));
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
