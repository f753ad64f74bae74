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
#include "common/files.h"
#include "common/sha256.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

static_assert(std::endian::native == std::endian::little, "token files are read as they lie in memory");

constexpr char kMagic[] = "OCTOKENS";
constexpr uint32_t kVersion = 2;
constexpr size_t kDigestBytes = 32;
constexpr int64_t kMaxTexts = int64_t{1} << 32;
constexpr size_t kHashedAtOnce = size_t{4} << 20;

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

/// What an id takes, by the largest one that there may be.
uint32_t IdBytes(int32_t vocab_size) {
  return vocab_size <= std::numeric_limits<uint16_t>::max() + 1 ? sizeof(uint16_t) : sizeof(int32_t);
}

}  // namespace

TextFingerprint FingerprintOf(absl::string_view text) {
  const std::string digest = absl::HexStringToBytes(Sha256Hex(text));
  TextFingerprint fingerprint;
  std::memcpy(fingerprint.data(), digest.data(), fingerprint.size());
  return fingerprint;
}

std::string TokenKey::Digest() const {
  Sha256 sha;
  for (const std::string* field : {&data, &tokenizer, &encoder}) sha.Update(absl::StrCat(field->size(), ":", *field));
  return sha.Finish();
}

absl::StatusOr<TokenFile> TokenFile::Open(const std::string& path, const TokenKey& key, int32_t vocab_size,
                                          const std::function<bool()>& stopped) {
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
  if (const absl::Status status = file.Check(key, vocab_size, stopped); !status.ok()) {
    return absl::Status(status.code(), absl::StrCat(path, ": ", status.message()));
  }
  return file;
}

