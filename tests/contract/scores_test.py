"""Proves the checker's own statistics by values that are known from elsewhere, and its readers by what they must refuse."""
import math
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import scores  # noqa: E402
from repeats_checks import check_row, student_quantile  # noqa: E402
from report import Report  # noqa: E402
from shapes import Broken, Shapes, parse_json  # noqa: E402
from tables import parse_csv, value_of  # noqa: E402


class ScoresTest(unittest.TestCase):
    def test_a_table_that_was_worked_out_by_hand(self):
        # Labels 0 0 0 1 1, answers 0 0 1 1 0.
        logits = [[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0], [1.0, 0.0]]
        got = scores.evaluation([0, 0, 0, 1, 1], logits, ["bad", "good"])
        self.assertEqual(got["confusion_matrix"], [[2, 1], [1, 1]])
        self.assertAlmostEqual(got["accuracy"], 0.6)
        self.assertAlmostEqual(got["macro_precision"], (2 / 3 + 1 / 2) / 2)
        self.assertAlmostEqual(got["macro_f1"], (2 / 3 + 1 / 2) / 2)
        right, wrong = math.log(1 + math.exp(-1)), math.log(1 + math.exp(1))
        self.assertAlmostEqual(got["loss"], (3 * right + 2 * wrong) / 5)
        self.assertAlmostEqual(got["calibration_error"], abs(0.6 - 1 / (1 + math.exp(-1))))

    def test_a_class_that_nobody_predicts_has_precision_zero(self):
        got = scores.evaluation([0, 1], [[1.0, 0.0], [1.0, 0.0]], ["a", "b"])
        self.assertEqual([row["precision"] for row in got["per_class"]], [0.5, 0.0])

    def test_mcnemar_is_the_sign_test(self):
        for wrong, right, p in ((0, 0, 1.0), (10, 10, 1.0), (6, 3, 0.5078125), (0, 5, 0.0625), (1, 9, 22 / 1024)):
            self.assertAlmostEqual(scores.mcnemar(wrong, right), p, places=12)

    def test_wilson_and_students_t_as_published(self):
        low, high = scores.wilson(0.5, 100)
        self.assertAlmostEqual(low, 0.4038, places=4)
        self.assertAlmostEqual(high, 0.5962, places=4)
        for freedom, quantile in ((1, 12.706), (2, 4.303), (4, 2.776), (10, 2.228), (30, 2.042)):
            self.assertAlmostEqual(student_quantile(freedom), quantile, places=3)

    def test_the_divergence_of_a_distribution_from_itself_is_zero(self):
        got = scores.paired([0, 1], [[1.0, 2.0], [0.5, 0.0]], [[1.0, 2.0], [0.5, 0.0]])
        self.assertEqual((got["mean_kl"], got["changed_predictions"]), (0.0, 0))

    def test_bootstrap_bounds_hold_the_normal_interval(self):
        (low, lower), (higher, high) = scores.interval_bounds(100, 140, 2000)
        half = 1.96 * math.sqrt(240 / 2000 - 0.02 ** 2) / math.sqrt(2000)
        self.assertLessEqual(low, 0.02 - half)
        self.assertGreaterEqual(lower, 0.02 - half - 0.0005)
        self.assertLessEqual(higher, 0.02 + half + 0.0005)
        self.assertGreaterEqual(high, 0.02 + half)

    def test_few_flips_are_widened(self):
        (_, low), (high, _) = scores.interval_bounds(0, 0, 1000)
        self.assertAlmostEqual(low, -1.959964 / 1002, places=6)
        self.assertAlmostEqual(high, 1.959964 / 1002, places=6)

    def test_the_front_keeps_equals_and_drops_what_is_beaten(self):
        points = [(0.9, 100, 5.0), (0.9, 100, 5.0), (0.9, 101, 5.0), (0.8, 50, None)]
        self.assertEqual(scores.on_front(points), [True, True, False, True])


class ReadersTest(unittest.TestCase):
    def test_json_refuses_what_is_no_json(self):
        for text in ('{"a": NaN}', '{"a": -Infinity}', '{"a": 1, "a": 2}', '{"a": 1', ""):
            with self.subTest(text=text), self.assertRaises(Broken):
                parse_json(text)

    def test_csv_refuses_ragged_rows_and_open_quotes(self):
        for text in ("a,b\n1\n", 'a,b\n"1,2\n', "a,b\n1,2", "a\n\0\n"):
            with self.subTest(text=text), self.assertRaises(Broken):
                parse_csv(text)
        self.assertEqual(parse_csv('a,b\n"x,""y""",2\n'), (["a", "b"], [['x,"y"', "2"]]))

    def test_cells_that_are_no_finite_numbers_stay_texts(self):
        self.assertEqual([value_of(cell) for cell in ("", "1", "1.5", "true", "nan", "inf", "1_0", "x")],
                         [None, 1, 1.5, True, "nan", "inf", "1_0", "x"])

    def test_shapes_tell_numbers_from_truths_and_lists_from_texts(self):
        for value, shape, right in ((True, "count", False), (1, "bool", False), (1.0, "count", False), (-1, "count", False),
                                    (None, "share?", True), (None, "share", False), (1.0001, "share", False), ("", "name", False),
                                    ([0.2, 0.1], "interval share", False), ([0.1, 0.2], "interval share", True), ("ab", ["text"], False),
                                    ([1, 2], ["count", 3], False), ({"a": 1, "b": 2}, {"a": "count"}, False),
                                    ({"a": 1}, {"a": "count", "b?": "count"}, True), ({"x": "y"}, {"*": "=y|z"}, True),
                                    ("2026-02-30T00:00:00Z", "time", False), ("A" * 64, "digest", False)):
            with self.subTest(value=value, shape=shape):
                report = Report()
                Shapes(report).check("file", value, shape, "field")
                self.assertEqual(not report.problems, right)


class RepeatsTest(unittest.TestCase):
    CELLS = {"variant": "Static INT8", "quantity": "accuracy_difference", "runs": "3", "mean": "-0.003000", "deviation": "0.001000",
             "mean_low": "-0.005484", "mean_high": "-0.000516", "lowest": "-0.004000", "highest": "-0.002000", "seeds": "42 43 44",
             "values": "-0.003000 -0.002000 -0.004000"}
    VALUES = {42: -0.003, 43: -0.002, 44: -0.004}

    def test_the_row_of_three_seeds_passes_and_each_spoiled_cell_does_not(self):
        report = Report()
        check_row(report, self.CELLS, self.VALUES)
        self.assertEqual(report.problems, [])
        for key in ("runs", "mean", "deviation", "mean_low", "mean_high", "lowest", "highest", "seeds", "values"):
            with self.subTest(key=key):
                report = Report()
                check_row(report, self.CELLS | {key: self.CELLS[key][:-1] + "7"}, self.VALUES)
                self.assertEqual(len(report.problems), 1)


if __name__ == "__main__":
    unittest.main()
