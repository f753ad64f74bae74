#!/usr/bin/env python3
"""Walks a finished results folder and checks it against the contract: docs/results-format.md and the files that users count on.

Every file that must be there is, and no other; every JSON has the shape of its schema (schemas/*.json), every CSV finite
numbers, every picture something to see; model files open as torch.load(weights_only=True) takes them; sizes are those on disk;
and every figure that the stored predictions, tables and files decide is computed again and compared.

Usage: check_results.py FOLDER [--stages NAME...] [--allow-missing FILE...]
       exit status 1 with one line per problem: file: what, got …, wanted …
"""
import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from chain_checks import check_chain  # noqa: E402
from comparison_checks import Summary, required_files  # noqa: E402
from evaluation_checks import check_evaluations, check_gate  # noqa: E402
from folder import BAR_CHARTS, STAGES, Results, Stage  # noqa: E402
from mixed_checks import check_mixed  # noqa: E402
from model_checks import ModelFolder, check_models  # noqa: E402
from record_checks import check_config, check_inputs, check_record, check_sizes, check_variants  # noqa: E402
from repeats_checks import check_repeats  # noqa: E402
from report import Report  # noqa: E402
from report_checks import check_page, check_picture, check_report  # noqa: E402
from speed_checks import check_speed  # noqa: E402
from table_checks import check_comparison_table, check_layers, check_observers  # noqa: E402
from training_checks import check_training  # noqa: E402

COMPARISON = "comparison"


def check_stage(stage, model):
    """What one stage's folder says by itself, and of the model folder that it was made from."""
    for check in (check_record, check_config, check_inputs, check_variants):
        check(stage)
    stage.load_answers()
    for check in (check_sizes, check_evaluations, check_gate, check_speed, check_training, check_comparison_table,
                  check_observers, check_mixed):
        check(stage)
    files = check_models(stage, model)
    if stage.kind in ("static", "qat"):
        check_layers(stage, next((file.linears() for file in files.values()), None))
    pictures = BAR_CHARTS if stage.kind == "mixed" else ["training_curve.png"] if stage.kind in ("baseline", "qat") else []
    for name in pictures:
        if stage.timed or name != "speed_comparison.png":
            check_picture(stage.results, stage.path(name))


def check_comparison(results, sound, runs):
    """The tables only where all stages could be read: they tell of all."""
    names = required_files(sound) + (["repeats.csv"] if len(runs) > 1 else [])
    results.check_names(COMPARISON, names)
    for name in names:
        path = f"{COMPARISON}/{name}"
        if name.endswith(".png") and (results.root / path).is_file():
            check_picture(results, path)
    summary = Summary(results, sound) if len(sound) == len(results.stages) else None
    if summary is not None and summary.rows is not None:
        summary.check()
        check_report(results, summary)
        check_page(results, summary)
        if len(runs) > 1:
            check_repeats(results, runs)


def check_stages(results, chosen):
    """The stages that could be read, each checked by itself and against the baseline."""
    results.stages = {kind: Stage(results, kind) for kind in STAGES if kind in chosen}
    sound = [stage for stage in results.stages.values() if stage.result is not None and stage.sound]
    model = None
    for stage in sound:
        stage.check_names()
        if stage.kind == "baseline":
            model = ModelFolder(stage)
            model.check()
        check_stage(stage, model)
    by_kind = {stage.kind: stage for stage in sound}
    for stage in sound:
        if model is not None and stage.kind != "baseline":
            check_chain(by_kind["baseline"], stage, model, by_kind.get("static"))
    return sound


def check(root, chosen=(), allowed=()):
    """A Report on the folder `root`; `chosen` stages, by default all with the comparison."""
    report = Report()
    results = Results(root, report, allowed)
    chosen = list(chosen) or [*STAGES, COMPARISON]
    if not results.root.is_dir():
        report.problem(str(root), "the folder", "nothing", "a results folder")
        return report
    sound = check_stages(results, chosen)
    if not sound or sound[0].kind != "baseline":
        return report
    runs = {sound[0].result["params"]["seed"]: sound}
    for folder in sorted(results.root.glob("repeats/seed-*")):
        others = check_stages(Results(folder, report.below(f"repeats/{folder.name}"), allowed), chosen)
        runs[int(folder.name.removeprefix("seed-"))] = others
        report.equal(f"repeats/{folder.name}", "seeds of its stages", {stage.result["params"]["seed"] for stage in others},
                     {int(folder.name.removeprefix("seed-"))})
    if COMPARISON in chosen:
        check_comparison(results, sound, runs)
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="the results folder, with baseline/, dynamic_quant/ … in it")
    parser.add_argument("--stages", nargs="+", default=[], choices=[*STAGES, COMPARISON], metavar="NAME",
                        help=f"only these: {', '.join([*STAGES, COMPARISON])}")
    parser.add_argument("--allow-missing", nargs="+", default=[], metavar="FILE",
                        help="files that need not be there, as radar_chart.png or comparison/report.html")
    options = parser.parse_args()
    report = check(options.folder, options.stages, options.allow_missing)
    print("\n".join([*report.problems, report.summary()]))
    sys.exit(1 if report.problems or not report.files else 0)


if __name__ == "__main__":
    main()
