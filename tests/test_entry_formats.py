"""Streams of entries: every format gives back what was put in, and nothing is left half done."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from entry_strategies import PLAIN, entries
from hypothesis import given, settings
from hypothesis import strategies as st
from tmx_rules import check_tmx
from xliff_rules import check_xliff

from corpora.entry import NUMBERS, Entry
from corpora.formats.entries.stream import Head, Languages
from corpora.formats.registry import FORMATS
from corpora.formats.streams import EntryFile, read_entries
from corpora.unit import Unit

CREATED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
EXTRAS = {"xlsx": "openpyxl", "parquet": "pyarrow"}
BOTH_WAYS = [name for name, known in FORMATS.items() if known.read_entries is not None]


def written(name, some, languages=None):
    """The bytes of a file of entries."""
    if name in EXTRAS:
        pytest.importorskip(EXTRAS[name])
    stream = io.BytesIO()
    head = Head(languages or Languages.of(some[0]), CREATED)
    with FORMATS[name].write_entries(stream, head=head) as put:
        for entry in some:
            put(entry)
    return stream.getvalue()


def read_back(name, data, languages=None):
    """The entries in some bytes, and what was noticed."""
    notices = Counter()
    found = FORMATS[name].read_entries(
        io.BytesIO(data), "file", languages=languages, notices=notices
    )
    return list(found), +notices


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(max_examples=100, deadline=None)
@given(some=st.lists(entries(), min_size=1, max_size=3))
def test_round_trip(name, some):
    back, notices = read_back(name, written(name, some))
    if name == "xlsx":  # as many digits as Excel keeps
        back, some = map(rounded, back), map(rounded, some)
    assert list(back) == list(some)
    assert not notices


def rounded(entry):
    numbers = {name: getattr(entry, name) for name in NUMBERS}
    return replace(entry, **{n: None if v is None else round(v, 12) for n, v in numbers.items()})


@settings(max_examples=100, deadline=None)
@given(some=st.lists(entries(), min_size=1, max_size=4))
def test_memories_are_valid(some):
    check_tmx(written("tmx", some), unique=False)


@pytest.mark.parametrize("name", ["xliff", "xliff12"])
@settings(max_examples=100, deadline=None)
@given(some=st.lists(entries(), min_size=1, max_size=4))
def test_xliff_is_valid(name, some):
    check_xliff(written(name, some))


def test_the_name_of_a_pair_is_that_of_the_store():
    unit = SimpleNamespace(
        source_language="ko", target_language="en", source_text="네.", target_text="Yes."
    )
    assert Entry("네.", "Yes.").tuid == Unit.tuid.fget(unit)


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_files(name, tmp_path):
    written(name, PLAIN)  # skips where the library is missing
    path = tmp_path / f"corpus.{name}"
    with EntryFile(path, format_name=name, created=CREATED) as file:
        file.put_all(PLAIN)
    assert file.count == len(PLAIN)
    assert file.made == (path,)
    notices = Counter()
    assert tuple(read_entries(path, format_name=name, notices=notices)) == PLAIN
    assert not +notices
