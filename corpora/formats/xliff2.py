"""XLIFF 2.1, core and metadata module: one ``file`` a release, one ``unit`` an entry; 2.x is read.

The state of a segment says how far it is, and its sub-state which of our states that is. A
character that XML cannot hold is a ``cp``. An omission has no target, an addition an empty
source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, BinaryIO

from lxml import etree

from corpora.formats.base import FileHead, Languages, Notices, Put
from corpora.formats.rows import entry_of_fields, own_fields
from corpora.formats.segment_codec import FORBIDDEN, escaped, unescaped
from corpora.formats.tmx import INLINE
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

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"  # that of 2.1 too
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
#: What marks our sub-states and our metadata.
PREFIX = "daeyeok"

#: The state of a segment for each of ours. Final is for the publisher to say, not for us.
STATES = {
    "unreviewed": "translated",
    "accepted": "reviewed",
    "revised": "reviewed",
    "rejected": "initial",
}

_UNWRITABLE = re.compile(f"([{FORBIDDEN}])")


@contextmanager
def write_xliff(stream: BinaryIO, *, head: FileHead) -> Iterator[Put]:
    """An XLIFF 2.1 file into which entries are put; it needs at least one."""
    with etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()
        attributes = {
            "version": "2.1",
            "srcLang": head.languages.source,
            "trgLang": head.languages.target,
        }
        names = {None: NAMESPACE, "mda": METADATA, "xml": XML_NAMESPACE}
        with xml.element(f"{{{NAMESPACE}}}xliff", attributes, nsmap=names):
            writer = _Writer(xml)
            with writer.files:
                yield writer.put
    stream.write(b"\n")


class _Writer:
    """Keeps the ``file`` of the release open whose entries come."""

    def __init__(self, xml: Any) -> None:
        self._xml = xml
        self._origin: tuple[str, ...] | None = None
        self._file_number = self._unit_number = 0
        self.files = ExitStack()

    def put(self, entry: Entry) -> None:
        if entry.origin != self._origin:
            self.files.close()
            self._file_number += 1
            self._unit_number = 0
            self._open(entry)
        self._unit_number += 1
        emit(self._xml, _unit(entry, self._unit_number))
        self._xml.write("\n")

    def _open(self, entry: Entry) -> None:
        self._origin = entry.origin
        self._xml.write("\n")
        attributes = {"id": f"f{self._file_number}"}
        if entry.release:
            attributes["original"] = escaped(entry.release)
        self.files.enter_context(self._xml.element(f"{{{NAMESPACE}}}file", attributes))
        self._xml.write("\n")
        told = {name: text_of(entry, name) for name in ORIGIN}
        known = _metadata(told, "release")
        if known is not None:
            emit(self._xml, known)
            self._xml.write("\n")


def _unit(entry: Entry, number: int) -> Any:
    attributes = {"id": f"u{number}", "name": entry.tuid, SPACE: "preserve"}
    unit = etree.Element(f"{{{NAMESPACE}}}unit", attributes)
    known = _metadata(own_fields(entry), "bead")
    if known is not None:
        unit.append(known)
    if entry.note:
        notes = etree.SubElement(unit, f"{{{NAMESPACE}}}notes")
        category = f"{PREFIX}-{'gap' if entry.gap else 'finding'}"
        note = etree.SubElement(notes, f"{{{NAMESPACE}}}note", {"category": category})
        note.text = escaped(entry.note)
    state = STATES[entry.state] if entry.target_text else "initial"
    segment = etree.SubElement(unit, f"{{{NAMESPACE}}}segment", {"state": state})
    if entry.state != "unreviewed":
        segment.set("subState", f"{PREFIX}:{entry.state}")
    _add_text(segment, "source", entry.source_text)
    if entry.target_text:
        _add_text(segment, "target", entry.target_text)
    return unit


def _add_text(parent: Any, side: str, text: str) -> None:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{side}")
    first, *rest = _UNWRITABLE.split(text)
    element.text = first
    for character, after in zip(rest[::2], rest[1::2], strict=True):
        code = etree.SubElement(element, f"{{{NAMESPACE}}}cp", {"hex": f"{ord(character):04X}"})
        code.tail = after


def _metadata(fields: Mapping[str, str], category: str) -> Any | None:
    """Fields as metadata; None if nothing is known."""
    known = [(name, text) for name, text in fields.items() if text]
    if not known:
        return None
    metadata = etree.Element(f"{{{METADATA}}}metadata")
    group = etree.SubElement(
        metadata, f"{{{METADATA}}}metaGroup", {"category": f"{PREFIX}-{category}"}
    )
    for name, text in known:
        etree.SubElement(group, f"{{{METADATA}}}meta", {"type": name}).text = escaped(text)
    return metadata


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
    known = shared | known
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
        yield entry_of_fields(
            known,
            *texts,
            source_language=languages.source,
            target_language=languages.target,
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
