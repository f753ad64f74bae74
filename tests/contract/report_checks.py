"""summary_report.md and report.html against the table that they retell, and pictures that show something."""
import html.parser
import re

from png_image import Picture

REPORT, PAGE = "comparison/summary_report.md", "comparison/report.html"
LEAST_WIDTH, LEAST_HEIGHT = 1200, 800
MOST_OF_ONE_COLOUR, LEAST_COLOURS = 0.995, 3
MARGIN = 12  # pixels of background on every side: a text that is cut off would reach the edge
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
NOT_A_NUMBER = re.compile(r"(?<![\w-])[-+]?(nan|inf|infinity)(?![\w-])", re.IGNORECASE)
OUTSIDE = re.compile(r"""(?:src|srcset|data|action|poster|background|href)\s*=\s*["']?\s*(?!#|data:)[^"'>\s]|@import|"""
                     r"""url\(\s*["']?(?!#|data:)[^)"'\s]""", re.IGNORECASE)


def check_picture(results, path):
    data = results.read(path)
    with results.reading(path):
        if not data:
            return
        picture = Picture(data)
        large = picture.width >= LEAST_WIDTH and picture.height >= LEAST_HEIGHT
        results.report.fact(large, path, "size", f"{picture.width}x{picture.height}", f"at least {LEAST_WIDTH}x{LEAST_HEIGHT}")
        colours = picture.colours()
        most = max(colours.values()) / sum(colours.values())
        results.report.fact(len(colours) >= LEAST_COLOURS and most <= MOST_OF_ONE_COLOUR, path, "what is drawn",
                            f"{len(colours)} colours, {100 * most:.2f} % of one", "a picture that is not blank")
        results.report.fact(picture.has_margin(MARGIN), path, "the margin", f"something within {MARGIN} pixels of the edge",
                            "background on all sides")


def plain(markdown):
    """Without the backslashes of Markdown."""
    return re.sub(r"\\([^\w\s])", r"\1", markdown)


def mebibytes(size):
    units = ["B", "KiB", "MiB", "GiB"]
    while size >= 1024 and len(units) > 1:
        size, units = size / 1024, units[1:]
    return f"{size:.0f} B" if units[0] == "B" else f"{size:.1f} {units[0]}"


def check_report(results, summary):
    """The recommendation, the table and the front of the report are those of the table."""
    text = results.text(REPORT)
    if text is None:
        return
    report, text = results.report, plain(text)
    report.equal(REPORT, "numbers that are none", NOT_A_NUMBER.findall(text), [])
    best = next((row.label for row in summary.rows if row.cells["recommended"] == "yes"), None)
    # A row that is the reference is kept, not shipped.
    report.fact(re.search(rf"^## .*{re.escape(best or '?')}", text, re.MULTILINE) is not None, REPORT, "recommendation",
                "no heading", f"a heading that names {best}")
    for row in summary.rows:
        check_report_row(report, text, row, summary.latency_of(row))
    front = {row.label for row in summary.rows if row.cells["pareto_front"] == "yes"}
    section = re.search(r"^## Pareto front\n(.*?)(^## |\Z)", text, re.MULTILINE | re.DOTALL)
    report.equal(REPORT, "Pareto front", set(re.findall(r"\*\*(.+?)\*\*", section.group(1) if section else "")), front)
    for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text):
        report.fact((results.root / "comparison" / picture).is_file(), REPORT, f"the picture {picture}", "nothing", "a file")
    report.fact("\n## Caveats" in text, REPORT, "caveats", "no heading", "the heading Caveats")
    commands = re.findall(r"^octavo (\w+)", text, re.MULTILINE)
    wanted = [row.stage.kind for row in summary.rows] + ["compare"]
    report.equal(REPORT, "commands to reproduce it", set(commands), set(wanted))


def check_report_row(report, text, row, latency):
    lines = [line for line in text.splitlines() if line.startswith(f"| {row.label} |") and "%" in line]
    if not report.fact(bool(lines), REPORT, "the table", f"no row of {row.label}", "a row for each variant"):
        return
    evaluation = row.figures["evaluation"]
    parts = [f"{100 * evaluation['accuracy']:.2f} %", mebibytes(row.figures["size_bytes"])]
    if latency:
        parts.append(f"{latency['batch1']['p50_ms']:.2f} / {latency['batch1']['p95_ms']:.2f} ms")
    if row.compared:
        parts += [f"{row.compared['mcnemar_p']:.3f}", f"{row.compared['flips_to_wrong']} / {row.compared['flips_to_right']}",
                  f"{row.compared['compression_ratio']:.2f}×"]
    for part in parts:
        report.fact(f"| {part} |" in lines[0], REPORT, f"the row of {row.label}", lines[0], part)


class Page(html.parser.HTMLParser):
    """Follows the nesting of the tags and gathers the text."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong, self.words, self.tags = [], [], [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag in self.open and tag != "p":
            self.wrong.append(f"</{tag}> within <{self.open[-1]}>")

    def handle_data(self, data):
        self.words.append(data)


def check_page(results, summary):
    """One whole file that needs nothing from outside and tells of every variant."""
    text = results.text(PAGE)
    if text is None:
        return
    page = Page()
    page.feed(text)
    page.close()
    report = results.report
    report.fact(text.lstrip().lower().startswith("<!doctype html>"), PAGE, "beginning", text[:40], "<!doctype html>")
    report.equal(PAGE, "tags that do not nest", page.wrong[:3] + page.open[:3], [])
    report.equal(PAGE, "tags that are missing", {"html", "head", "title", "body", "table"} - page.tags, set())
    found = OUTSIDE.findall(without_links(text)) + loads_by_script(text)
    report.equal(PAGE, "what it would load from outside", found[:3], [])
    words = " ".join(" ".join(page.words).split())
    for row in summary.rows:
        report.fact(row.label in words, PAGE, f"the variant {row.label}", "no word", "a row")
        accuracy = f"{100 * row.figures['evaluation']['accuracy']:.2f}"
        report.fact(accuracy in words, PAGE, f"the accuracy of {row.label}", "another", accuracy)


def without_links(text):
    """The tags and styles alone, without <a href>, which loads nothing until it is followed."""
    parts = re.findall(r"<style.*?</style>|<[^>]*>", text, re.DOTALL)
    return " ".join(part for part in parts if not re.match(r"<a\s", part, re.IGNORECASE))


def loads_by_script(text):
    """Calls by which an inline script would reach for the network."""
    scripts = "".join(re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL))
    return re.findall(r"\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|import)\s*\(", scripts)
