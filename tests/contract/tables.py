"""CSV files: strict reading, and rows as typed values by schemas/tables.json."""
import array
import csv
import io
import math

from shapes import Broken, load_schema


def parse_csv(text):
    """(header, rows) of RFC 4180 text whose rows all have the header's width and whose last line has an end."""
    if not text.endswith("\n"):
        raise Broken("a last line without an end")
    if "\0" in text:
        raise Broken("a zero byte")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise Broken(f"lines that are no CSV ({error})") from error
    header, rows = rows[0], rows[1:]
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise Broken(f"line {number} with {len(row)} fields under a header of {len(header)}")
    return header, rows


def value_of(cell):
    """The JSON value that a cell stands for. NaN and infinities stay texts, which no number's shape allows."""
    if cell == "":
        return None
    if cell in ("true", "false"):
        return cell == "true"
    for convert in (int, float):
        try:
            number = convert(cell)
        except ValueError:
            continue
        return number if math.isfinite(number) and "_" not in cell else cell
    return cell


class Table:
    """A CSV whose columns schemas/tables.json names: `rows` as dicts of values, `cells` as dicts of texts."""

    def __init__(self, shapes, path, text, name):
        schema = load_schema("tables")[name]
        header, lines = parse_csv(text)
        shapes.report.equal(path, "columns", header, list(schema))
        shapes.report.fact(bool(lines), path, "rows", "none", "at least one")
        self.cells = [dict(zip(header, line)) for line in lines]
        self.rows = [{key: cell if schema.get(key) in ("name", "text") else value_of(cell) for key, cell in row.items()}
                     for row in self.cells]
        for number, row in enumerate(self.rows, 2):
            for key, value in row.items():
                if key in schema:
                    shapes.check(path, value, schema[key], f"line {number} {key}")


class Answers:
    """evaluation_results*.csv: ids, labels, logits and predictions, and those of the reference where it has them."""

    def __init__(self, report, path, text, classes):
        header, lines = parse_csv(text)
        own = ["id", "label", "prediction"] + [f"logit_{c}" for c in range(classes)]
        other = ["reference_prediction"] + [f"reference_logit_{c}" for c in range(classes)]
        self.has_reference = len(header) > len(own)
        if header != own + (other if self.has_reference else []) or not lines:
            raise Broken(f"the columns {','.join(header)} and {len(lines)} rows")
        self.ids = [line[0] for line in lines]
        report.equal(path, "ids that stand there twice", len(self.ids) - len(set(self.ids)), 0)
        self.labels = [whole(line[1], classes) for line in lines]
        self.predictions = [whole(line[2], classes) for line in lines]
        self.logits = [floats(line[3:3 + classes]) for line in lines]
        self.reference_predictions, self.reference = [], []
        if self.has_reference:
            self.reference_predictions = [whole(line[3 + classes], classes) for line in lines]
            self.reference = [floats(line[4 + classes:]) for line in lines]


def whole(cell, classes):
    if not cell.isdigit() or int(cell) >= classes:
        raise Broken(f"{cell!r} where a class from 0 to {classes - 1} should be")
    return int(cell)


def floats(cells):
    """The cells as 32-bit floats, which nine digits name exactly."""
    try:
        numbers = array.array("f", map(float, cells)).tolist()
    except (ValueError, OverflowError) as error:
        raise Broken(f"logits {cells} ({error})") from error
    if not all(map(math.isfinite, numbers)):
        raise Broken(f"logits {cells}, which are not finite")
    return numbers
