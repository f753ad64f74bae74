"""What a result says of itself: kind, model, data, parameters, files and their sizes; and config.json beside it."""
from folder import config_shape

# Whether a job of that kind may have other variants than those that it made: fp32 always, and the static model of qat.
FOREIGN = {"baseline": set(), "dynamic": {"fp32"}, "static": {"fp32"}, "qat": {"fp32", "static"}, "mixed": {"fp32"}}
MADE = {"baseline": ["fp32"], "dynamic": ["int8"], "static": ["int8"], "qat": ["qat"]}
# Compute types that a variant is asked for and may become.
REQUESTED = {"fp32": "fp32", "int8": "int8", "static": "int8", "qat": "int8", "fp16": "fp16", "bf16": "bf16", "mixed": "int8"}


def check_record(stage):
    report, path, result = stage.report, stage.result_path, stage.result
    report.equal(path, "kind", result["kind"], stage.kind)
    data, params = result["dataset"], result["params"]
    report.equal(path, "dataset.labels", data["labels"], result["model"]["labels"])
    report.equal(path, "labels that stand there twice", len(stage.labels) - len(set(stage.labels)), 0)
    for part, rows in data["splits"].items():
        report.fact(rows <= data["full_splits"][part], path, f"dataset.splits.{part}", rows, f"at most {data['full_splits'][part]}")
    for key in ("test_texts_seen_in_training", "truncated_test_texts"):
        report.fact(data[key] <= data["splits"]["test"], path, f"dataset.{key}", data[key], "at most the test texts")
    report.equal(path, "dataset.name", data["name"], params.get("dataset", data["name"]))
    if stage.kind == "baseline":
        report.equal(path, "dataset.seed", data["seed"], params.get("split_seed", params["seed"]))
    asked = params.get("max_length", result["max_length"])
    report.equal(path, "max_length", result["max_length"], min(asked, result["model"]["max_positions"]))
    report.fact(data["mean_test_tokens"] <= result["max_length"], path, "dataset.mean_test_tokens", data["mean_test_tokens"],
                "at most max_length")
    spent = sum(result["phase_seconds"].values())
    report.fact(spent <= result["wall_seconds"] + 0.01, path, "sum of phase_seconds", spent,
                f"at most wall_seconds {result['wall_seconds']}")
    check_environment(stage)
    check_warnings(stage)


def check_environment(stage):
    report, path, env = stage.report, stage.result_path, stage.result["environment"]
    peak = stage.result["peak_memory_bytes"]
    report.fact(peak <= env["memory_bytes"], path, "peak_memory_bytes", peak, f"at most memory_bytes {env['memory_bytes']}")
    report.fact((env["device"] == "cuda") <= bool(env["gpus"]), path, "environment.gpus", env["gpus"], "the GPU it ran on")
    if stage.kind in ("static", "mixed"):
        report.equal(path, "environment.device", env["device"], "cpu")


def check_warnings(stage):
    """What makes a figure doubtful is also said in words."""
    report, path, result = stage.report, stage.result_path, stage.result
    words, data = " ".join(result["warnings"]), result["dataset"]
    measured = result.get("measurement", {})
    for doubtful, text in ((data["test_texts_seen_in_training"] > 0, "word for word"),
                           (data["truncated_test_texts"] > 0, "fill max_length"),
                           ((measured.get("neighbour_cpu") or 0) > 0.1, "busy machine"),
                           (measured.get("credible") is False, "slow reference"),
                           (result.get("search", {}).get("holds_budget") is False, "no assignment keeps"),
                           (stage.kind == "qat" and result["training"]["best_epoch"] == 0, "static model it began as")):
        report.equal(path, f"a warning of '{text}'", text in words, doubtful)


def check_config(stage):
    """config.json is the record of the results, to the letter."""
    if stage.kind == "dynamic":
        return
    path = stage.path("config.json")
    config = stage.results.json(path, config_shape(stage.kind))
    for key, value in (config or {}).items():
        if key != "schema":
            stage.report.equal(path, f"{key} as in {stage.result_name}", value, stage.result.get(key))


def check_inputs(stage):
    """inputs.json names what the user named."""
    path = stage.path("inputs.json")
    given = stage.results.json(path, stage.results.shapes_of("octavo.inputs/1"))
    stage.given = given or {}
    if given:
        local = stage.result["dataset"]["name"] == "local"
        stage.report.equal(path, "whether dataset_path is there", "dataset_path" in given, local)
        if not local:
            stage.report.equal(path, "dataset", given["dataset"], stage.result["dataset"]["name"])


def check_variants(stage):
    report, path, result = stage.report, stage.result_path, stage.result
    asked = [name for name in result["params"].get("precisions", []) if name != "fp32"]
    own = MADE.get(stage.kind, asked)
    report.equal(path, "own_variants", stage.own, own)
    report.equal(path, "variants", set(result["variants"]), set(own) | FOREIGN[stage.kind])
    if stage.kind == "baseline":
        return
    report.equal(path, "compared variants", set(result["comparison"]), set(result["variants"]) - {"fp32"})
    names = {name: "evaluation_results.csv" if len(own) == 1 else f"evaluation_results_{name}.csv" for name in own}
    report.equal(path, "evaluation_files", result["evaluation_files"], names)


def check_sizes(stage):
    """size_bytes is the size on disk of the files that are named, and the ratio that of the sizes."""
    report, path = stage.report, stage.result_path
    for name, variant in stage.result["variants"].items():
        report.equal(path, f"variants.{name}.compute.requested", variant["compute"]["requested"], REQUESTED.get(name))
        folder = folder_of(stage, name)
        files = [stage.results.root / folder / file for file in variant["files"]] if folder else []
        if files and all(file.is_file() for file in files):
            size = sum(file.stat().st_size for file in files)
            report.equal(path, f"variants.{name}.size_bytes", variant["size_bytes"], size)
        elif name in stage.own:
            report.problem(path, f"variants.{name}.files", variant["files"], f"files of {folder}")
        if name in stage.own and name in stage.model_files:
            report.equal(path, f"variants.{name}.files", variant["files"], [stage.model_files[name]])
        if name != "fp32":
            ratio = stage.result["variants"]["fp32"]["size_bytes"] / variant["size_bytes"]
            stated = stage.result["comparison"].get(name, {}).get("compression_ratio")
            report.close(path, f"comparison.{name}.compression_ratio", stated, ratio)


def folder_of(stage, variant):
    """Where the files of a variant lie within the results folder; None where they need not be."""
    if variant == "fp32":
        return "baseline/model" if "baseline" in stage.results.stages else None
    if variant in stage.own:
        return stage.folder
    return "static_quant" if "static" in stage.results.stages and "static" in stage.result["inputs"] else None
