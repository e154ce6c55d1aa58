"""XLIFF 1.0 to 2.x of any producer, as entries, one a segment.

Which version it is says its root. Inline codes are left out and their number is told; a unit
without a target is an omission. Where ``xml:space`` is not "preserve", blanks mean no more
than one blank, as the standard has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from align.errors import InputError
from corpora.formats import xliff1 as xliff1_units
from corpora.formats import xliff2 as xliff2_units
from corpora.formats.base import Languages, Notices, primary
from corpora.formats.rows import reading
from corpora.io.safe_xml import elements, local_name
from corpora.model.entry import Entry

_STARTS = ("xliff", "file")
_ENDS = ("header", "metadata", "trans-unit", "unit")


def read_xliff(
    stream: BinaryIO, name: str, *, languages: Languages | None, notices: Notices
) -> Iterator[Entry]:
    """The entries of an XLIFF file.

    Args:
        stream: The file, in bytes.
        name: What messages call it.
        languages: The pair that is wanted; the file's own if None.
        notices: Counts what is passed over or changed.

    Raises:
        InputError: It is no XLIFF, or in other languages; the message names a line.
    """
    root: dict[str, str] = {}
    pair, shared, seen = languages, {}, False
    for event, element in elements(stream, name, starts=_STARTS, ends=_ENDS):
        local = local_name(element)
        with reading(f"{name}:{element.sourceline}"):
            if local == "xliff":
                root, seen = dict(element.attrib), True
            elif local == "file" and event == "start":
                pair = _languages(root, element, languages)
                original = element.get("original", "")
                shared = {"release": original} if original not in ("", "unknown") else {}
            elif local in ("header", "metadata"):
                units = xliff1_units if local == "header" else xliff2_units
                shared |= units.release_facts(element)
            elif pair is not None:
                units = xliff1_units if local == "trans-unit" else xliff2_units
                yield from units.entries(element, pair, shared, notices)
    if not seen:
        raise InputError(f"{name}:1: this is no XLIFF: it has no element xliff")


def _languages(root: dict[str, str], file: Any, wanted: Languages | None) -> Languages:
    """The languages of a file, by their primary codes.

    Raises:
        ValueError: They are not those that are wanted.
    """
    source = root.get("srcLang") or file.get("source-language") or ""
    target = root.get("trgLang") or file.get("target-language") or ""
    if wanted is None:
        return Languages(primary(source) or "ko", primary(target) or "en")
    for own, other in ((source, wanted.source), (target, wanted.target)):
        if own and primary(own) != primary(other):
            raise ValueError(f"the file is in {source} and {target or 'no other language'}")
    return wanted
