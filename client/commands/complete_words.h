#ifndef OCTAVO_CLIENT_COMMANDS_COMPLETE_WORDS_H_
#define OCTAVO_CLIENT_COMMANDS_COMPLETE_WORDS_H_

#include <string>
#include <vector>

#include "client/commands/command.h"

namespace octavo::client {

/// How the shells' completions ask for words: octavo __complete -- WORD… CURRENT.
inline constexpr char kCompleteWords[] = "__complete";

/// What octavo __complete prints of `arguments` (those behind its name): a line "WORD<TAB>DESCRIPTION" for each word
/// that may stand last, then ":none", ":files" or ":folders", which the shell adds by itself. Asks the configured
/// server, or a private one that runs already, for at most 0.3 s; starts nothing. What cannot be known is left out:
/// nobody wants an error in the middle of a line.
std::string CompleteWords(const CommandList& commands, std::vector<std::string> arguments);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_COMPLETE_WORDS_H_
