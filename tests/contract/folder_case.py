"""What the checker's tests share: a good folder, and a copy of it for each test to spoil."""
import json
import pathlib
import re
import shutil
import tempfile
import unittest

import check_results
from make_results import Maker


class FolderTest(unittest.TestCase):
    """Every test spoils its own copy of one good folder."""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="octavo-contract-")
        cls.good = pathlib.Path(cls.temporary.name) / "good"
        Maker(cls.good).make()

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def setUp(self):
        self.root = pathlib.Path(self.temporary.name) / "copy"
        shutil.copytree(self.good, self.root)

    def tearDown(self):
        shutil.rmtree(self.root)

    def restore(self, path):
        shutil.copyfile(self.good / path, self.root / path)

    def problems(self, **options):
        return check_results.check(self.root, **options).problems

    def assert_blamed(self, path, pattern=""):
        """There is a problem of exactly this file, and one of its lines says so."""
        lines = self.problems()
        fitting = [line for line in lines if line.startswith(f"{path}: ") and re.search(pattern, line)]
        self.assertTrue(fitting, f"no problem of {path} with '{pattern}' in:\n" + "\n".join(lines))

    def change_json(self, path, keys, value):
        """Sets what lies under `keys`; a callable is given the old value."""
        file = self.root / path
        document = json.loads(file.read_text())
        place = document
        for key in keys[:-1]:
            place = place[key]
        place[keys[-1]] = value(place[keys[-1]]) if callable(value) else value  # a new key too
        file.write_text(json.dumps(document))

    def change_text(self, path, old, new, count=1):
        text = (self.root / path).read_text()
        self.assertIn(old, text)
        (self.root / path).write_text(text.replace(old, new, count))

    def change_cell(self, path, line, column, value):
        lines = (self.root / path).read_text().splitlines()
        cells = lines[line].split(",")
        cells[lines[0].split(",").index(column)] = value
        lines[line] = ",".join(cells)
        (self.root / path).write_text("\n".join(lines) + "\n")
