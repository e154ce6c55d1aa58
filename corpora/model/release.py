"""A release: one publication in two languages, aligned, with where it came from."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from align.bitext import Bead, Bitext
from align.checks.check_bitext import BeadFinding
from align.errors import InputError
from align.messages import Statement, render

_SHA256 = re.compile(r"[0-9a-f]{64}")
_DIGITS = re.compile(r"[0-9]{1,15}")
_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")

#: What a file may tell of itself; exports list only what it does tell.
TOLD = ("title", "date", "agency", "department", "number", "address")


def is_date(text: str) -> bool:
    """Whether a text has the form of 2016-10-14, in which dates are kept."""
    return _DATE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Source:
    """Where one document came from: enough to find and check the file again."""

    name: str  #: the file's name without its folder, or "standard input"
    sha256: str  #: of the file's bytes, 64 hexadecimal digits
    encoding: str  #: Python's codec that makes those bytes text; "" for DOCX, PDF and the like
    size: int  #: bytes
    # What the file tells of itself, as it says it; "" where it says nothing.
    title: str = ""
    date: str = ""  #: of the publication, as 2016-10-14
    agency: str = ""  #: the ministry or office
    department: str = ""  #: the division in it
    number: str = ""  #: of the release or document
    address: str = ""  #: where it is published, a URL

    def __post_init__(self) -> None:
        if self.date and not is_date(self.date):
            raise InputError(f"the date of a source is written 2016-10-14, not {self.date!r}")
        if not self.name or "/" in self.name:
            raise InputError(f"a source needs a file name without a folder, not {self.name!r}")
        if not _SHA256.fullmatch(self.sha256):
            raise InputError(f"{self.sha256!r} is no SHA-256: it needs 64 hexadecimal digits")
        if self.size < 0:
            raise InputError(f"a source cannot have {self.size} bytes")

    @classmethod
    def of(cls, data: bytes, *, name: str, encoding: str, **told: str) -> Source:
        """The source of a document that was read from these bytes.

        Args:
            data: The content of the file.
            name: The file's name without its folder.
            encoding: Python's name of the codec; "" where the format is no text.
            told: What the file tells of itself, by the names in TOLD.
        """
        return cls(name, hashlib.sha256(data).hexdigest(), encoding, len(data), **told)


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is known of a bead beyond its place: whether it is a gap, and why."""

    gap: str = ""  #: "omission", "addition", "closing" and so on; "" where there is none
    reasons: tuple[Statement, ...] = ()  #: why it is one
    confidence: float | None = None  #: that the gap is one, 0 to 1; None where not judged

    def __post_init__(self) -> None:
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise InputError(f"a confidence lies between 0 and 1, not at {self.confidence}")

    @property
    def note(self) -> str:
        """Why it is a gap, in plain English."""
        return render(self.reasons)


def plain_annotations(bitext: Bitext) -> tuple[Annotation, ...]:
    """One annotation a bead that says no more than which side is empty."""
    names = {(True, False): "omission", (False, True): "addition"}
    return tuple(
        Annotation(names.get((bool(bead.source), bool(bead.target)), "")) for bead in bitext
    )


