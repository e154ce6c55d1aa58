"""Glossaries in TBX (ISO 30042), as terminology programs export them.

Read are version 3 (``tbx``) and version 2 (``martif``), and of version 3 both ways of writing a
category: as an attribute (DCA, ``<termNote type="administrativeStatus">``) and as an element of
its own (DCT, ``<min:administrativeStatus>``). Of a concept its terms, their status and the notes
are taken. A deprecated term is forbidden as a rendering; as a source term it is still found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from align.checks.glossary import Glossary, Term
from align.errors import GlossaryError
from corpora.io.safe_xml import HARDENED

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PLACE = re.compile(r", line [0-9]+, column [0-9]+$")
#: Elements of version 3 and of version 2 that mean the same.
_CONCEPTS = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")
#: Categories that hold the status of a term.
_STATUS = ("administrativeStatus", "normativeAuthorization")

#: Ranks of a rendering by its status, as the standard's lists and its dialects write it.
_PREFERRED, _PLAIN, _ADMITTED, _FORBIDDEN = range(4)
_RANKS = {
    "preferred": _PREFERRED,
    "standardized": _PREFERRED,
    "legal": _PREFERRED,
    "regulated": _PREFERRED,
    "admitted": _ADMITTED,
    "deprecated": _FORBIDDEN,
    "superseded": _FORBIDDEN,
    "notrecommended": _FORBIDDEN,
    "obsolete": _FORBIDDEN,
}


@dataclass(frozen=True, slots=True)
class _Form:
    """One term of a concept in one language."""

    text: str
    rank: int
    note: str


def is_xml(data: bytes) -> bool:
    """Whether the content of a file begins as XML does."""
    start = data[:400].replace(b"\0", b"")  # of UTF-16
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def parse_tbx(
    data: bytes, *, place: str, source_language: str = "ko", target_language: str = "en"
) -> Glossary:
    """The glossary in a TBX file.

    Concepts that lack one of the languages are passed over. Concepts that share a source term
    make one term with the renderings of all; what one of them allows is not forbidden.

    Args:
        data: The content of the file.
        place: What messages call the file.
        source_language: The language whose terms are looked for.
        target_language: That of their renderings. en stands for en-US, too.

    Raises:
        GlossaryError: It is no TBX, or holds no pair of terms; the message names a line.
    """
    root = _root(data, place)
    terms: dict[str, list[_Form]] = {}
    notes: dict[str, list[str]] = {}
    for concept in root.iter():
        if _name(concept) not in _CONCEPTS:
            continue
        sources = list(_forms(concept, source_language, place))
        targets = list(_forms(concept, target_language, place))
        common = list(_notes(concept))
        for source in sources:
            if targets:
                terms.setdefault(source.text, []).extend(targets)
                said = [*common, source.note, *(target.note for target in targets)]
                notes.setdefault(source.text, []).extend(filter(None, said))
    if not terms:
        raise GlossaryError(
            f"{place}: no concept has both a {source_language} and a {target_language} term"
        )
    return Glossary(
        tuple(_term(text, forms, notes[text]) for text, forms in terms.items()), source_language
    )


def _term(source: str, forms: list[_Form], notes: list[str]) -> Term:
    ranked = sorted(forms, key=lambda form: form.rank)
    targets = tuple(dict.fromkeys(form.text for form in ranked if form.rank != _FORBIDDEN))
    forbidden = dict.fromkeys(form.text for form in ranked if form.rank == _FORBIDDEN)
    return Term(
        source,
        targets,
        tuple(text for text in forbidden if text not in targets),
        " / ".join(dict.fromkeys(notes)),
    )


def _root(data: bytes, place: str) -> Any:
    """The root of the file; nothing outside it is read, and no entity replaced."""
    try:
        root = etree.fromstring(data, etree.XMLParser(**HARDENED))
    except etree.XMLSyntaxError as error:
        reason = _PLACE.sub("", " ".join((error.msg or "it is empty").split()))
        raise GlossaryError(
            f"{place}:{error.lineno or 1}: this is no well-formed XML: {reason}"
        ) from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise GlossaryError(
            f"{place}:1: the file declares entities of its own; take them out first"
        )
    if _name(root) not in ("tbx", "martif"):
        raise GlossaryError(
            f"{place}:{root.sourceline}: this is no TBX: its root is {_name(root)}, "
            "where tbx or martif is needed"
        )
    return root


def _forms(concept: Any, language: str, place: str) -> Iterator[_Form]:
    """The terms of a concept in a language, whatever its region."""
    for section in concept:
        if _name(section) not in _LANGUAGES:
            continue
        given = section.get(_LANGUAGE) or section.get("lang") or ""
        if not given:
            raise GlossaryError(f"{place}:{section.sourceline}: a language lacks its xml:lang")
        if given.lower().replace("_", "-").split("-")[0] != language:
            continue
        for term in section:
            if _name(term) in _TERMS:
                yield _form(term, place)


def _form(section: Any, place: str) -> _Form:
    term = next((one for one in section.iter() if _name(one) == "term"), None)
    text = "" if term is None else " ".join("".join(term.itertext()).split())
    if not text:
        raise GlossaryError(f"{place}:{section.sourceline}: a term is missing or blank")
    rank = _PLAIN
    for one in section.iter():
        category = one.get("type") if _name(one) == "termNote" else _name(one)
        if category in _STATUS:
            rank = max(rank if rank != _PLAIN else _PREFERRED, _rank(one, place))
    return _Form(text, rank, " / ".join(_notes(section)))


def _rank(element: Any, place: str) -> int:
    status = " ".join("".join(element.itertext()).split())
    word = status.lower().removesuffix("-admn-sts").removesuffix("term")
    if word not in _RANKS:
        raise GlossaryError(
            f"{place}:{element.sourceline}: unknown status of a term: {status!r}; known are "
            "preferredTerm, admittedTerm, deprecatedTerm and supersededTerm, with -admn-sts"
        )
    return _RANKS[word]


def _notes(element: Any) -> Iterator[str]:
    """The notes of an element itself, and of a group in it."""
    for one in element:
        if _name(one) == "note" and (said := " ".join("".join(one.itertext()).split())):
            yield said
        elif _name(one) == "termGrp":
            yield from _notes(one)


def _name(element: Any) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
