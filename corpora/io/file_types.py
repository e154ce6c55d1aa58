"""Detects file formats by content: first bytes and archive members."""

from __future__ import annotations

import io
import re
import zipfile

#: First bytes and the format they identify. Archives are examined below.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"HWP Document File", "a HWP 3 document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")

#: Names that occur in compound files, and the kind they identify.
_OLE_NAMES = (
    ("HwpSummaryInformation".encode("utf-16-le"), "a HWP document"),
    (b"HWP Document File", "a HWP document"),
    ("EncryptedPackage".encode("utf-16-le"), "an Office document with a password"),
)

#: Members that identify the kind of archive.
_ZIP_MEMBERS = (
    ("Contents/section0.xml", "a HWPX document"),
    ("Contents/content.hpf", "a HWPX document"),
    ("word/document.xml", "a DOCX document"),
    ("xl/workbook.xml", "an XLSX workbook"),
    ("ppt/presentation.xml", "a PPTX presentation"),
    ("META-INF/container.xml", "an EPUB"),
)

#: First member of an archive that names its own type, and the kind.
_MIME_TYPES = (
    (b"application/hwp+zip", "a HWPX document"),
    (b"application/vnd.oasis.opendocument.text", "an ODT document"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub+zip", "an EPUB"),
)

#: An archive with more members is not a document; listing them would be slow.
_MAX_MEMBERS = 20_000

#: Tags that identify a page; text before them is searched up to this byte.
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|div|table|p|h1|article)\b",
    re.IGNORECASE,
)
# Possessive quantifiers prevent catastrophic backtracking.
_HTML_BEGIN = re.compile(rb"(?>\s|<!--.*?-->|<\?xml.*?\?>)*+<[!a-zA-Z]", re.DOTALL)
_SNIFFED = 16_384
_MHTML = re.compile(
    rb"(?:from|mime-version|subject|date|content-type|snapshot-content-location):", re.I
)


def binary_kind(data: bytes) -> str:
    r"""The kind of a binary file, with its article; "" for files that may be text.

    >>> binary_kind(b"%PDF-1.7\n")
    'a PDF'
    >>> binary_kind("보도자료".encode())
    ''
    """
    if data.startswith(_OLE):
        found = (kind for name, kind in _OLE_NAMES if name in data)
        return next(found, "an old Office document (OLE)")
    if data.startswith(_ZIP):
        return _archive_kind(data)
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((kind for mark, kind in _SIGNATURES if start.startswith(mark)), "")


def markup_kind(data: bytes) -> str:
    r"""The kind of a text file recognised by tags or headers, with its article, or "".

    >>> markup_kind(b"<!DOCTYPE html>\n<title>Release</title>")
    'an HTML page'
    >>> markup_kind(b"a < b, as <p> is a tag")
    ''
    """
    start = data[:_SNIFFED].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _MHTML.match(start) and re.search(rb"(?i)\nmime-version:|^mime-version:", start):
        return "a saved message or web archive"
    if _HTML_BEGIN.match(start) and _HTML.search(start):
        return "an HTML page"
    return ""


def _archive_kind(data: bytes) -> str:
    """The kind of a ZIP archive, by the member that declares its type or by its other members."""
    first = data[:256]
    if b"mimetype" in first:
        kind = next((kind for mime, kind in _MIME_TYPES if mime in first), "")
        if kind:
            return kind
    members = _members(data)
    found = (kind for member, kind in _ZIP_MEMBERS if member in members)
    return next(found, "a ZIP archive")


def _members(data: bytes) -> frozenset[str]:
    """The member names in an archive; for a damaged one, those that can be read."""
    end = data.rfind(b"PK\x05\x06")
    count = int.from_bytes(data[end + 10 : end + 12], "little") if end >= 0 else 0
    if count <= _MAX_MEMBERS and end >= 0 and len(data) - end < 66_000:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return frozenset(archive.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            pass
    return frozenset(member for member, _ in _ZIP_MEMBERS if member.encode() in data)
