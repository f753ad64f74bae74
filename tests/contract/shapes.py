"""The small language in which schemas/*.json say what a JSON value looks like.

A shape is one of
- the name of a type in TYPES: "share", "digest" …; "share?" is a share or null; "interval share" is [low, high] of them
- "=a|b": one of these texts;   "@name": the definition of that name
- [shape] or [shape, fewest]: a list;   {"key": shape}: an object with these keys and no others
In an object "key?" may be missing, and "*" stands for all keys that are not named.
"""
import datetime
import json
import math
import pathlib
import re

SCHEMAS = pathlib.Path(__file__).parent / "schemas"


def is_int(value):
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value):
    return (is_int(value) or isinstance(value, float)) and math.isfinite(value)


def is_time(value):
    """UTC to the second, as every record writes it."""
    try:
        datetime.datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")
    except (TypeError, ValueError):
        return False
    return True


TYPES = {
    "any": lambda v: True,
    "bool": lambda v: isinstance(v, bool),
    "text": lambda v: isinstance(v, str),
    "name": lambda v: isinstance(v, str) and v.strip() != "",
    "digest": lambda v: isinstance(v, str) and re.fullmatch(r"[0-9a-f]{64}", v) is not None,
    "time": is_time,
    "int": is_int,
    "count": lambda v: is_int(v) and v >= 0,
    "positive count": lambda v: is_int(v) and v > 0,
    "number": is_number,
    "amount": lambda v: is_number(v) and v >= 0,
    "positive": lambda v: is_number(v) and v > 0,
    "share": lambda v: is_number(v) and 0 <= v <= 1,
    "difference": lambda v: is_number(v) and -1 <= v <= 1,
    "percent": lambda v: is_number(v) and 0 <= v <= 100,
}


class Broken(Exception):
    """A file cannot be read as what it should be."""


def parse_json(text):
    """`text` as JSON in the strict sense: no NaN or Infinity, no key twice."""
    def refuse(word):
        raise Broken(f"the number {word}")

    def unique(pairs):
        keys = [key for key, _ in pairs]
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise Broken(f"the key {sorted(twice)[0]} twice")
        return dict(pairs)

    try:
        return json.loads(text, parse_constant=refuse, object_pairs_hook=unique)
    except ValueError as error:
        raise Broken(str(error)) from error


def load_schema(name):
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


class Shapes:
    """Compares values with shapes; problems go to `report` under the file that is being checked."""

    def __init__(self, report):
        self.report = report
        self.definitions = load_schema("definitions")

    def check(self, path, value, shape, where=""):
        if isinstance(shape, dict):
            self._object(path, value, shape, where)
        elif isinstance(shape, list):
            self._list(path, value, shape, where)
        elif shape.startswith("@"):
            self.check(path, value, self.definitions[shape[1:]], where)
        else:
            self._plain(path, value, shape, where)

    def _object(self, path, value, shape, where):
        if not self.report.fact(isinstance(value, dict), path, where or "the file", type(value).__name__, "an object"):
            return
        named = {key.rstrip("?") for key in shape}
        for key in shape:
            if key != "*" and not key.endswith("?"):
                self.report.fact(key in value, path, f"{where}.{key}".lstrip("."), "nothing", "the key")
        for key, item in value.items():
            inner = f"{where}.{key}".lstrip(".")
            if key in named:
                self.check(path, item, shape.get(key, shape.get(key + "?")), inner)
            elif "*" in shape:
                self.check(path, item, shape["*"], inner)
            else:
                self.report.problem(path, inner, "an unknown key", "only keys of the schema")

    def _list(self, path, value, shape, where):
        if not self.report.fact(isinstance(value, list), path, where, type(value).__name__, "a list"):
            return
        fewest = shape[1] if len(shape) > 1 else 0
        self.report.fact(len(value) >= fewest, path, where, f"{len(value)} items", f"at least {fewest}")
        for index, item in enumerate(value):
            self.check(path, item, shape[0], f"{where}[{index}]")

    def _plain(self, path, value, shape, where):
        name = shape.rstrip("?")
        if shape.endswith("?") and value is None:
            self.report.fact(True, path, where, value, shape)
        elif name.startswith("="):
            self.report.fact(value in name[1:].split("|"), path, where, json.dumps(value), "one of " + name[1:])
        elif name.startswith("interval "):
            within = TYPES[name.partition(" ")[2]]
            right = isinstance(value, list) and len(value) == 2 and all(map(within, value)) and value[0] <= value[1]
            self.report.fact(right, path, where, json.dumps(value), "[low, high], each a " + name.partition(" ")[2])
        else:
            self.report.fact(TYPES[name](value), path, where, json.dumps(value), "a " + shape)
