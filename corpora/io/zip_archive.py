"""The parts of a document that is a ZIP of XML files (DOCX, HWPX, ODT), within limits.

Nothing is written to disk, so no name in an archive can lead out of it; a part is read
only if it is asked for by name.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Iterator
from typing import IO, Any

from align.errors import InputError
from corpora.io.paths import shown
from corpora.io.safe_xml import HARDENED

#: Files in one archive. A release has some tens, a thick report with pictures hundreds.
MAX_MEMBERS = 10_000
#: Bytes of one part when unpacked. Parts read at once take about ten times as much memory.
MAX_PART_BYTES = 30_000_000
#: The same for parts that are read paragraph by paragraph.
MAX_STREAM_BYTES = 200_000_000
#: Tags and attributes held in memory at a time, some 100 bytes each.
MAX_NODES = 3_000_000
#: Times that a large part may have shrunk. Office XML packs to a tenth, tables to a fiftieth.
MAX_RATIO = 300
SMALL_BYTES = 2_000_000

_CENTRAL_ENTRY = b"PK\x01\x02"
_CHUNK = 1 << 16
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class Archive:
    """The parts of one document by their names."""

    def __init__(self, data: bytes, place: str) -> None:
        self.place = place
        if data.count(_CENTRAL_ENTRY) > MAX_MEMBERS:
            raise InputError(f"{place} holds more than {MAX_MEMBERS:,} files; it is no document")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise self.broken("its list of parts") from None

    def broken(self, what: str) -> InputError:
        """The error for a file that lacks something or holds it damaged."""
        return InputError(
            f"{self.place}: {what} is missing or damaged; open it in its program and save it "
            "again, or fetch it again"
        )

    def names(self) -> list[str]:
        """The names of all parts, sorted."""
        return sorted(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            InputError: It is missing, damaged, locked or too large.
        """
        return b"".join(self._chunks(name, MAX_PART_BYTES))

    def xml(self, name: str) -> Any:
        """The root element of a part.

        Raises:
            InputError: It cannot be read or is no sound XML.
        """
        from lxml import etree  # noqa: PLC0415 (only these formats need it)

        data = self.read(name)
        if data.count(b"<") + data.count(b"=") > MAX_NODES:
            raise self._too_large(name)
        self._refuse_doctype(data, name)
        try:
            root = etree.fromstring(data, etree.XMLParser(**HARDENED))
        except etree.XMLSyntaxError as error:
            raise self._no_xml(name, error) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._doctype(name)
        return root

    def xml_or_none(self, name: str) -> Any | None:
        """The root element of a part, or None if the archive has no such part."""
        return self.xml(name) if name in self._zip.NameToInfo else None

    def elements(self, name: str, tags: Collection[str], parents: Collection[str]) -> Iterator[Any]:
        """The elements of a large part one by one; each is emptied when the next is asked for.

        Args:
            name: The part.
            tags: Which elements to yield.
            parents: Only those that are direct children of one of these.
        """
        from lxml import etree  # noqa: PLC0415 (only these formats need it)

        parser = etree.XMLPullParser(events=("end",), tag=tuple(tags), **HARDENED)
        nodes, tail = 0, b""
        try:
            for chunk in self._chunks(name, MAX_STREAM_BYTES):
                self._refuse_doctype(tail + chunk, name)
                tail = chunk[-20:]
                nodes += chunk.count(b"<") + chunk.count(b"=")
                parser.feed(chunk)
                for _, found in parser.read_events():
                    element: Any = found
                    parent = element.getparent()
                    if parent is None or parent.tag not in parents:
                        continue
                    yield element
                    nodes = 0
                    while parent[0] is not element:
                        del parent[0]
                    element.clear()
                if nodes > MAX_NODES:
                    raise self._too_large(name)
            parser.close()
        except etree.XMLSyntaxError as error:
            raise self._no_xml(name, error) from None

    def _chunks(self, name: str, limit: int) -> Iterator[bytes]:
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            raise self.broken(f"the part {name!r}") from None
        if info.flag_bits & 1:
            raise InputError(
                f"{self.place} is protected by a password; save it without one and read that"
            )
        packed_well = info.file_size > MAX_RATIO * max(info.compress_size, 1)
        if info.file_size > limit or (packed_well and info.file_size > SMALL_BYTES):
            raise self._too_large(name)
        try:
            with self._zip.open(info) as stream:
                yield from _read(stream)
        except (*_BROKEN, RuntimeError):
            raise self.broken(f"the part {name!r}") from None

    def _too_large(self, name: str) -> InputError:
        return InputError(
            f"{self.place}: the part {name!r} unpacks to far more than a document holds; "
            "split the document, or check where it comes from"
        )

    def _refuse_doctype(self, data: bytes, name: str) -> None:
        if any(mark in data for mark in _DOCTYPES):
            raise self._doctype(name)

    def _doctype(self, name: str) -> InputError:
        return InputError(
            f"{self.place}: the part {name!r} declares a document type, as no office program "
            "does; check where it comes from"
        )

    def _no_xml(self, name: str, error: Any) -> InputError:
        reason = shown(" ".join(str(error.msg or "no XML").split())[:80])
        return InputError(
            f"{self.place}: the part {name!r} is damaged ({reason}); open it in its program "
            "and save it again"
        )


def _read(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk
