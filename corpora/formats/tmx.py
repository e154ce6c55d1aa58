"""Translation memories in TMX: 1.4b is written, one ``tu`` an entry; any version is read.

A gap is a ``tu`` with a single ``tuv``, marked by a property, so that nothing vanishes;
programs that want both languages pass over it. ``tuid`` is made of the texts, so it repeats
where a pair does. In a memory of a whole release the header tells its provenance. Properties
of a ``tu`` and its ``tuv`` tell which bead it is, and how to get the very segments back.

Of a ``tu`` of any producer the pair of languages is taken that is wanted, whatever the regions
("ko-KR"); inline codes are left out and their number is told. What the memory notes for other
programs is passed over; our own properties are read back.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any, BinaryIO

from lxml import etree

from align.errors import InputError
from align.settings import own_version
from corpora.formats.base import FileHead, Languages, Notices, Put, primary
from corpora.formats.rows import (
    SEGMENT_FIELDS,
    SIDE_PARTS,
    SIDES,
    check_annotation,
    check_identifier,
    entry_of_fields,
    number_of,
    own_fields,
    reading,
    release_facts,
    release_of,
)
from corpora.formats.segment_codec import escaped, from_one_line, replaced, unescaped
from corpora.io.safe_xml import LANGUAGE, all_text, child, children, elements, flat_text, local_name
from corpora.model.entry import NUMBERS, ORIGIN, Entry, text_of
from corpora.model.release import Provenance, Release

#: A second unit with the same texts had a number after its identifier in version 0.2.0.
_TUID = re.compile(r"(\w+)(-[0-9]+)?")

#: Inline elements that stand for codes of another format. ``hi`` only marks text.
_CODES = frozenset(("bpt", "ept", "ph", "it", "ut"))

INLINE = "had inline codes, which were left out"
OTHERS = "had other languages, which were left out"
TWICE = "had a language twice; the first text was taken"
NEITHER = "had neither of the two languages and were left out"
ONE_SIDED = "had one of the two languages only; they are kept as gaps"
PROPERTIES = "had properties of other programs, which were left out"
EDITED = "were edited in another program; their text is taken as it is now"


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
    header = etree.Element(
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
    if head.release is not None:
        for name, text in Provenance.of(head.release).fields().items():
            etree.SubElement(header, "prop", type=f"x-{name}").text = escaped(text)
    return header


def _unit(entry: Entry) -> Any:
    """One ``tu``; note and properties come before the texts, as the format demands."""
    unit = etree.Element("tu", {"tuid": entry.tuid})
    if entry.note:
        etree.SubElement(unit, "note").text = escaped(entry.note)
    known = own_fields(entry)
    for name, text in known.items():
        if name not in SEGMENT_FIELDS:
            _add_property(unit, name, text)
    for name in ORIGIN:
        _add_property(unit, name, text_of(entry, name))
    if entry.state != "unreviewed":
        _add_property(unit, "state", entry.state)
    for side, language, text in (
        ("source", entry.source_language, entry.source_text),
        ("target", entry.target_language, entry.target_text),
    ):
        if text:
            variant = etree.SubElement(unit, "tuv", {LANGUAGE: language})
            legal, changes = replaced(text)
            parts = {part: known.get(f"{side}_{part}", "") for part in SIDE_PARTS}
            for part, value in (parts if parts["kinds"] else {"exact": changes}).items():
                _add_property(variant, part, value)
            etree.SubElement(variant, "seg").text = legal
    return unit


def _add_property(parent: Any, name: str, value: str) -> None:
    if value:
        kind = "bead-type" if name == "type" else name.replace("_", "-")
        etree.SubElement(parent, "prop", type=f"x-{kind}").text = escaped(value)


def read_tmx(
    stream: BinaryIO, name: str, *, languages: Languages | None, notices: Notices
) -> Iterator[Entry]:
    """The entries of a memory.

    Args:
        stream: The file, in bytes.
        name: What messages call it.
        languages: The pair that is wanted; from Korean to English if None, but in a memory of
            ours as it says.
        notices: Counts what is passed over or changed.

    Raises:
        InputError: It is no TMX; the message names a line.
    """
    memory, seen = _Memory(languages or Languages()), False
    for event, element in elements(stream, name, starts=("tmx",), ends=("header", "tu")):
        seen = True
        if event == "start":
            continue
        if local_name(element) == "header":
            memory = _Memory.of(element, languages)
            continue
        with reading(f"{name}:{element.sourceline}"):
            entry = _entry(element, memory, notices)
        if entry is not None:
            yield entry
    if not seen:
        raise InputError(f"{name}:1: this is no TMX: it has no element tmx")


def read_release(data: bytes, name: str) -> Release:
    """The release that a memory holds whole, without furniture.

    Args:
        data: The content of the file.
        name: What messages call the file.

    Raises:
        InputError: It is no TMX, or not of a release, or was changed; the message names a line.
    """
    provenance, found, seen = None, [], set()
    starts, ends = ("tmx", "body"), ("header", "tu")
    for event, element in elements(io.BytesIO(data), name, starts=starts, ends=ends):
        seen.add(local_name(element))
        if event == "start":
            continue
        with reading(f"{name}:{element.sourceline}"):
            if local_name(element) == "header":
                provenance = _provenance(element)
            elif provenance is not None:
                found.append(_release_entry(element, provenance))
    if provenance is None or not {"tmx", "header", "body"} <= seen:
        raise InputError(f"{name}:1: this is no TMX: it lacks tmx, header or body")
    with reading(name):
        return release_of(found, provenance)


def _provenance(header: Any) -> Provenance:
    maker = header.get("creationtool")
    if maker != "daeyeok":
        raise ValueError(
            f"the memory was made by {maker!r}; only those made by daeyeok can be read back"
        )
    return Provenance.from_fields(_properties(header))


@dataclass(frozen=True, slots=True)
class _Memory:
    """What the header of a memory says of all its units."""

    wanted: Languages
    ours: bool = False
    turned: bool = False  #: whether the pair that is wanted is that of the memory reversed
    shared: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, header: Any, languages: Languages | None) -> _Memory:
        ours = header.get("creationtool") == "daeyeok"
        source, wanted = primary(header.get("srclang", "")), languages or Languages()
        if ours and languages is None and source == "en":
            wanted = Languages("en", "ko")  # other programs often say en whatever they hold
        shared = release_facts(_properties(header)) if ours else {}
        return cls(wanted, ours, source != primary(wanted.source), shared)


def _entry(unit: Any, memory: _Memory, notices: Notices) -> Entry | None:
    """The entry of one ``tu``; None if it has neither language."""
    wanted = memory.wanted
    variants = [_Variant(one, notices, ours=memory.ours) for one in children(unit, "tuv")]
    variants = [variant for variant in variants if variant.text]
    sides = _best(variants, wanted.source), _best(variants, wanted.target)
    if not any(sides):
        notices[NEITHER] += 1
        return None
    mine = {primary(wanted.source), primary(wanted.target)}
    found = [primary(variant.language) for variant in variants]
    notices[OTHERS] += any(language not in mine for language in found)
    notices[TWICE] += any(found.count(language) > 1 for language in mine)
    known = {**memory.shared, **_own(unit)} if memory.ours else {}
    if memory.turned:
        known.pop("bead", None)
    texts = [side.text if side else "" for side in sides]
    notices[ONE_SIDED] += not all(texts) and not known.get("gap")
    if not memory.ours:
        notices[PROPERTIES] += child(unit, "prop") is not None
    for side, variant in zip(SIDES, sides, strict=True):
        known |= _segment_fields(side, variant.own if variant else {})
    notes = [all_text(note) for note in children(unit, "note")]
    return entry_of_fields(
        known,
        *texts,
        source_language=primary(wanted.source),
        target_language=primary(wanted.target),
        note="\n".join(map(_unescaped, notes) if memory.ours else notes),
    )


def _release_entry(unit: Any, provenance: Provenance) -> Entry:
    """The entry of a ``tu`` that must be a bead as it was written."""
    variants = {variant.get(LANGUAGE, ""): variant for variant in children(unit, "tuv")}
    if len(variants) != len(children(unit, "tuv")):
        raise ValueError("a language occurs twice in one tu")
    languages = provenance.source_language, provenance.target_language
    unknown = variants.keys() - set(languages)
    if unknown:
        raise ValueError(f"the header names no language {min(unknown)!r}")
    known = _own(unit)
    if not known.get("bead", "").isdecimal():
        raise ValueError("a tu lacks its property x-bead; it was added in another program")
    for number in NUMBERS:
        number_of(known.get(number, ""))
    texts = []
    for side, language in zip(SIDES, languages, strict=True):
        variant = variants.get(language)
        texts.append("" if variant is None else _release_text(variant))
        known |= _segment_fields(side, {} if variant is None else _properties(variant))
    note = child(unit, "note")
    entry = entry_of_fields(
        release_facts(provenance.fields()) | known,
        *texts,
        strict=True,
        source_language=languages[0],
        target_language=languages[1],
        note="" if note is None else _unescaped(_text(note)),
    )
    check_annotation(entry)
    match = _TUID.fullmatch(unit.get("tuid", ""))
    check_identifier(entry, match[1] if match else "")
    return entry


def _release_text(variant: Any) -> str:
    seg = child(variant, "seg")
    if seg is None:
        raise ValueError("a tuv lacks its seg")
    return _text(seg)


def _text(element: Any) -> str:
    """The text of an element that holds nothing else."""
    if len(element):
        raise ValueError(f"the {element.tag} in line {element.sourceline} holds more than text")
    return element.text or ""


def _segment_fields(side: str, own: Mapping[str, str]) -> dict[str, str]:
    """The properties of a ``tuv`` by the names of fields."""
    if not own.get("kinds"):
        return {}
    fields = {f"{side}_{part}": own.get(part, "") for part in SIDE_PARTS}
    return fields | {f"{side}_kind": own["kinds"].split(" ")[0]}


class _Variant:
    """One ``tuv``: its language, its text without codes, and our own properties."""

    def __init__(self, variant: Any, notices: Notices, *, ours: bool) -> None:
        self.language = variant.get(LANGUAGE) or variant.get("lang") or ""
        seg = child(variant, "seg")
        self.text, codes = ("", 0) if seg is None else flat_text(seg, _CODES)
        self.own = _properties(variant) if ours else {}
        notices[INLINE] += codes > 0
        if self.own.get("exact") and not self.own.get("kinds"):  # else of the very segments
            try:
                self.text = from_one_line(self.text, self.own["exact"])
            except ValueError:
                notices[EDITED] += 1


def _best(variants: list[_Variant], language: str) -> _Variant | None:
    """The first variant in just this language, or in it with some region."""
    for exact in (True, False):
        for variant in variants:
            own = variant.language if exact else primary(variant.language)
            if own == (language if exact else primary(language)):
                return variant
    return None


def _own(unit: Any) -> dict[str, str]:
    """What our own properties of a ``tu`` tell, by the names of an entry's fields."""
    told = {name.replace("-", "_"): text for name, text in _properties(unit).items()}
    if told.get("bead_type"):
        told["type"] = told["bead_type"]
    return told


def _properties(parent: Any) -> dict[str, str]:
    return {
        prop.get("type", "").removeprefix("x-"): _unescaped(all_text(prop))
        for prop in children(parent, "prop")
    }


def _unescaped(text: str) -> str:
    """Without our escapes, unless another program wrote a backslash."""
    try:
        return unescaped(text)
    except ValueError:
        return text
