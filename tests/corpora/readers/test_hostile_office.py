"""Hostile or damaged files: one line of explanation, quickly and in little memory.

Each hostile file is read in a process of its own, whose memory is measured there; that
of the process for PDF is limited by the operating system.
"""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable

import mini_hwp
import office_files as make
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import (
    docx,
    docx_release,
    hwp_release,
    hwpx,
    hwpx_release,
    markdown_release,
    odt,
    odt_release,
    text_release,
)
from pdf_files import raw_pdf
from repository import ROOT

from align.errors import InputError
from corpora.readers.read_file import read_data

SECONDS, MEGABYTES = 5, 500
BROKEN = "a broken message"
PROGRAM = """
import json, sys, time
sys.path[:0] = [sys.argv[1]]
import socket
def refuse(*args, **more): raise AssertionError("a network access")
socket.socket = refuse
from align.errors import InputError
from corpora.readers.read_file import read_file
try:
    outcome = "read " + str(len(read_file(sys.argv[2]).text))
except InputError as error:
    outcome = str(error)
# not getrusage, which counts what the parent had before it started this program
status = open("/proc/self/status").read() if sys.platform == "linux" else "VmHWM: 0"
megabytes = int(status.partition("VmHWM:")[2].split()[0]) // 1024
print(json.dumps([outcome, megabytes, time.process_time()]))
"""

