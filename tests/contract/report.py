"""What the checker found: one line a problem, and how much was looked at."""
import math


class Report:
    """Collects problems as 'file: what, got …, wanted …' and counts the files and facts that were checked."""

    def __init__(self, folder="", whole=None):
        self.folder = folder  # that all paths are below
        self.problems = [] if whole is None else whole.problems
        self.files = set() if whole is None else whole.files
        self._facts = [0] if whole is None else whole._facts

    def below(self, folder):
        """The same report for what lies in a folder of the results."""
        return Report(f"{self.folder}{folder}/", self)

    @property
    def facts(self):
        return self._facts[0]

    def file(self, path):
        """Counts `path` as looked at."""
        self.files.add(self.folder + path)

    def blames(self, path):
        return any(line.startswith(f"{self.folder}{path}: ") for line in self.problems)

    def fact(self, holds, path, what, got, wanted):
        """Counts a fact and reports it where it does not hold; what `holds` says, as a bool."""
        self._facts[0] += 1
        line = f"{self.folder}{path}: {what}, got {short(got)}, wanted {short(wanted)}"
        if not holds and line not in self.problems:
            self.problems.append(line)
        return bool(holds)

    def problem(self, path, what, got, wanted):
        self.fact(False, path, what, got, wanted)

    def equal(self, path, what, got, wanted):
        return self.fact(got == wanted and isinstance(got, bool) == isinstance(wanted, bool), path, what, got, wanted)

    def close(self, path, what, got, wanted, tolerance=1e-9):
        """Equal but for the rounding of sums: `tolerance` is relative, and absolute below 1."""
        numbers = all(isinstance(value, (int, float)) and math.isfinite(value) for value in (got, wanted))
        near = numbers and abs(got - wanted) <= tolerance * max(1.0, abs(wanted))
        return self.fact(near, path, what, got, wanted)

    def printed(self, path, what, cell, wanted, digits):
        """`cell` is `wanted` with so many decimals; empty where `wanted` is None."""
        if wanted is None:
            return self.equal(path, what, cell, "")
        decimals = len(cell.rpartition(".")[2]) if "." in cell else 0
        try:
            near = decimals == digits and abs(float(cell) - wanted) <= 0.5000001 * 10.0 ** -digits
        except ValueError:
            near = False
        return self.fact(near, path, what, cell, f"{wanted:.{digits}f}")

    def summary(self):
        return f"{len(self.files)} files and {self.facts} facts checked: {len(self.problems) or 'no'} problems"


def short(value):
    """`value` on one line that a terminal shows whole."""
    text = " ".join(str(value).split()) or "nothing"
    return text if len(text) <= 160 else text[:157] + "…"
