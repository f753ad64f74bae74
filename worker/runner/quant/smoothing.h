#ifndef OCTAVO_WORKER_RUNNER_QUANT_SMOOTHING_H_
#define OCTAVO_WORKER_RUNNER_QUANT_SMOOTHING_H_

#include <vector>

#include "absl/types/span.h"

namespace octavo {

/// SmoothQuant's factor of each input column: max|x|^alpha / max|w|^(1 − alpha), by which the input is divided and the
/// weight multiplied (Xiao et al., SmoothQuant, 2023, equation 4). 1 where the column of either is all zero. A BERT
/// encoder adds its LayerNorms' outputs to the residual stream too, so that the division cannot go into LayerNorm as in
/// the paper: it goes into the multipliers of the codes instead, which costs nothing.
std::vector<float> SmoothingFactors(absl::Span<const float> largest_inputs, absl::Span<const float> largest_weights,
                                    double alpha);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_SMOOTHING_H_
