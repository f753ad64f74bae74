// Input: a byte that says how large the vocabulary is, then a file of the token cache, of which key and checksum are
// made right here: no mutation would find them.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/sha256.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"
#include "worker/runner/text/token_file.h"

namespace octavo::fuzz {
namespace {

// Where the header has them, and its size (token_file.h).
constexpr size_t kKeyAt = 32, kChecksumAt = 64, kHeaderBytes = 96;

std::string Repaired(absl::string_view bytes, const TokenKey& key) {
  std::string file(bytes);
  if (file.size() < kHeaderBytes) return file;
  file.replace(kKeyAt, kChecksumAt - kKeyAt, absl::HexStringToBytes(key.Digest()));
  const std::string checked = absl::StrCat(file.substr(0, kChecksumAt), file.substr(kHeaderBytes));
  return file.replace(kChecksumAt, kHeaderBytes - kChecksumAt, absl::HexStringToBytes(Sha256Hex(checked)));
}

/// A layout that is no longer the file's would have every input refused, and nothing tested.
bool IsTheLayout(const TokenKey& key) {
  const std::string path = ScratchFolder() + "/layout.tokens";
  const std::vector<PackedText> entries = {{FingerprintOf("a text"), absl::string_view("\1\0\2\0", 4)}};
  Require(WriteTokenFile(path, key, 300, entries).ok(), "a file can be written");
  const std::string written = ReadFile(path).value_or("");
  std::string blank = written;
  std::fill(blank.begin() + kKeyAt, blank.begin() + kHeaderBytes, '\0');
  return !written.empty() && Repaired(blank, key) == written;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const int32_t vocab_size = (input.Byte() & 1) != 0 ? 100'000 : 300;
  const TokenKey key = {"data", "tokenizer", "encoder"};
  static const bool is_the_layout = IsTheLayout(key);
  Require(is_the_layout, "key and checksum are where this target puts them");
  const auto file = TokenFile::Open(WriteScratch("file.tokens", Repaired(input.Rest(), key)), key, vocab_size);
  if (!file.ok()) return 0;
  std::vector<PackedText> entries;
  int64_t bytes = 0;
  for (int64_t place = 0; place < file->size(); ++place) {
    entries.push_back(file->At(place));
    bytes += static_cast<int64_t>(entries.back().ids.size());
    const auto ids = file->Find(entries.back().text);
    Require(ids.has_value() && PackIds(*ids, vocab_size) == entries.back().ids, "a text is found with its ids");
    for (const int32_t id : *ids) Require(id >= 0 && id < vocab_size, "an id is in the vocabulary");
  }
  Require(bytes == file->bytes_of_ids(), "every id is of a text");
  const std::string copy_path = ScratchFolder() + "/copy.tokens";
  Require(WriteTokenFile(copy_path, key, vocab_size, entries).ok(), "what was read can be written");
  const auto copy = TokenFile::Open(copy_path, key, vocab_size);
  Require(copy.ok() && copy->size() == file->size(), "what was written can be read");
  for (const PackedText& entry : entries) {
    Require(copy->Find(entry.text) == file->Find(entry.text), "a copy has the same ids");
  }
  return 0;
}

}  // namespace octavo::fuzz
