"""Beads of a release as fields of strings beside an entry, and the release of entries again.

Findings are JSON for programs, and stand in the note for people.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from align.bitext import Bead, Bitext, Document, Segment
from align.checks.check_bitext import BeadFinding
from align.checks.finding import Finding
from align.errors import DaeyeokError, InputError
from align.messages import TEXT, Statement, quoted
from corpora.formats.segment_codec import EncodedSide, replaced, segments_of, side_of
from corpora.model.entry import OWN, BeadDetail, Entry, entry_from, gap_of, text_of
from corpora.model.old_sentences import reasons_of, sentence_then, statement_of
from corpora.model.release import Annotation, Provenance, Release
from corpora.model.statement_json import reasons_from, statement_from

#: Marks a moved bead in formats of strings.
MOVED = "yes"
#: Hexadecimal digits of the identifiers of version 0.2.0.
_OLD_DIGITS = 15

#: What is written of each side's segments, and of the bead as a whole, in formats of strings.
SIDE_PARTS = ("kinds", "offsets", "blocks", "exact")
SIDES = ("source", "target")
SEGMENT_FIELDS = tuple(f"{side}_{part}" for part in SIDE_PARTS for side in SIDES)
BEAD_FIELDS = ("bead", "moved", "findings", "reasons", *SEGMENT_FIELDS)

_CHANGED = "the text was changed in another program; export it again"


def bead_fields(entry: Entry) -> dict[str, str]:
    """What an entry tells of its bead, by BEAD_FIELDS; only what is known.

    The offsets and changes of a side fit its text as ``replaced`` gives it.
    """
    if entry.bead is None:
        return {}
    fields = {
        "bead": str(entry.bead.number),
        "moved": MOVED if entry.bead.moved else "",
        "findings": findings_text(entry.bead.findings),
        "reasons": reasons_text(entry.bead),
    }
    for side in SIDES:
        encoded = side_of(entry.segments(side))
        fields |= {f"{side}_{part}": getattr(encoded, part) for part in SIDE_PARTS}
    return {name: text for name, text in fields.items() if text}


def own_fields(entry: Entry) -> dict[str, str]:
    """What is known of an entry beside its texts, languages, note, state and origin, in order."""
    bead = bead_fields(entry)
    fields = {name: bead.pop(name, "") for name in ("bead", "moved")}
    fields |= {name: text_of(entry, name) for name in OWN} | bead
    return {name: text for name, text in fields.items() if text}


def entry_of_fields(
    fields: Mapping[str, str],
    source_text: str,
    target_text: str,
    *,
    strict: bool = False,
    **given: Any,
) -> Entry:
    """The entry that ``own_fields`` told of.

    Args:
        fields: What is known, by name; names that no entry has are passed over.
        source_text: The text as it was written.
        target_text: Likewise.
        strict: Whether it must be a bead of a release, just as it was written. Otherwise what
            does not fit its texts any more is left out.
        given: Fields that are values already.

    Raises:
        ValueError: A field makes no sense.
        DaeyeokError: Likewise.
    """
    texts = [source_text, target_text]
    bead = None
    try:
        bead = _bead(fields, texts)
    except (ValueError, DaeyeokError):
        if strict:
            raise
    gap = gap_of(fields, *texts)
    if bead is not None:
        sides = bead.source, bead.target
        if all(bool(segments) == bool(text) for segments, text in zip(sides, texts, strict=True)):
            gap = fields.get("gap", "")  # nobody has filled it
        elif strict:
            raise ValueError(_CHANGED)
        texts = [
            " ".join(segment.plain for segment in segments) if segments else text
            for segments, text in zip(sides, texts, strict=True)
        ]
    return entry_from(
        fields, source_text=texts[0], target_text=texts[1], gap=gap, bead=bead, **given
    )


def _bead(fields: Mapping[str, str], texts: Sequence[str]) -> BeadDetail | None:
    """What the fields tell of a bead; None if they do not name its place."""
    if not fields.get("bead"):
        return None
    sides = []
    for side, text in zip(SIDES, texts, strict=True):
        parts = {part: fields.get(f"{side}_{part}", "") for part in SIDE_PARTS}
        line = replaced(text)[0] if parts["kinds"] else ""
        sides.append(segments_of(EncodedSide(line, **parts)) if parts["kinds"] else ())
    return BeadDetail(
        bead_number(fields["bead"]),
        moved_of(fields.get("moved", "")),
        sides[0],
        sides[1],
        findings_of(fields.get("findings", "")),
        *reasons_of_text(fields.get("reasons", "")),
    )


def bead_number(text: str) -> int:
    """The place of a bead.

    Raises:
        ValueError: It is no number.
    """
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise ValueError(f"the bead {text!r} is no number")
    return int(text)


def check_identifier(entry: Entry, identifier: str) -> None:
    """Raise ValueError if the texts are not those that an identifier was made from."""
    if identifier == entry.tuid:
        return
    texts = ("\0".join(segment.text for segment in entry.segments(side)) for side in SIDES)
    old = hashlib.sha256("\1".join(texts).encode()).hexdigest()[:_OLD_DIGITS]
    if identifier != f"b{old}":  # of version 0.2.0
        raise ValueError(_CHANGED)


def check_annotation(entry: Entry) -> None:
    """Raise InputError if an entry cannot annotate a bead."""
    Annotation(entry.gap, note_read(entry), entry.confidence)


#: What the provenance of a release tells of all its entries: the names there by field.
_TOLD = {
    "title": ("source-title", "target-title"),
    "date": ("source-date", "target-date"),
    "agency": ("source-agency", "target-agency"),
    "number": ("source-number", "target-number"),
    "source_address": ("source-address",),
    "target_address": ("target-address",),
    "signature": ("signature",),
}


def release_facts(told: Mapping[str, str]) -> dict[str, str]:
    """What the provenance of a release tells of all its beads, by an entry's fields."""
    known = {
        field: next((told[name] for name in names if told.get(name)), "")
        for field, names in _TOLD.items()
    }
    files = [told.get(f"{side}-file", "") for side in SIDES]
    known["release"] = " + ".join(filter(None, files))
    return {field: text for field, text in known.items() if text}


