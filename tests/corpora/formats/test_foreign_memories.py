"""Memories of other programs: every dialect of TMX, and files that mean harm."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from command_line import daeyeok, refused

from align.errors import InputError
from corpora.formats.base import Languages
from corpora.formats.tmx import read_tmx
from corpora.model.entry import Entry

HEADER = '<header creationtool="OmegaT" srclang="{}" segtype="sentence" adminlang="EN"/>'
KOREAN, ENGLISH = "똠방각하가 왔다.", "His Excellency came."


def memory(units, *, declaration="", version="1.4", srclang="ko", encoding="utf-8"):
    """The bytes of a memory with these units."""
    body = f'<tmx version="{version}">{HEADER.format(srclang)}<body>{units}</body></tmx>'
    return (declaration + body).encode(encoding)


def unit(*variants, before="", name="xml:lang"):
    """One ``tu`` of variants, each a language and the content of its ``seg``."""
    texts = (f'<tuv {name}="{lang}"><seg>{seg}</seg></tuv>' for lang, seg in variants)
    return f"<tu>{before}{''.join(texts)}</tu>"


PAIR = unit(("ko", KOREAN), ("en", ENGLISH))


def read(data, languages=None):
    """The entries of a memory, and how often what was noticed."""
    notices = Counter()
    found = list(read_tmx(io.BytesIO(data), "m.tmx", languages=languages, notices=notices))
    return found, dict(+notices)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("", "utf-8"),
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16LE", "utf-16-le"),
        ("utf-16", "utf-8"),  # a program wrote UTF-8 and said otherwise
        ("EUC-KR", "cp949"),
        ("ks_c_5601-1987", "cp949"),
        ("windows-949", "cp949"),
        ("x-windows-949", "cp949"),
    ],
)
def test_encodings(declared, encoding):
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    data = memory(PAIR, declaration=declaration, encoding=encoding)
    assert read(data) == ([Entry(KOREAN, ENGLISH)], {})


@pytest.mark.parametrize("version", ["1.1", "1.2", "1.3", "1.4"])
@pytest.mark.parametrize("name", ["lang", "xml:lang"])
@pytest.mark.parametrize("codes", [("ko", "en"), ("KO-KR", "EN-US"), ("ko_KR", "en_GB")])
def test_versions_and_language_codes(version, name, codes):
    data = memory(unit((codes[0], KOREAN), (codes[1], ENGLISH), name=name), version=version)
    assert read(data) == ([Entry(KOREAN, ENGLISH)], {})


def test_a_doctype_is_passed_over_and_its_file_not_opened(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("tmx14.dtd").write_text('<!ENTITY harm "done"><!ATTLIST tu tuid CDATA "from the DTD">')
    declaration = '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    assert read(memory(PAIR, declaration=declaration))[0] == [Entry(KOREAN, ENGLISH)]
    with pytest.raises(InputError, match="the entity &harm; is declared nowhere in the file"):
        read(memory(unit(("ko", "a&harm;"), ("en", "b")), declaration=declaration))


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY a "b">',
        '<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;',
        f'<!ENTITY a0 "a">{BOMB}',
    ],
)
def test_entities_are_refused(subset):
    declaration = f"<!DOCTYPE tmx [{subset}]>"
    with pytest.raises(InputError, match=r"m.tmx:1: the file declares entities of its own"):
        read(memory(unit(("ko", "&a;"), ("en", "&a11;")), declaration=declaration))


def test_inline_elements():
    korean = (
        '<bpt i="1" type="bold">&lt;b></bpt>굵은<ept i="1">&lt;/b></ept> <hi type="x">강조</hi>'
        '<ph x="1">{0}</ph><it pos="begin">&lt;i></it><ut>\\par</ut> 끝'
    )
    english = 'A <ph>&lt;img alt="<sub>logo <bpt i="1"/>two</sub>"/></ph> end'
    found, notices = read(memory(unit(("ko", korean), ("en", english))))
    assert found == [Entry("굵은 강조 끝", "A  logo two  end")]
    assert notices == {"had inline codes, which were left out": 2}


def test_the_pair_is_chosen_among_languages():
    three = unit(("ja", "日本"), ("en-GB", "colour"), ("ko", "색"), ("en-US", "color"))
    found, notices = read(memory(three))
    assert found == [Entry("색", "colour")]
    assert notices == {
        "had other languages, which were left out": 1,
        "had a language twice; the first text was taken": 1,
    }
    found, _ = read(memory(three), Languages("ja", "en-us"))
    assert found == [Entry("日本", "colour", source_language="ja", target_language="en")]
    found, _ = read(memory(three), Languages("ko", "en-US"))
    assert found == [Entry("색", "color")]


def test_one_sided_and_foreign_units():
    units = unit(("ko", "하나")) + unit(("en", "two")) + unit(("ja", "三"), ("fr", "trois"))
    found, notices = read(memory(units + unit(("ko", ""), ("en", ""))))
    assert found == [Entry("하나", "", gap="omission"), Entry("", "two", gap="addition")]
    assert notices == {
        "had one of the two languages only; they are kept as gaps": 2,
        "had neither of the two languages and were left out": 2,
    }


@pytest.mark.parametrize("srclang", ["en-US", "ko", "*all*", ""])
def test_the_source_is_korean_unless_somebody_says_otherwise(srclang):
    (found,), _ = read(memory(PAIR, srclang=srclang))
    assert found == Entry(KOREAN, ENGLISH)
    (found,), _ = read(memory(PAIR, srclang=srclang), Languages("en", "ko"))
    assert found == Entry(ENGLISH, KOREAN, source_language="en", target_language="ko")
    ours = memory(PAIR, srclang=srclang).replace(b"OmegaT", b"daeyeok")
    (found,), _ = read(ours)
    assert found.source_language == ("en" if srclang == "en-US" else "ko")


def test_notes_and_properties():
    before = '<note>one\\u0041</note><note>two</note><prop type="x-score">high</prop>'
    found, notices = read(memory(unit(("ko", "가"), ("en", "a"), before=before)))
    assert found == [Entry("가", "a", note="one\\u0041\ntwo")]
    assert notices == {"had properties of other programs, which were left out": 1}


def test_blanks_are_text():
    (found,), _ = read(memory(unit(("ko", "  가\n\t나 "), ("en", "<![CDATA[a <b>]]> &#x2028;"))))
    assert found == Entry("  가\n\t나 ", "a <b> \u2028")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "m.tmx:1: this is no well-formed XML: no element found"),
        (b"hello", "m.tmx:1: this is no well-formed XML: Start tag expected, '<' not found"),
        (b"<html/>", "m.tmx:1: this is no TMX: it has no element tmx"),
        (memory(PAIR)[:-18], "m.tmx:1: this is no well-formed XML: Premature end of data"),
        (memory("<tu>\n<tuv></tu>"), "m.tmx:2: this is no well-formed XML: Opening and ending tag"),
        (memory("\n<tu>\x01</tu>"), "m.tmx:2: this is no well-formed XML: PCDATA invalid Char"),
        (memory("<tu>" * 300), "m.tmx:1: this is no well-formed XML: Excessive depth"),
    ],
)
def test_what_is_no_memory(data, message):
    with pytest.raises(InputError, match=f"^{re.escape(message)}"):
        read(data)


def test_a_long_memory_is_read_bit_by_bit():
    """What was read last is known before the rest of the file was looked at."""

    class Endless(io.RawIOBase):
        """A memory without an end."""

        waiting = memory(PAIR).partition(b"</body>")[0]

        def readable(self):
            return True

        def readinto(self, buffer):
            while len(self.waiting) < len(buffer):
                self.waiting += PAIR.encode() * 50
            buffer[:], self.waiting = self.waiting[: len(buffer)], self.waiting[len(buffer) :]
            return len(buffer)

    found = read_tmx(Endless(), "m.tmx", languages=None, notices=Counter())
    assert [next(found) for _ in range(20_000)][-1] == Entry(KOREAN, ENGLISH)


def test_the_command_tells_what_was_passed_over(tmp_path):
    path = tmp_path / "m.tmx"
    path.write_bytes(memory(PAIR + unit(("ko", "<ph/>가"), ("en", "a"), ("ja", "あ"))))
    result = daeyeok("import", path, "-o", tmp_path / "out.csv")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "Warning: 1 unit had inline codes, which were left out",
        "Warning: 1 unit had other languages, which were left out",
        f"Wrote 2 units to {tmp_path / 'out.csv'}",
    ]


def test_a_memory_with_nothing_in_it_is_refused(tmp_path):
    path = tmp_path / "m.tmx"
    path.write_bytes(memory(""))
    for output in ("out.csv", "out.db"):
        assert "holds no" in refused("import", path, "-o", tmp_path / output)
    assert "nothing was written" in refused("import", path, "-o", tmp_path / "out.csv")
