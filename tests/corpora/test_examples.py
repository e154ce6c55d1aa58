"""The example releases keep the format that their README describes."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from repository import EXAMPLES

from align.bitext import SEGMENT_KINDS

RELEASES = sorted(folder.name for folder in EXAMPLES.iterdir() if folder.is_dir())
LANGUAGES = ("ko", "en")
FILES = {
    "ko.txt", "en.txt", "ko_raw.txt", "en_raw.txt",
    "gold.tsv", "labels.tsv", "kinds.tsv", "meta.json",
}  # fmt: skip


def read_lines(path: Path) -> list[str]:
    """The lines of a file; only a line feed ends a line, and the last must have one."""
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n"), f"{path.name}: the last line is not ended"
    return text[:-1].split("\n")


def read_rows(path: Path, cells: int) -> list[list[str]]:
    """The rows of a table, each with this many cells."""
    rows = [line.split("\t") for line in read_lines(path)]
    for number, row in enumerate(rows, 1):
        assert len(row) == cells, f"{path.name}:{number}: {len(row)} cells, not {cells}"
    return rows


def read_side(cell: str) -> list[int]:
    """The segment indices of one side of a bead."""
    return [int(index) for index in cell.split(",")] if cell else []


def check_files(folder: Path) -> None:
    """Every file is there, and nothing else."""
    assert {path.name for path in folder.iterdir()} == FILES


def check_segments(folder: Path) -> None:
    """No segment is blank or has white space around it or a line break in it."""
    for language in LANGUAGES:
        for number, line in enumerate(read_lines(folder / f"{language}.txt"), 1):
            assert line, f"{language}.txt:{number}: blank"
            assert line == line.strip(), f"{language}.txt:{number}: white space around it"
            assert len(line.splitlines()) == 1, f"{language}.txt:{number}: a line break in it"


def check_gold(folder: Path) -> None:
    """Each segment lies in exactly one bead, and the beads follow the Korean."""
    rows = [[read_side(cell) for cell in row] for row in read_rows(folder / "gold.tsv", 2)]
    for number, row in enumerate(rows, 1):
        assert any(row), f"gold.tsv:{number}: both sides are empty"
    for side, language in enumerate(LANGUAGES):
        covered = [index for row in rows for index in row[side]]
        count = len(read_lines(folder / f"{language}.txt"))
        covered = covered if language == "ko" else sorted(covered)
        assert covered == list(range(count)), f"gold.tsv: {language} is not covered once in order"
    labels = [label for *_, label in read_rows(folder / "labels.tsv", 3)]
    last = -1
    for number, (row, label) in enumerate(zip(rows, labels, strict=True), 1):
        moved = bool(row[0] and row[1]) and row[1][0] < last
        assert moved == label.startswith("moved"), f"gold.tsv:{number}: {label}"
        last = max([last, *row[1]])


def check_gaps_are_single(folder: Path) -> None:
    """A gap holds one segment, since a bead divides no further."""
    for number, row in enumerate(read_rows(folder / "gold.tsv", 2), 1):
        sizes = [len(read_side(cell)) for cell in row]
        assert 0 not in sizes or sum(sizes) == 1, f"gold.tsv:{number}: a gap of several segments"


def check_raw(folder: Path) -> None:
    """Each segment stands in the page, in order; only the furniture lies outside them.

    Between a segment and the next there is white space alone, but after the title and the
    last line of the body, where the page's own lines are. A space in a segment may be the end
    of a line in a page that is wrapped.
    """
    for language in LANGUAGES:
        page = (folder / f"{language}_raw.txt").read_text(encoding="utf-8")
        position = 0
        for number, line in enumerate(read_lines(folder / f"{language}.txt"), 1):
            words = re.escape(line).replace(r"\ ", r"(?: |\n *)")
            found = re.compile(words).search(page, position)
            place = f"{language}.txt:{number}"
            assert found, f"{place}: not in the page after the segment before it"
            before = page[position : found.start()]
            if number <= 2:
                before = before.rpartition("\n")[2]
            assert not before.strip(), f"{place}: the page has {before.strip()!r} before it"
            position = found.end()


def check_kinds(folder: Path) -> None:
    """Each segment of both languages has a kind, and the title comes first and once."""
    rows = read_rows(folder / "kinds.tsv", 3)
    expected = [
        [language, str(index)]
        for language in LANGUAGES
        for index in range(len(read_lines(folder / f"{language}.txt")))
    ]
    assert [row[:2] for row in rows] == expected, "kinds.tsv does not name each segment once"
    for language, index, kind in rows:
        place = f"kinds.tsv: {language} {index}"
        assert kind in SEGMENT_KINDS, f"{place}: {kind} is no kind of segment"
        assert (kind == "title") == (index == "0"), f"{place}: {kind} out of place"
        line = read_lines(folder / f"{language}.txt")[int(index)]
        assert (kind == "closing") == (line in ("끝.", "/끝/")), f"{place}: {line!r} is {kind}"


def check_labels(folder: Path) -> None:
    """The labels have the rows of the gold, and each begins with what its bead is."""
    labels = read_rows(folder / "labels.tsv", 3)
    assert [row[:2] for row in labels] == read_rows(folder / "gold.tsv", 2), "other rows than gold"
    for number, (source, target, label) in enumerate(labels, 1):
        bead = f"{len(read_side(source))}-{len(read_side(target))}"
        starts = {
            "1-1": ("pair", "moved"),
            "1-0": ("omission of",),
            "0-1": ("addition of",),
        }
        expected = starts.get(bead, (bead,))
        assert label.startswith(expected), f"labels.tsv:{number}: {label!r} for a bead {bead}"


def check_meta(folder: Path) -> None:
    """The titles and the counts are those of the files."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    assert meta["real"] is False
    assert meta["license"] == "Apache-2.0, invented for daeyeok"
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", meta["date"])
    assert meta["agency_ko"], "no agency"
    assert meta["agency_en"], "no agency"
    gold = read_rows(folder / "gold.tsv", 2)
    counts = {
        "gold_rows": len(gold),
        "gap_en_missing": sum(not target for _, target in gold),
        "gap_ko_missing": sum(not source for source, _ in gold),
    }
    for language in LANGUAGES:
        lines = read_lines(folder / f"{language}.txt")
        assert meta[f"title_{language}"] == lines[0]
        counts[f"{language}_lines"] = len(lines)
    assert counts == {name: meta[name] for name in counts}


