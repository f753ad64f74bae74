"""Proves that tests/run.sh names every skip of a CTest log once, with its reason."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import list_skips  # noqa: E402

LOG = """\
3/9 Testing: text_dataset_test
3/9 Test: text_dataset_test
[ RUN      ] DatasetTest.ReadsAFile
[       OK ] DatasetTest.ReadsAFile (0 ms)
[ RUN      ] DatasetTest.ReadsTheRealArchive
/src/tests/unit/text/dataset_test.cc:12: Skipped
no ../shared/data/SST-2.zip on this machine

[  SKIPPED ] DatasetTest.ReadsTheRealArchive (0 ms)
[ RUN      ] DatasetTest.RefusesAnEmptyFile
[       OK ] DatasetTest.RefusesAnEmptyFile (1 ms)
[==========] 3 tests from 1 test suite ran. (1 ms total)
[  SKIPPED ] 1 test, listed below:
[  SKIPPED ] DatasetTest.ReadsTheRealArchive
4/9 Testing: compose_test
4/9 Test: compose_test
skipped: no Docker engine answers
"""


class ListSkipsTest(unittest.TestCase):
    def test_each_skip_is_named_once_with_its_reason(self):
        self.assertEqual(list(list_skips.skips(LOG.splitlines(keepends=True))), [
            ("DatasetTest.ReadsTheRealArchive", "no ../shared/data/SST-2.zip on this machine"),
            ("compose_test", "no Docker engine answers"),
        ])

    def test_a_skip_without_a_reason_is_called_that(self):
        log = "[ RUN      ] A.B\n[  SKIPPED ] A.B (0 ms)\n"
        self.assertEqual(list(list_skips.skips(log.splitlines())), [("A.B", "no reason given")])

    def test_no_skip_gives_nothing(self):
        self.assertEqual(list(list_skips.skips(["[ RUN      ] A.B\n", "[       OK ] A.B (0 ms)\n"])), [])


if __name__ == "__main__":
    unittest.main()
