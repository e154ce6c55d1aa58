"""Time and memory that each reader takes, for a typical release and for thick documents.

    python benchmarks/readers.py

Each figure comes from a process of its own: "start" is what importing the reader costs
once, "first" the first release after that, "typical" the median of twenty more, and "MB"
the most memory that the process held. PDF is read in a second process, counted too.
The test files are made by tests/, so run it in a checkout with the extra `test`.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

import mini_hwp  # noqa: E402
import office_files as make  # noqa: E402
import pdf_files  # noqa: E402

REPEATS = 20

#: Reads a file and prints the import, the first and the median time in ms, and MB.
PROGRAM = """
import importlib, json, statistics, sys, time
sys.path[:0] = [sys.argv[1]]
from corpora.readers.read_file import READERS, kind_of
from pathlib import Path
data, name, repeats = Path(sys.argv[2]).read_bytes(), sys.argv[2], int(sys.argv[3])
def timed(call):
    begin = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - begin)
read = None
def load():
    global read
    read = READERS[kind_of(data, name)].load()
    for module in ("lxml.etree",):
        importlib.import_module(module)
start = timed(load)
first = timed(lambda: read(data, name))
more = [timed(lambda: read(data, name)) for _ in range(repeats)]
def most(status):
    try:
        return int(Path(status).read_text().partition("VmHWM:")[2].split()[0]) / 1000
    except (OSError, IndexError):
        return 0
import resource
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
print(json.dumps([start, first, statistics.median(more) if more else first,
                  most("/proc/self/status"), child]))
"""


def paragraphs(count: int) -> list[str]:
    """That many paragraphs of the example, each with a number of its own."""
    lines = [par.text for par in make.release()[1:]]
    return [f"({number}) {lines[number % len(lines)]}" for number in range(count)]


def thick_hwpx() -> bytes:
    """A HWPX of 5 MB, nearly all text."""
    chance = random.Random(1)
    body = "".join(
        make.h_par(make.h_text(f"{text} {chance.getrandbits(560)}")) for text in paragraphs(53_000)
    )
    return make.hwpx(body)


CASES: tuple[tuple[str, str, Callable[[], bytes], int], ...] = (
    ("HTML release", "a.html", make.html_release, REPEATS),
    ("Markdown release", "a.md", make.markdown_release, REPEATS),
    ("DOCX release", "a.docx", make.docx_release, REPEATS),
    ("HWP release", "a.hwp", make.hwp_release, REPEATS),
    ("HWPX release", "a.hwpx", make.hwpx_release, REPEATS),
    ("ODT release", "a.odt", make.odt_release, REPEATS),
    ("PDF release", "a.pdf", lambda: pdf_files.pdf(make.expected(), head=make.HEAD), REPEATS),
    ("HWP, 10,000 paragraphs", "b.hwp", lambda: mini_hwp.hwp(paragraphs(10_000)), 0),
    ("HWPX of 5 MB", "b.hwpx", thick_hwpx, 0),
    ("PDF of 300 pages", "b.pdf", lambda: pdf_files.pdf(paragraphs(2_760), head=make.HEAD), 0),
)


def main() -> None:
    """Print the table."""
    print("| file | MB on disk | start ms | first ms | typical ms | memory MB |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for label, name, build, repeats in CASES:
            path = Path(folder) / name
            path.write_bytes(build())
            done = subprocess.run(
                [sys.executable, "-c", PROGRAM, str(ROOT), str(path), str(repeats)],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            start, first, typical, own, child = json.loads(done.stdout)
            memory = f"{own:.0f}" + (f" + {child:.0f}" if name.endswith("pdf") else "")
            size = path.stat().st_size / 1e6
            print(
                f"| {label} | {size:.2f} | {start:.0f} | {first:.0f} | {typical:.0f} | {memory} |"
            )


if __name__ == "__main__":
    main()
