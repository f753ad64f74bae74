// Tokens per second of the WordPiece tokenizer on the reviews of IMDB, beside tokenizer_bench.py, which measures
// PyPI's.
//   octavo-tokenizer-bench MODEL_DIR aclImdb_v1.tar.gz [THREADS=1] [ROUNDS=3]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "worker/runner/text/dataset_readers.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo {
namespace {

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
    double best = 1e9;
    int64_t tokens = 0;
    for (int round = 0; round < rounds; ++round) {
      const auto start = std::chrono::steady_clock::now();
      const auto ids = EncodeAll(**tokenizer, texts, max_length, threads);
      best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
      tokens = 0;
      for (const auto& text : ids) tokens += static_cast<int64_t>(text.size());
    }
    std::printf("octavo     threads %d  max_length %3d  %zu texts  %lld tokens  %.3f s  %.2f M tokens/s  %.1f MB/s\n",
                threads, max_length, texts.size(), static_cast<long long>(tokens), best,
                static_cast<double>(tokens) / best / 1e6, megabytes / best);
  }
  return 0;
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
