"""The model files of the synthetic stages and the tables that tell of them (make_results.py)."""
import json

from make_files import chart, pack, write_torch
from make_results import LABELS, LINEARS, half, single, weight_shapes
from table_checks import COLUMNS, value_at

STATIC = {"calibration_samples": 100, "observer": "minmax", "activations": "affine", "keep_layers": []}
# kind: folder, file of the results, table of the variants, own parameters
STAGE_PARAMS = {
    "dynamic": ("dynamic_quant", "results.json", None, {}),
    "static": ("static_quant", "metrics.json", "comparison.csv",
               STATIC | {"role_observers": [], "percentile": 99.99, "weights": "per_channel", "smooth_alpha": 0.0,
                         "bias_correction": True, "reduced_range": False}),
    "qat": ("qat", "metrics.json", "comparison_table.csv",
            STATIC | {"distill": True, "distill_weight": 0.5, "distill_temperature": 2.0, "freeze_observers_at": 0.5,
                      "observer_momentum": 0.01, "min_agreement": 0.998}),
    "mixed": ("mixed_precision", "metrics.json", "precision_comparison.csv",
              {"precisions": ["int8", "fp16", "mixed"], "max_accuracy_drop": 0.5, "sensitivity_samples": 0, "search_rounds": 8}),
}
MODEL_FILES = {("dynamic", "int8"): "quantized_model.pt", ("static", "int8"): "quantized_model.pt", ("qat", "qat"): "qat_model.pth",
               ("mixed", "int8"): "int8_model.pth", ("mixed", "fp16"): "fp16_model.pt", ("mixed", "mixed"): "mixed_model.pth"}
BF16_LAYER, BF16_WEIGHT = "pooler", "bert.pooler.dense.weight"
SEARCH = "int8:*,bf16:pooler"


