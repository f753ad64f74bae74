#include "client/compare/selection.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "common/suggestion.h"

namespace octavo::client {
namespace {

constexpr double kMegabyte = 1e6;

/// A limit of the query and what a contender has to keep it with.
struct Limit {
  const char* flag;
  std::optional<double> bound;
  bool is_maximum;
  bool is_time;
  std::optional<double> (*value)(const Contender&);
  std::string (*text)(double);
};

std::string SizeText(double megabytes) { return absl::StrFormat("%.1f MB", megabytes); }
std::string LatencyText(double ms) { return absl::StrFormat("%.2f ms a text", ms); }
std::string AccuracyText(double share) { return absl::StrFormat("accuracy %.4f", share); }
std::string ThroughputText(double rate) { return absl::StrFormat("%.1f texts/s", rate); }

std::vector<Limit> LimitsOf(const Query& query) {
  std::vector<Limit> limits = {{"--max-size-mb", query.max_size_mb, true, false,
                                [](const Contender& c) { return std::optional(c.size_bytes / kMegabyte); }, SizeText},
                               {"--max-latency-ms", query.max_latency_ms, true, true,
                                [](const Contender& c) { return c.latency_ms; }, LatencyText},
                               {"--min-accuracy", query.min_accuracy, false, false,
                                [](const Contender& c) { return std::optional(c.accuracy); }, AccuracyText},
                               {"--min-throughput", query.min_throughput, false, true,
                                [](const Contender& c) { return c.throughput; }, ThroughputText}};
  limits.erase(std::remove_if(limits.begin(), limits.end(), [](const Limit& limit) { return !limit.bound; }),
               limits.end());
  return limits;
}

/// Why the contender breaks the limit, or empty.
std::string Breach(const Limit& limit, const Contender& contender) {
  const std::optional<double> value = limit.value(contender);
  if (!value.has_value()) return "not measured";
  const bool keeps = limit.is_maximum ? *value <= *limit.bound : *value >= *limit.bound;
  return keeps ? "" : limit.text(*value);
}

/// More is better.
double Merit(const Contender& contender, Goal goal) {
  constexpr double kWorst = -std::numeric_limits<double>::infinity();
  switch (goal) {
    case Goal::kAccuracy:
      return contender.accuracy;
    case Goal::kSize:
      return -contender.size_bytes;
    case Goal::kLatency:
      return contender.fair_latency_ms.has_value() ? -*contender.fair_latency_ms : kWorst;
    case Goal::kThroughput:
      return contender.fair_throughput.value_or(kWorst);
  }
  return kWorst;
}

bool Better(const Contender& a, const Contender& b, Goal goal) {
  for (const Goal each : {goal, Goal::kAccuracy, Goal::kLatency, Goal::kSize}) {
    const double left = Merit(a, each), right = Merit(b, each);
    if (left != right) return left > right;
  }
  return false;
}

/// The figure by which it was chosen.
std::string FigureText(const Contender& contender, Goal goal) {
  switch (goal) {
    case Goal::kAccuracy:
      return AccuracyText(contender.accuracy);
    case Goal::kSize:
      return SizeText(contender.size_bytes / kMegabyte);
    case Goal::kLatency:
      return contender.fair_latency_ms.has_value() ? LatencyText(*contender.fair_latency_ms) : "no latency measured";
    case Goal::kThroughput:
      return contender.fair_throughput.has_value() ? ThroughputText(*contender.fair_throughput)
                                                   : "no throughput measured";
  }
  return "";
}

const char* Superlative(Goal goal) {
  switch (goal) {
    case Goal::kAccuracy:
      return "most accurate";
    case Goal::kSize:
      return "smallest";
    case Goal::kLatency:
      return "fastest with a single text";
    case Goal::kThroughput:
      return "fastest with batches";
  }
  return "";
}

/// For nobody fits: how near the nearest comes to each limit.
std::string NearestMiss(absl::Span<const Contender> contenders, const std::vector<size_t>& considered,
                        const std::vector<Limit>& limits) {
  std::vector<std::string> nearest;
  for (const Limit& limit : limits) {
    const Contender* best = nullptr;
    for (const size_t i : considered) {
      const auto value = limit.value(contenders[i]);
      if (!value.has_value()) continue;
      const bool first = best == nullptr;
      const double known = first ? 0 : *limit.value(*best);
      if (first || (limit.is_maximum ? *value < known : *value > known)) best = &contenders[i];
    }
    if (best != nullptr && !Breach(limit, *best).empty())
      nearest.push_back(absl::StrCat("nearest to ", limit.flag, " is ", best->label, " (", Breach(limit, *best), ")"));
  }
  return nearest.empty() ? "each limit is kept by a variant that breaks another" : absl::StrJoin(nearest, "; ");
}

class Chooser {
 public:
  Chooser(absl::Span<const Contender> contenders, const Query& query)
      : contenders_(contenders), limits_(LimitsOf(query)) {
    selection_.best = query.best.value_or(Goal::kAccuracy);
    about_time_ = selection_.best == Goal::kLatency || selection_.best == Goal::kThroughput ||
                  std::any_of(limits_.begin(), limits_.end(), [](const Limit& limit) { return limit.is_time; });
  }

