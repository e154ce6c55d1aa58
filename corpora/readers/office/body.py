"""The body of an office document as paragraphs and tables, and the pieces it makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from align.bitext import FURNITURE_KIND
from align.errors import InputError
from corpora.readers.document import Piece, ReadFile, lost_text, made_of

#: A cell with several paragraphs that are longer than this together, in characters, is
#: there for the layout: its paragraphs are read one by one. Chosen, not measured.
LONGEST_CELL = 200

_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with its list number before it."""

    text: str
    kind: str | None = None  #: one of SEGMENT_KINDS, or None where the file does not tell


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell that is merged over several places stands in the first."""

    rows: tuple[tuple[tuple[Item, ...], ...], ...]


Item = Paragraph | Table


def pieces_of(items: Iterable[Item]) -> Iterator[Piece]:
    """The pieces of a body: one a paragraph, one a row of a table."""
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
    """Whether the row is a frame around text rather than a row of values."""
    if len(row) == 1:
        return True
    return any(len(_texts(cell)) > 1 and sum(map(len, _texts(cell))) > LONGEST_CELL for cell in row)


def _texts(cell: Sequence[Item]) -> list[str]:
    found = [item.text for item in cell if isinstance(item, Paragraph)]
    return [text for text in found if text.strip()]


def _cell_text(cell: Sequence[Item]) -> str:
    """The words of a cell on one line, without the tables in it."""
    return " ".join(" ".join(_texts(cell)).split())


@dataclass(slots=True)
class Margins:
    """What stands outside the running text: notes, and the heads and feet of pages."""

    notes: list[Piece] = field(default_factory=list)
    pages: list[Piece] = field(default_factory=list)
    added: list[str] = field(default_factory=list)  #: numbers and marks that we wrote
    _count: int = 0

    def mark(self) -> str:
        """The mark of the next note, as it stands in the text and before the note."""
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
        """Keep the head or foot of a page; the same one only once."""
        for piece in pieces_of(items):
            furniture = Piece(piece.text.strip(), FURNITURE_KIND)
            if furniture.text and furniture not in self.pages:
                self.pages.append(furniture)

    def numbered(self, label: str, text: str) -> str:
        """A paragraph with its automatic number or bullet before it."""
        if not label or not text.strip():
            return text
        self.added.append(label)
        return f"{label} {text}"

    def pieces(self) -> list[Piece]:
        """The notes in order, then heads and feet."""
        return [*self.notes, *self.pages]


def told(title: str, date: str) -> dict[str, str]:
    r"""What the properties of a document tell, for its provenance; nothing unless sound.

    >>> told(" 한-노르윅\n통화 ", "2023-05-26T09:00:00Z"), told("", "26.5.")
    ({'title': '한-노르윅 통화', 'date': '2023-05-26'}, {})
    """
    found = {"title": " ".join(title.split())}
    day = _DATE.match(date)
    if day:
        found["date"] = day[0]
    return {name: value for name, value in found.items() if value}


@contextmanager
def nested(name: str) -> Iterator[None]:
    """Say in one line that a document is nested too deeply to be read."""
    try:
        yield
    except RecursionError:
        raise InputError(
            f"{name}: tables, boxes or lists are nested too deeply; save it as PDF and read that"
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
    """The file that an office reader gives back, with a warning if a character was lost.

    Args:
        pieces: What was read, in order, margins included.
        seen: All text that the file holds, whatever became of it.
        margins: The heads, feet and notes, and the marks that were added.
        data: The file's bytes.
        name: What messages call the file.
        facts: Title and date, where the file tells them.

    Raises:
        InputError: There is no text.
    """
    text = "\n".join(piece.text for piece in pieces)
    if not text.strip():
        raise InputError(f"{name} shows no text; if it holds a scan, run it through OCR first")
    lost = lost_text("\n".join(seen), text, "".join(margins.added))
    return made_of(pieces, data, name, warnings=filter(None, [lost]), **facts)
