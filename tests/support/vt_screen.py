"""A small model of a terminal: what a person sees of the bytes that a program writes. It knows what octavo uses, and refuses the rest."""
import re
import unicodedata

ESCAPE = re.compile(r"\x1b\[(\??)(\d*)([A-Za-z])")


def width_of(character):
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


class Row:
    """One row: its cells (the second one of a wide character is ""), and whether the text goes on in the next."""

    def __init__(self):
        self.cells = []
        self.goes_on = False

    def text(self):
        return "".join(self.cells)


class Screen:
    """Rows that have scrolled away are kept, above those that are on the screen.

    With `reflows` a line that has become too wide is broken into several when the window is made narrower, and joined again when
    it is made wider, as most terminals do; without, its end is lost, as in xterm.
    """

    def __init__(self, columns, rows, reflows=True):
        self.columns, self.height, self.reflows = columns, rows, reflows
        self.rows = [Row()]
        self.row = self.column = 0
        self.top = 0  # the first row that is on the screen
        self.cursor_visible = True
        self.colours = False
        self.pending = ""
        self.undecoded = b""

    def feed(self, data):
        text, self.pending = self.pending + self._decode(self.undecoded + data), ""
        while text:
            if text[0] == "\x1b":
                match = ESCAPE.match(text)
                if match is None and len(text) < 12:
                    self.pending = text
                    return
                assert match, f"a sequence that octavo should not send: {text[:12]!r}"
                self._escape(*match.groups())
                text = text[match.end():]
                continue
            self._character(text[0])
            text = text[1:]

    def _decode(self, data):
        """What is whole; the beginning of a character waits for its end."""
        for cut in range(4):
            try:
                text = data[:len(data) - cut].decode("utf-8")
            except UnicodeDecodeError:
                continue
            self.undecoded = data[len(data) - cut:]
            return text
        raise AssertionError(f"no UTF-8: {data!r}")

    def _character(self, character):
        if character == "\r":
            self.column = 0
        elif character == "\n":
            self._down()
        elif character == "\b":
            self.column = max(0, self.column - 1)
        else:
            assert character >= " " and character != "\x7f", f"a control character: {character!r}"
            self._put(character)

    def _put(self, character):
        width = width_of(character)
        if self.column + width > self.columns:
            self.rows[self.row].goes_on = True
            self._down()
            self.column = 0
        cells = self.rows[self.row].cells
        if width == 0:
            cells[self.column - 1] += character
            return
        cells.extend(" " * (self.column + width - len(cells)))
        cells[self.column:self.column + width] = [character] + [""] * (width - 1)
        self.column += width

    def _down(self):
        self.row += 1
        while len(self.rows) <= self.row:
            self.rows.append(Row())
        self.top = max(self.top, self.row - self.height + 1)

    def _escape(self, private, number, letter):
        if private:
            assert number == "25" and letter in "hl", f"mode {number}{letter}"
            self.cursor_visible = letter == "h"
        elif letter == "A":
            self.row = max(self.top, self.row - int(number or 1))
        elif letter == "K" and not number:
            self._erase_to_the_end_of_the_row()
        elif letter == "J" and not number:
            self._erase_to_the_end_of_the_row()
            del self.rows[self.row + 1:]
        elif letter == "m":
            self.colours = True
        else:
            raise AssertionError(f"escape {number}{letter}")

    def _erase_to_the_end_of_the_row(self):
        row = self.rows[self.row]
        del row.cells[self.column:]
        row.goes_on = False

    def resize(self, columns, rows):
        if self.reflows:
            self._reflow(columns)
        else:
            for row in self.rows:
                del row.cells[columns:]
                row.goes_on = False
            self.column = min(self.column, columns - 1)
        self.columns, self.height = columns, rows
        self.top = max(0, len(self.rows) - rows)

    def _reflow(self, columns):
        """Breaks all lines anew; the cursor stays at its character."""
        old, self.rows = self.rows, []
        cursor = None
        line, place = [], None
        for index, row in enumerate(old):
            if index == self.row:
                place = len(line) + self.column
            line += row.cells
            if row.goes_on:
                continue
            begin = len(self.rows)
            for start in range(0, max(1, len(line)), columns):
                broken = Row()
                broken.cells = line[start:start + columns]
                broken.goes_on = start + columns < len(line)
                self.rows.append(broken)
            if place is not None:
                cursor = (min(begin + place // columns, len(self.rows) - 1), place % columns)
            line, place = [], None
        self.row, self.column = cursor

    def lines(self):
        """All text, rows that go on joined, without what is empty at the end."""
        lines, line = [], ""
        for row in self.rows:
            line += row.text()
            if not row.goes_on:
                lines.append(line.rstrip())
                line = ""
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def broken_lines(self):
        """The lines that take more than one row."""
        return [line for line in self.lines() if sum(map(width_of, line)) > self.columns]
