// Movie-review sentences of Hutto and Gilbert (ICWSM 2014), rated by people: movieReviewSnippets_GroundTruth.txt.
#include <cmath>
#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/text/dataset_readers.h"

namespace octavo {
namespace {

constexpr absl::string_view kFile = "movieReviewSnippets_GroundTruth.txt";
constexpr absl::string_view kInnerArchive = "hutto_ICWSM_2014.tar.gz";
constexpr int64_t kMaxInnerBytes = 64 << 20;
constexpr double kBound = 4.0;  // raters chose from -4 to +4

struct Sentences {
  explicit Sentences(const std::string& scratch_dir) : splits(scratch_dir) {}

  PublishedSplits splits;
  int64_t neutral = 0;
};

absl::Status TakeRecord(const std::vector<std::string>& fields, int64_t line, Sentences& out) {
  double rating = 0;
  const bool usable =
      fields.size() == 3 && !fields[0].empty() && absl::SimpleAtod(fields[1], &rating) && std::abs(rating) <= kBound;
  if (!usable) {
    return absl::InvalidArgumentError(absl::StrCat(
        "line ", line, ": expected ID<tab>MEAN RATING (-4 to 4)<tab>TEXT, found ", fields.size(), " fields",
        fields.size() > 1 ? absl::StrCat(", the second \"", fields[1].substr(0, 40), "\"") : ""));
  }
  if (rating == 0) {
    ++out.neutral;
    return absl::OkStatus();
  }
  return out.splits.Add(out.splits.train, fields[2], rating > 0 ? 1 : 0, fields[0]);
}

absl::Status TakeFile(FileContent& content, absl::string_view what, Sentences& out) {
  return ParseRecords(content, what, {.delimiter = '\t', .quotes = false},
                      [&](std::vector<std::string>& fields, int64_t line) { return TakeRecord(fields, line, out); });
}

/// Looks for the file among what is visited, and in the archive that the package carries inside.
FileVisitor SentenceFinder(const std::string& root, Sentences& out, std::vector<std::string>& seen) {
  return [&root, &out, &seen](const std::string& path, FileContent& content) -> absl::Status {
    seen.push_back(path);
    const std::string what = absl::StrCat(root, ": ", path);
    // Equal, not only alike: "._movie…" are the resource forks that a Mac put beside the files.
    const auto is_sentences = [&](const std::string& name) {
      return std::filesystem::path(name).filename().string() == kFile && out.splits.train.empty();
    };
    if (is_sentences(path)) return TakeFile(content, what, out);
    if (!absl::EndsWith(path, kInnerArchive)) return absl::OkStatus();
    OCTAVO_ASSIGN_OR_RETURN(const std::string inner, content.ReadAll(kMaxInnerBytes));
    return VisitArchiveInMemory(inner, what, [&](const std::string& name, FileContent& file) -> absl::Status {
      seen.push_back(name);
      return is_sentences(name) ? TakeFile(file, absl::StrCat(what, ": ", name), out) : absl::OkStatus();
    });
  };
}

/// Gives the bare text file to the visitor that archives and folders go through.
absl::Status VisitPath(const std::string& path, const FileVisitor& visitor) {
  const std::filesystem::path file(path);
  std::error_code error;
  if (file.extension() != ".txt" || !std::filesystem::is_regular_file(file, error)) return VisitFiles(path, visitor);
  return VisitOneFile(path, visitor);
}

}  // namespace

absl::StatusOr<PublishedSplits> ReadMovieSentences(const DatasetRequest& request) {
  const std::string& path = request.path;
  Sentences sentences(request.scratch_dir);
  std::vector<std::string> seen;
  OCTAVO_RETURN_IF_ERROR(VisitPath(path, SentenceFinder(path, sentences, seen)));
  if (sentences.splits.train.empty()) {
    return WrongLayout(path, absl::StrCat(kFile, ", or an archive or folder with it or with ", kInnerArchive), seen);
  }
  sentences.splits.label_names = {"negative", "positive"};
  sentences.splits.notes.push_back(
      absl::StrCat(sentences.neutral, " sentences with a mean rating of exactly 0 were dropped."));
  return std::move(sentences.splits);
}

}  // namespace octavo
