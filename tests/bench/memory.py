#!/usr/bin/env python3
"""Peak memory of every job with a model of BERT-base's size (random weights, batch 32), as octavo's results report it.

  python3 memory.py --octavo build/release/bin/octavo --vocab VOCAB.txt --out FOLDER [--max-length 128 512]

VOCAB.txt is the vocabulary of bert-base-uncased, which minilm-l6 shares. Trains 3 steps at each length and quantizes
the model every way, all without timing; takes half an hour on two cores. Prints a Markdown table with the bound of
each job (8 GB for training, 4 GB for the others) and exits with 1 where one is broken. Needs nothing but Python.
"""
import argparse
import array
import json
import os
import pathlib
import random
import struct
import subprocess
import sys

HIDDEN, LAYERS, HEADS, INTERMEDIATE, POSITIONS, TYPES = 768, 12, 12, 3072, 512, 2
GB = 1e9
STAGES = {  # command: (folder, flags)
    "dynamic": ("dynamic_quant", ["--baseline-model"]),
    "static": ("static_quant", ["--model_path"]),
    "qat": ("qat", ["--epochs", "1", "--batch_size", "32", "--train_samples", "64", "--model_path"]),
    "mixed": ("mixed_precision", ["--precisions", "int8", "fp16", "bf16", "mixed", "--sensitivity_samples", "4", "--search_rounds", "2",
                                  "--model_path"]),
}


def tensors(words):
    """Names and shapes of bert-base's encoder as Hugging Face saves it."""
    yield "embeddings.word_embeddings.weight", (words, HIDDEN)
    yield "embeddings.position_embeddings.weight", (POSITIONS, HIDDEN)
    yield "embeddings.token_type_embeddings.weight", (TYPES, HIDDEN)
    norm = lambda name: [(f"{name}.LayerNorm.{part}", (HIDDEN,)) for part in ("weight", "bias")]
    linear = lambda name, out, into: [(f"{name}.weight", (out, into)), (f"{name}.bias", (out,))]
    yield from norm("embeddings")
    for i in range(LAYERS):
        layer = f"encoder.layer.{i}"
        for part in ("query", "key", "value"):
            yield from linear(f"{layer}.attention.self.{part}", HIDDEN, HIDDEN)
        yield from linear(f"{layer}.attention.output.dense", HIDDEN, HIDDEN)
        yield from norm(f"{layer}.attention.output")
        yield from linear(f"{layer}.intermediate.dense", INTERMEDIATE, HIDDEN)
        yield from linear(f"{layer}.output.dense", HIDDEN, INTERMEDIATE)
        yield from norm(f"{layer}.output")
    yield from linear("pooler.dense", HIDDEN, HIDDEN)


def write_model(folder, vocabulary):
    folder.mkdir(parents=True, exist_ok=True)
    words = vocabulary.read_text(encoding="utf-8").splitlines()
    (folder / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    config = {"architectures": ["BertModel"], "model_type": "bert", "vocab_size": len(words), "hidden_size": HIDDEN, "num_hidden_layers": LAYERS,
              "num_attention_heads": HEADS, "intermediate_size": INTERMEDIATE, "max_position_embeddings": POSITIONS, "type_vocab_size": TYPES,
              "hidden_act": "gelu", "layer_norm_eps": 1e-12, "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.1,
              "do_lower_case": True}
    (folder / "config.json").write_text(json.dumps(config, indent=1))
    source = random.Random(7)
    block = array.array("f", (source.gauss(0, 0.02) for _ in range(1 << 18)))  # repeated: only the size matters
    header, end, content = {}, 0, []
    for name, shape in tensors(len(words)):
        count = shape[0] * (shape[1] if len(shape) > 1 else 1)
        header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [end, end + 4 * count]}
        end += 4 * count
        content.append((name, count))
    text = json.dumps(header).encode()
    with open(folder / "model.safetensors", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for name, count in content:
            if "LayerNorm" in name:
                file.write(array.array("f", [1.0 if name.endswith("weight") else 0.0] * count).tobytes())
                continue
            for begin in range(0, count, len(block)):
                file.write(block[:count - begin].tobytes())
    return [word for word in words if word.isalpha() and len(word) > 2]


def write_texts(path, words, count, length):
    source = random.Random(11)
    with open(path, "w", encoding="utf-8") as file:
        file.write("text,label\n")
        for i in range(count):
            file.write(" ".join(source.choice(words) for _ in range(length)) + f",{'ab'[i % 2]}\n")


def run(octavo, arguments, cwd):
    print("$ octavo", *arguments, file=sys.stderr)
    subprocess.run([octavo, *arguments], cwd=cwd, check=True, stdout=sys.stderr)


def peak(folder):
    name = "metrics.json" if (folder / "metrics.json").exists() else "results.json"
    return json.loads((folder / name).read_text())["peak_memory_bytes"]


def measure(octavo, out, length):
    """Rows of the table: what was run, bytes, bound."""
    results, common = f"results{length}", ["--eval_samples", "32", "--latency_samples", "0"]
    run(octavo, ["baseline", "--model", str(out / "bert-base"), "--dataset", str(out / f"texts{length}.csv"), "--epochs", "1", "--batch_size", "32",
                 "--max_length", str(length), "--train_samples", "96", "--output_dir", f"{results}/baseline", *common], out)
    rows = [(f"baseline, 32 x {length} tokens", peak(out / results / "baseline"), 8 * GB)]
    for stage, (folder, flags) in STAGES.items():
        run(octavo, [stage, *flags, f"{results}/baseline/model", "--latency_shapes", "1x16", "--output_dir", f"{results}/{folder}", *common], out)
        rows.append((f"{stage}, texts of {length} tokens", peak(out / results / folder), 4 * GB))
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--octavo", type=pathlib.Path, required=True)
    parser.add_argument("--vocab", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--max-length", type=int, nargs="+", default=[128, 512])
    options = parser.parse_args()
    octavo, out = os.path.abspath(options.octavo), options.out.resolve()
    words = write_model(out / "bert-base", options.vocab)
    rows = []
    for length in options.max_length:
        write_texts(out / f"texts{length}.csv", words, 170, length)
        rows += measure(octavo, out, length)
    print("| job | peak memory | bound |\n|---|---|---|")
    for name, bytes_used, bound in rows:
        print(f"| {name} | {bytes_used / GB:.2f} GB | {bound / GB:.0f} GB |")
    return 1 if any(used > bound for _, used, bound in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