class MakeModels:
    def __init__(self, maker, kind, folder, result):
        self.maker, self.kind, self.folder, self.result = maker, kind, folder, result

    def make(self, name):
        root = {"metadata": self.metadata(name)}
        int8, kept = [], []
        for weight, shape in weight_shapes().items():
            values = self.maker.weights[weight]
            small = len(shape) == 2 and not weight.startswith("classifier") and name != "fp16"
            if small and not (name == "mixed" and weight == BF16_WEIGHT):
                int8.append(weight)
                self.quantize(root, weight, shape, values)
                continue
            kept.append(weight)
            dtype = "F16" if name == "fp16" else "BF16" if name == "mixed" and weight == BF16_WEIGHT else "F32"
            root[weight] = (dtype, shape, pack(dtype, [half(v) for v in values] if dtype == "F16" else values))
        vocabulary = (self.maker.root / "baseline/model/vocab.txt").read_bytes()
        root["tokenizer.vocab.txt"] = ("U8", (len(vocabulary),), vocabulary)
        write_torch(self.maker.root / self.folder_file(name), root)
        count = sum(len(self.maker.weights[weight]) for weight in int8)
        said = {"quantized_layers": int8, "kept_layers": kept, "quantized_parameters": count,
                "float_parameters": self.maker.parameters() - count}
        if self.kind == "mixed":
            self.result.setdefault("quantization", {})[name] = said
        elif self.kind != "qat":
            self.result["quantization"] = said

    def folder_file(self, name):
        (self.maker.root / self.folder).mkdir(exist_ok=True)
        return f"{self.folder}/{MODEL_FILES[self.kind, name]}"

    def quantize(self, root, weight, shape, values):
        """Symmetric, with a scale for each row."""
        rows = [values[i * shape[1]:(i + 1) * shape[1]] for i in range(shape[0])]
        scales = [single(max(map(abs, row)) / 127) for row in rows]
        codes = [max(-127, min(127, round(v / scale))) for row, scale in zip(rows, scales) for v in row]
        root[weight] = ("I8", shape, pack("I8", codes))
        root[weight + "_scale"] = ("F32", shape[:1], pack("F32", scales))

    def metadata(self, name):
        model = self.maker.root / "baseline/model"
        common = {"architecture": "bert", "labels": LABELS, "config": (model / "config.json").read_text(),
                  "training": (model / "octavo.json").read_text()}
        if name == "fp16":
            return {"schema": "octavo.float_model", "version": 1, "type": "fp16"} | common
        codes = {"scale": 0.0625, "zero_point": 100, "lowest": 0, "highest": 255}
        inputs = codes if self.kind in ("static", "qat") else "dynamic"
        linears = {layer: {"type": "int8", "input": inputs} for layer in LINEARS}
        if name == "mixed":
            linears[BF16_LAYER] = {"type": "bf16"}
        scheme = {"weights": "int8", "embeddings": "int8", "activations": "int8", "rounding": "half to even",
                  "range": [-127, 127], "kept": "the rest"}
        quantization = "dynamic" if (self.kind, name) == ("mixed", "int8") else self.kind
        return {"schema": "octavo.int8_model", "version": 2, "quantization": quantization, "scheme": scheme,
                "linears": linears} | common

    def finish(self):
        """The tables, pictures and sections of the kind; REQUIRES: the result's variants and comparison."""
        if self.kind in ("static", "qat"):
            line = "int8,0.0625,100,0,255,-6.25,9.6875,false"
            header = "layer,precision,scale,zero_point,quant_min,quant_max,observed_min,observed_max,smooth"
            self.maker.write(f"{self.folder}/layers.csv", "\n".join([header, *(f"{name},{line}" for name in LINEARS)]) + "\n")
        if self.kind == "static":
            self.result["quantization"] |= {"observer": "minmax", "calibration_texts": 100}
        if self.kind == "qat":
            near = {"agreement": 1.0, "largest_logit_difference": 0.0, "mean_logit_difference": 0.0}
            self.result["gate"] = near | {"validation": near, "min_agreement": 0.998, "logit_tolerance": 1e-4}
            self.result["training"] = self.maker.training(0, "qat/training_curve", 1e-4)
        if self.kind == "mixed":
            self.search()
            for name in ("accuracy", "size", "speed"):
                self.maker.write(f"{self.folder}/{name}_comparison.png", chart())
        if STAGE_PARAMS[self.kind][2]:
            self.comparison_table(STAGE_PARAMS[self.kind][2])

    def comparison_table(self, name):
        lines = [",".join(["variant", *COLUMNS])]
        for variant in ["fp32", *sorted(set(self.result["variants"]) - {"fp32"})]:
            cells = [value_at(self.result, variant, place) for place in COLUMNS.values()]
            lines.append(",".join([variant, *("" if cell is None else json.dumps(cell) for cell in cells)]))
        self.maker.write(f"{self.folder}/{name}", "\n".join(lines) + "\n")

    def search(self):
        """Three plain candidates and the mixed one, which costs little more time than INT8 and is nearer to FP32."""
        size = self.result["variants"]["mixed"]["size_bytes"]
        rows = [("all_int8", "int8:*", 0.80, 0.02, 1.0, size - 100), ("all_bf16", "bf16:*", 0.80, 0.005, 1.5, size + 1000),
                ("all_fp32", "fp32:*", 0.80, 0.001, 3.0, size + 3000), ("mixed_1", SEARCH, 0.80, 0.01, 1.005, size)]
        candidates = [{"candidate": name, "layers": layers, "accuracy": accuracy, "accuracy_drop": 0.8 - accuracy,
                       "accuracy_drop_interval": [-0.02, 0.03], "mean_kl": kl,
                       "latency_ms": 2.0 * time, "timed_runs": 50, "size_bytes": size, "on_front": name == "all_int8",
                       "chosen": name == "mixed_1", "time_over_int8": {"ratio": time, "interval": [time, time * 1.001]},
                       "speedup": {"ratio": 3 / time, "interval": [2.9 / time, 3.1 / time]}}
                      for name, layers, accuracy, kl, time, size in rows]
        shared = {"decided_on": "validation", "rows": 50, "reference_accuracy": 0.8}
        self.result["search"] = shared | {"accuracy_budget": 0.005, "holds_budget": True, "types": ["int8", "bf16", "fp32"],
                                          "rounds": 1, "chosen": "mixed_1", "layers": SEARCH, "candidates": candidates,
                                          "accuracy_drop": 0.8 - 0.8, "accuracy_drop_interval": [-0.02, 0.03]}
        layers = [{"layer": layer, "precision": "int8", "kept": kept, "accuracy": 0.78, "accuracy_difference": 0.78 - 0.8,
                   "mean_kl": 0.01} for layer in LINEARS for kept in ("only_this", "all_but_this")]
        self.result["sensitivity"] = shared | {"layers": layers}
        self.table("sensitivity", ["layer", "precision", "kept", "accuracy", "accuracy_difference", "mean_kl"], layers)
        self.table("pareto", ["candidate", "accuracy", "accuracy_drop", "drop_low", "drop_high", "latency_ms", "size_bytes", "on_front",
                              "chosen", "layers"], [c | {"drop_low": -0.02, "drop_high": 0.03} for c in candidates])

    def table(self, name, columns, records):
        def cell(value):
            if isinstance(value, bool):
                return str(value).lower()
            return f"{value:.9g}" if isinstance(value, float) else f'"{value}"' if "," in str(value) else str(value)

        lines = [",".join(columns)] + [",".join(cell(record[column]) for column in columns) for record in records]
        self.maker.write(f"{self.folder}/{name}.csv", "\n".join(lines) + "\n")