BILLION = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha">'
    + "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">'.replace("x0;", "x;") for n in range(1, 10))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def bomb(name: str, member: str, before: str, after: str, megabytes: int) -> bytes:
    """An archive whose main part unpacks to very much."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        if name != "a.docx":
            archive.writestr("mimetype", MIME[name], zipfile.ZIP_STORED)
        with archive.open(member, "w", force_zip64=True) as part:
            part.write(before.encode())
            for _ in range(megabytes):
                part.write(b"<p/> " * 200_000)
            part.write(after.encode())
    return stream.getvalue()


MIME = {"a.hwpx": "application/hwp+zip", "a.odt": "application/vnd.oasis.opendocument.text"}
MAIN = {
    "a.docx": "word/document.xml", "a.hwpx": "Contents/section0.xml", "a.odt": "content.xml",
}  # fmt: skip
MAKERS: dict[str, Callable[[str], bytes]] = {"a.docx": docx, "a.hwpx": hwpx, "a.odt": odt}
PARAGRAPH = {
    "a.docx": ("<w:p><w:r><w:t>", "</w:t></w:r></w:p>"),
    "a.hwpx": ("<hp:p><hp:run><hp:t>", "</hp:t></hp:run></hp:p>"),
    "a.odt": ("<text:p>", "</text:p>"),
}
NEST = {
    "a.docx": ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
    "a.hwpx": (
        "<hp:p><hp:run><hp:tbl><hp:tr><hp:tc><hp:subList>",
        "</hp:subList></hp:tc></hp:tr></hp:tbl></hp:run></hp:p>",
    ),
    "a.odt": ("<text:list><text:list-item>", "</text:list-item></text:list>"),
}


def changed(data: bytes, member: str, change: Callable[[str], str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts[member] = change(parts[member])
    return make.zipped(parts)


def nested(name: str, depth: int) -> bytes:
    before, after = NEST[name]
    words = "글".join(PARAGRAPH[name])
    return MAKERS[name](before * depth + words + after * depth)


def deep_hwp(depth: int) -> bytes:
    """Tables in tables, deeper than the levels of the format can count."""
    records = b""
    for level in range(0, depth * 2, 2):
        records += mini_hwp.record(66, level % 1024, struct.pack("<IIHBBHHHIH", *[0] * 10))
        records += mini_hwp.record(71, (level + 1) % 1024, b" lbt" + b"\0" * 42)
    head = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, 0)
    return mini_hwp.compound(
        {"FileHeader": head.ljust(256, b"\0"), "DocInfo": b"", "BodyText": {"Section0": records}}
    )


def hwp_bomb() -> bytes:
    head = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, 1)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    section = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(400)) + packer.flush()
    return mini_hwp.compound(
        {
            "FileHeader": head.ljust(256, b"\0"),
            "DocInfo": mini_hwp._deflate(b""),
            "BodyText": {"Section0": section},
        }
    )


def circle() -> bytes:
    """A compound file whose sectors follow each other in a circle."""
    data = bytearray(hwp_release())
    table = struct.unpack_from("<I", data, 76)[0]
    struct.pack_into("<128I", data, (table + 1) * 512, *[0] * 128)
    return bytes(data)


def many_members() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "x")
        for number in range(12_000):
            archive.writestr(f"../../{number}", "")
    return stream.getvalue()


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty compound": ("a.hwp", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000),
    "compound in a circle": ("a.hwp", circle),
    "hwp cut short": ("a.hwp", lambda: hwp_release()[:3000]),
    "hwp bomb": ("a.hwp", hwp_bomb),
    "deep hwp": ("a.hwp", lambda: deep_hwp(10_000)),
    "many members": ("a.docx", many_members),
    "pdf bomb": ("a.pdf", lambda: raw_pdf(b" " * 1_000_000, times=900, packed=2)),
    "pdf cut short": ("a.pdf", lambda: raw_pdf(b"0 0 m")[:100]),
    "pdf that draws long": ("a.pdf", lambda: raw_pdf(b"q 1 0 0 1 0 0 cm " * 20_000, times=1000)),
    "pdf with much text": (
        "a.pdf",
        lambda: raw_pdf(b"BT /F1 9 Tf 9 9 Td " + b"(many words of text) Tj " * 500_000 + b" ET"),
    ),
    "pdf of many pages": ("a.pdf", lambda: raw_pdf(b"0 0 m", pages=20_000)),
    "a word file as hwp": ("a.hwp", lambda: make.zipped({"word/document.xml": "<broken"})),
    "broken zip": ("a.docx", lambda: docx_release()[:-40]),
}
for _name in MAKERS:
    _kind = _name[2:]
    HOSTILE |= {
        f"{_kind} bomb": (_name, lambda n=_name: bomb(n, MAIN[n], "<a>", "</a>", 300)),
        f"{_kind} of elements": (
            _name,
            lambda n=_name: MAKERS[n](PARAGRAPH[n][0] + "<a/><b/>" * 3_000_000),
        ),
        f"{_kind} laughs": (
            _name,
            lambda n=_name: changed(MAKERS[n]("&x9;".join(PARAGRAPH[n])), MAIN[n], BILLION.__add__),
        ),
        f"{_kind} entity of a file": (
            _name,
            lambda n=_name: changed(MAKERS[n]("&x;".join(PARAGRAPH[n])), MAIN[n], OUTSIDE.__add__),
        ),
        f"{_kind} nested": (_name, lambda n=_name: nested(n, 10_000)),
        f"{_kind} cut short": (
            _name,
            lambda n=_name: changed(MAKERS[n]("글".join(PARAGRAPH[n])), MAIN[n], lambda t: t[:-30]),
        ),
    }


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused_quickly(tmp_path, case):
    name, build = HOSTILE[case]
    path = tmp_path / name
    path.write_bytes(build())
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT), str(path)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    outcome, megabytes, seconds = json.loads(done.stdout)
    assert outcome.startswith(str(path)), outcome
    assert "\n" not in outcome
    assert "root:" not in outcome
    # Of the processor; the limit is for a quiet machine, a loaded one may take three times as long.
    assert seconds < 3 * SECONDS, f"{seconds:.1f} s"
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("depth", [10, 60, 250])
@pytest.mark.parametrize("name", MAKERS)
def test_nesting_is_read_or_refused(name, depth):
    outcome = attempt(nested(name, depth), name)
    assert outcome == "글" or (depth > 10 and outcome.startswith(name))


def test_names_lead_nowhere(tmp_path):
    data = make.zipped(
        {
            "word/document.xml": docx_part("글"),
            "../evil.xml": "x",
            "/etc/evil": "x",
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            'relationships"><Relationship Type="x/officeDocument" Target="../../../etc/passwd"/>'
            "</Relationships>",
        }
    )
    assert read_data(data, "a.docx").text == "글"
    assert not list(tmp_path.iterdir())


def docx_part(text: str) -> str:
    body = make.w_par(make.w_run(text))
    return f"<w:document {make.W}><w:body>{body}</w:body></w:document>"


VALID = {
    "a.docx": docx_release(),
    "a.hwpx": hwpx_release(),
    "a.odt": odt_release(),
    "a.hwp": hwp_release(),
    "a.md": markdown_release(),
    "a.txt": text_release(),
}


def attempt(data: bytes, name: str) -> str:
    """The text of the file or the one line that says why there is none."""
    try:
        text = read_data(data, name).text
    except InputError as error:
        text = str(error)
        complete = text.startswith(name) and text.isprintable()
        text = text if complete else BROKEN
    text.encode("utf-8")
    return text


MUTATIONS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4)), max_size=6
)


@pytest.mark.parametrize("name", VALID)
@settings(max_examples=150)
@given(mutations=MUTATIONS, cut=st.floats(0.5, 1))
def test_mutated_files(name, mutations, cut):
    data = bytearray(VALID[name])
    for place, new in mutations:
        start = int(place * len(data))
        data[start : start + len(new)] = new
    assert attempt(bytes(data[: int(len(data) * cut) + 1]), name) != BROKEN


@settings(max_examples=40)  # each starts a process
@given(mutations=MUTATIONS, cut=st.floats(0.5, 1))
def test_mutated_pdf(mutations, cut):
    data = bytearray(raw_pdf(b"BT /F1 12 Tf 72 700 Td (Hello) Tj ET"))
    for place, new in mutations:
        start = int(place * len(data))
        data[start : start + len(new)] = new
    assert attempt(bytes(data[: int(len(data) * cut) + 1]), "a.pdf") != BROKEN


@pytest.mark.parametrize("name", MAIN)
@settings(max_examples=100)
@given(
    mutations=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 8), st.text(max_size=4)), min_size=1, max_size=4
    )
)
def test_mutated_parts(name, mutations):
    def change(text: str) -> str:
        for place, length, new in mutations:
            start = int(place * len(text))
            text = text[:start] + new + text[start + length :]
        return text.encode("utf-8", "ignore").decode()

    assert attempt(changed(VALID[name], MAIN[name], change), name) != BROKEN


@settings(max_examples=150)
@given(mutations=MUTATIONS)
def test_mutated_records(mutations):
    """The streams of a HWP that is not packed, so that mutations reach the records."""
    data = bytearray(mini_hwp.hwp(["글", [mini_hwp.table(["가", "나"])], "끝."], flags=0))
    for place, new in mutations:
        start = 512 + int(place * (len(data) - 1024))
        data[start : start + len(new)] = new
    assert attempt(bytes(data), "a.hwp") != BROKEN
