#include "client/commands/follow.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/progress_view.h"
#include "client/commands/queue_watch.h"
#include "client/render/numbers.h"
#include "client/render/text_width.h"
#include "common/mutex.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

/// What is shown of an experiment, from the thread that watches it and from the one that looks after its queued jobs.
/// Thread-safe.
class Display {
 public:
  Display(Output& output, bool is_private) : private_(is_private), view_(output) {}

  void Update(const Experiment& experiment) {
    MutexLock lock(mutex_);
    view_.Update(experiment);
  }
  /// Returns false when waiting is in vain.
  bool Queued(const Job& job, const Explanation& why) {
    MutexLock lock(mutex_);
    if (private_ && why.can_never_run) {
      impossible_ = absl::FailedPreconditionError(
          absl::StrCat("job ", Printable(job.spec.name), " can never run on this machine: ", Printable(why.summary),
                       " (", Printable(absl::StrJoin(why.reasons, "; ")),
                       "). Ask for less, such as fewer --threads or --device cpu, or give a --server that has it."));
      return false;
    }
    view_.Queued(job, why.summary);
    return true;
  }
  absl::Status impossible() const {
    MutexLock lock(mutex_);
    return impossible_;
  }

 private:
  const bool private_;
  mutable Mutex mutex_;
  ProgressView view_ ABSL_GUARDED_BY(mutex_);
  absl::Status impossible_ ABSL_GUARDED_BY(mutex_);
};

/// Keeps in `experiment` what was seen last. CANCELLED when the user interrupts or a private service breaks down.
absl::StatusOr<Experiment> Follow(Context& context, Session& session, Experiment* experiment) {
  Client& client = *session.client;
  const std::string id = experiment->id;
  Display display(context.output(), session.local != nullptr);
  auto explain = [&](const Job& job) { return client.jobs().Explain(job.id); };
  auto tell = [&](const Job& job, const Explanation& why) {
    if (display.Queued(job, why)) return true;
    // Ends the watch below. If it cannot be said to the server, the server is gone, and the watch ends by that.
    client.experiments().Cancel(id, "no worker here can ever run it").status().IgnoreError();
    return false;
  };
  QueueWatch queue(explain, tell);
  auto changed = [&](const Experiment& now) {
    *experiment = now;
    display.Update(now);
    queue.Update(now);
  };
  absl::StatusOr<Experiment> ended = client.experiments().Watch(id, changed, NewsOf(context, client));
  OCTAVO_RETURN_IF_ERROR(display.impossible());
  if (ended.ok()) return ended;
  return WithRemedy(ended.status(),
                    session.local != nullptr
                        ? "Run the same command again to continue."
                        : absl::StrCat("The experiment goes on with its server: continue with octavo watch ", id, "."));
}

/// Stops a private service in order, and says what is left and how to continue.
void TellInterrupted(Context& context, Session& session, const Experiment& experiment) {
  if (session.local != nullptr) {
    context.output().Note("stopping; a running job saves a checkpoint first (Ctrl-C again ends at once)");
    session.client.reset();
    session.local->Stop();
    context.output().Warning("interrupted. Run the same command again to continue.");
    return;
  }
  context.output().Warning(absl::StrCat(
      "interrupted; experiment ", experiment.id, " goes on at the server. Continue watching with octavo watch ",
      experiment.id, " or by running the same command again; octavo cancel ", experiment.id, " stops it."));
}

}  // namespace

absl::StatusOr<bool> FollowToEnd(Context& context, Session& session, Experiment* experiment) {
  absl::StatusOr<Experiment> ended = Follow(context, session, experiment);
  const absl::Status problem = context.Explain(ended.status());
  if (absl::IsCancelled(problem)) {
    TellInterrupted(context, session, *experiment);
    return false;
  }
  OCTAVO_RETURN_IF_ERROR(problem);
  *experiment = *std::move(ended);
  return true;
}

StreamNews NewsOf(Context& context, const Client& client) {
  StreamNews news;
  news.lost = [&] {
    context.output().Warning(absl::StrCat("lost the server at ", client.address(), "; trying to reach it again for ",
                                          Span(client.watch_patience()), " (--patience)"));
  };
  news.regained = [&](absl::Duration away) {
    context.output().Note(absl::StrCat("reached the server again after ", Span(away)));
  };
  return news;
}

absl::Status WithRemedy(absl::Status status, absl::string_view remedy) {
  if (!absl::IsUnavailable(status)) return status;
  return absl::UnavailableError(absl::StrCat(status.message(), " ", remedy));
}

}  // namespace octavo::client