  Selection Choose() {
    for (size_t i = 0; i < contenders_.size(); ++i) Consider(i);
    std::vector<size_t> fitting = considered_;
    for (const Limit& limit : limits_) Apply(limit, &fitting);
    std::stable_sort(fitting.begin(), fitting.end(),
                     [&](size_t a, size_t b) { return Better(contenders_[a], contenders_[b], selection_.best); });
    fitting.empty() ? ExplainNone() : ExplainWinner(fitting);
    return std::move(selection_);
  }

 private:
  void Consider(size_t index) {
    const Contender& contender = contenders_[index];
    const std::string& why = contender.why_not.empty() && about_time_ ? contender.why_not_speed : contender.why_not;
    if (!why.empty()) {
      selection_.not_compared.push_back({contender.label, why});
    } else if (Merit(contender, selection_.best) == -std::numeric_limits<double>::infinity()) {
      selection_.not_compared.push_back({contender.label, FigureText(contender, selection_.best)});
    } else {
      considered_.push_back(index);
    }
  }

  void Apply(const Limit& limit, std::vector<size_t>* fitting) {
    LimitOutcome outcome{limit.flag, *limit.bound, {}};
    for (const size_t index : considered_) {
      const std::string breach = Breach(limit, contenders_[index]);
      if (breach.empty()) continue;
      outcome.excluded.push_back({contenders_[index].label, breach});
      std::erase(*fitting, index);
    }
    selection_.limits.push_back(std::move(outcome));
  }

  void ExplainNone() {
    selection_.why =
        considered_.empty()
            ? "No variant can be compared."
            : absl::StrCat("None of the ", considered_.size(),
                           " variants keeps every limit: ", NearestMiss(contenders_, considered_, limits_), ".");
  }

  void ExplainWinner(const std::vector<size_t>& fitting) {
    selection_.winner = fitting[0];
    const Contender& winner = contenders_[fitting[0]];
    const std::string who = limits_.empty() ? absl::StrCat("of the ", fitting.size(), " variants")
                                            : absl::StrCat("of the ", fitting.size(), " that keep every limit");
    if (fitting.size() == 1) {
      selection_.why =
          absl::StrCat("It is the only one ", limits_.empty() ? "that is compared" : "that keeps every limit",
                       ", with ", FigureText(winner, selection_.best), ".");
      return;
    }
    const Contender& next = contenders_[fitting[1]];
    const bool tie = Merit(winner, selection_.best) == Merit(next, selection_.best);
    const std::string other =
        tie ? absl::StrCat("as has ", next.label, "; ties go to the more accurate, then the faster, then the smaller")
            : absl::StrCat("next comes ", next.label, " with ", FigureText(next, selection_.best));
    selection_.why = absl::StrCat("It is the ", Superlative(selection_.best), " ", who, ", with ",
                                  FigureText(winner, selection_.best), tie ? ", " : "; ", other, ".");
  }

  const absl::Span<const Contender> contenders_;
  const std::vector<Limit> limits_;
  bool about_time_ = false;
  std::vector<size_t> considered_;
  Selection selection_;
};

}  // namespace

absl::Span<const std::string> GoalNames() {
  static const auto& names = *new std::vector<std::string>{"accuracy", "size", "latency", "throughput"};
  return names;
}

absl::StatusOr<Goal> ParseGoal(absl::string_view name) {
  const absl::Span<const std::string> names = GoalNames();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<Goal>(found - names.begin());
  return absl::InvalidArgumentError(
      absl::StrCat("'", name, "' is not one of ", absl::StrJoin(names, ", "), DidYouMean(name, names)));
}

Selection Select(absl::Span<const Contender> contenders, const Query& query) {
  return Chooser(contenders, query).Choose();
}

std::vector<Contender> ContendersOf(const Comparison& comparison) {
  std::vector<Contender> contenders;
  const ComparisonRow& reference = comparison.rows[0];
  for (const ComparisonRow& row : comparison.rows) {
    Contender contender;
    contender.label = row.label;
    contender.accuracy = row.figures.accuracy;
    contender.size_bytes = static_cast<double>(row.figures.size_bytes);
    if (row.figures.latency.has_value()) contender.latency_ms = row.figures.latency->p50_ms;
    if (row.figures.throughput.has_value()) contender.throughput = row.figures.throughput->samples_per_second;
    contender.fair_latency_ms = LatencyBesideReference(reference, row);
    contender.fair_throughput = ThroughputBesideReference(reference, row);
    contender.why_not = row.why_not;
    contender.why_not_speed = row.why_not_speed;
    contenders.push_back(std::move(contender));
  }
  return contenders;
}

}  // namespace octavo::client
