"""Gold folders: what is read, and what is refused with its file, line and remedy."""

import pytest
from command_line import refused

from align.bitext import Bead
from align.errors import GoldError, InputError, OutputError
from corpora.formats.gold import gold_folders, read_gold, write_beads

KOREAN = "첫째 줄이다.\n\n둘째 줄이다.\n셋째 줄이다.\n"
ENGLISH = "The first line.\nThe second line.\n"
GOLD = "0\t0\n1,2\t1\n"


@pytest.fixture
def folder(tmp_path):
    document = tmp_path / "set" / "one"
    document.mkdir(parents=True)
    (document / "ko.txt").write_text(KOREAN, encoding="utf-8")
    (document / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (document / "gold.tsv").write_text(GOLD, encoding="utf-8")
    return document


def sides(*beads):
    return tuple((frozenset(source), frozenset(target)) for source, target in beads)


@pytest.mark.parametrize(
    ("gold", "beads"),
    [
        (GOLD, sides(([0], [0]), ([1, 2], [1]))),
        (GOLD.replace("\n", "\r\n"), sides(([0], [0]), ([1, 2], [1]))),
        ("0\t0\tpair\n\n1,2\t1\tmerge", sides(([0], [0]), ([1, 2], [1]))),
        ("0\t\n1\t0\n2\t\n\t1\n", sides(([0], []), ([1], [0]), ([2], []), ([], [1]))),
        ("2\t0\n0, 1\t1\n", sides(([2], [0]), ([0, 1], [1]))),
    ],
)
def test_beads_are_read(folder, gold, beads):
    (folder / "gold.tsv").write_text(gold, encoding="utf-8")
    document = read_gold(folder, name="one")
    assert (document.name, document.texts) == ("one", (KOREAN, ENGLISH))
    assert document.beads == beads


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        ("0\t0\n1,2\n", "gold.tsv:2: a bead needs source indices, a tab and target indices"),
        ("0\t0\n1,2\t1\n\t\n \t \n0", "gold.tsv:5: a bead needs source indices, a tab and"),
        ("0\t0\n\t \tnote\n1,2\t1", "gold.tsv:2: a bead needs source indices, a tab and target"),
        ("0\t0\n1;2\t1\n", "gold.tsv:2: an index is no number; write them as 3,4"),
        ("0\tzero\n", "gold.tsv:1: an index is no number; write them as 3,4"),
        ("0\t0\n\n1,2\t2\n", "gold.tsv:3: en.txt has no segment 2; it has 2, counted from 0"),
        ("0\t0\n1,-2\t1\n", "gold.tsv:2: ko.txt has no segment -2; it has 3, counted from 0"),
        ("0\t0\n0,1,2\t1\n", "gold.tsv:2: segment 0 of ko.txt stands in line 1 too; "
         "each belongs to one bead"),
        ("0\t0\n1\t1\n", "gold.tsv: segment 2 of ko.txt is in no bead; add a line for it, "
         "with one side empty if it is a gap"),
        ("0,1,2\t0\n", "gold.tsv: segment 1 of en.txt is in no bead; add a line for it, "
         "with one side empty if it is a gap"),
    ],
)  # fmt: skip
def test_beads_that_do_not_fit(folder, gold, message):
    (folder / "gold.tsv").write_text(gold, encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_gold(folder, name="one")
    assert f"{folder}/{message}" in str(caught.value)
    assert str(folder / "gold.tsv") in refused("evaluate", folder)


@pytest.mark.parametrize("name", ["ko.txt", "en.txt"])
@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_is_missing(folder, name, replaced):
    (folder / name).unlink()
    if replaced:
        (folder / name).mkdir()
    message = f"{folder}: {name} is missing; a gold document needs it"
    with pytest.raises(GoldError) as caught:
        read_gold(folder, name="one")
    assert str(caught.value) == message
    assert refused("evaluate", folder.parent) == message


def test_texts_that_cannot_be_read(folder):
    (folder / "en.txt").write_bytes(b"one\0\ntwo\n")
    with pytest.raises(InputError, match=r"en\.txt:1: there is a NUL"):
        read_gold(folder, name="one")
    (folder / "en.txt").write_bytes(b"")
    with pytest.raises(InputError, match=r"en\.txt holds no text"):
        read_gold(folder, name="one")


def test_a_folder_without_documents(tmp_path):
    with pytest.raises(GoldError, match="no document with gold beads; each needs a folder with"):
        gold_folders(tmp_path)
    message = "no document with gold beads; each needs a folder with ko.txt, en.txt and gold.tsv"
    assert refused("evaluate", tmp_path) == f"{tmp_path}: {message}"


def test_folders_come_in_order_of_their_names(folder, tmp_path):
    for name in ("b", "a/deep", "set/zero"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "gold.tsv").touch()
    found = [path.relative_to(tmp_path).as_posix() for path in gold_folders(tmp_path)]
    assert found == ["a/deep", "b", "set/one", "set/zero"]


def test_written_beads_are_read_again(folder):
    beads = [Bead(range(0, 1), range(0, 0)), Bead(range(1, 3), range(0, 2))]
    path = folder / "gold.tsv"
    with pytest.raises(OutputError, match="already exists"):
        write_beads(beads, path, force=False)
    assert path.read_text() == GOLD
    write_beads(beads, path, force=True)
    assert path.read_bytes() == b"0\t\n1,2\t0,1\n"
    assert read_gold(folder, name="one").beads == sides(([0], []), ([1, 2], [0, 1]))
