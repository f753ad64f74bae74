// How long `octavo list` takes as a process of its own, against an octavo-server that stores many experiments. By hand,
// on a quiet machine; octavo, octavo-server and this program lie in one folder, or OCTAVO_BIN_DIR names theirs.
//   octavo-list-bench [EXPERIMENTS]      10,000 by default, of five jobs each
// Exit status 1 where the default page takes 100 ms or more.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "common/subprocess.h"
#include "server/store/sqlite_writer.h"
#include "tests/process/server_process.h"

namespace octavo {
namespace {

constexpr int kRuns = 15;
constexpr int kMaxLimit = 10'000;  // of octavo list
constexpr absl::Duration kTarget = absl::Milliseconds(100);
constexpr const char* kKinds[] = {"baseline", "dynamic", "static", "qat", "mixed"};

/// As many keys as a stage's parameters have, and a result that is as long as a short record.
Json Parameters() {
  Json params = Json::object();
  for (int i = 0; i < 30; ++i) params[absl::StrCat("some_parameter_", i)] = i;
  return params;
}

Job EndedJob(int64_t number, ExperimentId experiment, int position, const Json& params) {
  const std::string digest(64, 'a');
  Job job;
  job.id = JobId(number);
  job.experiment = experiment;
  job.position = position;
  JobSpec spec;
  spec.name = spec.kind = kKinds[position];
  spec.params = params;
  spec.inputs = {{"model", digest, "", ""}, {"dataset", digest, "", ""}};
  job.spec = std::make_shared<const JobSpec>(std::move(spec));
  job.state = JobState::kSucceeded;
  job.create = job.queued = job.start = job.end = absl::FromUnixSeconds(1'700'000'000 + number);
  job.input_digests = {digest, digest};
  job.action_digest = absl::StrCat(digest.substr(20), number);
  job.output_digest = digest;
  Attempt attempt;
  attempt.number = 1;
  attempt.worker = WorkerName("worker-1");
  attempt.fence = Fence{number};
  attempt.start = attempt.end = job.start;
  attempt.outcome = AttemptOutcome::kSucceeded;
  job.attempts = {attempt};
  return job;
}

absl::Status Fill(const std::string& path, int experiments) {
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<SqliteWriter> writer, SqliteWriter::Open(path));
  const Json params = Parameters();
  const auto result = std::make_shared<const std::string>(DumpJson({{"text", std::string(2000, 'x')}}));
  OCTAVO_RETURN_IF_ERROR(writer->Begin());
  int64_t jobs = 0;
  for (int64_t number = 1; number <= experiments; ++number) {
    Changes changes;
    Experiment experiment;
    experiment.id = ExperimentId(number);
    experiment.name = "run-all minilm-l6 on movie-sentences";
    experiment.request_id = absl::StrCat("request-", number);
    experiment.create = experiment.end = absl::FromUnixSeconds(1'700'000'000 + number);
    changes.experiments.push_back({experiment, true});
    for (int position = 0; position < static_cast<int>(std::size(kKinds)); ++position) {
      const Job job = EndedJob(++jobs, experiment.id, position, params);
      changes.jobs.push_back({job, true, {0}});
      changes.results.push_back({job.id, result});
    }
    changes.counters_changed = true;
    changes.counters = {number, jobs, jobs};
    OCTAVO_RETURN_IF_ERROR(writer->Write(changes));
  }
  return writer->Commit();
}

absl::StatusOr<absl::Duration> TimeOnce(const std::vector<std::string>& argv) {
  SubprocessOptions options;
  options.argv = argv;
  options.environment = InheritEnvironment();
  options.stdout_path = "/dev/null";
  OCTAVO_ASSIGN_OR_RETURN(Subprocess child, Subprocess::Start(options));
  OCTAVO_ASSIGN_OR_RETURN(const ExitStatus exit, child.Wait());
  if (exit.signal != 0 || exit.exit_code != 0)
    return absl::InternalError(absl::StrCat(argv[0], " ended with status ", exit.exit_code, ", signal ", exit.signal));
  return exit.wall_time;
}

/// The median of kRuns processes, printed with the lower and the upper quartile.
absl::StatusOr<absl::Duration> Measure(const std::string& octavo, const std::string& address,
                                       const std::vector<std::string>& arguments) {
  std::vector<std::string> argv = {octavo, "--server", address};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  std::vector<double> times;
  for (int run = 0; run <= kRuns; ++run) {
    OCTAVO_ASSIGN_OR_RETURN(const absl::Duration time, TimeOnce(argv));
    if (run > 0) times.push_back(absl::ToDoubleMilliseconds(time));  // the first one warms the page cache
  }
  std::sort(times.begin(), times.end());
  std::string words = "octavo";
  for (const std::string& word : arguments) absl::StrAppend(&words, " ", word);
  std::printf("%-34s median %7.1f ms, quartiles %.1f and %.1f, slowest %.1f, of %d processes\n", words.c_str(),
              times[kRuns / 2], times[kRuns / 4], times[kRuns * 3 / 4], times.back(), kRuns);
  return absl::Milliseconds(times[kRuns / 2]);
}

absl::StatusOr<bool> Run(int experiments) {
  OCTAVO_ASSIGN_OR_RETURN(const TempDir folder, TempDir::Create("octavo-list-bench"));
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(folder.path() + "/data"));
  const absl::Time start = absl::Now();
  OCTAVO_RETURN_IF_ERROR(Fill(folder.path() + "/data/octavo.db", experiments));
  std::cout << experiments << " experiments of " << std::size(kKinds) << " jobs, stored in "
            << absl::FormatDuration(absl::Trunc(absl::Now() - start, absl::Milliseconds(1))) << "\n";
  const ServerProcess server(folder.path());
  if (!server.is_ready()) return absl::UnavailableError("octavo-server has not started; set OCTAVO_BIN_DIR");
  const std::string octavo = absl::StrCat(std::getenv("OCTAVO_BIN_DIR"), "/octavo"),
                    all = absl::StrCat(std::min(experiments, kMaxLimit));
  OCTAVO_RETURN_IF_ERROR(Measure(octavo, server.address(), {"version"}).status());  // what any process costs
  OCTAVO_ASSIGN_OR_RETURN(const absl::Duration page, Measure(octavo, server.address(), {"list"}));
  OCTAVO_RETURN_IF_ERROR(Measure(octavo, server.address(), {"list", "--json"}).status());
  OCTAVO_RETURN_IF_ERROR(Measure(octavo, server.address(), {"list", "--limit", all}).status());
  OCTAVO_RETURN_IF_ERROR(Measure(octavo, server.address(), {"list", "--limit", all, "--json"}).status());
  return page < kTarget;
}

}  // namespace
}  // namespace octavo

int main(int argc, char** argv) {
  int experiments = 10'000;
  if (argc > 2 || (argc == 2 && (!absl::SimpleAtoi(argv[1], &experiments) || experiments < 1))) {
    std::cerr << "usage: octavo-list-bench [EXPERIMENTS]\n";
    return 2;
  }
  const std::string own = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  setenv("OCTAVO_BIN_DIR", own.c_str(), /*overwrite=*/0);
  const absl::StatusOr<bool> fast = octavo::Run(experiments);
  if (!fast.ok()) std::cerr << fast.status().message() << "\n";
  return fast.value_or(false) ? 0 : 1;
}
