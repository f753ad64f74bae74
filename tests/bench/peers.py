#!/usr/bin/env python3
"""Latency of other engines on the shapes of octavo-int8-bench, for a Hugging Face folder.

  python3 peers.py FOLDER [--threads N] [--passes N]

Measures ONNX Runtime (FP32 and dynamic INT8 per channel, both over the graph that its own transformer optimizer fused) and OpenVINO (FP32 or BF16 as it chooses, and INT8 by nncf) where
they are installed, pass by pass in turn, and prints p50 and p95 in ms with the load average. An engine that is missing or
fails is named with the reason. Needs torch and transformers to export the model.
"""
import argparse
import os
import tempfile
import time

import numpy as np

SHAPES = [(1, 8, 8), (1, 16, 16), (1, 32, 32), (1, 64, 64), (1, 128, 128), (1, 256, 256), (1, 512, 512),
          (8, 128, 128), (8, 128, 32), (32, 32, 32)]  # texts, padded length, real length


def export(folder, path):
    import torch
    from transformers import AutoModelForSequenceClassification

    model = AutoModelForSequenceClassification.from_pretrained(folder, attn_implementation="eager").eval()

    class Logits(torch.nn.Module):
        def __init__(self, inner):
            super().__init__()
            self.inner = inner

        def forward(self, input_ids, attention_mask):
            return self.inner(input_ids=input_ids, attention_mask=attention_mask).logits

    example = torch.ones(2, 16, dtype=torch.long)
    axes = {"input_ids": {0: "b", 1: "t"}, "attention_mask": {0: "b", 1: "t"}, "logits": {0: "b"}}
    torch.onnx.export(Logits(model), (example, example), path, input_names=["input_ids", "attention_mask"],
                      output_names=["logits"], dynamic_axes=axes, opset_version=17, dynamo=False)


def onnxruntime_engines(path, threads, folder):
    import onnxruntime as ort
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers import optimizer

    def session(file):
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        return ort.InferenceSession(file, options, providers=["CPUExecutionProvider"])

    fused, int8 = os.path.join(folder, "fused.onnx"), os.path.join(folder, "int8.onnx")
    optimizer.optimize_model(path, model_type="bert").save_model_to_file(fused)  # heads and hidden size: read from the graph
    quantize_dynamic(fused, int8, per_channel=True, weight_type=QuantType.QInt8)
    for name, file in (("onnxruntime fp32", fused), ("onnxruntime int8 dynamic", int8)):
        loaded = session(file)
        yield f"{name} {ort.__version__}", lambda feed, s=loaded: s.run(None, feed)[0]


def openvino_engines(path, threads, _folder):
    import nncf
    import openvino as ov

    core = ov.Core()
    settings = {"INFERENCE_NUM_THREADS": threads, "PERFORMANCE_HINT": "LATENCY"}

    def compiled(model):
        request = core.compile_model(model, "CPU", settings).create_infer_request()
        return lambda feed: request.infer(feed)[0]

    model = core.read_model(path)
    yield f"openvino default {ov.__version__.split('-')[0]}", compiled(model)
    random = np.random.default_rng(1)
    samples = [feed_of(1, length, length, random) for length in (16, 32, 64, 96, 128) for _ in range(12)]
    int8 = nncf.quantize(model, nncf.Dataset(samples), model_type=nncf.ModelType.TRANSFORMER)
    yield f"openvino int8 nncf {nncf.__version__}", compiled(int8)


def feed_of(texts, padded, real, random):
    ids = random.integers(1000, 20000, size=(texts, padded), dtype=np.int64)
    mask = np.zeros((texts, padded), dtype=np.int64)
    mask[:, :real] = 1
    return {"input_ids": ids * mask, "attention_mask": mask}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--passes", type=int, default=30)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.onnx")
        export(arguments.folder, path)
        engines = []
        for make in (onnxruntime_engines, openvino_engines):
            try:
                engines.extend(make(path, arguments.threads, folder))
            except Exception as error:  # one engine's trouble must not hide the others' figures
                print(f"{make.__name__}: not measured: {error}")
        measure(engines, arguments.passes)


def measure(engines, passes):
    for texts, padded, real in SHAPES:
        feed = feed_of(texts, padded, real, np.random.default_rng(2))
        times = {name: [] for name, _ in engines}
        for turn in range(-3, passes):
            for name, run in engines:
                start = time.perf_counter()
                run(feed)
                if turn >= 0:
                    times[name].append((time.perf_counter() - start) * 1e3)
        for name, values in times.items():
            p50, p95 = np.quantile(values, [0.5, 0.95])
            print(f"{texts}x{padded} ({real} real)  {name:32}  p50 {p50:8.3f}  p95 {p95:8.3f}  load {os.getloadavg()[0]:.1f}",
                  flush=True)


if __name__ == "__main__":
    main()
