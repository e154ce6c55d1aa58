"""Glossaries in TBX: both versions, both styles, and files that are none."""

from __future__ import annotations

import pytest
from command_line import daeyeok, refused
from hypothesis import given
from hypothesis import strategies as st
from repository import EXAMPLE

from align.checks.glossary import Term
from align.errors import GlossaryError
from corpora.formats.glossary import read_glossary
from corpora.formats.tbx import is_xml, parse_tbx

# Written by hand after the standard's own description of its styles.
DCA = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader><fileDesc><sourceDesc><p>Terms of a ministry</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="c1">
      <note>Since 2013</note>
      <langSec xml:lang="ko-KR">
        <termSec><term>외교부</term></termSec>
        <termSec>
          <term>외교통상부</term>
          <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>
        </termSec>
      </langSec>
      <langSec xml:lang="en">
        <termSec>
          <term>MOFA</term>
          <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>
        </termSec>
        <termSec>
          <term>Foreign <hi>Ministry</hi></term>
          <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
          <note>Not official</note>
        </termSec>
        <termSec>
          <term>Ministry of Foreign Affairs</term>
          <termNote type="partOfSpeech">noun</termNote>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
        </termSec>
      </langSec>
    </conceptEntry>
    <conceptEntry id="c2"><langSec xml:lang="ko"><termSec><term>홀로</term></termSec></langSec>
    </conceptEntry>
  </body></text>
</tbx>
"""
DCT = """\
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <tbxHeader><fileDesc><sourceDesc><p>Terms</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="c1">
      <min:subjectField>diplomacy</min:subjectField>
      <langSec xml:lang="en-US">
        <termSec>
          <term>strategy talks</term>
          <min:administrativeStatus>notRecommended</min:administrativeStatus>
        </termSec>
        <termSec><term>strategic dialogue</term><min:partOfSpeech>noun</min:partOfSpeech></termSec>
      </langSec>
      <langSec xml:lang="ko"><termSec><term>전략대화</term></termSec></langSec>
    </conceptEntry>
  </body></text>
</tbx>
"""
MARTIF = """\
<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en">
  <martifHeader><fileDesc><sourceDesc><p>Terms</p></sourceDesc></fileDesc></martifHeader>
  <text><body>
    <termEntry id="1">
      <langSet xml:lang="KO"><ntig><termGrp><term>해양
        정책</term></termGrp></ntig></langSet>
      <langSet xml:lang="en_GB">
        <tig><term>ocean policy</term></tig>
        <ntig><termGrp>
          <term>sea policy</term>
          <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
          <note>old</note>
        </termGrp></ntig>
      </langSet>
    </termEntry>
  </body></text>
