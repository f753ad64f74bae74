"""Further seeds in repeats/seed-SEED/: each a results folder of its own, and comparison/repeats.csv over all of them."""
import math
import statistics

from comparison_checks import label_of

TABLE = "comparison/repeats.csv"
DIGITS = {"accuracy": 6, "accuracy_difference": 6, "size_bytes": 0, "speedup_batch1": 4, "speedup_throughput": 4}


def student_quantile(freedom):
    """The 97.5 % quantile of Student's t, by bisection of the integral of its density."""
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)

    def below(t, steps=4000):  # from 0 to t, with x = sqrt(freedom) tan(u), whose integrand is smooth and bounded
        end = math.atan(t / math.sqrt(freedom))
        width = end / steps
        values = [math.cos(i * width) ** (freedom - 1) for i in range(steps + 1)]
        simpson = values[0] + values[-1] + 4 * sum(values[1:-1:2]) + 2 * sum(values[2:-1:2])
        return scale * math.sqrt(freedom) * simpson * width / 3

    low, high = 1.9, 13.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < 0.475 else (low, middle)
    return (low + high) / 2


def figures_of(stage, variant):
    """What one seed has of each quantity."""
    compared = stage.result.get("comparison", {}).get(variant, {})
    speed = compared.get("speedup", {})
    return {"accuracy": stage.result["variants"][variant]["evaluation"]["accuracy"],
            "accuracy_difference": compared.get("accuracy_difference"),
            "size_bytes": stage.result["variants"][variant]["size_bytes"],
            "speedup_batch1": speed.get("batch1", {}).get("ratio"), "speedup_throughput": speed.get("throughput", {}).get("ratio")}


def check_repeats(results, runs):
    """`runs`: the sound stages of every seed by seed, the ordinary run first."""
    table = results.table(TABLE, "repeats")
    if table is None:
        return
    figures = {}
    for seed, stages in runs.items():
        for stage in stages:
            for variant in stage.own:
                for quantity, value in figures_of(stage, variant).items():
                    if value is not None:
                        figures.setdefault((label_of(stage.kind, variant), quantity), {})[seed] = value
    results.report.equal(TABLE, "rows", [(row["variant"], row["quantity"]) for row in table.cells], list(figures))
    for cells in table.cells:
        check_row(results.report, cells, figures.get((cells["variant"], cells["quantity"]), {}))


def check_row(report, cells, values):
    where, digits = f"{cells['variant']} {cells['quantity']}", DIGITS.get(cells["quantity"], 6)
    report.equal(TABLE, f"{where} seeds", cells["seeds"], " ".join(map(str, values)))
    report.equal(TABLE, f"{where} runs", cells["runs"], str(len(values)))
    report.equal(TABLE, f"{where} values", len(cells["values"].split()), len(values))
    for cell, (seed, value) in zip(cells["values"].split(), values.items()):
        report.printed(TABLE, f"{where} of seed {seed}", cell, value, digits)
    if not values:
        return
    mean, several = statistics.fmean(values.values()), len(values) > 1
    deviation = statistics.stdev(values.values()) if several else None
    half = student_quantile(len(values) - 1) * deviation / math.sqrt(len(values)) if several else None
    for key, value in (("mean", mean), ("deviation", deviation), ("mean_low", mean - half if several else None),
                       ("mean_high", mean + half if several else None), ("lowest", min(values.values())),
                       ("highest", max(values.values()))):
        report.printed(TABLE, f"{where} {key}", cells[key], value, digits)
