"""Glossaries, left-over text, marks and repeats, and all checks over one bitext."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repository import EXAMPLES
from said import SAID

from align.bitext import Bead, Bitext, Document, Segment
from align.checks.check_bitext import BeadFinding, check_bitext, check_function
from align.checks.finding import Context
from align.checks.glossary import Glossary, Term, check_terms, inconsistent_terms
from align.checks.kinds import FINDING_KINDS, KIND_GROUPS, KINDS, RELEASE, SEVERITIES, STORE
from align.checks.settings import CheckSettings
from align.checks.text import check_consistency, text_findings
from align.errors import GlossaryError, SettingsError
from corpora.formats.glossary import parse_glossary, read_glossary
from corpora.formats.gold import gold_folders


def _document(texts: list[str], language: str) -> Document:
    segments, position = [], 0
    for text in texts:
        segments.append(Segment(text, "paragraph", position, position + len(text)))
        position += len(text) + 1
    return Document.from_segments(segments, language)


def _bitext(pairs: list[tuple[str, str]]) -> Bitext:
    """One bead a pair; an empty text is a gap."""
    beads, i, j = [], 0, 0
    for source, target in pairs:
        beads.append(Bead(range(i, i + bool(source)), range(j, j + bool(target))))
        i, j = i + bool(source), j + bool(target)
    sources = [source for source, _ in pairs if source]
    targets = [target for _, target in pairs if target]
    return Bitext(_document(sources, "ko"), _document(targets, "en"), tuple(beads))


def _kinds(found: tuple[BeadFinding, ...]) -> list[tuple[int, str]]:
    return [(one.bead, one.finding.kind) for one in found]


FINE = [
    ("장관은 회의에 참석하였다.", "The minister attended the meeting."),
    ("윤병세 장관", "Minister Yun (윤병세)"),
    ("「해양협력 양해각서」", "the memorandum (「해양협력 양해각서」)"),
    ("import numpy", "import numpy"),
    ("https://example.org/press", "https://example.org/press"),
    ("1) 장소 가) 서울", "1) Venue a) Seoul"),
    ("“협력하자”고 말했다.", "“Let us cooperate,” he said."),
    ('"협력하자”고 말했다.', '"Let us cooperate," he said.'),
    ("그린 데탕트(Green Detente)를 추진", "pursuing the Green Detente"),
    ("‘the end of the war is near’라고", "he said the end of the war was near"),
    ("끝.", "End of the press release"),
]
FAULTY = [
    ("장관은 회의에 참석하였다.", "장관은 회의에 참석하였다.", "untranslated"),
    ("The minister is at the meeting in Seoul.", "The minister is at the meeting.", "untranslated"),
    ("장관은 회의에 참석하였다.", "The 장관은 attended the meeting.", "language_left"),
    (
        "장관은 the end of the war를 논의함",
        "The minister discussed the end of it.",
        "language_left",
    ),
    ("장관은 (서울에서) 말했다.", "The minister spoke (in Seoul.", "unbalanced"),
    ("장관은 「각서에 서명하였다.", "The minister signed the memorandum.", "unbalanced"),
    (
        "양측은 양국 관계와 한반도 정세, 국제무대 협력 등에 대해 폭넓게 협의하였다.",
        "They met in Seoul.",
        "length_suspicious",
    ),
]


@pytest.mark.parametrize(("source", "target"), FINE)
def test_nothing_wrong_with_the_text(source: str, target: str) -> None:
    assert check_consistency(source, target) == ()


@pytest.mark.parametrize(("source", "target", "kind"), FAULTY)
def test_faults_of_the_text(source: str, target: str, kind: str) -> None:
    assert [finding.kind for finding in check_consistency(source, target)] == [kind]


def test_a_quotation_may_run_on() -> None:
    context = Context(target_neighbours=("We will see to it.”",))
    source, target = "장관은 말했다.", "“We agree,” he said. “So it is."
    assert [finding.kind for finding in check_consistency(source, target)] == ["unbalanced"]
    assert check_consistency(source, target, context) == ()


@given(st.text("가나 ()[]“”\"'.A1)", max_size=60), st.text("ab ()[]“”\"'.A1)가", max_size=60))
def test_spans_lie_in_their_texts(source: str, target: str) -> None:
    for finding in text_findings(source, target):
        for span, text in ((finding.source_span, source), (finding.target_span, target)):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


GLOSSARY = Glossary(
    (
        Term("외교부", ("Ministry of Foreign Affairs", "MOFA")),
        Term("전략대화", ("strategic dialogue",), ("strategy talks",)),
        Term("차관보", ("Deputy Minister",)),
        Term("차관", ("Vice Minister",)),
        Term("정부", (), ("regime",)),
    )
)


@pytest.mark.parametrize(
    ("source", "target", "kinds"),
    [
        ("외교부 차관은", "The Vice Minister of the MOFA", []),
        ("차관보는", "The Deputy Minister", []),
        ("차관보는", "The Vice Minister", ["term_missing"]),
        ("제4차 전략 대화", "the fourth Strategic Dialogues", []),
        ("제4차 전략대화", "the fourth strategy talks", ["term_forbidden"]),
        ("제4차 전략대화", "the fourth meeting", ["term_missing"]),
        ("정부는", "The government", []),
        ("정부는", "The regime", ["term_forbidden"]),
        ("행정부는", "The regime", []),
        ("회의는", "The meeting", []),
    ],
)
def test_terms(source: str, target: str, kinds: list[str]) -> None:
    assert [finding.kind for finding in check_terms(source, target, GLOSSARY)] == kinds


def test_a_term_next_door_is_not_missing() -> None:
    context = Context(target_neighbours=("The MOFA said so.",))
    assert check_terms("외교부는", "It said so.", GLOSSARY, context) == ()


def test_a_term_next_door_that_is_due_there_is_no_excuse() -> None:
    context = Context(("외교부는 그렇게 말했다.",), ("The MOFA said so.",))
    (found,) = check_terms("외교부는", "It said so.", GLOSSARY, context)
    assert found.kind == "term_missing"


def test_one_term_rendered_in_two_ways() -> None:
    pairs = [("외교부", "MOFA"), ("외교부", "the MOFA"), ("외교부", "Ministry of Foreign Affairs")]
    assert [index for index, _ in inconsistent_terms(pairs, GLOSSARY)] == [2]
    assert inconsistent_terms(pairs[:2], GLOSSARY) == ()


def test_a_glossary_file(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(
        "source,target,forbidden,note\n외교부,MOFA|Ministry of Foreign Affairs,,\n\n"
        '# people\n차관,"Vice Minister",Deputy Minister,as the ministry has it\n외교부,,MFA,\n',
        "utf-8-sig",
    )
    glossary = read_glossary(path)
    assert glossary.terms == (
        Term("외교부", ("MOFA", "Ministry of Foreign Affairs"), ("MFA",)),
        Term("차관", ("Vice Minister",), ("Deputy Minister",), "as the ministry has it"),
    )
    assert read_glossary(path).source_language == "ko"


def test_tabs_and_any_order() -> None:
    assert parse_glossary("target\tsource\nMOFA\t외교부\n", place="g").terms[0].source == "외교부"


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("", "g", "empty"),
        ("외교부,MOFA\n", "g:1", "the first row names the columns"),
        ("source,target,colour\n", "g:1", "'colour'"),
        ("source,target\n외교부,MOFA\n,MOFA\n", "g:3", "the source term is missing"),
        ("source,target\n외교부,\n", "g:2", "needs a target"),
        ("source,target\n외교부,MOFA,MFA\n", "g:2", "3 cells for 2 columns"),
        ('source,target\n외교부,"MOFA\n', "g:2", "double quotes"),
        ("source,target,forbidden\n외교부,MOFA,MOFA\n", "g:2", "both a rendering and forbidden"),
        ("source,target,forbidden\n외교부,MOFA,\n외교부,,MOFA\n", "g:3", "forbidden here"),
    ],
)
def test_a_broken_glossary_says_where(text: str, place: str, said: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        parse_glossary(text, place="g")
    assert str(caught.value).startswith(f"{place}:")
    assert said in str(caught.value)


def test_doubled_segments() -> None:
    twice = "The two sides met in Seoul."
    found = check_bitext(_bitext([("양측은 서울에서 만났다.", twice), ("", twice)]))
    assert _kinds(found) == [(1, "doubled")]
    both = [("양측은 서울에서 만났다.", twice)] * 2
    assert check_bitext(_bitext(both)) == ()


def test_numbers_that_part_company_are_told_once() -> None:
    pairs = [
        ("1. 양측은 만났다.", "1. The two sides met."),
        ("2. 차관은 말했다.", "3. The Vice Minister spoke."),
        ("3. 회의는 끝났다.", "4. The meeting closed."),
    ]
    wanted = CheckSettings.only("mark_mismatch", "sequence_break")
    found = check_bitext(_bitext(pairs), settings=wanted)
    assert _kinds(found) == [(1, "mark_mismatch"), (1, "sequence_break")]
    assert check_bitext(_bitext([(ko, en.replace("3.", "2.")) for ko, en in pairs[:2]])) == ()


def test_a_repeated_segment_translated_in_two_ways() -> None:
    source = "양측은 긴밀히 협력하기로 하였다."
    pairs = [
        (source, "The two sides agreed to cooperate."),
        ("회의는 서울에서 열렸다.", "The meeting took place in Seoul."),
        (source, "They decided to work together."),
        ("이상이다.", "That is all."),
        (source, "The two sides agreed to cooperate"),
    ]
    assert _kinds(check_bitext(_bitext(pairs))) == [(2, "repeat_inconsistent")]


def test_the_examples_show_what_was_planted_and_nothing_else() -> None:
    found = []
    for folder in gold_folders(EXAMPLES):
        for one in check_bitext(_gold_bitext(folder)):
            found.append((folder.name, one.bead, one.finding.kind))
    assert found == [
        ("01-ocean-dialogue", 13, "date_mismatch"),
        ("03-rescue-drill", 4, "number_mismatch"),
        ("03-rescue-drill", 17, "name_variant"),
        ("05-film-week", 6, "name_variant"),
    ]


def test_kinds_are_chosen_by_name() -> None:
    bitext = _gold_bitext(EXAMPLES / "03-rescue-drill")
    assert _kinds(check_bitext(bitext, settings=CheckSettings.only("name_variant"))) == [
        (17, "name_variant")
    ]
    assert check_bitext(bitext, settings=CheckSettings.only()) == ()
    with pytest.raises(SettingsError, match="name_varient"):
        CheckSettings.only("name_varient")


def test_a_glossary_is_followed_over_a_release() -> None:
    bitext = _gold_bitext(EXAMPLES / "03-rescue-drill")
    glossary = Glossary((Term("함정", ("ships",)), Term("청장", ("Commissioner",))))
    only = CheckSettings.only("term_missing")
    found = check_bitext(bitext, glossary=glossary, settings=only)
    assert {one.finding.kind for one in found} == {"term_missing"}
    english = Glossary(glossary.terms, "en")
    assert check_bitext(bitext, glossary=english, settings=only) == ()


def test_every_span_lies_in_the_text_of_its_bead() -> None:
    for folder in gold_folders(EXAMPLES):
        bitext = _gold_bitext(folder)
        for one in check_bitext(bitext):
            bead = bitext.beads[one.bead]
            for span, text in (
                (one.finding.source_span, bitext.source_text(bead)),
                (one.finding.target_span, bitext.target_text(bead)),
            ):
                assert span is None or 0 <= span[0] < span[1] <= len(text)


def test_every_kind_has_a_meaning() -> None:
    assert len(FINDING_KINDS) == len(set(FINDING_KINDS))


def test_a_release_takes_no_time() -> None:
    bitext = _gold_bitext(EXAMPLES / "04-briefing")
    check_bitext(bitext)
    begun = time.process_time()
    check_bitext(bitext)
    assert time.process_time() - begun < 1  # about 0.05 s on a quiet machine


def _gold_bitext(folder: Path) -> Bitext:
    texts = [(folder / side).read_text("utf-8").splitlines() for side in ("ko.txt", "en.txt")]
    beads, j = [], 0
    for line in (folder / "gold.tsv").read_text("utf-8").splitlines():
        source, target = (
            [int(index) for index in side.split(",") if index] for side in line.split("\t")[:2]
        )
        i = source[0] if source else (beads[-1].source.stop if beads else 0)
        first = target[0] if target else j
        moved = first < j
        at = range(first, first + len(target))
        beads.append(Bead(range(i, i + len(source)), at, moved=moved))
        j = j if moved else max(j, at.stop)
    return Bitext(_document(texts[0], "ko"), _document(texts[1], "en"), tuple(beads))


def test_no_finding_is_graver_than_its_row_says_and_some_are_as_grave():
    found = {}
    for one in SAID.findings:
        found.setdefault(one.finding.kind, set()).add(one.finding.severity)
    for name, severities in found.items():
        gravest = max(severities, key=SEVERITIES.index)
        assert SEVERITIES.index(gravest) <= SEVERITIES.index(KINDS[name].severity), name
    assert sum(KINDS[name].severity in found[name] for name in found) > len(found) / 2


def test_every_kind_is_in_a_group_and_all_groups_are_all_kinds():
    groups = [kinds for group, kinds in KIND_GROUPS.items() if group != "all"]
    assert sorted(kind for kinds in groups for kind in kinds) == sorted(FINDING_KINDS)


def test_every_check_asks_only_for_what_a_run_has():
    pair = {"source", "target", "context", "glossary", "length_factor"}
    release = {
        "bitext", "pairs", "korean_english", "korean_is_source", "glossary", "doubled_letters",
        "least", "analysis",
    }  # fmt: skip
    for kind in KINDS.values():
        for check in kind.checks:
            _, names = check_function(check)
            if check.reads != STORE:
                assert set(names) <= (release if check.reads == RELEASE else pair), check
