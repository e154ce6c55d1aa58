"""Input that cannot be aligned: one line that names the file, the place and the next step."""

import codecs
import io
import os
import zipfile
from pathlib import Path

import pytest
from command_line import ENGLISH, KOREAN, daeyeok, process, refused


@pytest.fixture(autouse=True)
def texts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("ko.txt").write_text(KOREAN, encoding="utf-8")
    Path("en.txt").write_text(ENGLISH, encoding="utf-8")
    Path("blank.txt").write_bytes(b" \n\t\r\n")
    Path("empty.txt").touch()
    Path("folder").mkdir()


@pytest.mark.parametrize("size", [0, 3])
@pytest.mark.parametrize("side", [0, 1])
def test_a_side_without_text(size, side):
    Path("none.txt").write_bytes(b" \n\t"[:size])
    names = ["ko.txt", "en.txt"]
    names[side] = "none.txt"
    assert refused("align", *names) == "none.txt holds no text; choose another file"


@pytest.mark.parametrize("sides", [("ko.txt", "folder"), ("folder", "en.txt")])
def test_a_folder(sides):
    assert refused("align", *sides) == "folder is a folder; name a file in it"


@pytest.mark.parametrize("sides", [("ko.txt", "no/en.txt"), ("no/en.txt", "en.txt")])
def test_a_file_that_is_missing(sides):
    message = "no/en.txt: there is no such file; check its name"
    assert refused("align", *sides) == message


def zipped(member: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(member, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\0", "a JPEG picture"),
        (zipped("a.txt"), "a ZIP archive"),
        (b"\x1f\x8b\x08\0", "a gzip archive"),
        (b"\x7fELF\x02\x01", "a program"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    ],
)
@pytest.mark.parametrize("side", [0, 1])
def test_binary_files_are_named(data, kind, side):
    Path("file.bin").write_bytes(data)
    names = ["ko.txt", "en.txt"]
    names[side] = "file.bin"
    message = refused("align", *names)
    assert message.startswith(f"file.bin is {kind}")
    assert ";" in message


@pytest.mark.parametrize(
    ("data", "place"),
    [
        pytest.param(b"one\ntwo\0\n", "bad.txt:2: there is a NUL character", id="NUL"),
        pytest.param(
            "하나\n둘\ud800\n".encode("utf-8", "surrogatepass"),
            "bad.txt:2: half a surrogate pair",
            id="lone surrogate in UTF-8",
        ),
        pytest.param(
            codecs.BOM_UTF16_LE + "하나\n\udc00\n".encode("utf-16-le", "surrogatepass"),
            "bad.txt:2: the byte order mark says UTF-16, but byte 9 is invalid",
            id="lone surrogate in UTF-16",
        ),
        pytest.param(
            "첫째 줄은 길다\n".encode() + "둘째 줄도 길다\n".encode("cp949"),
            "bad.txt:2: the line is in CP949, but line 1 is in UTF-8; save both parts as UTF-8",
            id="mixed encodings",
        ),
        pytest.param(
            "첫째 줄\n둘째 줄".encode()[:-1], "bad.txt:2: the line is not valid UTF-8", id="cut off"
        ),
    ],
)
def test_broken_text(data, place):
    Path("bad.txt").write_bytes(data)
    assert refused("align", "bad.txt", "en.txt").startswith(place)


@pytest.mark.parametrize("letter", ["a", "가"])
def test_a_line_of_fifty_megabytes(letter):
    data = letter.encode()
    Path("long.txt").write_bytes(b"1\n" + data * (50_000_000 // len(data)))
    with process("align", Path("ko.txt").resolve(), Path("long.txt").resolve()) as child:
        _, said = child.communicate(timeout=60)
    message = said.decode()
    assert child.returncode == 1
    assert message.startswith("Error: ")
    assert "long.txt:2: the line has " in message
    assert message.endswith("characters, more than 1,000,000; break it into paragraphs\n")
    assert message.count("\n") == 1


@pytest.mark.parametrize(
    ("ko", "en", "message"),
    [
        ("en.txt", "ko.txt", "en.txt is English and ko.txt Korean; give the Korean file first"),
        ("ko.txt", "ko.txt", "ko.txt and ko.txt hold the same text; "
         "give the Korean and the English version"),
        ("ko.txt", "ko2.txt", "ko2.txt seems to be Korean, where English is needed; "
         "give the Korean file first, then the English one"),
        ("en2.txt", "en.txt", "en2.txt seems to be English, where Korean is needed; "
         "give the Korean file first, then the English one"),
        ("ja.txt", "en.txt", "ja.txt is in neither language, where Korean is needed; "
         "give the Korean file first, then the English one"),
        ("ko.txt", "numbers.txt", "numbers.txt is in neither language, where English is needed; "
         "give the Korean file first, then the English one"),
    ],
)  # fmt: skip
def test_languages_that_do_not_fit(ko, en, message):
    Path("ko2.txt").write_text(KOREAN + "회의는 서울에서 열렸다.\n", encoding="utf-8")
    Path("en2.txt").write_text(ENGLISH + "The meeting was held in Seoul.\n", encoding="utf-8")
    Path("ja.txt").write_text("両国は海洋協力を強化することで一致した。\n", encoding="utf-8")
    Path("numbers.txt").write_text("2016. 10. 14.\n", encoding="utf-8")
    assert refused("align", ko, en) == message


def test_identical_but_for_the_encoding():
    Path("cp949.txt").write_bytes(KOREAN.encode("cp949"))
    message = "ko.txt and cp949.txt hold the same text"
    assert refused("align", "ko.txt", "cp949.txt").startswith(message)


def test_both_from_standard_input():
    message = refused("align", "-", "-", stdin=b"x", status=2)
    assert message == "only one of KO and EN can be standard input"


@pytest.mark.parametrize("stdin", [b"", b"\n\n"])
def test_nothing_on_standard_input(stdin):
    message = refused("align", "-", "en.txt", stdin=stdin)
    assert message == "standard input holds no text; choose another file"


def test_what_is_wrong_with_standard_input_has_a_place_too():
    message = refused("align", "-", "en.txt", stdin="하나\n".encode() + b"two\0\n")
    assert message.startswith("standard input:2: there is a NUL character")


@pytest.mark.parametrize("arguments", [["align"], ["align", "ko.txt"], ["align", "a", "b", "c"]])
def test_arguments_that_are_missing_or_too_many(arguments):
    assert refused(*arguments, status=2)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission():
    Path("ko.txt").chmod(0)
    message = "ko.txt: permission denied; ask for read permission or use a copy"
    assert refused("align", "ko.txt", "en.txt") == message


def test_names_with_line_ends_and_half_characters_stay_on_one_line():
    message = refused("align", "two\nlines.txt", "en.txt")
    assert message == r"two\nlines.txt: there is no such file; check its name"
    name = os.fsdecode("보도.txt".encode("cp949"))
    assert "there is no such file" in refused("align", name, "en.txt")


@pytest.mark.parametrize("letter", ["\x1b[2J", "\x07", "\u202e", "\x85", "\u200b", "\ufeff"])
def test_text_cannot_command_the_terminal(letter):
    text = KOREAN + f"장관은 {letter}내일 회견을 연다고 따로 밝혔다.\n"
    Path("ko.txt").write_text(text, encoding="utf-8")
    result = daeyeok("align", "ko.txt", "en.txt", "--beads")
    assert result.exit_code == 0
    assert not set("\x1b\x07\u202e\x85") & set(result.stdout)
    assert "회견을" in result.stdout
