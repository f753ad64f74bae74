#!/usr/bin/env python3
"""Writes the seeds of the fuzz targets: tests/fuzz/corpus/TARGET/seed-*, from tests/fixtures and by hand.

  make_corpus.py [CORPUS FOLDER]

Files of other names there are findings of the past and are left alone. Standard library only: the pickles that PyTorch would write
are made with stand-ins for its classes.
"""
import io
import itertools
import json
import pathlib
import pickle
import re
import struct
import sys
import tarfile
import types
import zipfile

FUZZ = pathlib.Path(__file__).resolve().parent
FIXTURES = FUZZ.parent / "fixtures"
CHECKPOINTS = FIXTURES / "checkpoints"
SEPARATOR = b"\x1e"
MAGIC_BYTES = 15  # of a legacy PyTorch file, which its target puts there itself


def joined(*parts):
    """Parts of an input, as tests/fuzz/support/fuzz.h takes it apart."""
    return SEPARATOR.join(part if isinstance(part, bytes) else part.encode() for part in parts)


# --- data sets and archives

LINES = "text,label\n" + "".join(f'"a ""film"", no {i}",{i % 2}\r\n' for i in range(12))
TABS = "sentence\tlabel\n" + "".join(f"a film of {'good' if i % 2 else 'bad'} number {i} \t{i % 2}\n" for i in range(14))
PHRASES = "sentence\tlabel\n" + "".join(f"{text}\t{i % 2}\n" for i, text in enumerate(
    ["a b c d", "b c", "c", "a b c d e", "e f g", "f", "h i j k", "i j", "l m", "n o p", "q", "r s t", "u v", "w x y z"]))
NEWS = "".join(f'"{i % 4 + 1}","Title {i}","Text {i} with a \\ in it"\n' for i in range(14))
RATINGS = "".join(f"{i + 1}\t{(-1) ** i * i / 4}\tthe film no {i} .\n" for i in range(14))


def jsonl(label):
    return "".join(json.dumps({"text": f"film \u00e9 {i}", "label": label(i)}) + "\n" for i in range(12))


def review(part, label, number):
    return f"{part}/{label}/{number}_{7 if label == 'pos' else 2}.txt\nThis film was {label}.<br /><br />{number}"


def reviews():
    files = [review(part, label, number) for part in ("train", "test") for label in ("neg", "pos") for number in range(6)]
    return joined(*files, "train/unsup/0_0.txt\nneither", "imdb.vocab\nthe")


def tar_of(files, mode="w"):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode, format=tarfile.GNU_FORMAT) as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text))
    return buffer.getvalue()


def zip_of(files, method):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text, method)
    return buffer.getvalue()


def archives():
    files = {"d/train.tsv": TABS.encode(), "./d/empty": b"", "d/zeros": bytes(4096)}
    yield "tar", b"\0" + tar_of(files)
    yield "tar.gz", b"\1" + tar_of(files, "w:gz")
    yield "tar.bz2", b"\1" + tar_of(files, "w:bz2")
    yield "tar.xz", b"\0" + tar_of(files, "w:xz")
    yield "stored.zip", b"\0" + zip_of(files, zipfile.ZIP_STORED)
    yield "deflated.zip", b"\1" + zip_of(files, zipfile.ZIP_DEFLATED)


# --- tokenizers

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "film", "was", "un", "##aff", "##able", "##s", "a", "##b", "!", ",", "caf", "##e", "##\u00e9"]
TEXT = "The unaffable films, caf\u00e9 [MASK] the!"


