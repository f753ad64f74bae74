#ifndef OCTAVO_CLIENT_COMMANDS_CONTEXT_H_
#define OCTAVO_CLIENT_COMMANDS_CONTEXT_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/api/client.h"
#include "client/commands/catalog.h"
#include "client/commands/local_service.h"
#include "client/commands/output.h"
#include "client/commands/settings.h"
#include "common/mutex.h"

namespace octavo::client {

/// What stood on the command line, by the names that the command declared.
struct FlagValues {
  std::map<std::string, std::string> texts;               // single values; lists joined by spaces
  std::map<std::string, std::vector<std::string>> lists;  // flags and positionals that take several
  std::set<std::string> switches;

  bool Has(const std::string& name) const {
    return texts.contains(name) || lists.contains(name) || switches.contains(name);
  }
  std::string Text(const std::string& name, const std::string& otherwise = "") const {
    const auto found = texts.find(name);
    return found == texts.end() ? otherwise : found->second;
  }
  std::vector<std::string> List(const std::string& name) const {
    const auto found = lists.find(name);
    return found == lists.end() ? std::vector<std::string>() : found->second;
  }
};

/// A server and, where it is a private one, what runs it.
struct Session {
  std::unique_ptr<LocalService> local;  // null: a configured server
  std::unique_ptr<Client> client;       // destroyed first
};

/// What a private server is needed for. With kServerAndWorker the worker starts when the command calls StartWorker().
enum class Need { kServer, kServerAndWorker };

/// All that a command works with. Confined to the main thread.
class Context {
 public:
  Context(FlagValues flags, Settings settings, Output& output, Cancellation& cancellation)
      : flags_(std::move(flags)), settings_(std::move(settings)), output_(output), cancellation_(cancellation) {}

  const FlagValues& flags() const { return flags_; }
  const Settings& settings() const { return settings_; }
  Output& output() { return output_; }
  Cancellation& cancellation() { return cancellation_; }

  /// The configured server (--server, OCTAVO_SERVER, a config file), or the private one of this folder, started.
  absl::StatusOr<Session> Connect(Need need);
  /// `status`, or, where that is CANCELLED because the private service broke down and nobody interrupted, why it did.
  absl::Status Explain(absl::Status status) const;
  /// Empty where no server is configured.
  std::string ServerAddress() const { return settings_.Text("", "server", ""); }
  /// The catalog that comes with Octavo, the user's own, and what fetches what is missing. INVALID_ARGUMENT where one
  /// of them or a variable of the hub makes no sense.
  absl::StatusOr<Catalog> ReadCatalog() const;
  /// Where models and data sets known by name lie.
  std::string CacheFolder() const { return settings_.Text("", "cache_dir", "data/cache"); }

 private:
  /// --patience.
  absl::StatusOr<absl::Duration> Patience() const;

  const FlagValues flags_;
  const Settings settings_;
  Output& output_;
  Cancellation& cancellation_;
  mutable Mutex mutex_;
  absl::Status service_failure_ ABSL_GUARDED_BY(mutex_);  // of the private service
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_CONTEXT_H_
