"""Every figure of `evaluation` and `comparison`, computed again from the stored predictions."""
import scores

EXACT = ("rows", "flips_to_wrong", "flips_to_right", "changed_predictions", "interval_method")


def check_evaluations(stage):
    names = stage.labels
    for variant, answers in stage.answers.items():
        path = stage.path(stage.answers_file(variant))
        for kind, predictions, logits in (("prediction", answers.predictions, answers.logits),
                                          ("reference_prediction", answers.reference_predictions, answers.reference)):
            wrong = [i for i, row in enumerate(logits) if scores.arg_max(row) != predictions[i]]
            stage.report.fact(not wrong, path, f"{kind} in row {wrong[0] + 1 if wrong else 0}", "another class",
                              "that of the largest logit")
        stage.report.equal(path, "whether there is a reference", answers.has_reference, stage.kind != "baseline")
        stage.report.equal(path, "rows", len(answers.labels), stage.result["dataset"]["splits"]["test"])
        compare_evaluation(stage, variant, scores.evaluation(answers.labels, answers.logits, names))
        if answers.has_reference:
            compare_evaluation(stage, "fp32", scores.evaluation(answers.labels, answers.reference, names))
            check_paired(stage, variant, answers.labels, answers.reference, answers.logits)


def compare_evaluation(stage, variant, wanted):
    got = stage.result["variants"][variant]["evaluation"]
    where = f"variants.{variant}.evaluation"
    for key, value in wanted.items():
        if key in ("confusion_matrix", "rows"):
            stage.report.equal(stage.result_path, f"{where}.{key}", got[key], value)
        elif key == "per_class":
            stage.report.equal(stage.result_path, f"{where}.per_class", len(got[key]), len(value))
            for mine, theirs in zip(value, got[key]):
                for field, number in mine.items():
                    same = stage.report.equal if field in ("label", "support") else stage.report.close
                    same(stage.result_path, f"{where}.per_class[{mine['label']}].{field}", theirs[field], number)
        else:
            stage.report.close(stage.result_path, f"{where}.{key}", got[key], value)


def check_paired(stage, variant, labels, reference, logits):
    report, path, where = stage.report, stage.result_path, f"comparison.{variant}"
    got, wanted = stage.result["comparison"][variant], scores.paired(labels, reference, logits)
    for key, value in wanted.items():
        (report.equal if key in EXACT else report.close)(path, f"{where}.{key}", got[key], value)
    check_interval(report, path, f"{where}.accuracy_difference_interval", got["accuracy_difference_interval"], wanted)
    report.fact(got["mean_kl"] > -1e-9, path, f"{where}.mean_kl", got["mean_kl"], "at least 0")


def check_interval(report, path, what, interval, wanted, slack=1e-9):
    """A bootstrap's ends may wander as far as chance lets them; it holds the estimate."""
    bounds = scores.interval_bounds(wanted["flips_to_wrong"], wanted["flips_to_right"], wanted["rows"])
    for end, name, (low, high) in zip(interval, ("low", "high"), bounds):
        report.fact(low - slack <= end <= high + slack, path, f"{what}, {name} end", end, f"between {low:.6f} and {high:.6f}")
    difference = wanted["accuracy_difference"]
    report.fact(interval[0] - slack <= difference <= interval[1] + slack, path, what, interval, f"around {difference}")


def check_gate(stage):
    """A deployed QAT model answers as the one in training did."""
    if stage.kind != "qat":
        return
    gate, path = stage.result["gate"], stage.result_path
    stage.report.equal(path, "gate.min_agreement", gate["min_agreement"], stage.result["params"]["min_agreement"])
    for part, where in ((gate, "gate"), (gate["validation"], "gate.validation")):
        stage.report.fact(part["agreement"] >= gate["min_agreement"], path, f"{where}.agreement", part["agreement"],
                          f"at least {gate['min_agreement']}")
        largest, mean = part["largest_logit_difference"], part["mean_logit_difference"]
        stage.report.fact(mean <= largest <= gate["logit_tolerance"], path, f"{where}'s logit differences", [mean, largest],
                          f"mean <= largest <= {gate['logit_tolerance']}")
