"""Scores against gold, counted by hand."""

import pytest
from command_line import daeyeok, refused
from word_encoder import WordEncoder

from align.bitext import Bead
from align.evaluation import Counts, Evaluation, evaluate, sides_of
from corpora.summaries.evaluate import as_json, table_lines
from corpora.workflows.evaluate import Measured, by_set, measure_folder, total


def sides(*beads):
    return [(frozenset(source), frozenset(target)) for source, target in beads]


GOLD = sides(([0], [0]), ([1, 2], [1]), ([3], []), ([], [2]), ([4], [3]))
CASES = [
    pytest.param(GOLD, GOLD, (5, 5, 5, 5), (5, 5, 5, 5), (2, 2, 2, 2), id="all right"),
    # Of the merge one half is found, laxly right; what is left of it is wrongly a gap.
    pytest.param(
        sides(([0], [0]), ([1], [1]), ([2], []), ([3], []), ([], [2]), ([4], [3])),
        GOLD,
        (4, 6, 4, 5),
        (5, 6, 5, 5),
        (2, 3, 2, 2),
        id="half a merge",
    ),
    # Two gaps are taken for a pair: nothing of them is right, either way.
    pytest.param(
        sides(([0], [0]), ([1, 2], [1]), ([3], [2]), ([4], [3])),
        GOLD,
        (3, 4, 3, 5),
        (3, 4, 3, 5),
        (0, 0, 0, 2),
        id="gaps joined",
    ),
    # Gaps of two segments count by segment, whatever beads they stand in.
    pytest.param(
        sides(([0, 1], []), ([2], [0])),
        sides(([0], []), ([1], []), ([2], [0])),
        (1, 2, 1, 3),
        (1, 2, 1, 3),
        (2, 2, 2, 2),
        id="a gap of two",
    ),
    # One large bead shares a pair with each of gold's.
    pytest.param(
        sides(([0, 1, 2], [0, 1])),
        sides(([0], [0]), ([1], [1]), ([2], [])),
        (0, 1, 0, 3),
        (1, 1, 2, 3),
        (0, 0, 0, 1),
        id="one for all",
    ),
    pytest.param([], [], (0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0), id="nothing"),
]


@pytest.mark.parametrize(("answer", "gold", "strict", "lax", "gaps"), CASES)
def test_counts(answer, gold, strict, lax, gaps):
    expected = Evaluation(Counts(*strict), Counts(*lax), Counts(*gaps))
    assert evaluate(answer, gold) == expected


@pytest.mark.parametrize(
    ("counts", "scores"),
    [
        (Counts(3, 4, 3, 6), (0.75, 0.5, 0.6)),
        (Counts(5, 6, 5, 5), (5 / 6, 1, 10 / 11)),
        (Counts(0, 2, 0, 3), (0, 0, 0)),
        (Counts(0, 0, 0, 3), (1, 0, 0)),
        (Counts(0, 3, 0, 0), (0, 1, 0)),
        (Counts(), (1, 1, 1)),
    ],
)
def test_scores(counts, scores):
    assert (counts.precision, counts.recall, counts.f1) == pytest.approx(scores)


def test_beads_lose_their_order_and_probability():
    beads = [Bead(range(0, 2), range(1, 2), 0.5, moved=True), Bead(range(2, 3), range(0, 0))]
    assert sides_of(beads) == sides(([0, 1], [1]), ([2], []))


ONE = Evaluation(Counts(1, 2, 1, 4), Counts(2, 2, 2, 4), Counts(0, 0, 0, 0))
TWO = Evaluation(Counts(2, 2, 2, 2), Counts(2, 2, 2, 2), Counts(1, 1, 1, 2))
BOTH = Evaluation(Counts(3, 4, 3, 6), Counts(4, 4, 4, 6), Counts(1, 1, 1, 2))
MEASURED = [Measured("a/1", ONE), Measured("b", TWO), Measured("a/2", TWO)]


def test_documents_add_up():
    assert by_set(MEASURED) == [Measured("a", BOTH), Measured(".", TWO)]
    assert total(MEASURED[:2]) == Measured("all", BOTH)
    assert total([]) == Measured("all", Evaluation())


def test_the_table():
    assert table_lines([Measured("a/1", BOTH)]) == [
        "document  strict P      R     F1     lax P      R     F1    gaps P      R     F1",
        "a/1         0.7500 0.5000 0.6000    1.0000 0.6667 0.8000    1.0000 0.5000 0.6667",
    ]


def test_plain_values():
    assert as_json(Measured("a", BOTH))["strict"] == {
        "precision": 0.75, "recall": 0.5, "f1": 0.6, "answers": 4, "gold": 6,
    }  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    for name in ("b", "set/a"):
        document = tmp_path / "gold" / name
        document.mkdir(parents=True)
        korean = "예산을 늘린다.\n세금을 줄인다.\n장관은 회의를 열었다.\n"
        english = "The budget grows.\nThe minister held a meeting.\n"
        (document / "ko.txt").write_text(korean, encoding="utf-8")
        (document / "en.txt").write_text(english, encoding="utf-8")
        (document / "gold.tsv").write_text("0\t0\n1\t\n2\t1\n")
    return tmp_path / "gold"


def test_a_folder_is_measured(folder, tmp_path):
    seen = []
    found = measure_folder(
        folder,
        encoder=WordEncoder(),
        predictions=tmp_path / "out",
        progress=lambda done, of: seen.append((done, of)),
    )
    assert [each.name for each in found] == ["b", "set/a"]
    assert found[0].evaluation.strict.gold == 3
    assert seen == [(1, 2), (2, 2)]
    written = sorted(path.relative_to(tmp_path / "out") for path in tmp_path.glob("out/**/*.tsv"))
    assert list(map(str, written)) == ["b.tsv", "set/a.tsv"]


def test_one_document_is_a_folder_too(folder, monkeypatch):
    monkeypatch.chdir(folder / "b")
    assert daeyeok("evaluate", ".").stdout.splitlines()[1].startswith("b ")


def test_predictions_are_kept_unless_forced(folder, tmp_path):
    out = tmp_path / "out"
    (out / "set").mkdir(parents=True)
    (out / "set" / "a.tsv").write_text("mine")
    message = f"{out}/set/a.tsv already exists; use --force to replace it"
    assert refused("evaluate", folder, "--predictions", out) == message
    assert not (out / "b.tsv").exists()
    assert daeyeok("evaluate", folder, "--predictions", out, "--force").exit_code == 0
    assert (out / "set" / "a.tsv").read_text() != "mine"


def test_predictions_that_have_no_place(folder, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "set").write_text("a file")
    message = f"{tmp_path}/out/set is a file; choose another folder"
    assert refused("evaluate", folder, "--predictions", tmp_path / "out") == message


def test_a_document_in_the_wrong_language(folder):
    path = folder / "b" / "en.txt"
    path.write_text("첫 줄이다.\n둘째 줄이다.\n", encoding="utf-8")
    assert refused("evaluate", folder).startswith("b/en.txt seems to be Korean")
