"""XLIFF 1.2 for programs that do not know version 2, valid by the strict schema; 1.0 to 1.2 read.

One ``file`` a release, whose header tells of it in notes; one ``trans-unit`` an entry, whose
context group holds what is known of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, BinaryIO

from lxml import etree

from corpora.formats.base import FileHead, Languages, Notices, Put
from corpora.formats.rows import entry_of_fields, own_fields
from corpora.formats.segment_codec import escaped, from_one_line, replaced, unescaped
from corpora.formats.tmx import EDITED, INLINE
from corpora.io.safe_xml import (
    SPACE,
    XML_NAMESPACE,
    all_text,
    child,
    children,
    emit,
    flat_text,
    in_space,
)
from corpora.model.entry import ORIGIN, Entry, text_of

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
#: What marks the notes in a header that tell of the release, and the qualifiers of states.
PREFIX = "daeyeok"

#: The state of a target for each of ours.
STATES = {
    "unreviewed": "translated",
    "accepted": "signed-off",
    "revised": "signed-off",
    "rejected": "needs-review-translation",
}


@contextmanager
def write_xliff12(stream: BinaryIO, *, head: FileHead) -> Iterator[Put]:
    """An XLIFF 1.2 file into which entries are put; it needs at least one."""
    with etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()
        names = {None: NAMESPACE, "xml": XML_NAMESPACE}
        with xml.element(f"{{{NAMESPACE}}}xliff", {"version": "1.2"}, nsmap=names):
            writer = _Writer(xml, head)
            with writer.files:
                yield writer.put
    stream.write(b"\n")


class _Writer:
    """Keeps the ``file`` of the release open whose entries come."""

    def __init__(self, xml: Any, head: FileHead) -> None:
        self._xml, self._languages = xml, head.languages
        self._origin: tuple[str, ...] | None = None
        self._number = 0
        self.files = ExitStack()

    def put(self, entry: Entry) -> None:
        if entry.origin != self._origin:
            self.files.close()
            self._number = 0
            self._open(entry)
        self._number += 1
        emit(self._xml, _unit(entry, self._number))
        self._xml.write("\n")

    def _open(self, entry: Entry) -> None:
        self._origin = entry.origin
        self._xml.write("\n")
        attributes = {
            "original": escaped(entry.release) or "unknown",
            "source-language": self._languages.source,
            "target-language": self._languages.target,
            "datatype": "plaintext",
        }
        self.files.enter_context(self._xml.element(f"{{{NAMESPACE}}}file", attributes))
        self._xml.write("\n")
        emit(self._xml, _header(entry))
        self._xml.write("\n")
        self.files.enter_context(self._xml.element(f"{{{NAMESPACE}}}body"))
        self._xml.write("\n")


def _header(entry: Entry) -> Any:
    header = etree.Element(f"{{{NAMESPACE}}}header")
    for name in ORIGIN:
        text = text_of(entry, name)
        if text:
            note = etree.SubElement(header, f"{{{NAMESPACE}}}note", {"from": f"{PREFIX}-{name}"})
            note.text = escaped(text)
    return header


def _unit(entry: Entry, number: int) -> Any:
    reviewed = entry.state in ("accepted", "revised")
    attributes = {
        "id": str(number),
        "resname": entry.tuid,
        "approved": "yes" if reviewed and entry.target_text else "no",
        SPACE: "preserve",
    }
    unit = etree.Element(f"{{{NAMESPACE}}}trans-unit", attributes)
    source, source_changes = replaced(entry.source_text)
    target, target_changes = replaced(entry.target_text)
    etree.SubElement(unit, f"{{{NAMESPACE}}}source").text = source
    known = own_fields(entry)
    if target:
        element = etree.SubElement(unit, f"{{{NAMESPACE}}}target", {"state": STATES[entry.state]})
        element.text = target
        if entry.state != "unreviewed":
            element.set("state-qualifier", f"x-{PREFIX}-{entry.state}")
    elif entry.state != "unreviewed":
        known["state"] = entry.state  # a gap that somebody looked at has no target to say so
    for side, changes in (("source", source_changes), ("target", target_changes)):
        if f"{side}_kinds" not in known:  # else what is exact stands there already
            known[f"{side}_exact"] = changes
    known = {name: text for name, text in known.items() if text}
    if known:
        group = etree.SubElement(unit, f"{{{NAMESPACE}}}context-group", {"purpose": "information"})
        for name, text in known.items():
            kind = f"x-{PREFIX}-{name.replace('_', '-')}"
            context = etree.SubElement(group, f"{{{NAMESPACE}}}context", {"context-type": kind})
            context.text = escaped(text)
    if entry.note:
        note = etree.SubElement(unit, f"{{{NAMESPACE}}}note", {"from": PREFIX})
        note.text = escaped(entry.note)
    return unit


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
    exact = [
        "" if known.get(f"{side}_kinds") else known.pop(f"{side}_exact", "")
        for side in ("source", "target")
    ]
    for one, other in _pairs(unit, target):
        texts = []
        for element, changes in zip((one, other), exact, strict=True):
            text, codes = ("", 0) if element is None else flat_text(element, _CODES)
            notices[INLINE] += codes > 0
            texts.append(_restored(in_space(text, unit), changes, notices))
        if not any(texts):
            continue
        yield entry_of_fields(
            shared | known,
            *texts,
            source_language=languages.source,
            target_language=languages.target,
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
