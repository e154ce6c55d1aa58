"""Rows of a draft as the log holds them, and a change read back from it.

The log holds the rows that changed as they were and as they became. Places are characters of
the documents, so that they hold whatever is done to other beads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from align.bitext import Bead, Document, Segment
from align.checks.check_bitext import BeadFinding
from align.checks.finding import Finding
from align.errors import ConflictError, SegmentError
from corpora.model.old_sentences import reasons_of, statement_of
from corpora.model.release import Annotation
from corpora.model.statement_json import fields_text, reasons_read, reasons_text, statement_from
from corpora.store.database.log import review_values
from corpora.store.database.rows import finding_values, time_of
from corpora.store.review.draft import Draft, DraftRow, Segments, resegmented
from corpora.store.values import Review, StoredFinding

Image = dict[str, Any]


def reversed_draft(draft: Draft, before: Mapping[str, Any], after: Mapping[str, Any]) -> Draft:
    """The draft with what a change made of it taken back.

    Args:
        draft: What the store holds.
        before: What the log says there was.
        after: What the log says it became.

    Raises:
        ConflictError: It is not there any more as the change left it.
    """
    images = [_upgraded(image) for image in before["beads"]]
    left = [_upgraded(image) for image in after["beads"]]
    rows = [row.id for row in draft.rows]
    wanted = [image["id"] for image in left]
    start = rows.index(wanted[0]) if wanted and wanted[0] in rows else 0
    run = slice(start, start + len(wanted))
    if rows[run] != wanted:
        raise _changed()
    for row, image in zip(draft.rows[run], left, strict=True):
        if _state(image_of(draft, row)) != _state(image):
            raise _changed()
    versions = {row.id: row.review.version for row in draft.rows[run]}
    others = [*draft.rows[: run.start], *draft.rows[run.stop :]]
    try:
        # Between the two, nobody's places are inside a segment that is cut or joined.
        rest = Draft(draft.source, draft.target, tuple(others))
        for one, two in zip(after["segments"], before["segments"], strict=True):
            side = int(one["side"])
            document = (rest.source, rest.target)[side]
            rest = resegmented(rest, side, _swapped(document, one["segments"], two["segments"]))
        finders = Segments(rest.source), Segments(rest.target)
        restored = [_row_of(image, finders, versions) for image in images]
    except SegmentError as error:
        raise _changed() from error
    result = (*rest.rows[: run.start], *restored, *rest.rows[run.start :])
    return Draft(rest.source, rest.target, result)


def _changed() -> ConflictError:
    return ConflictError("the beads concerned were changed meanwhile; load the release again")


def unlike(before: Sequence[Image], after: Sequence[Image]) -> tuple[int, int]:
    """How many rows are the same at the beginning and at the end."""
    least = min(len(before), len(after))
    first = 0
    while first < least and before[first] == after[first]:
        first += 1
    behind = 0
    while behind < least - first and before[-1 - behind] == after[-1 - behind]:
        behind += 1
    return first, behind


def logged(draft: Draft, run: range, other: Draft, **more: Any) -> Image:
    """The rows of a window for the log, and the segments that the other draft has not."""
    segments = []
    for side, (own, there) in enumerate(
        ((draft.source, other.source), (draft.target, other.target))
    ):
        if own.segments != there.segments:
            mine, theirs = map(_segment_values, (own, there))
            first, behind = unlike(mine, theirs)
            kept = mine[first : len(mine) - behind]
            segments.append({"side": side, "segments": [list(one.values()) for one in kept]})
    beads = [image_of(draft, row) for row in draft.rows[run.start : run.stop]]
    return {"beads": beads, "segments": segments, **more}


def _segment_values(document: Document) -> list[Image]:
    return [
        {"start": one.start, "stop": one.end, "kind": one.kind, "block": one.block}
        for one in document.segments
    ]


def _swapped(
    document: Document, now_there: Sequence[Sequence[Any]], wanted: Sequence[Sequence[Any]]
) -> list[Segment]:
    """A document's segments with a run of them exchanged.

    Raises:
        SegmentError: The run is not there.
    """
    text = document.text
    new = [Segment(text[a:b], kind, a, b, block) for a, b, kind, block in wanted]
    runs = [(one.start, one.end, one.kind, one.block) for one in document.segments]
    run = [tuple(one) for one in now_there]
    at = runs.index(run[0]) if run and run[0] in runs else -1
    if at < 0 or runs[at : at + len(run)] != run:
        raise SegmentError("the segments were changed meanwhile")
    return [*document.segments[:at], *new, *document.segments[at + len(run) :]]


def image_of(draft: Draft, row: DraftRow) -> Image:
    """All of a row, for the log."""
    source, target = draft.places(row)
    bead, annotation = row.bead, row.annotation
    return {
        "id": row.id,
        "source": list(source),
        "target": list(target),
        "moved": bead.moved,
        "probability": bead.probability,
        "score": bead.score,
        "gap": annotation.gap,
        "confidence": annotation.confidence,
        "reasons": reasons_text(annotation.reasons),
        **review_values(row.review),
        "findings": [
            {
                "id": found.id,
                **finding_values(found.found.finding),
                "state": found.state,
                "reason": found.reason,
                "version": found.version,
                "reviewer": found.reviewer,
                "reviewed_at": found.reviewed_at and found.reviewed_at.isoformat(),
            }
            for found in row.findings
        ],
    }


def _upgraded(image: Image) -> Image:
    """An image with statements where one of version 0.2.0 has English sentences."""
    values = dict(image)
    if "note" in values:
        values["reasons"] = reasons_text(reasons_of(values.pop("note")))
    values["findings"] = [_with_statement(found) for found in image["findings"]]
    return values


def _with_statement(found: Image) -> Image:
    values = dict(found)
    if "sentence" in values:
        message = statement_of(values["kind"], values.pop("sentence"))
        values |= {"code": message.code, "fields": fields_text(message)}
    return values


def _state(image: Image) -> Image:
    """What must be as a change left it: all but versions, and findings that nobody decided."""
    rest = {name: value for name, value in image.items() if name not in ("version", "findings")}
    decided = [
        {name: value for name, value in found.items() if name != "version"}
        for found in image["findings"]
        if found["state"] != "open"
    ]
    return {**rest, "decided": decided}


def _row_of(
    image: Image, finders: tuple[Segments, Segments], versions: Mapping[int, int]
) -> DraftRow:
    """The row that the log holds; its version is the highest that was seen."""
    bead = Bead(
        finders[0].run((image["source"][0], image["source"][1])),
        finders[1].run((image["target"][0], image["target"][1])),
        image["probability"],
        image["score"],
        image["moved"],
    )
    review = Review(
        image["id"],
        image["state"],
        image["revised_text"],
        max(image["version"], versions.get(image["id"], 0)),
        image["reviewer"],
        time_of(image["reviewed_at"]),
    )
    findings = tuple(map(_finding_of, image["findings"]))
    return DraftRow(
        bead,
        Annotation(image["gap"], reasons_read(image["reasons"]), image["confidence"]),
        review,
        findings,
    )


def _finding_of(image: Image) -> StoredFinding:
    source, target = (
        None if image[f"{side}_start"] is None else (image[f"{side}_start"], image[f"{side}_stop"])
        for side in ("source", "target")
    )
    message = statement_from(image["code"], json.loads(image["fields"]))
    finding = Finding(
        image["kind"], image["severity"], image["confidence"], source, target, message
    )
    return StoredFinding(
        image["id"],
        BeadFinding(0, finding),
        image["state"],
        image["reason"],
        image["version"],
        image["reviewer"],
        time_of(image["reviewed_at"]),
    )
