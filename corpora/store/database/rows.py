"""Between rows of the store and values: nothing here runs a statement."""

from __future__ import annotations

import bisect
import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from align.bitext import Bead, Document, Segment
from align.checks.check_bitext import BeadFinding
from align.checks.finding import Finding
from corpora.model.release import TOLD, Annotation, Release, Source
from corpora.model.statement_json import fields_text, reasons_read, reasons_text, statement_from
from corpora.model.unit import Origin, ReleaseMetadata, Unit
from corpora.store.values import LogEntry, Review, StoredFinding

SOURCE, TARGET = 0, 1  #: the sides, as the tables number them
#: Columns of a document's provenance.
SOURCE_COLUMNS = ("name", "sha256", "encoding", "size", *TOLD)


def now() -> str:
    """The time as the store writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def time_of(text: str | None) -> datetime | None:
    """The time that the store wrote."""
    return None if text is None else datetime.fromisoformat(text)


def bead_values(release: Release, only: range | None = None) -> Iterator[dict[str, Any]]:
    """The columns of each bead, or of those in a range, but their keys and reviews."""
    bitext = release.bitext
    line_ends = [
        [match.start() for match in re.finditer("\n", document.text)]
        for document in (bitext.source, bitext.target)
    ]
    wanted = slice(None) if only is None else slice(only.start, only.stop)
    for number, (bead, annotation) in list(enumerate(release.items()))[wanted]:
        values: dict[str, Any] = {
            "number": number,
            "moved": int(bead.moved),
            "probability": _float(bead.probability),
            "score": _float(bead.score),
            "gap": annotation.gap,
            "confidence": _float(annotation.confidence),
            "reasons": reasons_text(annotation.reasons),
        }
        for side, own, segments, text, ends in (
            ("source", bead.source, bitext.source_segments(bead), bitext.source_text(bead),
             line_ends[SOURCE]),
            ("target", bead.target, bitext.target_segments(bead), bitext.target_text(bead),
             line_ends[TARGET]),
        ):  # fmt: skip
            values[f"{side}_start"], values[f"{side}_stop"] = int(own.start), int(own.stop)
            values[f"{side}_kind"] = segments[0].kind if segments else ""
            values[f"{side}_line"] = (
                bisect.bisect_left(ends, segments[0].start) + 1 if segments else None
            )
            values[f"{side}_letters"] = len(text) - text.count(" ")
            values[f"{side}_text"] = text
        yield values


def finding_values(finding: Finding) -> dict[str, Any]:
    """The columns of a finding but its keys and its review."""
    source, target = finding.source_span or (None, None), finding.target_span or (None, None)
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "confidence": float(finding.confidence),
        "source_start": source[0],
        "source_stop": source[1],
        "target_start": target[0],
        "target_stop": target[1],
        "code": finding.message.code,
        "fields": fields_text(finding.message),
    }


def bead_of(row: sqlite3.Row) -> Bead:
    """A bead by its row."""
    return Bead(
        range(row["source_start"], row["source_stop"]),
        range(row["target_start"], row["target_stop"]),
        row["probability"],
        row["score"],
        bool(row["moved"]),
    )


def annotation_of(row: sqlite3.Row) -> Annotation:
    """A bead's annotation by its row."""
    return Annotation(row["gap"], reasons_read(row["reasons"]), row["confidence"])


def review_of(row: sqlite3.Row) -> Review:
    """A bead's review by its row."""
    return Review(
        row["id"],
        row["state"],
        row["revised_text"],
        row["version"],
        row["reviewer"],
        time_of(row["reviewed_at"]),
    )


def stored_finding_of(row: sqlite3.Row, bead: int) -> StoredFinding:
    """A finding by its row, about the bead of that index."""
    finding = Finding(
        row["kind"],
        row["severity"],
        row["confidence"],
        _span(row["source_start"], row["source_stop"]),
        _span(row["target_start"], row["target_stop"]),
        statement_from(row["code"], json.loads(row["fields"])),
    )
    return StoredFinding(
        row["id"],
        BeadFinding(bead, finding),
        row["state"],
        row["reason"],
        row["version"],
        row["reviewer"],
        time_of(row["reviewed_at"]),
    )


def source_of(row: sqlite3.Row) -> Source:
    """The provenance of a document by its row."""
    return Source(*(row[name] for name in SOURCE_COLUMNS))


def document_of(text: str, language: str, rows: list[sqlite3.Row]) -> Document:
    """A document by its text and the rows of its segments, in order."""
    parts: tuple[list[Segment], list[Segment]] = [], []
    for row in rows:
        start, stop = row["start"], row["stop"]
        parts[row["furniture"]].append(
            Segment(text[start:stop], row["kind"], start, stop, row["block"])
        )
    return Document(text, language, tuple(parts[0]), tuple(parts[1]))


def facts_of(row: sqlite3.Row) -> ReleaseMetadata:
    """The facts of a release by its row."""
    return ReleaseMetadata(row["title"], row["date"], row["agency"], row["number"])


def origin_of(row: sqlite3.Row, source: Source, target: Source) -> Origin:
    """The origin of units by the row of their release."""
    return Origin(
        row["id"],
        row["key"],
        facts_of(row),
        row["source_language"],
        row["target_language"],
        source,
        target,
        row["signature"],
        datetime.fromisoformat(row["added"]),
    )


def unit_of(row: sqlite3.Row, origin: Origin) -> Unit:
    """A unit by the row of its bead, which also counts its findings."""
    revised = row["revised_text"]
    sizes = (row[f"{side}_stop"] - row[f"{side}_start"] for side in ("source", "target"))
    return Unit(
        bead=row["id"],
        number=row["number"] + 1,
        origin=origin,
        source_text=row["source_text"],
        target_text=row["target_text"] if revised is None else revised,
        original_text=row["target_text"],
        type="-".join(map(str, sizes)),
        source_kind=row["source_kind"],
        target_kind=row["target_kind"],
        source_line=row["source_line"],
        target_line=row["target_line"],
        moved=bool(row["moved"]),
        probability=row["probability"],
        score=row["score"],
        gap=row["gap"],
        confidence=row["confidence"],
        reasons=reasons_read(row["reasons"]),
        findings=row["findings"],
        state=row["state"],
        version=row["version"],
        reviewer=row["reviewer"],
        reviewed_at=time_of(row["reviewed_at"]),
    )


def log_entry_of(row: sqlite3.Row) -> LogEntry:
    """An entry of the log by its row."""
    return LogEntry(
        row["id"],
        datetime.fromisoformat(row["at"]),
        row["who"],
        row["action"],
        row["release"],
        row["bead"],
        row["finding"],
        None if row["before"] is None else json.loads(row["before"]),
        None if row["after"] is None else json.loads(row["after"]),
    )


def _float(value: float | None) -> float | None:
    """The number as Python's own, whatever numpy made of it."""
    return None if value is None else float(value)


def _span(start: int | None, stop: int | None) -> tuple[int, int] | None:
    return None if start is None or stop is None else (start, stop)
