"""The body of an office document as paragraphs and tables, converted to pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from align.bitext import FURNITURE_KIND
from align.errors import InputError
from corpora.readers.document import Piece, ReadFile, lost_text, made_of

#: A cell with several paragraphs of more than this total length, in characters, is used for
#: layout: its paragraphs are read separately. Chosen, not measured.
LONGEST_CELL = 200

_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, including its list number."""

    text: str
    kind: str | None = None  #: one of SEGMENT_KINDS, or None if the file does not state it


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a merged cell appears in its first position."""

    rows: tuple[tuple[tuple[Item, ...], ...], ...]


Item = Paragraph | Table


def pieces_of(items: Iterable[Item]) -> Iterator[Piece]:
    """The pieces of a body: one per paragraph, one per table row."""
    for item in items:
        if isinstance(item, Paragraph):
            yield Piece(item.text, item.kind)
            continue
        for row in item.rows:
            if _is_layout(row):
                for cell in row:
                    yield from pieces_of(cell)
            else:
                yield Piece("\t".join(map(_cell_text, row)), "table_row")
                for cell in row:
                    yield from pieces_of(inner for inner in cell if isinstance(inner, Table))


def _is_layout(row: Sequence[Sequence[Item]]) -> bool:
    """Whether the row is used for layout rather than for values."""
    if len(row) == 1:
        return True
    return any(len(_texts(cell)) > 1 and sum(map(len, _texts(cell))) > LONGEST_CELL for cell in row)


def _texts(cell: Sequence[Item]) -> list[str]:
    found = [item.text for item in cell if isinstance(item, Paragraph)]
    return [text for text in found if text.strip()]


def _cell_text(cell: Sequence[Item]) -> str:
    """The text of a cell on one line, without nested tables."""
    return " ".join(" ".join(_texts(cell)).split())


@dataclass(slots=True)
class Margins:
    """Text outside the body: notes, page headers and page footers."""

    notes: list[Piece] = field(default_factory=list)
    pages: list[Piece] = field(default_factory=list)
    added: list[str] = field(default_factory=list)  #: numbers and marks added by the reader
    _count: int = 0

    def mark(self) -> str:
        """The mark of the next note, used in the text and before the note."""
        self._count += 1
        mark = f"[{self._count}]"
        self.added += [mark, mark]
        return mark

    def note(self, mark: str, items: Sequence[Item]) -> None:
        """Keep a note for the end of the document."""
        pieces = [piece for piece in pieces_of(items) if piece.text.strip()]
        first = pieces[0].text.strip() if pieces else ""
        self.notes.append(Piece(f"{mark} {first}", "note"))
        self.notes += [Piece(piece.text, piece.kind or "note") for piece in pieces[1:]]

    def page(self, items: Iterable[Item]) -> None:
        """Keep a page header or footer, once if repeated."""
        for piece in pieces_of(items):
            furniture = Piece(piece.text.strip(), FURNITURE_KIND)
            if furniture.text and furniture not in self.pages:
                self.pages.append(furniture)

    def numbered(self, label: str, text: str) -> str:
        """The text of a paragraph preceded by its automatic number or bullet."""
        if not label or not text.strip():
            return text
        self.added.append(label)
        return f"{label} {text}"

    def pieces(self) -> list[Piece]:
        """The notes in order, then page headers and footers."""
        return [*self.notes, *self.pages]


def declared(title: str, date: str) -> dict[str, str]:
    r"""Provenance fields from the properties of a document; invalid ones are left out.

    >>> declared(" 한-노르윅\n통화 ", "2023-05-26T09:00:00Z"), declared("", "26.5.")
    ({'title': '한-노르윅 통화', 'date': '2023-05-26'}, {})
    """
    found = {"title": " ".join(title.split())}
    day = _DATE.match(date)
    if day:
        found["date"] = day[0]
    return {name: value for name, value in found.items() if value}


@contextmanager
def nested(name: str) -> Iterator[None]:
    """Turn a RecursionError into a one-line error about too deep nesting."""
    try:
        yield
    except RecursionError:
        raise InputError(
            f"{name}: tables, boxes or lists are nested too deeply; save it as PDF instead"
        ) from None


def finished(
    pieces: Sequence[Piece],
    *,
    seen: Iterable[str],
    margins: Margins,
    data: bytes,
    name: str,
    facts: Mapping[str, str],
) -> ReadFile:
    """The result of an office reader, with a warning if a character was lost.

    Args:
        pieces: The pieces read, in order, including the margins.
        seen: All visible text in the file, used to detect losses.
        margins: The headers, footers and notes, and the marks that were added.
        data: The bytes of the file.
        name: The name of the file in messages.
        facts: Title and date, if declared in the file.

    Raises:
        InputError: There is no text.
    """
    text = "\n".join(piece.text for piece in pieces)
    if not text.strip():
        raise InputError(f"{name} shows no text; if it holds a scan, run it through OCR first")
    lost = lost_text("\n".join(seen), text, "".join(margins.added))
    return made_of(pieces, data, name, warnings=filter(None, [lost]), **facts)