def wordpiece(added, processor, normalizer):
    return {"version": "1.0", "truncation": None, "padding": None, "added_tokens": added, "normalizer": normalizer,
            "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": processor,
            "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
            "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                      "max_input_chars_per_word": 100, "vocab": {word: i for i, word in enumerate(WORDS)}}}


def added(id, content, **flags):
    fields = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {"id": id, "content": content, **fields, **flags}


def template(before, after):
    special = [{"SpecialToken": {"id": token, "type_id": 0}} for token in (before, after)]
    return {"type": "TemplateProcessing", "single": [special[0], {"Sequence": {"id": "A", "type_id": 0}}, special[1]],
            "pair": [], "special_tokens": {token: {"id": token, "ids": [WORDS.index(token)], "tokens": [token]} for token in (before, after)}}


def bpe():
    # "@" stands for the tokens of the 256 bytes, as tests/fuzz/support/tokenizer_properties.h says.
    vocabulary = {"@": 0, "th": 256, "the": 257, "\u0120the": 258, "\u0120t": 259, "<s>": 260, "</s>": 261, "<pad>": 262,
                  "<mask>": 263, "\u0120th": 264, "<unk>": 265}
    merges = ["t h", "th e", "\u0120 the", "\u0120 t", "\u0120t h"]
    return vocabulary, merges


def bpe_json(pairs):
    vocabulary, merges = bpe()
    return {"version": "1.0", "added_tokens": [added(260, "<s>"), added(261, "</s>"), added(263, "<mask>", lstrip=True)],
            "normalizer": None, "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": pairs, "trim_offsets": True, "use_regex": True},
            "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 261], "cls": ["<s>", 260], "trim_offsets": True,
                               "add_prefix_space": False},
            "decoder": {"type": "ByteLevel"},
            "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "", "end_of_word_suffix": "",
                      "fuse_unk": False, "vocab": vocabulary, "merges": [merge.split(" ") for merge in merges] if pairs else merges}}


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def tokenizers():
    bert = {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True}
    mask = [added(2, "[CLS]"), added(3, "[SEP]"), added(4, "[MASK]", lstrip=True, rstrip=True), added(1, "[UNK]"), added(0, "[PAD]")]
    yield "bert", joined(compact(wordpiece(mask, template("[CLS]", "[SEP]"), bert)), TEXT)
    odd = mask + [added(len(WORDS), "Film", normalized=True, special=False, single_word=True),
                  added(len(WORDS) + 1, " a", normalized=True)]
    yield "cased", joined(compact(wordpiece(odd, {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]}, None)), TEXT)
    yield "roberta", joined(compact(bpe_json(False)), TEXT)
    yield "pairs", joined(compact(bpe_json(True)), TEXT)
    yield from components()


# Of tests/fixtures/text/components.json: every type of component, and every option of a model.
COMPONENTS = ["bert normalizer (False, True, True, False)", "normalizer Lowercase", "normalizer NFC", "normalizer NFKD", "normalizer StripAccents",
              "normalizer Nmt", "normalizer ByteLevel", "normalizer Strip True False", "normalizer Replace 'a'", "normalizer Prepend",
              "normalizer Sequence nested", "normalizer Sequence of Llama", "splitter Whitespace", "splitter WhitespaceSplit",
              "splitter Punctuation MergedWithNext", "splitter Split 'a' Contiguous True", "splitter Digits True", "splitter CharDelimiterSplit",
              "splitter Digits, ByteLevel True False False", "splitter Sequence", "bpe {'unk_token': '[UNK]', 'fuse_unk': True}",
              "bpe of some bytes {'unk_token': '[UNK]', 'byte_fallback': True}", "bpe {'end_of_word_suffix': '</w>'}", "bpe {'ignore_merges': True}"]


def fewer_tokens(vocabulary, merges):
    """Those that the merges, the text and a character's bytes need, under new ids: a mutation then meets what matters."""
    wanted = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "<0xC3>", "<0xA9>", "er</w>", *TEXT}
    for merge in merges:
        left, right = merge if isinstance(merge, list) else merge.split(" ")
        wanted |= {left, right, left + right}
    words = [token for token in vocabulary if token in wanted or (len(token) > 2 and token.strip("#") in TEXT)]
    return {token: i for i, token in enumerate(words)}


def components():
    fixture = json.loads((FIXTURES / "text" / "components.json").read_text())
    cases = {case["name"]: case["definition"] for case in fixture["cases"]}
    for name in COMPONENTS:
        definition = cases[name]
        model = definition["model"]
        model["vocab"] = fewer_tokens(fixture["vocabularies"][model["vocab"]], model.get("merges", []))
        yield "-".join(re.findall(r"\w+", name)).lower(), joined(compact(definition), TEXT + " 1-2 --aa")


def token_files():
    def file(vocabulary, texts):
        code = "H" if vocabulary == 0 else "i"
        ids = [id for _, each in texts for id in each]
        ends = itertools.accumulate(len(each) for _, each in texts)
        header = struct.pack("<8sIIQQ64x", b"OCTOKENS", 2, struct.calcsize(code), len(texts), len(ids))
        return bytes([vocabulary]) + header + b"".join(text for text, _ in texts) + b"".join(
            struct.pack("<Q", end) for end in ends) + struct.pack(f"<{len(ids)}{code}", *ids)

    texts = [(bytes([i]) * 16, list(range(i))) for i in range(4)]
    yield "narrow", file(0, texts)
    yield "wide", file(1, texts[1:] + [(b"\xff" * 16, [99_999])])
    yield "empty", file(0, [])
    yield "unordered", file(0, texts[::-1])


