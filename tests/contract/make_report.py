"""comparison/ of the synthetic results folder: the table, the report, the page and the pictures (make_results.py)."""
import scores
from folder import COMPARISON_FILES
from make_files import chart

LATENCY = ("p50_ms", "p95_ms", "p99_ms", "mean_ms")
HEADER = (
    "variant,stage,model,dataset,test_rows,accuracy,accuracy_low,accuracy_high,macro_f1,accuracy_difference,"
    "accuracy_difference_low,accuracy_difference_high,mcnemar_p,flips_to_wrong,flips_to_right,size_bytes,compression_ratio,"
    "latency_p50_ms,latency_p95_ms,latency_p99_ms,latency_mean_ms,throughput_samples_per_second,speedup_batch1,"
    "speedup_batch1_low,speedup_batch1_high,speedup_throughput,speedup_throughput_low,speedup_throughput_high,device_class,threads,"
    "comparable,pareto_front,recommended")


class Line:
    """A variant of the table."""

    def __init__(self, label, kind, variant, result):
        self.label, self.kind, self.variant = label, kind, variant
        self.figures = result["variants"][variant]
        self.compared = result.get("comparison", {}).get(variant)
        self.milliseconds = 4.0 / self.compared["speedup"]["batch1"]["ratio"] if self.compared else 4.0

    def cells(self, front, recommended):
        evaluation, six = self.figures["evaluation"], "{:.6f}".format
        low, high = scores.wilson(evaluation["accuracy"], evaluation["rows"])
        cells = [self.label, self.kind, "tiny", "sst2", evaluation["rows"], six(evaluation["accuracy"]), six(low), six(high),
                 six(evaluation["macro_f1"])]
        if self.compared:
            ends = self.compared["accuracy_difference_interval"]
            cells += [six(self.compared["accuracy_difference"]), *map(six, ends), six(self.compared["mcnemar_p"]),
                      self.compared["flips_to_wrong"], self.compared["flips_to_right"]]
        else:
            cells += [""] * 6
        ratio = f"{self.compared['compression_ratio']:.4f}" if self.compared else ""
        latency = self.figures["latency"]
        cells += [self.figures["size_bytes"], ratio, *(f"{latency['batch1'][key]:.4f}" for key in LATENCY),
                  f"{latency['throughput']['samples_per_second']:.2f}"]
        for measure in ("batch1", "throughput"):
            speed = self.compared["speedup"][measure] if self.compared else None
            cells += [f"{x:.4f}" for x in (speed["ratio"], *speed["interval"])] if speed else [""] * 3
        return [*cells, "x86_64-avx2", 2, "yes", "yes" if front else "no", "yes" if recommended else "no"]

    def report_row(self):
        evaluation, compared = self.figures["evaluation"], self.compared
        latency = self.figures["latency"]["batch1"]
        cells = [self.label, f"{100 * evaluation['accuracy']:.2f} %", "", "", f"{compared['mcnemar_p']:.3f}" if compared else "",
                 f"{compared['flips_to_wrong']} / {compared['flips_to_right']}" if compared else "",
                 f"{self.figures['size_bytes'] / 1024:.1f} KiB", f"{compared['compression_ratio']:.2f}×" if compared else "",
                 f"{latency['p50_ms']:.2f} / {latency['p95_ms']:.2f} ms"]
        return f"| {' | '.join(cells)} |"


def write_comparison(root, results, label_of):
    folder = root / "comparison"
    folder.mkdir()
    lines = [Line(label_of(kind, variant), kind, variant, result) for kind, result in results.items()
             for variant in result.get("own_variants", ["fp32"])]
    front = scores.on_front([(l.figures["evaluation"]["accuracy"], l.figures["size_bytes"], l.milliseconds) for l in lines])
    fitting = [l for l in lines if l.compared and l.compared["accuracy_difference_interval"][0] >= -0.01]
    best = min(fitting, key=lambda l: (l.milliseconds, l.figures["size_bytes"]), default=lines[0])
    table = [HEADER] + [",".join(map(str, line.cells(on, line is best))) for line, on in zip(lines, front)]
    (folder / "summary_table.csv").write_text("\n".join(table) + "\n")
    (folder / "summary_report.md").write_text(report_of(lines, front, best, results))
    (folder / "report.html").write_text(page_of(lines))
    for name in COMPARISON_FILES:
        if name.endswith(".png"):
            (folder / name).write_bytes(chart())


def report_of(lines, front, best, results):
    names = [f"**{line.label}**" for line, on in zip(lines, front) if on]
    commands = [f"octavo {kind} --model tiny" for kind in results] + ["octavo compare"]
    return "\n".join([f"# tiny on sst2\n\n## Ship {best.label}\n\n## Table\n", *(line.report_row() for line in lines),
                      "\n![Size](size_comparison.png)\n\n## Pareto front\n", ", ".join(names), "\n## Caveats\n\nNone.\n",
                      "## How to reproduce it\n\n```", *commands, "```\n"])


def page_of(lines):
    rows = "".join(f"<tr><td>{line.label}</td><td>{100 * line.figures['evaluation']['accuracy']:.2f} %</td></tr>" for line in lines)
    return ("<!doctype html><html><head><title>tiny on sst2</title><style>td { color: #222 }</style></head><body>"
            f"<table>{rows}</table><svg><use href='#mark'/></svg><a href='https://example.org'>more</a></body></html>\n")
