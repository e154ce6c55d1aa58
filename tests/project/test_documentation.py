"""What the pages say of the program is what it does."""

import doctest
import importlib.util
import re
import subprocess
import sys

import pytest
from command_line import daeyeok
from repository import ROOT

import align
import corpora
from align.bitext import SEGMENT_KINDS
from align.checks.kinds import FINDING_KINDS, KINDS
from corpora.formats.registry import FORMATS
from corpora.model.entry import FIELDS
from corpora.workflows.clean.presets import PRESETS

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))

_spec = importlib.util.spec_from_file_location("refresh", DOCS / "refresh.py")
refresh = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(refresh)


def test_the_examples_in_python_run():
    result = doctest.testfile(
        str(DOCS / "howto/python.md"), module_relative=False, encoding="utf-8"
    )
    assert result.attempted > 20
    assert result.failed == 0


def test_the_command_reference_is_the_help():
    assert refresh.REFERENCE.read_text("utf-8") == refresh.reference()


def test_the_python_reference_is_made_of_the_docstrings():
    assert refresh.INTERFACE.read_text("utf-8") == refresh.interface()


def test_what_can_be_imported_from_the_packages_is_in_the_reference():
    page = refresh.INTERFACE.read_text("utf-8")
    for package in (align, corpora):
        for name in package.__all__:
            found = getattr(package, name)
            assert f"### {found.__name__}\n" in page or f"### {name}\n" in page
        with pytest.raises(AttributeError, match="no attribute 'nothing'"):
            package.nothing  # noqa: B018


SHOWN = [path for path in refresh.pages() if "```console" in path.read_text("utf-8")]


@pytest.mark.slow
@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.name)
def test_the_commands_print_what_the_page_shows(path):
    text = path.read_text("utf-8")
    assert text == refresh.with_output(text), "bring it up to date with: python docs/refresh.py"


def test_other_output_is_not_taken_for_the_one_shown():
    assert refresh.fits("a\n...\nd\n", "a\nb\nc\nd\n")
    assert refresh.fits("", "")
    assert not refresh.fits("a\n...\nd\n", "a\nb\nc\n")
    assert not refresh.fits("[a]\n", "a\n")
    assert not refresh.fits("a*\n", "ab\n")


def test_a_command_that_fails_is_noticed():
    with pytest.raises(RuntimeError, match="status 1"):
        refresh.with_output("```console\n$ daeyeok read nothing.txt\n```\n")
    with pytest.raises(RuntimeError, match="status 4"):
        refresh.with_output("```console\n$ exit 4\n```\n")


def test_stale_pages_are_made_anew():
    stale = "```console\n$ daeyeok config --default\nold = 1\n```\n"
    fresh = refresh.with_output(stale)
    assert daeyeok("config", "--default").stdout.splitlines()[0] in fresh
    assert "old = 1" not in fresh


NAMED_FILE = re.compile(r"`((?:align|corpora|benchmarks|docs|tests|notebooks)/[\w./-]+)`")


@pytest.mark.parametrize("path", [*PAGES, ROOT / "README.md", ROOT / "README.ko.md"], ids=str)
def test_files_that_a_page_names_are_there(path):
    named = NAMED_FILE.findall(path.read_text("utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


@pytest.mark.parametrize("path", [*PAGES, ROOT / "README.md", ROOT / "README.ko.md"], ids=str)
def test_links_lead_somewhere(path):
    text = path.read_text("utf-8")
    missing = [link for link in LINK.findall(text) if not (path.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_pages_stay_inside_the_site(path):
    links = LINK.findall(path.read_text("utf-8"))
    inside = [(path.parent / link).resolve().is_relative_to(DOCS) for link in links]
    assert all(inside)


def rows_of(page):
    """The rows of a page's tables by their first cell, numbers only."""
    rows = {}
    for line in (ROOT / page).read_text("utf-8").splitlines():
        first, *rest = [cell.strip(" `") for cell in line.strip("|").split("|")]
        if rest and all(re.fullmatch(r"[\d.]+|-", cell) for cell in rest):
            rows.setdefault(first, []).append(rest)
    return {first: sorted(found) for first, found in rows.items()}


def test_figures_stand_in_one_table_and_what_other_pages_say_of_them_is_the_same():
    accuracy = rows_of("docs/accuracy.md")
    assert len(accuracy) > 10
    for page in ("README.md", "README.ko.md", "docs/method.md", "docs/limits.md"):
        assert rows_of(page).keys() & accuracy.keys() == set()
    [(beads, gaps, _)] = accuracy["kept-back"]
    for page in ("README.md", "README.ko.md"):
        text = (ROOT / page).read_text("utf-8")
        assert beads in text
        assert gaps in text
    limits = (DOCS / "limits.md").read_text("utf-8")
    checks = rows_of("docs/checks.md")
    for kind in ("partial_omission", "partial_addition", "name_missing"):
        assert f"{float(checks[kind][0][1]):.2f}" in limits


def cells(page, column=0):
    """What stands between backquotes in one column of a page's tables."""
    rows = [line.split("|") for line in (DOCS / page).read_text("utf-8").splitlines()]
    return {
        word
        for row in rows
        if len(row) > column + 2
        for word in re.findall(r"`(.+?)`", row[column + 1])
    }


def test_every_kind_of_finding_and_segment_is_explained():
    assert set(FINDING_KINDS) | set(SEGMENT_KINDS) <= cells("reference/data-model.md")
    page = (DOCS / "reference" / "data-model.md").read_text("utf-8")
    for kind in KINDS.values():
        cells_ = (f"`{kind.name}`", kind.group, kind.severity, kind.meaning, kind.example)
        row = f"| {' | '.join(cells_)} |".replace("  ", " ")
        assert row in page


def test_every_field_and_format_is_explained():
    assert set(FIELDS) <= cells("reference/formats.md")
    suffixes = {f".{suffix}" for known in FORMATS.values() for suffix in known.suffixes}
    assert suffixes <= cells("reference/formats.md")


def test_every_filter_is_explained():
    names = {filter.name for preset in PRESETS.values() for filter in preset()}
    assert cells("howto/corpus-builder.md") >= names


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("mkdocs") is None, reason="mkdocs is not installed")
def test_the_site_builds_and_loads_nothing_from_elsewhere(tmp_path):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (built.returncode, built.stderr) == (0, "")
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > len(PAGES)
    for page in pages:
        loaded = re.findall(
            r"<(?:script|link|img)[^>]*(?:src|href)=\"((?:https?:)?//[^\"]*)",
            page.read_text("utf-8"),
        )
        assert loaded == []
    assert not list(tmp_path.rglob("*.py"))
