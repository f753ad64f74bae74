#include "client/commands/manual.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "client/commands/cli.h"
#include "client/commands/program_text.h"
#include "common/build_info.h"
#include "common/utf8.h"

namespace octavo::client {
namespace {

/// The code point whose UTF-8 begins at text[*at], which is moved to its last byte. REQUIRES: valid UTF-8.
uint32_t Decode(absl::string_view text, size_t* at) {
  const auto lead = static_cast<unsigned char>(text[*at]);
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  uint32_t point = lead & (0x3Fu >> more);
  for (int i = 0; i < more; ++i) point = point << 6 | (static_cast<unsigned char>(text[++*at]) & 0x3Fu);
  return point;
}

/// Text as roff reads it as itself.
std::string Roff(absl::string_view text) {
  std::string roff;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      roff += "\\(rs";
    } else if (c == '-') {
      roff += "\\-";  // one that can be copied into a shell
    } else if (c == '\'') {
      roff += "\\(aq";
    } else if (static_cast<unsigned char>(c) < 0x80) {
      roff += c;
    } else {
      absl::StrAppendFormat(&roff, "\\[u%04X]", Decode(text, &i));
    }
  }
  return absl::StartsWith(roff, ".") ? absl::StrCat("\\&", roff) : roff;
}

std::string Bold(absl::string_view text) { return absl::StrCat("\\fB", Roff(text), "\\fR"); }
std::string Italic(absl::string_view text) { return absl::StrCat("\\fI", Roff(text), "\\fR"); }

bool IsPositional(const FlagSpec& flag) {
  return flag.kind == FlagSpec::Kind::kPositional || flag.kind == FlagSpec::Kind::kPositionalList;
}

std::string Heading(const FlagSpec& flag) {
  if (IsPositional(flag)) return Italic(flag.value);
  std::string heading = flag.short_name.empty() ? "" : absl::StrCat(Bold(absl::StrCat("-", flag.short_name)), ", ");
  absl::StrAppend(&heading, Bold(absl::StrCat("--", flag.name)));
  if (!flag.value.empty()) absl::StrAppend(&heading, " ", Italic(flag.value));
  return heading;
}

std::string Describe(const FlagSpec& flag) {
  std::string text = absl::StrCat(".TP\n", Heading(flag), "\n", Roff(flag.help), "\n");
  if (!flag.default_text.empty()) absl::StrAppend(&text, "Default: ", Bold(flag.default_text), ".\n");
  return text;
}

std::string Synopsis(const Command& command) {
  std::string text = absl::StrCat(Bold(absl::StrCat("octavo ", command.name())), " [", Italic("FLAGS"), "]");
  for (const FlagSpec& flag : command.flags()) {
    if (!IsPositional(flag)) continue;
    const std::string value =
        absl::StrCat(Italic(flag.value), flag.kind == FlagSpec::Kind::kPositionalList ? " ..." : "");
    absl::StrAppend(&text, " ", flag.required ? value : absl::StrCat("[", value, "]"));
  }
  return text;
}

std::string Describe(const Command& command) {
  std::string text =
      absl::StrCat(".SS ", Roff(command.name()), "\n", Synopsis(command), "\n.PP\n", Roff(command.summary()), ".\n");
  for (const FlagSpec& flag : command.flags()) absl::StrAppend(&text, Describe(flag));
  absl::StrAppend(&text, ".PP\nExample:\n.PP\n.EX\n");
  for (absl::string_view line : absl::StrSplit(command.example(), '\n')) {
    const size_t begin = line.find_first_not_of(' ');
    absl::StrAppend(&text, "  ", Roff(line.substr(begin == absl::string_view::npos ? line.size() : begin)), "\n");
  }
  return absl::StrCat(text, ".EE\n");
}

struct Entry {
  const char* name;
  const char* text;
};

constexpr Entry kEnvironment[] = {
    {"OCTAVO_NAME", "The flag --name, for every flag with a default and every switch."},
    {"OCTAVO_SERVER", "As --server."},
    {"OCTAVO_CONFIG", "As --config, one file."},
    {"OCTAVO_BIN_DIR", "Where octavo-server, octavo-worker and octavo-runner lie; by default beside octavo."},
    {"OCTAVO_SHARE_DIR", "The folder that holds configs/catalog.yaml; by default found from where octavo lies."},
    {"NO_COLOR", "Where it is set and not empty, nothing is coloured."},
    {"TERM", "Where it is dumb or not set, stderr gets what a file gets: plain lines with the time, no live lines."}};

constexpr Entry kFiles[] = {
    {"./.octavo", "State of the private server and worker of this folder. It can be removed when none runs."},
    {"./data/cache", "Models and data sets known by name; --cache_dir names another place."},
    {"configs/catalog.yaml", "What is known by name, and where it comes from."}};

template <size_t n>
std::string List(const Entry (&entries)[n]) {
  std::string text;
  for (const Entry& entry : entries) absl::StrAppend(&text, ".TP\n", Bold(entry.name), "\n", Roff(entry.text), "\n");
  return text;
}

}  // namespace

std::string RenderManual(const CommandList& commands) {
  std::string text =
      absl::StrCat(".TH OCTAVO 1 \"\" \"octavo ", Version(), "\" \"Octavo\"\n", ".SH NAME\n",
                   "octavo \\- train, quantize, measure and compare text classifiers\n.SH SYNOPSIS\n", Bold("octavo"),
                   " ", Italic("COMMAND"), " [", Italic("FLAGS"), "]\n.SH DESCRIPTION\n", Roff(kPurpose), "\n.PP\n",
                   Roff(kSettingsText), "\n.PP\nLong flags are written with \\- or with _.\n.SH COMMANDS\n");
  for (const auto& command : commands) absl::StrAppend(&text, Describe(*command));
  absl::StrAppend(&text, ".SH FLAGS OF EVERY COMMAND\n");
  for (const FlagSpec& flag : GlobalFlags()) absl::StrAppend(&text, Describe(flag));
  absl::StrAppend(&text, ".TP\n", Bold("-h"), ", ", Bold("--help"), "\nHelp on the program or on a command.\n.TP\n",
                  Bold("--version"), "\nThe version.\n.SH EXIT STATUS\n", Roff(kExitStatusText), "\n.SH ENVIRONMENT\n",
                  List(kEnvironment), ".SH FILES\n", List(kFiles), ".SH EXAMPLES\n.EX\n  ", Roff(kFirstExample),
                  "\n.EE\n.SH SEE ALSO\n", Bold("octavo"), " ", Italic("COMMAND"), " ", Bold("--help"), "\n");
  return text;
}

}  // namespace octavo::client
