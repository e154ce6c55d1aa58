"""From two texts to a bitext: what is checked first, and what encoders are asked for."""

import numpy as np
import pytest
from word_encoder import WordEncoder

from align import pipeline
from align.errors import InputError, SettingsError
from align.pipeline import align_documents, align_texts, check_languages
from align.segmentation.segment import segment_lines
from align.settings import AlignSettings

KOREAN = "양측은 해양 협력을 강화하기로 합의하였다.\n"
ENGLISH = "The two sides agreed to strengthen maritime cooperation.\n"
NAMES = ("a.txt", "b.txt")


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("", ENGLISH, "a.txt is empty; give a file that holds one version of a release"),
        (KOREAN, " \n\t", "b.txt is empty; give a file that holds one version of a release"),
        (KOREAN, f"\n{KOREAN}  ", "a.txt and b.txt hold the same text; "
         "give the Korean and the English version"),
        (ENGLISH, KOREAN, "a.txt is English and b.txt Korean; give the Korean file first"),
        (KOREAN, 2 * KOREAN, "b.txt seems to be Korean, where English is needed; "
         "give the Korean file first, then the English one"),
        (2 * ENGLISH, ENGLISH, "a.txt seems to be English, where Korean is needed; "
         "give the Korean file first, then the English one"),
        ("外務省", ENGLISH, "a.txt is in neither language, where Korean is needed; "
         "give the Korean file first, then the English one"),
        (KOREAN, "2016. 10. 14.", "b.txt is in neither language, where English is needed; "
         "give the Korean file first, then the English one"),
    ],
)  # fmt: skip
def test_what_is_refused(source, target, message):
    with pytest.raises(InputError) as caught:
        align_texts(source, target, names=NAMES)
    assert str(caught.value) == message


def test_a_pair_that_fits_is_not_refused():
    check_languages(KOREAN, ENGLISH, NAMES)
    check_languages("「OECD 각료회의」 결과", "Outcome of the Meeting (각료회의)", NAMES)


@pytest.mark.parametrize("name", ["wrong_cost", "sure"])
@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_settings_that_have_no_meaning(name, value):
    with pytest.raises(SettingsError, match=f"{name} must be between 0 and 1, not "):
        AlignSettings(**{name: value})


def test_the_signature_names_encoder_and_settings():
    aligned = align_texts(KOREAN, ENGLISH, encoder=WordEncoder())
    parts = aligned.bitext.signature.split("|")
    assert parts[0].startswith("daeyeok:")
    assert parts[1:] == sorted(parts[1:])
    assert {"encoder:words@1", "kiwi:0", "one_per_line:0"} < set(parts)


def test_tokens_come_from_the_embedded_network_unless_the_document_is_long(monkeypatch):
    asked = []
    monkeypatch.setattr(pipeline, "universal_encoder", lambda: asked.append(1) or Embedded())
    documents = segment_lines(KOREAN, "ko"), segment_lines(ENGLISH, "en")
    align_documents(*documents, encoder=WordEncoder())
    assert asked == [1]
    monkeypatch.setattr(pipeline, "MAX_TOKEN_SEGMENTS", 1)
    align_documents(*documents, encoder=WordEncoder())
    assert asked == [1]


class Embedded:
    """The token half of the embedded encoder, with one token a segment."""

    def encode_tokens(self, texts, known=None):
        vectors = WordEncoder().encode(texts)
        ones = np.ones(len(texts), dtype=np.float32)
        return pipeline.TokenVectors(vectors, ones, np.arange(len(texts)))


def test_one_per_line_is_a_setting():
    text = KOREAN + "조회수 : 12\n"
    settings = AlignSettings(one_per_line=True)
    aligned = align_texts(text, ENGLISH, settings=settings, encoder=WordEncoder())
    assert len(aligned.bitext.source) == 2
    aligned = align_texts("조회수 : 12\n" + text, ENGLISH, encoder=WordEncoder())
    assert len(aligned.bitext.source.furniture) >= 1
