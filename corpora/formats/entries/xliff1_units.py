"""The entries of one ``trans-unit`` of XLIFF 1.0 to 1.2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpora.formats.entries.stream import Languages, Notices
from corpora.formats.entries.tmx_reading import EDITED, INLINE
from corpora.formats.entries.xliff12 import PREFIX, STATES
from corpora.formats.exact import from_one_line, unescaped
from corpora.io.safe_xml import all_text, child, children, flat_text, in_space
from corpora.model.entry import FIELDS, ORIGIN, Entry, entry_from, gap_of

_CODES = frozenset(("bpt", "ept", "ph", "it", "x", "bx", "ex"))
#: States by which other programs say that the target was approved.
_APPROVED = ("final", "signed-off")


def release_facts(header: Any) -> dict[str, str]:
    """What our notes in the header of a ``file`` tell of its release."""
    told = {
        note.get("from", "").removeprefix(f"{PREFIX}-"): unescaped(all_text(note))
        for note in children(header, "note")
        if note.get("from", "").startswith(f"{PREFIX}-")
    }
    return {name: text for name, text in told.items() if name in ORIGIN}


def entries(
    unit: Any, languages: Languages, shared: dict[str, str], notices: Notices
) -> Iterator[Entry]:
    """The entries of a unit: one, or one a pair of ``mrk`` where it is segmented."""
    known = _contexts(unit)
    notes = [
        unescaped(all_text(note)) if note.get("from") == PREFIX else all_text(note)
        for note in children(unit, "note")
    ]
    target = child(unit, "target")
    state = known.pop("state", "") or _state(unit, target)
    exact = [known.pop(f"{side}_exact", "") for side in ("source", "target")]
    for one, other in _pairs(unit, target):
        texts = []
        for element, changes in zip((one, other), exact, strict=True):
            text, codes = ("", 0) if element is None else flat_text(element, _CODES)
            notices[INLINE] += codes > 0
            texts.append(_restored(in_space(text, unit), changes, notices))
        if not any(texts):
            continue
        yield entry_from(
            shared | {k: v for k, v in known.items() if k in FIELDS},
            source_text=texts[0],
            target_text=texts[1],
            source_language=languages.source,
            target_language=languages.target,
            gap=gap_of(known, *texts),
            note="\n".join(notes),
            state=state,
        )


def _pairs(unit: Any, target: Any) -> Iterator[tuple[Any, Any]]:
    """The elements that hold the two texts; segments are paired by their numbers."""
    segmented = child(unit, "seg-source")
    sources = [] if segmented is None else _segments(segmented)
    if not sources:
        yield child(unit, "source"), target
        return
    targets = {} if target is None else {mrk.get("mid"): mrk for mrk in _segments(target)}
    for mrk in sources:
        yield mrk, targets.pop(mrk.get("mid"), None)
    for mrk in targets.values():
        yield None, mrk


def _segments(element: Any) -> list[Any]:
    return [mrk for mrk in element.iter("{*}mrk") if mrk.get("mtype") == "seg"]


def _state(unit: Any, target: Any) -> str:
    """Our state: our own mark where it still fits, or what approval another program notes."""
    state = "" if target is None else target.get("state", "")
    mark = "" if target is None else target.get("state-qualifier", "")
    own = mark.removeprefix(f"x-{PREFIX}-")
    if own in STATES and STATES[own] == state:
        return own
    return "accepted" if unit.get("approved") == "yes" or state in _APPROVED else "unreviewed"


def _contexts(unit: Any) -> dict[str, str]:
    start = f"x-{PREFIX}-"
    return {
        context.get("context-type").removeprefix(start).replace("-", "_"): unescaped(
            all_text(context)
        )
        for group in children(unit, "context-group")
        for context in children(group, "context")
        if context.get("context-type", "").startswith(start)
    }


def _restored(text: str, changes: str, notices: Notices) -> str:
    if not changes:
        return text
    try:
        return from_one_line(text, changes)
    except ValueError:
        notices[EDITED] += 1
        return text
