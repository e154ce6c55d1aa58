"""Writing what changed between two drafts of a release, and reading it back from the log.

The log holds the rows that changed as they were and as they became. Places are characters of
the documents, so that they hold whatever is done to other beads.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from align.bitext import Bead, Document, Segment
from align.checks import BeadFinding
from align.errors import ConflictError, SegmentError
from align.finding import Finding
from corpora.release import Annotation, Release
from corpora.store.draft import NEW, Draft, Row, Segments, resegmented
from corpora.store.log import review_values, write_log
from corpora.store.rows import bead_values, finding_values, time_of
from corpora.store.values import Review, StoredFinding
from corpora.store.writing import insert_statement, update_statement

_CHANGED = "the beads concerned were changed meanwhile; load the release again"

Image = dict[str, Any]


def write_draft(
    connection: sqlite3.Connection,
    release: int,
    origin: Release,
    drafts: tuple[Draft, Draft],
    *,
    who: str,
    action: str,
    of: int | None = None,
) -> tuple[int, ...]:
    """Write the second draft in the place of the first, and the log.

    What comes back are the numbers of the beads that changed or are new.

    Args:
        connection: The store, in a transaction.
        release: The release's number.
        origin: The release that the first draft is, for its provenance.
        drafts: What the store holds, and what it is to hold.
        who: Whom the log names.
        action: What the log calls it.
        of: The entry of the log that is undone or done again.
    """
    before, after = drafts
    images = (
        [_image(before, row) for row in before.rows],
        [_image(after, row) for row in after.rows],
    )
    first, behind = _window(*images)
    window = range(first, len(after.rows) - behind)
    old = {row.id: (row, image) for row, image in zip(before.rows, images[0], strict=True)}
    rows = _numbered(connection, release, after, window, images[1], old)
    after = Draft(after.source, after.target, tuple(rows))
    gone = set(old) - {row.id for row in after.rows}
    _write_segments(connection, release, before, after)
    changed = tuple(
        row.id for row, image in ((rows[k], images[1][k]) for k in window)
        if row.id not in old or image != old[row.id][1]
    )  # fmt: skip
    _write_rows(connection, after, after.release(origin), window, set(changed))
    _write_findings(connection, after, before, changed)
    connection.executemany("DELETE FROM beads WHERE id = ?", [(bead,) for bead in gone])
    write_log(
        connection,
        who,
        action,
        release=release,
        bead=changed[0] if changed else None,
        before=_logged(before, range(first, len(before.rows) - behind), after),
        after=_logged(after, window, before, **({} if of is None else {"of": of})),
    )
    return changed


def reversed_draft(draft: Draft, before: Mapping[str, Any], after: Mapping[str, Any]) -> Draft:
    """The draft with what a change made of it taken back.

    Args:
        draft: What the store holds.
        before: What the log says there was.
        after: What the log says it became.

    Raises:
        ConflictError: It is not there any more as the change left it.
    """
    rows = [row.id for row in draft.rows]
    wanted = [image["id"] for image in after["beads"]]
    start = rows.index(wanted[0]) if wanted and wanted[0] in rows else 0
    run = slice(start, start + len(wanted))
    if rows[run] != wanted:
        raise ConflictError(_CHANGED)
    for row, image in zip(draft.rows[run], after["beads"], strict=True):
        if _state(_image(draft, row)) != _state(image):
            raise ConflictError(_CHANGED)
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
        restored = [_row_of(image, finders, versions) for image in before["beads"]]
    except SegmentError as error:
        raise ConflictError(_CHANGED) from error
    result = (*rest.rows[: run.start], *restored, *rest.rows[run.start :])
    return Draft(rest.source, rest.target, result)


def _window(before: Sequence[Image], after: Sequence[Image]) -> tuple[int, int]:
    """How many rows are the same at the beginning and at the end."""
    least = min(len(before), len(after))
    first = 0
    while first < least and before[first] == after[first]:
        first += 1
    behind = 0
    while behind < least - first and before[-1 - behind] == after[-1 - behind]:
        behind += 1
    return first, behind


def _numbered(
    connection: sqlite3.Connection,
    release: int,
    after: Draft,
    window: range,
    images: Sequence[Image],
    old: Mapping[int, tuple[Row, Image]],
) -> list[Row]:
    """The rows with numbers in the store, and versions above all that anybody has seen."""
    rows = list(after.rows)
    for index in window:
        row = rows[index]
        if row.id == NEW:
            number, version = _reserved(connection, release, index), 0
        elif row.id not in old:
            number, version = row.id, row.review.version + 1
            _insert_empty(connection, release, index, number)
        else:
            known, image = old[row.id]
            number = row.id
            version = known.review.version + (image != images[index])
        rows[index] = replace(row, review=replace(row.review, bead=number, version=version))
    return rows


def _reserved(connection: sqlite3.Connection, release: int, index: int) -> int:
    number = _insert_empty(connection, release, index, None)
    assert number is not None
    return number


def _insert_empty(
    connection: sqlite3.Connection, release: int, index: int, number: int | None
) -> int | None:
    """A bead without anything, out of the way of all others until it is written."""
    values: dict[str, Any] = {
        "id": number,
        "release": release,
        "number": -1_000_000_000 - index,
        "moved": 0,
        "gap": "",
        "note": "",
    }
    for side in ("source", "target"):
        values |= {f"{side}_start": 0, f"{side}_stop": 0, f"{side}_kind": ""}
        values |= {f"{side}_letters": 0, f"{side}_text": ""}
    return connection.execute(insert_statement("beads", values), values).lastrowid


def _write_rows(
    connection: sqlite3.Connection, after: Draft, release: Release, window: range, changed: set[int]
) -> None:
    """Write the beads that changed, and the order of all."""
    stored = {
        row["id"]: (row["number"], row["source_start"], row["target_start"],
                    row["source_stop"], row["target_stop"])
        for row in connection.execute(
            "SELECT id, number, source_start, target_start, source_stop, target_stop FROM beads "
            "WHERE release = (SELECT release FROM beads WHERE id = ?)",
            (after.rows[0].id,),
        )
    }  # fmt: skip
    wanted = {
        row.id: (index, row.bead.source.start, row.bead.target.start,
                 row.bead.source.stop, row.bead.target.stop)
        for index, row in enumerate(after.rows)
    }  # fmt: skip
    stale = [bead for bead, places in stored.items() if wanted.get(bead) != places]
    # Two beads may not have one place, not even for a moment.
    connection.executemany(
        "UPDATE beads SET number = -1 - number WHERE id = ? AND number >= 0",
        [(bead,) for bead in stale],
    )
    connection.executemany(
        "UPDATE beads SET number = ?, source_start = ?, target_start = ?, source_stop = ?, "
        "target_stop = ? WHERE id = ?",
        [(*wanted[bead], bead) for bead in stale if bead in wanted],
    )
    values = [
        {**columns, **_review_columns(row.review), "id": row.id}
        for row, columns in zip(
            after.rows[window.start : window.stop], bead_values(release, window), strict=True
        )
        if row.id in changed
    ]
    if values:
        connection.executemany(update_statement("beads", values[0]), values)


def _review_columns(review: Review) -> dict[str, Any]:
    return {
        "state": review.state,
        "revised_text": review.revised_text,
        "version": review.version,
        "reviewer": review.reviewer,
        "reviewed_at": review.reviewed_at and review.reviewed_at.isoformat(),
    }


def _write_findings(
    connection: sqlite3.Connection, after: Draft, before: Draft, changed: Iterable[int]
) -> None:
    """Write the findings of the beads that changed; those that went along keep their number."""
    touched = set(changed)
    staying = json.dumps([found.id for row in after.rows for found in row.findings])
    known = {found.id: found for row in before.rows for found in row.findings}
    for row in after.rows:
        if row.id not in touched:
            continue
        connection.execute(
            "DELETE FROM findings WHERE bead = ? AND id NOT IN (SELECT value FROM json_each(?))",
            (row.id, staying),
        )
        for found in row.findings:
            was = known.get(found.id)
            version = found.version + (1 if was is None else 0)
            values = {
                "id": found.id,
                "bead": row.id,
                **finding_values(found.found.finding),
                "state": found.state,
                "reason": found.reason,
                "version": version if was is None else max(version, was.version),
                "reviewer": found.reviewer,
                "reviewed_at": found.reviewed_at and found.reviewed_at.isoformat(),
            }
            statement = insert_statement if was is None else update_statement
            connection.execute(statement("findings", values), values)


def _write_segments(
    connection: sqlite3.Connection, release: int, before: Draft, after: Draft
) -> None:
    for side, (old, new) in enumerate(
        ((before.source, after.source), (before.target, after.target))
    ):
        if old.segments == new.segments:
            continue
        connection.execute(
            "DELETE FROM segments WHERE release = ? AND side = ? AND furniture = 0", (release, side)
        )
        connection.executemany(
            "INSERT INTO segments VALUES (?, ?, 0, ?, ?, ?, ?, ?)",
            [
                (release, side, number, one.kind, one.start, one.end, one.block)
                for number, one in enumerate(new.segments)
            ],
        )


def _logged(draft: Draft, window: range, other: Draft, **more: Any) -> Image:
    """The rows of a window for the log, and the segments that the other draft has not."""
    segments = []
    for side, (own, there) in enumerate(
        ((draft.source, other.source), (draft.target, other.target))
    ):
        if own.segments != there.segments:
            mine, theirs = map(_segment_values, (own, there))
            first, behind = _window(mine, theirs)
            kept = mine[first : len(mine) - behind]
            segments.append({"side": side, "segments": [list(one.values()) for one in kept]})
    beads = [_image(draft, row) for row in draft.rows[window.start : window.stop]]
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


def _image(draft: Draft, row: Row) -> Image:
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
        "note": annotation.note,
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


def _state(image: Image) -> Image:
    """What must be as a change left it: all but versions, and findings that nobody decided."""
    rest = {name: value for name, value in image.items() if name not in ("version", "findings")}
    decided = [
        {name: value for name, value in found.items() if name != "version"}
        for found in image["findings"]
        if found["state"] != "open"
    ]
    return {**rest, "decided": decided}


def _row_of(image: Image, finders: tuple[Segments, Segments], versions: Mapping[int, int]) -> Row:
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
    return Row(bead, Annotation(image["gap"], image["note"], image["confidence"]), review, findings)


def _finding_of(image: Image) -> StoredFinding:
    source, target = (
        None if image[f"{side}_start"] is None else (image[f"{side}_start"], image[f"{side}_stop"])
        for side in ("source", "target")
    )
    finding = Finding(
        image["kind"], image["severity"], image["confidence"], source, target, image["sentence"]
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
