"""A small results folder that keeps the whole contract, made from a few random numbers, for the checker's tests."""
import copy
import json
import pathlib
import random
import struct

import scores
from comparison_checks import label_of
from make_files import chart, pack, safetensors
from make_report import write_comparison
from model_checks import manifest_digest

LABELS, ROWS, HIDDEN, INNER, VOCAB, POSITIONS = ["bad", "good"], 120, 4, 8, 6, 16
LINEARS = ["layer.0.qkv", "layer.0.attention_output", "layer.0.ffn_in", "layer.0.ffn_out", "pooler"]
STARTED = "2026-01-02T03:04:05Z"


def weight_shapes():
    """Names and shapes of a BERT with one layer."""
    shapes = {"bert.embeddings.word_embeddings.weight": (VOCAB, HIDDEN),
              "bert.embeddings.position_embeddings.weight": (POSITIONS, HIDDEN)}
    linear = {"attention.self.query": (HIDDEN, HIDDEN), "attention.self.key": (HIDDEN, HIDDEN),
              "attention.self.value": (HIDDEN, HIDDEN), "attention.output.dense": (HIDDEN, HIDDEN),
              "intermediate.dense": (INNER, HIDDEN), "output.dense": (HIDDEN, INNER)}
    linear = {f"bert.encoder.layer.0.{name}": shape for name, shape in linear.items()}
    for name, shape in (linear | {"bert.pooler.dense": (HIDDEN, HIDDEN), "classifier": (2, HIDDEN)}).items():
        shapes |= {f"{name}.weight": shape, f"{name}.bias": shape[:1]}
    return shapes


def single(value):
    """As a 32-bit float has it."""
    return struct.unpack("f", struct.pack("f", value))[0]


def half(value):
    return struct.unpack("e", struct.pack("e", value))[0]


