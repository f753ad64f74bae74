// The one file that knows CLI11.
#include <algorithm>
#include <map>

#include "CLI/CLI.hpp"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "client/commands/cli.h"
#include "client/commands/program_text.h"
#include "common/build_info.h"
#include "common/status_macros.h"
#include "common/suggestion.h"

namespace octavo::client {
namespace {

constexpr int kMostItems = 100'000;

/// Names as commands ask for them.
std::string Key(absl::string_view name) { return absl::StrReplaceAll(name, {{"-", "_"}}); }

/// An option of CLI11 and what it stands for.
struct Declared {
  FlagSpec spec;
  CLI::Option* option = nullptr;
};

bool IsPositional(const FlagSpec& spec) {
  return spec.kind == FlagSpec::Kind::kPositional || spec.kind == FlagSpec::Kind::kPositionalList;
}

Declared Declare(CLI::App& app, const FlagSpec& spec) {
  const std::string names =
      IsPositional(spec)
          ? spec.name
          : absl::StrCat(spec.short_name.empty() ? "" : absl::StrCat("-", spec.short_name, ","), "--", spec.name);
  if (spec.kind == FlagSpec::Kind::kSwitch) return {spec, app.add_flag(names, spec.help)};
  const bool list = spec.kind == FlagSpec::Kind::kList || spec.kind == FlagSpec::Kind::kPositionalList;
  CLI::Option* option = app.add_option(
      names, [](const CLI::results_t&) { return true; }, spec.help);
  option->type_size(1)->expected(1, list ? kMostItems : 1);
  // Scripts give defaults first and what their user asks for after them: the last one holds.
  if (!list && !IsPositional(spec)) option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  if (list) option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(true);
  // Without it CLI11 gives a positional no more than the fewest items that it asks for.
  if (spec.kind == FlagSpec::Kind::kPositionalList) option->allow_extra_args();
  if (!spec.value.empty()) option->type_name(spec.value);
  if (!spec.default_text.empty()) option->default_str(spec.default_text);
  if (spec.required) option->required();
  return {spec, option};
}

FlagValues Collect(const std::vector<Declared>& declared) {
  FlagValues values;
  for (const Declared& item : declared) {
    if (item.option->count() == 0) continue;
    const std::string key = Key(item.spec.name);
    const std::vector<std::string> results = item.option->results();
    if (item.spec.kind == FlagSpec::Kind::kSwitch) {
      // "--quiet=false" takes back what a file or the environment says.
      values.texts[key] = results.back();
      if (results.back() == "true") values.switches.insert(key);
      continue;
    }
    if (item.spec.kind == FlagSpec::Kind::kList || item.spec.kind == FlagSpec::Kind::kPositionalList) {
      // With a comma, by which settings split it again: words have blanks.
      values.texts[key] = absl::StrJoin(results, results.size() > 1 ? "," : "");
      values.lists[key] = results;
    } else {
      values.texts[key] = results.back();
    }
  }
  return values;
}

/// The command that the arguments name: the first one that is neither a flag nor a global flag's value.
absl::StatusOr<const Command*> FindCommand(const CommandList& commands, const std::vector<std::string>& arguments) {
  const std::vector<FlagSpec> globals = GlobalFlags();
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string& word = arguments[i];
    if (absl::StartsWith(word, "-")) {
      const bool takes_value = std::any_of(globals.begin(), globals.end(), [&](const FlagSpec& flag) {
        return flag.kind != FlagSpec::Kind::kSwitch && Key(word) == Key(absl::StrCat("--", flag.name));
      });
      if (takes_value) ++i;
      continue;
    }
    std::vector<std::string> names;
    for (const auto& command : commands) {
      if (command->name() == Key(word) || Key(command->name()) == Key(word)) return command.get();
      names.push_back(command->name());
    }
    return absl::InvalidArgumentError(
        absl::StrCat("unknown command '", word, "'", DidYouMean(word, names, "octavo "), "\nSee octavo --help."));
  }
  return nullptr;
}

/// Spells long flags as they were declared and refuses unknown ones.
absl::Status SpellFlags(const std::vector<FlagSpec>& known, absl::string_view command,
                        std::vector<std::string>* arguments) {
  std::map<std::string, std::string> spelling = {{"help", "help"}, {"version", "version"}};
  for (const FlagSpec& flag : known) {
    if (!IsPositional(flag)) spelling[Key(flag.name)] = flag.name;
  }
  for (std::string& word : *arguments) {
    if (word == "--") break;
    if (!absl::StartsWith(word, "--")) continue;
    const size_t end = std::min(word.find('='), word.size());
    const std::string name = word.substr(2, end - 2);
    const auto found = spelling.find(Key(name));
    if (found == spelling.end()) {
      std::vector<std::string> names;
      for (const auto& [key, declared] : spelling) names.push_back(declared);
      const std::string program = command.empty() ? "octavo" : absl::StrCat("octavo ", command);
      return absl::InvalidArgumentError(absl::StrCat(program, ": unknown flag --", name, DidYouMean(name, names, "--"),
                                                     "\nSee ", program, " --help."));
    }
    word = absl::StrCat("--", found->second, word.substr(end));
  }
  return absl::OkStatus();
}

/// In lines of at most 115 bytes; the last one ends too.
std::string Wrapped(absl::string_view text) {
  constexpr size_t kWidth = 115;
  std::string wrapped;
  size_t column = 0;
  for (absl::string_view word : absl::StrSplit(text, ' ')) {
    const bool breaks = column > 0 && column + 1 + word.size() > kWidth;
    if (column > 0) wrapped += breaks ? '\n' : ' ';
    column = (column == 0 || breaks ? 0 : column + 1) + word.size();
    absl::StrAppend(&wrapped, word);
  }
  return wrapped + "\n";
}

}  // namespace

