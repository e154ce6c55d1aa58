"""What the corpus store gives to exports: one bead with all that is known of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from align.bitext import Document
from align.errors import InputError
from align.messages import Statement, render
from corpora.model.release import Release, Source, is_date

#: What a reviewer has made of a bead.
BEAD_STATES = ("unreviewed", "accepted", "revised", "rejected")
#: What a reviewer has made of a finding.
FINDING_STATES = ("open", "confirmed", "dismissed")

#: Hexadecimal digits of a `tuid`: 96 bits, so that no two texts of a corpus share one.
_TUID_DIGITS = 24


@dataclass(frozen=True, slots=True)
class ReleaseMetadata:
    """What is known of a release as a whole; "" where nothing is."""

    title: str = ""  #: in the source language where there is one
    date: str = ""  #: of the publication, as 2016-10-14
    agency: str = ""  #: the ministry or office
    number: str = ""  #: of the release or document

    def __post_init__(self) -> None:
        if self.date and not is_date(self.date):
            raise InputError(f"the date of a release is written 2016-10-14, not {self.date!r}")


def told_facts(release: Release) -> ReleaseMetadata:
    """What the files of a release tell of it, the source first."""
    sources = release.source, release.target

    def first(name: str) -> str:
        return next((told for source in sources if (told := getattr(source, name))), "")

    title = release.source.title or _headline(release.bitext.source) or first("title")
    return ReleaseMetadata(title, first("date"), first("agency"), first("number"))


def told_key(source: Source, target: Source, facts: ReleaseMetadata) -> str:
    """The key that a release tells: the first of these that it has.

    The address of its source file, or of its target file, if it leads to more than a home page;
    its number and agency, with its date; the names of both files.
    """
    for address in (source.address, target.address):
        if _leads_somewhere(address):
            return address
    if facts.number and facts.agency:
        return " ".join(part for part in (facts.agency, facts.number, facts.date) if part)
    return f"{source.name} + {target.name}"


def _headline(document: Document) -> str:
    return next((s.plain for s in document.segments if s.kind == "title"), "")


def _leads_somewhere(address: str) -> bool:
    """Whether an address names a page, not a whole site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.netloc and (parts.path.strip("/") or parts.query))


@dataclass(frozen=True, slots=True)
class Origin:
    """The release that units belong to: all of them share one value."""

    release: int  #: the release's number in the store, never given twice
    key: str  #: the name under which the store keeps it, for people and other programs
    facts: ReleaseMetadata
    source_language: str
    target_language: str
    source: Source  #: the file, and what it tells of itself: its address, for one
    target: Source
    signature: str  #: the settings that made the beads
    added: datetime  #: when the release came into the store, in UTC


@dataclass(frozen=True, slots=True)
class Unit:
    """One bead of a release in the store, with its review."""

    bead: int  #: the bead's number in the store, never given twice
    number: int  #: its place in the release, from 1
    origin: Origin
    source_text: str  #: on one line; "" for an addition
    target_text: str  #: on one line, as revised where it was; "" for an omission
    original_text: str  #: the target as the file has it
    type: str  #: the number of segments on each side, as "1-2"
    source_kind: str  #: of the first segment, one of SEGMENT_KINDS; "" for an addition
    target_kind: str  #: likewise; "" for an omission
    source_line: int | None  #: on which line of the document it begins, from 1
    target_line: int | None
    moved: bool = False  #: the target stands in another order
    probability: float | None = None  #: that exactly this bead is right, 0 to 1
    score: float | None = None  #: cosine of the two sides, -1 to 1; None for a gap
    gap: str = ""  #: "omission", "addition", "closing" and so on; "" where there is none
    confidence: float | None = None  #: that the gap is one, 0 to 1
    reasons: tuple[Statement, ...] = ()  #: why it is thought a gap
    findings: int = 0  #: how many findings about it were not dismissed
    state: str = "unreviewed"  #: one of BEAD_STATES
    version: int = 0  #: rises with every review of the bead
    reviewer: str = ""  #: who reviewed it last
    reviewed_at: datetime | None = None  #: when, in UTC

    @property
    def note(self) -> str:
        """Why it is thought a gap, in plain English; "" where it is none."""
        return render(self.reasons)

    @property
    def source_language(self) -> str:
        """The language code, ko or en."""
        return self.origin.source_language

    @property
    def target_language(self) -> str:
        """The language code, ko or en."""
        return self.origin.target_language

    @property
    def is_gap(self) -> bool:
        """Whether one side is empty."""
        return not self.source_text or not self.target_text

    @property
    def tuid(self) -> str:
        """A name made of languages and texts alone: the same pair has the same one anywhere."""
        texts = self.source_text, self.target_text
        return tuid_of(self.source_language, self.target_language, *texts)

    def fields(self) -> dict[str, str | int | float | bool | None]:
        """All of it as plain named values, in the order in which exports list them."""
        origin, facts = self.origin, self.origin.facts
        return {
            "tuid": self.tuid,
            "source_language": self.source_language,
            "target_language": self.target_language,
            "source": self.source_text,
            "target": self.target_text,
            "original": self.original_text,
            "type": self.type,
            "source_kind": self.source_kind,
            "target_kind": self.target_kind,
            "source_line": self.source_line,
            "target_line": self.target_line,
            "moved": self.moved,
            "probability": self.probability,
            "score": self.score,
            "gap": self.gap,
            "confidence": self.confidence,
            "note": self.note,
            "findings": self.findings,
            "state": self.state,
            "version": self.version,
            "reviewer": self.reviewer,
            "reviewed_at": None if self.reviewed_at is None else self.reviewed_at.isoformat(),
            "bead": self.bead,
            "place": self.number,
            "release_id": origin.release,
            "release": origin.key,
            "title": facts.title,
            "date": facts.date,
            "agency": facts.agency,
            "number": facts.number,
            "source_file": origin.source.name,
            "target_file": origin.target.name,
            "source_address": origin.source.address,
            "target_address": origin.target.address,
            "source_sha256": origin.source.sha256,
            "target_sha256": origin.target.sha256,
            "signature": origin.signature,
        }


def tuid_of(*parts: str) -> str:
    """The name of a pair: two languages, two texts.

    It begins with a letter, so that no spreadsheet takes it for a number.
    """
    return "u" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:_TUID_DIGITS]