def vocabularies():
    settings = {"do_lower_case": False, "strip_accents": True, "tokenize_chinese_chars": False, "unk_token": "[UNK]",
                "mask_token": {"content": "[MASK]", "lstrip": True}, "truncation_side": "right",
                "added_tokens_decoder": {"4": added(4, "[MASK]", normalized=True), str(len(WORDS)): added(len(WORDS), "the film", special=False)}}
    special = {"pad_token": "[PAD]", "mask_token": {"content": "[MASK]", "lstrip": True}, "additional_special_tokens": ["[X]", "the"]}
    lines = "\n".join(WORDS) + "\n"
    yield "defaults", joined(lines, "", "", "", TEXT)
    yield "settings", joined("\r\n".join(WORDS), compact(settings), "", "", TEXT)
    yield "older", joined(lines, compact({"tokenizer_class": "BertTokenizerFast", "never_split": None}), compact(special),
                          compact({"the film": len(WORDS)}), TEXT)


def merges():
    vocabulary, pairs = bpe()
    text = "#version: 0.2\n" + "\n".join(pairs) + "\n"
    settings = {"add_prefix_space": True, "mask_token": "<mask>", "added_tokens_decoder": {"263": added(263, "<mask>", lstrip=True)}}
    yield "defaults", joined(compact(vocabulary), text, "", TEXT)
    yield "settings", joined(compact(vocabulary), text, compact(settings), TEXT)


# --- models

def torch_module(module, name):
    """A class or function that pickle writes as `module.name`."""
    made = types.new_class(name)
    made.__module__ = module
    parent = sys.modules.setdefault(module, types.ModuleType(module))
    setattr(parent, name, made)
    return made


STORAGES = {code: torch_module("torch", name) for code, name in
            (("f", "FloatStorage"), ("b", "CharStorage"), ("B", "ByteStorage"), ("H", "BFloat16Storage"), ("q", "LongStorage"))}


def rebuild(*_):
    raise NotImplementedError


rebuild.__module__, rebuild.__qualname__, rebuild.__name__ = "torch._utils", "_rebuild_tensor_v2", "_rebuild_tensor_v2"
sys.modules.setdefault("torch._utils", types.ModuleType("torch._utils"))._rebuild_tensor_v2 = rebuild


class Storage:
    def __init__(self, code, values):
        self.code, self.values = code, values

    def bytes(self):
        return struct.pack(f"<{len(self.values)}{self.code}", *self.values)


class Tensor:
    def __init__(self, storage, shape, strides=None, offset=0):
        self.storage, self.shape, self.offset = storage, shape, offset
        self.strides = strides or tuple(int(size_of(shape[i + 1:])) for i in range(len(shape)))

    def __reduce__(self):
        return rebuild, (self.storage, self.offset, self.shape, self.strides, False, None)


def size_of(shape):
    size = 1
    for each in shape:
        size *= each
    return size


def tensor(code, *shape):
    values = [(i % 5 + 1) if code != "f" else 0.25 * (i % 5 + 1) for i in range(size_of(shape))]
    return Tensor(Storage(code, values), shape)


class TorchPickler(pickle.Pickler):
    def __init__(self, buffer, protocol):
        super().__init__(buffer, protocol)
        self.storages = []

    def persistent_id(self, value):
        if not isinstance(value, Storage):
            return None
        if value not in self.storages:
            self.storages.append(value)
        return "storage", STORAGES[value.code], str(self.storages.index(value)), "cpu", len(value.values)


def torch_input(value, protocol=2):
    """The pickle and its storages, one after the other, as MakeTorchFile of tensor_properties.h takes them."""
    buffer = io.BytesIO()
    pickler = TorchPickler(buffer, protocol)
    pickler.dump(value)
    return buffer.getvalue() + b"".join(storage.bytes() for storage in pickler.storages)


def plain_dict():
    shared = Storage("f", [0.5 * i for i in range(12)])
    return {"whole": Tensor(shared, (3, 4)), "slice": Tensor(shared, (2, 2), (4, 1), 5), "transposed": Tensor(shared, (4, 3), (1, 4)),
            "scalar": Tensor(Storage("q", [7]), ()), "empty": Tensor(Storage("f", []), (0, 3)),
            "step": 12, "big": 1 << 40, "rate": 2e-5, "name": "t\u00e9xt", "list": [None, True, (1, 2)], "nested": {"a": {"b": []}}}


