"""Exchange files with bytes changed at random: a one-line refusal or entries, nothing else."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections import Counter

import pytest
from entry_strategies import PLAIN
from hypothesis import given, settings
from hypothesis import strategies as st
from test_entry_formats import BOTH_WAYS, written

from align.errors import InputError
from corpora.formats.registry import FORMATS

PARTS = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml")


@st.composite
def changes(draw):
    """Some places, as shares of the length, and what is put there over how many bytes."""
    byte = st.binary(max_size=4) | st.sampled_from([b"<", b">", b"&", b'"', b"\0", b"\xff", b"</"])
    place = st.tuples(st.floats(0, 1), st.integers(0, 40), byte)
    return draw(st.lists(place, min_size=1, max_size=4))


def changed(data, changes):
    for place, length, new in changes:
        start = int(place * len(data))
        data = data[:start] + new + data[start + length :]
    return data


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(max_examples=120)
@given(changes=changes())
def test_changed_bytes(name, changes):
    read(name, changed(written(name, PLAIN), changes))


@settings(max_examples=150)
@given(part=st.sampled_from(PARTS), changes=changes())
def test_changed_parts_of_a_workbook(part, changes):
    """The archive itself is sound, so that the parts are really read."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(written("xlsx", PLAIN))) as before,
        zipfile.ZipFile(stream, "w") as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, changed(data, changes) if name == part else data)
    read("xlsx", stream.getvalue())


def test_a_workbook_that_unpacks_to_far_too_much():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 10_000_000)
    with pytest.raises(InputError, match="unpacks to far more than a table holds"):
        list(entries_in("xlsx", stream.getvalue()))


def read(name, data):
    with contextlib.suppress(InputError):
        for entry in entries_in(name, data):
            assert entry.source_text or entry.target_text


def entries_in(name, data):
    pytest.importorskip("openpyxl")
    stream = io.BytesIO(data)
    return FORMATS[name].read_entries(stream, "file", languages=None, notices=Counter())
