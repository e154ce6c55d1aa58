"""Pages of three kinds of board give the segments of their text; hostile pages give an error."""

import re
import subprocess
import sys

import pytest
from board_pages import FOLDERS, STYLES, VARIANTS, briefing_page, ministry_page, plain_page, release
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import DaeyeokError, InputError
from align.segmentation.segment import segment_blocks
from corpora.readers.read_file import kind_of, read_data, read_file

SITE = "https://www.ministry.example"
OCEAN = release("01-ocean-dialogue", "ko")


def shown(document):
    return [(segment.kind, segment.plain) for segment in document.segments]


def read(page, language="ko", name="page.html"):
    data = page if isinstance(page, bytes) else page.encode()
    file = read_data(data, name)
    return file, segment_blocks(file.text, file.blocks, language)


def kinds(page, language="ko"):
    """The text of each block with its kind, furniture left out."""
    file, _ = read(page, language)
    found = [(block.kind, file.text[block.start : block.end]) for block in file.blocks]
    return [(kind, text) for kind, text in found if kind != "furniture"]


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr"])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_page_gives_the_segments_of_its_text(folder, language, style, charset):
    document = release(folder, language)
    page = STYLES[style](document, charset)
    file, found = read(
        page.encode("cp949" if charset == "euc-kr" else charset, "xmlcharrefreplace"), language
    )
    assert shown(found) == shown(document)
    assert file.warnings == ()
    assert file.source.title == document.segments[0].text
    assert (
        file.source.encoding == ("cp949" if charset == "euc-kr" else "utf-8") or not page.isascii()
    )


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_pages_of_unknown_boards(folder, language, variant):
    document = release(folder, language)
    file, found = read(VARIANTS[variant](document), language)
    assert shown(found) == shown(document)
    assert file.warnings == ()


def test_a_title_in_a_cell_of_its_own():
    file, _ = read(
        "<title>소식</title><table><tr><td colspan=2><strong class='text-title'>회담 결과</strong>"
        "</td></tr><tr><th>부서</th><td>정책과</td></tr>"
        f"<tr><td colspan=2><p>{LONG}</p></td></tr></table>"
    )
    assert (file.source.title, file.source.department) == ("회담 결과", "정책과")
    assert file.blocks[0].kind == "title"


def test_a_page_that_only_frames_another():
    file, _ = read("<title>보도자료</title><a href=/>홈</a><iframe src='/doc?id=1'></iframe>")
    assert file.warnings[1] == "a part of the page is elsewhere: /doc?id=1"


@pytest.mark.parametrize(
    ("style", "told"),
    [
        (
            ministry_page,
            ("2023-05-26", "", "Sea Policy", "https://www.ministry.example/ko/view.do?seq=1&p=2"),
        ),
        (briefing_page, ("2024-04-18", "미래산업부", "", "")),
        (plain_page, ("2025-09-12", "", "수색구조과", "http://www.agency.example/bbs?no=3127")),
    ],
)
def test_metadata_that_a_page_declares(style, told):
    source = read(style(OCEAN, "utf-8"))[0].source
    assert (source.date, source.agency, source.department, source.address) == told


LONG = "장관은 오늘 서울에서 열린 회의에 참석하여 양국 간의 협력을 더욱 확대하기로 하였다."


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param(
            f"<p>{LONG}</p><ol start=3><li>첫째</li><li value=7>둘째<ul><li>속</li></ul></li></ol>",
            [(None, LONG), (None, "3. 첫째"), (None, "7. 둘째"), ("bullet", "속")],
            id="numbers of lists are made visible",
        ),
        pytest.param(
            f"<p>{LONG}</p><ol type=A><li>하나</li><li>2. 둘</li></ol>",
            [(None, LONG), (None, "A. 하나"), (None, "2. 둘")],
            id="but not twice",
        ),
        pytest.param(
            f"<p>{LONG}<br><br>ㅇ 둘째</p>", [(None, f"{LONG}\n\nㅇ 둘째")], id="line breaks"
        ),
        pytest.param(
            f"<p>{LONG}</p><table><tr><td><p>{LONG}</p><p>끝.</p></td></tr></table>",
            [(None, LONG), (None, LONG), (None, "끝.")],
            id="a box of one cell is no table",
        ),
        pytest.param(
            f"<p>{LONG}</p><table><tr><th>가<br>나<td> <td>1\n2</table>",
            [(None, LONG), ("table_row", "가 나\t\t1 2")],
            id="a row of cells",
        ),
        pytest.param(
            f"<p>{LONG}<sup><a href='#f1'>1</a></sup> m<sup>2</sup></p>"
            "<div class=footnotes><p>1 주석</p></div>",
            [(None, f"{LONG}[1] m2"), ("note", "1 주석")],
            id="footnotes",
        ),
        pytest.param(
            f"<h3>개요</h3><p>{LONG}</p><h4>보도자료</h4><p>{LONG}</p>",
            [("title", "개요"), (None, LONG), ("heading", "보도자료"), (None, LONG)],
            id="headings, also of menu words",
        ),
        pytest.param(
            f"<p>{LONG}<span class=blind>새창</span> 또한</p>"
            f"<p hidden>{LONG[:20]}</p><p>{LONG}</p>",
            [(None, f"{LONG} 또한"), (None, LONG)],
            id="hidden text",
        ),
        pytest.param(
            f"<p>{LONG}</p><pre>가  나\n다</pre><p>{LONG}</p>",
            [(None, LONG), (None, "가  나\n다"), (None, LONG)],
            id="kept spaces",
        ),
        pytest.param(
            f"<div>{LONG}<div>{LONG}</div>그리고 끝.</div>",
            [(None, LONG), (None, LONG), (None, "그리고 끝.")],
            id="text around boxes",
        ),
        pytest.param(
            f"<p>{LONG}</p><p>1 &lt; 2 &amp;amp; &unknown; &#xac00; a<b>b</b>c<o:p>d</o:p></p>",
            [(None, LONG), (None, "1 < 2 &amp; &unknown; 가 abcd")],
            id="entities and tags inside words",
        ),
    ],
)
def test_structure(inner, expected):
    assert kinds(f"<!DOCTYPE html><body><div>{inner}</div></body>") == expected


