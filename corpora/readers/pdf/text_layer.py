"""Reads the text layer of a PDF, with lines joined to paragraphs.

PDFium reads the file in a separate process with limits on time and memory. Known limits:
columns are read in the order in which the file draws them, and footnotes stay where they
are on the page.
"""

from __future__ import annotations

import importlib.util
import json
import os
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from align.errors import InputError
from corpora.readers.document import ReadFile, lost_text, made_of
from corpora.readers.office.body import declared
from corpora.readers.pdf.layout import PdfLine, pieces_of_lines

#: Bytes that the process may use in addition to three times the file size, libraries included.
MEMORY = 400_000_000
#: Seconds to wait for the next page; a page takes some milliseconds.
PAGE_SECONDS = 4.0
#: Seconds for all pages together; 300 ordinary ones take about one.
ALL_SECONDS = 5.0
#: Share of characters without a Unicode value above which the text layer is useless.
UNREADABLE = 0.3

_WORKER = Path(__file__).with_name("worker.py")
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ufffe\uffff\ue000-\uf8ff]")


def read_pdf(data: bytes, name: str) -> ReadFile:
    """The text layer of a PDF in blocks, with the title and date declared in it.

    Raises:
        InputError: The file is damaged, locked or too large, has no text layer, or
            pypdfium2 is not installed.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        raise InputError(f"{name}: to read PDF, install pypdfium2 (pip install pypdfium2)")
    lines: list[PdfLine] = []
    seen: list[str] = []
    pages = _pages(data, name)
    facts = next(pages)
    for number, page in enumerate(pages):
        seen += page["text"].splitlines()
        for text, left, right, base, height, hyphen in page["lines"]:
            lines.append(PdfLine(text, left, right, base, height, hyphen, number, page["height"]))
    shown = "".join(line.text for line in lines)
    _refuse_unreadable(shown, name, facts["pages"])
    pieces = pieces_of_lines(lines)
    text = "\n".join(piece.text for piece in pieces)
    day = _DATE.match(facts["date"])
    known = declared(facts["title"], "-".join(day.groups()) if day else "")
    lost = lost_text("\n".join(seen), text)
    return made_of(pieces, data, name, warnings=filter(None, [lost]), **known)


def _refuse_unreadable(shown: str, name: str, pages: int) -> None:
    if not shown.strip():
        what = "1 page" if pages == 1 else f"{pages} pages"
        raise InputError(
            f"{name} has no text on its {what}, so it is probably a scan; run it through OCR "
            "and use the result"
        )
    if len(_STRANGE.findall(shown)) > UNREADABLE * len(shown):
        raise InputError(
            f"{name}: the fonts do not map their glyphs to characters; run it through OCR, or "
            "ask for the original document"
        )


def _pages(data: bytes, name: str) -> Iterator[dict[str, Any]]:
    """The answers of the worker: first about the document, then about each page."""
    # -P keeps this folder, which has an html.py, out of the way of the standard library
    command = [sys.executable, "-P", str(_WORKER), str(MEMORY)]
    paths = os.pathsep.join(path for path in sys.path if path)
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
    ) as process:
        try:
            yield from _answers(process, data, name)
        finally:
            process.kill()


def _answers(process: subprocess.Popen[bytes], data: bytes, name: str) -> Iterator[dict[str, Any]]:
    assert process.stdin is not None
    assert process.stdout is not None
    answers: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_write, args=(process.stdin, data), daemon=True).start()
    threading.Thread(target=_read, args=(process.stdout, answers), daemon=True).start()
    begin, pages = time.monotonic(), None
    while pages is None or pages > 0:
        try:
            line = answers.get(timeout=PAGE_SECONDS)
        except queue.Empty:
            raise _too_much(name) from None
        if not line:
            raise _too_much(name)
        answer = json.loads(line)
        if "error" in answer:
            raise _refused(answer["error"], name)
        if pages is None:
            pages = answer["pages"]
        else:
            pages -= 1
        yield answer
        if time.monotonic() - begin > ALL_SECONDS:
            raise _too_much(name)


def _write(stream: IO[bytes], data: bytes) -> None:
    try:
        stream.write(data)
        stream.close()
    except OSError:
        pass  # the worker has ended, as its output shows


def _read(stream: IO[bytes], answers: queue.Queue[bytes]) -> None:
    try:
        for line in stream:
            answers.put(line)
    except (OSError, ValueError):
        pass  # closed by the worker
    answers.put(b"")


def _refused(error: str, name: str) -> InputError:
    if error == "password":
        return InputError(
            f"{name} is protected by a password; save it without one and use that file"
        )
    if error == "large":
        return InputError(f"{name} contains more text than a document should; split it")
    return InputError(f"{name} is a damaged PDF; print it to a new PDF, or download it again")


def _too_much(name: str) -> InputError:
    return InputError(
        f"{name}: PDFium failed or needed too much time or memory; print it to a new PDF "
        "and use that file"
    )
