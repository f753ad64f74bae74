#include "client/render/gnuplot.h"

#include <unistd.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "client/render/glyphs.h"
#include "client/render/numbers.h"
#include "common/environment.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "common/subprocess.h"

namespace octavo::client {
namespace {

constexpr absl::Duration kDrawingTime = absl::Seconds(60);

}  // namespace

absl::StatusOr<std::string> FindGnuplot() {
  for (absl::string_view folder : absl::StrSplit(EnvironmentVariable("PATH"), ':', absl::SkipEmpty())) {
    std::string program = absl::StrCat(folder, "/gnuplot");
    if (access(program.c_str(), X_OK) == 0) return program;
  }
  return absl::NotFoundError("gnuplot is not installed: sudo apt-get install gnuplot-nox");
}

absl::Status DrawPlot(const Plot& plot, const std::string& folder) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string gnuplot, FindGnuplot());
  OCTAVO_ASSIGN_OR_RETURN(const TempDir temporary, TempDir::Create("octavo-plot"));
  const std::string picture = temporary.path() + "/plot.png";
  const std::string script = temporary.path() + "/plot.gp";
  const std::string log = temporary.path() + "/log.txt";
  // TempDir's names hold no quotes, unless TMPDIR does: then gnuplot refuses the script.
  OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(
      script, absl::StrCat("set encoding utf8\nset terminal pngcairo noenhanced size ", Fixed(plot.width, 0), ",",
                           Fixed(plot.height, 0), " font 'Sans,12' background rgb 'white'\nset output '", picture,
                           "'\n", DrawableText(plot.script), "set output\n")));
  SubprocessOptions options;
  options.argv = {gnuplot, script};
  options.environment = InheritEnvironment({"PATH", "HOME", "TMPDIR", "FONTCONFIG_PATH", "FONTCONFIG_FILE"});
  options.environment.push_back("LC_ALL=C.UTF-8");
  options.stdout_path = log;
  options.stderr_path = log;
  OCTAVO_ASSIGN_OR_RETURN(Subprocess child, Subprocess::Start(options));
  OCTAVO_ASSIGN_OR_RETURN(const ExitStatus exit, child.Wait(kDrawingTime));
  const absl::StatusOr<std::string> bytes = ReadFile(picture);
  if (exit.signal != 0 || exit.exit_code != 0 || !bytes.ok() || bytes->empty()) {
    const absl::StatusOr<std::string> said = ReadFile(log, 1 << 16);
    return absl::InternalError(absl::StrCat("drawing ", plot.file_name, ": gnuplot ended with status ", exit.exit_code,
                                            ", signal ", exit.signal, ": ", said.ok() ? said->substr(0, 500) : ""));
  }
  return WriteFileAtomically(absl::StrCat(folder, "/", plot.file_name), *bytes);
}

}  // namespace octavo::client
