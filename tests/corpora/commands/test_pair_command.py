"""``daeyeok pair`` on folders of files: formats, bad files, mixed folders, names."""

import os
import shutil
import sys
from datetime import date
from pathlib import Path, PurePath

import pytest
from command_line import daeyeok, refused
from hypothesis import given
from hypothesis import strategies as st
from office_files import docx_release
from repository import EXAMPLES

from corpora.formats.manifest import path_in_manifest, read_manifest
from corpora.io.paths import common_stem, date_in_name
from corpora.workflows import scan_folder as folders
from corpora.workflows.scan_folder import files_in, read_all

NAMES = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())
#: Names that say nothing, in another order on either side.
KOREAN = dict(zip(NAMES, ["q", "w", "e", "r", "t", "y"], strict=True))
ENGLISH = dict(zip(NAMES, ["m", "n", "b", "v", "c", "x"], strict=True))


def archive(folder, *, without_korean=(), without_english=()):
    for language, names, without in (
        ("ko", KOREAN, without_korean),
        ("en", ENGLISH, without_english),
    ):
        for number, name in enumerate(NAMES):
            place = folder / language / str(number % 2)
            place.mkdir(parents=True, exist_ok=True)
            if name not in without:
                page = EXAMPLES / name / f"{language}_raw.txt"
                shutil.copy(page, place / f"{names[name]}.txt")
    return folder / "ko", folder / "en"


def pairs(manifest):
    return {
        (Path(row.source).stem, Path(row.target).stem)
        for row in read_manifest(manifest)
        if row.is_pair
    }


def right(names):
    return {(KOREAN[name], ENGLISH[name]) for name in names}


def test_an_archive_is_paired(tmp_path):
    sides = archive(tmp_path, without_korean=NAMES[:1], without_english=NAMES[1:2])
    manifest = tmp_path / "lists" / "m.csv"
    manifest.parent.mkdir()
    result = daeyeok("pair", *sides, "-o", manifest)
    assert result.exit_code == 0
    assert "4 pairs; without counterpart: 1 Korean and 1 English documents" in result.stdout
    assert pairs(manifest) == right(NAMES[2:])
    for row in read_manifest(manifest):
        for name in filter(None, (row.source, row.target, row.candidate)):
            assert path_in_manifest(name, manifest).is_file()
        assert row.reason
        assert row.state == "paired" or row.candidate
    film = next(row for row in read_manifest(manifest) if Path(row.source).stem == "t")
    assert (film.date, film.target_date) == ("2024-10-04", "2024-10-07")
    assert film.target_title.startswith("ROK-Luminen Film Week")
    assert "3 days apart" in film.reason


def test_one_folder_with_both_languages_is_given_twice(tmp_path):
    archive(tmp_path)
    manifest = tmp_path / "m.csv"
    for _ in range(2):  # the second time the manifest lies in the folder
        assert daeyeok("pair", tmp_path, tmp_path, "-o", manifest, "--force").exit_code == 0
        assert pairs(manifest) == right(NAMES)
        assert len(read_manifest(manifest)) == 6


def test_a_folder_in_the_other_one(tmp_path):
    korean, english = archive(tmp_path)
    shutil.move(english, korean / "english")
    manifest = tmp_path / "m.csv"
    assert daeyeok("pair", korean, korean / "english", "-o", manifest).exit_code == 0
    assert pairs(manifest) == right(NAMES)
    assert len(read_manifest(manifest)) == 6


def test_other_files_are_listed_and_stop_nothing(tmp_path):
    korean, english = archive(tmp_path)
    (korean / "noise.bin").write_bytes(b"\0\1\2")
    (korean / "empty.txt").write_bytes(b"")
    (korean / "table.csv").write_text("a,b\n", encoding="utf-8")
    (korean / "japanese.txt").write_text("外務省は会談を行った。", encoding="utf-8")
    (english / "wrong.docx").write_bytes(docx_release())
    (english / ".hidden").write_bytes(b"x")
    (english / "~$lock.docx").write_bytes(b"x")
    os.mkfifo(english / "pipe")
    manifest = tmp_path / "m.csv"
    result = daeyeok("pair", korean, english, "-o", manifest)
    assert pairs(manifest) == right(NAMES)
    found = {
        (Path(row.source or row.target).name, row.state): row.reason
        for row in read_manifest(manifest)
        if not row.is_pair
    }
    assert set(found) == {
        ("noise.bin", "unreadable"),
        ("empty.txt", "unreadable"),
        ("table.csv", "unreadable"),
        ("japanese.txt", "other_language"),
        ("wrong.docx", "other_language"),
        ("pipe", "unreadable"),
    }
    assert "NUL" in found["noise.bin", "unreadable"]
    assert "it is Korean" in found["wrong.docx", "other_language"]
    assert "4 files could not be read" in result.stdout
    assert "2 files in another language" in result.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_text_is_listed(tmp_path):
    korean, english = archive(tmp_path)
    shutil.copy(next(korean.rglob("*.txt")), os.fsencode(korean) + b"/\xff.txt")
    manifest = tmp_path / "m.csv"
    assert daeyeok("pair", korean, english, "-o", manifest).exit_code == 0
    assert pairs(manifest) == right(NAMES)
    (row,) = [row for row in read_manifest(manifest) if row.state == "unreadable"]
    assert "rename it" in row.reason
    assert row.source.endswith("\\udcff.txt")