def test_a_page_without_an_article_is_judged_by_its_lines():
    file, document = read("<html><p><a href=/>회담 결과</a><p><a href=/2>사진</a>")
    assert file.warnings == ("no running text was found in the page, so all its lines were kept",)
    assert [piece.text for piece in document.furniture] == ["회담 결과", "사진"]


@pytest.mark.parametrize(
    "box",
    [
        "<form id=aspnetForm>{}</form>",
        "<div class=print_area>{}</div>",
        "<div id='search' class='sub footer'>{}</div>",
        "<div style='display:none'>{}</div>",
    ],
)
def test_a_box_around_everything_is_not_furniture(box):
    assert shown(read(box.format(ministry_page(OCEAN, "utf-8")))[1]) == shown(OCEAN)


@pytest.mark.parametrize("named", ["euc-kr", "ks_c_5601-1987", "utf-8", "x-unknown", "iso-8859-1"])
def test_the_bytes_decide_where_the_page_errs(named):
    page = ministry_page(OCEAN, named)
    assert read(page.encode())[0].source.encoding == "utf-8"
    if named != "iso-8859-1":  # a page may say so; then only its owner can know better
        assert read(page.encode("cp949", "xmlcharrefreplace"))[0].source.encoding == "cp949"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides(encoding):
    file, document = read(plain_page(OCEAN, "euc-kr").encode(encoding))
    assert (file.source.encoding, shown(document)) == (encoding, shown(OCEAN))


def test_a_few_invalid_bytes_are_reported():
    data = (
        ministry_page(OCEAN, "euc-kr")
        .encode("cp949", "xmlcharrefreplace")
        .replace(b"</footer>", b"\xff\xff</footer>")
    )
    file, document = read(data)
    assert shown(document) == shown(OCEAN)
    assert re.fullmatch(
        r"\d characters of the page are not valid CP949, first in line \d+", file.warnings[0]
    )


def test_a_suffix_does_not_make_a_page(tmp_path):
    assert kind_of(LONG.encode(), "a.html") == ""
    assert kind_of(ministry_page(OCEAN, "utf-8").encode(), "a.txt") == "an HTML page"
    path = tmp_path / "보도자료.html"
    path.write_text(ministry_page(OCEAN, "utf-8"), encoding="utf-8")
    assert read_file(path).source.name == "보도자료.html"
    path.write_bytes(b"")
    with pytest.raises(InputError, match=re.escape(f"{path} holds no text")):
        read_file(path)


