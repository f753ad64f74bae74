// Input: a byte of options, then an archive of any format. Bit 0: every other file is left unread. Whatever comes out,
// it is no more than was allowed, under paths that stay inside.
#include <string>

#include "absl/strings/match.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"
#include "worker/runner/text/file_visitor.h"

namespace octavo::fuzz {
namespace {

constexpr int64_t kMaxBytes = 8 << 20;

/// Counts what it reads and refuses to read more than kMaxBytes.
class Reader {
 public:
  explicit Reader(bool skips) : skips_(skips) {}

  absl::Status Visit(const std::string& path, FileContent& content) {
    Require(!absl::StartsWith(path, "/") && path != ".." && !absl::StartsWith(path, "../") &&
                !absl::StrContains(path, "/../") && !absl::EndsWith(path, "/.."),
            "a path stays in its archive");
    if (++files_ % 2 == 0 && skips_) return absl::OkStatus();
    for (;;) {
      const auto piece = content.Next();
      if (!piece.ok()) return piece.status();
      if (piece->empty()) return absl::OkStatus();
      bytes_ += static_cast<int64_t>(piece->size());
      if (bytes_ > kMaxBytes) return absl::ResourceExhaustedError("enough");
    }
  }
  int64_t bytes() const { return bytes_; }

 private:
  const bool skips_;
  int64_t files_ = 0;
  int64_t bytes_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const bool skips = (input.Byte() & 1) != 0;
  Reader in_memory(false);
  (void)VisitArchiveInMemory(input.Rest(), "archive", [&](const std::string& path, FileContent& content) {
    return in_memory.Visit(path, content);
  });
  const MemoryFile file(input.Rest());
  Reader from_file(skips);
  const absl::Status status = VisitFiles(
      file.path(), [&](const std::string& path, FileContent& content) { return from_file.Visit(path, content); },
      kMaxBytes);
  Require(!status.ok() || from_file.bytes() <= kMaxBytes, "an archive unpacks to no more than it may");
  return 0;
}

}  // namespace octavo::fuzz