def int8_model(kind):
    config = {"architectures": ["BertForSequenceClassification"], "model_type": "bert", "hidden_size": 4, "num_attention_heads": 2,
              "num_hidden_layers": 1, "intermediate_size": 4, "vocab_size": 3, "max_position_embeddings": 2, "type_vocab_size": 1,
              "id2label": {"0": "no", "1": "yes"}}
    model = {}

    def norm(name):
        model[name + ".weight"], model[name + ".bias"] = tensor("f", 4), tensor("f", 4)

    def quantized(name, rows):
        model[name], model[name + "_scale"] = tensor("b", rows, 4), tensor("f", rows)

    def linear(name, layer):
        model[name + ".bias"] = tensor("f", 4)
        if layer["type"] == "int8":
            quantized(name + ".weight", 4)
        else:
            model[name + ".weight"] = tensor("H" if layer["type"] == "bf16" else "f", 4, 4)

    fixed = {"type": "int8", "input": {"scale": 0.5, "zero_point": 3, "lowest": 0, "highest": 255}}
    dynamic = {"type": "int8", "input": "dynamic"}
    mixed = kind == "mixed"
    linears = {"layer.0.qkv": fixed if mixed else dynamic, "layer.0.attention_output": {"type": "bf16"} if mixed else dynamic,
               "layer.0.ffn_in": {"type": "fp32"} if mixed else dynamic, "layer.0.ffn_out": dynamic, "pooler": fixed if mixed else dynamic}
    for table, rows in (("word", 3), ("position", 2), ("token_type", 1)):
        quantized(f"bert.embeddings.{table}_embeddings.weight", rows)
    norm("bert.embeddings.LayerNorm")
    layer = "bert.encoder.layer.0."
    for part in ("query", "key", "value"):
        linear(layer + "attention.self." + part, linears["layer.0.qkv"])
    linear(layer + "attention.output.dense", linears["layer.0.attention_output"])
    norm(layer + "attention.output.LayerNorm")
    linear(layer + "intermediate.dense", linears["layer.0.ffn_in"])
    linear(layer + "output.dense", linears["layer.0.ffn_out"])
    norm(layer + "output.LayerNorm")
    linear("bert.pooler.dense", linears["pooler"])
    model["classifier.weight"], model["classifier.bias"] = tensor("f", 2, 4), tensor("f", 2)
    if mixed:
        model["layer.0.qkv.smooth_factor"] = tensor("f", 4)
    model["tokenizer.vocab.txt"] = tensor("B", 6)
    metadata = {"schema": "octavo.int8_model", "version": 2, "architecture": "bert", "labels": ["no", "yes"], "config": compact(config),
                "linears": linears}
    if kind == "version1":
        metadata["version"] = 1
        del metadata["linears"]
    model["metadata"] = metadata
    return model


def safetensors(header, data=b"", padding=0):
    text = header if isinstance(header, bytes) else compact(header).encode()
    text += b" " * padding
    return struct.pack("<Q", len(text)) + text + data


def shards(kind, index, *files):
    return bytes([kind]) + joined(compact(index), *files)


