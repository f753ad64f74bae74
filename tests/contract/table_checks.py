"""The CSV files of the stages against the JSON beside them."""
from training_checks import NINE_DIGITS

# column of a comparison table: where the figure stands ("variants" or "comparison") and under which keys
COLUMNS = {
    "accuracy": ("variants", "evaluation", "accuracy"),
    "accuracy_difference": ("comparison", "accuracy_difference"),
    "interval_low": ("comparison", "accuracy_difference_interval", 0),
    "interval_high": ("comparison", "accuracy_difference_interval", 1),
    "mcnemar_p": ("comparison", "mcnemar_p"),
    "macro_f1": ("variants", "evaluation", "macro_f1"),
    "loss": ("variants", "evaluation", "loss"),
    "calibration_error": ("variants", "evaluation", "calibration_error"),
    "size_bytes": ("variants", "size_bytes"),
    "compression_ratio": ("comparison", "compression_ratio"),
    "p50_ms": ("variants", "latency", "batch1", "p50_ms"),
    "p95_ms": ("variants", "latency", "batch1", "p95_ms"),
    "throughput": ("variants", "latency", "throughput", "samples_per_second"),
    "speedup_batch1": ("comparison", "speedup", "batch1", "ratio"),
    "speedup_low": ("comparison", "speedup", "batch1", "interval", 0),
    "speedup_high": ("comparison", "speedup", "batch1", "interval", 1),
}


def value_at(result, variant, place):
    """The figure there, or None."""
    value = result.get(place[0], {}).get(variant)
    for key in place[1:]:
        if value is None or (isinstance(value, dict) and key not in value):
            return None
        value = value[key]
    return value


def check_comparison_table(stage):
    """One row a variant, the reference first, each cell the figure of the JSON to the last digit."""
    if not stage.table_name:
        return
    path = stage.path(stage.table_name)
    table = stage.results.table(path, "comparison")
    if table is None:
        return
    names = ["fp32"] + sorted(set(stage.result["variants"]) - {"fp32"})
    stage.report.equal(path, "variants", [row["variant"] for row in table.rows], names)
    for row in table.rows:
        for column, place in COLUMNS.items():
            wanted = value_at(stage.result, row["variant"], place)
            stage.report.fact(row.get(column) == wanted, path, f"{row['variant']} {column}", row.get(column), wanted)


def check_layers(stage, linears):
    """layers.csv against `linears` of the model file's metadata and the factors of smoothed columns."""
    path = stage.path("layers.csv")
    table = stage.results.table(path, "layers")
    if table is None or linears is None:
        return
    report, (types, smooth) = stage.report, linears
    report.equal(path, "layers", [row["layer"] for row in table.rows], list(types))
    for row in table.rows:
        linear = types.get(row["layer"])
        if linear is None:
            continue
        report.equal(path, f"{row['layer']} precision", row["precision"], linear["type"])
        codes, cells = linear.get("input"), list(row.values())[2:]
        if not isinstance(codes, dict):
            report.equal(path, f"{row['layer']} has fixed codes", [cell for cell in cells if cell is not None], [])
            continue
        report.close(path, f"{row['layer']} scale", row["scale"], codes["scale"], NINE_DIGITS)
        got = (row["zero_point"], row["quant_min"], row["quant_max"])
        report.equal(path, f"{row['layer']} codes", got, (codes["zero_point"], codes["lowest"], codes["highest"]))
        report.equal(path, f"{row['layer']} smooth", row["smooth"], row["layer"] in smooth)
        check_range(report, path, row)


def check_range(report, path, row):
    """The codes hold the observed range, but for the rounding of the zero point."""
    if any(not isinstance(value, (int, float)) for value in list(row.values())[2:8]):
        return  # reported by the columns' shapes
    scale, zero, low, high, least, most = list(row.values())[2:8]
    report.fact(least <= most and low <= zero <= high, path, f"{row['layer']} range", [least, most, low, zero, high], "ordered")
    report.fact((low - zero) * scale <= least + scale and (high - zero) * scale >= most - scale, path,
                f"{row['layer']} range of codes", [(low - zero) * scale, (high - zero) * scale], f"around {[least, most]}")


def check_rows(stage, name, records, keys=None):
    """A table of the records that the JSON lists, with nine digits."""
    path = stage.path(f"{name}.csv")
    table = stage.results.table(path, name)
    if table is None:
        return
    stage.report.equal(path, "rows", len(table.rows), len(records))
    for number, (row, record) in enumerate(zip(table.rows, records), 2):
        for key, cell in row.items():
            wanted = record.get(key)
            same = stage.report.close if isinstance(wanted, float) else stage.report.equal
            same(path, f"line {number} {key}", cell, wanted, *((NINE_DIGITS,) if isinstance(wanted, float) else ()))


def check_observers(stage):
    observers = stage.result.get("observers")
    asked = stage.result["params"].get("observer")
    if stage.kind != "static":
        return
    stage.report.equal(stage.result_path, "whether observers is there", observers is not None, asked == "all")
    kept = stage.result["quantization"]["observer"]
    if observers is None:
        stage.report.equal(stage.result_path, "quantization.observer", kept, asked)
        return
    most = max(o["validation_accuracy"] for o in observers)
    for o in observers:
        if o["validation_accuracy"] == most:
            stage.report.fact(o["mcnemar_p"] >= 0.05, stage.result_path, f"mcnemar_p of {o['observer']}", o["mcnemar_p"], "no loss")
    best = min((o for o in observers if o["mcnemar_p"] >= 0.05), key=lambda o: o["mean_kl"])
    stage.report.equal(stage.result_path, "chosen observers", [o["observer"] for o in observers if o["chosen"]], [kept])
    stage.report.equal(stage.result_path, "quantization.observer", kept, best["observer"])
    check_rows(stage, "observers", observers)
