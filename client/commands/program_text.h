#ifndef OCTAVO_CLIENT_COMMANDS_PROGRAM_TEXT_H_
#define OCTAVO_CLIENT_COMMANDS_PROGRAM_TEXT_H_

namespace octavo::client {

// What --help and the manual page say of the program as a whole, a paragraph each.

inline constexpr char kPurpose[] =
    "Octavo trains a text classifier, quantizes it, measures each result and shows which one to ship.";
inline constexpr char kSettingsText[] =
    "Settings come from the command line, then OCTAVO_NAME variables, then --config files, then defaults: every flag "
    "with a default and every switch (OCTAVO_QUIET=true, --quiet=false). --skip, --file, --reason, the limits of "
    "compare and what a command works on (ID, TEXT …) come from the command line alone. NO_COLOR=1 turns off "
    "colours, TERM=dumb also the live lines.";
inline constexpr char kExitStatusText[] =
    "Exit status: 0 done, 1 the job failed or nothing keeps compare's limits, 2 bad usage or input, 3 server "
    "unreachable, "
    "4 cancelled, 130 interrupted.";
inline constexpr char kFirstExample[] =
    "octavo run-all --model minilm-l6 --dataset movie-sentences --learning_rate 5e-5";

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_PROGRAM_TEXT_H_
