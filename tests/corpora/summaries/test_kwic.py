"""Keyword in context."""

from __future__ import annotations

import unicodedata

from click import unstyle
from click.testing import CliRunner
from command_line import daeyeok
from hypothesis import given
from hypothesis import strategies as st
from repository import EXAMPLE
from small_bitext import release
from store_reviews import review

from corpora.commands.group import main
from corpora.store import ReleaseMetadata, Store
from corpora.summaries.release import WIDTH, columns_of
from corpora.summaries.search import _beginning, _ending

texts = st.text(st.sampled_from("가나a b.é" + unicodedata.normalize("NFD", "갃é") + "…"))


@given(texts, st.integers(0, 12))
def test_what_is_cut_fits_and_says_so(text, columns):
    begun, ended = _beginning(text, columns), _ending(text, columns)
    assert columns_of(begun) <= columns
    assert columns_of(ended) == columns
    if columns_of(text) <= columns:
        assert (begun, ended) == (text, " " * (columns - columns_of(text)) + text)
    elif columns:
        assert begun.endswith("…")
        assert text.startswith(begun[:-1])
        assert ended.lstrip(" ").startswith("…")
        assert text.endswith(ended.lstrip(" ")[1:])


def test_the_phrase_stands_in_one_column_in_either_script(tmp_path):
    path = tmp_path / "store.db"
    daeyeok("add", path, EXAMPLE / "ko_raw.txt", EXAMPLE / "en_raw.txt", "--date", "2024-05-25")
    for phrase in ("해양", "ocean"):
        styled = CliRunner().invoke(main, ["search", str(path), phrase, "--kwic"], color=True)
        lines = styled.stdout.splitlines()
        assert len(lines) > 2
        starts = {columns_of(line.partition("\x1b[1m")[0]) for line in lines}
        assert len(starts) == 1
        assert {columns_of(unstyle(line)) for line in lines} == {WIDTH}
        assert all(line.startswith("2024-05-25  unreviewed  ") for line in lines)


def test_a_line_tells_date_state_and_place(tmp_path):
    path = tmp_path / "store.db"
    with Store.open(path, create=True) as store:
        store.add(release(), facts=ReleaseMetadata(date="2024-01-01"))
        (hit,) = store.search("KRW 300")
    review(path, hit.unit.bead, "accepted")
    line = daeyeok("search", path, "krw 300", "--kwic").stdout.rstrip("\n")
    text = "The sides spend KRW 300 million."
    assert line == "2024-01-01  accepted    " + " " * 12 + text + " " * (WIDTH - 73) + "  1:2"


def test_a_phrase_that_was_revised_away_is_shown_as_it_stood(tmp_path):
    path = tmp_path / "store.db"
    with Store.open(path, create=True) as store:
        store.add(release())
        (hit,) = store.search("KRW 300")
    review(path, hit.unit.bead, "revised", "Both expend 300 million won.")
    assert "spend KRW 300 million" in daeyeok("search", path, "KRW 300", "--kwic").stdout
