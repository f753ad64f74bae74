// Tokens per second of the WordPiece tokenizer on the test reviews of IMDB, beside tokenizer_bench.py, which measures
// PyPI's; then what the token cache takes for all reviews, empty and full. Each round has a tokenizer of its own, which
// remembers no words of an earlier one; the median is printed, with the least and the most. CPU seconds tell where
// other work shares the machine.
//   octavo-tokenizer-bench MODEL_DIR aclImdb_v1.tar.gz [THREADS=1] [ROUNDS=3]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "common/files.h"
#include "common/status_macros.h"
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
absl::Status RunCache(const Tokenizer& tokenizer, const PublishedSplits& splits, int threads) {
  OCTAVO_ASSIGN_OR_RETURN(const TempDir folder, TempDir::Create("octavo-tokens-"));
  std::vector<absl::string_view> texts;
  for (const auto* part : {&splits.train, &splits.test}) {
    for (const Example& example : *part) texts.push_back(example.text);
  }
  const TokenCache cache({folder.path(), int64_t{1} << 30}, "bench");
  for (const char* state : {"empty", "full", "full"}) {
    const Stopwatch stopwatch;
    OCTAVO_ASSIGN_OR_RETURN(const TokenizedTexts tokenized,
                            cache.Encode(tokenizer, "imdb", texts, /*max_length=*/256, threads, nullptr));
    std::printf("octavo     threads %d  max_length 256  %zu texts  cache %-5s  %lld from it  %.3f s  cpu %.3f s\n",
                threads, texts.size(), state, static_cast<long long>(tokenized.from_cache), stopwatch.wall(),
                stopwatch.cpu());
  }
  return absl::OkStatus();
}

/// "0.41 (0.40 to 0.45)": the median of the rounds, the least and the most.
std::string Spread(std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  return absl::StrFormat("%.3f (%.3f to %.3f)", seconds[seconds.size() / 2], seconds.front(), seconds.back());
}

absl::Status RunRounds(const char* model_dir, const std::vector<absl::string_view>& texts, int max_length, int threads,
                       int rounds) {
  std::vector<double> wall, cpu;
  int64_t tokens = 0;
  for (int round = 0; round < rounds; ++round) {
    OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<Tokenizer> tokenizer, LoadTokenizer(model_dir));
    const Stopwatch stopwatch;
    const auto ids = EncodeAll(*tokenizer, texts, max_length, threads);
    wall.push_back(stopwatch.wall());
    cpu.push_back(stopwatch.cpu());
    tokens = 0;
    for (const auto& text : ids) tokens += static_cast<int64_t>(text.size());
  }
  std::printf("octavo     threads %d  max_length %3d  %zu texts  %lld tokens  %s s  cpu %s s\n", threads, max_length,
              texts.size(), static_cast<long long>(tokens), Spread(wall).c_str(), Spread(cpu).c_str());
  return absl::OkStatus();
}

absl::Status Run(const char* model_dir, const char* archive, int threads, int rounds) {
  OCTAVO_ASSIGN_OR_RETURN(const PublishedSplits splits, ReadImdb({.name = "imdb", .path = archive}));
  std::vector<absl::string_view> texts;
  for (const Example& example : splits.test) texts.push_back(example.text);
  for (const int max_length : {0, 512})
    OCTAVO_RETURN_IF_ERROR(RunRounds(model_dir, texts, max_length, threads, rounds));
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<Tokenizer> tokenizer, LoadTokenizer(model_dir));
  return RunCache(*tokenizer, splits, threads);
}

}  // namespace
}  // namespace octavo

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: octavo-tokenizer-bench MODEL_DIR aclImdb_v1.tar.gz [THREADS=1] [ROUNDS=3]\n");
    return 2;
  }
  const absl::Status status =
      octavo::Run(argv[1], argv[2], argc > 3 ? std::atoi(argv[3]) : 1, argc > 4 ? std::max(1, std::atoi(argv[4])) : 3);
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return status.ok() ? 0 : 1;
}
