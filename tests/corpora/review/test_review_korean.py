"""What refuses a step of a review: every sentence of it has Korean words."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path
from string import Formatter

import pytest

import corpora
from align.errors import ConflictError, DaeyeokError, Message, ReviewError
from corpora.wording.errors_ko import KOREAN, in_korean

PACKAGE = Path(corpora.__file__).parent
#: What can fail while a page is made. Why a server cannot start is told in a terminal alone.
MODULES = [
    *sorted((PACKAGE / "store").rglob("*.py")),
    *(
        one
        for one in sorted((PACKAGE / "review").rglob("*.py"))
        if one.name not in ("server.py", "serving.py")
    ),
]
#: Errors whose text is made elsewhere, or that never come so far as a page.
ELSEWHERE = {"InputError", "OutputError", "SegmentError", "SettingsError"}
TOLD = {"ReviewError", "ConflictError", "StoreError", "SettingsError"}


def fields(template):
    return {field for _, field, _, _ in Formatter().parse(template) if field is not None}


def name_of(call):
    function = call.func
    if isinstance(function, ast.Attribute):
        owner = function.value
        return f"{owner.id}.{function.attr}" if isinstance(owner, ast.Name) else function.attr
    return function.id if isinstance(function, ast.Name) else ""


def raised():
    """Each template that the code has, with the values that are given there."""
    found = defaultdict(set)
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name, place = name_of(node), f"{path.name}:{node.lineno}"
            if name in TOLD or name == "Message.of":
                (template,) = node.args
                values = frozenset(keyword.arg for keyword in node.keywords)
            elif name == "abort" and len(node.args) > 1:
                template, values = node.args[1], frozenset()
            else:
                continue
            assert isinstance(template, ast.Constant), f"{place}: no literal, so nobody can know it"
            found[template.value].add((place, values))
    return found


RAISED = raised()


def test_the_code_was_read():
    places = {place.partition(":")[0] for found in RAISED.values() for place, _ in found}
    assert {
        "edits.py", "reviewer.py", "undo_images.py", "draft.py", "connection.py", "read.py",
        "phrase.py", "realign.py", "actions.py", "security.py",
    } <= places  # fmt: skip
    assert len(RAISED) > 50


def test_every_error_has_korean_words_and_no_words_are_left_over():
    assert set(KOREAN) == set(RAISED)


@pytest.mark.parametrize("template", RAISED, ids=lambda template: template[:40])
def test_the_korean_has_the_same_values(template):
    korean = KOREAN[template]
    assert fields(korean) == fields(template)
    for place, values in RAISED[template]:
        assert values == fields(template), place
    words = re.sub(r"\{[^}]*\}", "", korean)
    assert not re.search("[A-Za-z]{2,}", re.sub("daeyeok|add|review|SQLite", "", words)), korean
    if re.search(r"\w", re.sub(r"\{[^}]*\}", "", template)) and template != "{state} by {reviewer}":
        assert re.search("[가-힣]", words)
        assert re.search(r"(다\.|오\.|\)\.|: \{\w+\}|까지 \{\w+\})$", korean), korean


def test_no_particle_that_would_have_to_change_follows_a_value():
    wrong = re.compile(r"\}(은|는|이|가|을|를|과|와|로|으로)(?![가-힣])")
    assert [korean for korean in KOREAN.values() if wrong.search(korean)] == []


def test_no_other_error_is_raised_where_a_page_is_made():
    """A new class of error must not slip by."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                name = name_of(node.exc)
                if name.endswith("Error"):
                    assert name in TOLD | ELSEWHERE, f"{path.name}:{node.lineno}"


def test_the_english_is_as_ever_and_the_korean_has_its_words():
    error = ConflictError(
        "bead {bead} is {now} by now; look again",
        bead=3,
        now=Message.of("{state} by {reviewer}", state="rejected", reviewer="{0} Lee"),
    )
    assert str(error) == "bead 3 is rejected by {0} Lee by now; look again"
    assert in_korean(error.message) == (
        "그사이 쌍(저장소 번호 3)이 바뀌었습니다. 지금 상태: 반려(검수자 {0} Lee). "
        "확인하고 다시 하십시오."
    )
    assert in_korean(ReviewError("of a later version").message) is None
    assert str(DaeyeokError("braces {stay} without values")) == "braces {stay} without values"
