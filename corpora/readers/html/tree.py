"""Parses an HTML page into a tree, from bytes that may be old, damaged or hostile."""

from __future__ import annotations

import codecs
import re
from typing import Any

from lxml import etree, html

from align.errors import InputError
from corpora.io.decoding import decode

#: Largest page, in bytes without pictures. Government pages have some 100,000.
MAX_PAGE_BYTES = 20_000_000
#: Most tags. The parser needs about 200 bytes for each; pages have some thousands.
MAX_TAGS = 100_000
#: Longest tag or run of text, in bytes; the parser truncates at 10 MB.
MAX_RUN_BYTES = 9_000_000

#: Elements whose content is not text of the page.
UNSEEN = (
    "script", "style", "template", "svg", "math", "object", "embed", "iframe", "audio", "video",
    "canvas", "map", "head", "title", "noembed", "noframes",
)  # fmt: skip

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_META_WITHIN = 8_192  # bytes; the standard says 1,024, but old boards begin with scripts
_PICTURE = re.compile(rb"data:[\w/+.-]{0,60}(?:;[\w=-]{1,30}){0,3},[\w+/=%-]{2000,}")
_BOM = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

#: Share of invalid characters up to which a page that declares its encoding is read.
_MOST_BROKEN = 0.001


def decode_page(data: bytes, name: str) -> tuple[str, str, str]:
    """The text of a page with its tags, its codec, and a warning or "".

    A byte order mark decides, then valid UTF-8, then the declaration in the page.

    Raises:
        InputError: It is in no known encoding, or in several.
    """
    if len(_PICTURE.sub(b"", data)) > MAX_PAGE_BYTES:
        raise InputError(f"{name} is larger than {MAX_PAGE_BYTES:,} bytes, too large for a release")
    named = _META.search(data[:_META_WITHIN])
    codec = _codec(named[1]) if named and not data.startswith(_BOM) else ""
    other = codec not in ("", "utf-8") and not _is_valid(data, "utf-8")
    if other and _is_valid(data, codec):
        return _without_nul(data.decode(codec), name), codec, ""
    try:
        return *decode(data, name), ""
    except InputError:
        text = data.decode(codec or "utf-8", "replace")
        broken = text.count("\ufffd")
        if not codec or "\0" in text or broken > _MOST_BROKEN * len(text):
            raise
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    return (
        text,
        codec,
        f"{broken} characters of the page are not valid {codec.upper()}, first in line {line}",
    )


def parse_page(text: str, name: str) -> Any:
    """The body and head of a page, as the root of a tree without scripts.

    Nothing is downloaded, and entities defined in the page are not expanded.

    Raises:
        InputError: It is empty, or too large or nested too deeply to be a release.
    """
    if text.count("<") > MAX_TAGS:
        raise InputError(f"{name} has more than {MAX_TAGS:,} tags, too many for a release")
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    data = _PICTURE.sub(b"", text.encode("utf-8"))
    if max(map(len, data.split(b"<"))) > MAX_RUN_BYTES:
        raise InputError(f"{name} contains a tag or text of over {MAX_RUN_BYTES:,} bytes")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    for entry in parser.error_log:
        if entry.level_name == "FATAL":
            deep = "depth" in entry.message
            what = "nests its tags more than 255 deep" if deep else "is too large for the parser"
            raise InputError(f"{name}:{entry.line}: the page {what}; it is not a release")
    if root is None:
        raise InputError(f"{name} holds no text; choose another file")
    return root


def _codec(label: bytes) -> str:
    """Python's name for the codec that a page declares; "" if unknown.

    EUC-KR and KS C 5601 mean CP949 on the web, and ISO 8859-1 means CP1252.
    """
    try:
        codec = codecs.lookup(label.decode("ascii")).name
    except (LookupError, UnicodeError):
        return ""
    web = {"euc_kr": "cp949", "ks_c_5601-1987": "cp949", "iso8859-1": "cp1252", "ascii": "cp1252"}
    text_codecs = ("utf-8", "cp949", "cp1252", "johab", "shift_jis", "gb18030", "big5")
    found = web.get(codec, codec)
    return found if found in text_codecs else ""


def _is_valid(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _without_nul(text: str, name: str) -> str:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError(f"{name}:{line}: there is a NUL character; save the page again as HTML")
    return text
