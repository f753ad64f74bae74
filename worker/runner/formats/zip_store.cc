#include "worker/runner/formats/zip_store.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/formats/byte_io.h"

namespace octavo {
namespace {

constexpr uint32_t kLocalSignature = 0x04034b50;
constexpr uint32_t kCentralSignature = 0x02014b50;
constexpr uint32_t kEndSignature = 0x06054b50;
constexpr uint32_t kEnd64Signature = 0x06064b50;
constexpr uint32_t kEnd64LocatorSignature = 0x07064b50;
constexpr size_t kLocalBytes = 30, kCentralBytes = 46, kEndBytes = 22, kEnd64Bytes = 56, kLocatorBytes = 20;
constexpr size_t kMaxComment = 65535;
constexpr size_t kMaxNameBytes = 1024;  // a look-up makes the name that it looks for, once for each tensor
constexpr size_t kAlignment = 64;
constexpr uint64_t kMaxEntries = 1 << 20;
constexpr uint16_t kEncryptedFlag = 1;
constexpr uint16_t kZip64Extra = 1;
constexpr uint32_t kIn64 = 0xffffffff;

using CrcTables = std::array<std::array<uint32_t, 256>, 8>;

constexpr CrcTables MakeCrcTables() {
  CrcTables tables{};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t crc = i;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) ? 0xedb88320u : 0u);
    tables[0][i] = crc;
  }
  for (uint32_t i = 0; i < 256; ++i) {
    for (size_t t = 1; t < 8; ++t) tables[t][i] = (tables[t - 1][i] >> 8) ^ tables[0][tables[t - 1][i] & 0xff];
  }
  return tables;
}

constexpr CrcTables kCrcTables = MakeCrcTables();

struct Directory {
  uint64_t entries = 0, offset = 0, bytes = 0;
};

struct CentralEntry {
  std::string name;
  uint32_t crc = 0;
  uint64_t bytes = 0, local_offset = 0;
  size_t next = 0;  // offset of the next central record
};

/// All but its checksum was verified.
struct CheckedEntry {
  ZipEntry entry;
  uint32_t crc = 0;
};

class ZipParser {
 public:
  ZipParser(absl::Span<const uint8_t> file, const std::string& source) : file_(file), source_(source) {}

  absl::StatusOr<std::vector<ZipEntry>> Parse() {
    OCTAVO_ASSIGN_OR_RETURN(const Directory directory, FindDirectory());
    if (directory.entries > kMaxEntries) return Bad(absl::StrCat("it claims ", directory.entries, " entries"));
    std::vector<CheckedEntry> checked;
    size_t at = directory.offset;
    for (uint64_t i = 0; i < directory.entries; ++i) {
      OCTAVO_ASSIGN_OR_RETURN(CentralEntry central, ParseCentral(at, directory.offset + directory.bytes));
      at = central.next;
      OCTAVO_ASSIGN_OR_RETURN(CheckedEntry entry, ParseLocal(std::move(central), directory.offset));
      checked.push_back(std::move(entry));
    }
    OCTAVO_RETURN_IF_ERROR(CheckDisjoint());
    std::sort(checked.begin(), checked.end(), [](const auto& a, const auto& b) { return a.entry.name < b.entry.name; });
    for (size_t i = 1; i < checked.size(); ++i) {
      if (checked[i].entry.name == checked[i - 1].entry.name)
        return Bad(absl::StrCat("entry '", checked[i].entry.name, "' is there twice"));
    }
    return VerifyChecksums(std::move(checked));
  }

 private:
  template <typename T>
  T Load(size_t offset) const {
    return LoadLittleEndian<T>(file_, offset);
  }
  bool Fits(uint64_t offset, uint64_t bytes, uint64_t limit) const {
    return offset <= limit && bytes <= limit - offset;
  }

  absl::Status Bad(absl::string_view what) const {
    return absl::InvalidArgumentError(absl::StrCat(source_, " is not a usable PyTorch file: ", what,
                                                   "; write it again, or copy it again if it was cut short"));
  }

