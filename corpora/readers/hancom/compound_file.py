"""Reads the streams of a compound file (OLE 2, MS-CFB), the container of HWP 5."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from align.errors import InputError

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<8s16s6H10I")
_ENTRY = struct.Struct("<64sHBB3I16sIQQIQ")
_LAST_SECTOR = 0xFFFFFFFA  # numbers from here on are special values, not sectors
_ROOT, _STORAGE, _STREAM = 5, 1, 2

#: Most streams and storages in one file; a document with many pictures has hundreds.
MAX_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """One compound file, with access to its streams by path, such as ``BodyText/Section0``."""

    def __init__(self, data: bytes, place: str) -> None:
        self._data, self.place = data, place
        if len(data) < 512:
            raise self.broken("its header")
        fields = _HEADER.unpack_from(data)
        version, order, shift, mini_shift = fields[3:7]
        if fields[0] != _MAGIC or order != 0xFFFE or (version, shift) not in ((3, 9), (4, 12)):
            raise self.broken("its header")
        if mini_shift != 6:
            raise self.broken("its header")
        self._size = 1 << shift
        self._count = len(data) // self._size
        directory, self._cutoff, mini_table = fields[11], fields[13], fields[14]
        self._table = self._read_table(fields[16])
        self._entries = self._read_entries(directory)
        root = self._entries[0]
        self._mini = self._chain(root.start, root.size)
        self._mini_table = _words(self._chain(mini_table))
        self.paths = dict(self._walk())

    def broken(self, what: str) -> InputError:
        """The error for a file in which something is missing or damaged."""
        return InputError(
            f"{self.place}: {what} is missing or damaged; open it in Hancom Office and save it "
            "again, or download it again"
        )

    def stream(self, path: str) -> bytes:
        """The bytes of a stream.

        Raises:
            InputError: The stream is missing or damaged.
        """
        entry = self.paths.get(path)
        if entry is None or entry.kind != _STREAM:
            raise self.broken(f"the part {path!r}")
        if entry.size >= self._cutoff:
            found = self._chain(entry.start, entry.size)
        else:
            found = b"".join(self._mini_chain(entry.start, entry.size))
        if len(found) < entry.size:
            raise self.broken(f"the end of the part {path!r}")
        return found[: entry.size]

    def _read_table(self, next_: int) -> array[int]:
        """The allocation table: the sector after each sector."""
        places = list(struct.unpack_from("<109I", self._data, 76))
        per_sector = self._size // 4
        for _ in range(self._count):
            if next_ >= _LAST_SECTOR:
                break
            more = _words(self._sector(next_))
            places += more[: per_sector - 1]
            next_ = more[per_sector - 1]
        table = array("I")
        for place in places:
            if place < _LAST_SECTOR and len(table) < self._count + per_sector:
                table.extend(_words(self._sector(place)))
        return table

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        found = self._data[start : start + self._size]
        if not found:
            raise self.broken("a sector")
        return found.ljust(self._size, b"\0")  # the last one may be truncated

    def _chain(self, start: int, size: int | None = None) -> bytes:
        """The sectors of a chain, joined and limited to its size."""
        sectors: list[bytes] = []
        wanted = self._count if size is None else min(self._count, -(-size // self._size))
        while start < _LAST_SECTOR and len(sectors) < wanted:
            sectors.append(self._sector(start))
            if start >= len(self._table):
                raise self.broken("its allocation table")
            start = self._table[start]
        if size is None and start < _LAST_SECTOR:
            raise self.broken("a chain of sectors")  # the chain is circular
        return b"".join(sectors)

    def _mini_chain(self, start: int, size: int) -> Iterator[bytes]:
        for _ in range(-(-size // 64)):
            if start >= min(len(self._mini_table), _LAST_SECTOR):
                return
            yield self._mini[start * 64 : start * 64 + 64]
            start = self._mini_table[start]

    def _read_entries(self, start: int) -> list[_Entry]:
        data = self._chain(start)
        if not data or len(data) > MAX_ENTRIES * _ENTRY.size:
            raise self.broken("its directory")
        entries = []
        for offset in range(0, len(data) - _ENTRY.size + 1, _ENTRY.size):
            name, length, kind, _, left, right, child, *rest = _ENTRY.unpack_from(data, offset)
            text = name[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            # version 3 leaves the upper half of the size undefined
            size = rest[5] & 0xFFFFFFFF
            entries.append(_Entry(text, kind, left, right, child, rest[4], size))
        if entries[0].kind != _ROOT:
            raise self.broken("its directory")
        return entries

    def _walk(self) -> Iterator[tuple[str, _Entry]]:
        """Every entry with its path; each is visited at most once, even if links are circular."""
        seen = {0}
        stack = [("", self._entries[0].child)]
        while stack:
            folder, number = stack.pop()
            if number in seen or number >= len(self._entries):
                continue
            seen.add(number)
            entry = self._entries[number]
            path = folder + entry.name
            yield path, entry
            stack += [(folder, entry.left), (folder, entry.right)]
            if entry.kind == _STORAGE:
                stack.append((path + "/", entry.child))


def _words(data: bytes) -> array[int]:
    """The little-endian 32-bit numbers in these bytes."""
    found = array("I")
    found.frombytes(data[: len(data) // 4 * 4])
    if struct.pack("=H", 1) != b"\1\0":
        found.byteswap()
    return found
