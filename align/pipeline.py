"""The whole way from two texts to an aligned bitext and its gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.aligner.align_segments import align_segments
from align.aligner.moved_text import join_moved
from align.aligner.rescoring import Texts
from align.analysis import Analysis
from align.bitext import Bitext, Document
from align.encoders.base import Encoder, TokenVectors, Vectors
from align.encoders.universal import NetworkOutput, UniversalEncoder, universal_encoder
from align.errors import InputError
from align.gaps import EXPECTED_GAPS, Gap, find_gaps
from align.language import tell_language
from align.lattice.bead_types import MAX_GROUP
from align.scoring.segment_features import segment_features
from align.segmentation.segment import segment, segment_lines
from align.settings import AlignSettings

_NAMES = {"ko": "Korean", "en": "English"}

#: Segments on both sides together up to which token vectors are kept: about 1 kB a token, 30
#: tokens a segment. A longer document is aligned by its sentence vectors alone.
MAX_TOKEN_SEGMENTS = 20_000


@dataclass(frozen=True, slots=True)
class Aligned:
    """An aligned bitext and what one side of it lacks."""

    bitext: Bitext
    gaps: tuple[Gap, ...]


def align_texts(
    source: str,
    target: str,
    *,
    encoder: Encoder | None = None,
    settings: AlignSettings | None = None,
    names: tuple[str, str] = ("the first text", "the second text"),
) -> Aligned:
    """Split two texts, Korean and English, and align them.

    Args:
        source: The Korean text of a release, clean or as a page copied from a browser.
        target: Its English version.
        encoder: What turns segments into vectors; the embedded one by default.
        settings: How to split and align.
        names: What error messages call the two texts.

    Raises:
        InputError: A text is empty, or is not in its language, or both are the same.

    >>> aligned = align_texts(
    ...     "양측은 해양 협력을 강화하기로 하였다. 장관은 부산항을 둘러보았다.",
    ...     "The two sides agreed to strengthen maritime cooperation.",
    ... )
    >>> [bead.type for bead in aligned.bitext]
    ['1-1', '1-0']
    >>> [(gap.kind, gap.text) for gap in aligned.gaps]
    [('omission', '장관은 부산항을 둘러보았다.')]
    """
    settings = settings or AlignSettings()
    check_languages(source, target, names)
    split = segment_lines if settings.one_per_line else None
    documents = [
        split(text, language) if split else segment(text, language, kiwi=settings.kiwi)
        for text, language in ((source, "ko"), (target, "en"))
    ]
    for document, name in zip(documents, names, strict=True):
        check_holds_text(document, name)
    return align_documents(documents[0], documents[1], encoder=encoder, settings=settings)


def align_documents(
    source: Document,
    target: Document,
    *,
    encoder: Encoder | None = None,
    settings: AlignSettings | None = None,
    analysis: Analysis | None = None,
) -> Aligned:
    """Align two documents that are split already.

    Args:
        source: The Korean document.
        target: The English one.
        encoder: What turns segments into vectors; the embedded one by default.
        settings: How to align.
        analysis: What has been read of the texts; give it to `check_bitext`, too, and no text is
            read or embedded twice.
    """
    analysis = analysis or Analysis()
    settings = settings or AlignSettings()
    encoder = encoder or universal_encoder()
    texts = Texts(source.texts(), target.texts(), source.language, target.language, analysis)
    vectors, tokens = _embed(encoder, texts.source, texts.target, analysis)
    beads = align_segments(
        *vectors,
        (segment_features(source, analysis), segment_features(target, analysis)),
        tokens,
        texts=texts if tokens is not None else None,
        wrong_cost=settings.wrong_cost,
    )
    apart = tuple(
        frozenset(k for k, segment in enumerate(side.segments) if segment.kind in EXPECTED_GAPS)
        for side in (source, target)
    )
    beads = join_moved(beads, *vectors, apart=(apart[0], apart[1]))
    bitext = Bitext(source, target, beads, settings.signature(encoder.name))
    return Aligned(bitext, find_gaps(bitext, vectors[0][0], vectors[1][0], analysis=analysis))


def check_holds_text(document: Document, name: str) -> None:
    """Raise InputError if a document is nothing but page furniture."""
    if not document.segments:
        raise InputError(
            f"{name} holds no text to align, only page furniture; "
            "check the file, or use --one-per-line to keep every line"
        )


def check_languages(source: str, target: str, names: tuple[str, str]) -> None:
    """Raise InputError unless the first text is Korean and the second English."""
    for text, name in zip((source, target), names, strict=True):
        if not text.strip():
            raise InputError(f"{name} is empty; give a file that holds one version of a release")
    if source.strip() == target.strip():
        raise InputError(
            f"{names[0]} and {names[1]} hold the same text; give the Korean and the English version"
        )
    found = tell_language(source), tell_language(target)
    if found == ("en", "ko"):
        raise InputError(f"{names[0]} is English and {names[1]} Korean; give the Korean file first")
    for language, wanted, name in zip(found, ("ko", "en"), names, strict=True):
        if language != wanted:
            is_what = f"seems to be {_NAMES[language]}" if language else "is in neither language"
            raise InputError(
                f"{name} {is_what}, where {_NAMES[wanted]} is needed; "
                "give the Korean file first, then the English one"
            )


def _embed(
    encoder: Encoder, source: Sequence[str], target: Sequence[str], analysis: Analysis
) -> tuple[tuple[Vectors, Vectors], tuple[TokenVectors, TokenVectors] | None]:
    """Vectors of both sides, and token vectors, which always come from the embedded network."""
    with_tokens = len(source) + len(target) <= MAX_TOKEN_SEGMENTS
    known = analysis.once(NetworkOutput, "ko"), analysis.once(NetworkOutput, "en")
    if with_tokens and isinstance(encoder, UniversalEncoder):
        one, one_tokens = encoder.encode_all(source, MAX_GROUP, known[0])
        two, two_tokens = encoder.encode_all(target, MAX_GROUP, known[1])
        return (one, two), (one_tokens, two_tokens)
    vectors = (
        encoder.encode_groups(source, MAX_GROUP),
        encoder.encode_groups(target, MAX_GROUP),
    )
    if not with_tokens:
        return vectors, None
    embedded = universal_encoder()
    return vectors, (
        embedded.encode_tokens(source, known[0]),
        embedded.encode_tokens(target, known[1]),
    )
