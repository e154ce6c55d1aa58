"""Sentences of findings and gaps: made from templates alone, and read back from what was stored."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
import said
from hypothesis import given, settings
from hypothesis import strategies as st
from repository import EXAMPLES, ROOT
from said import SAID, gap_reasons

from align.checks.kinds import FINDING_KINDS
from align.checks.settings import CheckSettings
from align.gaps import EXPECTED_GAPS
from align.messages import ADDENDA, CHOICES, STATEMENTS, Statement, recognised, say
from corpora.formats.gold import gold_folders
from corpora.workflows.align import align_files
from corpora.workflows.check import checked


def fields_of(name: str) -> list[str]:
    return [field for _, field, _, _ in Formatter().parse(STATEMENTS[name]) if field]


def subject_of(name: str) -> str:
    return name.partition(".")[0]


def test_every_kind_says_something_and_every_statement_has_a_kind():
    assert {subject_of(name) for name in STATEMENTS} == {*FINDING_KINDS, "gap"}
    assert set(ADDENDA) <= set(STATEMENTS)


def test_the_checks_say_every_statement_and_each_is_read_back():
    spoken = {}
    for found in SAID.findings:
        kind, sentence = found.finding.kind, found.finding.sentence
        (one,) = recognised(kind, sentence)
        assert say(one.name, **one.fields) == sentence
        assert subject_of(one.name) == kind
        spoken.setdefault(one.name, set()).add(found.bead)
    for reason in gap_reasons():
        read = recognised("gap", reason)
        assert " ".join(say(one.name, **one.fields) for one in read) == reason
        spoken |= {one.name: set() for one in read}
    assert set(spoken) == set(STATEMENTS)
    for name, beads in spoken.items():  # and of the pair that is there for it
        wanted = {n for n, (pair, _, _) in enumerate(said.PAIRS) if pair == name}
        assert not wanted or wanted & beads or name.startswith("partial")


@pytest.mark.parametrize("folder", gold_folders(EXAMPLES), ids=lambda folder: folder.name)
def test_whatever_is_found_in_the_examples_is_read_back(folder):
    release = align_files(folder / "ko_raw.txt", folder / "en_raw.txt").release
    release = checked(release, settings=CheckSettings(least_confidence=0.0))
    sentences = [(one.finding.kind, one.finding.sentence) for one in release.findings]
    sentences += [("gap", one.note) for one in release.annotations if one.note]
    assert len(sentences) > 10
    for subject, sentence in sentences:
        read = recognised(subject, sentence)
        assert " ".join(say(one.name, **one.fields) for one in read) == sentence, sentence


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
    (read,) = recognised("repeat_inconsistent", say("repeat_inconsistent", rendering=long))
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
        Statement(name, {field: draw(_NARROW.get(field, _TEXTS)) for field in fields_of(name)})
        for name in names
    ]


def sequences() -> Iterator[list[str]]:
    for name in STATEMENTS:
        if name not in ADDENDA:
            yield [name]
            yield from ([name, more] for more in ADDENDA if subject_of(name) == subject_of(more))


@pytest.mark.parametrize("names", [*sequences()], ids=" ".join)
@settings(max_examples=40)
@given(data=st.data())
def test_odd_characters_survive(names, data):
    statements = data.draw(spoken(names))
    sentence = " ".join(say(one.name, **one.fields) for one in statements)
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
        for literal, _, _, _ in Formatter().parse(STATEMENTS[name].replace("!r", ""))
        if literal
    ]
    hostile = st.lists(st.sampled_from(literals) | _TEXTS, max_size=4).map("".join)
    for one in statements:
        for field in one.fields:
            if field not in _NARROW:
                one.fields[field] = data.draw(hostile)
    sentence = " ".join(say(one.name, **one.fields) for one in statements)
    read = list(recognised(subject_of(names[0]), sentence))
    assert read in ([], statements)


# -- no sentence beside the catalogue --------------------------------------------------------


def sentences_in(path: Path) -> list[str]:
    """Texts of a module that look like sentences: three words in a row; not what it raises."""
    tree = ast.parse(path.read_text("utf-8"))
    apart = {
        id(part)
        for node in ast.walk(tree)
        for part in ast.walk(node)
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and _is_text(node.value))
    }
    apart |= {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    found = []
    for node in ast.walk(tree):
        if id(node) in apart or not (_is_text(node) or isinstance(node, ast.JoinedStr)):
            continue
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        text = "".join(part.value if _is_text(part) else "x" for part in parts)
        if re.search("[A-Za-z]+,? [a-z]+,? [a-z]+", text):
            found.append(text)
    return found


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


MAKERS = [
    path
    for path in sorted((ROOT / "align").rglob("*.py"))
    if re.search(r"\b(?:Finding|Gap)\(", path.read_text("utf-8"))
]


def test_the_modules_that_make_findings_and_gaps_are_known():
    names = {path.relative_to(ROOT / "align").as_posix() for path in MAKERS}
    assert names >= {
        "checks/consistency.py", "checks/glossary.py", "checks/name_variants.py", "checks/names.py",
        "checks/numbers_and_dates.py", "checks/partial_gaps.py", "checks/text.py", "gaps.py",
    }  # fmt: skip


@pytest.mark.parametrize("path", MAKERS, ids=lambda path: path.stem)
def test_no_sentence_is_made_beside_the_templates(path):
    if path.name != "finding.py":  # what the kinds mean, and what it raises
        assert sentences_in(path) == []


def test_a_sentence_beside_the_templates_would_be_noticed(tmp_path):
    path = tmp_path / "check.py"
    path.write_text('"""What it does, at length."""\ns = f"The {name} has no such thing."\n')
    assert sentences_in(path) == ["The x has no such thing."]


def test_every_template_is_used_by_its_name():
    code = "".join(
        path.read_text("utf-8")
        for folder in ("align", "corpora/store")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path.name != "messages.py"
    )
    assert [name for name in STATEMENTS if f'"{name}"' not in code] == []
