"""Pairing by fingerprints: one-to-one, order-independent, and its handling of close calls."""

import datetime
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_encoder import WordEncoder

from align.errors import SettingsError
from align.pairing import Fingerprint, PairingSettings, outline_of, pair_fingerprints
from align.pairing.assignment import one_to_one, pair_probabilities
from align.pairing.nearest import EXACT, nearest
from align.segmentation.segment import segment_lines

ENCODER = WordEncoder()
#: Words that the encoder knows in both languages.
KOREAN = ["예산", "세금", "장관", "회의", "항구", "배", "늘린다", "줄인다", "열었다"]
ENGLISH = ["budget", "taxes", "minister", "meeting", "harbour", "ship", "grows", "fall", "held"]


def digest(text, language, name, **told):
    outline = outline_of(segment_lines(text, language))
    return replace(Fingerprint.of(outline, ENCODER.encode(outline.head), name=name), **told)


def release(seed, day=None, figure=None):
    """A release of four lines in both languages."""
    rng = random.Random(seed)
    lines = [rng.sample(range(len(KOREAN)), 2) for _ in range(4)]
    sides = [
        [f"T{seed}x{n} S{seed} " + " ".join(words[i] for i in line) for n, line in enumerate(lines)]
        for words in (KOREAN, ENGLISH)
    ]
    month, date = day or (seed % 12 + 1, seed % 27 + 1)
    names = "January February March April May June July August September October November December"
    figure = figure or 1000 + 37 * seed
    sides[0].append(f"{month}월 {date}일 장관 {figure}명")
    sides[1].append(f"minister {figure} people on {names.split()[month - 1]} {date}")
    return "\n".join(sides[0]), "\n".join(sides[1])


def archive(seeds, **told):
    pairs = [release(seed) for seed in seeds]
    korean = [
        digest(ko, "ko", f"k{seed}", **told) for seed, (ko, _) in zip(seeds, pairs, strict=True)
    ]
    english = [
        digest(en, "en", f"e{seed}", **told) for seed, (_, en) in zip(seeds, pairs, strict=True)
    ]
    return korean, english


def by_name(pairing, korean, english):
    return {(korean[pair.source].name, english[pair.target].name) for pair in pairing.pairs}


def test_pairs_are_found_and_the_others_stay_alone():
    korean, english = archive(range(12))
    pairing = pair_fingerprints(korean[:10], english[2:])
    assert by_name(pairing, korean, english[2:]) == {(f"k{n}", f"e{n}") for n in range(2, 10)}
    assert [korean[lone.source].name for lone in pairing.lone_source] == ["k0", "k1"]
    assert [english[2:][lone.target].name for lone in pairing.lone_target] == ["e10", "e11"]
    assert all(not lone.is_pair for lone in pairing.lone_source)
    assert all(lone.target is not None for lone in pairing.lone_source)


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.integers(0, 8), st.integers(0, 8))
def test_every_document_once_whatever_the_order(seed, few, many):
    korean, english = archive(range(8))
    korean, english = korean[:few], english[-many:] if many else []
    rng = random.Random(seed)
    mixed = rng.sample(korean, len(korean)), rng.sample(english, len(english))
    expected, found = pair_fingerprints(korean, english), pair_fingerprints(*mixed)
    assert by_name(found, *mixed) == by_name(expected, korean, english)
    sources = [each.source for each in (*found.pairs, *found.lone_source)]
    targets = [each.target for each in (*found.pairs, *found.lone_target)]
    assert sorted(sources) == list(range(len(korean)))
    assert sorted(targets) == list(range(len(english)))


def test_figures_and_days_distinguish_releases_from_one_template():
    texts = [release(5, (month, 9 + month), 2000 + 111 * month) for month in range(1, 9)]
    korean = [digest(ko, "ko", f"{n}") for n, (ko, _) in enumerate(texts)]
    english = [digest(en, "en", f"{n}") for n, (_, en) in enumerate(texts)]
    pairing = pair_fingerprints(korean, english)
    assert by_name(pairing, korean, english) == {(f"{n}", f"{n}") for n in range(8)}


def test_copies_are_paired_until_one_side_runs_out():
    korean, english = archive(range(6))
    copies = [replace(korean[0], name=f"copy{n}") for n in (1, 2)]
    pairing = pair_fingerprints([*korean, *copies], [*english, replace(english[0], name="copy")])
    assert len(pairing.pairs) == 7
    (lone,) = pairing.lone_source
    assert lone.copy_of is not None
    assert not pairing.lone_target


