"""The weights: baseline/model as Hugging Face has it, and each .pt and .pth file as torch.load(weights_only=True) takes it."""
import hashlib
import math
import re
import struct

import tensors
from shapes import Broken, parse_json

LAYER = re.compile(r"\.layer\.(\d+)\.")
TOKENIZERS = ({"vocab.txt"}, {"vocab.json", "merges.txt"}, {"tokenizer.json"})
SCALE, FACTOR, TOKENIZER = "_scale", ".smooth_factor", "tokenizer."
FLOATS = ("F32", "F16", "BF16")
QUANTIZATION = {("dynamic", "int8"): "dynamic", ("static", "int8"): "static", ("qat", "qat"): "qat", ("mixed", "int8"): "dynamic",
                ("mixed", "mixed"): "mixed"}


class ModelFolder:
    """baseline/model, read once: files by name and tensors by name."""

    def __init__(self, stage):
        self.stage, self.results = stage, stage.results
        self.folder = stage.path("model")
        self.files = {name: self.results.read(f"{self.folder}/{name}") for name in self.results.files_below(self.folder)}
        self.tensors = None
        path = f"{self.folder}/model.safetensors"
        with self.results.reading(path):
            if self.files.get("model.safetensors"):
                self.tensors = tensors.read_safetensors(self.files["model.safetensors"])

    def digest(self):
        """Of the manifest by which a later job names it as its input (proto/octavo/v1/artifacts.proto)."""
        return manifest_digest(self.files)

    def check(self):
        report, names = self.stage.report, set(self.files)
        report.fact(any(need <= names for need in TOKENIZERS), self.folder, "tokenizer files", sorted(names),
                    "vocab.txt, vocab.json with merges.txt, or tokenizer.json")
        self.check_config()
        self.check_note()
        if self.tensors is not None:
            self.check_weights()

    def check_config(self):
        path, model = f"{self.folder}/config.json", self.stage.result["model"]
        config = self.results.json(path, self.results.shapes_of("hugging face"))
        if not config or "id2label" not in config or "label2id" not in config:
            return
        labels = model["labels"]
        self.stage.report.equal(path, "id2label", config["id2label"], {str(i): label for i, label in enumerate(labels)})
        self.stage.report.equal(path, "label2id", config["label2id"], {label: i for i, label in enumerate(labels)})
        self.stage.report.equal(path, "model_type", config["model_type"], model["architecture"])
        self.stage.report.equal(path, "vocab_size", config["vocab_size"], model["vocab_size"])
        for keys, wanted in ((("hidden_size", "dim"), model["hidden_size"]), (("num_hidden_layers", "n_layers"), model["layers"])):
            self.stage.report.equal(path, keys[0], next((config[key] for key in keys if key in config), None), wanted)

    def check_note(self):
        """octavo.json says what the training used."""
        path, params = f"{self.folder}/octavo.json", self.stage.result["params"]
        note = self.results.json(path, self.results.shapes_of("octavo.model/1"))
        wanted = {key: params[key] for key in ("dataset", "text_column", "label_column", "train_samples")}
        wanted |= {"base_model": params["model"], "seed": params.get("split_seed", params["seed"]),
                   "max_length": self.stage.result["max_length"]}
        for key, value in wanted.items():
            if note and key in note:
                self.stage.report.equal(path, key, note[key], value)

    def check_weights(self):
        report, path, model = self.stage.report, f"{self.folder}/model.safetensors", self.stage.result["model"]
        for name, tensor in self.tensors.items():
            report.equal(path, f"type of {name}", tensor.dtype, "F32")
            report.fact(tensors.is_finite(tensor), path, f"values of {name}", "NaN or infinity", "finite numbers")
        elements = sum(math.prod(tensor.shape) for tensor in self.tensors.values())
        report.equal(path, "parameters", elements, model["parameters"])
        words = [t.shape for name, t in self.tensors.items() if name.endswith("word_embeddings.weight")]
        report.equal(path, "shape of word_embeddings", words, [(model["vocab_size"], model["hidden_size"])])
        heads = [t.shape[0] for name, t in self.tensors.items() if name in ("classifier.weight", "classifier.out_proj.weight")]
        report.equal(path, "outputs of the classifier", heads, [len(model["labels"])])
        layers = {}
        for name, tensor in self.tensors.items():
            if match := LAYER.search(name):
                layers.setdefault(int(match.group(1)), set()).add((name[match.end():], tensor.shape))
        report.equal(path, "layers", sorted(layers), list(range(model["layers"])))
        report.equal(path, "layers of different make", len(set(map(frozenset, layers.values()))), 1)


