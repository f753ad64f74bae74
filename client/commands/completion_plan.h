#ifndef OCTAVO_CLIENT_COMMANDS_COMPLETION_PLAN_H_
#define OCTAVO_CLIENT_COMMANDS_COMPLETION_PLAN_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/commands/command.h"

namespace octavo::client {

/// A word that may stand where the cursor is, and what it means.
struct CompletionWord {
  std::string word;
  std::string description;
};

/// What can be written for a flag or positional, by the placeholder that --help shows for it: "FILE", "JOB",
/// "auto|cpu|cuda". The one table of placeholders.
struct ValueKind {
  enum class Names { kNone, kModels, kDatasets, kExperiments, kJobs, kExperimentsAndJobs, kWorkers };
  enum class Paths { kNone, kFiles, kFolders };
  std::vector<std::string> words = {};  // a fixed set
  Names names = Names::kNone;           // to be looked up
  Paths paths = Paths::kNone;           // the shell knows them
};

/// The kind of the values that `placeholder` stands for; nothing for one that the table lacks.
std::optional<ValueKind> FindValueKind(absl::string_view placeholder);

/// What can stand where the cursor is in an unfinished command line.
struct CompletionPlan {
  std::string typed;                            // of the value, so far
  std::vector<CompletionWord> words;            // known without looking anything up; all begin with `typed`
  ValueKind kind;                               // what else to offer
  std::map<std::string, std::string> settings;  // flags that were given so far, for the lookup
};

/// Plans the completion of the last of `words`, which may be empty; the program's name is not among them. Pure.
CompletionPlan PlanCompletion(const CommandList& commands, const std::vector<std::string>& words);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_COMPLETION_PLAN_H_
