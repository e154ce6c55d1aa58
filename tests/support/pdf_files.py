"""PDFs with a Korean font, as a word processor prints them."""

from __future__ import annotations

import importlib
import io
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

FONT = Path("/usr/share/fonts/truetype/nanum/NanumGothic.ttf")
WIDTH, HEIGHT, EDGE, SIZE = 595, 842, 70, 14


def pdf(
    paragraphs: Sequence[str | Sequence[str]],
    *,
    head: str = "",
    number: bool = True,
    title: str = "",
    password: str = "",
    large: int = 0,
) -> bytes:
    """A PDF of these paragraphs; a list of strings is a row of a table.

    ``large`` is how many of the first paragraphs are set as titles, in the middle.
    """
    canvases = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab makes the PDF")
    if not FONT.exists():
        pytest.skip("needs the font NanumGothic (Debian: fonts-nanum)")
    pdfmetrics = importlib.import_module("reportlab.pdfbase.pdfmetrics")
    ttfonts = importlib.import_module("reportlab.pdfbase.ttfonts")
    pdfmetrics.registerFont(ttfonts.TTFont("Nanum", FONT))
    stream = io.BytesIO()
    canvas = canvases.Canvas(stream, pagesize=(WIDTH, HEIGHT), encrypt=password or None)
    canvas.setTitle(title)
    page, y = 0, 0.0
    for index, paragraph in enumerate(paragraphs):
        size = 18 if index < large else SIZE
        lines = wrapped(paragraph, size) if isinstance(paragraph, str) else [paragraph]
        for line in lines:
            if y < EDGE + 20:
                if page:
                    canvas.showPage()
                page, y = page + 1, HEIGHT - EDGE - 20.0
                _furniture(canvas, head, page if number else 0)
            canvas.setFont("Nanum", size)
            if not isinstance(line, str):
                for column, cell in enumerate(line):
                    canvas.drawString(EDGE + 120 * column, y, cell)
            elif index < large:
                canvas.drawCentredString(WIDTH / 2, y, line)
            else:
                canvas.drawString(EDGE, y, line)
            y -= 1.6 * size
        y -= 0.9 * size
    canvas.save()
    return stream.getvalue()


def wrapped(text: str, size: int) -> list[str]:
    """The lines of a paragraph; a line that goes on keeps its space at the end."""
    string_width = importlib.import_module("reportlab.pdfbase.pdfmetrics").stringWidth
    lines, line = [], ""
    for word in text.split(" "):
        if line and string_width(f"{line}{word}", "Nanum", size) > WIDTH - 2 * EDGE:
            lines.append(line)
            line = ""
        line += word + " "
    return [*lines, line.rstrip()]


def _furniture(canvas, head: str, page: int) -> None:
    canvas.setFont("Nanum", 9)
    if head:
        canvas.drawString(EDGE, HEIGHT - 40, head)
    if page:
        canvas.drawCentredString(WIDTH / 2, 35, f"- {page} -")


def raw_pdf(content: bytes, *, times: int = 1, packed: int = 1, pages: int = 1) -> bytes:
    """A PDF whose pages share a stream: the content so many times, packed so often.

    The stream is packed bit by bit, so that a bomb costs its maker no memory.
    """
    kids = " ".join(f"{3 + index} 0 R" for index in range(pages)).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
    ]
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R>>" % (3 + pages)
    objects += [leaf] * pages
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(content) for _ in range(times)) + packer.flush()
    for _ in range(packed - 1):
        stream = zlib.compress(stream, 9)
    head = b"<</Length %d/Filter[%s]>>" % (len(stream), b"/FlateDecode" * packed)
    objects.append(head + b"stream\n" + stream + b"\nendstream")
    found, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return found + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(found))
    )
