#ifndef OCTAVO_TESTS_FUZZ_SUPPORT_SCRATCH_H_
#define OCTAVO_TESTS_FUZZ_SUPPORT_SCRATCH_H_

#include <string>

#include "absl/strings/string_view.h"

namespace octavo::fuzz {

// Files for parsers that take a path. Whatever fails here ends the process: it is no finding of the target's.

/// A file in memory with a path, for as long as this object lives.
class MemoryFile {
 public:
  explicit MemoryFile(absl::string_view bytes);
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  int fd_;
  std::string path_;
};

/// The process's own folder below $TMPDIR (tests/fuzz runs best where that is in memory), removed when it ends in
/// order.
const std::string& ScratchFolder();

/// Makes `name` in that folder, below folders that need not exist, hold `bytes`. Returns its path.
std::string WriteScratch(absl::string_view name, absl::string_view bytes);

}  // namespace octavo::fuzz

#endif  // OCTAVO_TESTS_FUZZ_SUPPORT_SCRATCH_H_