def numbered(digests, shift):
    return [replace(each, stem=f"{(n + shift) % 20:04}") for n, each in enumerate(digests)]


def test_names_that_agree_by_chance_do_not_mislead():
    korean, english = archive(range(20))
    one, two = numbered(korean, 0), numbered(english, 1)
    expected = {(f"k{n}", f"e{n}") for n in range(20)}
    assert by_name(pair_fingerprints(one, two), one, two) == expected


def test_names_are_trusted_where_that_is_asked():
    korean, english = archive(range(20))
    one, two = numbered(korean, 0), numbered(english, 1)
    pairing = pair_fingerprints(one, two, settings=PairingSettings(trust_names=True))
    assert len(pairing.pairs) == 20
    assert all(one[pair.source].stem == two[pair.target].stem for pair in pairing.pairs)
    assert all(pair.by_name for pair in pairing.pairs)


def test_dates_decide_where_texts_do_not():
    korean, english = archive(range(14))
    days = [datetime.date(2020, 1, 1) + datetime.timedelta(9 * n) for n in range(14)]
    korean = [replace(each, date=day) for each, day in zip(korean, days, strict=True)]
    english = [replace(each, date=day) for each, day in zip(english, days, strict=True)]
    # A text that fits two releases equally well: both have its words and figures.
    twin = [replace(korean[0], name="twin", text=1, date=days[13] + datetime.timedelta(200))]
    pairing = pair_fingerprints([*korean, *twin], english)
    assert ("k0", "e0") in by_name(pairing, [*korean, *twin], english)
    assert next(p for p in pairing.pairs if p.source == 0).probability > 0.9


def test_the_least_probability_is_kept():
    korean, english = archive(range(6))
    pairing = pair_fingerprints(korean, english, settings=PairingSettings(least=1.0))
    assert not pairing.pairs
    with pytest.raises(SettingsError, match="between 0 and 1"):
        PairingSettings(least=2)


edges = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.floats(-20, 20)),
    max_size=30,
    unique_by=lambda edge: edge[:2],
)


@given(edges)
def test_probabilities_of_a_document_add_up_to_one_at_most(found):
    rows, columns = (np.array([edge[side] for edge in found], dtype=np.int64) for side in (0, 1))
    probabilities = pair_probabilities(rows, columns, np.array([edge[2] for edge in found]))
    assert ((probabilities >= 0) & (probabilities <= 1)).all()
    for owners in (rows, columns):
        if len(owners):
            assert np.bincount(owners, weights=probabilities).max() <= 1.02
    chosen = one_to_one(rows, columns, probabilities, least=0.0)
    assert len({rows[edge] for edge in chosen}) == len({columns[edge] for edge in chosen})
    assert len({rows[edge] for edge in chosen}) == len(chosen)


def test_a_pair_that_is_taken_leaves_its_rival_alone():
    rows, columns = np.array([0, 0, 1]), np.array([0, 1, 0])
    sure, weak, other = pair_probabilities(rows, columns, np.array([6.0, -6.0, 1.0]))
    assert sure > 0.98
    assert weak < 0.01
    assert other < 0.02


def test_a_large_collection_is_searched_well_enough():
    rng = np.random.default_rng(3)
    items = rng.standard_normal((EXACT + 1000, 32)).astype(np.float32)
    items /= np.linalg.norm(items, axis=1, keepdims=True)
    queries = items[::50] + 0.02 * rng.standard_normal((len(items[::50]), 32)).astype(np.float32)
    queries /= np.linalg.norm(queries, axis=1, keepdims=True)
    found = nearest(queries, items, 3)
    assert (found.indices[:, 0] == np.arange(0, len(items), 50)).mean() > 0.97
    np.testing.assert_allclose(
        found.cosines[:, 0], (queries * items[found.indices[:, 0]]).sum(axis=1), atol=1e-5
    )
    assert (np.diff(found.cosines, axis=1) <= 0).all()


def test_nothing_is_paired_with_nothing():
    korean, english = archive(range(2))
    assert len(pair_fingerprints(korean, []).lone_source) == 2
    assert len(pair_fingerprints([], english).lone_target) == 2
    assert pair_fingerprints([], []).pairs == ()
