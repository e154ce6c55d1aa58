"""XLIFF 1.2 for programs that do not know version 2; valid by the strict schema, too.

One ``file`` a release, whose header tells of it in notes; one ``trans-unit`` an entry, whose
context group holds what is known of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, BinaryIO

from lxml import etree

from corpora.formats.entries.stream import Head, Put
from corpora.formats.exact import escaped, replaced
from corpora.io.safe_xml import SPACE, XML_NAMESPACE, emit
from corpora.model.entry import ORIGIN, OWN, Entry, text_of

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
def write_xliff12(stream: BinaryIO, *, head: Head) -> Iterator[Put]:
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

    def __init__(self, xml: Any, head: Head) -> None:
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
    known = {name: text_of(entry, name) for name in OWN}
    if target:
        element = etree.SubElement(unit, f"{{{NAMESPACE}}}target", {"state": STATES[entry.state]})
        element.text = target
        if entry.state != "unreviewed":
            element.set("state-qualifier", f"x-{PREFIX}-{entry.state}")
    elif entry.state != "unreviewed":
        known["state"] = entry.state  # a gap that somebody looked at has no target to say so
    known |= {"source_exact": source_changes, "target_exact": target_changes}
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
