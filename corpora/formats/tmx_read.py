"""Translation memories in TMX of any version and producer, as entries.

Of each ``tu`` the pair of languages is taken that is wanted, whatever the regions ("ko-KR");
inline codes are left out and their number is told. What the memory notes for other programs
is passed over; our own properties are read back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from align.errors import InputError
from corpora.formats.base import Languages, Notices, primary
from corpora.formats.rows import reading
from corpora.formats.segment_codec import from_one_line, unescaped
from corpora.io.safe_xml import LANGUAGE, all_text, child, children, elements, flat_text
from corpora.model.entry import FIELDS, Entry, entry_from, gap_of

#: Inline elements that stand for codes of another format. ``hi`` only marks text.
_CODES = frozenset(("bpt", "ept", "ph", "it", "ut"))

INLINE = "had inline codes, which were left out"
OTHERS = "had other languages, which were left out"
TWICE = "had a language twice; the first text was taken"
NEITHER = "had neither of the two languages and were left out"
ONE_SIDED = "had one of the two languages only; they are kept as gaps"
PROPERTIES = "had properties of other programs, which were left out"
EDITED = "were edited in another program; their text is taken as it is now"

#: What the header of a memory of one release tells of all its beads.
_HEADER = {
    "title": ("source-title", "target-title"),
    "date": ("source-date", "target-date"),
    "agency": ("source-agency", "target-agency"),
    "number": ("source-number", "target-number"),
    "source_address": ("source-address",),
    "target_address": ("target-address",),
    "signature": ("signature",),
}


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
    shared: dict[str, str] = {}
    wanted, ours, seen = languages or Languages(), False, False
    for event, element in elements(stream, name, starts=("tmx",), ends=("header", "tu")):
        seen = True
        if event == "start":
            continue
        if element.tag.endswith("header"):
            ours = element.get("creationtool") == "daeyeok"
            shared = release_facts(_properties(element)) if ours else {}
            if ours and languages is None and primary(element.get("srclang", "")) == "en":
                wanted = Languages("en", "ko")  # other programs often say en whatever they hold
            continue
        with reading(f"{name}:{element.sourceline}"):
            entry = _entry(element, wanted, notices, shared if ours else None)
        if entry is not None:
            yield entry
    if not seen:
        raise InputError(f"{name}:1: this is no TMX: it has no element tmx")


def _entry(
    unit: Any, wanted: Languages, notices: Notices, shared: dict[str, str] | None
) -> Entry | None:
    """The entry of one ``tu``; None if it has neither language."""
    variants = [_Variant(variant, notices, ours=shared is not None) for variant in _variants(unit)]
    variants = [variant for variant in variants if variant.text]
    source, target = _best(variants, wanted.source), _best(variants, wanted.target)
    if source is None and target is None:
        notices[NEITHER] += 1
        return None
    mine = {primary(wanted.source), primary(wanted.target)}
    found = [primary(variant.language) for variant in variants]
    notices[OTHERS] += any(language not in mine for language in found)
    notices[TWICE] += any(found.count(language) > 1 for language in mine)
    known = {} if shared is None else shared | _own(unit)
    texts = [side.text if side else "" for side in (source, target)]
    notices[ONE_SIDED] += not all(texts) and not known.get("gap")
    if shared is None:
        notices[PROPERTIES] += child(unit, "prop") is not None
    for side, variant in (("source_kind", source), ("target_kind", target)):
        if variant is not None and variant.kind:
            known[side] = variant.kind
    notes = [all_text(note) for note in children(unit, "note")]
    return entry_from(
        known,
        source_text=texts[0],
        target_text=texts[1],
        source_language=primary(wanted.source),
        target_language=primary(wanted.target),
        gap=gap_of(known, *texts),
        note="\n".join(notes if shared is None else map(_unescaped, notes)),
    )


class _Variant:
    """One ``tuv``: its language, its text without codes, and the kind of its first segment."""

    def __init__(self, variant: Any, notices: Notices, *, ours: bool) -> None:
        self.language = variant.get(LANGUAGE) or variant.get("lang") or ""
        seg = child(variant, "seg")
        self.text, codes = ("", 0) if seg is None else flat_text(seg, _CODES)
        self.kind = ""
        notices[INLINE] += codes > 0
        if ours:
            own = _properties(variant)
            self.kind = own.get("kinds", "").split(" ")[0]
            if own.get("exact") and not self.kind:  # those of a release count line breaks, too
                try:
                    self.text = from_one_line(self.text, own["exact"])
                except ValueError:
                    notices[EDITED] += 1


def _variants(unit: Any) -> list[Any]:
    return children(unit, "tuv")


def _best(variants: list[_Variant], language: str) -> _Variant | None:
    """The first variant in just this language, or in it with some region."""
    for exact in (True, False):
        for variant in variants:
            own = variant.language if exact else primary(variant.language)
            if own == (language if exact else primary(language)):
                return variant
    return None


def release_facts(told: Mapping[str, str]) -> dict[str, str]:
    """What the provenance of a release tells of all its beads, by an entry's fields."""
    known = {
        field: next((told[name] for name in names if told.get(name)), "")
        for field, names in _HEADER.items()
    }
    files = [told.get(f"{side}-file", "") for side in ("source", "target")]
    known["release"] = " + ".join(filter(None, files))
    return {field: text for field, text in known.items() if text}


def _own(unit: Any) -> dict[str, str]:
    """What our own properties of a ``tu`` tell, by the names of an entry's fields."""
    told = {name.replace("-", "_"): text for name, text in _properties(unit).items()}
    if told.get("bead_type"):
        told["type"] = told["bead_type"]
    return {name: text for name, text in told.items() if name in FIELDS}


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
