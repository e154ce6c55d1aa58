"""A release as rows, one a bead, which all exchange formats share."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from align.bitext import Bead, Bitext, Document, Segment
from align.errors import DaeyeokError, InputError
from corpora.release import Annotation, Provenance, Release

#: Hexadecimal digits of an identifier: 60 bits, so a million rows hardly ever clash.
_IDENTIFIER_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Row:
    """One bead with its segments and its annotation."""

    number: int  #: place of the bead in the bitext, from 1
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    probability: float | None
    score: float | None
    annotation: Annotation

    @property
    def type(self) -> str:
        """The number of segments on each side, as "1-2"."""
        return f"{len(self.source)}-{len(self.target)}"

    @property
    def identifier(self) -> str:
        """A name that depends on the texts alone: a change of either side changes it.

        It begins with a letter, so that no spreadsheet takes it for a number.
        """
        texts = "\0".join(segment.text for segment in self.source)
        texts += "\1" + "\0".join(segment.text for segment in self.target)
        return "b" + hashlib.sha256(texts.encode()).hexdigest()[:_IDENTIFIER_DIGITS]

    def check(self, identifier: str) -> None:
        """Raise ValueError if the texts are not those that an identifier was made from."""
        if identifier != self.identifier:
            raise ValueError("the text was changed in another program; export it again")


def rows_of(release: Release) -> Iterator[Row]:
    """The rows of a release, in the order of its beads."""
    bitext = release.bitext
    for number, (bead, annotation) in enumerate(release.items(), start=1):
        yield Row(
            number,
            bitext.source_segments(bead),
            bitext.target_segments(bead),
            bead.probability,
            bead.score,
            annotation,
        )


def beads_of(rows: Iterable[Row]) -> tuple[Bead, ...]:
    """The beads of rows that stand in order; an empty side keeps its place.

    Raises:
        ValueError: A bead is missing or there twice.
        SegmentError: A row is empty on both sides.
    """
    beads, i, j = [], 0, 0
    for expected, row in enumerate(rows, start=1):
        if row.number != expected:
            what = "missing" if row.number > expected else "there twice"
            raise ValueError(f"bead {min(row.number, expected)} is {what}")
        n, m = i + len(row.source), j + len(row.target)
        beads.append(Bead(range(i, n), range(j, m), row.probability, row.score))
        i, j = n, m
    return tuple(beads)


def release_of(rows: Iterable[Row], provenance: Provenance) -> Release:
    """The release that rows in any order describe; it has no furniture.

    Raises:
        ValueError: A bead is missing or there twice.
        DaeyeokError: The rows make no release.
    """
    ordered = sorted(rows, key=lambda row: row.number)
    source = [segment for row in ordered for segment in row.source]
    target = [segment for row in ordered for segment in row.target]
    bitext = Bitext(
        Document.from_segments(source, provenance.source_language),
        Document.from_segments(target, provenance.target_language),
        beads_of(ordered),
        provenance.signature,
    )
    annotations = tuple(row.annotation for row in ordered)
    return Release(bitext, provenance.source, provenance.target, annotations)


@contextlib.contextmanager
def reading(place: str) -> Iterator[None]:
    """Say where in a file it is that something does not fit."""
    try:
        yield
    except (DaeyeokError, ValueError) as error:
        raise InputError(f"{place}: {error}") from error


def number_text(value: float | None) -> str:
    """The shortest decimal that reads back as the very same number; "" for None.

    >>> number_text(0.1)
    '0.1'
    """
    return "" if value is None else repr(float(value))


def number_of(text: str) -> float | None:
    """The number that ``number_text`` wrote.

    Raises:
        ValueError: It is no number.
    """
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{text!r} is no number") from None
    if not math.isfinite(value):
        raise ValueError(f"{text!r} is no number")
    return value


def json_object(text: str) -> dict[str, Any]:
    """The JSON object that a text spells.

    Raises:
        ValueError: It is no JSON, or no object.
    """
    try:
        values = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        reason = f"{error.msg.removesuffix(' at')} at character {error.colno}"
        raise ValueError(f"this is no JSON: {reason}") from None
    except RecursionError:
        raise ValueError("this is no JSON: too many brackets in one another") from None
    if not isinstance(values, dict):
        raise ValueError("this is no JSON object")
    return values


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
