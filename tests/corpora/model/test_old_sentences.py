"""English sentences of version 0.2.0, which old stores and files hold, read back as statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repository import EXAMPLES
from said import SAID, gap_reasons

from align.checks.kinds import FINDING_KINDS
from align.checks.settings import CheckSettings
from align.gaps import EXPECTED_GAPS
from align.messages import Statement, quoted, say
from corpora.formats.gold import gold_folders
from corpora.model.old_sentences import (
    ADDENDA,
    CHOICES,
    TEMPLATES,
    reasons_of,
    recognised,
    sentence_then,
    statement_of,
)
from corpora.workflows.align import align_files
from corpora.workflows.check import checked


def fields_of(name: str) -> list[str]:
    return [field for _, field, _, _ in Formatter().parse(TEMPLATES[name]) if field]


def subject_of(name: str) -> str:
    return name.partition(".")[0]


def sentence_of(statements: Iterable[Statement]) -> str:
    return " ".join(map(sentence_then, statements))


def test_all_that_the_checks_say_is_read_back():
    for found in SAID.findings:
        finding = found.finding
        assert statement_of(finding.kind, sentence_then(finding.message)) == finding.message
    for reasons in gap_reasons():
        assert reasons_of(sentence_of(reasons)) == reasons


def test_what_does_not_parse_is_kept_as_it_stands():
    assert statement_of("doubled", "It stands there twice.") == quoted("It stands there twice.")
    assert reasons_of("번역자가 뺐음") == (quoted("번역자가 뺐음"),)
    assert reasons_of("") == ()


@pytest.mark.parametrize("folder", gold_folders(EXAMPLES), ids=lambda folder: folder.name)
def test_whatever_is_found_in_the_examples_is_read_back(folder):
    release = align_files(folder / "ko_raw.txt", folder / "en_raw.txt").release
    release = checked(release, settings=CheckSettings(least_confidence=0.0))
    found = [(one.finding.kind, (one.finding.message,)) for one in release.findings]
    found += [("gap", one.reasons) for one in release.annotations if one.reasons]
    assert len(found) > 10
    for subject, statements in found:
        assert recognised(subject, sentence_of(statements)) == statements


# -- what is not ours ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("doubled", ""),
        ("doubled", "The Korean has this segment twice in a row"),
        ("doubled", "The French has this segment twice in a row."),
        ("untranslated", "The Korean has this segment twice in a row."),
        ("sequence_break", "In the Korean, number four follows number 2."),
        ("language_left", "'\\N{BULLET}' is left in Korean."),
        ("language_left", "'a\nb' is left in Korean."),
        ("language_left", "'\\U99999999' is left in Korean."),
        ("language_left", "'a'b' is left in Korean."),
        ("gap", "5, 20 occur nowhere in the English."),
        ("gap", "The Korean has this segment twice in a row."),
        ("of a later version", "Some."),
        # two readings
        (
            "number_mismatch",
            "The Korean says 1; the English says 2; the English says 3.",
        ),
    ],
)
def test_what_is_not_ours_or_has_two_readings_is_not_read(kind, sentence):
    assert recognised(kind, sentence) == ()


@given(st.sampled_from([*FINDING_KINDS, "gap"]), st.text())
def test_any_text_is_read_as_nothing(kind, text):
    assert recognised(kind, text) == ()


def test_hostile_sentences_are_read_in_time():
    # Work grows with the places of all fields; above some length it is not begun.
    sentence = "a" + " in the Korean, is" * 100_000 + "x in the English."
    assert recognised("title_mismatch", sentence) == ()
    long = "가 " * 300_000
    (read,) = recognised(
        "repeat_inconsistent", sentence_of([say("repeat_inconsistent", rendering=long)])
    )
    assert read.fields == {"rendering": long}


# -- fields of any text ----------------------------------------------------------------------

_NUMBERS = st.integers(0, 10**6).map(str)
#: What the code puts into fields that hold no text of a release.
_NARROW = {
    **{field: st.sampled_from(words) for field, words in CHOICES.items()},
    **dict.fromkeys(("day", "year", "line", "number", "before", "count", "pairs"), _NUMBERS),
    "release": _NUMBERS | _NUMBERS.map(lambda number: f"{number} (2016-10-14)"),
    **dict.fromkeys(
        ("likeness", "usual_likeness"), st.floats(-1, 1).map(lambda value: f"{value:.2f}")
    ),
    "times": st.floats(1, 100).map(lambda value: f"{value:.1f}")
    | st.integers(2, 18).map(lambda power: f"{10**power:,}"),
    "line_kind": st.sampled_from(EXPECTED_GAPS),
    "numbers": st.lists(_NUMBERS, min_size=1, max_size=4).map(", ".join),
}
_ODD = st.sampled_from(
    [
        "(",
        "’",
        "\\",
        "'",
        '"',
        "\n",
        "{}",
        "{0}",
        "%s",
        ".*",
        "“”",
        "; ",
        ".",
        "\u202e",
        "\x00",
        "가",
    ]
)
_TEXTS = st.lists(_ODD | st.text(max_size=8), max_size=5).map("".join)


@st.composite
def spoken(draw, names: list[str]) -> list[Statement]:
    return [
        Statement.of(name, {field: draw(_NARROW.get(field, _TEXTS)) for field in fields_of(name)})
        for name in names
    ]


def sequences() -> Iterator[list[str]]:
    for name in TEMPLATES:
        if name not in ADDENDA:
            yield [name]
            yield from ([name, more] for more in ADDENDA if subject_of(name) == subject_of(more))


@pytest.mark.parametrize("names", [*sequences()], ids=" ".join)
@settings(max_examples=40)
@given(data=st.data())
def test_odd_characters_survive(names, data):
    statements = data.draw(spoken(names))
    sentence = sentence_of(statements)
    # Words of the templates do not come of these texts, so there is no second reading.
    assert list(recognised(subject_of(names[0]), sentence)) == statements


@pytest.mark.parametrize("names", [*sequences()], ids=" ".join)
@settings(max_examples=40)
@given(data=st.data())
def test_words_of_the_templates_are_never_read_wrongly(names, data):
    statements = data.draw(spoken(names))
    literals = [
        literal
        for name in names
        for literal, _, _, _ in Formatter().parse(TEMPLATES[name].replace("!r", ""))
        if literal
    ]
    hostile = st.lists(st.sampled_from(literals) | _TEXTS, max_size=4).map("".join)
    statements = [
        Statement.of(
            one.code,
            {
                field: text if field in _NARROW else data.draw(hostile)
                for field, text in one.fields.items()
            },
        )
        for one in statements
    ]
    sentence = sentence_of(statements)
    read = list(recognised(subject_of(names[0]), sentence))
    assert read in ([], statements)
