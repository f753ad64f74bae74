// Peak memory and time of loading a CSV of texts that may be larger than memory, cut, sampled, compared and counted.
//   octavo-dataset-memory-bench [MEGABYTES=300] [TEXT_BYTES=1000] [FOLDER=$TMPDIR]
// Prints the peak of the process's own pages (RssAnon), which the system cannot take back as it can those of the mapped
// file (RssFile, RssShmem), and exits with 1 where they take more than 16 MiB, 16 MiB of the program and 150 bytes a
// text.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>

#include "common/files.h"
#include "common/random.h"
#include "worker/runner/text/dataset.h"
#include "worker/runner/text/dataset_census.h"

namespace octavo {
namespace {

/// A line of /proc/self/status in bytes; 0 where there is none.
int64_t StatusBytes(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    int64_t kilobytes = 0;
    if (word == name + ":" && status >> kilobytes) return kilobytes << 10;
  }
  return 0;
}

/// Looks at RssAnon a hundred times a second.
class PeakWatch {
 public:
  PeakWatch() : thread_([this] { Watch(); }) {}
  ~PeakWatch() {
    done_ = true;
    thread_.join();
  }
  int64_t peak() const { return peak_; }

 private:
  void Watch() {
    while (!done_) {
      peak_ = std::max<int64_t>(peak_, StatusBytes("RssAnon"));
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }

  std::atomic<bool> done_{false};
  std::atomic<int64_t> peak_{0};
  std::thread thread_;
};

int64_t WriteCsv(const std::string& path, int64_t megabytes, int64_t text_bytes) {
  std::ofstream file(path, std::ios::binary);
  file << "text,label\n";
  Random random(1);
  int64_t rows = 0;
  for (int64_t bytes = 0; bytes < megabytes * 1'000'000; ++rows) {
    std::string row = "\"";
    while (static_cast<int64_t>(row.size()) < text_bytes) row += "word" + std::to_string(random.Below(50'000)) + ", ";
    row += "\"," + std::to_string(random.Below(4)) + "\n";
    file << row;
    bytes += static_cast<int64_t>(row.size());
  }
  return file.good() ? rows : 0;
}

int Run(int64_t megabytes, int64_t text_bytes, const std::string& path, const std::string& scratch) {
  const int64_t rows = WriteCsv(path, megabytes, text_bytes);
  const PeakWatch watch;
  const auto start = std::chrono::steady_clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
  const auto dataset = LoadDataset({.name = "local", .path = path, .train_samples = rows / 4, .scratch_dir = scratch});
  if (!dataset.ok()) {
    std::fprintf(stderr, "%s\n", dataset.status().ToString().c_str());
    return 1;
  }
  const double loaded = seconds();
  const int64_t peak_of_loading = watch.peak();
  const DatasetCensus census = TakeCensus(*dataset);
  const int64_t bound = (int64_t{32} << 20) + 150 * rows;
  std::printf("%lld MB, %lld texts: loaded in %.2f s (%.0f MB/s), counted in %.2f s\n",
              static_cast<long long>(megabytes), static_cast<long long>(rows), loaded,
              static_cast<double>(megabytes) / loaded, seconds() - loaded);
  std::printf("peak RssAnon %.1f MiB while loading, %.1f MiB in all, bound %.1f MiB; now RssFile + RssShmem %.1f MiB\n",
              static_cast<double>(peak_of_loading) / 1048576, static_cast<double>(watch.peak()) / 1048576,
              static_cast<double>(bound) / 1048576,
              static_cast<double>(StatusBytes("RssFile") + StatusBytes("RssShmem")) / 1048576);
  return census.train.texts == rows / 4 && watch.peak() <= bound ? 0 : 1;
}

}  // namespace
}  // namespace octavo

int main(int argc, char** argv) {
  const int64_t megabytes = argc > 1 ? std::atoll(argv[1]) : 300;
  const int64_t text_bytes = argc > 2 ? std::atoll(argv[2]) : 1000;
  if (argc > 3) setenv("TMPDIR", argv[3], 1);
  const auto folder = octavo::TempDir::Create("octavo-bench");
  if (!folder.ok() || megabytes < 1 || text_bytes < 1) {
    std::fprintf(stderr, "usage: octavo-dataset-memory-bench [MEGABYTES] [TEXT_BYTES] [FOLDER]\n");
    return 2;
  }
  return octavo::Run(megabytes, text_bytes, folder->path() + "/data.csv", folder->path());
}