CHECKS = (
    check_files,
    check_segments,
    check_gold,
    check_gaps_are_single,
    check_raw,
    check_kinds,
    check_labels,
    check_meta,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("name", RELEASES)
def test_release_keeps_the_format(name: str, check: Callable[[Path], None]) -> None:
    check(EXAMPLES / name)


def test_there_are_six_releases() -> None:
    assert [name[:2] for name in RELEASES] == ["01", "02", "03", "04", "05", "06"]


@pytest.mark.parametrize("name", RELEASES)
def test_readme_counts_the_release(name: str) -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    meta = json.loads((EXAMPLES / name / "meta.json").read_text(encoding="utf-8"))
    counts = ("ko_lines", "en_lines", "gold_rows", "gap_en_missing", "gap_ko_missing")
    row = "| ".join([f"| {name} ", *(f"{meta[count]} " for count in counts), ""])
    assert row in readme


def test_one_release_has_no_gap_and_one_has_many() -> None:
    shares = []
    for name in RELEASES:
        gold = read_rows(EXAMPLES / name / "gold.tsv", 2)
        shares.append(sum(not target for _, target in gold) / len(gold))
    assert min(shares) == 0
    assert max(shares) > 1 / 3


@pytest.mark.parametrize(
    ("file", "pattern", "replacement", "broken"),
    [
        pytest.param("gold.tsv", r"^0\t0\n", "", check_gold, id="a bead is missing"),
        pytest.param("gold.tsv", r"^0\t0\n", "0\t0\n0\t\n", check_gold, id="a segment twice"),
        pytest.param("gold.tsv", r"\A(.*\n)(.*\n)", r"\2\1", check_gold, id="beads out of order"),
        pytest.param("gold.tsv", r"^0\t0\n", "0\t0\n\t\n", check_gold, id="an empty bead"),
        pytest.param("gold.tsv", r"^0\t0\n", "0 0\n", check_gold, id="no tab"),
        pytest.param("gold.tsv", r"^15\t\n16\t", "15,16\t", check_gaps_are_single, id="wide gap"),
        pytest.param("ko.txt", r"\Z", "덧붙인 문장이다.\n", check_raw, id="not in the page"),
        pytest.param("ko.txt", r"^(4\..*\n)(.*\n)", r"\2\1", check_raw, id="segments swapped"),
        pytest.param("en.txt", r"^5\..*\n", "", check_raw, id="a sentence of the page is missing"),
        pytest.param("en.txt", r"7th", "8th", check_raw, id="a segment differs from the page"),
        pytest.param("en.txt", r"\Z", "\n", check_segments, id="a blank segment"),
        pytest.param("en.txt", r"\n\Z", " \n", check_segments, id="a space at the end"),
        pytest.param("kinds.tsv", r"note$", "footnote", check_kinds, id="no such kind"),
        pytest.param("kinds.tsv", r"^en\t13.*\n", "", check_kinds, id="a segment without a kind"),
        pytest.param("kinds.tsv", r"closing$", "note", check_kinds, id="the closing is a note"),
        pytest.param("labels.tsv", r"^0\t0\t.*\n", "", check_labels, id="no label"),
        pytest.param("labels.tsv", r"1-2 split", "pair", check_labels, id="label of another bead"),
        pytest.param("meta.json", r'"en_lines": 14', '"en_lines": 15', check_meta, id="count"),
        pytest.param("meta.json", r"7th", "8th", check_meta, id="title"),
    ],
)
def test_a_broken_file_is_noticed(
    tmp_path: Path, file: str, pattern: str, replacement: str, broken: Callable[[Path], None]
) -> None:
    folder = tmp_path / "release"
    shutil.copytree(EXAMPLES / RELEASES[0], folder)
    broken(folder)
    text = (folder / file).read_text(encoding="utf-8")
    changed = re.sub(pattern, replacement, text, count=1, flags=re.MULTILINE)
    assert changed != text
    (folder / file).write_text(changed, encoding="utf-8")
    with pytest.raises(AssertionError):
        broken(folder)
