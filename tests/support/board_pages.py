"""The invented example releases as web pages, in the styles of three kinds of board."""

from __future__ import annotations

import html
import re

from repository import EXAMPLES

from align.bitext import Document
from align.segmentation.segment import segment

FOLDERS = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())


def release(folder: str, language: str) -> Document:
    """The release as text: the copied page from the title to the last segment, no furniture."""
    raw = (EXAMPLES / folder / f"{language}_raw.txt").read_text(encoding="utf-8")
    lines = (EXAMPLES / folder / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    page = segment(raw, language)
    text = raw
    for piece in page.furniture:
        blank = "\n" * (piece.end - piece.start)
        text = text[: piece.start] + blank + text[piece.end :]
    first, second, last = (spaced(lines[k]) for k in (0, 1, -1))
    title = first.search(text)
    start = second.search(text, title.end()).start()
    end = list(last.finditer(text))[-1].end()
    body = re.sub(r"\n{3,}", "\n\n", text[text.rindex("\n", 0, start) : end])
    return segment(f"{title[0]}\n\n{body.lstrip(chr(10))}", language)


def spaced(line: str) -> re.Pattern[str]:
    """The words of a line with any white space between them."""
    return re.compile(r"\s+".join(map(re.escape, line.split())))


def body_groups(document: Document) -> tuple[str, list[list[str]]]:
    """The title, and the lines of the body in groups between blank lines or around tables."""
    lines = document.text.strip().split("\n")
    groups: list[list[str]] = [[]]
    for line in lines[1:]:
        is_row = "\t" in line.strip()
        if not line.strip() or (groups[-1] and ("\t" in groups[-1][-1].strip()) != is_row):
            groups.append([])
        if line.strip():
            groups[-1].append(line)
    return lines[0].strip(), [group for group in groups if group]


def escaped(line: str) -> str:
    """A line as it stands in HTML, blanks at its beginning made to stay."""
    bare = line.lstrip(" ")
    return "&nbsp;" * (len(line) - len(bare)) + html.escape(bare, quote=False)


def table(group: list[str], *, cell: str = "{}") -> str:
    rows = []
    for line in group:
        cells = "".join(f"<td>{cell.format(escaped(c))}</td>" for c in line.strip().split("\t"))
        rows.append(f"<tr>{cells}</tr>\n")
    return f"<table border=1><tbody>{''.join(rows)}</tbody></table>"


WORDS = {
    "ko": ("본문 바로가기", "보도자료", "부서명", "작성일", "조회수", "첨부파일", "목록", "제목",
           "뉴스·소식"),
    "en": ("Skip to content", "Press Releases", "Department", "Date", "Hits", "Attachments", "List",
           "Title", "News"),
}  # fmt: skip


def ministry_page(document: Document, charset: str) -> str:
    """Boxes and paragraphs, the title in a heading, a list of keys and values below it."""
    title, groups = body_groups(document)
    skip, board, department, date, hits, files, listing, _, news = WORDS[document.language]
    body = "\n".join(
        table(group)
        if "\t" in group[0]
        else f"<p>{'<br>'.join(map(escaped, group))}</p>\n<p>&nbsp;</p>"
        for group in groups
    )
    return f"""<!DOCTYPE html>
<html lang="{document.language}"><head><meta charset="{charset}">
<title>{html.escape(title)} | {board} | Invented</title>
<meta property="og:url"
 content="https://www.ministry.example/{document.language}/view.do?seq=1&amp;p=2">
<script>var menu = "가나다 <p>not text</p>";</script><style>p {{ margin: 0 }}</style></head>
<body class="sub"><div id="skipNavi"><a href="#content">{skip}</a></div>
<header><ul class="gnb"><li><a href="/a">{news}</a>
<ul><li><a href="/b">{board}</a></li></ul></li></ul></header>
<div id="content"><div class="location">Home &gt; {news} &gt; {board}</div><h2>{board}</h2>
<div class="board_detail"><div class="bo_head"><h3>{html.escape(title)}</h3>
<dl><dt>{department}</dt><dd>Sea Policy</dd>
<dt>{date}</dt><dd>2023-05-26</dd>
<dt>{hits}</dt><dd>1873</dd></dl>
</div><div class="sns_share"><button>X</button><a href="javascript:share()">Facebook</a></div>
<div class="bo_con">{body}</div>
<div class="bo_file"><strong>{files}</strong>
<ul><li><a href="/f">release.hwpx</a></li></ul></div></div>
<div class="btn_area"><a href="/l">{listing}</a></div>
<ul class="prev_next"><li><a href="/1">2024년 제3차 정기공채 최종 합격자 발표</a></li></ul></div>
<div style="display:none"><p>이 창은 오늘 하루 동안 다시 열리지 않습니다. 닫으시겠습니까?</p></div>
<footer><p>(00000) 서울특별시 종로구 세종대로 00, Tel. 02-000-0000</p>
<p>Copyright © Invented Ministry. All rights reserved.</p></footer></body></html>"""


def briefing_page(document: Document, charset: str) -> str:
    """An article element, one paragraph a line, paragraphs inside cells, no blank ones."""
    title, _ = body_groups(document)
    skip, board, _, _, _, files, _, _, news = WORDS[document.language]
    blocks: dict[int, list[str]] = {}
    for own in document.segments[1:]:
        blocks.setdefault(own.block, []).append(document.text[own.start : own.end])
    body = "\n".join(
        table(texts, cell="<p><span>{}</span></p>")
        if "\t" in texts[0]
        else f"<p><span>{'</span> <span>'.join(map(escaped, texts))}</span></p>"
        for texts in blocks.values()
    )
    menu = "".join(f'<li><a href="/{n}">{news} {n}</a></li>' for n in range(60))
    return f"""<?xml version="1.0" encoding="{charset}"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://invalid.example/xhtml1.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}" />
<title>{board} - Invented</title><meta property="og:title" content="{html.escape(title)}" />
<meta property="og:site_name" content="미래산업부" /></head>
<body><form name="all" action="/"><div class="skip"><a href="#x">{skip}</a></div>
<nav><ul>{menu}</ul></nav>
<main><article class="view"><div class="article_head"><h1>{html.escape(title)}</h1>
<div class="info"><span>2024.04.18</span> <span>미래산업부</span></div>
<div class="file"><em>{files}</em><a href="/d">240418.hwpx</a> <a href="/v">바로보기</a></div></div>
<div class="article_body"><div class="view_cont">{body}</div></div>
<p class="kogl">공공누리 출처표시 조건에 따라 자유이용이 가능합니다.</p></article>
<aside><h2>많이 본 뉴스</h2>
<ol><li><a href="/1">정부는 오늘 새로운 계획을 발표하였다.</a></li></ol></aside>
</main>
</form></body></html>"""


def plain_page(document: Document, charset: str) -> str:
    """A table for everything, capital tags, line breaks instead of paragraphs."""
    title, groups = body_groups(document)
    _, board, department, date, hits, _, listing, key, _ = WORDS[document.language]
    body = "<BR>\n<BR>\n".join(
        table(group) if "\t" in group[0] else "<BR>\n".join(map(escaped, group)) for group in groups
    )
    return f"""<HTML><HEAD>
<META HTTP-EQUIV=Content-Type CONTENT="text/html; charset={charset}">
<TITLE>{board}</TITLE></HEAD>
<BODY bgcolor=white>
<!-- saved from url=(0040)http://www.agency.example/bbs?no=3127 -->
<TABLE width=900><TR><TD><A HREF=/>Home</A> |
<A HREF=/n>{board}</A> | <A HREF=/s>Sitemap</A></TD></TR></TABLE>
<TABLE class=view summary=x><CAPTION class=blind>{key}, {date}, {hits}</CAPTION>
<TR><TH>{key}</TH><TD colspan=5>{html.escape(title)}</TD></TR>
<TR><TH>{department}</TH><TD>수색구조과</TD>
<TH>{date}</TH><TD>2025-09-12</TD><TH>{hits}</TH><TD>842</TD></TR>
<TR><TD colspan=6><FONT size=2>{body}</FONT></TD></TR></TABLE>
<TABLE><TR><TD align=right><A HREF=/l>{listing}</A></TD></TR></TABLE></BODY></HTML>"""


STYLES = {"ministry": ministry_page, "briefing": briefing_page, "plain": plain_page}


def boxed(document: Document, body: str, *, title: str = "", after: str = "") -> str:
    """A page of an unknown board without any class or id that tells something."""
    name = html.escape(body_groups(document)[0])
    menu = "".join(f'<li><a href="/{n}">메뉴 {n}</a></li>' for n in range(40))
    return f"""<html><head><title>{name} - 부처</title></head><body><ul>{menu}</ul>
<div><div><h3>{title or name}</h3><span>등록일 2024-01-01</span><span>조회수 12</span>
</div><div>{body}</div>{after}</div>
<div>주소 : 서울시 종로구 세종대로 1 (세종로) 대표전화 02-111-1111</div></body></html>"""


def paragraph(group: list[str]) -> str:
    return table(group) if "\t" in group[0] else f"<p>{'<br>'.join(map(escaped, group))}</p>"


def in_lines(group: list[str]) -> str:
    lines = "".join(f"<div>{escaped(line)}</div>" for line in group)
    return f"{table(group) if chr(9) in group[0] else lines}<div>&nbsp;</div>"


def in_spans(group: list[str]) -> str:
    if "\t" in group[0]:
        return table(group, cell="<div><p style='margin:0'><font face=x>{}</font></p></div>")
    lines = "<br/>".join(f"<span style='font-size:15pt'>{escaped(line)}</span>" for line in group)
    return f"<p class='0'>{lines}</p><p class='0'><span>&nbsp;<o:p></o:p></span></p>"


SURVEY = """<div><form><p>이 페이지에서 제공하는 정보에 대하여 어느 정도 만족하십니까?</p>
<label>매우 만족</label><input type=radio><button>확인</button></form></div>"""
LINKS = "<li><a href=/x>정부는 오늘 회의에서 새로운 계획을 확정하여 발표하였다</a></li>" * 8


def unboxed(document: Document) -> str:
    title, groups = body_groups(document)
    body = "".join(paragraph(group).removesuffix("</p>") for group in groups)
    return f"<title>{html.escape(title)}</title><h1>{html.escape(title)}</h1>{body}"


def twice_boxed(document: Document) -> str:
    parts = [paragraph(group) for group in body_groups(document)[1]]
    half = len(parts) // 2
    both = "".join(f"<div>{''.join(part)}</div>" for part in (parts[:half], parts[half:]))
    return boxed(document, both)


def title_inside(document: Document) -> str:
    title, groups = body_groups(document)
    body = f"<p><b>{html.escape(title)}</b></p>{''.join(map(paragraph, groups))}"
    return boxed(document, body, title="보도자료")


def body_by(write, *, wrap: str = "{}", after: str = "", between: str = ""):
    """A page whose groups of lines are each written by a function."""
    return lambda document: boxed(
        document, wrap.format(between.join(map(write, body_groups(document)[1]))), after=after
    )


VARIANTS = {
    "a box a line": body_by(in_lines),
    "spans of an editor": body_by(in_spans),
    "preformatted": body_by(
        lambda group: html.escape("\n".join(group), quote=False),
        wrap="<pre>{}</pre>",
        between="\n\n",
    ),
    "line breaks only": body_by(
        lambda group: table(group) if "\t" in group[0] else "<br>".join(map(escaped, group)),
        between="<br><br>",
    ),
    "in a table of one cell": body_by(paragraph, wrap="<table><tr><td>{}</td></tr></table>"),
    "a survey below": body_by(paragraph, after=SURVEY),
    "links below": body_by(paragraph, after=f"<div><ul>{LINKS}</ul></div>"),
    "no boxes at all": unboxed,
    "two boxes": twice_boxed,
    "title in the body": title_inside,
}
