"""Stand-alone program: reads a PDF from standard input and writes one line of JSON per page.

PDFium is native code, and a file of two kilobytes can make it use gigabytes. So it runs
in a process that can be stopped, with a memory limit, and that imports nothing from
this project. The first line of output is ``{"pages": n, "title": ..., "date": ...}``, each
further one is a page, ``{"width", "height", "text", "lines"}``, and a line of the page is
``[text, left, right, baseline, height, hyphen]`` in points from the lower left corner. Where
it cannot continue, it writes ``{"error": "password" | "broken" | "large"}`` and ends.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import sys
from typing import Any

#: Least width of a gap between cells, in line heights.
CELL_GAP = 1.2

#: Most pages of one document; a release has some tens, a yearbook some hundreds.
MAX_PAGES = 1_000
#: Most characters of one page and of all pages; a full page of small print has some 10,000.
MAX_PAGE = 300_000
MAX_TOTAL = 20_000_000

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_HYPHEN = 2  # PDFium's code for a hyphen at the end of a line


def main() -> None:
    """Read standard input and answer on standard output."""
    data = sys.stdin.buffer.read()
    _limit_memory(int(sys.argv[1]) + 3 * len(data))
    import pypdfium2  # noqa: PLC0415 (after the limit)

    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError:
        code = pypdfium2.raw.FPDF_GetLastError()
        _say({"error": "password" if code == _PASSWORD else "broken"})
        return
    if pages > MAX_PAGES:
        _say({"error": "large"})
        return
    facts = document.get_metadata_dict()
    _say({"pages": pages, "title": facts.get("Title", ""), "date": facts.get("CreationDate", "")})
    total = 0
    for number in range(pages):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            _say({"width": 0, "height": 0, "text": "", "lines": []})
            continue
        total += text.count_chars()
        if text.count_chars() > MAX_PAGE or total > MAX_TOTAL:
            _say({"error": "large"})
            return
        width, height = page.get_size()
        found = {"width": width, "height": height, "text": text.get_text_range()}
        _say({**found, "lines": _lines(pypdfium2.raw, text)})
        text.close()
        page.close()


def _limit_memory(limit: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 (not on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


class _Line:
    """The characters of one line as they arrive."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.left = self.right = self.base = self.height = 0.0

    def add(self, sign: str, box: tuple[float, float, float, float]) -> None:
        left, bottom, right, top = box
        if sign.isspace():
            self.text.append(" ")
            return
        if not self.height:
            self.left, self.base = left, bottom
        elif self.text[-1] == " " and left - self.right > CELL_GAP * self.height:
            while self.text and self.text[-1] == " ":
                self.text.pop()
            self.text.append("\t")
        self.height = max(self.height, top - bottom)
        self.right = max(self.right, right)
        self.text.append(sign)

    def answer(self, *, hyphen: bool = False) -> list[Any] | None:
        """The line in the output format; None if it has no visible text."""
        if not self.height:
            return None
        numbers = [round(n, 1) for n in (self.left, self.right, self.base, self.height)]
        return ["".join(self.text), *numbers, hyphen]


def _lines(raw: Any, page: Any) -> list[list[Any]]:
    """The lines of a page in the order in which the file draws them."""
    rectangle = raw.FS_RECTF()
    reference = ctypes.byref(rectangle)
    lines = []
    line = _Line()

    def finish(*, hyphen: bool = False) -> None:
        nonlocal line
        found = line.answer(hyphen=hyphen)
        if found:
            lines.append(found)
        line = _Line()

    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if code == _HYPHEN:
            line.text.append("-")
            finish(hyphen=True)
        elif code in (10, 13):
            finish()
        elif code >= 32 and not 0xD800 <= code < 0xE000:
            raw.FPDFText_GetLooseCharBox(page, index, reference)
            box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            line.add(chr(code), box)
    finish()
    return lines


if __name__ == "__main__":
    main()
