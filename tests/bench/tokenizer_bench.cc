// Tokens per second of the WordPiece tokenizer on the test reviews of IMDB, beside tokenizer_bench.py, which measures
// PyPI's; then what the token cache takes for all reviews, empty and full. CPU seconds tell where other work shares the
// machine.
//   octavo-tokenizer-bench MODEL_DIR aclImdb_v1.tar.gz [THREADS=1] [ROUNDS=3]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "common/files.h"
#include "worker/runner/text/dataset_readers.h"
#include "worker/runner/text/token_cache.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo {
namespace {

/// Wall and CPU seconds since it was made; all threads count.
class Stopwatch {
 public:
  double wall() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }
  double cpu() const { return static_cast<double>(std::clock() - cpu_start_) / CLOCKS_PER_SEC; }

 private:
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  const std::clock_t cpu_start_ = std::clock();
};

/// The whole data set through a cache that is empty at first, at the default max_length of a training.
int RunCache(const Tokenizer& tokenizer, const PublishedSplits& splits, int threads) {
  const auto folder = TempDir::Create("octavo-tokens-");
  if (!folder.ok()) return 1;
  std::vector<absl::string_view> texts;
  for (const auto* part : {&splits.train, &splits.test}) {
    for (const Example& example : *part) texts.push_back(example.text);
  }
  const TokenCache cache({folder->path(), int64_t{1} << 30}, "bench");
  for (const char* state : {"empty", "full", "full"}) {
    const Stopwatch stopwatch;
    const auto tokenized = cache.Encode(tokenizer, "imdb", texts, /*max_length=*/256, threads, nullptr);
    if (!tokenized.ok()) return 1;
    std::printf("octavo     threads %d  max_length 256  %zu texts  cache %-5s  %lld from it  %.3f s  cpu %.3f s\n",
                threads, texts.size(), state, static_cast<long long>(tokenized->from_cache), stopwatch.wall(),
                stopwatch.cpu());
  }
  return 0;
}

int Run(const char* model_dir, const char* archive, int threads, int rounds) {
  const auto tokenizer = LoadTokenizer(model_dir);
  const auto splits = ReadImdb({.name = "imdb", .path = archive});
  if (!tokenizer.ok() || !splits.ok()) {
    const absl::Status& status = tokenizer.ok() ? splits.status() : tokenizer.status();
    std::fprintf(stderr, "%s\n", status.ToString().c_str());
    return 1;
  }
  std::vector<absl::string_view> texts;
  double megabytes = 0;
  for (const Example& example : splits->test) {
    texts.push_back(example.text);
    megabytes += static_cast<double>(example.text.size()) / 1e6;
  }
  for (const int max_length : {0, 512}) {
    double best = 1e9, best_cpu = 1e9;
    int64_t tokens = 0;
    for (int round = 0; round < rounds; ++round) {
      const Stopwatch stopwatch;
      const auto ids = EncodeAll(**tokenizer, texts, max_length, threads);
      best = std::min(best, stopwatch.wall());
      best_cpu = std::min(best_cpu, stopwatch.cpu());
      tokens = 0;
      for (const auto& text : ids) tokens += static_cast<int64_t>(text.size());
    }
    std::printf(
        "octavo     threads %d  max_length %3d  %zu texts  %lld tokens  %.3f s  cpu %.3f s  %.2f M tokens/s  %.1f "
        "MB/s\n",
        threads, max_length, texts.size(), static_cast<long long>(tokens), best, best_cpu,
        static_cast<double>(tokens) / best / 1e6, megabytes / best);
  }
  return RunCache(**tokenizer, *splits, threads);
}

}  // namespace
}  // namespace octavo

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: octavo-tokenizer-bench MODEL_DIR aclImdb_v1.tar.gz [THREADS=1] [ROUNDS=3]\n");
    return 2;
  }
  return octavo::Run(argv[1], argv[2], argc > 3 ? std::atoi(argv[3]) : 1, argc > 4 ? std::atoi(argv[4]) : 3);
}
