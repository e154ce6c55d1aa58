"""Beads whose target stands out of order: they are written, and come back to their place."""

import csv
import io
from dataclasses import replace

import pytest
from release_files import there_and_back, written
from release_strategies import beads_of_sizes, small_release

from align.bitext import Bead, Bitext, Document, Segment
from align.errors import InputError, SegmentError
from corpora.formats.release_file import RELEASE_FORMATS
from corpora.formats.rows import release_of
from corpora.model.entry import entries_of
from corpora.model.release import Provenance, Release


def document(language: str, count: int) -> Document:
    text = " ".join(f"{language}{k}." for k in range(count))
    segments, position = [], 0
    for piece in text.split():
        segments.append(Segment(piece, "paragraph", position, position + len(piece)))
        position += len(piece) + 1
    return Document(text, language, tuple(segments))


def release(sizes, order, moved) -> Release:
    beads = beads_of_sizes(sizes, order, moved)
    n, m = (sum(size[side] for size in sizes) for side in (0, 1))
    whole = small_release()
    bitext = Bitext(document("ko", n), document("en", m), beads, "words")
    return Release.plain(bitext, whole.source, whole.target)


ONES = [(1, 1)] * 5
CASES = [
    pytest.param(ONES, [0, 2, 1, 3, 4], {1}, [0, 2, 1, 3, 4], id="the first of two neighbours"),
    pytest.param(ONES, [0, 2, 1, 3, 4], {2}, [0, 2, 1, 3, 4], id="the second of two neighbours"),
    pytest.param(ONES, [1, 2, 3, 4, 0], {0}, [4, 0, 1, 2, 3], id="first to last"),
    pytest.param(ONES, [4, 0, 1, 2, 3], {4}, [1, 2, 3, 4, 0], id="last to first"),
    pytest.param(ONES, [3, 4, 0, 1, 2], {3, 4}, [2, 3, 4, 0, 1], id="a block"),
    pytest.param(ONES, [4, 3, 2, 1, 0], {0, 1, 3, 4}, [4, 3, 2, 1, 0], id="upside down"),
    pytest.param(
        [(2, 1), (1, 3), (1, 1)], [1, 0, 2], {1}, [3, 0, 4], id="runs of several segments"
    ),
    pytest.param(
        [(1, 0), (1, 1), (1, 0), (0, 1), (1, 1)],
        [0, 4, 1, 2, 3],
        {4},
        [1, 1, 2, 2, 0],
        id="gaps beside a move",
    ),
]


@pytest.mark.parametrize("name", RELEASE_FORMATS)
@pytest.mark.parametrize(("sizes", "order", "moved", "places"), CASES)
def test_moved_beads_come_back_to_their_place(name, sizes, order, moved, places):
    first = release(sizes, order, moved)
    assert [bead.target.start for bead in first.bitext] == places
    back = there_and_back(first, name)
    assert back.bitext == first.bitext.without_furniture()
    assert [bead.target.start for bead in back.bitext] == places
    assert [bead.moved for bead in back.bitext] == [k in moved for k in range(len(sizes))]


def test_how_a_move_is_written():
    moved = release(ONES, [0, 2, 1, 3, 4], {1})
    memory = written(moved, "tmx").decode()
    assert memory.count('<prop type="x-moved">yes</prop>') == 1
    table = list(csv.DictReader(io.StringIO(written(moved, "csv").decode("utf-8-sig"))))
    assert [row["moved"] for row in table] == ["", "yes", "", "", ""]
    assert [row["target"] for row in table] == ["en0.", "en2.", "en1.", "en3.", "en4."]
    lines = written(moved, "jsonl").decode().splitlines()[1:]
    assert ['"moved": true' in line for line in lines] == [False, True, False, False, False]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("csv", ",2,yes,", ",2,,", "m: the bead range(1, 2), range(2, 3) does not follow"),
        ("csv", ",2,yes,", ",2,no,", "m:3: moved is 'yes' or nothing, not 'no'"),
        ("tmx", '"x-moved">yes', '"x-moved">1', "moved is 'yes' or nothing, not '1'"),
        ("jsonl", '"moved": true', '"moved": 1', "m:3: 'moved' is missing or no bool"),
        ("jsonl", '"moved": true', '"moved": false', "m: the bead range(1, 2), range(2, 3) does"),
        # A segment at the place of another: the text there is taken twice.
        ("csv", "10..14", "5..9", "m: characters 9-5 are in no segment or in two"),
    ],
)
def test_moves_that_make_no_sense_are_refused(name, old, new, message):
    text = written(release(ONES, [0, 2, 1, 3, 4], {1}), name).decode()
    assert old in text
    with pytest.raises(InputError) as caught:
        RELEASE_FORMATS[name].read_release(text.replace(old, new, 1).encode(), "m")
    assert message in str(caught.value)


def test_a_target_in_two_pieces_is_refused():
    whole = release([(1, 2), (1, 1)], [0, 1], set())
    first, second = entries_of(whole)
    (one, other), (third,) = first.bead.target, second.bead.target
    torn = replace(first, bead=replace(first.bead, target=(one, third)))
    entries = torn, replace(second, bead=replace(second.bead, target=(other,)))
    with pytest.raises(ValueError, match="target of bead 1 does not stand in one piece"):
        release_of(entries, Provenance.of(whole))


@pytest.mark.parametrize(
    "beads",
    [
        pytest.param([(0, 1, 1, 2), (1, 2, 0, 1)], id="a swap that nothing marks"),
        pytest.param([(0, 1, 0, 1), (1, 2, 0, 1)], id="a target twice"),
        pytest.param([(0, 1, 0, 1), (1, 2, 2, 2)], id="a target left over"),
        pytest.param([(1, 2, 0, 1), (0, 1, 1, 2)], id="the source out of order"),
    ],
)
def test_beads_that_do_not_cover_are_refused(beads):
    with pytest.raises(SegmentError):
        Bitext(
            document("ko", 2),
            document("en", 2),
            tuple(Bead(range(i, n), range(j, m)) for i, n, j, m in beads),
        )


def test_a_gap_cannot_be_moved():
    with pytest.raises(SegmentError, match="a gap cannot be moved"):
        Bead(range(0, 1), range(0, 0), moved=True)


def test_segments_stand_in_order():
    one, two = document("ko", 2).segments
    with pytest.raises(SegmentError, match="are not in the order of the text"):
        Document("ko0. ko1.", "ko", (two, one))
