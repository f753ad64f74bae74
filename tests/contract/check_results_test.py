"""Proves that the checker passes a folder that keeps the contract and names the file of every single fact that is spoiled."""
import json
import pathlib
import shutil
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import check_results  # noqa: E402
from folder_case import FolderTest  # noqa: E402


class GoodFolderTest(FolderTest):
    def test_a_folder_that_keeps_the_contract_passes(self):
        report = check_results.check(self.root)
        self.assertEqual(report.problems, [])
        self.assertGreater(report.facts, 5000)
        self.assertEqual(len(report.files), len([f for f in self.root.rglob("*") if f.is_file()]))

    def test_chosen_stages_are_checked_alone(self):
        shutil.rmtree(self.root / "qat")
        shutil.rmtree(self.root / "comparison")
        self.assertEqual(self.problems(chosen=["baseline", "dynamic", "static", "mixed"]), [])
        self.assertTrue(self.problems())

    def test_files_may_be_allowed_to_miss_by_name_or_path(self):
        (self.root / "comparison/radar_chart.png").unlink()
        (self.root / "comparison/report.html").unlink()
        self.assertEqual(self.problems(allowed=["radar_chart.png", "comparison/report.html"]), [])
        self.assertEqual(len(self.problems(allowed=["radar_chart.png"])), 1)

    def test_a_folder_that_is_not_there_is_a_problem(self):
        self.assertEqual(len(check_results.check(self.root / "nowhere").problems), 1)

    def test_an_empty_folder_is_a_problem_for_each_stage(self):
        shutil.rmtree(self.root)
        self.root.mkdir()
        self.assertEqual(len(self.problems()), 5)


