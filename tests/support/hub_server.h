#ifndef OCTAVO_TESTS_SUPPORT_HUB_SERVER_H_
#define OCTAVO_TESTS_SUPPORT_HUB_SERVER_H_

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/files.h"
#include "common/json.h"
#include "common/subprocess.h"

namespace octavo {

/// tests/support/hub_server.py on a folder of its own, while this object lives.
class HubServer {
 public:
  HubServer() {
    const char* source = std::getenv("OCTAVO_SOURCE_DIR");
    SubprocessOptions options;
    // The server ends with its stdin: a FIFO that is open here.
    mkfifo(path("stdin").c_str(), 0600);
    stdin_ = open(path("stdin").c_str(), O_RDWR | O_CLOEXEC);
    options.argv = {"python3", "-u", absl::StrCat(source == nullptr ? "." : source, "/tests/support/hub_server.py"),
                    folder_.path()};
    options.environment = InheritEnvironment({"PATH"});
    options.stdin_path = path("stdin");
    options.stdout_path = path("addresses");
    server_.emplace(*Subprocess::Start(options));
    for (int i = 0; i < 3000 && hub_.empty(); ++i) {
      const absl::StatusOr<std::string> text = ReadFile(path("addresses"));
      if (text.ok() && text->ends_with("\n")) {
        const Json addresses = *ParseJson(*text, "addresses");
        hub_ = addresses["hub"];
        cdn_ = addresses["cdn"];
      } else {
        poll(nullptr, 0, 10);
      }
    }
  }
  ~HubServer() { close(stdin_); }

  const std::string& hub() const { return hub_; }
  const std::string& cdn() const { return cdn_; }
  std::string path(const std::string& name) const { return folder_.path() + "/" + name; }
  void Write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
  }
  /// What goes wrong from now on; see hub_server.py.
  void Faults(const Json& faults) const { WriteFileAtomically(path("faults.json"), faults.dump()).IgnoreError(); }
  /// Every request so far.
  std::vector<Json> Log() const {
    std::vector<Json> entries;
    const absl::StatusOr<std::string> text = ReadFile(path("log.jsonl"));
    for (const absl::string_view line : absl::StrSplit(text.ok() ? *text : "", '\n', absl::SkipEmpty()))
      entries.push_back(*ParseJson(line, "log"));
    return entries;
  }
  void ForgetLog() const { std::filesystem::remove(path("log.jsonl")); }

 private:
  TempDir folder_ = *TempDir::Create("octavo-hub");
  int stdin_ = -1;
  std::optional<Subprocess> server_;
  std::string hub_, cdn_;
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_SUPPORT_HUB_SERVER_H_
