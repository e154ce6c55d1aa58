"""A release as rows, one a bead, with findings as JSON for programs and in its note for people."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from align.bitext import Bead, Bitext, Document, Segment
from align.checks.check_bitext import BeadFinding
from align.checks.finding import Finding
from align.errors import DaeyeokError, InputError
from align.messages import TEXT, Statement, quoted
from corpora.model.old_sentences import reasons_of, sentence_then, statement_of
from corpora.model.release import Annotation, Provenance, Release
from corpora.model.statement_json import reasons_from, statement_from

#: Hexadecimal digits of an identifier: 60 bits, so a million rows hardly ever clash.
_IDENTIFIER_DIGITS = 15
#: Marks a moved bead in formats of strings.
MOVED = "yes"


@dataclass(frozen=True, slots=True)
class BeadRow:
    """One bead with its segments and its annotation."""

    number: int  #: place of the bead in the bitext, from 1
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    probability: float | None
    score: float | None
    annotation: Annotation  #: its note tells the findings, too
    moved: bool = False  #: whether the target stands out of order
    findings: tuple[Finding, ...] = ()

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


def rows_of(release: Release) -> Iterator[BeadRow]:
    """The rows of a release, in the order of its beads."""
    bitext = release.bitext
    found: dict[int, list[Finding]] = {}
    for one in release.findings:
        found.setdefault(one.bead, []).append(one.finding)
    for number, (bead, annotation) in enumerate(release.items(), start=1):
        findings = tuple(found.get(number - 1, ()))
        yield BeadRow(
            number,
            bitext.source_segments(bead),
            bitext.target_segments(bead),
            bead.probability,
            bead.score,
            noted(annotation, findings),
            bead.moved,
            findings,
        )


def source_segments(rows: Iterable[BeadRow]) -> tuple[Segment, ...]:
    """The source segments of rows that stand in order."""
    return tuple(segment for row in rows for segment in row.source)


def target_segments(rows: Iterable[BeadRow]) -> tuple[Segment, ...]:
    """The target segments of rows, in the order of their document: moved ones in their place."""
    segments = [segment for row in rows for segment in row.target]
    return tuple(sorted(segments, key=lambda segment: segment.start))


def beads_of(rows: Sequence[BeadRow]) -> tuple[Bead, ...]:
    """The beads of rows that stand in order; an empty side keeps its place.

    Which target segments a bead has is told from their offsets, since a moved bead stands out
    of order.

    Raises:
        ValueError: A bead is missing or there twice, or its target is not in one piece.
        SegmentError: A row is empty on both sides.
    """
    places = {segment.start: j for j, segment in enumerate(target_segments(rows))}
    moved = {places[segment.start] for row in rows if row.moved for segment in row.target}
    beads, i, j = [], 0, 0
    for expected, row in enumerate(rows, start=1):
        if row.number != expected:
            what = "missing" if row.number > expected else "there twice"
            raise ValueError(f"bead {min(row.number, expected)} is {what}")
        source = range(i, i + len(row.source))
        while j in moved:  # the place of a gap comes after what was moved there
            j += 1
        first = places[row.target[0].start] if row.target else j
        target = range(first, first + len(row.target))
        if [places[segment.start] for segment in row.target] != list(target):
            raise ValueError(f"the target of bead {row.number} does not stand in one piece")
        beads.append(Bead(source, target, row.probability, row.score, row.moved))
        i, j = source.stop, j if row.moved else target.stop
    return tuple(beads)


def release_of(rows: Iterable[BeadRow], provenance: Provenance) -> Release:
    """The release that rows in any order describe; it has no furniture.

    Raises:
        ValueError: A bead is missing or there twice.
        DaeyeokError: The rows make no release.
    """
    ordered = sorted(rows, key=lambda row: row.number)
    bitext = Bitext(
        Document.from_segments(source_segments(ordered), provenance.source_language),
        Document.from_segments(target_segments(ordered), provenance.target_language),
        beads_of(ordered),
        provenance.signature,
    )
    return release_with(bitext, ordered, provenance)


def release_with(bitext: Bitext, rows: Sequence[BeadRow], provenance: Provenance) -> Release:
    """The release of a bitext, with what the rows of its beads say beside the texts."""
    return Release(
        bitext,
        provenance.source,
        provenance.target,
        tuple(unnoted(row.annotation, row.findings) for row in rows),
        tuple(BeadFinding(row.number - 1, finding) for row in rows for finding in row.findings),
        provenance.checks,
    )


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


def moved_of(text: str) -> bool:
    """Whether a string marks a moved bead.

    Raises:
        ValueError: It is neither MOVED nor empty.
    """
    if text not in ("", MOVED):
        raise ValueError(f"moved is {MOVED!r} or nothing, not {text!r}")
    return text == MOVED


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


#: Of a finding; files of version 0.2.0 lack the last two. The sentence is for people.
_KEYS = ("kind", "severity", "confidence", "source", "target", "sentence")


def findings_json(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings as values that JSON holds."""
    rows = [
        (f.kind, f.severity, float(f.confidence), f.source_span, f.target_span, f.sentence)
        for f in findings
    ]
    return [
        {**dict(zip(_KEYS, row, strict=True)), "code": f.message.code, "fields": f.message.fields}
        for f, row in zip(findings, rows, strict=True)
    ]