def release_of(
    entries: Iterable[Entry],
    provenance: Provenance,
    texts: Sequence[str] = (),
    furniture: Sequence[tuple[Segment, ...]] = ((), ()),
) -> Release:
    """The release that entries in any order describe.

    Args:
        entries: Its beads, each with what makes it one.
        provenance: What is known of it as a whole.
        texts: Both documents as they are; made of the segments if not given.
        furniture: What of them is set aside, on either side.

    Raises:
        ValueError: A bead is missing or there twice, or is no bead of a release.
        DaeyeokError: The entries make no release.
    """
    ordered = sorted(map(_with_bead, entries), key=lambda pair: pair[0].number)
    beads = [bead for bead, _ in ordered]
    languages = provenance.source_language, provenance.target_language
    sides = (
        tuple(segment for bead in beads for segment in bead.source),
        _in_order(bead.target for bead in beads),
    )
    documents = [
        Document(texts[side], languages[side], sides[side], furniture[side])
        if texts
        else Document.from_segments(sides[side], languages[side])
        for side in (0, 1)
    ]
    bitext = Bitext(documents[0], documents[1], _beads_of(ordered), provenance.signature)
    return Release(
        bitext,
        provenance.source,
        provenance.target,
        tuple(
            unnoted(Annotation(entry.gap, note_read(entry), entry.confidence), bead.findings)
            for bead, entry in ordered
        ),
        tuple(BeadFinding(bead.number - 1, one) for bead in beads for one in bead.findings),
        provenance.checks,
    )


def _with_bead(entry: Entry) -> tuple[BeadDetail, Entry]:
    if entry.bead is None:
        raise ValueError("an entry is no bead of a release")
    return entry.bead, entry


