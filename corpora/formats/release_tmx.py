"""Translation memories in TMX 1.4b, with full provenance, and back.

One ``tu`` a bead. A gap is a ``tu`` with a single ``tuv``, marked by a property, so that
nothing vanishes; programs that want both languages pass over it. ``seg`` holds the text on
one line, and properties of the ``tuv`` tell how to get the very segments back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import metadata
from typing import Any, BinaryIO

from lxml import etree

from align.bitext import Segment
from align.errors import InputError
from corpora.formats.rows import (
    MOVED,
    BeadRow,
    findings_of,
    findings_text,
    moved_of,
    note_read,
    number_of,
    number_text,
    reading,
    release_of,
    rows_of,
)
from corpora.formats.segment_codec import EncodedSide, escaped, segments_of, side_of, unescaped
from corpora.model.release import Annotation, Provenance, Release

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

#: Properties of a ``tuv``, and the part of a side that each of them holds.
_SIDE_PROPERTIES = ("kinds", "offsets", "blocks", "exact")

#: A second unit with the same texts gets a number after its identifier.
_TUID = re.compile(r"(\w+)(-[0-9]+)?")

#: What libxml2 adds to its messages, and we say at their beginning.
_XML_PLACE = re.compile(r", line [0-9]+, column [0-9]+$")


def write_tmx(release: Release, stream: BinaryIO, *, created: datetime | None = None) -> None:
    """Write a release as TMX 1.4b.

    Args:
        release: What to write; its furniture is left out.
        stream: Where to, in bytes.
        created: The time to note as that of creation; none is noted without it.
    """
    provenance = Provenance.of(release)
    date = {"creationdate": f"{created.astimezone(UTC):%Y%m%dT%H%M%SZ}"} if created else {}
    common = {
        "source-file": release.source.name,
        "target-file": release.target.name,
        "signature": release.bitext.signature,
    }
    seen: Counter[str] = Counter()
    with etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration(doctype=None)
        with xml.element("tmx", version="1.4"):
            xml.write("\n", _header(provenance, date), pretty_print=True)
            with xml.element("body"):
                xml.write("\n")
                for row in rows_of(release):
                    xml.write(_unit(row, provenance, common, date, seen), pretty_print=True)
            xml.write("\n")
    stream.write(b"\n")


def read_tmx(data: bytes, name: str) -> Release:
    """The release that ``write_tmx`` wrote, without furniture.

    Args:
        data: The content of the file.
        name: What messages call the file.

    Raises:
        InputError: It is no TMX, or not from here, or was changed; the message names a line.
    """
    root = _parse(data, name)
    header, body = root.find("header"), root.find("body")
    if root.tag != "tmx" or header is None or body is None:
        raise InputError(f"{name}:{root.sourceline}: this is no TMX: it lacks tmx, header or body")
    if header.get("creationtool") != "daeyeok":
        raise InputError(
            f"{name}:{header.sourceline}: the memory was made by "
            f"{header.get('creationtool')!r}; only those made by daeyeok can be read back"
        )
    with reading(f"{name}:{header.sourceline}"):
        provenance = Provenance.from_fields(_properties(header))
    rows = []
    for unit in body.iterfind("tu"):
        with reading(f"{name}:{unit.sourceline}"):
            rows.append(_row(unit, provenance))
    with reading(name):
        return release_of(rows, provenance)


def _header(provenance: Provenance, date: dict[str, str]) -> Any:
    header = etree.Element(
        "header",
        {
            "creationtool": "daeyeok",
            "creationtoolversion": _version(),
            "segtype": "sentence",
            "o-tmf": "daeyeok",
            "adminlang": "en",
            "srclang": provenance.source_language,
            "datatype": "plaintext",
            **date,
        },
    )
    _add_properties(header, provenance.fields().items())
    return header


def _unit(
    row: BeadRow,
    provenance: Provenance,
    common: dict[str, str],
    date: dict[str, str],
    seen: Counter[str],
) -> Any:
    """One ``tu``; notes and properties come before the texts, as the format demands."""
    sides = (
        (provenance.source_language, side_of(row.source)),
        (provenance.target_language, side_of(row.target)),
    )
    seen[row.identifier] += 1
    suffix = f"-{seen[row.identifier]}" if seen[row.identifier] > 1 else ""
    unit = etree.Element("tu", {"tuid": row.identifier + suffix, **date})
    if row.annotation.note:
        etree.SubElement(unit, "note").text = escaped(row.annotation.note)
    optional = {
        "moved": MOVED if row.moved else "",
        "gap": row.annotation.gap,
        "confidence": number_text(row.annotation.confidence),
        "probability": number_text(row.probability),
        "score": number_text(row.score),
        "findings": findings_text(row.findings),
    }
    fields = {"bead": str(row.number), "bead-type": row.type}
    fields |= {key: value for key, value in optional.items() if value}
    _add_properties(unit, (fields | common).items())
    for language, side in sides:
        if side.kinds:
            variant = etree.SubElement(unit, "tuv", {_LANGUAGE: language})
            parts = ((key, getattr(side, key)) for key in _SIDE_PROPERTIES)
            _add_properties(variant, ((key, value) for key, value in parts if value))
            etree.SubElement(variant, "seg").text = side.text
    return unit


def _add_properties(parent: Any, fields: Iterable[tuple[str, str]]) -> None:
    for key, value in fields:
        etree.SubElement(parent, "prop", type=f"x-{key}").text = escaped(value)


def _parse(data: bytes, name: str) -> Any:
    """The root element; nothing outside the file is read and no entity replaced."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = _XML_PLACE.sub("", " ".join((error.msg or "it is empty").split()))
        raise InputError(
            f"{name}:{error.lineno or 1}: this is no well-formed XML: {reason}"
        ) from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise InputError(f"{name}:1: the file declares entities of its own; take them out first")
    return root


