"""That the stages belong together: one model, one data set, one test part, one reference."""
import hashlib

from evaluation_checks import check_paired
from model_checks import manifest_digest


def check_chain(baseline, stage, model, static):
    """`stage` against the baseline that it was made from; `model` is the ModelFolder, `static` the static stage or None."""
    report, path = stage.report, stage.result_path
    first, result = baseline.result, stage.result
    for key in ("model", "dataset", "max_length"):
        for field, value in (first[key].items() if isinstance(first[key], dict) else [("", first[key])]):
            got = result[key][field] if field else result[key]
            report.equal(path, f"{key}.{field} as in the baseline".replace(". ", " "), got, value)
    report.equal(path, "inputs.dataset as in the baseline", result["inputs"]["dataset"], first["inputs"]["dataset"])
    report.equal(path, "inputs.model", result["inputs"]["model"], model.digest())
    same_machine = result["environment"]["device_class"] == first["environment"]["device_class"]
    if same_machine:
        got, wanted = result["variants"]["fp32"]["evaluation"], first["variants"]["fp32"]["evaluation"]
        report.equal(path, "variants.fp32.evaluation as in the baseline", got, wanted)
    before = baseline.answers.get("fp32")
    for variant, answers in stage.answers.items():
        file = stage.path(stage.answers_file(variant))
        if before is not None:
            report.equal(file, "ids as in the baseline", digest(answers.ids), digest(before.ids))
            report.equal(file, "labels as in the baseline", digest(answers.labels), digest(before.labels))
            if same_machine:
                report.equal(file, "reference logits as in the baseline", digest(answers.reference), digest(before.logits))
    if stage.kind == "qat" and static is not None:
        check_static_of_qat(stage, static)


def digest(values):
    """Short, for a message."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def check_static_of_qat(stage, static):
    """What qat began as is the static stage's model: the same file, the same answers."""
    if "static" not in stage.result["inputs"]:
        return
    report, path = stage.report, stage.result_path
    file = static.results.root / static.path("quantized_model.pt")
    if file.is_file():
        wanted = manifest_digest({"quantized_model.pt": file.read_bytes()})
        report.equal(path, "inputs.static", stage.result["inputs"]["static"], wanted)
    got, wanted = stage.result["variants"]["static"], static.result["variants"]["int8"]
    if stage.result["environment"]["device_class"] == static.result["environment"]["device_class"]:
        report.equal(path, "variants.static.evaluation as in the static stage", got["evaluation"], wanted["evaluation"])
        if "int8" in static.answers and static.answers["int8"].has_reference:
            answers = static.answers["int8"]
            check_paired(stage, "static", answers.labels, answers.reference, answers.logits)
