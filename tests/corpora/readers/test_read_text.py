"""Text is read with all its characters, or an error says in one line what is wrong."""

import codecs
import hashlib
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from align.errors import InputError
from corpora.io import input as files
from corpora.readers import text
from corpora.readers.text import TextFile, read_text, text_of

KOREAN = "외교부 보도자료\r\n윤병세 장관은 10.14.(금) 오후 3시 회담을 가졌다.\n\n끝.\r"
ENGLISH = "Minister Yun’s “talks” – held on Oct. 14 – were good.\nThe two sides agreed.\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp949", "cp949"),
        ("euc_kr", "cp949"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("iso2022_kr", "iso2022_kr"),
    ],
)
def test_every_encoding_of_korean_is_recognised(tmp_path, encoding, named):
    path = tmp_path / "보도자료.txt"
    path.write_bytes(KOREAN.encode(encoding))
    found = read_text(path)
    assert found.text == KOREAN
    assert found.source.encoding == named
    assert found.source.name == "보도자료.txt"
    assert found.source.size == path.stat().st_size
    assert found.source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE])
def test_marks_of_the_other_byte_order(mark):
    encoding = "utf-16-be" if len(mark) == 2 else "utf-32-be"
    assert text_of(mark + KOREAN.encode(encoding), name="a.txt").text == KOREAN


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_english_with_typographic_marks(encoding):
    assert text_of(ENGLISH.encode(encoding), name="en.txt").text == ENGLISH


def test_johab_is_guessed():
    original = 3 * KOREAN.replace("\r", "")
    assert text_of(original.encode("johab"), name="a.txt").text == original


def test_an_acute_accent_as_apostrophe_is_western():
    original = "South Korea´s pension funds held 220 trillion won.\n"
    assert text_of(original.encode("cp1252"), name="a.txt").text == original


def test_no_western_guess_is_made():
    with pytest.raises(InputError, match=r"^a\.txt:1: the text is neither UTF-8 nor CP949"):
        text_of("Poincaré’s café – très bien.\n".encode("mac_roman"), name="a.txt")


@pytest.mark.parametrize("word", ["회의", "끝.", "제1차 한·일 국장급 협의", "北核 問題"])
def test_short_words_are_read_as_korean(word):
    assert text_of(word.encode("cp949"), name="a.txt").text == word


def test_a_second_byte_order_mark_stays():
    assert text_of("\ufeff\ufeff네.".encode(), name="a.txt").text == "\ufeff네."


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(KOREAN.encode("cp949"))))
    found = read_text("-")
    assert (found.text, found.source.name) == (KOREAN, "standard input")


def zipped(*members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt holds no text; choose another file"),
        (b" \r\n\t\n", "a.txt holds no text; choose another file"),
        (codecs.BOM_UTF8, "a.txt holds no text; choose another file"),
        (b"%PDF-1.7\n%", "a.txt is a PDF, not plain text; save it as text first"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "HwpSummaryInformation".encode("utf-16-le"),
         "a.txt is a HWP document, not plain text; save it as text first"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
         "a.txt is an old Office document (OLE), not plain text; save it as text first"),
        (zipped("word/document.xml"),
         "a.txt is a DOCX document, not plain text; save it as text first"),
        (zipped("a"), "a.txt is a ZIP archive, not plain text; save it as text first"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.txt is a PNG picture, not plain text; save it as text first"),
        (b"one\ntwo\0\n", "a.txt:2: there is a NUL character, so this is not text; "
         "save it as text first"),
        ("첫 줄\n".encode() + "둘째 줄 외교부\n".encode("cp949"),
         "a.txt:2: the line is in CP949, but line 1 is in UTF-8; save both parts as UTF-8"),
        ("첫 줄 외교부\n".encode("cp949") + "둘째 줄\n".encode(),
         "a.txt:1: the line is in CP949, but line 2 is in UTF-8; save both parts as UTF-8"),
        ("첫 줄\n둘째 줄".encode()[:-1],
         "a.txt:2: the line is not valid UTF-8, but line 1 is; "
         "repair it or save the file again as UTF-8"),
        ("첫 줄\n둘째 줄은 길다\n셋".encode("cp949")[:-1],
         "a.txt:3: the line is not valid CP949, but the other lines are; "
         "repair it and save the file as UTF-8"),
        ("네\n\ud83d\ude00".encode("utf-8", "surrogatepass"),
         "a.txt:2: half a surrogate pair is encoded as UTF-8 (CESU-8); "
         "save the file again as UTF-8"),
        (codecs.BOM_UTF16_LE + "네\n\ud800.".encode("utf-16-le", "surrogatepass"),
         "a.txt:2: the byte order mark says UTF-16, but byte 7 is invalid "
         "(half a surrogate pair); save the file again as UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\0b",
         "a.txt:1: the byte order mark says UTF-16, but byte 5 is invalid "
         "(truncated data); save the file again as UTF-8"),
        (codecs.BOM_UTF8 + b"\n\xb0\xa1",
         "a.txt:2: the byte order mark says UTF-8, but byte 5 is invalid "
         "(invalid start byte); save the file again as UTF-8"),
    ],
)  # fmt: skip
def test_files_that_are_not_text_are_refused_with_a_reason(data, message):
    with pytest.raises(InputError) as caught:
        text_of(data, name="a.txt")
    assert str(caught.value) == message


