"""Latencies, throughputs, the grid and the speed-ups over them: what is derived follows from what was measured."""

LARGE_SHAPE = 512  # tokens from which the reference's share of the machine's peak is judged
P99_RUNS = 100


def check_speed(stage):
    result, report, path = stage.result, stage.report, stage.result_path
    for name, variant in result["variants"].items():
        report.equal(path, f"whether variants.{name}.latency is there", "latency" in variant, stage.timed)
    report.equal(path, "whether measurement is there", "measurement" in result, stage.timed)
    for name, entry in result.get("comparison", {}).items():
        report.equal(path, f"whether comparison.{name}.speedup is there", "speedup" in entry, stage.timed)
    every = all("latency" in variant for variant in result["variants"].values())
    if not stage.timed or not every or "measurement" not in result:
        return
    for name, variant in result["variants"].items():
        check_latency(stage, f"variants.{name}.latency.batch1", variant["latency"]["batch1"], "samples")
    check_samples(stage)
    check_speedups(stage)
    check_grid(stage)
    check_measurement(stage)


def check_latency(stage, where, times, runs):
    order = [times["p50_ms"], times["p95_ms"]] + ([times["p99_ms"]] if times["p99_ms"] is not None else [])
    stage.report.fact(order == sorted(order), stage.result_path, where, order, "p50 <= p95 <= p99")
    stage.report.equal(stage.result_path, f"whether {where}.p99_ms is there", times["p99_ms"] is not None,
                       times[runs] >= P99_RUNS)


def check_samples(stage):
    """All variants were timed on the same texts, as many as were asked for and there are."""
    report, path, params = stage.report, stage.result_path, stage.result["params"]
    reference = stage.result["variants"]["fp32"]["latency"]
    texts = max(3, min(params["latency_samples"], stage.result["dataset"]["splits"]["test"]))
    for name, variant in stage.result["variants"].items():
        single, batched = variant["latency"]["batch1"], variant["latency"]["throughput"]
        where = f"variants.{name}.latency"
        report.equal(path, f"{where}.batch1.samples", single["samples"], texts)
        report.close(path, f"{where}.batch1.mean_tokens", single["mean_tokens"], reference["batch1"]["mean_tokens"])
        report.equal(path, f"{where}.throughput.runs", batched["runs"], params["latency_repeats"])
        report.equal(path, f"{where}.throughput.batch_size", batched["batch_size"], params["eval_batch_size"])
        tokens = reference["throughput"]["tokens_per_second"] / reference["throughput"]["samples_per_second"]
        report.close(path, f"{where}.throughput.tokens_per_second", batched["tokens_per_second"],
                     tokens * batched["samples_per_second"])


def check_ratio(stage, where, stated, wanted):
    """A speed-up is the ratio of the medians, and lies within its interval."""
    stage.report.close(stage.result_path, f"{where}.ratio", stated["ratio"], wanted)
    low, high = stated["interval"]
    stage.report.fact(low <= stated["ratio"] <= high, stage.result_path, f"{where}.interval", [low, high],
                      f"around {stated['ratio']}")


def check_speedups(stage):
    variants = stage.result["variants"]
    reference = variants["fp32"]["latency"]
    for name, entry in stage.result.get("comparison", {}).items():
        own, where = variants[name]["latency"], f"comparison.{name}.speedup"
        check_ratio(stage, f"{where}.batch1", entry["speedup"]["batch1"],
                    reference["batch1"]["p50_ms"] / own["batch1"]["p50_ms"])
        check_ratio(stage, f"{where}.throughput", entry["speedup"]["throughput"],
                    own["throughput"]["samples_per_second"] / reference["throughput"]["samples_per_second"])


def check_grid(stage):
    report, path, result = stage.report, stage.result_path, stage.result
    longest = result["model"]["max_positions"]
    shapes = [shape for shape in result["params"].get("latency_shapes", []) if int(shape.partition("x")[2]) <= longest]
    report.equal(path, "shapes of grid", [cell["shape"] for cell in result.get("grid", [])], shapes)
    for cell in result.get("grid", []):
        where = f"grid[{cell['shape']}]"
        report.equal(path, where, f"{cell['batch']}x{cell['tokens']}", cell["shape"])
        names = {name for name in cell if name not in ("shape", "batch", "tokens", "speedup")}
        report.equal(path, f"{where}, variants", names, set(result["variants"]))
        report.equal(path, f"{where}.speedup", set(cell["speedup"]), names - {"fp32"})
        if "fp32" not in cell:
            continue
        for name in names:
            check_latency(stage, f"{where}.{name}", cell[name], "runs")
            report.equal(path, f"{where}.{name}.runs", cell[name]["runs"], result["params"]["latency_repeats"])
            report.close(path, f"{where}.{name}.gflops", cell[name]["gflops"],
                         cell["fp32"]["gflops"] * cell["fp32"]["p50_ms"] / cell[name]["p50_ms"])
        for name in names & set(cell["speedup"]):
            check_ratio(stage, f"{where}.speedup.{name}", cell["speedup"][name], cell["fp32"]["p50_ms"] / cell[name]["p50_ms"])
            slower = cell["speedup"][name]["interval"][1] < 1
            said = any(f"at {cell['shape']} {name} is slower" in warning for warning in result["warnings"])
            report.equal(path, f"{where}: whether a warning says that {name} is slower", said, slower)


def check_measurement(stage):
    report, path, measured = stage.report, stage.result_path, stage.result["measurement"]
    report.equal(path, "measurement.order_seed", measured["order_seed"], stage.result["params"]["seed"])
    types = {variant["compute"]["resolved"] for variant in stage.result["variants"].values()}
    report.equal(path, "types of measurement.gemm_peak_gflops", set(measured["gemm_peak_gflops"]), types)
    large = [cell for cell in stage.result.get("grid", []) if cell["batch"] * cell["tokens"] >= LARGE_SHAPE]
    peak, share = measured["gemm_peak_gflops"].get("fp32"), measured.get("fp32_share_of_peak")
    report.equal(path, "whether fp32_share_of_peak is there", share is not None, bool(large) and peak is not None)
    report.equal(path, "credible", measured["credible"], None if share is None else share["share"] >= 0.5)
    if share is not None and large and peak is not None:
        most = max(cell["batch"] * cell["tokens"] for cell in large)
        cell = [cell for cell in large if cell["batch"] * cell["tokens"] == most][-1]
        report.equal(path, "fp32_share_of_peak.shape", share["shape"], cell["shape"])
        report.close(path, "fp32_share_of_peak.gflops", share["gflops"], cell["fp32"]["gflops"])
        report.close(path, "fp32_share_of_peak.share", share["share"], share["gflops"] / peak)