# file, keys, new value (or a function of the old one), what the problem says
JSON_CASES = [
    ("baseline/metrics.json", ["variants", "fp32", "evaluation", "accuracy"], lambda x: x - 1 / 120, "accuracy"),
    ("baseline/metrics.json", ["variants", "fp32", "evaluation", "loss"], lambda x: x + 1e-6, "loss"),
    ("baseline/metrics.json", ["variants", "fp32", "evaluation", "calibration_error"], lambda x: x * 1.001, "calibration"),
    ("baseline/metrics.json", ["variants", "fp32", "evaluation", "per_class", 1, "support"], lambda x: x + 1, "support"),
    ("baseline/metrics.json", ["variants", "fp32", "evaluation", "confusion_matrix", 0, 0], lambda x: x + 1, "confusion"),
    ("baseline/metrics.json", ["variants", "fp32", "evaluation", "macro_f1"], 1.5, "a share"),
    ("baseline/metrics.json", ["variants", "fp32", "size_bytes"], lambda x: x + 1, "size_bytes"),
    ("baseline/metrics.json", ["training", "best_epoch"], 1, "best_epoch"),
    ("baseline/metrics.json", ["training", "steps"], 9, "steps"),
    ("baseline/metrics.json", ["started_at"], "2026-13-02T03:04:05Z", "a time"),
    ("baseline/metrics.json", ["inputs", "model"], "b" * 63, "a digest"),
    ("baseline/metrics.json", ["extra"], 1, "unknown key"),
    ("baseline/metrics.json", ["params", "epochs"], "2", "positive count"),
    ("baseline/metrics.json", ["dataset", "test_texts_seen_in_training"], 3, "word for word"),
    ("baseline/metrics.json", ["measurement", "neighbour_cpu"], 0.5, "busy machine"),
    ("baseline/config.json", ["environment", "threads"], 3, "environment as in"),
    ("baseline/config.json", ["schema"], "octavo.config/2", "octavo.config/1"),
    ("baseline/model/octavo.json", ["max_length"], 15, "max_length"),
    ("baseline/model/config.json", ["id2label", "0"], "good", "id2label"),
    ("dynamic_quant/inputs.json", ["dataset_path"], "/x.csv", "dataset_path"),
    ("dynamic_quant/results.json", ["comparison", "int8", "mcnemar_p"], lambda x: x * 0.99, "mcnemar_p"),
    ("dynamic_quant/results.json", ["comparison", "int8", "flips_to_wrong"], lambda x: x + 1, "flips_to_wrong"),
    ("dynamic_quant/results.json", ["comparison", "int8", "compression_ratio"], lambda x: x + 0.01, "compression_ratio"),
    ("dynamic_quant/results.json", ["comparison", "int8", "mean_kl"], lambda x: x * 1.01, "mean_kl"),
    ("dynamic_quant/results.json", ["comparison", "int8", "speedup", "batch1", "ratio"], lambda x: x * 1.05, "speedup.batch1.ratio"),
    ("dynamic_quant/results.json", ["comparison", "int8", "speedup", "throughput", "interval"], [1.0, 1.1], "interval"),
    ("dynamic_quant/results.json", ["comparison", "int8", "accuracy_difference_interval"], lambda x: [x[0] - 0.05, x[1]], "low end"),
    ("dynamic_quant/results.json", ["comparison", "int8", "accuracy_difference_interval"], lambda x: x[::-1], r"\[low, high\]"),
    ("dynamic_quant/results.json", ["grid", 0, "speedup", "int8", "ratio"], lambda x: x + 0.01, "grid"),
    ("dynamic_quant/results.json", ["measurement", "credible"], False, "credible"),
    ("dynamic_quant/results.json", ["quantization", "quantized_parameters"], lambda x: x - 1, "quantized_parameters"),
    ("dynamic_quant/results.json", ["inputs", "model"], "d" * 64, "inputs.model"),
    ("dynamic_quant/results.json", ["dataset", "splits", "validation"], 49, "as in the baseline"),
    ("dynamic_quant/results.json", ["variants", "int8", "latency", "batch1", "p95_ms"], 0.1, "p50 <= p95"),
    ("dynamic_quant/results.json", ["variants", "int8", "files"], ["model.pt"], "files"),
    ("dynamic_quant/results.json", ["wall_seconds"], 1.0, "phase_seconds"),
    ("static_quant/metrics.json", ["quantization", "observer"], "mse", "observer"),
    ("qat/metrics.json", ["gate", "agreement"], 0.9, "gate.agreement"),
    ("qat/metrics.json", ["variants", "static", "evaluation", "loss"], lambda x: x + 0.1, "as in the static stage"),
    ("qat/metrics.json", ["inputs", "static"], "e" * 64, "inputs.static"),
    ("mixed_precision/metrics.json", ["search", "chosen"], "all_int8", "chosen"),
    ("mixed_precision/metrics.json", ["search", "candidates", 1, "on_front"], True, "on_front"),
    ("mixed_precision/metrics.json", ["search", "candidates", 3, "accuracy_drop"], 0.02, "accuracy_drop"),
    ("mixed_precision/metrics.json", ["search", "candidates", 3, "size_bytes"], lambda x: x + 5000, "size_bytes"),
    ("mixed_precision/metrics.json", ["sensitivity", "rows"], 40, "sensitivity.rows"),
    ("mixed_precision/metrics.json", ["own_variants"], ["fp16", "int8", "mixed"], "own_variants"),
]

