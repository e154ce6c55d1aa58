"""The wheel and the source distribution hold what they should, and nothing else.

They are built by `.ci/run`, which names their folder in DISTRIBUTIONS; without it the tests that
look into them are skipped.
"""

import os
import re
import tarfile
import zipfile
from pathlib import Path

import pytest
from repository import ROOT

FOLDER = os.environ.get("DISTRIBUTIONS", "")
built = pytest.mark.skipif(not FOLDER, reason="DISTRIBUTIONS names no folder of built packages")

#: What a checkout may hold beside the files of the project.
_LEFT_BEHIND = ("__pycache__", ".pyc")


def source_files(*folders: str) -> set[str]:
    """The files of the project below some folders, by their paths from the root."""
    return {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not any(mark in str(path) for mark in _LEFT_BEHIND)
    }


def only(pattern: str) -> Path:
    """The one file of that kind."""
    (found,) = Path(FOLDER).glob(pattern)
    return found


@built
def test_the_wheel_holds_both_packages_and_nothing_else():
    with zipfile.ZipFile(only("*.whl")) as wheel:
        names = wheel.namelist()
    held = {name for name in names if ".dist-info/" not in name}
    assert held == source_files("align", "corpora")
    told = {name.partition(".dist-info/")[2] for name in names} - {""}
    assert told == {
        "METADATA", "WHEEL", "RECORD", "entry_points.txt", "top_level.txt", "licenses/LICENSE",
    }  # fmt: skip


@built
def test_the_wheel_runs_with_any_python_and_says_what_it_needs():
    with zipfile.ZipFile(only("*.whl")) as wheel:
        (name,) = (name for name in wheel.namelist() if name.endswith("/METADATA"))
        metadata = wheel.read(name).decode()
    assert only("*.whl").name.endswith("-py3-none-any.whl")
    core = re.findall(r"^Requires-Dist: ([\w-]+)(?!.*extra ==)", metadata, re.MULTILINE)
    heavy = {"torch", "sentence-transformers", "pandas", "matplotlib", "pyarrow"}
    assert core
    assert not heavy & set(core)


@built
def test_the_source_distribution_can_be_tested_and_documented():
    with tarfile.open(only("*.tar.gz")) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    wanted = source_files("align", "corpora", "tests", "benchmarks", "docs")
    wanted |= {"cli.py", "LICENSE", "README.md", "CHANGELOG.md", "CITATION.cff", "pyproject.toml"}
    assert wanted - held == set()
    assert not [name for name in held if any(mark in name for mark in _LEFT_BEHIND)]


def test_citation_and_changes_name_the_version():
    version = re.compile(r"^version\s*[:=]\s*(\S+)$", re.MULTILINE)
    found = [version.findall((ROOT / name).read_text()) for name in ("CITATION.cff", "setup.cfg")]
    assert found[0] == found[1]
    assert len(found[0]) == 1
    day = re.search(r"^date-released: (.*)$", (ROOT / "CITATION.cff").read_text(), re.MULTILINE)
    headings = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert f"{found[0][0]} - {day[1]}" in headings


def test_types_are_told_to_other_programs():
    assert all((ROOT / package / "py.typed").is_file() for package in ("align", "corpora"))
