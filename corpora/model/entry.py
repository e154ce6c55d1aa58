"""An entry of an exchange file: two texts that belong together and what is known of them.

It is flat, so that every format can hold it, and needs no store: what other programs wrote is
an entry too. A store's unit or a bead of a release becomes one without loss to its reader, and
what else makes the bead goes with it, so that the release can be made of its entries again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any

from align.bitext import SEGMENT_KINDS, Bitext, Segment
from align.checks.finding import Finding
from align.errors import InputError
from align.messages import TEXT, Statement, render
from corpora.model.release import Release, is_date
from corpora.model.unit import BEAD_STATES, Unit, told_facts, told_key, tuid_of


@dataclass(frozen=True, slots=True)
class BeadDetail:
    """What makes a bead of a release and is more than its texts: its place and its segments."""

    number: int  #: its place in the release, from 1
    moved: bool = False  #: whether the target stands out of order
    source: tuple[Segment, ...] = ()  #: as the document has them; none where they are not known
    target: tuple[Segment, ...] = ()
    findings: tuple[Finding, ...] = ()  #: what a reviewer should look at; the note says it, too
    reasons: tuple[Statement, ...] = ()  #: why it is a gap; the note says it, too
    reasons_words: str = ""  #: the words in which the note says so


@dataclass(frozen=True, slots=True)
class Entry:
    """Two texts and what is known of them; all but texts and languages may be unknown."""

    source_text: str  #: "" for an addition
    target_text: str  #: "" for an omission
    source_language: str = "ko"
    target_language: str = "en"
    type: str = ""  #: the number of segments on each side, as "1-2"
    gap: str = ""  #: "omission", "addition", "closing" and so on
    note: str = ""  #: for people: why it is a gap, what a check found
    confidence: float | None = None  #: that the gap is one, 0 to 1
    probability: float | None = None  #: that the two texts belong together, 0 to 1
    score: float | None = None  #: cosine of the two texts, -1 to 1
    source_kind: str = ""  #: of the first segment, one of SEGMENT_KINDS
    target_kind: str = ""
    state: str = "unreviewed"  #: one of BEAD_STATES
    reviewer: str = ""
    reviewed_at: datetime | None = None  #: in UTC
    release: str = ""  #: the name of the release that it is from
    title: str = ""
    date: str = ""  #: of the publication, as 2016-10-14
    agency: str = ""
    number: str = ""  #: of the release or document
    source_address: str = ""  #: where it is published, a URL
    target_address: str = ""
    signature: str = ""  #: the settings that made the bead
    bead: BeadDetail | None = field(default=None, compare=False)  #: where it is one of a release

    def __post_init__(self) -> None:
        if not self.source_text and not self.target_text:
            raise InputError("an entry needs a text on at least one side")
        for name in TEXTS:
            _refuse_surrogates(getattr(self, name))
        if self.state not in BEAD_STATES:
            raise InputError(f"unknown state {self.state!r}; known are {', '.join(BEAD_STATES)}")
        if self.date and not is_date(self.date):
            raise InputError(f"the date of a release is written 2016-10-14, not {self.date!r}")
        for kind in (self.source_kind, self.target_kind):
            if kind and kind not in SEGMENT_KINDS:
                raise InputError(f"unknown kind of segment: {kind!r}")
        for name in NUMBERS:
            value = getattr(self, name)
            if value is not None and not math.isfinite(value):
                raise InputError(f"the {name} of an entry is {value}, which is no number")
        if self.reviewed_at is not None and self.reviewed_at.tzinfo is None:
            raise InputError("the time of a review needs its time zone")

    @property
    def is_gap(self) -> bool:
        """Whether one side is blank."""
        return not self.source_text.strip() or not self.target_text.strip()

    @property
    def tuid(self) -> str:
        """A name made of languages and texts alone: the same pair has the same one anywhere."""
        texts = self.source_text, self.target_text
        return tuid_of(self.source_language, self.target_language, *texts)

    def segments(self, side: str) -> tuple[Segment, ...]:
        """The segments of a side, "source" or "target"; none if its text is another by now."""
        segments: tuple[Segment, ...] = () if self.bead is None else getattr(self.bead, side)
        text = getattr(self, f"{side}_text")
        return segments if " ".join(segment.plain for segment in segments) == text else ()

    @property
    def origin(self) -> tuple[str, ...]:
        """What the entries of one release share, in the order of ORIGIN."""
        return tuple(getattr(self, name) for name in ORIGIN)


#: Fields that are numbers or None.
NUMBERS = ("confidence", "probability", "score")
#: Fields that the entries of one release share.
ORIGIN = (
    "release", "title", "date", "agency", "number",
    "source_address", "target_address", "signature",
)  # fmt: skip
#: Fields of one entry beside its texts, languages, note and state.
OWN = (
    "type", "gap", *NUMBERS, "source_kind", "target_kind", "reviewer", "reviewed_at",
)  # fmt: skip
#: All fields that are plain values, in order.
FIELDS = tuple(one.name for one in fields(Entry) if one.name != "bead")
#: Fields that may hold any text.
TEXTS = tuple(name for name in FIELDS if name not in (*NUMBERS, "reviewed_at", "state"))


def _refuse_surrogates(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"character {error.start} of {text[:20]!r} is half a surrogate pair; "
            "write the file again with the right encoding"
        ) from None


def text_of(entry: Entry, name: str) -> str:
    """A field as a string; "" where nothing is known."""
    value = getattr(entry, name)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return repr(float(value)) if name in NUMBERS else str(value)


def entry_from(texts: Mapping[str, str], **given: Any) -> Entry:
    """The entry whose fields ``text_of`` wrote; unknown names are passed over.

    Raises:
        InputError: A field makes no sense; the message names it.
    """
    values: dict[str, Any] = dict(given)
    for name, text in texts.items():
        if text and name in FIELDS and name not in values:
            values[name] = _value(name, text)
    return Entry(**values)


def noted(note: str, findings: Iterable[Finding]) -> str:
    """A note with what was found behind it."""
    found = (f"{finding.kind}: {finding.sentence}" for finding in findings)
    return " ".join([*filter(None, [note]), *found])


def reasons_said(reasons: Iterable[Statement]) -> tuple[tuple[Statement, ...], str]:
    """The reasons that are codes, and the words in which a note says them.

    What somebody else wrote into the note is a text and no code: it stands in the note alone.
    """
    ours = tuple(takewhile(lambda one: one.code != TEXT, reasons))
    return ours, render(ours)


def gap_of(known: Mapping[str, str], source_text: str, target_text: str) -> str:
    """The kind of gap of two texts: what is known of it, unless somebody has filled it since.

    >>> gap_of({"gap": "closing"}, "끝.", ""), gap_of({}, "", "Yes."), gap_of({}, "네.", "Yes.")
    ('closing', 'addition', '')
    """
    if source_text.strip() and target_text.strip():
        return ""
    return known.get("gap", "") or ("omission" if source_text.strip() else "addition")


def _value(name: str, text: str) -> Any:
    try:
        if name == "reviewed_at":
            time = datetime.fromisoformat(text)
            return time if time.tzinfo else time.replace(tzinfo=UTC)
        return float(text) if name in NUMBERS else text
    except ValueError:
        what = "time" if name == "reviewed_at" else "number"
        raise InputError(f"the {name} {text!r} is no {what}") from None


def entries_of(release: Release) -> Iterator[Entry]:
    """The entries of a release, one a bead, in its order."""
    bitext, source, target = release.bitext, release.source, release.target
    facts = told_facts(release)
    shared: dict[str, Any] = {
        "source_language": bitext.source.language,
        "target_language": bitext.target.language,
        "release": told_key(source, target, facts),
        "title": facts.title,
        "date": facts.date,
        "agency": facts.agency,
        "number": facts.number,
        "source_address": source.address,
        "target_address": target.address,
        "signature": bitext.signature,
    }
    found: dict[int, list[Finding]] = {}
    for one in release.findings:
        found.setdefault(one.bead, []).append(one.finding)
    for index, (bead, annotation) in enumerate(release.items()):
        findings = tuple(found.get(index, ()))
        segments = bitext.source_segments(bead), bitext.target_segments(bead)
        yield Entry(
            bitext.source_text(bead),
            bitext.target_text(bead),
            type=bead.type,
            gap=annotation.gap,
            note=noted(annotation.note, findings),
            confidence=annotation.confidence,
            probability=bead.probability,
            score=bead.score,
            source_kind=_kind(segments[0]),
            target_kind=_kind(segments[1]),
            bead=BeadDetail(
                index + 1, bead.moved, *segments, findings, *reasons_said(annotation.reasons)
            ),
            **shared,
        )


def _kind(segments: tuple[Segment, ...]) -> str:
    return segments[0].kind if segments else ""


def entry_of(unit: Unit, findings: Sequence[Finding] = (), bitext: Bitext | None = None) -> Entry:
    """The entry of a store's unit: its texts as they are after review.

    Args:
        unit: The unit.
        findings: What a reviewer should look at in it, for its note.
        bitext: That of its release, for its segments; without it they are left out.
    """
    origin, source, target = unit.origin, unit.origin.source, unit.origin.target
    segments: tuple[tuple[Segment, ...], tuple[Segment, ...]] = ((), ())
    if bitext is not None and unit.number <= len(bitext.beads):
        bead = bitext.beads[unit.number - 1]
        segments = bitext.source_segments(bead), bitext.target_segments(bead)
    return Entry(
        unit.source_text,
        unit.target_text,
        source_language=origin.source_language,
        target_language=origin.target_language,
        type=unit.type,
        gap=unit.gap,
        note=noted(unit.note, findings),
        confidence=unit.confidence,
        probability=unit.probability,
        score=unit.score,
        source_kind=unit.source_kind,
        target_kind=unit.target_kind,
        state=unit.state,
        reviewer=unit.reviewer,
        reviewed_at=unit.reviewed_at,
        release=origin.key,
        title=origin.facts.title,
        date=origin.facts.date,
        agency=origin.facts.agency,
        number=origin.facts.number,
        source_address=source.address,
        target_address=target.address,
        signature=origin.signature,
        bead=BeadDetail(
            unit.number, unit.moved, *segments, tuple(findings), *reasons_said(unit.reasons)
        ),
    )
