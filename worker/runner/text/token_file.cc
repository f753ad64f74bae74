#include "worker/runner/text/token_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/sha256.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

static_assert(std::endian::native == std::endian::little, "token files are read as they lie in memory");

constexpr char kMagic[] = "OCTOKENS";
constexpr uint32_t kVersion = 1;
constexpr size_t kDigestBytes = 32;
constexpr int64_t kMaxTexts = int64_t{1} << 32;

struct Header {
  char magic[8];
  uint32_t version;
  uint32_t id_bytes;
  uint64_t texts;
  uint64_t ids;
  char key[kDigestBytes];
  char checksum[kDigestBytes];  // of the header up to here and of what follows it
};
static_assert(sizeof(Header) == 96);
constexpr size_t kCheckedHeader = sizeof(Header) - kDigestBytes;

template <typename T>
T Load(const unsigned char* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

template <typename T>
void Append(T value, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::string RawDigest(absl::string_view head, absl::string_view body) {
  Sha256 sha;
  sha.Update(head);
  sha.Update(body);
  return absl::HexStringToBytes(sha.Finish());
}

}  // namespace

TextFingerprint FingerprintOf(absl::string_view text) {
  const std::string digest = RawDigest(text, "");
  TextFingerprint fingerprint;
  std::memcpy(fingerprint.data(), digest.data(), fingerprint.size());
  return fingerprint;
}

std::string TokenKey::Digest() const {
  Sha256 sha;
  for (const std::string* field : {&data, &tokenizer, &encoder}) sha.Update(absl::StrCat(field->size(), ":", *field));
  return sha.Finish();
}

absl::StatusOr<TokenFile> TokenFile::Open(const std::string& path, const TokenKey& key, int32_t vocab_size) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", path));
  absl::Cleanup close_fd = [fd] { close(fd); };
  struct stat info = {};
  if (fstat(fd, &info) != 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", path));
  if (info.st_size < static_cast<off_t>(sizeof(Header)))
    return absl::DataLossError(absl::StrCat(path, " is too short"));
  TokenFile file;
  file.size_ = static_cast<size_t>(info.st_size);
  void* mapping = mmap(nullptr, file.size_, PROT_READ, MAP_PRIVATE, fd, 0);
  if (mapping == MAP_FAILED) return absl::ErrnoToStatus(errno, absl::StrCat("cannot map ", path));
  file.mapping_ = mapping;
  if (const absl::Status status = file.Check(key, vocab_size); !status.ok()) {
    return absl::DataLossError(absl::StrCat(path, ": ", status.message()));
  }
  return file;
}

absl::Status TokenFile::Check(const TokenKey& key, int32_t vocab_size) {
  const auto* base = static_cast<const unsigned char*>(mapping_);
  const auto header = Load<Header>(base);
  if (absl::string_view(header.magic, sizeof header.magic) != kMagic || header.version != kVersion ||
      (header.id_bytes != 2 && header.id_bytes != 4)) {
    return absl::DataLossError("another format");
  }
  // Bounds first, so that the products below cannot overflow.
  if (header.texts > kMaxTexts || header.ids > size_ ||
      size_ !=
          sizeof(Header) + header.texts * (sizeof(TextFingerprint) + sizeof(uint64_t)) + header.ids * header.id_bytes) {
    return absl::DataLossError("its size does not fit what it says of itself");
  }
  if (absl::BytesToHexString(absl::string_view(header.key, kDigestBytes)) != key.Digest()) {
    return absl::DataLossError("made from other texts, or by another tokenizer");
  }
  if (RawDigest(bytes().substr(0, kCheckedHeader), bytes().substr(sizeof(Header))) !=
      absl::string_view(header.checksum, kDigestBytes)) {
    return absl::DataLossError("its checksum is wrong");
  }
  id_bytes_ = header.id_bytes;
  texts_ = header.texts;
  ids_ = header.ids;
  fingerprints_ = base + sizeof(Header);
  ends_ = fingerprints_ + texts_ * sizeof(TextFingerprint);
  first_id_ = ends_ + texts_ * sizeof(uint64_t);
  uint64_t end = 0;
  for (uint64_t place = 0; place < texts_; ++place) {
    if (EndOf(place) < std::exchange(end, EndOf(place))) return absl::DataLossError("its texts are not in order");
  }
  if (end != ids_) return absl::DataLossError("its texts do not have all ids");
  return IdsAreBelow(vocab_size) ? absl::OkStatus() : absl::DataLossError("it has ids that the tokenizer lacks");
}

bool TokenFile::IdsAreBelow(int32_t vocab_size) const {
  for (uint64_t i = 0; i < ids_; ++i) {
    if (IdAt(i) < 0 || IdAt(i) >= vocab_size) return false;
  }
  return true;
}

TokenFile::TokenFile(TokenFile&& other) noexcept { *this = std::move(other); }

TokenFile& TokenFile::operator=(TokenFile&& other) noexcept {
  std::swap(mapping_, other.mapping_);
  std::swap(size_, other.size_);
  id_bytes_ = other.id_bytes_;
  texts_ = other.texts_;
  ids_ = other.ids_;
  fingerprints_ = other.fingerprints_;
  ends_ = other.ends_;
  first_id_ = other.first_id_;
  return *this;
}

TokenFile::~TokenFile() {
  if (mapping_ != nullptr) munmap(mapping_, size_);
}

uint64_t TokenFile::EndOf(uint64_t place) const { return Load<uint64_t>(ends_ + place * sizeof(uint64_t)); }

int32_t TokenFile::IdAt(uint64_t position) const {
  const unsigned char* at = first_id_ + position * id_bytes_;
  return id_bytes_ == 2 ? Load<uint16_t>(at) : Load<int32_t>(at);
}

uint64_t TokenFile::PlaceOf(const TextFingerprint& text) const {
  uint64_t low = 0, high = texts_;
  while (low < high) {
    const uint64_t middle = low + (high - low) / 2;
    const int order = std::memcmp(fingerprints_ + middle * text.size(), text.data(), text.size());
    if (order == 0) return middle;
    (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
  }
  return texts_;
}

std::optional<std::vector<int32_t>> TokenFile::Find(const TextFingerprint& text) const {
  const uint64_t place = PlaceOf(text);
  if (place == texts_) return std::nullopt;
  return At(static_cast<int64_t>(place)).ids;
}

TokenEntry TokenFile::At(int64_t place) const {
  const auto at = static_cast<uint64_t>(place);
  TokenEntry entry;
  std::memcpy(entry.text.data(), fingerprints_ + at * entry.text.size(), entry.text.size());
  const uint64_t begin = at == 0 ? 0 : EndOf(at - 1), end = EndOf(at);
  entry.ids.resize(end - begin);
  for (uint64_t i = begin; i < end; ++i) entry.ids[i - begin] = IdAt(i);
  return entry;
}

std::string FormatTokenFile(const TokenKey& key, std::vector<TokenEntry> entries) {
  const auto text_less = [](const TokenEntry& a, const TokenEntry& b) { return a.text < b.text; };
  const auto same_text = [](const TokenEntry& a, const TokenEntry& b) { return a.text == b.text; };
  std::sort(entries.begin(), entries.end(), text_less);
  entries.erase(std::unique(entries.begin(), entries.end(), same_text), entries.end());
  uint64_t ids = 0;
  bool narrow = true;
  for (const TokenEntry& entry : entries) {
    ids += entry.ids.size();
    narrow = narrow && std::all_of(entry.ids.begin(), entry.ids.end(),
                                   [](int32_t id) { return id <= std::numeric_limits<uint16_t>::max(); });
  }
  const uint32_t id_bytes = narrow ? 2 : 4;
  std::string head(kMagic);
  Append(kVersion, head);
  Append(id_bytes, head);
  Append(uint64_t{entries.size()}, head);
  Append(ids, head);
  head += absl::HexStringToBytes(key.Digest());
  std::string body;
  body.reserve(entries.size() * (sizeof(TextFingerprint) + sizeof(uint64_t)) + ids * id_bytes);
  for (const TokenEntry& entry : entries) {
    body.append(reinterpret_cast<const char*>(entry.text.data()), entry.text.size());
  }
  uint64_t end = 0;
  for (const TokenEntry& entry : entries) Append(end += entry.ids.size(), body);
  for (const TokenEntry& entry : entries) {
    for (const int32_t id : entry.ids) narrow ? Append(static_cast<uint16_t>(id), body) : Append(id, body);
  }
  return absl::StrCat(head, RawDigest(head, body), body);
}

}  // namespace octavo