def _properties(parent: Any) -> dict[str, str]:
    """The properties of an element by their names without "x-"."""
    return {
        prop.get("type", "").removeprefix("x-"): unescaped(_text(prop))
        for prop in parent.iterfind("prop")
    }


def _text(element: Any) -> str:
    """The text of an element that holds nothing else."""
    if len(element):
        raise ValueError(f"the {element.tag} in line {element.sourceline} holds more than text")
    return element.text or ""


def _row(unit: Any, provenance: Provenance) -> BeadRow:
    fields = _properties(unit)
    variants = {_language(variant): _side(variant) for variant in unit.iterfind("tuv")}
    if len(variants) != len(unit.findall("tuv")):
        raise ValueError("a language occurs twice in one tu")
    unknown = variants.keys() - {provenance.source_language, provenance.target_language}
    if unknown:
        raise ValueError(f"the header names no language {min(unknown)!r}")
    if not fields.get("bead", "").isdecimal():
        raise ValueError("a tu lacks its property x-bead; it was added in another program")
    note = unit.find("note")
    row = BeadRow(
        int(fields["bead"]),
        variants.get(provenance.source_language, ()),
        variants.get(provenance.target_language, ()),
        number_of(fields.get("probability", "")),
        number_of(fields.get("score", "")),
        Annotation(
            fields.get("gap", ""),
            note_read("" if note is None else unescaped(_text(note))),
            number_of(fields.get("confidence", "")),
        ),
        moved_of(fields.get("moved", "")),
        findings_of(fields.get("findings", "")),
    )
    match = _TUID.fullmatch(unit.get("tuid", ""))
    row.check(match[1] if match else "")
    return row


def _language(variant: Any) -> str:
    return str(variant.get(_LANGUAGE, ""))


def _side(variant: Any) -> tuple[Segment, ...]:
    """The segments of one ``tuv``."""
    fields, seg = _properties(variant), variant.find("seg")
    if seg is None:
        raise ValueError("a tuv lacks its seg")
    parts = {key: fields.get(key, "") for key in _SIDE_PROPERTIES}
    return segments_of(EncodedSide(text=_text(seg), **parts))


def _version() -> str:
    try:
        return metadata.version("daeyeok")
    except metadata.PackageNotFoundError:
        return "unknown"
