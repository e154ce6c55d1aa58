"""What each format looks like, and what its reader refuses."""

import re
from datetime import UTC, datetime

import pytest
from format_goldens import EXPECTED
from release_strategies import small_release
from tmx_rules import check_tmx

from align.bitext import Bead, Bitext, Document, Segment
from align.errors import InputError, OutputError
from corpora.formats import tmx
from corpora.formats.release_file import RELEASE_FORMATS, read_release, write_release
from corpora.model.release import Release
from corpora.model.unit import tuid_of

MIDNIGHT = datetime(2016, 10, 14, tzinfo=UTC)


@pytest.fixture(autouse=True)
def version(monkeypatch):
    monkeypatch.setattr(tmx, "own_version", lambda: "1.2.3")


@pytest.mark.parametrize("name", RELEASE_FORMATS)
def test_exact_output(tmp_path, name):
    path = tmp_path / f"out.{name.upper()}"
    write_release(small_release(), path, created=MIDNIGHT)
    assert path.read_bytes().decode() == EXPECTED[name].decode()
    back = read_release(path)
    assert back.annotations == small_release().annotations
    whole = small_release().bitext
    assert back.bitext == (whole if name == "jsonl" else whole.without_furniture())


def test_the_golden_memory_obeys_the_rules():
    check_tmx(EXPECTED["tmx"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('segtype="sentence" ', ""),
        ('srclang="ko"', 'srclang="한"'),
        ("<note>끝. marks the end</note>\n", ""),
        ('xml:lang="en"', 'xml:lang="ko"'),
        ("</body>", "<tu/></body>"),
    ],
)
def test_the_rules_tell_a_broken_memory(old, new):
    broken = EXPECTED["tmx"].decode().replace(old, new, 1)
    if "note" in old:
        broken = broken.replace("</tu>\n</body>", "<note>late</note></tu>\n</body>")
    with pytest.raises(AssertionError):
        check_tmx(broken.encode())


@pytest.mark.parametrize("name", RELEASE_FORMATS)
def test_a_release_without_beads(tmp_path, name):
    whole = small_release()
    empty = Bitext(Document("", "ko", ()), Document("", "en", ()), (), "none")
    release = Release.plain(empty, whole.source, whole.target)
    write_release(release, tmp_path / f"a.{name}")
    assert read_release(tmp_path / f"a.{name}") == release


def test_units_with_the_same_text_have_the_same_identifier(tmp_path):
    whole = small_release()
    segments = [Segment("네.", "paragraph", start, start + 2) for start in (0, 3, 6)]
    beads = tuple(Bead(range(k, k + 1), range(0, 0)) for k in range(3))
    source = Document.from_segments(segments, "ko")
    bitext = Bitext(source, Document("", "en", ()), beads)
    write_release(Release.plain(bitext, whole.source, whole.target), tmp_path / "a.tmx")
    found = re.findall(r'tuid="([^"]+)"', (tmp_path / "a.tmx").read_text("utf-8"))
    assert found == [tuid_of("ko", "en", "네.", "")] * 3
    assert read_release(tmp_path / "a.tmx").bitext == bitext


def test_a_table_may_be_sorted_and_widened(tmp_path):
    head, *rows = EXPECTED["csv"].decode().splitlines()
    lines = [f"{head},remark", *(f"{row},{k}" for k, row in enumerate(reversed(rows)))]
    back = RELEASE_FORMATS["csv"].read_release("\n".join(lines).encode(), "a.csv")
    assert back.bitext == small_release().bitext.without_furniture()


