"""The whole job of `daeyeok align` as one call: what is refused first, and what comes when."""

from pathlib import Path

import pytest
from word_encoder import WordEncoder

from align.errors import OutputError, StoreError
from align.settings import AlignSettings
from corpora.store import Store
from corpora.workflows import align_release as job
from corpora.workflows.add import Checks
from corpora.workflows.align_release import AlignRequest, align_release

FOLDER = Path(job.__file__).parents[1] / "examples" / "01-ocean-dialogue"


def request(**options):
    sides = FOLDER / "ko_raw.txt", FOLDER / "en_raw.txt"
    return AlignRequest(*sides, AlignSettings(), Checks(), **options)


def never():
    raise AssertionError("the work was begun")


def test_outputs_that_exist_are_refused_before_the_work(tmp_path):
    made = tmp_path / "release.tmx"
    made.write_text("mine")
    with pytest.raises(OutputError, match=r"release\.tmx"):
        align_release(request(outputs=(made,)), encoder=never)
    assert made.read_text() == "mine"


@pytest.mark.parametrize("keep", [True, False])
def test_a_store_that_is_none_is_refused_before_the_work(tmp_path, keep):
    store = tmp_path / "corpus.db"
    store.write_text("no store")
    with pytest.raises(StoreError):
        align_release(request(store=store, keep=keep), encoder=never)


def test_the_store_keeps_the_release_unless_it_is_only_asked(tmp_path):
    store, output = tmp_path / "corpus.db", tmp_path / "release.tmx"
    result = align_release(request(outputs=(output,), store=store), encoder=WordEncoder)
    assert result.kept is not None
    assert result.files == (output,)
    assert output.exists()
    assert result.gaps
    again = align_release(request(store=store, keep=False), encoder=WordEncoder)
    assert again.kept is None
    with Store.open(store) as opened:
        assert opened.statistics().total.releases == 1


def test_a_store_that_fails_last_does_not_hide_the_work(tmp_path, monkeypatch):
    def fails(*_asked, **_options):
        raise StoreError("the disk is full")

    monkeypatch.setattr(job, "keep_in", fails)
    told, output = [], tmp_path / "release.tmx"
    with pytest.raises(StoreError, match="the disk is full"):
        align_release(
            request(outputs=(output,), store=tmp_path / "corpus.db"),
            encoder=WordEncoder,
            tell=told.append,
        )
    (result,) = told
    assert result.files == (output,)
    assert result.kept is None


def test_warnings_come_before_anything_is_written(tmp_path, monkeypatch):
    output, heard = tmp_path / "release.tmx", []
    prepare = job.prepare

    def warning(*asked, **options):
        prepared = prepare(*asked, **options)
        return job.replace(prepared, warnings=("ko.html: no title",))

    monkeypatch.setattr(job, "prepare", warning)
    align_release(
        request(outputs=(output,)),
        encoder=WordEncoder,
        warn=lambda text: heard.append((text, output.exists())),
    )
    assert heard == [("ko.html: no title", False)]
