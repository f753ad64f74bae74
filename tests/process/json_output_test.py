#!/usr/bin/env python3
"""Every command's --json against docs/json-output.schema.json: real programs with a fake runner; -q leaves stderr empty."""
import json
import pathlib
import re
import sys
import unittest

from service import BIN, SOURCE, Service

sys.path.insert(0, str(SOURCE / "tests/support"))
from fake_records import record, variant  # noqa: E402: found by the line above

SCHEMA = json.loads((SOURCE / "docs/json-output.schema.json").read_text(encoding="utf-8"))
PAGE = (SOURCE / "docs/json-output.md").read_text(encoding="utf-8")
LINES = ("predict", "tokenize", "logs")  # one value a line
MODEL = ["--model", "minilm-l6", "--dataset", "movie-sentences"]
ANSWERS = ((0, 0), (1, 1), (0, 1), (1, 1))


def type_of(value):
    names = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}
    return names[type(value)]


def problems(value, schema, where="$"):
    """What is wrong with `value`, by the words of JSON Schema that docs/json-output.schema.json uses.

    Stricter in one way: a key that the schema does not name is a problem unless the schema says `additionalProperties`.
    """
    if "$ref" in schema:
        yield from problems(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], where)
        return
    if "anyOf" in schema:
        found = [list(problems(value, one, where)) for one in schema["anyOf"]]
        if all(found):
            yield from min(found, key=len)
        return
    if "enum" in schema:
        if value not in schema["enum"]:
            yield f"{where}: {value!r} is none of {schema['enum']}"
        return
    if type_of(value) != schema["type"] and not (schema["type"] == "number" and type_of(value) == "integer"):
        yield f"{where}: {value!r} is no {schema['type']}"
        return
    if "minimum" in schema and value < schema["minimum"] or "maximum" in schema and value > schema["maximum"]:
        yield f"{where}: {value} is out of range"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where}: {value!r} does not match {schema['pattern']}"
    if schema["type"] == "array":
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{where}: {len(value)} items"
        for index, item in enumerate(value):
            yield from problems(item, schema["items"], f"{where}[{index}]")
    if schema["type"] == "object":
        known = schema.get("properties", {})
        yield from (f"{where}.{key}: missing" for key in schema.get("required", []) if key not in value)
        if not schema.get("additionalProperties", False):
            yield from (f"{where}.{key}: not in the schema" for key in value if key not in known)
        for key in set(value) & set(known):
            yield from problems(value[key], known[key], f"{where}.{key}")


def keys_of(schema):
    """Every key that the schema names."""
    if isinstance(schema, list):
        for one in schema:
            yield from keys_of(one)
    elif isinstance(schema, dict):
        for key, inner in schema.items():
            if key == "properties":
                yield from inner
            yield from keys_of(inner)


def script(kind, forms):
    """What the fake runner writes for a stage that makes these forms; a baseline's is fp32."""
    result = record(kind, len(ANSWERS), 42)
    rows = "".join(f"{i},{label},{answer}" + ("" if kind == "baseline" else f",{answer}") + "\n"
                   for i, (label, answer) in enumerate(ANSWERS))
    header = "id,label,prediction" + ("" if kind == "baseline" else ",reference_prediction") + "\n"
    outputs = {"evaluation_results.csv": header + rows, "config.json": "{}"}
    result["variants"] = {"fp32": variant(0.75, len(ANSWERS), 1000, 2.0)}
    result["variants"]["fp32"]["evaluation"]["per_class"] = []
    if kind in ("baseline", "qat"):
        outputs["training_curve.csv"] = ("step,epoch,loss,learning_rate,validation_accuracy,validation_loss\n"
                                         "1,1,0.7,1e-5,0.5,0.7\n")
    if kind != "baseline":
        result["own_variants"] = forms
        result["comparison"] = {}
        for form in forms:
            result["variants"][form] = variant(0.75, len(ANSWERS), 300, 1.0)
            speedup = {"ratio": 2.0, "interval": [1.9, 2.1]}
            result["comparison"][form] = {"reference": "fp32", "speedup": {"batch1": speedup, "throughput": speedup}}
        result["evaluation_files"] = {form: "evaluation_results.csv" for form in forms}
        outputs["quantized_model.pt"] = "weights"
    else:
        outputs["model/config.json"] = "{}"
        outputs["model/model.safetensors"] = "\2\0\0\0\0\0\0\0{}"
        outputs["model/vocab.txt"] = "[PAD]\n"
        outputs["model/octavo.json"] = json.dumps({"schema": "octavo.model/1", "dataset": "movie-sentences"})
    outputs["metrics.json"] = json.dumps(result)
    return {"log": "one line\nand another", "result": result, "outputs": outputs}


