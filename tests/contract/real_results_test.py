"""The contract on real output: octavo run-all with the real server, worker and runner on a tiny model, and the checker over it.

Environment: OCTAVO_BIN_DIR (the built programs), OCTAVO_SOURCE_DIR (for the tiny BERT of tests/fixtures)
"""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import check_results  # noqa: E402

BIN = pathlib.Path(os.environ.get("OCTAVO_BIN_DIR", "build/ci/bin")).resolve()
SOURCE = pathlib.Path(os.environ.get("OCTAVO_SOURCE_DIR", ".")).resolve()
# 110 timed texts, so that there is a 99th percentile; 32x16 has the 512 tokens from which FP32 is judged. The seed is not
# the default one.
TIMES = ["--latency_samples", "110", "--latency_repeats", "3", "--latency_shapes", "1x16", "32x16", "--threads", "1"]
RUN = ["run-all", "--model", "model", "--dataset", "reviews.csv", "--seed", "7", *TIMES]


def write_model(folder):
    """The tiny BERT with three classes, and words for all of its vocabulary."""
    folder.mkdir()
    for name in ("config.json", "model.safetensors"):
        shutil.copy(SOURCE / "tests/fixtures/bert" / name, folder)
    size = json.loads((folder / "config.json").read_text())["vocab_size"]
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad", "plot", "film"]
    words += [f"word{i}" for i in range(len(words), size)]
    (folder / "vocab.txt").write_text("\n".join(words) + "\n")


def write_reviews(file):
    """1,200 texts of three classes, a third of them with another label than their word says: there is something to get wrong."""
    chance = random.Random(5)
    lines = ["text,label"]
    for i in range(1200):
        label = i % 3 if chance.random() < 0.7 else chance.randrange(3)
        words = [("bad", "plot", "good")[i % 3]] + [f"word{chance.randrange(9, 200)}" for _ in range(1 + i % 4)]
        lines.append(f"{' '.join(words)},{('bad', 'fair', 'good')[label]}")
    file.write_text("\n".join(lines) + "\n")


class RealResultsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="octavo-contract-")
        cls.folder = pathlib.Path(cls.temporary.name)
        write_model(cls.folder / "model")
        write_reviews(cls.folder / "reviews.csv")
        cls.run_octavo(*RUN, "--epochs", "2", "--batch_size", "16", "--learning_rate", "1e-3", "--max_length", "16",
                       "--qat_learning_rate", "1e-3")

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    @classmethod
    def run_octavo(cls, *arguments):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("OCTAVO_")}
        environment |= {"OCTAVO_BIN_DIR": str(BIN), "OCTAVO_SHARE_DIR": str(SOURCE)}
        done = subprocess.run([BIN / "octavo", *arguments], cwd=cls.folder, env=environment, capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            raise AssertionError(f"octavo {' '.join(arguments)}: exit status {done.returncode}\n{done.stdout}{done.stderr}")

    def assert_kept(self, folder, stages=()):
        report = check_results.check(self.folder / folder, stages)
        self.assertEqual(report.problems, [])
        self.assertGreater(report.facts, 2000)

    def test_what_run_all_writes_keeps_the_contract(self):
        self.assert_kept("results")

    def test_other_forms_keep_it_too(self):
        """All observers, a layer kept, columns smoothed; BF16 and FP16 without a search; nothing quantized but linear layers."""
        shutil.copytree(self.folder / "results/baseline", self.folder / "other/baseline")
        self.run_octavo(*RUN, "--results-dir", "other", "--skip-training", "--skip", "dynamic", "qat", "--observer", "all",
                        "--keep_layers", "layer.0.ffn_out", "--smooth_alpha", "0.5", "--precisions", "bf16", "fp16",
                        "--quantize_embeddings", "false")
        self.assert_kept("other", ["baseline", "static", "mixed", "comparison"])

    def test_nothing_timed_keeps_it_too(self):
        shutil.copytree(self.folder / "results/baseline", self.folder / "untimed/baseline")
        self.run_octavo("dynamic", "--baseline-model", "untimed/baseline/model", "--seed", "7", "--threads", "1", "--latency_samples",
                        "0", "--output_dir", "untimed/dynamic_quant")
        self.assert_kept("untimed", ["baseline", "dynamic"])

    def test_a_model_of_another_run_is_noticed(self):
        """The checker can fail on real results too."""
        shutil.copytree(self.folder / "results", self.folder / "spoiled")
        weights = self.folder / "spoiled/static_quant/quantized_model.pt"
        shutil.copyfile(self.folder / "results/qat/qat_model.pth", weights)
        problems = check_results.check(self.folder / "spoiled").problems
        self.assertTrue(any(line.startswith("static_quant/quantized_model.pt: ") for line in problems), problems)
        self.assertTrue(any(line.startswith("qat/metrics.json: inputs.static") for line in problems), problems)


if __name__ == "__main__":
    unittest.main()
