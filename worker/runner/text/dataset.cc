#include "worker/runner/text/dataset.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/random.h"
#include "common/status_macros.h"
#include "common/suggestion.h"
#include "worker/runner/text/dataset_readers.h"
#include "worker/runner/text/phrase_index.h"
#include "worker/runner/text/text_map.h"

namespace octavo {
namespace {

/// How much of the training part (of sst2, of its whole sentences) becomes validation, and test where none is
/// published: a share, at most `cap` texts.
struct CutRule {
  const char* name;
  double share;
  int64_t cap;         // 0: none
  bool holds_phrases;  // texts stand inside other texts: cut by CutWholeSentences
};
constexpr CutRule kCutRules[] = {{"movie-sentences", 0.10, 0, false},
                                 {"sst2", 0.10, 1000, true},
                                 {"imdb", 0.10, 0, false},
                                 {"ag_news", 0.10, 5000, false},
                                 {"local", 0.10, 0, false}};

/// The rule of `name`, one of KnownDatasets.
const CutRule& CutRuleOf(absl::string_view name) {
  return *std::find_if(std::begin(kCutRules), std::end(kCutRules),
                       [&](const CutRule& rule) { return name == rule.name; });
}

int64_t CutSize(const CutRule& rule, int64_t texts) {
  const auto share = static_cast<int64_t>(static_cast<double>(texts) * rule.share + 0.5);
  return rule.cap > 0 ? std::min(share, rule.cap) : share;
}

absl::StatusOr<PublishedSplits> ReadPublished(const DatasetRequest& request) {
  if (request.name == "movie-sentences") return ReadMovieSentences(request);
  if (request.name == "sst2") return ReadSst2(request);
  if (request.name == "imdb") return ReadImdb(request);
  if (request.name == "ag_news") return ReadAgNews(request);
  return ReadLocal(request);
}

/// The examples at `order[begin, end)` of `from`, in their published order.
std::vector<Example> Take(const std::vector<Example>& from, const std::vector<int64_t>& order, int64_t begin,
                          int64_t end) {
  std::vector<int64_t> chosen(order.begin() + begin, order.begin() + end);
  std::sort(chosen.begin(), chosen.end());
  std::vector<Example> taken;
  taken.reserve(chosen.size());
  for (const int64_t i : chosen) taken.push_back(from[static_cast<size_t>(i)]);
  return taken;
}

/// Cuts what is not published out of the training part.
void CutMissingParts(const DatasetRequest& request, const CutRule& rule, PublishedSplits& splits) {
  const bool cut_test = splits.test.empty();
  const bool cut_validation = splits.validation.empty();
  if (!cut_test && !cut_validation) return;
  const auto texts = static_cast<int64_t>(splits.train.size());
  const int64_t size = CutSize(rule, texts);
  const auto order = Random(request.seed, absl::StrCat(request.name, " split")).Permutation(texts);
  int64_t begin = 0;
  if (cut_test) {
    splits.test = Take(splits.train, order, begin, begin + size);
    begin += size;
  }
  if (cut_validation) {
    splits.validation = Take(splits.train, order, begin, begin + size);
    begin += size;
  }
  splits.train = Take(splits.train, order, begin, texts);
  const absl::string_view what = !cut_validation ? "Test was"
                                 : !cut_test     ? "Validation was"
                                                 : "Validation and test were";
  splits.notes.push_back(absl::StrCat(what, " drawn from the training texts by seed ", request.seed, ", ", size,
                                      cut_test && cut_validation ? " texts each." : " texts."));
}

/// Cuts validation out of training texts of which most are phrases of others, as a drawn row's sentence or its phrases
/// would else be trained on: whole sentences, which are what is tested on, and none of what they consist of stays in
/// the training part. Returns how many texts are left out for that.
int64_t CutWholeSentences(const DatasetRequest& request, const CutRule& rule, PublishedSplits& splits) {
  const PhraseIndex index(splits.train);
  std::vector<int64_t> sentences = index.Outermost();
  const auto candidates = static_cast<int64_t>(sentences.size());
  const int64_t size = CutSize(rule, candidates);
  Random(request.seed, absl::StrCat(request.name, " split")).Shuffle(sentences);
  sentences.resize(static_cast<size_t>(size));
  const std::vector<bool> held_back = index.Inside(sentences);
  std::vector<int64_t> rest;
  for (size_t i = 0; i < held_back.size(); ++i) {
    if (!held_back[i]) rest.push_back(static_cast<int64_t>(i));
  }
  const auto kept = static_cast<int64_t>(rest.size());
  const int64_t left_out = static_cast<int64_t>(splits.train.size()) - size - kept;
  splits.validation = Take(splits.train, sentences, 0, size);
  splits.train = Take(splits.train, rest, 0, kept);
  splits.notes.push_back(absl::StrCat("Validation was drawn by seed ", request.seed, " from the ", candidates,
                                      " training texts that are no part of another one, ", size, " texts; ", left_out,
                                      " training texts that are parts of these were left out."));
  return left_out;
}

void KeepSample(std::vector<Example>& part, int64_t samples, uint64_t seed, absl::string_view name) {
  const auto texts = static_cast<int64_t>(part.size());
  if (samples == 0 || samples >= texts) return;
  const auto order = Random(seed, absl::StrCat(name, " sample")).Permutation(texts);
  part = Take(part, order, 0, samples);
}

int64_t CountSeenInTraining(const Dataset& dataset) {
  TextMap known;
  for (const auto* part : {&dataset.train, &dataset.validation}) {
    for (const Example& example : *part) known.Insert(example.text, 0);
  }
  return std::count_if(dataset.test.begin(), dataset.test.end(),
                       [&](const Example& example) { return known.Contains(example.text); });
}

absl::Status CheckRequest(const DatasetRequest& request, const DatasetInfo& info) {
  const std::pair<const char*, int64_t> counts[] = {{"train_samples", request.train_samples},
                                                    {"eval_samples", request.eval_samples}};
  for (const auto& [field, value] : counts) {
    if (value < 0) {
      return absl::InvalidArgumentError(
          absl::StrCat(field, " is ", value, "; it must be 0 (all) or a number of texts"));
    }
  }
  if (request.path.empty())
    return absl::InvalidArgumentError(absl::StrCat("data set ", request.name, ": no path was given"));
  if (request.label_names.empty() || info.label_names.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("label_names: data set ", request.name, " has names of its own, ",
                                                 absl::StrJoin(info.label_names, ", "), "; leave it out"));
}

SplitSizes SizesOf(const std::vector<Example>& train, const std::vector<Example>& validation,
                   const std::vector<Example>& test) {
  return {.train = static_cast<int64_t>(train.size()),
          .validation = static_cast<int64_t>(validation.size()),
          .test = static_cast<int64_t>(test.size())};
}

/// Predictions are told apart by their texts' ids.
absl::Status CheckIds(const Dataset& dataset, const std::string& path) {
  absl::flat_hash_set<absl::string_view> ids;
  for (const auto* part : {&dataset.train, &dataset.validation, &dataset.test}) {
    for (const Example& example : *part) {
      if (ids.insert(example.id).second) continue;
      return absl::InvalidArgumentError(
          absl::StrCat(path, ": two texts have the id \"", example.id, "\"; give the data set as it was published"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckParts(const Dataset& dataset, const std::string& path) {
  if (!dataset.train.empty() && !dataset.validation.empty() && !dataset.test.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": too few texts: ", dataset.train.size(), " for training, ", dataset.validation.size(),
                   " for validation, ", dataset.test.size(),
                   " for test; each part needs at least one (a file to be cut 80/10/10 needs at least 5 texts)"));
}

}  // namespace

absl::Span<const DatasetInfo> KnownDatasets() {
  static const auto& datasets = *new std::vector<DatasetInfo>{
      {"movie-sentences",
       "Movie-review sentences rated by people (Hutto and Gilbert 2014)",
       "movieReviewSnippets_GroundTruth.txt, or vaderSentiment-3.3.2.tar.gz",
       {"negative", "positive"}},
      {"sst2",
       "SST-2 of GLUE: phrases and sentences from film reviews",
       "SST-2.zip, or its folder",
       {"negative", "positive"}},
      {"imdb", "IMDB, Large Movie Review Dataset v1.0", "aclImdb_v1.tar.gz, or its folder", {"negative", "positive"}},
      {"ag_news",
       "AG News: topics of news articles",
       "ag_news_csv.tgz, or its folder",
       {"World", "Sports", "Business", "Sci/Tech"}},
      {"local",
       "A file of your own",
       "a .csv, .tsv or .jsonl file, or a folder with train.*, validation.* and test.*",
       {}}};
  return datasets;
}

absl::StatusOr<DatasetInfo> FindDataset(absl::string_view name) {
  std::vector<std::string> names;
  for (const DatasetInfo& info : KnownDatasets()) {
    if (info.name == name) return info;
    names.push_back(info.name);
  }
  return absl::NotFoundError(absl::StrCat("no data set named \"", name, "\"; known are ", absl::StrJoin(names, ", "),
                                          DidYouMean(name, names)));
}

absl::StatusOr<Dataset> LoadDataset(const DatasetRequest& request) {
  OCTAVO_ASSIGN_OR_RETURN(const DatasetInfo info, FindDataset(request.name));
  OCTAVO_RETURN_IF_ERROR(CheckRequest(request, info));
  OCTAVO_ASSIGN_OR_RETURN(PublishedSplits splits, ReadPublished(request));
  const bool test_is_cut_by_seed = splits.test.empty();
  const SplitSizes published = SizesOf(splits.train, splits.validation, splits.test);
  int64_t left_out = 0;
  const CutRule& rule = CutRuleOf(request.name);
  if (rule.holds_phrases) {
    left_out = CutWholeSentences(request, rule, splits);
  } else {
    CutMissingParts(request, rule, splits);
  }
  Dataset dataset{.name = request.name,
                  .label_names = std::move(splits.label_names),
                  .train = std::move(splits.train),
                  .validation = std::move(splits.validation),
                  .test = std::move(splits.test),
                  .store = std::move(splits.store),
                  .published = published,
                  .full = {},
                  .test_is_cut_by_seed = test_is_cut_by_seed,
                  .notes = std::move(splits.notes)};
  OCTAVO_RETURN_IF_ERROR(CheckParts(dataset, request.path));
  // Local ids are lines of files: those are unique, and as many as there may be.
  if (request.name != "local") OCTAVO_RETURN_IF_ERROR(CheckIds(dataset, request.path));
  dataset.full = SizesOf(dataset.train, dataset.validation, dataset.test);
  dataset.full.left_out = left_out;
  KeepSample(dataset.train, request.train_samples, request.seed, "train");
  KeepSample(dataset.validation, request.eval_samples, request.seed, "validation");
  KeepSample(dataset.test, request.eval_samples, request.seed, "test");
  dataset.test_texts_seen_in_training = CountSeenInTraining(dataset);
  return dataset;
}

}  // namespace octavo
