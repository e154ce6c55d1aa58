"""The entries of one ``unit`` of XLIFF 2.0 and later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpora.formats.entries.stream import Languages, Notices
from corpora.formats.entries.tmx_reading import INLINE
from corpora.formats.entries.xliff import PREFIX, STATES
from corpora.formats.exact import unescaped
from corpora.io.safe_xml import all_text, child, children, flat_text, in_space
from corpora.model.entry import FIELDS, ORIGIN, Entry, entry_from, gap_of

_CODES = frozenset(("ph", "sc", "ec"))
_PAIRED = "pc"
#: States by which other programs say that the target was approved.
_APPROVED = ("reviewed", "final")


def release_facts(metadata: Any) -> dict[str, str]:
    """What our metadata of a ``file`` tells of its release."""
    return {k: v for k, v in _meta(metadata, "release").items() if k in ORIGIN}


def entries(
    unit: Any, languages: Languages, shared: dict[str, str], notices: Notices
) -> Iterator[Entry]:
    """The entries of a unit, one a segment."""
    metadata = child(unit, "metadata")
    known = {} if metadata is None else _meta(metadata, "bead")
    known = shared | {k: v for k, v in known.items() if k in FIELDS}
    holder = child(unit, "notes")
    notes = [] if holder is None else children(holder, "note")
    note = "\n".join(map(_note, notes))
    for segment in children(unit, "segment"):
        texts = []
        for side in ("source", "target"):
            element = child(segment, side)
            text, codes = ("", 0) if element is None else flat_text(element, _CODES)
            if element is not None:
                paired = next(element.iter(f"{{*}}{_PAIRED}"), None) is not None
                notices[INLINE] += codes > 0 or paired
                text = in_space(text, element)
            texts.append(text)
        if not any(texts):
            continue
        yield entry_from(
            known,
            source_text=texts[0],
            target_text=texts[1],
            source_language=languages.source,
            target_language=languages.target,
            gap=gap_of(known, *texts),
            note=note,
            state=_state(segment),
        )


def _state(segment: Any) -> str:
    """Our state: our own mark where it still fits, or what approval another program notes."""
    state: str = segment.get("state", "initial")
    own: str = segment.get("subState", "").removeprefix(f"{PREFIX}:")
    if own in STATES and (STATES[own] == state or child(segment, "target") is None):
        return own
    return "accepted" if state in _APPROVED else "unreviewed"


def _note(note: Any) -> str:
    text = all_text(note)
    return unescaped(text) if note.get("category", "").startswith(f"{PREFIX}-") else text


def _meta(metadata: Any, category: str) -> dict[str, str]:
    return {
        meta.get("type", ""): unescaped(all_text(meta))
        for group in children(metadata, "metaGroup")
        if group.get("category") == f"{PREFIX}-{category}"
        for meta in children(group, "meta")
    }