@dataclass(frozen=True, slots=True)
class Release:
    """A bitext, the files it was made from, an annotation for each bead, and what was found."""

    bitext: Bitext
    source: Source
    target: Source
    annotations: tuple[Annotation, ...]  #: one a bead; a gap's must name its kind
    findings: tuple[BeadFinding, ...] = ()  #: in the order of their beads
    checks: str = ""  #: settings of the checks that found them; "" where none were run

    def __post_init__(self) -> None:
        if self.bitext.source.language == self.bitext.target.language:
            raise InputError(
                f"a release needs two languages, not {self.bitext.source.language!r} twice"
            )
        if len(self.annotations) != len(self.bitext.beads):
            raise InputError(
                f"{len(self.annotations)} annotations do not fit {len(self.bitext.beads)} beads"
            )
        for number, (bead, annotation) in enumerate(self.items(), start=1):
            if bead.is_gap and not annotation.gap:
                raise InputError(f"bead {number} is a gap, but its annotation names no kind")
            if not all(map(math.isfinite, filter(None, (bead.probability, bead.score)))):
                raise InputError(f"bead {number} has a probability or score that is no number")
        _check_findings(self)
        _refuse_surrogates(self)

    @classmethod
    def plain(cls, bitext: Bitext, source: Source, target: Source) -> Release:
        """A release whose gaps are called omissions and additions, and no more."""
        return cls(bitext, source, target, plain_annotations(bitext))

    def items(self) -> Iterator[tuple[Bead, Annotation]]:
        """Each bead with its annotation, in order."""
        return zip(self.bitext.beads, self.annotations, strict=True)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Everything about a release that is not a bead: languages, files and settings."""

    source_language: str
    target_language: str
    source: Source
    target: Source
    signature: str  #: the settings that made the beads
    checks: str = ""  #: those of the checks; "" where none were run

    @classmethod
    def of(cls, release: Release) -> Provenance:
        """The provenance of a release."""
        bitext = release.bitext
        return cls(
            bitext.source.language,
            bitext.target.language,
            release.source,
            release.target,
            bitext.signature,
            release.checks,
        )

    def fields(self) -> dict[str, str]:
        """The same as named strings, in the order in which exports list them."""
        fields = {"signature": self.signature} | ({"checks": self.checks} if self.checks else {})
        for side, language, source in (
            ("source", self.source_language, self.source),
            ("target", self.target_language, self.target),
        ):
            fields[f"{side}-language"] = language
            fields[f"{side}-file"] = source.name
            fields[f"{side}-sha256"] = source.sha256
            fields[f"{side}-encoding"] = source.encoding
            fields[f"{side}-bytes"] = str(source.size)
            told = {f"{side}-{name}": getattr(source, name) for name in TOLD}
            fields |= {name: text for name, text in told.items() if text}
        return fields

    @classmethod
    def from_fields(cls, fields: Mapping[str, str]) -> Provenance:
        """The provenance that ``fields()`` wrote.

        Raises:
            InputError: A field is missing or has no meaning.
        """

        def value(name: str, default: str | None = None) -> str:
            found = fields.get(name, default)
            if not isinstance(found, str):
                raise InputError(f"the provenance lacks {name!r}")
            return found

        def source(side: str) -> Source:
            size = value(f"{side}-bytes")
            if not _DIGITS.fullmatch(size):
                raise InputError(f"{side}-bytes must be a number, not {size!r}")
            name, digest = value(f"{side}-file"), value(f"{side}-sha256")
            told = {name: value(f"{side}-{name}", "") for name in TOLD}
            return Source(name, digest, value(f"{side}-encoding"), int(size), **told)

        return cls(
            value("source-language"),
            value("target-language"),
            source("source"),
            source("target"),
            value("signature"),
            value("checks", ""),
        )


def _check_findings(release: Release) -> None:
    """Raise InputError for a finding that lies in no bead, or beyond its text."""
    bitext, before = release.bitext, 0
    for found in release.findings:
        if not before <= found.bead < len(bitext.beads):
            raise InputError(f"a finding stands at bead {found.bead + 1}, out of order or nowhere")
        before = found.bead
        bead = bitext.beads[found.bead]
        for span, text in (
            (found.finding.source_span, bitext.source_text(bead)),
            (found.finding.target_span, bitext.target_text(bead)),
        ):
            if span is not None and not 0 <= span[0] <= span[1] <= len(text):
                raise InputError(f"a finding at bead {found.bead + 1} lies beyond its text")


def _refuse_surrogates(release: Release) -> None:
    """Raise InputError for half a character, which no file can hold."""
    strings = [release.bitext.source.text, release.bitext.target.text, release.bitext.signature]
    for side in (release.source, release.target):
        strings += [side.name, side.encoding, *(getattr(side, name) for name in TOLD)]
    for annotation in release.annotations:
        strings += [annotation.gap, *_texts(annotation.reasons)]
    strings += [release.checks, *_texts(found.finding.message for found in release.findings)]
    for string in strings:
        try:
            string.encode("utf-8")
        except UnicodeEncodeError as error:
            raise InputError(
                f"character {error.start} of {string[:20]!r} is half a surrogate pair; "
                "read the text again with the right encoding"
            ) from None


def _texts(statements: Iterable[Statement]) -> Iterator[str]:
    """What stands in the fields of statements."""
    for statement in statements:
        yield from statement.fields.values()