def test_names_are_trusted_on_request(tmp_path):
    for language in ("ko", "en"):
        (tmp_path / language).mkdir()
        for number, name in enumerate(NAMES):
            # The English of each is that of the next one.
            other = NAMES[(number + (language == "en")) % len(NAMES)]
            page = EXAMPLES / other / f"{language}_raw.txt"
            shutil.copy(page, tmp_path / language / f"{name}_{language}.txt")
    manifest = tmp_path / "m.csv"
    daeyeok("pair", tmp_path / "ko", tmp_path / "en", "-o", manifest)
    assert not any(source[:-3] == target[:-3] for source, target in pairs(manifest))
    daeyeok("pair", tmp_path / "ko", tmp_path / "en", "-o", manifest, "--names", "--force")
    assert pairs(manifest) == {(f"{name}_ko", f"{name}_en") for name in NAMES}
    assert all("paired by their names" in row.reason for row in read_manifest(manifest))


def test_the_manifest_can_go_to_standard_output(tmp_path):
    result = daeyeok("pair", *archive(tmp_path), "-o", "-")
    assert result.stdout.lstrip("\ufeff").startswith("source,target,state,score")
    assert "6 pairs" in result.stderr


def test_what_is_refused(tmp_path):
    korean, english = archive(tmp_path)
    output = tmp_path / "m.csv"
    assert "no such folder" in refused("pair", tmp_path / "none", english, "-o", output)
    page = next(korean.rglob("*.txt"))
    assert "is no folder" in refused("pair", page, english, "-o", output)
    assert "Korean folder first" in refused("pair", english, korean, "-o", output)
    (tmp_path / "empty").mkdir()
    assert "holds no English" in refused("pair", korean, tmp_path / "empty", "-o", output)
    output.write_text("mine", encoding="utf-8")
    assert "--force" in refused("pair", korean, english, "-o", output)
    assert output.read_text(encoding="utf-8") == "mine"


def test_files_are_read_alike_in_other_processes(tmp_path, monkeypatch):
    archive(tmp_path)
    (tmp_path / "bad.txt").write_bytes(b"\0")
    paths = files_in(tmp_path)
    alone = read_all(paths)
    monkeypatch.setattr(folders, "_FEW", 2)
    counted = []
    together = read_all(paths, progress=lambda done, total: counted.append((done, total)))
    for one, other in zip(alone, together, strict=True):
        assert (one.path, one.language, one.source) == (other.path, other.language, other.source)
        assert (one.problem, one.date, one.title) == (other.problem, other.date, other.title)
        assert (one.outline is None) == (other.outline is None)
        if one.outline and other.outline:
            assert one.outline.text == other.outline.text
            assert one.outline.head == other.outline.head
    assert counted[-1] == (len(paths), len(paths))


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("2016-01-20_ko.hwp", "2016-01-20_en.html"),
        ("보도자료 12(국문).hwpx", "보도자료 12 (영문).pdf"),
        ("ko/0012.txt", "en/0012.docx"),
        ("0012/ko.txt", "0012/en.txt"),
        ("KOR-release.7.txt", "ENG-release.7.txt"),
    ],
)
def test_names_that_mean_the_same(korean, english):
    assert common_stem(PurePath(korean)) == common_stem(PurePath(english)) != ""


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2016-01-20_ko", date(2016, 1, 20)),
        ("20160120 보도자료", date(2016, 1, 20)),
        ("250912_합동훈련", date(2025, 9, 12)),
        ("release-123456", None),
        ("258", None),
    ],
)
def test_days_in_names(name, day):
    assert date_in_name(name) == day


@given(st.text(max_size=30))
def test_any_name_can_be_looked_at(name):
    common_stem(PurePath("folder", name))
    date_in_name(name)