class Maker:
    def __init__(self, root, seed=1):
        self.root, self.random = pathlib.Path(root), random.Random(seed)
        self.weights = {name: [single(self.random.gauss(0, 0.1)) for _ in range(shape[0] * (shape + (1,))[1])]
                        for name, shape in weight_shapes().items()}
        self.labels = [self.random.randrange(2) for _ in range(ROWS)]
        self.logits = {"fp32": [[single(self.random.gauss(2 * (c == label), 1.3)) for c in (0, 1)] for label in self.labels]}
        self.sizes, self.results = {}, {}

    def make(self):
        self.make_baseline()
        self.make_stage("dynamic", ["int8"])
        self.make_stage("static", ["int8"])
        self.make_stage("qat", ["qat"])
        self.make_stage("mixed", ["int8", "fp16", "mixed"])
        write_comparison(self.root, self.results, label_of)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def write_json(self, path, value):
        self.write(path, json.dumps(value, indent=2) + "\n")

    def parameters(self):
        return sum(len(values) for values in self.weights.values())

    def record(self, kind, params):
        splits = {"train": 100, "validation": 50, "test": ROWS}
        return {
            "schema": "octavo.result/1", "kind": kind,
            "model": {"name": "tiny", "architecture": "bert", "labels": LABELS, "parameters": self.parameters(), "layers": 1,
                      "hidden_size": HIDDEN, "vocab_size": VOCAB, "max_positions": POSITIONS, "tokenizer_digest": "a" * 64},
            "dataset": {"name": "sst2", "labels": LABELS, "seed": 42, "splits": splits, "full_splits": splits | {"left_out": 0},
                        "test_texts_seen_in_training": 0, "truncated_test_texts": 0, "mean_test_tokens": 6.5, "notes": []},
            "params": params, "max_length": POSITIONS, "inputs": {"model": "b" * 64, "dataset": "c" * 64},
            "environment": {"device": "cpu", "device_class": "x86_64-avx2", "cpu_model": "A CPU", "cpus": 2, "threads": 2,
                            "isa": ["avx2"], "gpus": [], "memory_bytes": 10 ** 9, "kernel": "Linux 6.1",
                            "libtorch_version": "2.13.0", "int8_kernels": "avx2", "octavo_version": "0.1.0",
                            "octavo_revision": "abc", "octavo_build": "GNU"},
            "job": {"id": "j1", "attempt": 1}, "started_at": STARTED, "wall_seconds": 10.0,
            "phase_seconds": {"load": 1.0, "time": 8.5}, "peak_memory_bytes": 10 ** 8, "warnings": []}

    def variant(self, name, files, size, milliseconds):
        requested = {"qat": "int8", "static": "int8", "mixed": "int8"}.get(name, name)
        return {"compute": {"requested": requested, "resolved": requested, "kernels": "kernels"},
                "evaluation": scores.evaluation(self.labels, self.logits[name], LABELS),
                "latency": {"batch1": {"samples": ROWS, "p50_ms": milliseconds, "p95_ms": milliseconds * 1.5,
                                       "p99_ms": milliseconds * 2, "mean_ms": milliseconds * 1.1, "std_ms": 0.1,
                                       "mean_tokens": 6.4},
                            "throughput": {"batch_size": 32, "samples_per_second": 900 / milliseconds,
                                           "tokens_per_second": 5850 / milliseconds, "runs": 5}},
                "load": {"cold_seconds": 0.4, "warm_seconds": 0.3, "peak_memory_bytes": 10 ** 7},
                "size_bytes": size, "files": files}

    def compare(self, name, variant, reference):
        told = scores.paired(self.labels, self.logits["fp32"], self.logits[name])
        low, high = scores.interval_bounds(told["flips_to_wrong"], told["flips_to_right"], ROWS)
        ratio = reference["latency"]["batch1"]["p50_ms"] / variant["latency"]["batch1"]["p50_ms"]
        speed = {"ratio": ratio, "interval": [ratio * 0.9, ratio * 1.1]}
        return told | {"reference": "fp32", "accuracy_difference_interval": [sum(low) / 2, sum(high) / 2],
                       "compression_ratio": reference["size_bytes"] / variant["size_bytes"],
                       "speedup": {"batch1": speed, "throughput": copy.deepcopy(speed)}}

    def training(self, first, curve_path, learning_rate):
        """Two epochs of four steps, the second of which is the best."""
        history = [{"epoch": e, "train_loss": 0.5 - 0.125 * e if e else None, "validation_accuracy": (0.6, 0.7, 0.8)[e],
                    "validation_loss": 0.5} for e in range(first, 3)]
        lines = ["step,epoch,loss,learning_rate,validation_accuracy,validation_loss"]
        for step in range(1, 9):
            epoch = (step + 3) // 4
            ends = f"{(0.6, 0.7, 0.8)[epoch]},0.5" if step % 4 == 0 else ","
            lines.append(f"{step},{epoch},{0.5 - 0.125 * epoch:.9g},{learning_rate / 2:.9g},{ends}")
        self.write(curve_path + ".csv", "\n".join(lines) + "\n")
        self.write(curve_path + ".png", chart())
        return {"precision": {"requested": "auto", "resolved": "fp32"}, "steps": 8, "epochs": 2, "best_epoch": 2,
                "samples_per_second": 50.0, "seconds": 4.0, "resumed_from_step": 0, "history": history}

    def training_params(self):
        return {"epochs": 2, "batch_size": 25, "learning_rate": 1e-4, "weight_decay": 0.01, "warmup_ratio": 0.1,
                "max_grad_norm": 1.0, "train_samples": 0, "checkpoint_steps": 500}

    def timing_params(self):
        return {"seed": 42, "eval_samples": 0, "eval_batch_size": 32, "latency_samples": 200, "latency_repeats": 5}

    def make_baseline(self):
        config = {"architectures": ["BertForSequenceClassification"], "model_type": "bert", "id2label": dict(zip("01", LABELS)),
                  "label2id": {"bad": 0, "good": 1}, "vocab_size": VOCAB, "hidden_size": HIDDEN, "num_hidden_layers": 1}
        note = {"schema": "octavo.model/1", "base_model": "tiny", "dataset": "sst2", "seed": 42, "max_length": POSITIONS,
                "text_column": "text", "label_column": "label", "train_samples": 0}
        self.write_json("baseline/model/config.json", config)
        self.write_json("baseline/model/octavo.json", note)
        self.write("baseline/model/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\ngood\nbad\n")
        tensors = {name: ("F32", shape, pack("F32", self.weights[name])) for name, shape in weight_shapes().items()}
        self.write("baseline/model/model.safetensors", safetensors(tensors))
        params = self.training_params() | self.timing_params() | {
            "model": "tiny", "dataset": "sst2", "text_column": "text", "label_column": "label", "max_length": POSITIONS,
            "precision": "auto"}
        result = self.record("baseline", params)
        result["variants"] = {"fp32": self.reference()}
        result["training"] = self.training(1, "baseline/training_curve", 1e-4)
        result["measurement"] = self.measurement(result)
        self.finish("baseline", "baseline", "metrics.json", result)

    def reference(self):
        model = self.root / "baseline/model"
        size = sum((model / name).stat().st_size for name in ("config.json", "model.safetensors"))
        return self.variant("fp32", ["config.json", "model.safetensors"], size, 4.0)

    def measurement(self, result):
        types = {variant["compute"]["resolved"] for variant in result["variants"].values()}
        measured = {"load_average_before": 0.1, "load_average_after": 1.0, "neighbour_cpu": 0.01, "warmup_runs": 40,
                    "order_seed": 42, "gemm_peak_gflops": {kind: 100.0 for kind in types}, "credible": None}
        if "grid" in result:
            measured["fp32_share_of_peak"] = {"shape": "64x8", "gflops": 60.0, "share": 0.6}
            measured["credible"] = True
        return measured

    def grid(self, variants):
        """One shape, large enough to judge the reference by."""
        cell = {"shape": "64x8", "batch": 64, "tokens": 8, "speedup": {}}
        for name, variant in variants.items():
            p50 = variant["latency"]["batch1"]["p50_ms"] * 8
            cell[name] = {"p50_ms": p50, "p95_ms": p50 * 1.1, "p99_ms": None, "mean_ms": p50, "std_ms": 0.0, "runs": 5,
                          "gflops": 60.0 * 32.0 / p50}
            if name != "fp32":
                cell["speedup"][name] = {"ratio": 32.0 / p50, "interval": [0.95 * 32.0 / p50, 1.05 * 32.0 / p50]}
        return [cell]

    def make_stage(self, kind, own):
        """A stage that makes these variants; qat has the static stage's model beside its own."""
        from make_models import MODEL_FILES, STAGE_PARAMS, MakeModels  # it needs this module's names
        folder, result_name, _ = STAGE_PARAMS[kind][:3]
        params = self.timing_params() | {"model": "tiny", "dataset": "sst2", "quantize_embeddings": True,
                                         "latency_shapes": ["64x8"]} | STAGE_PARAMS[kind][3]
        result = self.record(kind, params | (self.training_params() if kind == "qat" else {}))
        models = MakeModels(self, kind, folder, result)
        result["variants"] = {"fp32": self.reference()}
        for index, name in enumerate(own):
            self.drift(kind, name, 0.25 + 0.05 * index)
            models.make(name)
            file = MODEL_FILES[kind, name]
            result["variants"][name] = self.variant(name, [file], (self.root / folder / file).stat().st_size, 2.0 - 0.25 * index)
        result["inputs"]["model"] = self.digest_of("baseline/model")
        if kind == "qat":
            self.logits["static"] = self.logits["static int8"]
            static = self.root / "static_quant/quantized_model.pt"
            result["inputs"]["static"] = manifest_digest({static.name: static.read_bytes()})
            result["variants"]["static"] = self.variant("static", [static.name], static.stat().st_size, 2.5)
        result["own_variants"] = own
        result["evaluation_files"] = {n: "evaluation_results.csv" if len(own) == 1 else f"evaluation_results_{n}.csv" for n in own}
        result["comparison"] = {name: self.compare(name, variant, result["variants"]["fp32"])
                                for name, variant in result["variants"].items() if name != "fp32"}
        result["grid"] = self.grid(result["variants"])
        result["measurement"] = self.measurement(result)
        models.finish()
        self.finish(kind, folder, result_name, result)

    def drift(self, kind, name, deviation):
        """Logits near those of FP32; what other stages call the same is kept under the stage's name too."""
        self.logits[name] = [[single(x + self.random.gauss(0, deviation)) for x in row] for row in self.logits["fp32"]]
        self.logits[f"{kind} {name}"] = self.logits[name]

    def digest_of(self, folder):
        return manifest_digest({file.name: file.read_bytes() for file in (self.root / folder).iterdir()})

    def finish(self, kind, folder, result_name, result):
        """What every stage writes: the answers, the record and what the user named."""
        for name in result.get("own_variants", ["fp32"]):
            reference = kind != "baseline"
            header = "id,label,prediction,logit_0,logit_1"
            lines = [header + (",reference_prediction,reference_logit_0,reference_logit_1" if reference else "")]
            for i, (label, row, base) in enumerate(zip(self.labels, self.logits[name], self.logits["fp32"])):
                cells = [f"test:{i}", label, scores.arg_max(row), *(f"{x:.9g}" for x in row)]
                cells += [scores.arg_max(base), *(f"{x:.9g}" for x in base)] if reference else []
                lines.append(",".join(map(str, cells)))
            file = result.get("evaluation_files", {}).get(name, "evaluation_results.csv")
            self.write(f"{folder}/{file}", "\n".join(lines) + "\n")
        self.write_json(f"{folder}/{result_name}", result)
        self.write_json(f"{folder}/inputs.json", {"schema": "octavo.inputs/1", "model": "tiny", "dataset": "sst2"})
        if kind != "dynamic":
            record = ("kind", "model", "dataset", "params", "max_length", "inputs", "environment", "job", "started_at", "training")
            config = {"schema": "octavo.config/1"} | {key: result[key] for key in record if key in result}
            self.write_json(f"{folder}/config.json", config)
        self.results[kind] = result


