"""The sensitivities and the search of a mixed job: what was chosen follows from what was measured."""
import math

import scores
from table_checks import check_rows

# Of a candidate's size, what the archive and the pickle of its file add for each layer that is not INT8 is not known
# before it is written.
BYTES_PER_LAYER = 1536
WORTHWHILE, TOLERABLE, NOTICEABLE = 0.01, 0.02, 0.1  # of time, of time, of mean_kl


def check_mixed(stage):
    if stage.kind != "mixed":
        return
    report, path, result = stage.report, stage.result_path, stage.result
    has = "mixed" in stage.own
    report.equal(path, "whether search and sensitivity are there", ["search" in result, "sensitivity" in result], [has, has])
    report.equal(path, "forms of quantization", set(result["quantization"]), set(stage.own))
    if not has or "search" not in result or "sensitivity" not in result:
        return
    check_sensitivity(stage)
    check_search(stage)
    check_choice(stage)
    check_rows(stage, "sensitivity", result["sensitivity"]["layers"])
    check_rows(stage, "pareto", [candidate | dict(zip(("drop_low", "drop_high"), candidate["accuracy_drop_interval"]))
                                 for candidate in result["search"]["candidates"]])


def check_sensitivity(stage):
    report, path, result = stage.report, stage.result_path, stage.result
    sensitivity, search = result["sensitivity"], result["search"]
    for key in ("rows", "reference_accuracy", "decided_on"):
        report.equal(path, f"sensitivity.{key} as in search", sensitivity[key], search[key])
    wanted, validation = result["params"]["sensitivity_samples"], result["dataset"]["splits"]["validation"]
    report.equal(path, "sensitivity.rows", sensitivity["rows"], min(wanted, validation) if wanted else validation)
    kept = {}
    for row in sensitivity["layers"]:
        where = f"sensitivity of {row['layer']}, {row['precision']}, {row['kept']}"
        kept.setdefault((row["layer"], row["precision"]), []).append(row["kept"])
        check_share(report, path, f"{where}: accuracy", row["accuracy"], sensitivity["rows"])
        report.close(path, f"{where}: accuracy_difference", row["accuracy_difference"],
                     row["accuracy"] - sensitivity["reference_accuracy"])
    report.equal(path, "entries of each layer in sensitivity", {tuple(sorted(k)) for k in kept.values()},
                 {("all_but_this", "only_this")})
    layers = {layer for layer, _ in kept}
    report.equal(path, "layers of sensitivity", len(layers), 4 * result["model"]["layers"] + 1)


def check_share(report, path, what, value, rows):
    """An accuracy is a count over the rows."""
    report.fact(abs(value * rows - round(value * rows)) < 1e-6, path, what, value, f"a count over {rows} rows")


def check_search(stage):
    report, path, search = stage.report, stage.result_path, stage.result["search"]
    candidates = search["candidates"]
    report.equal(path, "search.rounds", search["rounds"], len(candidates) - len(search["types"]))
    report.fact(search["rounds"] <= stage.result["params"]["search_rounds"], path, "search.rounds", search["rounds"],
                "at most search_rounds")
    report.close(path, "search.accuracy_budget", search["accuracy_budget"], stage.result["params"]["max_accuracy_drop"] / 100)
    names = [candidate["candidate"] for candidate in candidates]
    report.equal(path, "first candidates", names[:len(search["types"])], [f"all_{t}" for t in search["types"]])
    report.equal(path, "candidates that stand there twice", len(names) - len(set(names)), 0)
    for candidate in candidates:
        where = f"search.{candidate['candidate']}"
        check_share(report, path, f"{where}.accuracy", candidate["accuracy"], search["rows"])
        report.close(path, f"{where}.accuracy_drop", candidate["accuracy_drop"], search["reference_accuracy"] - candidate["accuracy"])
        report.close(path, f"{where}.latency_ms", candidate["latency_ms"],
                     candidate["time_over_int8"]["ratio"] * candidates[0]["latency_ms"])
        low, high = candidate["accuracy_drop_interval"]
        report.fact(low <= candidate["accuracy_drop"] <= high, path, f"{where}.accuracy_drop_interval", [low, high],
                    f"around {candidate['accuracy_drop']}")
        for key in ("time_over_int8", "speedup"):
            low, high = candidate[key]["interval"]
            report.fact(low <= candidate[key]["ratio"] <= high, path, f"{where}.{key}.interval", [low, high],
                        f"around {candidate[key]['ratio']}")
    points = [(-c["accuracy_drop"], c["size_bytes"], c["time_over_int8"]["ratio"]) for c in candidates]
    if len(set(points)) == len(points):  # of equal ones the first alone counts
        for candidate, front in zip(candidates, scores.on_front(points)):
            report.equal(path, f"search.{candidate['candidate']}.on_front", candidate["on_front"], front)


def check_choice(stage):
    report, path, search = stage.report, stage.result_path, stage.result["search"]
    chosen = [candidate for candidate in search["candidates"] if candidate["chosen"]]
    if not report.equal(path, "chosen candidates", [c["candidate"] for c in chosen], [search["chosen"]]):
        return
    budget = search["accuracy_budget"] + 1e-12
    holding = [c for c in search["candidates"] if c["accuracy_drop"] <= budget]
    report.equal(path, "search.holds_budget", search["holds_budget"], bool(holding))
    report.fact(chosen[0] in holding or not holding, path, "the chosen candidate's accuracy_drop", chosen[0]["accuracy_drop"],
                f"at most {search['accuracy_budget']}")
    report.equal(path, "search.layers", search["layers"], chosen[0]["layers"])
    report.equal(path, "search.chosen", search["chosen"], choose(search["candidates"], holding))
    size, floats = stage.result["variants"]["mixed"]["size_bytes"], layers_that_are_not_int8(chosen[0], stage)
    report.fact(abs(size - chosen[0]["size_bytes"]) <= BYTES_PER_LAYER * floats, path, "the chosen candidate's size_bytes",
                chosen[0]["size_bytes"], f"the {size} of mixed_model.pth")


def choose(candidates, holding):
    """The fastest within the budget, or one that costs next to nothing and is nearer to FP32 (docs/results-format.md)."""
    if not holding:
        return "all_fp32"

    def error(c):
        low, high = c["time_over_int8"]["interval"]
        return math.log(high / low) / 2

    def slower(a, b):
        return math.log(a["time_over_int8"]["ratio"] / b["time_over_int8"]["ratio"])

    fastest = holding[0]
    for c in holding:
        if slower(fastest, c) >= max(math.log1p(WORTHWHILE), math.hypot(error(c), error(fastest))):
            fastest = c
    chosen = fastest
    for c in holding:
        cheap = slower(c, fastest) + math.hypot(error(c), error(fastest)) < math.log1p(TOLERABLE)
        no_worse = c["accuracy_drop"] <= chosen["accuracy_drop"] + 1e-12
        if cheap and no_worse and c["mean_kl"] < (1 - NOTICEABLE) * chosen["mean_kl"]:
            chosen = c
    return chosen["candidate"]


def layers_that_are_not_int8(candidate, stage):
    """`int8:*,bf16:layer.0.ffn_out+layer.2.qkv` names two."""
    parts = dict(part.partition(":")[::2] for part in candidate["layers"].split(","))
    every = 4 * stage.result["model"]["layers"] + 1
    if parts.get("int8") == "*":
        return sum(len(names.split("+")) for kind, names in parts.items() if kind != "int8")
    return every - len(parts["int8"].split("+")) if "int8" in parts else every