  absl::StatusOr<Directory> FindDirectory() const {
    if (file_.size() < kEndBytes)
      return Bad(absl::StrCat("only ", file_.size(), " bytes, too short for a zip archive"));
    const size_t last = file_.size() - kEndBytes;
    const size_t first = last > kMaxComment ? last - kMaxComment : 0;
    for (size_t end = last + 1; end-- > first;) {
      if (Load<uint32_t>(end) == kEndSignature && end + kEndBytes + Load<uint16_t>(end + 20) == file_.size()) {
        return ReadEnd(end);
      }
    }
    return Bad("no zip directory at its end");
  }

  absl::StatusOr<Directory> ReadEnd(size_t end) const {
    if (Load<uint16_t>(end + 4) != 0 || Load<uint16_t>(end + 6) != 0) return Bad("it spans several disks");
    Directory directory{Load<uint16_t>(end + 10), Load<uint32_t>(end + 16), Load<uint32_t>(end + 12)};
    const bool in64 = directory.entries == 0xffff || directory.offset == kIn64 || directory.bytes == kIn64;
    const bool locator = end >= kLocatorBytes && Load<uint32_t>(end - kLocatorBytes) == kEnd64LocatorSignature;
    if (locator) {
      const uint64_t at = Load<uint64_t>(end - kLocatorBytes + 8);
      if (!Fits(at, kEnd64Bytes, end - kLocatorBytes) || Load<uint32_t>(at) != kEnd64Signature) {
        return Bad("its zip64 directory record is missing");
      }
      directory = {Load<uint64_t>(at + 32), Load<uint64_t>(at + 48), Load<uint64_t>(at + 40)};
    } else if (in64) {
      return Bad("its zip64 directory locator is missing");
    }
    if (!Fits(directory.offset, directory.bytes, end)) return Bad("its zip directory lies outside the file");
    return directory;
  }

  absl::StatusOr<CentralEntry> ParseCentral(size_t at, size_t limit) const {
    if (!Fits(at, kCentralBytes, limit) || Load<uint32_t>(at) != kCentralSignature)
      return Bad("its zip directory is cut short");
    const size_t name_bytes = Load<uint16_t>(at + 28), extra_bytes = Load<uint16_t>(at + 30);
    const size_t tail = name_bytes + extra_bytes + Load<uint16_t>(at + 32);
    if (!Fits(at + kCentralBytes, tail, limit)) return Bad("its zip directory is cut short");
    if (name_bytes > kMaxNameBytes)
      return Bad(absl::StrCat("an entry's name has ", name_bytes, " bytes of at most ", kMaxNameBytes));
    CentralEntry entry;
    entry.name.assign(reinterpret_cast<const char*>(file_.data()) + at + kCentralBytes, name_bytes);
    entry.crc = Load<uint32_t>(at + 16);
    uint64_t stored = Load<uint32_t>(at + 20);
    entry.bytes = Load<uint32_t>(at + 24);
    entry.local_offset = Load<uint32_t>(at + 42);
    entry.next = at + kCentralBytes + tail;
    if (Load<uint16_t>(at + 8) & kEncryptedFlag) return Bad(absl::StrCat("entry '", entry.name, "' is encrypted"));
    if (Load<uint16_t>(at + 10) != 0) return Bad(absl::StrCat("entry '", entry.name, "' is compressed"));
    OCTAVO_RETURN_IF_ERROR(ReadZip64Extra(at + kCentralBytes + name_bytes, extra_bytes, stored, entry));
    if (stored != entry.bytes) return Bad(absl::StrCat("entry '", entry.name, "' has two different sizes"));
    return entry;
  }