def test_files_that_cannot_be_read(tmp_path):
    for path, message in [
        (tmp_path / "none.txt", "there is no such file; check its name"),
        (tmp_path, "is a folder; name a file in it"),
        ("a\0b", "a file name cannot contain a NUL character"),
        (tmp_path / ("x" * 300), "cannot be read: File name too long"),
    ]:
        with pytest.raises(InputError, match=message) as caught:
            read_text(path)
        assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("네.")
    path.chmod(0)
    with pytest.raises(InputError, match="permission denied"):
        read_text(path)


def test_permission_errors_are_one_line(monkeypatch):
    def refuse(*args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=r"^a\.txt: permission denied"):
        read_text("a.txt")


def test_long_lines_and_files(tmp_path, monkeypatch):
    monkeypatch.setattr(text, "MAX_LINE_CHARACTERS", 10)
    with pytest.raises(InputError, match=r"^a\.txt:2: the line has 11 characters, more than 10;"):
        text_of(b"1\r" + b"x" * 11, name="a.txt")
    assert text_of(b"x" * 10 + b"\n" + b"x" * 10, name="a.txt")
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    with pytest.raises(InputError, match=r"a\.txt is larger than 10 bytes; split it"):
        files.read_bytes(path, limit=10)
    assert files.read_bytes(path, limit=11) == b"x" * 11


PIECES = [
    b"\x00",
    b"\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    "가".encode(),
    "가".encode("cp949"),
    "가 ".encode("utf-16-le"),
    b"a",
    b"\x80",
    b"\xed\xa0\x80",
    b"\x1b$)C",
    b"\x0e",
    b"+AGE-",
]


def attempt(data: bytes) -> TextFile | InputError:
    try:
        return text_of(data, name="any.txt")
    except InputError as error:
        return error


@given(st.binary(max_size=60) | st.lists(st.sampled_from(PIECES)).map(b"".join))
def test_any_bytes_are_text_or_an_input_error(data):
    found = attempt(data)
    if isinstance(found, InputError):
        assert "\n" not in str(found)
        assert "any.txt" in str(found)
    else:
        found.text.encode("utf-8")
        assert data.decode(found.source.encoding) == found.text


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=50))
def test_utf_8_is_never_mistaken(original):
    assume(original.strip())
    assume(not original.startswith("\ufeff"))
    found = attempt(original.encode())
    assert found.text == original


@given(st.text("외교부장관은회담을가졌다네끝社 .,\n10·「」", min_size=8))
def test_korean_in_cp949_is_never_mistaken(original):
    assume(any("가" <= c <= "힣" for c in original))
    data = original.encode("cp949")
    assume(not is_utf_8(data))
    assert attempt(data).text == original


def is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
