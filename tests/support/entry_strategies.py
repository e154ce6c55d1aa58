"""Arbitrary entries for property tests, and a few plain ones for exact output."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

from hypothesis import strategies as st
from release_strategies import any_text

from align.bitext import SEGMENT_KINDS
from corpora.model.entry import Entry
from corpora.model.unit import BEAD_STATES

WHEN = datetime(2016, 10, 14, 9, 30, tzinfo=UTC)

texts = any_text | st.sampled_from(
    [" ", "\n", "\t a\r\nb ", "_x0041_", "a_x005F_x0041_", "=1+1", "'=1", "&amp;<b>", "]]>", "#N/A"]
)
numbers = st.none() | st.floats(-1, 1)


@st.composite
def entries(draw, text=texts):
    source = draw(text)
    target = draw(text.filter(bool) if not source else text)
    is_gap = not source.strip() or not target.strip()
    time = draw(st.none() | st.datetimes(timezones=st.just(UTC)))
    return Entry(
        source,
        target,
        type=draw(st.sampled_from(["", "1-1", "1-2", "0-1"])),
        gap=draw(st.sampled_from(["omission", "closing", "addition"])) if is_gap else "",
        note=draw(text),
        confidence=draw(numbers),
        probability=draw(numbers),
        score=draw(numbers),
        source_kind=draw(st.sampled_from(["", *SEGMENT_KINDS])) if source else "",
        target_kind=draw(st.sampled_from(["", *SEGMENT_KINDS])) if target else "",
        state=draw(st.sampled_from(BEAD_STATES)),
        reviewer=draw(text),
        reviewed_at=time,
        **{
            name: draw(st.just("") | text)
            for name in ("release", "title", "agency", "number", "source_address", "signature")
        },
        date=draw(st.sampled_from(["", "2016-10-14"])),
    )


PLAIN = (
    Entry(
        "한국과 미국은 협력을 강화하기로 하였다.",
        "Korea and the United States agreed to strengthen cooperation.",
        type="1-1",
        probability=0.98,
        score=0.75,
        source_kind="paragraph",
        target_kind="paragraph",
        release="보도자료 16-700",
        title="한-미 회담",
        date="2016-10-14",
        agency="외교부",
        number="16-700",
        source_address="https://example.org/ko?a=1&b=2",
        target_address="https://example.org/en",
        signature="model=words",
    ),
    Entry(
        "=예산은 <3조 원> & 더.",
        "+The budget is <3 trillion won> & more.",
        type="1-2",
        probability=0.5,
        score=-0.25,
        note="number_mismatch: 3, 4",
        state="revised",
        reviewer="김",
        reviewed_at=WHEN,
        release="보도자료 16-700",
        title="한-미 회담",
        date="2016-10-14",
        agency="외교부",
        number="16-700",
        source_address="https://example.org/ko?a=1&b=2",
        target_address="https://example.org/en",
        signature="model=words",
    ),
    Entry(
        "끝.",
        "",
        type="1-0",
        gap="closing",
        confidence=0.99,
        note="끝. marks the end",
        release="another",
    ),
    Entry("", "Only here.", type="0-1", gap="addition", confidence=0.5, release="another"),
    Entry("두 번째 문장이다.", "The second sentence.", state="accepted", release="another"),
    Entry("틀린 문장이다.", "Something else.", state="rejected", release="another"),
)


def without(entry: Entry, *names: str) -> Entry:
    """The entry with some fields as if unknown."""
    defaults = {field.name: field.default for field in dataclasses.fields(Entry)}
    return dataclasses.replace(entry, **{name: defaults[name] for name in names})
