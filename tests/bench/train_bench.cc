// Fine-tunes on pre-tokenized texts, as tests/bench/python_baseline.py --dump writes them ("label id id ..." a line),
// and prints the same lines as that script:
//   octavo-train-bench MODEL_DIR TRAIN.ids TEST.ids EPOCHS LEARNING_RATE [MAX_STEPS [PRECISION [THREADS [SAVE_DIR]]]]

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <numeric>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "worker/runner/engine/engine.h"

namespace octavo {
namespace {

struct Row {
  std::vector<int32_t> ids;
  int32_t label = 0;
};

std::vector<Row> ReadRows(const char* path) {
  std::vector<Row> rows;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream numbers(line);
    Row row;
    numbers >> row.label;
    for (int32_t id = 0; numbers >> id;) row.ids.push_back(id);
    rows.push_back(std::move(row));
  }
  return rows;
}

/// As bucketed() of the Python script.
std::vector<std::vector<int32_t>> Bucketed(const std::vector<Row>& rows, size_t batch_size, std::mt19937& random) {
  std::vector<int32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0);
  std::shuffle(order.begin(), order.end(), random);
  std::vector<std::vector<int32_t>> batches;
  const size_t window = 50 * batch_size;
  for (size_t start = 0; start < order.size(); start += window) {
    const auto begin = order.begin() + static_cast<int64_t>(start);
    const auto end = order.begin() + static_cast<int64_t>(std::min(order.size(), start + window));
    std::stable_sort(begin, end, [&](int32_t a, int32_t b) { return rows[a].ids.size() < rows[b].ids.size(); });
    for (auto at = begin; at < end; at += std::min<int64_t>(static_cast<int64_t>(batch_size), end - at)) {
      batches.emplace_back(at, at + std::min<int64_t>(static_cast<int64_t>(batch_size), end - at));
    }
  }
  std::shuffle(batches.begin(), batches.end(), random);
  return batches;
}

double Accuracy(Trainer& trainer, const std::vector<Row>& rows) {
  const size_t classes = trainer.info().labels.size();
  int64_t right = 0;
  for (size_t start = 0; start < rows.size(); start += 32) {
    TokenBatch batch;
    for (size_t i = start; i < std::min(rows.size(), start + 32); ++i) batch.Append(rows[i].ids);
    const auto logits = trainer.Logits(batch);
    if (!logits.ok()) {
      std::cerr << logits.status() << "\n";
      std::exit(1);
    }
    for (int64_t i = 0; i < batch.size(); ++i) {
      const float* row = logits->data() + static_cast<size_t>(i) * classes;
      right += std::max_element(row, row + classes) - row == rows[start + static_cast<size_t>(i)].label;
    }
  }
  return static_cast<double>(right) / static_cast<double>(rows.size());
}

int Run(int argc, char** argv) {
  if (argc < 6) {
    std::cerr << "usage: octavo-train-bench MODEL_DIR TRAIN.ids TEST.ids EPOCHS LEARNING_RATE [MAX_STEPS [PRECISION "
                 "[THREADS [SAVE_DIR]]]]\n";
    return 2;
  }
  const std::vector<Row> train = ReadRows(argv[2]), test = ReadRows(argv[3]);
  const int epochs = std::atoi(argv[4]);
  const int64_t max_steps = argc > 6 ? std::atoll(argv[6]) : 0;
  const size_t batch_size = 32;
  TrainerOptions options;
  options.model_dir = argv[1];
  options.labels = {"negative", "positive"};
  options.learning_rate = std::atof(argv[5]);
  options.total_steps = epochs * static_cast<int64_t>((train.size() + batch_size - 1) / batch_size);
  if (argc > 7) options.precision = argv[7];
  EngineOptions engine;
  engine.threads = argc > 8 ? std::atoi(argv[8]) : 2;
  if (const auto status = InitializeEngine(engine); !status.ok()) return std::cerr << status << "\n", 1;
  auto trainer = CreateTrainer(options);
  if (!trainer.ok()) return std::cerr << trainer.status() << "\n", 1;
  std::mt19937 random(options.seed);
  int64_t samples = 0, tokens = 0;
  double seconds = 0;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    double loss = 0;
    int64_t steps = 0;
    const auto start = std::chrono::steady_clock::now();
    for (const auto& indices : Bucketed(train, batch_size, random)) {
      TokenBatch batch;
      std::vector<int32_t> labels;
      for (const int32_t i : indices) {
        batch.Append(train[static_cast<size_t>(i)].ids);
        labels.push_back(train[static_cast<size_t>(i)].label);
      }
      const auto step = (*trainer)->Step(batch, labels, {});
      if (!step.ok()) return std::cerr << step.status() << "\n", 1;
      loss += step->loss;
      samples += batch.size();
      tokens += batch.tokens();
      if (++steps == max_steps) break;
    }
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("epoch %d: loss %.4f, test accuracy %.4f, %.1f samples/s, %.0f tokens/s\n", epoch + 1,
                loss / static_cast<double>(steps), Accuracy(**trainer, test), static_cast<double>(samples) / seconds,
                static_cast<double>(tokens) / seconds);
    std::fflush(stdout);
    if (max_steps != 0) break;
  }
  if (argc > 9) {
    if (const auto status = (*trainer)->SaveModel(argv[9]); !status.ok()) return std::cerr << status << "\n", 1;
  }
  return 0;
}

}  // namespace
}  // namespace octavo

int main(int argc, char** argv) { return octavo::Run(argc, argv); }