absl::Status TokenFile::Check(const TokenKey& key, int32_t vocab_size, const std::function<bool()>& stopped) {
  const auto* base = static_cast<const unsigned char*>(mapping_);
  const auto header = Load<Header>(base);
  if (absl::string_view(header.magic, sizeof header.magic) != kMagic || header.version != kVersion ||
      header.id_bytes != IdBytes(vocab_size)) {
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
  OCTAVO_RETURN_IF_ERROR(CheckSum(absl::string_view(header.checksum, kDigestBytes), stopped));
  id_bytes_ = header.id_bytes;
  texts_ = header.texts;
  ids_ = header.ids;
  fingerprints_ = base + sizeof(Header);
  ends_ = fingerprints_ + texts_ * sizeof(TextFingerprint);
  first_id_ = ends_ + texts_ * sizeof(uint64_t);
  uint64_t end = 0;
  for (uint64_t place = 0; place < texts_; ++place) {
    // Find relies on it.
    constexpr size_t kSize = sizeof(TextFingerprint);
    const unsigned char* text = fingerprints_ + place * kSize;
    if (place > 0 && std::memcmp(text - kSize, text, kSize) >= 0)
      return absl::DataLossError("its texts are not in order");
    if (EndOf(place) < std::exchange(end, EndOf(place))) return absl::DataLossError("a text ends before it begins");
  }
  if (end != ids_) return absl::DataLossError("its texts do not have all ids");
  return IdsAreBelow(vocab_size) ? absl::OkStatus() : absl::DataLossError("it has ids that the tokenizer lacks");
}

absl::Status TokenFile::CheckSum(absl::string_view expected, const std::function<bool()>& stopped) const {
  Sha256 sha;
  sha.Update(bytes().substr(0, kCheckedHeader));
  for (size_t at = sizeof(Header); at < size_; at += kHashedAtOnce) {
    if (stopped && stopped()) return absl::CancelledError("stopped on request");
    sha.Update(bytes().substr(at, kHashedAtOnce));
  }
  if (absl::HexStringToBytes(sha.Finish()) == expected) return absl::OkStatus();
  return absl::DataLossError("its checksum is wrong");
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
  const uint64_t begin = place == 0 ? 0 : EndOf(place - 1), end = EndOf(place);
  std::vector<int32_t> ids(end - begin);
  for (uint64_t i = begin; i < end; ++i) ids[i - begin] = IdAt(i);
  return ids;
}

PackedText TokenFile::At(int64_t place) const {
  const auto at = static_cast<uint64_t>(place);
  PackedText entry;
  std::memcpy(entry.text.data(), fingerprints_ + at * entry.text.size(), entry.text.size());
  const uint64_t begin = at == 0 ? 0 : EndOf(at - 1);
  entry.ids = {reinterpret_cast<const char*>(first_id_) + begin * id_bytes_, (EndOf(at) - begin) * id_bytes_};
  return entry;
}

namespace {

/// Writes a file whose beginning is known last. Nothing is kept but a buffer.
class HashedWriter {
 public:
  HashedWriter(int fd, const std::string& path) : fd_(fd), path_(path) { buffer_.reserve(kBuffer); }

  absl::Status Write(absl::string_view bytes) {
    sha_.Update(bytes);
    if (buffer_.size() + bytes.size() > kBuffer) OCTAVO_RETURN_IF_ERROR(Flush());
    if (bytes.size() > kBuffer) return WriteAll(fd_, bytes, path_);
    absl::StrAppend(&buffer_, bytes);
    return absl::OkStatus();
  }

  /// Then the 32 bytes at `position` become the SHA-256 of all that was written.
  absl::Status Finish(off_t position) {
    OCTAVO_RETURN_IF_ERROR(Flush());
    if (lseek(fd_, position, SEEK_SET) < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot write ", path_));
    return WriteAll(fd_, absl::HexStringToBytes(sha_.Finish()), path_);
  }

  /// Leaves room that the checksum does not cover.
  absl::Status Skip(size_t bytes) {
    OCTAVO_RETURN_IF_ERROR(Flush());
    return WriteAll(fd_, std::string(bytes, '\0'), path_);
  }

 private:
  static constexpr size_t kBuffer = size_t{1} << 16;

  absl::Status Flush() {
    const absl::Status written = WriteAll(fd_, buffer_, path_);
    buffer_.clear();
    return written;
  }

  const int fd_;
  const std::string& path_;
  Sha256 sha_;
  std::string buffer_;
};

template <typename T>
absl::string_view BytesOf(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

absl::Status WriteEntries(const TokenKey& key, uint32_t id_bytes, const std::vector<PackedText>& entries, int fd,
                          const std::string& path) {
  Header header = {};
  std::memcpy(header.magic, kMagic, sizeof header.magic);
  header.version = kVersion;
  header.id_bytes = id_bytes;
  header.texts = entries.size();
  for (const PackedText& entry : entries) header.ids += entry.ids.size() / id_bytes;
  std::memcpy(header.key, absl::HexStringToBytes(key.Digest()).data(), kDigestBytes);
  HashedWriter writer(fd, path);
  OCTAVO_RETURN_IF_ERROR(writer.Write(BytesOf(header).substr(0, kCheckedHeader)));
  OCTAVO_RETURN_IF_ERROR(writer.Skip(kDigestBytes));
  for (const PackedText& entry : entries) OCTAVO_RETURN_IF_ERROR(writer.Write(BytesOf(entry.text)));
  uint64_t end = 0;
  for (const PackedText& entry : entries) {
    end += entry.ids.size() / id_bytes;
    OCTAVO_RETURN_IF_ERROR(writer.Write(BytesOf(end)));
  }
  for (const PackedText& entry : entries) OCTAVO_RETURN_IF_ERROR(writer.Write(entry.ids));
  return writer.Finish(kCheckedHeader);
}

}  // namespace

std::string PackIds(absl::Span<const int32_t> ids, int32_t vocab_size) {
  std::string bytes;
  bytes.reserve(ids.size() * IdBytes(vocab_size));
  for (const int32_t id : ids) {
    if (IdBytes(vocab_size) == sizeof(uint16_t)) {
      absl::StrAppend(&bytes, BytesOf(static_cast<uint16_t>(id)));
    } else {
      absl::StrAppend(&bytes, BytesOf(id));
    }
  }
  return bytes;
}

int64_t TokenFileBytes(int64_t texts, int64_t packed_bytes) {
  return static_cast<int64_t>(sizeof(Header)) +
         texts * static_cast<int64_t>(sizeof(TextFingerprint) + sizeof(uint64_t)) + packed_bytes;
}

absl::Status WriteTokenFile(const std::string& path, const TokenKey& key, int32_t vocab_size,
                            std::vector<PackedText> entries) {
  const auto text_less = [](const PackedText& a, const PackedText& b) { return a.text < b.text; };
  const auto same_text = [](const PackedText& a, const PackedText& b) { return a.text == b.text; };
  std::sort(entries.begin(), entries.end(), text_less);
  entries.erase(std::unique(entries.begin(), entries.end(), same_text), entries.end());
  // Not synchronised with the disk: what a power cut spoils, the checksum tells.
  const std::string partial = absl::StrCat(path, ".partial");
  const int fd = open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot create ", partial));
  absl::Cleanup close_fd = [fd] { close(fd); };
  absl::Cleanup remove = [&partial] { unlink(partial.c_str()); };
  absl::Status status = WriteEntries(key, IdBytes(vocab_size), entries, fd, partial);
  if (status.ok() && rename(partial.c_str(), path.c_str()) != 0) {
    status = absl::ErrnoToStatus(errno, absl::StrCat("cannot name ", path));
  }
  if (status.ok()) std::move(remove).Cancel();
  return status;
}

}  // namespace octavo
