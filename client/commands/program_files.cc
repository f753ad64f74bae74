#include "client/commands/program_files.h"

#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/environment.h"

namespace octavo::client {
namespace fs = std::filesystem;
std::string ProgramFolder() {
  std::error_code error;
  const fs::path path = fs::read_symlink("/proc/self/exe", error);
  return error ? "." : path.parent_path().string();
}

absl::StatusOr<std::string> FindProgram(absl::string_view name) {
  std::vector<std::string> folders;
  if (const std::string own = EnvironmentVariable("OCTAVO_BIN_DIR"); !own.empty()) folders.push_back(own);
  folders.push_back(ProgramFolder());
  for (absl::string_view folder : absl::StrSplit(EnvironmentVariable("PATH"), ':', absl::SkipEmpty()))
    folders.emplace_back(folder);
  for (const std::string& folder : folders) {
    const std::string path = absl::StrCat(folder, "/", name);
    if (access(path.c_str(), X_OK) == 0 && !fs::is_directory(path)) return path;
  }
  return absl::NotFoundError(
      absl::StrCat("the program ", name, " is neither in ", ProgramFolder(),
                   " nor in PATH; build it (deploy/quickstart.sh) or name its folder in OCTAVO_BIN_DIR"));
}

absl::StatusOr<std::string> FindSharedFile(absl::string_view name) {
  std::vector<std::string> roots;
  if (const std::string own = EnvironmentVariable("OCTAVO_SHARE_DIR"); !own.empty()) roots.push_back(own);
  const fs::path program = ProgramFolder();
  roots.push_back((program / "../share/octavo").lexically_normal().string());
  // A build folder lies some levels below the source tree: <source>/build/<preset>/bin.
  fs::path above = program;
  for (int level = 0; level < 4 && above.has_parent_path(); ++level) {
    above = above.parent_path();
    roots.push_back(above.string());
  }
  roots.push_back(".");
  for (const std::string& root : roots) {
    const std::string path = absl::StrCat(root, "/", name);
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored)) return path;
  }
  return absl::NotFoundError(absl::StrCat(name, " is in none of ", absl::StrJoin(roots, ", "),
                                          "; name the folder that holds it in OCTAVO_SHARE_DIR"));
}

}  // namespace octavo::client
