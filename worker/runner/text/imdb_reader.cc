// IMDB, Large Movie Review Dataset v1.0: aclImdb/{train,test}/{neg,pos}/NUMBER_STARS.txt.
#include <algorithm>
#include <tuple>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/status_macros.h"
#include "worker/runner/text/dataset_readers.h"

namespace octavo {
namespace {

constexpr int64_t kMaxReviewBytes = 16 << 20;  // the longest published one has 14 kB

struct Review {
  Example example;
  bool test = false;
  int64_t number = 0;
};

/// Whether `path` ends in {train,test}/{neg,pos}/NUMBER_STARS.txt, and what that says but for the text; `id` becomes
/// the example's. unsup/ and the word lists do not.
bool ParseReviewPath(absl::string_view path, Review& review, std::string& id) {
  const std::vector<absl::string_view> parts = absl::StrSplit(path, '/');
  if (parts.size() < 3) return false;
  const absl::string_view split = parts[parts.size() - 3];
  const absl::string_view label = parts[parts.size() - 2];
  absl::string_view name = parts.back();
  if ((split != "train" && split != "test") || (label != "neg" && label != "pos")) return false;
  int stars = 0;
  const std::vector<absl::string_view> numbers = absl::StrSplit(absl::StripSuffix(name, ".txt"), '_');
  if (!absl::ConsumeSuffix(&name, ".txt") || numbers.size() != 2 || !absl::SimpleAtoi(numbers[0], &review.number) ||
      !absl::SimpleAtoi(numbers[1], &stars)) {
    return false;
  }
  review.test = split == "test";
  review.example.label = label == "pos";
  id = absl::StrCat(split, "/", label, "/", name);
  return true;
}

}  // namespace

absl::StatusOr<PublishedSplits> ReadImdb(const DatasetRequest& request) {
  const std::string& path = request.path;
  PublishedSplits splits(request.scratch_dir);
  std::vector<Review> reviews;
  std::vector<std::string> others;
  OCTAVO_RETURN_IF_ERROR(VisitFiles(path, [&](const std::string& name, FileContent& content) -> absl::Status {
    Review review;
    std::string id;
    if (!ParseReviewPath(name, review, id)) {
      if (others.size() < 100) others.push_back(name);
      return absl::OkStatus();
    }
    OCTAVO_ASSIGN_OR_RETURN(const std::string text, content.ReadAll(kMaxReviewBytes));
    OCTAVO_ASSIGN_OR_RETURN(review.example.text, splits.store->Add(text));
    OCTAVO_ASSIGN_OR_RETURN(review.example.id, splits.store->Add(id));
    reviews.push_back(review);
    return absl::OkStatus();
  }));
  // Archives and folders list their files in different orders; the data set has one.
  std::sort(reviews.begin(), reviews.end(), [](const Review& a, const Review& b) {
    return std::tie(a.test, a.example.label, a.number, a.example.id) <
           std::tie(b.test, b.example.label, b.number, b.example.id);
  });
  for (const Review& review : reviews) (review.test ? splits.test : splits.train).push_back(review.example);
  if (splits.train.empty() || splits.test.empty()) {
    return WrongLayout(path, "aclImdb/train and aclImdb/test, each with neg/NUMBER_STARS.txt and pos/NUMBER_STARS.txt",
                       others);
  }
  splits.label_names = {"negative", "positive"};
  return splits;
}

}  // namespace octavo
