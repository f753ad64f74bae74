"""Training: the epoch that was kept is the best of its history, and the curve tells of the same steps."""
import math

MOST_CURVE_ROWS = 2000  # and one more for the end of each epoch
NINE_DIGITS = 1e-8


def check_training(stage):
    if "training" not in stage.result:
        return
    report, path, training, params = stage.report, stage.result_path, stage.result["training"], stage.result["params"]
    epochs = [record["epoch"] for record in training["history"]]
    first = 1 if stage.kind == "baseline" else 0
    report.equal(path, "epochs of training.history", epochs, list(range(first, params["epochs"] + 1)))
    for record in training["history"]:
        report.equal(path, f"whether epoch {record['epoch']} has no train_loss", record["train_loss"] is None, record["epoch"] == 0)
    report.equal(path, "training.epochs", training["epochs"], params["epochs"])
    best = min(training["history"], key=lambda r: (-r["validation_accuracy"], r["validation_loss"], r["epoch"]))
    report.equal(path, "training.best_epoch", training["best_epoch"], best["epoch"])
    rows = stage.result["dataset"]["splits"]["train"]
    if stage.kind == "qat" and params["train_samples"]:
        rows = min(rows, params["train_samples"])
    steps = math.ceil(rows / params["batch_size"]) * params["epochs"]
    report.equal(path, "training.steps", training["steps"], steps)
    report.fact(training["resumed_from_step"] <= steps, path, "training.resumed_from_step", training["resumed_from_step"],
                f"at most {steps}")
    report.equal(path, "training.precision.requested", training["precision"]["requested"], params.get("precision", "auto"))
    check_curve(stage, steps // params["epochs"])


def check_curve(stage, steps_per_epoch):
    path = stage.path("training_curve.csv")
    table = stage.results.table(path, "training_curve")
    if table is None or not table.rows:
        return
    report, training, params = stage.report, stage.result["training"], stage.result["params"]
    rows, steps = table.rows, [row["step"] for row in table.rows]
    if not all(isinstance(value, (int, float)) for row in rows for value in (row["step"], row["loss"], row["learning_rate"])):
        return  # reported by the columns' shapes
    report.fact(all(a < b for a, b in zip(steps, steps[1:])), path, "steps", "a step back", "rising steps")
    report.equal(path, "last step", steps[-1], training["steps"])
    report.fact(len(rows) <= MOST_CURVE_ROWS + params["epochs"], path, "rows", len(rows), f"at most {MOST_CURVE_ROWS} and the epochs")
    history = {record["epoch"]: record for record in training["history"]}
    for row in rows:
        epoch = math.ceil(row["step"] / steps_per_epoch)
        report.equal(path, f"epoch of step {row['step']}", row["epoch"], epoch)
        report.fact(row["learning_rate"] <= params["learning_rate"] * (1 + 1e-6), path, f"learning_rate of step {row['step']}",
                    row["learning_rate"], f"at most {params['learning_rate']}")
        ends = row["step"] % steps_per_epoch == 0
        for key in ("validation_accuracy", "validation_loss"):
            report.equal(path, f"whether step {row['step']} has a {key}", row[key] is not None, ends)
            if row[key] is not None and ends:
                report.close(path, f"{key} of step {row['step']}", row[key], history.get(epoch, {}).get(key), NINE_DIGITS)
    check_epoch_losses(report, path, rows, history)


def check_epoch_losses(report, path, rows, history):
    """A row's loss is the mean over the steps since the row before; an epoch's that over its steps."""
    sums, before = {}, 0
    for row in rows:
        total, steps = sums.get(row["epoch"], (0.0, 0))
        sums[row["epoch"]] = (total + row["loss"] * (row["step"] - before), steps + row["step"] - before)
        before = row["step"]
    for epoch, (total, steps) in sums.items():
        wanted = history.get(epoch, {}).get("train_loss")
        if steps > 0:
            report.close(path, f"mean loss of epoch {epoch}", total / steps, wanted, 10 * NINE_DIGITS)
