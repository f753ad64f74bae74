#!/usr/bin/env python3
"""How long octavo compare takes over many results, without pictures. By hand, on a quiet machine.

Usage: compare_bench.py OCTAVO [RESULTS] [ROWS]      the program; how many stages' results (100) of how many test texts (2000)

Writes runs of a baseline and four quantized stages, with the files of docs/results-format.md, into a temporary folder; compares
them once as runs side by side and once as the seeds of one study, and prints the median of five times of each.
Exit status 1 where one takes a second or more.
"""
import json
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from fake_records import record, variant  # noqa: E402: found by the line above

FOLDERS = {"baseline": "baseline", "dynamic": "dynamic_quant", "static": "static_quant", "qat": "qat", "mixed": "mixed_precision"}
TARGET_S = 1.0


def write(folder, result, header, lines):
    folder.mkdir(parents=True)
    (folder / "metrics.json").write_text(json.dumps(result))
    (folder / "evaluation_results.csv").write_text("\n".join([header, *lines]) + "\n")


def write_run(results, seed, rows):
    chance = random.Random(seed)
    labels = [i % 2 for i in range(rows)]
    before = [label if chance.random() < 0.85 else 1 - label for label in labels]
    right = sum(a == b for a, b in zip(before, labels, strict=True))
    result = record("baseline", rows, seed)
    result["variants"] = {"fp32": variant(right / rows, rows, 90868376, 6.0)}
    write(results / "baseline", result, "id,label,prediction", [f"test:{i},{labels[i]},{before[i]}" for i in range(rows)])
    for kind in list(FOLDERS)[1:]:
        after = [answer if chance.random() < 0.99 else 1 - answer for answer in before]
        to_wrong = sum(b == l != a for a, b, l in zip(after, before, labels, strict=True))
        to_right = sum(a == l != b for a, b, l in zip(after, before, labels, strict=True))
        difference = (to_right - to_wrong) / rows
        result = record(kind, rows, seed)
        result["variants"] = {"fp32": variant(right / rows, rows, 90868376, 6.0),
                              "int8": variant(right / rows + difference, rows, 23100000, 2.0)}
        result["comparison"] = {"int8": {
            "reference": "fp32", "rows": rows, "flips_to_wrong": to_wrong, "flips_to_right": to_right,
            "accuracy_difference_interval": [difference - 0.005, difference + 0.005],
            "speedup": {name: {"ratio": 3.0, "interval": [2.9, 3.1]} for name in ("batch1", "throughput")}}}
        result["own_variants"] = ["int8"]
        write(results / FOLDERS[kind], result, "id,label,prediction,reference_prediction",
              [f"test:{i},{labels[i]},{after[i]},{before[i]}" for i in range(rows)])


def median_time(command):
    times = []
    for _ in range(5):
        begin = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.monotonic() - begin)
    return statistics.median(times)


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    octavo = sys.argv[1]
    results, rows = (int(given) for given in (sys.argv[2:] + ["100", "2000"][len(sys.argv) - 2:]))
    runs = results // len(FOLDERS)
    slow = False
    with tempfile.TemporaryDirectory() as root:
        root = pathlib.Path(root)
        study = root / "study"
        folders = []
        for i in range(runs):
            write_run(study if i == 0 else study / f"repeats/seed-{42 + i}", 42 + i, rows)
            write_run(root / f"run-{i}", 42 + i, rows)
            folders.append(str(root / f"run-{i}"))
        for name, command in (("side by side", [octavo, "compare", *folders]),
                              ("one study", [octavo, "compare", "--results-dir", str(study), "--no-plots"])):
            seconds = median_time(command)
            slow |= seconds >= TARGET_S
            print(f"{runs * len(FOLDERS)} results of {rows} texts, {name}: {seconds:.3f} s")
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