def sharded():
    folder = CHECKPOINTS / "safetensors_shards"
    index = json.loads((folder / "model.safetensors.index.json").read_text())
    names = {"model-00001-of-00002.safetensors": "a.safetensors", "model-00002-of-00002.safetensors": "b.safetensors"}
    index["weight_map"] = {tensor: names[shard] for tensor, shard in index["weight_map"].items()}
    yield "safetensors", shards(1, index, *((folder / name).read_bytes() for name in names))
    small = {"w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}
    other = {"v": {"dtype": "U8", "shape": [2], "data_offsets": [0, 2]}}
    yield "small", shards(1, {"weight_map": {"w": "a.safetensors", "v": "b.safetensors"}}, safetensors(small, b"\0\0\x80?"), safetensors(other, b"hi"))
    weight_map = {"w": "a.bin", "v": "b.bin"}
    yield "torch", shards(0, {"metadata": {}, "weight_map": weight_map}, torch_input({"w": tensor("f", 1)}), torch_input({"v": tensor("B", 2)}))


def model_configs():
    for name in ("bert", "architectures/distilbert", "architectures/roberta"):
        yield name.split("/")[-1], compact(json.loads((FIXTURES / name / "config.json").read_text()))


# --- records and files of settings

def job_spec():
    yield "baseline", compact({"schema": "octavo.job/1", "kind": "baseline", "params": {"epochs": 3, "learning_rate": 5e-5}, "threads": 2,
                               "device": "cpu", "job_id": "j1", "attempt": 1, "lifeline_fd": 3})
    yield "mixed", compact({"schema": "octavo.job/1", "kind": "mixed", "params": {}, "job_id": "j2"})


def training_state():
    yield "running", compact({
        "schema": "octavo.training_state/1", "job_digest": "d1", "checkpoint": "checkpoint-7", "precision": "fp32", "step": 7, "finished": False,
        "loss_sum": 1.5, "loss_steps": 2, "epoch_loss_sum": 4.25, "epoch_steps": 7, "curve": [[5, 1, 0.7, 2e-5, None, None], [7, 1, 0.5, 1e-5, 0.8, 0.4]],
        "history": [[0, None, 0.5, 0.7], [1, 0.6, 0.8, 0.4]], "best_epoch": 1, "step_seconds": 1.25, "samples": 224, "total_seconds": 3.5})


def runner_reports():
    report = {"schema": "octavo.report/1", "job_id": "7", "attempt": 1, "outcome": "succeeded", "reason": "", "message": "",
              "result": {"accuracy": 0.9, "list": [1, None, "x"]}}
    yield "succeeded", compact(report)
    yield "failed", compact({**report, "outcome": "failed", "reason": "BAD_DATA", "message": "no text", "result": None})


def events():
    lines = [{"t": 1763906400.123, "type": "progress", "phase": "train", "step": 120, "total": 1590, "rate": 141.2, "unit": "samples/s",
              "eta_s": 52.1, "metrics": {"loss": 0.41, "learning_rate": 4.1e-05}},
             {"t": 1763906401.5, "type": "phase", "phase": "evaluate"}, {"t": 1763906402.0, "type": "warning", "message": "\u2026"}]
    text = "\n".join(map(compact, lines)) + "\n"
    yield "lines", b"\x05" + text.encode()
    yield "broken", b"\x60" + ("not json\n\n" + text[:-20]).encode()


def manifests():
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    text = f"octavo-manifest 1\n{digest} 0 config.json\n{digest} 12 model/a b\n{digest} 9 model/c/d\n"
    yield "files", joined(text, "model")
    yield "empty", joined("octavo-manifest 1\n", "")


def stage_results():
    sys.path.insert(0, str(FUZZ.parent / "support"))
    import fake_records
    record = fake_records.record("dynamic", 4, 42)
    record["variants"] = {"int8": fake_records.variant(0.75, 4, 2000, 1.5), "fp32": fake_records.variant(0.75, 4, 8000, 3.0)}
    record["comparison"] = {"reference": "fp32", "variants": {"int8": {"speedup_batch1": {"ratio": 2.0, "low": 1.5, "high": 2.5}, "mean_kl": 0.01}}}
    predictions = "id,label,prediction,correct,p0,p1,fp32_prediction\na:1,0,0,1,0.9,0.1,0\na:2,1,0,0,0.6,0.4,1\n"
    curve = "step,epoch,loss,learning_rate,validation_accuracy,validation_loss\n0,0,,2e-05,0.5,0.7\n10,1,0.61,1e-05,0.8,0.4\n"
    yield "dynamic", joined(compact(record), predictions, curve)


YAML = """# a comment
seed: 42
device: cpu
quiet: true
baseline: {epochs: 3, learning_rate: 2e-5, train_samples: 0x10}
mixed:
  threads: 2
"""
CATALOG = """models:
  one: {architecture: bert, path: models/one, licence: MIT, size_bytes: 12, sources: ["hf://org/one@main", "pip:one==1.0"],
        digests: {model.safetensors: "sha256:53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"}}
datasets:
  two:
    format: local
    path: /data/two
    labels: [no, "yes"]
    text_columns: text
    splits: {train: 10}
    sources: https://example.org/two.csv
"""
EXPERIMENT = """name: two seeds
jobs:
  - &first {name: one, kind: baseline, params: {epochs: 2, learning_rate: 5e-5}, inputs: {model: m, dataset: d}}
  - name: two
    kind: dynamic
    device: cpu
    threads: 2
    memory: 4GiB
    time_limit: 1h30m
    inputs: {model: {job: one, path: model}, dataset: d}
"""
HUB = """ETag: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
X-Linked-ETag: W/"abc"
Content-Range: bytes 100-199/1000
Content-Range: bytes */1000
Content-Length: 42
Location: //cdn.example:8443/a/../b?sig=x#y
Location: http://[::1]:80/
../up
org/name@refs/pr/1
config.json
model.safetensors
tokenizer.json
data/train.csv
data/test.csv
"""


SEEDS = {
    "delimited_parser_fuzz": lambda: [("csv", b"\x28" + LINES.encode()), ("tsv", b"\x15" + TABS.encode()), ("lines", b"\x4e" + jsonl(str).encode()),
                                      ("mark", b"\x10\xef\xbb\xbf\"text\",\"label\"\r\n\r\n\"two\nlines\",\"\"\n")],
    "local_dataset_fuzz": lambda: [("csv", b"\x84" + LINES.encode()), ("tsv", b"\x01" + joined(LINES.replace(",", "\t"), "label\ttext\n1\ta\n")),
                                   ("jsonl", b"\x02" + joined(jsonl(lambda i: i % 3), jsonl(lambda i: i % 2), jsonl(lambda i: 0))),
                                   ("names", b"\x8f" + jsonl(lambda i: "yes" if i % 2 else "no").encode())],
    "sst2_fuzz": lambda: [("sentences", joined(TABS, TABS)), ("phrases", joined(PHRASES, TABS))],
    "ag_news_fuzz": lambda: [("news", joined(NEWS, NEWS))],
    "imdb_fuzz": lambda: [("reviews", reviews())],
    "movie_sentences_fuzz": lambda: [("file", b"\0" + RATINGS.encode()), ("package", b"\1" + RATINGS.encode())],
    "archive_fuzz": archives,
    "tokenizer_json_fuzz": tokenizers,
    "vocabulary_fuzz": vocabularies,
    "merges_fuzz": merges,
    "token_file_fuzz": token_files,
    "safetensors_fuzz": lambda: [
        ("fixture", (CHECKPOINTS / "safetensors" / "model.safetensors").read_bytes()),
        ("metadata", safetensors({"__metadata__": {"format": "pt"}, "w": {"dtype": "F32", "shape": [1, 2], "data_offsets": [0, 8]}}, bytes(8), 3)),
        ("empty", safetensors({"e": {"dtype": "F16", "shape": [0, 3], "data_offsets": [0, 0]}, "s": {"dtype": "BOOL", "shape": [], "data_offsets": [0, 1]}}, b"\1"))],
    "sharded_weights_fuzz": sharded,
    "torch_file_fuzz": lambda: [(name, (CHECKPOINTS / name / "pytorch_model.bin").read_bytes()) for name in ("zip", "zip_protocol4", "legacy", "legacy_python2")],
    "torch_pickle_fuzz": lambda: [(f"protocol{protocol}", torch_input(plain_dict(), protocol)) for protocol in (2, 3, 4)],
    "legacy_torch_file_fuzz": lambda: [(name, (CHECKPOINTS / name / "pytorch_model.bin").read_bytes()[MAGIC_BYTES:]) for name in ("legacy", "legacy_python2")]
    + [("command", (CHECKPOINTS / "hostile" / "command_legacy.bin").read_bytes()[MAGIC_BYTES:])],
    "int8_model_file_fuzz": lambda: [(kind, torch_input(int8_model(kind))) for kind in ("dynamic", "mixed", "version1")],
    "model_config_fuzz": model_configs,
    "model_folder_fuzz": lambda: [
        ("fixture", (CHECKPOINTS / "safetensors" / "model.safetensors").read_bytes()),
        ("small", safetensors({"w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}, bytes(4)))],
    "job_spec_fuzz": job_spec,
    "training_state_fuzz": training_state,
    "runner_report_fuzz": runner_reports,
    "event_reader_fuzz": events,
    "manifest_fuzz": manifests,
    "stage_result_fuzz": stage_results,
    "config_file_fuzz": lambda: [("settings", YAML), ("aliases", "a: &x [1, 2]\nb: [*x, *x, {c: *x}]\n? [1]\n: |\n  text\n")],
    "experiment_file_fuzz": lambda: [("two", EXPERIMENT)],
    "catalog_fuzz": lambda: [("both", CATALOG)],
    "hub_answer_fuzz": lambda: [("answers", HUB), ("config", compact({"model_type": "bert"}))],
}


def main():
    corpus = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else FUZZ / "corpus"
    for target, seeds in SEEDS.items():
        folder = corpus / target
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("seed-*"):
            old.unlink()
        for name, data in seeds():
            (folder / f"seed-{name}").write_bytes(data if isinstance(data, bytes) else data.encode())


if __name__ == "__main__":
    main()
