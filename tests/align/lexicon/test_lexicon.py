"""Words and their common renderings: how they are found in a text, and the list itself."""

import re
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.encoders.universal import universal_encoder
from align.lexicon import korean, lexicon
from align.lexicon.english import stem
from align.lexicon.token_links import known_tokens, raised, token_keys

LINES = files("align.lexicon").joinpath("words.tsv").read_text(encoding="utf-8").splitlines()


def rendered(ko, en):
    """The Korean words of a text with those English ones that render them."""
    source, target = lexicon().find(ko, "ko"), lexicon().find(en, "en")
    table = lexicon().table([entry for *_, entry in source], [term for *_, term in target])
    return {
        ko[a:b]: [en[c:d] for column, (c, d, _) in enumerate(target) if table[row, column]]
        for row, (a, b, _) in enumerate(source)
    }


def test_words_are_found_with_their_renderings():
    korean_text = "양측은 해양정책 협력을 강화하기로 하였다."
    found = rendered(korean_text, "They agreed to step up maritime cooperation.")
    assert found["협력"] == ["cooperation"]
    assert found["해양"] == ["maritime"]
    assert found["정책"] == []


def test_a_phrase_counts_for_its_words_too():
    assert rendered("교역이 늘었다", "The trade volume rose")["교역"] == ["trade volume"]


@pytest.mark.parametrize(
    ("verb", "text"),
    [
        ("밝히다", "밝혔다"), ("밝히다", "밝힌"), ("밝히다", "밝히며"),
        ("열다", "열었다"), ("열다", "여는"), ("열다", "열고"),
        ("오르다", "올랐다"), ("줄어들다", "줄어든"), ("어렵다", "어려운"),
        ("듣다", "들었다"), ("짓다", "지었다"), ("배우다", "배웠다"), ("보다", "봤다"),
    ],
)  # fmt: skip
def test_verbs_are_known_in_their_forms(verb, text):
    known = korean.Forms.of([verb])
    assert [number for _, _, number in korean.find_words(text, known)] == [0]


@pytest.mark.parametrize("text", ["회담을 했다", "무궁화", "열쇠"])
def test_verbs_are_not_found_inside_other_words(text):
    known = korean.Forms.of(["담다", "궁하다", "열다"])
    assert korean.find_words(text, known) == []


@pytest.mark.parametrize(
    ("forms", "other"),
    [("agree agrees agreed agreeing", "agreement"), ("plan plans planned planning", "planet"),
     ("policy policies", "police"), ("hold held", "holy"), ("child children", "chill")],
)  # fmt: skip
def test_english_forms_of_a_word_are_one(forms, other):
    assert len({stem(form) for form in forms.split()}) == 1
    assert stem(other) != stem(forms.split()[0])


def test_every_line_of_the_list_is_a_word_and_its_renderings():
    words = [line.partition("\t")[0] for line in LINES]
    assert len(set(words)) == len(words) > 5000
    assert words == sorted(words)
    rendering = "[A-Za-z0-9][A-Za-z0-9 ,&./'-]*"
    shape = re.compile(rf"[가-힣]{{2,}}(?: [가-힣]+)*\t{rendering}(?:; {rendering})*")
    assert [line for line in LINES if not shape.fullmatch(line)] == []


def test_tokens_know_their_words():
    texts = ["장관은 회담을 열었다.", "모르는말"], ["The minister held talks.", "Zzz"]
    tokens = tuple(universal_encoder().encode_tokens(side) for side in texts)
    known = known_tokens(texts, tokens)
    assert len(known.source) == len(tokens[0].vectors)
    assert len(known.target) == len(tokens[1].vectors)
    pairs = known.table[known.source][:, known.target]
    # 장관, 회담 and 열었 each have their English word; what is not known renders nothing.
    assert pairs[: tokens[0].starts[1]].any(axis=1).sum() >= 3
    assert not pairs[tokens[0].starts[1] :].any()
    assert not pairs[:, tokens[1].starts[1] :].any()
    assert np.array_equal(known.transposed.table, known.table.T)


@given(st.text(max_size=40), st.sampled_from(["ko", "en"]))
def test_any_text_can_be_looked_through(text, language):
    spans = lexicon().find(text, language)
    ends = [0, *(end for _, end, _ in spans)]
    assert all(last <= start < end for last, (start, end, _) in zip(ends, spans, strict=False))
    assert ends[-1] <= len(text)
    line = " ".join(text.split()) or "."
    tokens = universal_encoder().encode_tokens([line])
    assert len(token_keys([line], language, tokens)) == len(tokens.vectors)


def test_cosines_of_renderings_are_raised_and_no_others():
    texts = ["협력 3억"], ["cooperation of 300 million apples"]
    tokens = tuple(universal_encoder().encode_tokens(side) for side in texts)
    known = known_tokens(texts, tokens)
    plain = tokens[0].vectors @ tokens[1].vectors.T
    found = raised(plain.copy(), known)
    pairs = known.table[known.source][:, known.target]
    assert pairs.any(axis=1).sum() >= 2  # the word and the number
    assert (found[pairs] >= 0.7 + 0.1 * plain[pairs] - 1e-6).all()
    assert np.array_equal(found[~pairs], plain[~pairs])
    part = raised(plain[:1].copy(), known, slice(0, 1))
    assert np.array_equal(part, found[:1])


@pytest.mark.parametrize(("number", "other"), [("3억 원", "300 million"), ("6.9.(금)", "June 9")])
def test_numbers_of_one_value_are_known(number, other):
    texts = [number], [other]
    tokens = tuple(universal_encoder().encode_tokens(side) for side in texts)
    known = known_tokens(texts, tokens)
    assert known.table[known.source][:, known.target].any()
    unlike = known_tokens(
        ([number], ["77"]), (tokens[0], universal_encoder().encode_tokens(["77"]))
    )
    assert not unlike.table.any()