  absl::Status ReadZip64Extra(size_t at, size_t bytes, uint64_t& stored, CentralEntry& entry) const {
    const size_t end = at + bytes;
    while (at + 4 <= end) {
      const uint16_t id = Load<uint16_t>(at), size = Load<uint16_t>(at + 2);
      at += 4;
      if (size > end - at) return Bad(absl::StrCat("entry '", entry.name, "' has a broken extra field"));
      if (id == kZip64Extra) {
        size_t field = at;
        for (uint64_t* value : {&entry.bytes, &stored, &entry.local_offset}) {
          if (*value != kIn64) continue;
          if (field + 8 > at + size) return Bad(absl::StrCat("entry '", entry.name, "' lacks its zip64 sizes"));
          *value = Load<uint64_t>(field);
          field += 8;
        }
        return absl::OkStatus();
      }
      at += size;
    }
    return absl::OkStatus();
  }

  absl::StatusOr<CheckedEntry> ParseLocal(CentralEntry central, uint64_t limit) {
    const uint64_t at = central.local_offset;
    if (!Fits(at, kLocalBytes, limit) || Load<uint32_t>(at) != kLocalSignature) {
      return Bad(absl::StrCat("entry '", central.name, "' points outside the file"));
    }
    const size_t name_bytes = Load<uint16_t>(at + 26);
    const uint64_t data = at + kLocalBytes + name_bytes + Load<uint16_t>(at + 28);
    if (!Fits(data, central.bytes, limit)) {
      return Bad(absl::StrCat("entry '", central.name, "' of ", central.bytes, " bytes reaches beyond the file"));
    }
    const auto* name = reinterpret_cast<const char*>(file_.data()) + at + kLocalBytes;
    if (absl::string_view(name, name_bytes) != central.name) {
      return Bad(absl::StrCat("entry '", central.name, "' has another name in its own header"));
    }
    ranges_.push_back({at, data + central.bytes});
    return CheckedEntry{{std::move(central.name), file_.subspan(data, central.bytes)}, central.crc};
  }

  absl::Status CheckDisjoint() {
    std::sort(ranges_.begin(), ranges_.end());
    for (size_t i = 1; i < ranges_.size(); ++i) {
      if (ranges_[i].first < ranges_[i - 1].second) {
        return Bad(absl::StrCat("two entries overlap at byte ", ranges_[i].first));
      }
    }
    return absl::OkStatus();
  }

  /// Reads the bytes of all entries. Comes last: once the entries are known to be disjoint, that is each byte once.
  absl::StatusOr<std::vector<ZipEntry>> VerifyChecksums(std::vector<CheckedEntry> checked) const {
    std::vector<ZipEntry> entries;
    entries.reserve(checked.size());
    for (auto& [entry, crc] : checked) {
      if (Crc32(entry.bytes) != crc) return Bad(absl::StrCat("entry '", entry.name, "' has a wrong checksum"));
      entries.push_back(std::move(entry));
    }
    return entries;
  }

  absl::Span<const uint8_t> file_;
  const std::string& source_;
  std::vector<std::pair<uint64_t, uint64_t>> ranges_;
};

constexpr uint16_t kVersion = 20;        // what is needed to read it: zip 2.0
constexpr uint16_t kDosDate = 0x0021;    // 1 January 1980, so that the same content has the same bytes
constexpr uint16_t kPaddingId = 0x4246;  // "FB", as in files that PyTorch writes

void AppendCommonFields(const ZipEntry& entry, uint32_t crc, std::string& out) {
  AppendLittleEndian<uint16_t>(0, out);  // flags
  AppendLittleEndian<uint16_t>(0, out);  // stored
  AppendLittleEndian<uint16_t>(0, out);  // time
  AppendLittleEndian(kDosDate, out);
  AppendLittleEndian(crc, out);
  AppendLittleEndian(static_cast<uint32_t>(entry.bytes.size()), out);
  AppendLittleEndian(static_cast<uint32_t>(entry.bytes.size()), out);
  AppendLittleEndian(static_cast<uint16_t>(entry.name.size()), out);
}