def findings_text(findings: Sequence[Finding]) -> str:
    """The same on one line; "" for none."""
    return json.dumps(findings_json(findings), ensure_ascii=False) if findings else ""


def findings_of(values: object) -> tuple[Finding, ...]:
    """The findings that ``findings_json`` made, or its line of JSON.

    Raises:
        ValueError: They are no findings.
    """
    try:
        if isinstance(values, str):
            values = json.loads(values) if values else []
        if not isinstance(values, list):
            raise TypeError
        return tuple(_finding(value) for value in values)
    except (KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise ValueError("the findings were changed; export them again") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"the findings are no JSON: {error.msg}") from None


def noted(annotation: Annotation, findings: Sequence[Finding]) -> Annotation:
    """The annotation with a sentence a finding in its note."""
    if not findings:
        return annotation
    return replace(annotation, reasons=(*annotation.reasons, quoted(_sentences(findings))))


def unnoted(annotation: Annotation, findings: Sequence[Finding]) -> Annotation:
    """What ``noted`` was given; a note that was changed since stays as it is.

    Args:
        annotation: Its reasons are those that ``note_read`` made.
        findings: Those that the note may tell, in today's words or those of version 0.2.0.
    """
    if not annotation.reasons or annotation.reasons[-1].code != TEXT:
        return annotation
    *named, last = annotation.reasons
    note = str(last)
    then = " ".join(f"{one.kind}: {sentence_then(one.message)}" for one in findings)
    for sentences in (_sentences(findings), then):
        if findings and note.endswith(sentences):
            note = note.removesuffix(sentences).removesuffix(" ")
            break
    return replace(annotation, reasons=(*named, *reasons_of(note)))


def reasons_told(annotation: Annotation) -> list[dict[str, Any]]:
    """The reasons of a gap as values that JSON holds, each with the words that its note has."""
    ours = [one for one in annotation.reasons if one.code != TEXT]
    return [{"code": one.code, "fields": one.fields, "sentence": str(one)} for one in ours]


def note_read(note: str, told: object = ()) -> tuple[Statement, ...]:
    """What a note says, to be parted from its findings by ``unnoted``.

    Args:
        note: As it stands in the file.
        told: What ``reasons_told`` made of it; what a person wrote into the note since counts more.

    Raises:
        ValueError: The reasons are none.
    """
    try:
        if not isinstance(told, list | tuple):
            raise TypeError
        words = " ".join(one["sentence"] for one in told)
        if words and (note == words or note.startswith(words + " ")):
            rest = note.removeprefix(words).removeprefix(" ")
            return (*reasons_from(told), *note_read(rest))
    except (KeyError, TypeError):
        raise ValueError("the reasons of a gap were changed; export them again") from None
    return (quoted(note),) if note else ()


def _sentences(findings: Sequence[Finding]) -> str:
    return " ".join(f"{finding.kind}: {finding.sentence}" for finding in findings)


def _finding(value: dict[str, Any]) -> Finding:
    kind, severity, confidence, source, target, sentence = (value[key] for key in _KEYS)
    if not isinstance(sentence, str) or isinstance(confidence, bool):
        raise TypeError
    message = (
        statement_from(value["code"], value["fields"])
        if "code" in value
        else statement_of(kind, sentence)
    )
    return Finding(kind, severity, float(confidence), _span(source), _span(target), message)


def _span(value: object) -> tuple[int, int] | None:
    if value is None:
        return None
    if not isinstance(value, list) or list(map(type, value)) != [int, int]:
        raise TypeError
    return value[0], value[1]
