"""The same release in every format, and small documents of each, made from their XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import mini_hwp
import repository

EXAMPLE = repository.EXAMPLE / "ko_raw.txt"
NOTE = "통관 지연은 2022년 3월부터 이어지고 있다."
ROWS = (("구분", "2021", "2022"), ("수출(억불)", "31", "36"), ("수입(억불)", "29", "32"))
HEAD = "대외협력부 보도자료"


@dataclass(frozen=True)
class Par:
    """One paragraph: its list (number, bullet or none), its words, where its note stands."""

    text: str
    list: str = ""
    noted: str = ""  # the words after which the note stands


def release() -> list[Par]:
    """The title and the paragraphs of the example; its lists are automatic here."""
    lines = [line.strip() for line in EXAMPLE.read_text(encoding="utf-8").splitlines()]
    title = next(line for line in lines if line.startswith("제7차"))
    body = [line for line in lines if re.match(r"\d\. 표|[2-5]\. |ㅇ |※|붙임", line)]
    body = body[[line.startswith("1. 표") for line in body].index(True) :]
    found = [Par(title)]
    for line in body:
        mark, _, words = line.partition(" ")
        kind = {"ㅇ": "bullet", "※": ""}.get(mark, "number" if mark[0].isdigit() else "")
        noted = "통관 지연 문제" if "통관 지연" in line else ""
        found.append(Par(words if kind else line, kind, noted))
    return found


def expected() -> list[str]:
    """The lines that every reader should make of it."""
    lines, number = [], 0
    for par in release():
        number += par.list == "number"
        lead = {"number": f"{number}. ", "bullet": "ㅇ ", "": ""}[par.list]
        text = par.text.replace(par.noted, par.noted + "[1]") if par.noted else par.text
        lines.append(lead + text)
    return [*lines, *("\t".join(row) for row in ROWS), f"[1] {NOTE}"]


def zipped(parts: Mapping[str, str | bytes], *, stored: Sequence[str] = ("mimetype",)) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, method)
    return stream.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
W_NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="ganada"/>
<w:lvlText w:val="%1-%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
<w:lvlText w:val="ㅇ"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">
<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"""
W_STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="Mine"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="n"><w:name w:val="Numbered"/><w:pPr><w:numPr>
<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"""


def w_run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def w_par(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def w_list(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def w_table(rows: Sequence[Sequence[str]]) -> str:
    """A table whose cells are text, or XML if they begin with ``<``."""
    cells = [
        "".join(f"<w:tc>{c if c.startswith('<') else w_par(w_run(c))}</w:tc>" for c in row)
        for row in rows
    ]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def w_box(inner: str) -> str:
    """A text box as Word writes it: twice, for new programs and for old ones."""
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def docx(body: str, **parts: str) -> bytes:
    """A Word document; other parts by their name without folder and suffix."""
    named = {f"word/{name}.xml": content for name, content in parts.items()}
    document = f"<w:document {W} {_MC}><w:body>{body}</w:body></w:document>"
    default = {"word/numbering.xml": W_NUMBERING, "word/styles.xml": W_STYLES}
    return zipped({"word/document.xml": document, **default, **named})


def w_notes(kind: str, *texts: str) -> str:
    notes = "".join(
        f'<w:{kind} w:id="{index}">{w_par(w_run(text))}</w:{kind}>'
        for index, text in enumerate(texts, 1)
    )
    return f"<w:{kind}s {W}>{notes}</w:{kind}s>"


def docx_release() -> bytes:
    """With tracked changes, the last paragraph in a text box, automatic lists and a note."""
    body = []
    for par in release():
        properties = {"number": w_list(1), "bullet": w_list(2), "": ""}[par.list]
        before, noted, after = par.text.partition(par.noted or "\0")
        inner = w_run(before + noted)
        if par.noted:
            inner += '<w:r><w:footnoteReference w:id="1"/></w:r>' + w_run(after)
        elif par.text.startswith("양측은"):
            half = len(par.text) // 2
            inner = (
                f"<w:ins>{w_run(par.text[:half])}</w:ins><w:del><w:r><w:delText>지운 말</w:delText>"
                f"</w:r></w:del>{w_run(par.text[half:])}"
            )
        body.append(w_par(inner, properties))
    last = body.pop()
    body[-1] = body[-1].replace("</w:p>", w_box(last) + "</w:p>")
    parts = {
        "footnotes": w_notes("footnote", NOTE),
        "header1": f"<w:hdr {W}>{w_par(w_run(HEAD))}</w:hdr>",
    }
    return docx("".join(body) + w_table(ROWS), **parts)


def hwp_release() -> bytes:
    paragraphs: list[mini_hwp.Paragraph] = []
    for par in release():
        before, noted, after = par.text.partition(par.noted or "\0")
        paragraphs.append([before + noted, *([mini_hwp.footnote(NOTE), after] if noted else [])])
    last = paragraphs.pop()
    paragraphs[-1] = [*paragraphs[-1], mini_hwp.text_box(last)]
    paragraphs[0] = [mini_hwp.header(HEAD), *paragraphs[0]]
    shapes = [{"number": 1, "bullet": 2, "": 0}[par.list] for par in release()]
    return mini_hwp.hwp([*paragraphs, [mini_hwp.table(*ROWS)]], shapes=[*shapes[:-1], 0])


_H = " ".join(
    f'xmlns:{short}="http://www.hancom.co.kr/hwpml/2011/{name}"'
    for short, name in (("hp", "paragraph"), ("hs", "section"), ("hh", "head"))
)
H_HEADER = f"""<hh:head {_H}><hh:numbering id="1">
<hh:paraHead start="1" level="1" numFormat="DIGIT">^1.</hh:paraHead>
<hh:paraHead level="2" numFormat="HANGUL_SYLLABLE">^2)</hh:paraHead></hh:numbering>
<hh:bullet id="1" char="ㅇ"/><hh:paraPr id="0"/>
<hh:paraPr id="1"><hh:heading type="NUMBER" idRef="1" level="0"/></hh:paraPr>
<hh:paraPr id="2"><hh:heading type="BULLET" idRef="1" level="0"/></hh:paraPr>
<hh:paraPr id="3"><hh:heading type="NUMBER" idRef="1" level="1"/></hh:paraPr></hh:head>"""


def h_par(inner: str, shape: int = 0) -> str:
    return f'<hp:p paraPrIDRef="{shape}"><hp:run>{inner}</hp:run></hp:p>'


def h_text(text: str) -> str:
    return f"<hp:t>{escape(text)}</hp:t>"


def h_list(inner: str) -> str:
    return f"<hp:subList>{inner}</hp:subList>"


def h_control(kind: str, inner: str) -> str:
    return f"<hp:ctrl><hp:{kind}>{h_list(inner)}</hp:{kind}></hp:ctrl>"


def h_table(rows: Sequence[Sequence[str]]) -> str:
    cells = [
        "".join(f"<hp:tc>{h_list(h_par(h_text(cell)))}</hp:tc>" for cell in row) for row in rows
    ]
    return "<hp:tbl>" + "".join(f"<hp:tr>{row}</hp:tr>" for row in cells) + "</hp:tbl>"


def hwpx(body: str, **parts: str) -> bytes:
    section = f"<hs:sec {_H}>{body}</hs:sec>"
    named = {f"Contents/{name}.xml": content for name, content in parts.items()}
    return zipped(
        {
            "mimetype": "application/hwp+zip",
            "Contents/header.xml": H_HEADER,
            "Contents/section0.xml": section,
            **named,
        }
    )


def hwpx_release() -> bytes:
    body = [h_par(h_control("header", h_par(h_text(HEAD))))]
    for par in release():
        before, noted, after = par.text.partition(par.noted or "\0")
        inner = h_text(before + noted)
        if noted:
            inner += h_control("footNote", h_par(h_text(NOTE))) + h_text(after)
        body.append(h_par(inner, {"number": 1, "bullet": 2, "": 0}[par.list]))
    last = body.pop()
    box = f"<hp:rect><hp:drawText>{h_list(last)}</hp:drawText></hp:rect>"
    body[-1] = body[-1].replace("</hp:run>", box + "</hp:run>")
    return hwpx("".join(body) + h_par(h_table(ROWS)))


_O = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("style", "style"),
    )
)  # fmt: skip
O_LISTS = """<office:automatic-styles><text:list-style style:name="N">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="가, 나, 다, ..."
 style:num-suffix=")"/></text:list-style><text:list-style style:name="B">