def test_a_table_saved_in_cp949_is_read():
    text = EXPECTED["csv"].decode("utf-8-sig").replace("\ufffd네.", " 네.").replace("0=01", "0=01")
    assert RELEASE_FORMATS["csv"].read_release(text.encode("cp949"), "a.csv").bitext.beads


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("tmx", "</body>", "", "m:84: this is no well-formed XML: "
         "Opening and ending tag mismatch: body line 16 and tmx"),
        ("tmx", 'creationtool="daeyeok"', 'creationtool="OmegaT"', "m:3: the memory was made by "
         "'OmegaT'; only those made by daeyeok can be read back"),
        ("tmx", "<seg>Yes.</seg>", "", "m:41: a tuv lacks its seg"),
        ("tmx", "Yes.", "Yes<ph/>", "m:41: the seg in line 62 holds more than text"),
        ("tmx", "Yes.", "No.", "m:41: the text does not fit its offsets; "
         "was it changed in another program?"),
        ("tmx", 'xml:lang="en"', 'xml:lang="fr"', "m:17: the header names no language 'fr'"),
        ("tmx", 'xml:lang="en"', 'xml:lang="ko"', "m:17: a language occurs twice in one tu"),
        ("tmx", "0.98", "high", "m:17: 'high' is no number"),
        ("tmx", "0.98", "nan", "m:17: 'nan' is no number"),
        ("tmx", '<prop type="x-bead">2</prop>', "", "m:41: a tu lacks its property x-bead; "
         "it was added in another program"),
        ("tmx", '"x-bead">2<', '"x-bead">3<', "m: bead 2 is missing"),
        ("tmx", '"x-bead">2<', '"x-bead">1<', "m: bead 1 is there twice"),
        ("tmx", "Yes.", "No!!", "m:41: the text was changed in another program; "
         "export it again"),
        ("csv", "source_kinds", "kinds", "m:1: the table lacks the columns source_kinds"),
        ("csv", "type", "note", "m:1: the table has the column note twice"),
        ("csv", '"{', '{', "m:2: the provenance: this is no JSON: "
         "Expecting ':' delimiter at character 4"),
        ("csv", "c96053be,2,", "c96053be,two,", "m:3: the bead 'two' is no number"),
        ("csv", "Yes.", "No!!", "m:3: the text was changed in another program; export it again"),
        ("csv", "20..23", "20", "m:3: offsets '20' or blocks '1' are no numbers"),
        ("csv", "paragraph,paragraph", "essay,paragraph", "m:3: unknown kind of segment: 'essay'"),
        ("csv", "0=01", "7=01", "m:3: '7=01' lists a change that does not fit the text"),
        ("csv", "source-file", "file", "m:2: the provenance: the provenance lacks 'source-file'"),
        ("tsv", "Yes.", '"Yes', "m:4: this is no table: unexpected end of data"),
        ("jsonl", "daeyeok-bitext", "other", "m:1: this is no daeyeok-bitext of version 1"),
        ("jsonl", '"version": 1', '"version": 2', "m:1: this is no daeyeok-bitext of version 1"),
        ("jsonl", '"bead": 2', '"bead": 3', "m: bead 2 is missing"),
        ("jsonl", '"bead": 2', '"bead": true', "m:3: 'bead' is missing or no int"),
        ("jsonl", '"target": "Yes."', '"target": "No."', "m:3: the target differs from the text "
         "in line 1; was it changed?"),
        ("jsonl", "0.98", "NaN", "m:2: NaN is no number"),
        ("jsonl", "0.98", "1e999", "m:2: the probability of an entry is inf, which is no number"),
        ("jsonl", '"gap": "closing"', '"gap": ""', "m: bead 3 is a gap, "
         "but its annotation names no kind"),
        ("jsonl", '"confidence": 0.99', '"confidence": 2',
         "m:4: a confidence lies between 0 and 1, not at 2.0"),
        ("jsonl", '{"tuid": "uff', '["tuid": "uff', "m:4: this is no JSON: "
         "Expecting ',' delimiter at character 8"),
        ("jsonl", '[["title", 9, 19, 0]]', "[[1, 9, 19, 0]]", "m:2: [1, 9, 19, 0] is no kind, "
         "start, end and block"),
    ],
)  # fmt: skip
def test_what_readers_refuse(name, old, new, message):
    text = EXPECTED[name].decode()
    assert old in text
    changed = text.replace(old, new, 1).encode()
    with pytest.raises(InputError) as caught:
        RELEASE_FORMATS[name].read_release(changed, "m")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "m:1: this is no well-formed XML: no element found"),
        (b"<html/>", "m:1: this is no TMX: it lacks tmx, header or body"),
        (b"<!DOCTYPE tmx [<!ENTITY a 'b'>]><tmx/>",
         "m:1: the file declares entities of its own; take them out first"),
        (b"<!DOCTYPE tmx SYSTEM 'tmx14.dtd'><tmx><header creationtool='daeyeok'/><body/></tmx>",
         "m:1: the provenance lacks 'source-language'"),
    ],
)  # fmt: skip
def test_foreign_memories(data, message):
    with pytest.raises(InputError) as caught:
        RELEASE_FORMATS["tmx"].read_release(data, "m")
    assert str(caught.value) == message


def test_no_file_outside_is_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    data = f"<!DOCTYPE tmx [<!ENTITY % a SYSTEM '{secret.as_uri()}'> %a;]><tmx/>"
    with pytest.raises(InputError) as caught:
        RELEASE_FORMATS["tmx"].read_release(data.encode(), "m")
    assert "secret" not in str(caught.value)


def test_unknown_suffixes(tmp_path):
    known = "choose one of tmx, csv, tsv, jsonl, xliff, xlf, xlsx, parquet, moses, html"
    with pytest.raises(OutputError, match=f"^a.docx: unknown suffix; {known}$"):
        write_release(small_release(), "a.docx")
    with pytest.raises(OutputError, match="- has no suffix that names a format"):
        write_release(small_release(), "-")
    with pytest.raises(OutputError, match=r"^unknown format 'xls'; choose one of tmx"):
        write_release(small_release(), "a.csv", format_name="xls")
    with pytest.raises(InputError, match=f"^a: unknown suffix; {known}$"):
        read_release("a")


def test_standard_output(capsysbinary):
    write_release(small_release(), "-", format_name="jsonl")
    assert capsysbinary.readouterr().out == EXPECTED["jsonl"]


def test_an_existing_export_is_kept(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("mine")
    with pytest.raises(OutputError, match="--force"):
        write_release(small_release(), path)
    assert path.read_text() == "mine"
    write_release(small_release(), path, force=True)
    assert read_release(path).annotations == small_release().annotations


def test_the_date_can_be_fixed(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(MIDNIGHT.timestamp())))
    write_release(small_release(), tmp_path / "a.tmx")
    assert (tmp_path / "a.tmx").read_bytes() == EXPECTED["tmx"]
