#include "worker/runner/formats/legacy_torch_file.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status_macros.h"
#include "worker/runner/formats/byte_io.h"
#include "worker/runner/formats/pickle.h"

namespace octavo {
namespace {

// LONG1 of the number 0x1950a86a20f9469cfc6c, STOP. What comes before it depends on the pickle protocol.
constexpr absl::string_view kMagic("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 13);
constexpr size_t kMagicWithin = 32;
constexpr int64_t kLegacyVersion = 1001;

/// The byte after the magic number, or 0.
size_t EndOfMagic(absl::Span<const uint8_t> file) {
  const absl::string_view head(reinterpret_cast<const char*>(file.data()), std::min(file.size(), kMagicWithin));
  const size_t at = head.find(kMagic);
  return at == absl::string_view::npos || file[0] != 0x80 ? 0 : at + kMagic.size();
}

class LegacyReader {
 public:
  LegacyReader(absl::Span<const uint8_t> file, const std::string& path, TensorCopies& copies)
      : file_(file), path_(path), copies_(copies), at_(EndOfMagic(file)) {}

  absl::StatusOr<TorchValue> Read() {
    OCTAVO_ASSIGN_OR_RETURN(const TorchValue version, TakePlainValue("version"));
    const auto* number = std::get_if<int64_t>(&version.value);
    if (number == nullptr || *number != kLegacyVersion) return Bad("it is of another version than 1001");
    OCTAVO_RETURN_IF_ERROR(CheckMachine());
    OCTAVO_ASSIGN_OR_RETURN(const PickledValue value, TakePickle("value"));
    OCTAVO_ASSIGN_OR_RETURN(const TorchValue keys, TakePlainValue("keys"));
    OCTAVO_RETURN_IF_ERROR(TakeStorages(keys, value.storages()));
    return value.Resolve(
        [this](const std::string& key) -> absl::StatusOr<absl::Span<const uint8_t>> {
          const auto found = storages_.find(key);
          if (found != storages_.end()) return found->second;
          return absl::InvalidArgumentError(absl::StrCat("it lacks the storage '", key.substr(0, 100), "'"));
        },
        copies_);
  }

 private:
  absl::Status Bad(absl::string_view what) const {
    return absl::InvalidArgumentError(absl::StrCat(path_, " is not a usable PyTorch file: ", what,
                                                   "; save it again, or copy it again if it was cut short"));
  }

  absl::StatusOr<PickledValue> TakePickle(absl::string_view part) {
    OCTAVO_ASSIGN_OR_RETURN(PickledValue value,
                            PickledValue::Parse(file_.subspan(at_), absl::StrCat(path_, " (", part, ")")));
    at_ += value.bytes();
    return value;
  }

  absl::StatusOr<TorchValue> TakePlainValue(absl::string_view part) {
    OCTAVO_ASSIGN_OR_RETURN(const PickledValue value, TakePickle(part));
    if (!value.storages().empty()) return Bad(absl::StrCat("a tensor stands where its ", part, " should"));
    return value.Resolve([](const std::string&) { return absl::Span<const uint8_t>(); }, copies_);
  }

  absl::Status CheckMachine() {
    OCTAVO_ASSIGN_OR_RETURN(const TorchValue machine, TakePlainValue("machine"));
    const auto* dict = std::get_if<TorchDict>(&machine.value);
    const TorchValue* entry = dict == nullptr ? nullptr : FindKey(*dict, "little_endian");
    const bool* little = entry == nullptr ? nullptr : std::get_if<bool>(&entry->value);
    if (little == nullptr) return Bad("it does not say on which kind of machine it was written");
    return *little ? absl::OkStatus() : Bad("it was written on a big-endian machine");
  }

  /// The storages that follow the pickles, in the order of `keys`; their types are known from the value.
  absl::Status TakeStorages(const TorchValue& keys, const std::vector<StorageId>& ids) {
    const auto* list = std::get_if<TorchList>(&keys.value);
    if (list == nullptr) return Bad("it has no list of storages");
    absl::flat_hash_map<std::string, const StorageId*> known;
    for (const StorageId& id : ids) known[id.key] = &id;
    for (const TorchValue& item : *list) {
      const auto* key = std::get_if<std::string>(&item.value);
      const auto id = key == nullptr ? known.end() : known.find(*key);
      if (id == known.end()) return Bad("its list of storages names one that no tensor has");
      OCTAVO_ASSIGN_OR_RETURN(const absl::Span<const uint8_t> bytes, TakeStorage(*id->second));
      if (!storages_.emplace(*key, bytes).second) return Bad("its list of storages names one twice");
    }
    return at_ == file_.size() ? absl::OkStatus() : Bad("something follows its last storage");
  }

  absl::StatusOr<absl::Span<const uint8_t>> TakeStorage(const StorageId& id) {
    if (file_.size() - at_ < sizeof(int64_t)) return Bad("it ends before its last storage");
    const auto elements = LoadLittleEndian<int64_t>(file_, at_);
    at_ += sizeof(int64_t);
    int64_t bytes = 0;
    if (elements != id.elements || __builtin_mul_overflow(elements, DTypeBytes(id.dtype), &bytes)) {
      return Bad(absl::StrCat("a storage of ", id.elements, " elements says that it has ", elements));
    }
    if (static_cast<uint64_t>(bytes) > file_.size() - at_) {
      return Bad(absl::StrCat("a storage of ", bytes, " bytes reaches beyond the file"));
    }
    const absl::Span<const uint8_t> storage = file_.subspan(at_, static_cast<size_t>(bytes));
    at_ += storage.size();
    return storage;
  }

  const absl::Span<const uint8_t> file_;
  const std::string& path_;
  TensorCopies& copies_;
  size_t at_;
  absl::flat_hash_map<std::string, absl::Span<const uint8_t>> storages_;
};

}  // namespace

bool IsLegacyTorchFile(absl::Span<const uint8_t> file) { return EndOfMagic(file) > 0; }

absl::StatusOr<TorchValue> ReadLegacyTorchFile(absl::Span<const uint8_t> file, const std::string& path,
                                               TensorCopies& copies) {
  return LegacyReader(file, path, copies).Read();
}

}  // namespace octavo