void AppendLocal(const ZipEntry& entry, uint32_t crc, std::string& out) {
  const size_t unpadded = out.size() + kLocalBytes + entry.name.size();
  size_t padding = (kAlignment - unpadded % kAlignment) % kAlignment;
  if (padding != 0 && padding < 4) padding += kAlignment;  // an extra field has a header of four bytes
  AppendLittleEndian(kLocalSignature, out);
  AppendLittleEndian(kVersion, out);
  AppendCommonFields(entry, crc, out);
  AppendLittleEndian(static_cast<uint16_t>(padding), out);
  out += entry.name;
  if (padding != 0) {
    AppendLittleEndian(kPaddingId, out);
    AppendLittleEndian(static_cast<uint16_t>(padding - 4), out);
    out.append(padding - 4, 'Z');
  }
  out.append(reinterpret_cast<const char*>(entry.bytes.data()), entry.bytes.size());
}

void AppendCentral(const ZipEntry& entry, uint32_t crc, uint32_t local_offset, std::string& out) {
  AppendLittleEndian(kCentralSignature, out);
  AppendLittleEndian(kVersion, out);  // made by
  AppendLittleEndian(kVersion, out);  // needed
  AppendCommonFields(entry, crc, out);
  out.append(12, '\0');  // extra, comment, disk, attributes
  AppendLittleEndian(local_offset, out);
  out += entry.name;
}

absl::Status CheckEntries(absl::Span<const ZipEntry> entries) {
  uint64_t total = kEndBytes;
  absl::flat_hash_set<absl::string_view> names;
  for (const ZipEntry& entry : entries) {
    if (entry.name.empty() || entry.name.size() > kMaxNameBytes || !names.insert(entry.name).second) {
      return absl::InvalidArgumentError(absl::StrCat("cannot write zip entry '", entry.name.substr(0, 64),
                                                     "': its name is empty, too long or used twice"));
    }
    total += kLocalBytes + kCentralBytes + 2 * entry.name.size() + 2 * kAlignment + entry.bytes.size();
  }
  if (total >= kIn64 || entries.size() >= 0xffff) {
    return absl::InvalidArgumentError(absl::StrCat("cannot write a PyTorch file of ", total, " bytes and ",
                                                   entries.size(),
                                                   " entries: the limits are 4 GiB and 65,534; store fewer tensors"));
  }
  return absl::OkStatus();
}

}  // namespace

uint32_t Crc32(absl::Span<const uint8_t> bytes, uint32_t crc) {
  crc = ~crc;
  size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    const uint64_t word = LoadLittleEndian<uint64_t>(bytes, i) ^ crc;
    crc = 0;
    for (size_t t = 0; t < 8; ++t) crc ^= kCrcTables[7 - t][(word >> (8 * t)) & 0xff];
  }
  for (; i < bytes.size(); ++i) crc = (crc >> 8) ^ kCrcTables[0][(crc ^ bytes[i]) & 0xff];
  return ~crc;
}

absl::StatusOr<std::vector<ZipEntry>> ReadStoredZip(absl::Span<const uint8_t> file, const std::string& source) {
  return ZipParser(file, source).Parse();
}

absl::StatusOr<std::string> BuildStoredZip(absl::Span<const ZipEntry> entries) {
  OCTAVO_RETURN_IF_ERROR(CheckEntries(entries));
  size_t data_bytes = 0;
  for (const ZipEntry& entry : entries) data_bytes += entry.bytes.size() + 256;
  std::string out, central;
  out.reserve(data_bytes);
  for (const ZipEntry& entry : entries) {
    const uint32_t crc = Crc32(entry.bytes);
    AppendCentral(entry, crc, static_cast<uint32_t>(out.size()), central);
    AppendLocal(entry, crc, out);
  }
  const auto directory = static_cast<uint32_t>(out.size());
  out += central;
  AppendLittleEndian(kEndSignature, out);
  AppendLittleEndian<uint32_t>(0, out);  // disks
  AppendLittleEndian(static_cast<uint16_t>(entries.size()), out);
  AppendLittleEndian(static_cast<uint16_t>(entries.size()), out);
  AppendLittleEndian(static_cast<uint32_t>(central.size()), out);
  AppendLittleEndian(directory, out);
  AppendLittleEndian<uint16_t>(0, out);  // comment
  return out;
}

}  // namespace octavo
