"""Translation memories in TMX 1.4b, one ``tu`` an entry.

A gap is a ``tu`` with a single ``tuv``, marked by a property, so that nothing vanishes;
programs that want both languages pass over it. ``tuid`` is made of the texts, so it repeats
where a pair does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from typing import Any, BinaryIO

from lxml import etree

from corpora.formats.base import FileHead, Put, own_version
from corpora.formats.segment_codec import escaped, replaced
from corpora.io.safe_xml import LANGUAGE
from corpora.model.entry import ORIGIN, OWN, Entry, text_of

#: Properties of a ``tu``, in order; the state only where somebody reviewed.
_PROPERTIES = (*OWN, *ORIGIN)


@contextmanager
def write_tmx(stream: BinaryIO, *, head: FileHead) -> Iterator[Put]:
    """A memory into which entries are put."""
    with etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration(doctype=None)
        with xml.element("tmx", version="1.4"):
            xml.write("\n", _header(head), pretty_print=True)
            with xml.element("body"):
                xml.write("\n")
                yield lambda entry: xml.write(_unit(entry), pretty_print=True)
            xml.write("\n")
    stream.write(b"\n")


def _header(head: FileHead) -> Any:
    return etree.Element(
        "header",
        {
            "creationtool": "daeyeok",
            "creationtoolversion": own_version(),
            "segtype": "sentence",
            "o-tmf": "daeyeok",
            "adminlang": "en",
            "srclang": head.languages.source,
            "datatype": "plaintext",
            "creationdate": f"{head.created.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        },
    )


def _unit(entry: Entry) -> Any:
    """One ``tu``; note and properties come before the texts, as the format demands."""
    unit = etree.Element("tu", {"tuid": entry.tuid})
    if entry.note:
        etree.SubElement(unit, "note").text = escaped(entry.note)
    for name in _PROPERTIES:
        _add_property(unit, name, text_of(entry, name))
    if entry.state != "unreviewed":
        _add_property(unit, "state", entry.state)
    for language, text in (
        (entry.source_language, entry.source_text),
        (entry.target_language, entry.target_text),
    ):
        if text:
            variant = etree.SubElement(unit, "tuv", {LANGUAGE: language})
            legal, changes = replaced(text)
            _add_property(variant, "exact", changes)
            etree.SubElement(variant, "seg").text = legal
    return unit


def _add_property(parent: Any, name: str, value: str) -> None:
    if value:
        kind = "bead-type" if name == "type" else name.replace("_", "-")
        etree.SubElement(parent, "prop", type=f"x-{kind}").text = escaped(value)
