#include "client/commands/completion_plan.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "client/commands/cli.h"
#include "common/job_params.h"

namespace octavo::client {
namespace {

using Kind = FlagSpec::Kind;
using Names = ValueKind::Names;
using Paths = ValueKind::Paths;

/// Names as commands ask for them.
std::string Key(absl::string_view name) { return absl::StrReplaceAll(name, {{"-", "_"}}); }

std::map<std::string, ValueKind> MakeValueKinds() {
  std::map<std::string, ValueKind> kinds;
  for (const char* free : {"N", "X", "NAME", "TEXT", "ADDRESS"}) kinds[free] = {};
  kinds["FILE"] = {{}, Names::kNone, Paths::kFiles};
  kinds["FOLDER"] = {{}, Names::kNone, Paths::kFolders};
  kinds["MODEL"] = {{}, Names::kModels, Paths::kFiles};
  kinds["DATASET"] = {{}, Names::kDatasets, Paths::kFiles};
  kinds["RESULTS"] = {{}, Names::kExperiments, Paths::kFolders};
  kinds["ID"] = {{}, Names::kExperimentsAndJobs, Paths::kNone};
  kinds["JOB"] = {{}, Names::kJobs, Paths::kNone};
  kinds["WORKER"] = {{}, Names::kWorkers, Paths::kNone};
  kinds["STAGE"] = {{JobKinds().begin(), JobKinds().end()}, Names::kNone, Paths::kNone};
  kinds["STAGE"].words.push_back("comparison");
  return kinds;
}

/// Reads the words before the cursor as the command line will be read.
class Reader {
 public:
  explicit Reader(const CommandList& commands) : commands_(commands), flags_(GlobalFlags()) {}

  void Take(const std::string& word) {
    if (behind_dashes_) {
      ++positionals_;
    } else if (open_ != nullptr) {
      TakeValue(word);
    } else if (word == "--") {
      behind_dashes_ = true;
    } else if (absl::StartsWith(word, "-") && word.size() > 1) {
      TakeFlag(word);
    } else if (list_ == nullptr) {
      TakePlain(word);
    }
  }

  CompletionPlan Complete(const std::string& word) && {
    plan_.typed = word;
    const size_t equals = word.find('=');
    if (!behind_dashes_ && open_ == nullptr && absl::StartsWith(word, "-")) {
      if (equals == std::string::npos) {
        OfferFlags(word);
      } else if (const FlagSpec* flag = Find(word.substr(0, equals)); flag != nullptr && flag->kind != Kind::kSwitch) {
        plan_.typed = word.substr(equals + 1);
        OfferValues(*flag);
      }
    } else if (!behind_dashes_ && (open_ != nullptr || list_ != nullptr)) {
      OfferValues(open_ != nullptr ? *open_ : *list_);
    } else if (command_ == nullptr) {
      for (const auto& command : commands_) Offer(command->name(), command->summary());
    } else if (const FlagSpec* positional = Positional()) {
      OfferValues(*positional);
    }
    return std::move(plan_);
  }

 private:
  const FlagSpec* Find(absl::string_view word) const {
    const bool is_long = absl::ConsumePrefix(&word, "--");
    if (!is_long) absl::ConsumePrefix(&word, "-");
    const auto found = std::find_if(flags_.begin(), flags_.end(), [&](const FlagSpec& flag) {
      if (flag.kind == Kind::kPositional || flag.kind == Kind::kPositionalList) return false;
      return is_long ? Key(flag.name) == Key(word) : flag.short_name == word;
    });
    return found == flags_.end() ? nullptr : &*found;
  }

  void TakeFlag(const std::string& word) {
    list_ = nullptr;
    const size_t equals = word.find('=');
    const FlagSpec* flag = Find(word.substr(0, equals));
    if (flag == nullptr) return;
    if (equals != std::string::npos) {
      plan_.settings[Key(flag->name)] = word.substr(equals + 1);
    } else if (flag->kind == Kind::kSwitch) {
      plan_.settings[Key(flag->name)] = "true";
    } else {
      open_ = flag;
    }
  }

  void TakeValue(const std::string& word) {
    plan_.settings[Key(open_->name)] = word;
    // Before the command a list has one value: the next word is the command.
    list_ = open_->kind == Kind::kList && command_ != nullptr ? open_ : nullptr;
    open_ = nullptr;
  }

  void TakePlain(const std::string& word) {
    if (command_ != nullptr) {
      ++positionals_;
      return;
    }
    const auto found =
        std::find_if(commands_.begin(), commands_.end(), [&](const auto& c) { return Key(c->name()) == Key(word); });
    if (found == commands_.end()) return;
    command_ = found->get();
    const std::vector<FlagSpec> own = command_->flags();
    flags_.insert(flags_.begin(), own.begin(), own.end());
  }

  const FlagSpec* Positional() const {
    size_t left = positionals_;
    for (const FlagSpec& flag : flags_) {
      if (flag.kind == Kind::kPositionalList || (flag.kind == Kind::kPositional && left-- == 0)) return &flag;
    }
    return nullptr;
  }

  void Offer(const std::string& word, absl::string_view description) {
    if (absl::StartsWith(word, plan_.typed)) plan_.words.push_back({word, std::string(description)});
  }

  void OfferFlags(const std::string& typed) {
    for (const FlagSpec& flag : flags_) {
      if (flag.kind == Kind::kPositional || flag.kind == Kind::kPositionalList) continue;
      const std::string word = absl::StrCat("--", flag.name);
      // Spelled as the user began it: "--batch-s" goes on as "--batch-size".
      std::string spelled = word;
      if (absl::StrContains(typed.substr(std::min<size_t>(2, typed.size())), '-'))
        spelled = absl::StrCat("--", absl::StrReplaceAll(flag.name, {{"_", "-"}}));
      if (absl::StrContains(typed, '_')) spelled = absl::StrCat("--", Key(flag.name));
      Offer(spelled, flag.help);
    }
    Offer("--help", "Print this help message and exit");
    if (command_ == nullptr) Offer("--version", "Print the version");
  }

  void OfferValues(const FlagSpec& flag) {
    plan_.kind = FindValueKind(flag.value).value_or(ValueKind());
    for (const std::string& word : plan_.kind.words) Offer(word, "");
  }

  const CommandList& commands_;
  std::vector<FlagSpec> flags_;
  CompletionPlan plan_;
  const Command* command_ = nullptr;
  const FlagSpec* open_ = nullptr;  // a flag that waits for its value
  const FlagSpec* list_ = nullptr;  // one that takes further values
  size_t positionals_ = 0;
  bool behind_dashes_ = false;
};

}  // namespace

std::optional<ValueKind> FindValueKind(absl::string_view placeholder) {
  static const auto& kinds = *new std::map<std::string, ValueKind>(MakeValueKinds());
  absl::ConsumeSuffix(&placeholder, "...");
  if (const auto found = kinds.find(std::string(placeholder)); found != kinds.end()) return found->second;
  if (!absl::StrContains(placeholder, '|')) return std::nullopt;
  ValueKind choices;
  choices.words = absl::StrSplit(placeholder, '|');
  return choices;
}

CompletionPlan PlanCompletion(const CommandList& commands, const std::vector<std::string>& words) {
  Reader reader(commands);
  for (size_t i = 0; i + 1 < words.size(); ++i) reader.Take(words[i]);
  return std::move(reader).Complete(words.empty() ? "" : words.back());
}

}  // namespace octavo::client
