// What a Dispatch costs the coordinator's thread: 10,000 queued CUDA jobs and 100 idle CPU workers that poll.
//   octavo-scheduler-bench
#include <iostream>
#include <set>

#include "absl/time/clock.h"
#include "tests/unit/server_core/scheduler_fixture.h"

namespace octavo {
namespace {

constexpr int kExperiments = 100;
constexpr int kJobsEach = 100;
constexpr int kWorkers = 100;
constexpr int kRuns = 20;

template <typename Change>
void Measure(const char* what, SchedulerDriver& driver, const std::set<WorkerName>& ready, Change change) {
  absl::Duration spent;
  for (int i = 0; i < kRuns; ++i) {
    change(i);
    const absl::Time start = absl::Now();
    driver.scheduler->Dispatch(ready, driver.now);
    spent += absl::Now() - start;
    driver.Keep();
  }
  std::cout << what << ": " << absl::FormatDuration(spent / kRuns) << " a Dispatch\n";
}

void Run() {
  SchedulerOptions options;
  options.max_unfinished_jobs = 2 * kExperiments * kJobsEach;
  SchedulerDriver driver(options);
  JobSpec spec = MakeSpec("cuda");
  spec.resources.device = "cuda";
  for (int i = 0; i < kExperiments; ++i) driver.Submit(std::vector<JobSpec>(kJobsEach, spec));
  std::set<WorkerName> ready;
  for (int i = 0; i < kWorkers; ++i) {
    const Scheduler::SyncInput worker = MakeWorker(absl::StrCat("w", i));
    if (!driver.scheduler->Sync(worker, driver.now).ok()) return;
    ready.insert(worker.name);
    driver.Keep();
  }
  driver.scheduler->Dispatch(ready, driver.now);  // the workers are new to it
  driver.Keep();
  Measure("nothing changed", driver, ready, [](int) {});
  Measure("a worker called", driver, ready, [&](int i) {
    (void)driver.scheduler->Sync(MakeWorker(absl::StrCat("w", i)), driver.now);
    driver.Keep();
  });
  Measure("a job was queued", driver, ready, [&](int) { driver.Submit({spec}); });
}

}  // namespace
}  // namespace octavo

int main() { octavo::Run(); }
