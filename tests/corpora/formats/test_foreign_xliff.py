"""XLIFF of other programs, 1.0 to 2.x."""

from __future__ import annotations

import io
from collections import Counter

import pytest

from align.errors import InputError
from corpora.formats.base import Languages
from corpora.formats.xliff_read import read_xliff
from corpora.model.entry import Entry


def one(units, *, attributes="", version="1.2", namespace="urn:oasis:names:tc:xliff:document:1.2"):
    """XLIFF 1.x with these units."""
    xmlns = f' xmlns="{namespace}"' if namespace else ""
    return (
        f'<xliff version="{version}"{xmlns}><file original="a.docx" source-language="ko-KR" '
        f'target-language="en-US" datatype="x" {attributes}><header/><body>{units}</body></file>'
        "</xliff>"
    ).encode()


def two(units, *, attributes='xml:space="preserve"', version="2.1"):
    """XLIFF 2.x with these units."""
    return (
        f'<xliff version="{version}" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="ko" '
        f'trgLang="en"><file id="f" {attributes}>{units}</file></xliff>'
    ).encode()


def read(data, languages=None):
    """The entries of a file, and how often what was noticed."""
    notices = Counter()
    found = list(read_xliff(io.BytesIO(data), "a.xlf", languages=languages, notices=notices))
    return found, dict(+notices)


PLAIN_1 = "<trans-unit id='1'><source>가</source><target>a</target></trans-unit>"


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_versions_1(version):
    namespace = "" if version == "1.0" else f"urn:oasis:names:tc:xliff:document:{version}"
    found, _ = read(one(PLAIN_1, version=version, namespace=namespace))
    assert found == [Entry("가", "a", release="a.docx")]


@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2"])
def test_versions_2(version):
    unit = "<unit id='1'><segment><source>가</source><target>a</target></segment></unit>"
    assert read(two(unit, version=version))[0] == [Entry("가", "a")]


def test_codes_segments_and_groups_of_1():
    units = (
        "<group><trans-unit id='1' xml:space='preserve'><source>가. 나.</source><seg-source>"
        "<mrk mtype='seg' mid='1'>가.</mrk> <g id='2'><mrk mtype='seg' mid='2'>나.</mrk></g>"
        "</seg-source><target><mrk mtype='seg' mid='1'>A<x id='3'/>.</mrk> "
        "<mrk mtype='seg' mid='9'>C.</mrk></target></trans-unit></group>"
        "<trans-unit id='2'><source><bpt id='1'>&lt;b></bpt> 다\n  <g id='1'>라</g></source>"
        "<alt-trans><target>other</target></alt-trans></trans-unit>"
    )
    found, notices = read(one(units))
    assert [(entry.source_text, entry.target_text, entry.gap) for entry in found] == [
        ("가.", "A.", ""),
        ("나.", "", "omission"),
        ("", "C.", "addition"),
        ("다 라", "", "omission"),
    ]
    assert notices == {"had inline codes, which were left out": 2}


def test_codes_segments_and_characters_of_2():
    unit = (
        "<unit id='1'><notes><note>look</note></notes>"
        "<segment state='final'><source>가<cp hex='0001'/>나</source>"
        "<target><pc id='1'>A</pc><ph id='2'/> b</target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment state='translated'><source>다 <mrk id='m'>라</mrk></source></segment></unit>"
    )
    found, notices = read(two(unit))
    assert found == [
        Entry("가\x01나", "A b", note="look", state="accepted"),
        Entry("다 라", "", note="look", gap="omission"),
    ]
    assert notices == {"had inline codes, which were left out": 1}


@pytest.mark.parametrize(
    ("attributes", "state"),
    [
        ("approved='yes'", "accepted"),
        ("approved='no'", "unreviewed"),
        ("", "unreviewed"),
    ],
)
def test_approval(attributes, state):
    unit = f"<trans-unit id='1' {attributes}><source>가</source><target>a</target></trans-unit>"
    assert read(one(unit))[0][0].state == state


def test_a_state_that_another_program_changed_counts():
    segment = "<source>가</source><target>a</target></segment></unit>"
    for state, ours in (("reviewed", "revised"), ("final", "accepted"), ("initial", "unreviewed")):
        unit = f"<unit id='1'><segment state='{state}' subState='daeyeok:revised'>{segment}"
        assert read(two(unit))[0][0].state == ours


def test_blanks_are_kept_where_the_file_says_so():
    unit = "<unit id='1'><segment><source> 가\n 나 </source><target>a</target></segment></unit>"
    assert read(two(unit))[0][0].source_text == " 가\n 나 "
    assert read(two(unit, attributes=""))[0][0].source_text == "가 나"


def test_the_languages_that_are_wanted():
    assert read(one(PLAIN_1), Languages("ko", "en"))[0] == [Entry("가", "a", release="a.docx")]
    with pytest.raises(InputError, match=r"a.xlf:1: the file is in ko-KR and en-US"):
        read(one(PLAIN_1), Languages("ko", "fr"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<tmx/>", "a.xlf:1: this is no XLIFF: it has no element xliff"),
        (two("<unit id='1'>"), "this is no well-formed XML"),
        (two("<unit id='1'><segment><source><cp hex='x'/></source></segment></unit>"), "a.xlf:1:"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + two(""), "declares entities of its own"),
    ],
)
def test_what_is_no_xliff(data, message):
    with pytest.raises(InputError, match=message):
        read(data)