DEEP = "<html><body>" + "<div>" * 10_000 + LONG + "</div>" * 10_000
HOSTILE = {
    "nesting": (DEEP, "nests its tags more than 255 deep"),
    "unclosed": ("<html>" + "<b>" * 90_000 + LONG, "nests its tags more than 255 deep"),
    "nested tables": ("<html>" + "<table><tr><td>a<td>" * 10_000, "more than 255 deep"),
    "tags": ("<html>" + "<p>" * 16_000_000, "larger than 20,000,000 bytes"),
    "many tags": ("<html>" + "<p>a" * 4_000_000, "more than 100,000 tags"),
    "paragraphs": ("<html>" + f"<p>{LONG}</p>" * 49_000, ""),
    "attribute": (f"<p>{LONG}<p title='" + "a" * 11_000_000 + "'>", "text of over 9,000,000 bytes"),
    "text": ("<html><p>" + "a" * 11_000_000, "text of over 9,000,000 bytes"),
    "entities": (
        '<!DOCTYPE html [<!ENTITY a "' + "a" * 1000 + '">'
        + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(20))
        + f"]><html><p>&a20; {LONG}",
        "",
    ),
    "outside": (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><head>'
        "<base href='http://192.0.2.1/'><link rel=canonical href='javascript:alert(1)'>"
        f"<script src='//192.0.2.1/a.js'></script></head><p>&x; {LONG}"
        "<iframe src='file:///etc/passwd'></iframe><img src='http://192.0.2.1/a.png'>",
        "",
    ),
    "picture": (f"<html><p>{LONG}<img src='data:image/png;base64," + "A" * 30_000_000 + "'>", ""),
    "rows": ("<html><table>" + "<tr>" + "<td>a" * 49_000, ""),
    "lists": ("<html>" + "<ol><li>" * 120 + LONG * 1000, ""),
    "classes": (f"<html><p class='{'a-' * 500_000}' style='{'display ' * 100_000}'>{LONG}", ""),
    "spaces": ("<html><p>" + " \n<br>" * 50_000 + LONG, ""),
    "brackets": ("<html>" + "<" * 99_000 + LONG, ""),
    "comment": ("<html><!--" + "-" * 5_000_000 + f"><p>{LONG}", None),
    "declarations": ("<?xml ?>" * 1_000 + LONG, None),
    "nothing": ("<html><script>" + LONG, "shows no text"),
    "title": (f"<html><title>{'a | ' * 200_000}</title><p>{LONG}", ""),
    "sup": (f"<html><p>{LONG}" + "<sup><a>1</a></sup>" * 20_000, ""),
}  # fmt: skip

CHILD = """
import socket, sys, time
from align.errors import DaeyeokError
from align.segmentation.segment import segment_blocks
from corpora.readers.read_file import read_data
def refuse(*arguments): raise AssertionError("network")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
data = sys.stdin.buffer.read()
begin = time.process_time()
try:
    file = read_data(data, "a.html")
    answer = "read " + " ".join(file.warnings) + file.source.address
    assert "root:" not in file.text
except DaeyeokError as error:
    answer = "refused " + str(error)
seconds = time.process_time() - begin
# Not ru_maxrss, which a child takes over from the process that started it.
status = open("/proc/self/status").read() if sys.platform == "linux" else "VmHWM: 0"
mebibytes = int(status.partition("VmHWM:")[2].split()[0]) / 1024
print(f"{seconds:.1f} {mebibytes:.0f} {answer}")
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_soon(name):
    page, message = HOSTILE[name]
    done = subprocess.run(
        [sys.executable, "-c", CHILD], input=page.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    seconds, mebibytes, answer = done.stdout.decode().strip().split(" ", 2)
    assert float(seconds) < 30  # about 3 on a quiet machine; what grows with the square hangs
    assert float(mebibytes) < 500
    assert "\n" not in answer
    if message is not None:
        assert answer.startswith("refused " if message else "read"), answer
        assert message in answer
    assert "javascript" not in answer


BASES = [style(release("02-hydrogen-plan", "ko"), "utf-8").encode() for style in STYLES.values()]
TAGS = re.findall(r"\w+", "ol li tr td table a div form pre sup h1 nav svg p select")
TOKENS = re.compile(rb"<[^>]*>|[^<]+")


@st.composite
def mutated(draw):
    tokens = TOKENS.findall(draw(st.sampled_from(BASES)))
    for _ in range(draw(st.integers(1, 12))):
        place = draw(st.integers(0, len(tokens) - 1))
        action = draw(st.integers(0, 4))
        if action == 0:
            del tokens[place]
        elif action == 1:
            tokens.insert(place, draw(st.sampled_from(tokens)))
        elif action == 2:
            tokens[place : place + 1] = [tokens[place]] * draw(st.integers(2, 60))
        elif action == 3:
            tokens[place] = draw(st.binary(max_size=6))
        else:
            tag = draw(st.sampled_from(TAGS))
            end = draw(st.sampled_from(["", "/"]))
            tokens.insert(place, f"<{end}{tag}>".encode())
        if not tokens:
            break
    return b"".join(tokens)


@settings(max_examples=150)
@given(mutated())
def test_mutated_pages_lose_nothing(data):
    try:
        file, _ = read(data)
    except DaeyeokError as error:
        refused = str(error)
    else:
        refused = ""
    assert "\n" not in refused
    if refused:
        return
    assert not any("in no block" in warning for warning in file.warnings)
