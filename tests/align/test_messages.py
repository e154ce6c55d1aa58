"""What findings and gaps say: made from templates alone, by codes and fields."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
import said
from hypothesis import given
from hypothesis import strategies as st
from repository import ROOT
from said import SAID, gap_reasons

from align.checks.finding import Finding
from align.checks.kinds import FINDING_KINDS
from align.messages import ADDENDA, STATEMENTS, Statement, quoted, say


def fields_of(name: str) -> list[str]:
    return [field for _, field, _, _ in Formatter().parse(STATEMENTS[name]) if field]


def subject_of(name: str) -> str:
    return name.partition(".")[0]


def test_every_kind_says_something_and_every_statement_has_a_kind():
    assert {subject_of(name) for name in STATEMENTS} == {*FINDING_KINDS, "gap"}
    assert set(ADDENDA) <= set(STATEMENTS)


def test_the_checks_say_every_statement_of_their_kind():
    spoken = {}
    for found in SAID.findings:
        code = found.finding.message.code
        assert subject_of(code) == found.finding.kind
        spoken.setdefault(code, set()).add(found.bead)
    spoken |= {one.code: set() for reasons in gap_reasons() for one in reasons}
    assert set(spoken) == set(STATEMENTS)
    for code, beads in spoken.items():  # and of the pair that is there for it
        wanted = {n for n, (pair, _, _) in enumerate(said.PAIRS) if pair == code}
        assert not wanted or wanted & beads or code.startswith("partial")


def test_a_finding_tells_its_message_in_english():
    finding = Finding("doubled", "low", 0.9, (0, 1), None, say("doubled", here="Korean"))
    assert finding.sentence == "The Korean has this segment twice in a row."
    assert finding in {finding: 1}  # findings are deduplicated


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("no_such_code", {}),
        ("doubled", {}),
        ("doubled", {"here": "Korean", "there": "English"}),
        ("doubled", {"here": "French"}),
    ],
)
def test_a_statement_with_other_fields_cannot_be_built(code, fields):
    with pytest.raises(ValueError, match=code):
        Statement.of(code, fields)


@given(st.text())
def test_what_somebody_else_wrote_is_told_as_it_stands(text):
    assert str(quoted(text)) == text


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
        for folder in ("align", "corpora/store", "corpora/review")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path.name != "messages.py"
    )
    assert [name for name in STATEMENTS if f'"{name}"' not in code] == []
