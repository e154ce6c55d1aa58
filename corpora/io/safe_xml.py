"""XML from anybody, read bit by bit without harm, and XML that is written bit by bit."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from lxml import etree

from align.errors import InputError

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

#: Options of every parser of XML that somebody else wrote: nothing outside the file is read, and
#: no entity replaced.
HARDENED: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""")
#: Names under which programs declare the code page of Korean Windows; libxml2 knows one, and
#: takes some of the others for something else.
_CP949 = {"cp949", "euc-kr", "euckr", "ks_c_5601-1987", "ks_c_5601", "ksc5601", "ms949", "uhc"}
_CP949 |= {"windows-949", "x-windows-949", "ks_c_5601-1989", "korean"}

#: What libxml2 adds to its messages, and we say at their beginning.
_PLACE = re.compile(r", line [0-9]+, column [0-9]+$")


def elements(
    stream: BinaryIO, name: str, *, starts: Collection[str], ends: Collection[str]
) -> Iterator[tuple[str, Any]]:
    """Each "start" and "end" of the elements with some local names, in the order of the file.

    An element whose end was given is emptied and dropped when the next one is asked for; ends
    inside another such element are not given, so that it comes whole.

    Args:
        stream: The file, in bytes.
        name: What messages call it.
        starts: Local names of elements whose attributes are wanted as they open.
        ends: Local names of elements that are wanted whole.

    Raises:
        InputError: It is no well-formed XML, or declares entities of its own.
    """
    tags = [f"{{*}}{local}" for local in sorted({*starts, *ends})]
    reader = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    context = etree.iterparse(
        reader,
        events=("start", "end"),
        encoding=_encoding(reader.peek(1024)),
        tag=tags,
        **HARDENED,
    )
    first, depth = True, 0
    try:
        for event, element in context:
            if first:
                _refuse_entities(element, name)
                first = False
            local = local_name(element)
            if local in ends:
                depth += 1 if event == "start" else -1
            if event == "start" and local in starts:
                _drop_before(element)
                yield event, element
            elif event == "end" and local in ends and not depth:
                yield event, element
                _drop(element)
    except etree.XMLSyntaxError as error:
        known = list(context.error_log)
        reason, line = (known[-1].message, known[-1].line) if known else (error.msg, error.lineno)
        reason = _PLACE.sub("", " ".join((reason or "it is empty").split()))
        raise InputError(f"{name}:{line or 1}: this is no well-formed XML: {reason}") from None


def local_name(element: Any) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, local: str) -> list[Any]:
    """The children of an element with a local name, in order."""
    return [child for child in element if local_name(child) == local]


def child(element: Any, local: str) -> Any | None:
    """The first child of an element with a local name."""
    return next(iter(children(element, local)), None)


def all_text(element: Any | None) -> str:
    """All text in an element, whatever it holds; "" where there is none."""
    return "" if element is None else "".join(element.itertext())


def in_space(text: str, element: Any) -> str:
    """The text as ``xml:space`` of an element or those around it has it."""
    around: Any = element
    while around is not None:
        space = around.get(SPACE)
        if space is not None:
            return text if space == "preserve" else " ".join(text.split())
        around = around.getparent()
    return " ".join(text.split())


def flat_text(element: Any, codes: Collection[str]) -> tuple[str, int]:
    """The text of an element with inline elements, and how many stood for codes.

    Text inside of codes is markup of another format and left out, but for ``sub``: that is text
    for people again. ``cp`` of XLIFF 2 is a character.

    Raises:
        ValueError: It holds a reference to an entity that is declared elsewhere.
    """
    pieces, count = [element.text or ""], 0
    for inline in element:
        local = local_name(inline)
        if not local:
            raise ValueError(f"the entity {inline.text} is declared nowhere in the file")
        text, inner = flat_text(inline, codes)
        if local == "cp":
            text = chr(int(inline.get("hex", ""), 16))
        elif local in codes:
            text = "".join(f" {sub} " for sub in _sub_texts(inline, codes))
            count += 1
        pieces += [text, inline.tail or ""]
        count += inner
    return "".join(pieces), count


def _sub_texts(code: Any, codes: Collection[str]) -> list[str]:
    return [flat_text(sub, codes)[0].strip() for sub in children(code, "sub")]


def _encoding(beginning: bytes) -> str | None:
    """The encoding to read with where the declared one would mislead libxml2."""
    match = _DECLARED.match(beginning.removeprefix(b"\xef\xbb\xbf"))
    declared = match[1].decode("ascii", "replace").lower() if match else ""
    if declared.startswith(("utf-16", "utf16", "ucs-2", "unicode")):
        return "UTF-8"  # the declaration was read byte by byte, so it cannot be UTF-16
    return "CP949" if declared in _CP949 else None


def _refuse_entities(element: Any, name: str) -> None:
    dtd = element.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise InputError(f"{name}:1: the file declares entities of its own; take them out first")


def _drop(element: Any) -> None:
    """Free an element and what stands before it."""
    element.clear(keep_tail=False)
    _drop_before(element)


def _drop_before(element: Any) -> None:
    """Free what stands before an element beside it: it was read to its end."""
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


#: Must be declared at the root, since lxml invents a prefix for ``xml:space`` otherwise.
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"


def emit(xml: Any, element: Any) -> None:
    """Write an element without declaring again the namespaces that are open around it.

    Args:
        xml: The file, as ``lxml.etree.xmlfile`` gives it.
        element: What to write; its tail is written, too.
    """
    with xml.element(element.tag, dict(element.attrib)):
        if element.text:
            xml.write(element.text)
        for inner in element:
            emit(xml, inner)
    if element.tail:
        xml.write(element.tail)