std::vector<FlagSpec> GlobalFlags() {
  return {
      {"server", FlagSpec::Kind::kText, "Server to use: HOST:PORT or unix:PATH; none: a private one in ./.octavo.",
       "ADDRESS"},
      {"insecure", FlagSpec::Kind::kSwitch, "Allow an unencrypted connection to another machine."},
      {"config", FlagSpec::Kind::kList, "YAML files with settings, such as configs/training_config.yaml.", "FILE..."},
      {"cache_dir", FlagSpec::Kind::kText, "Where models and data sets known by name lie.", "FOLDER", "data/cache"},
      {"patience", FlagSpec::Kind::kText,
       "Seconds for which a server that was lost under way is tried again, before octavo gives up with status 3.", "N",
       "120"},
      {"json", FlagSpec::Kind::kSwitch,
       "Print JSON instead of text (docs/json-output.md): a document; of predict, tokenize and logs, one a line."},
      {"quiet", FlagSpec::Kind::kSwitch, "No progress and no notes.", "", "", false, "q"},
  };
}

absl::StatusOr<ParsedCommandLine> ParseCommandLine(const CommandList& commands, std::vector<std::string> arguments) {
  OCTAVO_ASSIGN_OR_RETURN(const Command* command, FindCommand(commands, arguments));
  CLI::App app(absl::StrCat(kPurpose, "\n"), "octavo");
  app.set_version_flag("--version",
                       absl::StrCat("octavo ", Version(), " (", SourceRevision(), ", ", BuildDescription(), ")"));
  app.get_formatter()->column_width(34);
  app.footer(absl::StrCat(Wrapped(kSettingsText), Wrapped(kExitStatusText), "Start here: ", kFirstExample));
  std::vector<Declared> declared;
  std::vector<FlagSpec> known = GlobalFlags();
  for (const FlagSpec& spec : GlobalFlags()) declared.push_back(Declare(app, spec));
  for (const auto& each : commands) {
    // Were the others known here, a value that is called like one of them (--skip dynamic) would start it.
    if (command != nullptr && each.get() != command) continue;
    CLI::App* sub = app.add_subcommand(each->name(), each->summary());
    sub->fallthrough();
    sub->footer(absl::StrCat("Example:\n  ", each->example(),
                             "\n\nFlags of every command (--server, --config, --json, -q …): octavo --help"));
    if (each.get() != command) continue;
    for (const FlagSpec& spec : each->flags()) {
      declared.push_back(Declare(*sub, spec));
      known.push_back(spec);
    }
  }
  OCTAVO_RETURN_IF_ERROR(SpellFlags(known, command == nullptr ? "" : command->name(), &arguments));
  if (command != nullptr) {
    // "run_all" for "run-all".
    const auto word = std::find_if(arguments.begin(), arguments.end(),
                                   [&](const std::string& text) { return Key(text) == Key(command->name()); });
    if (word != arguments.end()) *word = command->name();
  }
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants it
  try {
    app.parse(arguments);
  } catch (const CLI::CallForHelp&) {
    return ParsedCommandLine{nullptr, {}, app.help()};
  } catch (const CLI::CallForVersion&) {
    return ParsedCommandLine{nullptr, {}, absl::StrCat(app.version(), "\n")};
  } catch (const CLI::ParseError& error) {
    const std::string where = command == nullptr ? "octavo" : absl::StrCat("octavo ", command->name());
    return absl::InvalidArgumentError(absl::StrCat(where, ": ", error.what(), "\nSee ", where, " --help."));
  }
  if (command == nullptr) return ParsedCommandLine{nullptr, {}, app.help()};
  return ParsedCommandLine{command, Collect(declared), ""};
}

}  // namespace octavo::client
