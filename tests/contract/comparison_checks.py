"""comparison/: the table against the stages' JSON and predictions, the report against the table, and the pictures."""
import scores
from evaluation_checks import check_interval
from folder import COMPARISON_FILES

TABLE = "comparison/summary_table.csv"
TOLERATED_LOSS = 0.01
HALF_DIGIT = 5.1e-7  # of six digits


def label_of(stage, variant):
    if stage == "baseline":
        return f"{variant.upper()} baseline"
    if stage == "qat":
        return "QAT INT8"
    if stage == "mixed":
        return "Mixed precision" if variant == "mixed" else f"Mixed: {variant.upper()}"
    return f"{stage.capitalize()} {variant.upper()}"


class Row:
    """A line of the table and the stage that it is of."""

    def __init__(self, stage, variant, cells, values, reference):
        self.stage, self.variant, self.cells, self.values = stage, variant, cells, values
        self.label = label_of(stage.kind, variant)
        self.is_reference = reference is None
        self.figures = stage.result["variants"][variant]
        self.compared = stage.result.get("comparison", {}).get(variant, {})
        self.comparable = reference is None or self.speed_matches(reference)

    def speed_matches(self, reference):
        mine, theirs = self.stage.result["environment"], reference.stage.result["environment"]
        return (mine["device_class"], mine["threads"]) == (theirs["device_class"], theirs["threads"])

    def speedup(self):
        return self.compared.get("speedup", {}).get("batch1", {}).get("ratio")


class Summary:
    """The rows of summary_table.csv, in order; None where the table is not readable or names other variants."""

    def __init__(self, results, stages):
        self.results, self.report, self.stages, self.rows = results, results.report, stages, None
        table = results.table(TABLE, "summary")
        wanted = [(stage, variant) for stage in stages for variant in stage.own]
        if table is None or not self.report.equal(TABLE, "rows", [cells["variant"] for cells in table.cells],
                                                  [label_of(stage.kind, variant) for stage, variant in wanted]):
            return
        self.rows = []
        for (stage, variant), cells, values in zip(wanted, table.cells, table.rows):
            self.rows.append(Row(stage, variant, cells, values, self.rows[0] if self.rows else None))

    def check(self):
        for row in self.rows:
            self.check_record(row)
            self.check_accuracy(row)
            self.check_speed(row)
        self.check_selection()

    def check_record(self, row):
        first, given = self.rows[0].stage.result, self.rows[0].stage.given
        dataset = given["dataset"] if "dataset_path" in given else first["dataset"]["name"]
        env = row.stage.result["environment"]
        wanted = {"stage": row.stage.kind, "model": first["model"]["name"], "dataset": dataset,
                  "test_rows": str(row.figures["evaluation"]["rows"]), "size_bytes": str(row.figures["size_bytes"]),
                  "device_class": env["device_class"], "threads": str(env["threads"]),
                  "comparable": "yes" if row.comparable else "no"}
        for key, value in wanted.items():
            self.report.equal(TABLE, f"{row.label} {key}", row.cells[key], value)

    def check_accuracy(self, row):
        evaluation, where = row.figures["evaluation"], row.label
        low, high = scores.wilson(evaluation["accuracy"], evaluation["rows"])
        for key, value in (("accuracy", evaluation["accuracy"]), ("accuracy_low", low), ("accuracy_high", high),
                           ("macro_f1", evaluation["macro_f1"]),
                           ("accuracy_difference", row.compared.get("accuracy_difference")),
                           ("mcnemar_p", row.compared.get("mcnemar_p"))):
            self.report.printed(TABLE, f"{where} {key}", row.cells[key], value, 6)
        for key in ("flips_to_wrong", "flips_to_right"):
            self.report.equal(TABLE, f"{where} {key}", row.values[key], row.compared.get(key))
        self.report.printed(TABLE, f"{where} compression_ratio", row.cells["compression_ratio"],
                            row.compared.get("compression_ratio"), 4)
        ends = [row.values["accuracy_difference_low"], row.values["accuracy_difference_high"]]
        stated = row.compared.get("accuracy_difference_interval", [None, None])
        for key, value in zip(("accuracy_difference_low", "accuracy_difference_high"), stated):
            self.report.printed(TABLE, f"{where} {key}", row.cells[key], value, 6)
        if row.compared and all(isinstance(end, (int, float)) for end in ends):
            check_interval(self.report, TABLE, f"{where} accuracy_difference", ends, row.compared, HALF_DIGIT)

    def latency_of(self, row):
        """The reference's figures are those of the first stage that timed it beside a variant of its own."""
        if not row.is_reference:
            return row.figures.get("latency")
        timed = [other for other in self.rows if not other.is_reference and other.comparable and "speedup" in other.compared]
        return (timed[0].stage.result["variants"]["fp32"] if timed else row.figures).get("latency")

    def check_speed(self, row):
        latency = self.latency_of(row)
        single = latency["batch1"] if latency else {}
        for key in ("p50_ms", "p95_ms", "p99_ms", "mean_ms"):
            self.report.printed(TABLE, f"{row.label} latency_{key}", row.cells[f"latency_{key}"], single.get(key), 4)
        rate = latency["throughput"]["samples_per_second"] if latency else None
        self.report.printed(TABLE, f"{row.label} throughput", row.cells["throughput_samples_per_second"], rate, 2)
        for measure in ("batch1", "throughput"):
            ratio = row.compared.get("speedup", {}).get(measure) if row.comparable else None
            figures = [ratio["ratio"], *ratio["interval"]] if ratio else [None] * 3
            for end, value in zip(("", "_low", "_high"), figures):
                key = f"speedup_{measure}{end}"
                self.report.printed(TABLE, f"{row.label} {key}", row.cells[key], value, 4)

    def check_selection(self):
        """The front and the recommendation follow from the rows."""
        rows = [row for row in self.rows if row.comparable]
        base = self.latency_of(self.rows[0])
        points = []
        for row in rows:
            latency = self.latency_of(row)
            milliseconds = latency["batch1"]["p50_ms"] if latency else None
            if latency and base and row.speedup():
                milliseconds = base["batch1"]["p50_ms"] / row.speedup()
            points.append((row.figures["evaluation"]["accuracy"], row.figures["size_bytes"], milliseconds))
        front = {row.label for row, on in zip(rows, scores.on_front(points)) if on}
        for row in self.rows:
            self.report.equal(TABLE, f"{row.label} pareto_front", row.cells["pareto_front"], "yes" if row.label in front else "no")
        best = self.recommended()
        self.report.equal(TABLE, "recommended", [row.label for row in self.rows if row.cells["recommended"] == "yes"], [best.label])

    def recommended(self):
        """The fastest that surely lost no more than is tolerated and gained something; of equals the smallest."""
        def gains(row):
            fast = row.compared.get("speedup", {}).get("batch1", {}).get("interval", [0])[0] > 1
            return row.compared["compression_ratio"] > 1.05 or fast

        fitting = [row for row in self.rows if not row.is_reference and row.comparable and gains(row)
                   and row.compared["accuracy_difference_interval"][0] >= -TOLERATED_LOSS]
        return min(fitting, key=lambda row: (-(row.speedup() or 1), row.figures["size_bytes"]), default=self.rows[0])


def required_files(stages):
    """Where nothing was timed there is no picture of speed."""
    timed = any(stage.timed for stage in stages)
    return [name for name in COMPARISON_FILES if timed or name != "speed_comparison.png"]