def scripts():
    told = {"default": script("baseline", []), "dynamic": script("dynamic", ["int8"]), "static": script("static", ["int8"]),
            "qat": script("qat", ["qat"]), "mixed": script("mixed", ["int8"])}
    told["predict"] = {"outputs": {"predictions.jsonl": '{"label":"positive","index":1,"probability":0.75,"logits":[0.5,1.5]}\n'}}
    told["tokenize"] = {"outputs": {"tokens.jsonl": '{"ids":[101,102]}\n'}}
    lengths = {"min": 1, "mean": 2.5, "median": 2, "p90": 4, "p95": 4, "p99": 4, "max": 4,
               "histogram": [{"from": 1, "to": 1, "texts": 1}, {"from": 2, "to": 4, "texts": 2}]}
    split = {"published": 3, "texts": 3, "bytes": 9, "empty": 0, "invalid_utf8": 0, "repeated": 1, "in_training": 0,
             "in_validation": 0, "with_another_label": 0, "labels": [{"label": "0", "texts": 3, "share": 1.0}]}
    told["describe"] = {"outputs": {"dataset.json": json.dumps({
        "schema": "octavo.dataset/1", "format": "local", "title": "A file of your own", "seed": 42, "labels": ["0"], "left_out": 0,
        "splits": [split | {"name": name} for name in ("train", "validation", "test")],
        "lengths": {"bytes": lengths, "characters": lengths, "tokens": None}, "notes": ["A note."],
        "examples": [{"label": "0", "id": "mine:2", "text": "a", "cut": False}]})}}
    told["evaluate"] = {"outputs": {name: told["default"]["outputs"][name] for name in ("metrics.json", "evaluation_results.csv")}}
    return told


class JsonOutputTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service()
        cls.addClassCleanup(cls.service.close)
        cls.service.submit_and_start_worker(scripts())
        cls.checked = set()
        # For what octavo runs by itself: predict, tokenize, evaluate.
        (cls.service.folder / "bin").mkdir()
        (cls.service.folder / "bin/octavo-runner").symlink_to(BIN / "../tests/fake_runner")
        for program in ("octavo-server", "octavo-worker"):
            (cls.service.folder / "bin" / program).symlink_to(BIN / program)

    def values(self, *arguments, status=0, name=None):
        """The values that octavo prints, each right by its command's schema."""
        done = self.service.run(*arguments, "--json", "--quiet", OCTAVO_BIN_DIR=str(self.service.folder / "bin"),
                                OCTAVO_RUNNER_FAKE=str(self.service.folder / "script.json"))
        self.assertEqual(done.returncode, status, f"{arguments}: {done.stderr}")
        said = [line for line in done.stderr.splitlines() if "warning: " not in line]
        if status == 0:
            self.assertEqual(said, [], f"{arguments}: -q leaves warnings alone")
        name = name or arguments[0]
        values = [json.loads(line) for line in done.stdout.splitlines()] if name in LINES else [json.loads(done.stdout)]
        self.assertTrue(values, arguments)
        for value in values:
            self.assertEqual(list(problems(value, SCHEMA["properties"][name])), [], arguments)
        self.checked.add(name)
        return values

    def test_of_every_command(self):
        first = self.service.experiment
        self.values("run-all", *MODEL, "--no-cache")
        self.values("run-all", "--only-comparison")
        self.values("run-all", *MODEL, "--skip", "static", "qat", "mixed", "comparison")
        self.values("baseline", *MODEL)
        self.values("dynamic")
        for kind in ("static", "qat", "mixed"):
            self.values(kind, "--model_path", "results/baseline/model")
        self.values("compare", "--no-plots")
        self.values("compare", "--no-plots", "--max-size-mb", "1", "--best", "size")
        self.values("compare", "--no-plots", "--min-accuracy", "0.99", status=1)
        self.values("compare", "results", "results/mixed_precision", "--best", "latency", name="compare of several")
        self.values("predict", "--model", "results/baseline/model", "a text")
        self.values("predict", "--model", "results/baseline/model", "--logits", "a text")
        self.values("tokenize", "--model", "results/baseline/model", "a text")
        self.values("evaluate", *MODEL)
        for name in ("models", "datasets", "list", "workers", "version"):
            self.values(name)
        shown = self.values("models", "show", "minilm-l6", name="models show")[0]
        self.assertEqual({file["name"]: file["digest"] for file in shown["files"]}["config.json"], "not known")
        self.values("models", "add", "mine", "data/cache/models/minilm-l6", name="models add")
        (self.service.folder / "mine.csv").write_text("text,label\na,0\n")
        self.values("datasets", "add", "mine", "mine.csv", "--text_column", "text", name="datasets add")
        # Not those of the catalog, which would be brought anew: they are not as published here.
        self.values("models", "fetch", "mine", name="models fetch")
        self.values("datasets", "fetch", "mine", name="datasets fetch")
        shown = self.values("datasets", "show", "mine", "--label_column", "label", name="datasets show")[0]
        self.assertEqual((shown["name"], shown["digest"], shown["size_bytes"]), ("mine", "not known", 15))
        self.values("completion", "zsh")
        self.values("submit", "experiment.yaml")
        self.values("watch", first)
        job = self.values("show", first)[0]["jobs"][0]["id"]
        self.values("show", job)
        self.assertEqual([value["line"] for value in self.values("logs", job)], ["one line", "and another"])
        self.values("explain", first)
        self.values("artifacts", "list", job, name="artifacts list")
        self.values("artifacts", "get", job, "--output_dir", "got", name="artifacts get")
        self.values("artifacts", "verify", name="artifacts verify")
        self.values("doctor", status=self.service.run("doctor", OCTAVO_BIN_DIR=str(self.service.folder / "bin")).returncode)
        self.values("drain", "the-worker")
        waiting = self.values("submit", "experiment.yaml")[0]  # which nobody takes now
        self.values("cancel", waiting["id"])
        cancelled = self.values("show", waiting["id"])[0]["jobs"][0]
        self.values("retry", cancelled["id"])
        self.values("cancel", cancelled["id"])
        self.values("resume", "the-worker")
        self.assertEqual(set(SCHEMA["properties"]) - self.checked, set(), "a command was not tried")

    def test_an_error_leaves_stdout_empty(self):
        for arguments, status in ((["show", "e999"], 2), (["baseline", "--epoch", "1"], 2), (["nonsense"], 2),
                                  (["list", "--server", "unix:/nowhere"], 3)):
            done = self.service.run(*arguments, "--json")
            self.assertEqual((done.returncode, done.stdout), (status, ""), arguments)
            self.assertIn("error: ", done.stderr)
        self.assertIn("did you mean the-worker?", self.service.run("drain", "the-wroker").stderr)

    def test_every_command_has_a_schema(self):
        commands = re.findall(r"^  ([a-z][a-z-]*)  ", self.service.run("--help").stdout.split("Subcommands:")[1], re.MULTILINE)
        self.assertEqual({name.split(" ")[0] for name in SCHEMA["properties"]}, set(commands))

    def test_the_page_names_every_key(self):
        keys = set(keys_of([*SCHEMA["properties"].values(), *SCHEMA["$defs"].values()]))
        self.assertEqual([key for key in sorted(keys) if f"`{key}`" not in PAGE], [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
