"""A results folder and its stages, loaded: what exists, what should, and every JSON in its schema's shape."""
import contextlib
import pathlib

from shapes import Broken, Shapes, load_schema, parse_json
from tables import Answers, Table

# stage: (folder, file of the results, table of the variants, model file of a variant)
STAGES = {
    "baseline": ("baseline", "metrics.json", None, {}),
    "dynamic": ("dynamic_quant", "results.json", None, {"int8": "quantized_model.pt"}),
    "static": ("static_quant", "metrics.json", "comparison.csv", {"int8": "quantized_model.pt"}),
    "qat": ("qat", "metrics.json", "comparison_table.csv", {"qat": "qat_model.pth"}),
    "mixed": ("mixed_precision", "metrics.json", "precision_comparison.csv",
              {"int8": "int8_model.pth", "fp16": "fp16_model.pt", "bf16": "bf16_model.pt", "mixed": "mixed_model.pth"}),
}
BAR_CHARTS = ["accuracy_comparison.png", "size_comparison.png", "speed_comparison.png"]
COMPARISON_FILES = ["summary_table.csv", "summary_report.md", *BAR_CHARTS, "radar_chart.png", "accuracy_vs_size.png",
                    "summary_dashboard.png", "report.html"]


class Results:
    """The folder. Reading a file counts it; a file that is missing is a problem, unless `allowed` names it."""

    def __init__(self, root, report, allowed=()):
        self.root, self.report, self.allowed = pathlib.Path(root), report, set(allowed)
        self.shapes = Shapes(report)
        self.stages = {}

    def may_miss(self, path):
        return path in self.allowed or path.rpartition("/")[2] in self.allowed

    def read(self, path):
        """Bytes of a file, or None."""
        try:
            data = (self.root / path).read_bytes()
        except OSError as error:
            gone = isinstance(error, FileNotFoundError)
            if not (gone and self.may_miss(path)):
                self.report.problem(path, "the file", "nothing" if gone else error.strerror, "a file")
            return None
        self.report.file(path)
        self.report.fact(bool(data), path, "size", 0, "more than nothing")
        return data or None

    @contextlib.contextmanager
    def reading(self, path):
        """What is Broken within is a problem of `path`."""
        try:
            yield
        except Broken as error:
            self.report.problem(path, "content", error, "a whole file of its format")

    def text(self, path):
        data = self.read(path)
        with self.reading(path):
            try:
                return None if data is None else data.decode("utf-8")
            except UnicodeDecodeError as error:
                raise Broken(f"bytes that are not UTF-8 ({error})") from error
        return None

    def json(self, path, shape):
        """The value of a JSON file in its shape; None where it cannot be read."""
        text = self.text(path)
        with self.reading(path):
            if text is not None:
                value = parse_json(text)
                self.shapes.check(path, value, shape)
                return value if isinstance(value, dict) else None
        return None

    @staticmethod
    def shapes_of(name):
        """A shape of schemas/files.json."""
        return load_schema("files")[name]

    def table(self, path, name):
        text = self.text(path)
        with self.reading(path):
            if text is not None:
                return Table(self.shapes, path, text, name)
        return None

    def files_below(self, folder):
        """Paths of all files there, relative to it."""
        base = self.root / folder
        return sorted(file.relative_to(base).as_posix() for file in base.rglob("*") if not file.is_dir())

    def check_names(self, folder, required, optional=()):
        """Every file that must be there is, and no other."""
        found = self.files_below(folder)
        for name in required:
            missing = name not in found and not self.may_miss(f"{folder}/{name}")
            self.report.fact(not missing, f"{folder}/{name}", "the file", "nothing", "a file")
        for name in found:
            self.report.fact(name in required or name in optional, f"{folder}/{name}", "the file",
                             "a file that no job writes", "only files of docs/results-format.md")


def result_shape(kind):
    """The shape of metrics.json or results.json of a job of this kind."""
    schema, params = load_schema("result"), load_schema("params")
    shape = schema["record"] | schema["measured"] | ({} if kind == "baseline" else schema["compared"]) | schema["kinds"][kind]
    shape["params"] = dict(params[kind])
    for group in params["groups"][kind]:
        shape["params"] |= params[group]
    return shape


def config_shape(kind):
    """The record and `training`, without measurements."""
    schema, result = load_schema("result"), result_shape(kind)
    keys = [key for key in (*schema["record"], "training") if key in result]
    return schema["config"] | {key: result[key] for key in keys}


class Stage:
    """One stage's folder. `result` is None where its results cannot be read: then nothing else of it is checked."""

    def __init__(self, results, kind):
        self.results, self.report, self.kind = results, results.report, kind
        self.folder, self.result_name, self.table_name, self.model_files = STAGES[kind]
        self.result_path = self.path(self.result_name)
        self.result = results.json(self.result_path, result_shape(kind))
        self.sound = not self.report.blames(self.result_path)
        self.answers, self.given = {}, {}

    def path(self, name):
        return f"{self.folder}/{name}"

    @property
    def labels(self):
        return self.result["model"]["labels"]

    @property
    def timed(self):
        return self.result["params"]["latency_samples"] > 0

    @property
    def own(self):
        """Names of the variants that the stage made."""
        return ["fp32"] if self.kind == "baseline" else self.result["own_variants"]

    def answers_file(self, variant):
        return "evaluation_results.csv" if self.kind == "baseline" else self.result["evaluation_files"].get(variant, "?")

    def load_answers(self):
        for variant in self.own:
            path = self.path(self.answers_file(variant))
            text = self.results.text(path)
            with self.results.reading(path):
                if text is not None:
                    self.answers[variant] = Answers(self.report, path, text, len(self.labels))

    def check_names(self):
        required = [self.result_name, "inputs.json", *map(self.answers_file, self.own)]
        required += [self.model_files[variant] for variant in self.own if variant in self.model_files]
        optional = []
        if self.kind != "dynamic":
            required.append("config.json")
        if self.table_name:
            required.append(self.table_name)
        if self.kind in ("baseline", "qat"):
            required += ["training_curve.csv", "training_curve.png"]
        if self.kind in ("static", "qat"):
            required.append("layers.csv")
        if "observers" in self.result:
            required.append("observers.csv")
        if self.kind == "mixed":
            required += BAR_CHARTS if self.timed else BAR_CHARTS[:2]
            required += ["sensitivity.csv", "pareto.csv"] if "mixed" in self.own else []
        if self.kind == "baseline":
            required += ["model/config.json", "model/model.safetensors", "model/octavo.json"]
            optional = [name for name in self.results.files_below(self.folder) if name.startswith("model/")]
        self.results.check_names(self.folder, required, optional)
