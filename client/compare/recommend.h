#ifndef OCTAVO_CLIENT_COMPARE_RECOMMEND_H_
#define OCTAVO_CLIENT_COMPARE_RECOMMEND_H_

#include <vector>

#include "client/compare/comparison.h"

namespace octavo::client {

/// Chooses the row to ship and writes down why: of the variants whose accuracy loss stays within kToleratedLoss (lower
/// end of the interval) the one that answers fastest, of equally fast ones the smallest; the reference where none
/// qualifies.
void Recommend(Comparison* comparison);

/// What a reader must know before he trusts the table: rows that are not comparable, intervals that span zero, shapes
/// at which a variant is slower, few test texts, doubtful speed figures, the jobs' own warnings. `stages` are those
/// that the rows' stage_index means.
void AddCaveats(const std::vector<StageResult>& stages, Comparison* comparison);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_RECOMMEND_H_