def manifest_digest(files):
    """`files`: bytes by path."""
    lines = [f"{hashlib.sha256(data or b'').hexdigest()} {len(data or b'')} {name}\n"
             for name, data in sorted(files.items(), key=lambda item: item[0].encode())]
    return hashlib.sha256(("octavo-manifest 1\n" + "".join(lines)).encode()).hexdigest()


class ModelFile:
    """A .pt or .pth file of a stage; `baseline` is the ModelFolder that it was made from, or None."""

    def __init__(self, stage, variant, baseline):
        self.stage, self.variant, self.baseline = stage, variant, baseline
        self.path = stage.path(stage.model_files[variant])
        self.data = stage.results.read(self.path)
        self.file = None
        with stage.results.reading(self.path):
            if self.data:
                self.file = tensors.TorchFile(self.data)
        every = self.file.tensors if self.file else {}
        self.own = {n: t for n, t in every.items() if not n.startswith(TOKENIZER) and not n.endswith((SCALE, FACTOR))}

    @property
    def metadata(self):
        return self.file.values.get("metadata", {}) if self.file else {}

    def linears(self):
        """({layer: its type and input codes}, layers whose columns are smoothed), or None."""
        if "linears" not in self.metadata:
            return None
        return self.metadata["linears"], {n.removesuffix(FACTOR) for n in self.file.tensors if n.endswith(FACTOR)}

    def check(self):
        if self.file is None:
            return
        self.check_metadata()
        self.check_types()
        self.check_lists()
        if self.baseline is not None and self.baseline.tensors is not None:
            self.check_against_baseline()

    def check_metadata(self):
        report, path, meta = self.stage.report, self.path, self.metadata
        report.equal(path, "values that are no tensors", sorted(self.file.values), ["metadata"])
        is_int8 = self.stage.result["variants"][self.variant]["compute"]["requested"] == "int8"
        schema = "octavo.int8_model" if is_int8 else "octavo.float_model"
        self.stage.results.shapes.check(path, meta, self.stage.results.shapes_of(schema), "metadata")
        report.equal(path, "metadata.labels", meta.get("labels"), self.stage.labels)
        report.equal(path, "metadata.architecture", meta.get("architecture"), self.stage.result["model"]["architecture"])
        key, wanted = ("quantization", QUANTIZATION.get((self.stage.kind, self.variant))) if is_int8 else ("type", self.variant)
        report.equal(path, f"metadata.{key}", meta.get(key), wanted)
        for name in ("config", "training"):
            with self.stage.results.reading(path):
                parse_json(meta.get(name, "{}"))

    def check_types(self):
        """INT8 values with float32 scales, one a row; everything else in the file's float types."""
        report, path, every = self.stage.report, self.path, self.file.tensors
        for name, tensor in every.items():
            report.fact(tensors.is_finite(tensor), path, f"values of {name}", "NaN or infinity", "finite numbers")
            if name.startswith(TOKENIZER):
                report.equal(path, f"type of {name}", tensor.dtype, "U8")
            elif name.endswith((SCALE, FACTOR)):
                report.fact(tensor.dtype == "F32" and min(tensors.floats(tensor)) > 0, path, name, tensor.dtype, "positive F32")
                owner = every.get(name.removesuffix(SCALE))
                report.fact(name.endswith(FACTOR) or (owner is not None and owner.dtype == "I8"), path, name,
                            "a scale of nothing", "a scale of an INT8 tensor")
            elif tensor.dtype == "I8":
                scale = every.get(name + SCALE)
                report.equal(path, f"shape of {name}{SCALE}", None if scale is None else scale.shape, tensor.shape[:1])
                report.equal(path, f"values of -128 in {name}", bytes(tensor.data).count(0x80), 0)
        self.check_float_types()

    def check_float_types(self):
        types = {tensor.dtype for tensor in self.own.values()}
        kind = self.metadata.get("type")
        if kind in ("fp16", "bf16"):
            self.stage.report.equal(self.path, "types of the weights", types, {kind.replace("fp", "f").upper()})
            return
        linears = self.metadata.get("linears", {})
        used = {linear.get("type") for linear in linears.values() if isinstance(linear, dict)}
        self.stage.report.equal(self.path, "whether there are BF16 weights", "BF16" in types, "bf16" in used)
        self.stage.report.fact(types <= {"I8", "F32", "BF16"}, self.path, "types of the weights", sorted(types), "I8, F32, BF16")
        for layer, linear in linears.items():
            self.stage.report.equal(self.path, f"whether {layer} has input codes", "input" in linear, linear.get("type") == "int8")
        self.stage.report.equal(self.path, "layers of metadata.linears", len(linears), 4 * self.stage.result["model"]["layers"] + 1)

    def check_lists(self):
        """`quantization` of the results names the INT8 weights and the others."""
        report, path = self.stage.report, self.stage.result_path
        said = self.stage.result.get("quantization", {})
        said = said.get(self.variant, {}) if self.stage.kind == "mixed" else said
        if not said:
            return
        int8 = {name for name, tensor in self.own.items() if tensor.dtype == "I8"}
        count = {True: 0, False: 0}
        for name, tensor in self.own.items():
            count[name in int8] += math.prod(tensor.shape)
        report.equal(path, "quantized_layers", set(said["quantized_layers"]), int8)
        report.equal(path, "kept_layers", set(said["kept_layers"]), set(self.own) - int8)
        report.equal(path, "quantized_parameters", said["quantized_parameters"], count[True])
        report.equal(path, "float_parameters", said["float_parameters"], count[False])
        report.equal(path, "all parameters", sum(count.values()), self.stage.result["model"]["parameters"])

    def check_against_baseline(self):
        """It is the baseline's model: names, shapes, tokenizer, notes, and where nothing was trained the weights."""
        report, path, base = self.stage.report, self.path, self.baseline
        report.equal(path, "names and shapes of the weights", {n: t.shape for n, t in self.own.items()},
                     {n: t.shape for n, t in base.tensors.items()})
        for key, name in (("config", "config.json"), ("training", "octavo.json")):
            report.equal(path, f"metadata.{key}", self.metadata.get(key), (base.files.get(name) or b"").decode())
        carried = {n.removeprefix(TOKENIZER): t for n, t in self.file.tensors.items() if n.startswith(TOKENIZER)}
        report.fact(any(need <= set(carried) for need in TOKENIZERS), path, "tokenizer files", sorted(carried), "a tokenizer")
        for name, tensor in carried.items():
            report.fact(base.files.get(name) in (None, bytes(tensor.data)), path, f"{TOKENIZER}{name}", "other bytes",
                        f"those of {base.folder}/{name}")
        params = self.stage.result["params"]
        same = params.get("smooth_alpha", 0) == 0 and params.get("weights", "per_channel") == "per_channel"
        if self.stage.kind != "qat" and same:
            for name, tensor in self.own.items():
                if name in base.tensors and tensor.shape == base.tensors[name].shape:
                    self.check_values(name, tensor, base.tensors[name])

    def check_values(self, name, tensor, original):
        """First, middle and last row against FP32. Biases of a static file may be corrected."""
        if len(tensor.shape) != 2 and self.stage.kind == "static":
            return
        rows = sorted({0, tensor.shape[0] // 2, tensor.shape[0] - 1}) if len(tensor.shape) == 2 else [None]
        scales = tensors.floats(self.file.tensors[name + SCALE]) if tensor.dtype == "I8" and name + SCALE in self.file.tensors else []
        for row in rows:
            got, wanted = tensors.floats(tensor, row), tensors.floats(original, row)
            if tensor.dtype == "I8":
                if len(scales) != tensor.shape[0]:
                    return
                far = max(abs(q * scales[row] - w) for q, w in zip(got, wanted)) > scales[row] * 0.50001 + 1e-12
            elif tensor.dtype == "BF16":
                far = any(abs(a - b) > abs(b) / 256 for a, b in zip(got, wanted))
            else:
                code = {"F32": "f", "F16": "e"}[tensor.dtype]
                far = got != [struct.unpack(code, struct.pack(code, w))[0] for w in wanted]
            self.stage.report.fact(not far, self.path, f"row {row or 0} of {name}", "other weights", "those of baseline/model, rounded")


def check_models(stage, baseline):
    """The stage's model files. Returns them by variant."""
    files = {variant: ModelFile(stage, variant, baseline) for variant in stage.own if variant in stage.model_files}
    for file in files.values():
        file.check()
    return files
