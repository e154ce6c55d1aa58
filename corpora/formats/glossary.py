"""Glossaries that a user writes: CSV with the columns source, target, forbidden and note, or TBX.

``source`` is the term, ``target`` its renderings with ``|`` between them, the best first,
``forbidden`` those that must not be used, ``note`` anything. One of ``target`` and
``forbidden`` may be empty. The first row names the columns, in any order; the file is UTF-8 or
CP949, with commas, semicolons or tabs. TBX is told by its content and read by ``tbx``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from align.checks.glossary import Glossary, Term
from align.errors import GlossaryError
from corpora.formats.tbx import is_xml, parse_tbx
from corpora.io.input import read_bytes, source_name
from corpora.io.paths import input_name
from corpora.readers.text import text_of

COLUMNS = ("source", "target", "forbidden", "note")
#: Between two renderings in one cell.
SEPARATOR = "|"


def read_glossary(path: Path | str, *, source_language: str = "ko") -> Glossary:
    """The glossary in a file, or on standard input for "-".

    Rows with the same source are one term with all their renderings.

    Raises:
        GlossaryError: It breaks its format; the message has the file and line.
        InputError: The file cannot be read.
    """
    data, place = read_bytes(path), input_name(path)
    if is_xml(data):
        target_language = "en" if source_language == "ko" else "ko"
        return parse_tbx(
            data, place=place, source_language=source_language, target_language=target_language
        )
    text = text_of(data, name=source_name(path), place=place).text
    return parse_glossary(text, place=place, source_language=source_language)


def parse_glossary(text: str, *, place: str, source_language: str = "ko") -> Glossary:
    """The glossary in a text.

    Args:
        text: The content of the file.
        place: What messages call the file.
        source_language: The language of the column ``source``.

    Raises:
        GlossaryError: A row breaks the format.

    >>> parse_glossary("source,target\\n외교부,MOFA|Ministry of Foreign Affairs", place="g").terms
    (Term(source='외교부', targets=('MOFA', 'Ministry of Foreign Affairs'), forbidden=(), note=''),)
    """
    rows = _rows(text, place)
    try:
        place_of_header, header = next(rows)
    except StopIteration:
        raise GlossaryError(
            f"{place}: the glossary is empty; its first row is source,target"
        ) from None
    names = _columns(header, place_of_header)
    terms: dict[str, Term] = {}
    for where, row in rows:
        if len(row) > len(names):
            raise GlossaryError(
                f"{where}: {len(row)} cells for {len(names)} columns; "
                "put a cell that holds the delimiter in double quotes"
            )
        cells = dict(zip(names, row, strict=False))
        term = _term(cells, where)
        known = terms.get(term.source)
        terms[term.source] = _joined(known, term, where) if known else term
    return Glossary(tuple(terms.values()), source_language)


def _rows(text: str, place: str) -> Iterator[tuple[str, list[str]]]:
    """The rows that are not blank, each with its place."""
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    delimiter = max("\t;,", key=first.count)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells) and not cells[0].startswith("#"):
                yield f"{place}:{reader.line_num}", cells
    except csv.Error as error:
        raise GlossaryError(
            f"{place}:{reader.line_num}: {error}; check the double quotes of this row"
        ) from error


def _columns(header: list[str], where: str) -> list[str]:
    names = [name.lower() for name in header]
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or len(set(names)) < len(names) or "source" not in names:
        wrong = f"not {', '.join(map(repr, unknown))}" if unknown else f"not {','.join(header)}"
        raise GlossaryError(
            f"{where}: the first row names the columns: source, target and, if you like, "
            f"forbidden and note; {wrong}"
        )
    return names


def _term(cells: dict[str, str], where: str) -> Term:
    targets, forbidden = (
        tuple(form.strip() for form in cells.get(name, "").split(SEPARATOR) if form.strip())
        for name in ("target", "forbidden")
    )
    both = sorted(set(targets) & set(forbidden))
    if both:
        raise GlossaryError(f"{where}: {both[0]!r} is both a rendering and forbidden")
    if not cells.get("source", ""):
        raise GlossaryError(f"{where}: the source term is missing")
    if not targets and not forbidden:
        raise GlossaryError(
            f"{where}: {cells['source']!r} needs a target, or a forbidden rendering"
        )
    return Term(cells["source"], targets, forbidden, cells.get("note", ""))


def _joined(one: Term, two: Term, where: str) -> Term:
    targets = tuple(dict.fromkeys((*one.targets, *two.targets)))
    forbidden = tuple(dict.fromkeys((*one.forbidden, *two.forbidden)))
    both = sorted(set(targets) & set(forbidden))
    if both:
        raise GlossaryError(f"{where}: {both[0]!r} is a rendering in one row and forbidden here")
    return Term(one.source, targets, forbidden, " / ".join(filter(None, (one.note, two.note))))