<text:list-level-style-bullet text:level="1" text:bullet-char="ㅇ"/></text:list-style>
</office:automatic-styles>"""


def odt(body: str, **parts: str) -> bytes:
    content = (
        f"<office:document-content {_O}>{O_LISTS}<office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    named = {f"{name}.xml": text for name, text in parts.items()}
    mime = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": mime, "content.xml": content, **named})


def o_page(head: str) -> str:
    """The part with the heads of pages."""
    return (
        f"<office:document-styles {_O}><office:master-styles><style:master-page><style:header>"
        f"<text:p>{head}</text:p></style:header></style:master-page></office:master-styles>"
        "</office:document-styles>"
    )


def odt_release() -> bytes:
    body = []
    for par in release():
        words = escape(par.text).replace("  ", ' <text:s text:c="1"/>')
        if par.noted:
            note = (
                "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
                f"<text:p>{NOTE}</text:p></text:note-body></text:note>"
            )
            words = words.replace(par.noted, par.noted + note)
        words = f"<text:p>{words}</text:p>"
        if par.list:
            style = par.list[0].upper()
            go_on = 'text:continue-list="n"' if par.list == "number" else ""
            words = (
                f'<text:list text:style-name="{style}" {go_on}><text:list-item>{words}'
                "</text:list-item></text:list>"
            )
        body.append(words)
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in ROWS
    )
    return odt("".join(body) + f"<table:table>{rows}</table:table>", styles=o_page(HEAD))


def html_release() -> bytes:
    """The release as the page of a board, in CP949."""
    title, *lines = expected()
    body, rows, note = lines[: -len(ROWS) - 1], ROWS, lines[-1]
    cells = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in body)
    page = (
        f'<html><head><meta charset="euc-kr"><title>{title}</title></head><body>'
        f"<nav><a href='/'>{HEAD}</a><a href='/rss'>RSS</a></nav><article><h1>{title}</h1>"
        f"{paragraphs}<table>{cells}</table><p>{escape(note)}</p></article></body></html>"
    )
    return page.encode("cp949", "xmlcharrefreplace")


def markdown_release() -> bytes:
    """The release in Markdown, each line a paragraph of its own."""
    title, *lines = expected()
    body, note = lines[: -len(ROWS) - 1], lines[-1]
    head, *rows = ROWS
    table = ["| " + " | ".join(row) + " |" for row in (head, ("---",) * len(head), *rows)]
    marked = [re.sub(r"([*_`\[\]<>|])", r"\\\1", line) for line in (*body, note)]
    return "\n\n".join([f"# {title}", *marked[:-1], "\n".join(table), marked[-1]]).encode()


def text_release() -> bytes:
    """The release as plain text in UTF-16."""
    return "\r\n\r\n".join(expected()).encode("utf-16")