def _in_order(sides: Iterable[tuple[Segment, ...]]) -> tuple[Segment, ...]:
    """The segments of a document in its order: moved ones in their place."""
    segments = (segment for side in sides for segment in side)
    return tuple(sorted(segments, key=lambda segment: segment.start))


def _beads_of(ordered: Sequence[tuple[BeadDetail, Entry]]) -> tuple[Bead, ...]:
    """The beads that stand in order; an empty side keeps its place.

    Which target segments a bead has is told from their offsets, since a moved bead stands out
    of order.

    Raises:
        ValueError: A bead is missing or there twice, or its target is not in one piece.
        SegmentError: A bead is empty on both sides.
    """
    targets = _in_order(bead.target for bead, _ in ordered)
    places = {segment.start: j for j, segment in enumerate(targets)}
    moved = {places[s.start] for bead, _ in ordered if bead.moved for s in bead.target}
    beads, i, j = [], 0, 0
    for expected, (bead, entry) in enumerate(ordered, start=1):
        if bead.number != expected:
            what = "missing" if bead.number > expected else "there twice"
            raise ValueError(f"bead {min(bead.number, expected)} is {what}")
        source = range(i, i + len(bead.source))
        while j in moved:  # the place of a gap comes after what was moved there
            j += 1
        first = places[bead.target[0].start] if bead.target else j
        target = range(first, first + len(bead.target))
        if [places[segment.start] for segment in bead.target] != list(target):
            raise ValueError(f"the target of bead {bead.number} does not stand in one piece")
        beads.append(Bead(source, target, entry.probability, entry.score, bead.moved))
        i, j = source.stop, j if bead.moved else target.stop
    return tuple(beads)


@contextlib.contextmanager
def reading(place: str) -> Iterator[None]:
    """Say where in a file it is that something does not fit."""
    try:
        yield
    except (DaeyeokError, ValueError) as error:
        raise InputError(f"{place}: {error}") from error


def number_of(text: str) -> float | None:
    """The number that a string spells; None for "".

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


def reasons_json(bead: BeadDetail) -> list[dict[str, Any]]:
    """The reasons of a gap as values that JSON holds, the first with the words of its note."""
    rows = [{"code": one.code, "fields": one.fields} for one in bead.reasons]
    return [{**rows[0], "sentence": bead.reasons_words}, *rows[1:]] if rows else []


def reasons_text(bead: BeadDetail) -> str:
    """The same on one line; "" for none."""
    return json.dumps(reasons_json(bead), ensure_ascii=False) if bead.reasons else ""


def reasons_of_values(values: object) -> tuple[tuple[Statement, ...], str]:
    """The reasons that ``reasons_json`` wrote, and the words in which the note says them.

    Raises:
        ValueError: They are not reasons.
    """
    try:
        reasons = reasons_from(values)
        words = values[0]["sentence"] if isinstance(values, list) and values else ""
        if not isinstance(words, str):
            raise TypeError
    except (KeyError, TypeError):
        raise ValueError("the reasons of a gap were changed; export them again") from None
    return reasons, words


def reasons_of_text(text: str) -> tuple[tuple[Statement, ...], str]:
    """Likewise, from the line that ``reasons_text`` made."""
    try:
        return reasons_of_values(json.loads(text) if text else [])
    except (json.JSONDecodeError, RecursionError):
        raise ValueError("the reasons of a gap are not JSON; export them again") from None


def note_read(entry: Entry) -> tuple[Statement, ...]:
    """What the note of an entry says, findings and all; ``unnoted`` parts it from them.

    What a person wrote into the note since counts more than the reasons beside it.
    """
    note, bead = entry.note, entry.bead
    named: tuple[Statement, ...] = ()
    if bead is not None and bead.reasons:
        words = bead.reasons_words
        if note == words or note.startswith(words + " "):
            named, note = bead.reasons, note.removeprefix(words).removeprefix(" ")
    return (*named, quoted(note)) if note else named


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