# file, line, column, cell, what the problem says
CSV_CASES = [
    ("baseline/evaluation_results.csv", 5, "logit_0", "nan", "not finite"),
    ("baseline/evaluation_results.csv", 5, "label", "2", "a class from 0 to 1"),
    ("baseline/evaluation_results.csv", 5, "id", "test:0", "twice"),
    ("baseline/training_curve.csv", 3, "loss", "nan", "line 4 loss"),
    ("baseline/training_curve.csv", 3, "loss", "0.9", "mean loss of epoch 1"),
    ("baseline/training_curve.csv", 4, "validation_accuracy", "0.71", "validation_accuracy"),
    ("baseline/training_curve.csv", 4, "learning_rate", "1", "learning_rate"),
    ("qat/comparison_table.csv", 2, "accuracy", "0.5", "qat accuracy"),
    ("static_quant/comparison.csv", 2, "p50_ms", "inf", "p50_ms"),
    ("static_quant/layers.csv", 1, "scale", "0.0626", "scale"),
    ("static_quant/layers.csv", 2, "observed_max", "99", "range of codes"),
    ("mixed_precision/pareto.csv", 1, "latency_ms", "2.1", "latency_ms"),
    ("mixed_precision/sensitivity.csv", 1, "mean_kl", "0.02", "mean_kl"),
    ("comparison/summary_table.csv", 2, "accuracy", "0.900000", "Dynamic INT8 accuracy"),
    ("comparison/summary_table.csv", 1, "accuracy_high", "0.999999", "accuracy_high"),
    ("comparison/summary_table.csv", 2, "size_bytes", "1", "size_bytes"),
    ("comparison/summary_table.csv", 3, "speedup_batch1", "9.0000", "speedup_batch1"),
    ("comparison/summary_table.csv", 1, "latency_p50_ms", "4.1000", "latency_p50_ms"),
    ("comparison/summary_table.csv", 1, "recommended", "maybe", "one of yes"),
    ("comparison/summary_table.csv", 4, "mcnemar_p", "NaN", "mcnemar_p"),
]


class SpoiledTableTest(FolderTest):
    def test_each_spoiled_field_of_json_is_named_with_its_file(self):
        for path, keys, value, pattern in JSON_CASES:
            with self.subTest(path=path, keys=keys):
                self.change_json(path, keys, value)
                self.assert_blamed(path, pattern)
            self.restore(path)

    def test_each_spoiled_cell_is_named_with_its_file(self):
        for path, line, column, cell, pattern in CSV_CASES:
            with self.subTest(path=path, column=column, cell=cell):
                self.change_cell(path, line, column, cell)
                self.assert_blamed(path, pattern)
            self.restore(path)

    def test_a_missing_key_is_named(self):
        path = "qat/metrics.json"
        document = json.loads((self.root / path).read_text())
        del document["gate"]["validation"]
        (self.root / path).write_text(json.dumps(document))
        self.assert_blamed(path, "gate.validation, got nothing")

    def test_nan_in_json_is_named(self):
        self.change_text("dynamic_quant/results.json", '"mean_tokens": 6.4', '"mean_tokens": NaN')
        self.assert_blamed("dynamic_quant/results.json", "the number NaN")

    def test_a_key_that_stands_there_twice_is_named(self):
        self.change_text("baseline/inputs.json", '"model"', '"model": "x", "model"')
        self.assert_blamed("baseline/inputs.json", "the key model twice")

    def test_a_prediction_that_is_not_the_largest_logit_is_named(self):
        path = "dynamic_quant/evaluation_results.csv"
        cells = (self.root / path).read_text().splitlines()[7].split(",")
        self.change_cell(path, 7, "prediction", str(1 - int(cells[2])))
        self.assert_blamed(path, "row 7")

    def test_a_changed_logit_is_seen_in_the_figures(self):
        self.change_cell("mixed_precision/evaluation_results_fp16.csv", 3, "logit_1", "9.5")
        self.assert_blamed("mixed_precision/metrics.json", "variants.fp16.evaluation.loss")

    def test_another_reference_than_the_baseline_is_named(self):
        self.change_cell("qat/evaluation_results.csv", 3, "reference_logit_1", "9.5")
        self.assert_blamed("qat/evaluation_results.csv", "reference logits as in the baseline")

    def test_a_row_that_is_missing_is_named(self):
        for path in ("qat/evaluation_results.csv", "static_quant/layers.csv", "mixed_precision/pareto.csv",
                     "comparison/summary_table.csv"):
            with self.subTest(path=path):
                lines = (self.root / path).read_text().splitlines(keepends=True)
                (self.root / path).write_text("".join(lines[:-1]))
                self.assert_blamed(path)
            self.restore(path)

    def test_a_last_line_without_an_end_is_named(self):
        text = (self.root / "baseline/training_curve.csv").read_text()
        (self.root / "baseline/training_curve.csv").write_text(text[:-3])
        self.assert_blamed("baseline/training_curve.csv", "without an end")


if __name__ == "__main__":
    unittest.main()