</martif>
"""


def terms(text: str, **languages: str) -> tuple[Term, ...]:
    return parse_tbx(text.encode(), place="t.tbx", **languages).terms


def test_version_3_with_categories_as_attributes():
    names = ("Ministry of Foreign Affairs", "MOFA")
    note = "Since 2013 / Not official"
    assert terms(DCA) == (
        Term("외교부", names, ("Foreign Ministry",), note),
        Term("외교통상부", names, ("Foreign Ministry",), note),
    )


def test_version_3_with_categories_as_elements():
    assert terms(DCT) == (Term("전략대화", ("strategic dialogue",), ("strategy talks",)),)


def test_version_2_whose_dtd_is_not_fetched():
    assert terms(MARTIF) == (Term("해양 정책", ("ocean policy",), ("sea policy",), "old"),)


def test_the_other_direction():
    found = terms(DCT, source_language="en", target_language="ko")
    assert found == (
        Term("strategy talks", ("전략대화",)),
        Term("strategic dialogue", ("전략대화",)),
    )


def test_concepts_that_share_a_term_are_joined():
    twice = DCT.replace("</body>", "") + DCT.partition("<body>")[2].replace(
        "strategy talks", "talks"
    ).replace("notRecommended", "admitted")
    twice = twice.replace("</text>\n</tbx>", "", 1)
    twice = twice.replace("talks</term>\n          <min:administrativeStatus>admitted", "talks"
                          "</term><min:administrativeStatus>preferredTerm-admn-sts")  # fmt: skip
    (term,) = terms(twice)
    assert term.targets == ("talks", "strategic dialogue")
    assert term.forbidden == ("strategy talks",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<tbx><text>", "t.tbx:1: this is no well-formed XML: "),
        ("\n<html/>", "t.tbx:2: this is no TBX: its root is html, where tbx or martif is needed"),
        (DCT.replace("notRecommended", "bad"), "t.tbx:10: unknown status of a term: 'bad'; known"),
        (DCT.replace('<langSec xml:lang="ko">', "<langSec>"), "t.tbx:14: a language lacks its xml"),
        (DCT.replace("strategy talks", " "), "t.tbx:8: a term is missing or blank"),
        (DCT.replace('"ko"', '"ja"'), "t.tbx: no concept has both a ko and a en term"),
        ("<!DOCTYPE tbx [<!ENTITY a 'b'>]><tbx>&a;</tbx>", "t.tbx:1: the file declares entities"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text, message):
    with pytest.raises(GlossaryError) as caught:
        terms(text)
    assert message in str(caught.value)


def test_no_file_outside_is_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    for text in (
        f"<!DOCTYPE tbx [<!ENTITY a SYSTEM '{secret.as_uri()}'>]><tbx>&a;</tbx>",
        f"<!DOCTYPE tbx [<!ENTITY % a SYSTEM '{secret.as_uri()}'> %a;]><tbx/>",
        f"<!DOCTYPE tbx SYSTEM '{secret.as_uri()}'><tbx/>",
    ):
        with pytest.raises(GlossaryError) as caught:
            terms(text)
        assert "secret" not in str(caught.value).replace(str(secret), "")


def test_entities_are_not_multiplied():
    bomb = "<!DOCTYPE tbx [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12)
    )
    with pytest.raises(GlossaryError):
        terms(bomb + "]><tbx><term>&m;</term></tbx>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_content_tells_the_format(tmp_path, encoding):
    path = tmp_path / "terms.xml"
    path.write_bytes(DCA.replace('encoding="UTF-8"', "").encode(encoding))
    assert read_glossary(path).terms == terms(DCA)
    assert read_glossary(path).terms[0].targets[0] == "Ministry of Foreign Affairs"
    csv = tmp_path / "terms.tbx"
    csv.write_text("source,target\n외교부,MOFA\n", encoding="utf-8")
    assert read_glossary(csv).terms == (Term("외교부", ("MOFA",)),)


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@given(st.binary(max_size=60) | texts.map(str.encode), st.integers(0, len(DCA)))
def test_a_broken_file_is_refused_or_read(junk, at):
    data = DCA.encode()
    broken = data[:at] + junk + data[at + len(junk) :]
    try:
        assert parse_tbx(broken, place="t", source_language="ko").terms
    except GlossaryError as error:
        message = str(error)
        place = message.partition(" ")[0]
        if not place.startswith("t:"):
            pytest.fail(message)


def test_align_obeys_a_tbx_glossary(tmp_path):
    path = tmp_path / "terms.tbx"
    path.write_text(DCT.replace("전략대화", "해양정책대화"), encoding="utf-8")
    result = daeyeok("align", EXAMPLE / "ko_raw.txt", EXAMPLE / "en_raw.txt", "--glossary", path)
    assert "term missing, medium" in result.output
    assert "strategic dialogue" in result.output
    path.write_text("<tbx/>")
    pages = EXAMPLE / "ko_raw.txt", EXAMPLE / "en_raw.txt"
    assert "no concept has both" in refused("align", *pages, "--glossary", path)


def test_only_what_begins_as_xml_is_xml():
    assert is_xml(b"\xef\xbb\xbf \n<tbx/>")
    assert is_xml("<tbx/>".encode("utf-16"))
    assert not is_xml(b"source,target\n<,a")
    assert not is_xml(b"")
