"""Which binary format a file is in, by its first bytes."""

from __future__ import annotations

#: First bytes, and what they belong to. Archives are looked into further down.
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
_ZIP = b"PK\x03\x04"

#: Names of members that tell the kinds of archive apart.
_ZIP_MEMBERS = (
    (b"application/hwp+zip", "a HWPX document"),
    (b"word/document.xml", "a DOCX document"),
    (b"xl/workbook.xml", "an XLSX workbook"),
    (b"ppt/presentation.xml", "a PPTX presentation"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)


def binary_kind(data: bytes) -> str:
    r"""What a file is, with its article, if its first bytes tell; "" for what may be text.

    >>> binary_kind(b"%PDF-1.7\n")
    'a PDF'
    >>> binary_kind("보도자료".encode())
    ''
    """
    if data.startswith(_OLE):
        names = ("HwpSummaryInformation".encode("utf-16-le"), b"HWP Document File")
        hwp = any(name in data for name in names)
        return "a HWP document" if hwp else "an old Office document (OLE)"
    if data.startswith(_ZIP):
        return next((kind for mark, kind in _ZIP_MEMBERS if mark in data), "a ZIP archive")
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((kind for mark, kind in _SIGNATURES if start.startswith(mark)), "")
