"""The statistics of docs/results-format.md once more, from the definitions in common/stats.h and not from its code."""
import fractions
import math

BINS = 15
FEW_FLIPS = 10
NORMAL = 1.959963984540054
# A percentile of 10,000 resamples wanders: the 2.5 % end lies between these two quantiles but for one case in millions.
LOW_END, HIGH_END = (0.017, 0.034), (0.966, 0.983)


def arg_max(row):
    return row.index(max(row))


def log_softmax(row):
    largest = max(row)
    normalizer = largest + math.log(sum(math.exp(x - largest) for x in row))
    return [x - normalizer for x in row]


def share(part, whole):
    return part / whole if whole else 0.0


def evaluation(labels, logits, names):
    """What `evaluation` of octavo.result/1 says of these answers."""
    classes, rows = len(names), len(labels)
    matrix = [[0] * classes for _ in names]
    for label, row in zip(labels, logits):
        matrix[label][arg_max(row)] += 1
    per_class = []
    for c, name in enumerate(names):
        right, support, predicted = matrix[c][c], sum(matrix[c]), sum(line[c] for line in matrix)
        per_class.append({"label": name, "support": support, "precision": share(right, predicted),
                          "recall": share(right, support), "f1": share(2 * right, support + predicted)})
    mean = {key: sum(row[key] for row in per_class) / classes for key in ("precision", "recall", "f1")}
    return {"rows": rows, "accuracy": share(sum(matrix[c][c] for c in range(classes)), rows),
            "macro_precision": mean["precision"], "macro_recall": mean["recall"], "macro_f1": mean["f1"],
            "loss": -math.fsum(log_softmax(row)[label] for label, row in zip(labels, logits)) / rows,
            "calibration_error": calibration_error(labels, logits), "per_class": per_class, "confusion_matrix": matrix}


def calibration_error(labels, logits):
    gaps = [0.0] * BINS
    for label, row in zip(labels, logits):
        best = arg_max(row)
        top = math.exp(log_softmax(row)[best])
        gaps[min(max(math.ceil(top * BINS) - 1, 0), BINS - 1)] += (best == label) - top
    return sum(map(abs, gaps)) / len(labels)


def paired(labels, reference, variant):
    """What `comparison` says of two lists of logits, but for the interval."""
    flips = [(arg_max(a) == label, arg_max(b) == label) for label, a, b in zip(labels, reference, variant)]
    wrong, right = flips.count((True, False)), flips.count((False, True))
    kl = math.fsum(math.exp(p) * (p - q) for a, b in zip(reference, variant)
                   for p, q in zip(log_softmax(a), log_softmax(b)))
    return {"rows": len(labels), "accuracy_difference": (right - wrong) / len(labels), "flips_to_wrong": wrong,
            "flips_to_right": right, "mcnemar_p": mcnemar(wrong, right), "mean_kl": kl / len(labels),
            "changed_predictions": sum(arg_max(a) != arg_max(b) for a, b in zip(reference, variant)),
            "interval_method": "bootstrap, Agresti-Min" if wrong + right < FEW_FLIPS else "bootstrap"}


def mcnemar(wrong, right):
    """Two-sided and exact, in whole numbers."""
    flips = wrong + right
    tail = sum(math.comb(flips, k) for k in range(min(wrong, right) + 1))
    return min(1.0, float(fractions.Fraction(2 * tail, 2 ** flips)))


def wilson(accuracy, rows):
    centre = accuracy + NORMAL ** 2 / (2 * rows)
    half = NORMAL * math.sqrt(accuracy * (1 - accuracy) / rows + NORMAL ** 2 / (4 * rows ** 2))
    scale = 1 + NORMAL ** 2 / rows
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


def agresti_min(wrong, right, rows):
    gain, flips, all_rows = right - wrong, wrong + right + 1, rows + 2
    half = NORMAL * math.sqrt(flips - gain ** 2 / all_rows) / all_rows
    return max(-1.0, gain / all_rows - half), min(1.0, gain / all_rows + half)


def log_binomial(n, k, p):
    if p in (0.0, 1.0):
        return 0.0 if k == n * p else -math.inf
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(p) + (n - k) * math.log1p(-p)


def gain_distribution(wrong, right, rows):
    """{gain: probability} of right minus wrong answers when `rows` rows are drawn with replacement."""
    flips = wrong + right
    if flips == 0:
        return {0: 1.0}
    spread = 10 * math.sqrt(flips) + 10
    chances = {}
    for drawn in range(max(0, int(flips - spread)), min(rows, int(flips + spread)) + 1):
        outer = log_binomial(rows, drawn, flips / rows)
        for up in range(drawn + 1):
            chance = math.exp(outer + log_binomial(drawn, up, right / flips))
            chances[2 * up - drawn] = chances.get(2 * up - drawn, 0.0) + chance
    return chances


def quantile(chances, probability):
    total = 0.0
    for gain in sorted(chances):
        total += chances[gain]
        if total >= probability:
            return gain
    return max(chances)


def interval_bounds(wrong, right, rows):
    """((lowest, highest) of the low end, the same of the high end) that a bootstrap of 10,000 resamples can give."""
    chances = gain_distribution(wrong, right, rows)
    ends = [tuple(quantile(chances, p) / rows for p in end) for end in (LOW_END, HIGH_END)]
    if wrong + right < FEW_FLIPS:
        low, high = agresti_min(wrong, right, rows)
        return tuple(min(low, x) for x in ends[0]), tuple(max(high, x) for x in ends[1])
    return tuple(ends)


def on_front(points):
    """Whether no other point of (accuracy, bytes, milliseconds or None) is at least as good in all and better in one."""
    def beats(a, b):
        timed = a[2] is not None and b[2] is not None
        no_worse = a[0] >= b[0] and a[1] <= b[1] and (not timed or a[2] <= b[2])
        return no_worse and (a[0] > b[0] or a[1] < b[1] or (timed and a[2] < b[2]))

    return [not any(beats(other, point) for other in points) for point in points]
