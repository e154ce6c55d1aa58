"""Reads title and date from the summary of a HWP document (an OLE property set, MS-OLEPS)."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

from corpora.readers.hancom.compound_file import Compound

_STREAM = "\x05HwpSummaryInformation"
_TITLE, _CREATED = 2, 12
_WIDE_TEXT, _TIME = 31, 64
_KOREA = timedelta(hours=9)


def properties(compound: Compound) -> tuple[str, str]:
    """The title and the creation date (Korean time) of a document; "" if missing."""
    if _STREAM not in compound.paths:
        return "", ""
    try:
        values = _values(compound.stream(_STREAM))
        return _text(values.get(_TITLE, b"")), _day(values.get(_CREATED, b""))
    except (struct.error, OverflowError):
        return "", ""


def _values(data: bytes) -> dict[int, bytes]:
    """The data of each value of the first property set, by property number."""
    (start,) = struct.unpack_from("<I", data, 44)
    (count,) = struct.unpack_from("<I", data, start + 4)
    found = {}
    for index in range(min(count, 100)):
        number, offset = struct.unpack_from("<II", data, start + 8 + 8 * index)
        found[number] = data[start + offset :]
    return found


def _text(value: bytes) -> str:
    if len(value) < 8:
        return ""
    kind, length = struct.unpack_from("<II", value)
    if kind != _WIDE_TEXT or length > 1000:
        return ""
    return value[8 : 8 + 2 * length].decode("utf-16-le", "ignore").partition("\0")[0]


def _day(value: bytes) -> str:
    if len(value) < 12:
        return ""
    kind, ticks = struct.unpack_from("<IQ", value)  # in tenths of a microsecond since 1601
    if kind != _TIME or not ticks:
        return ""
    moment = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10) + _KOREA
    return moment.date().isoformat()
