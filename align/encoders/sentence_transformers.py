"""Any sentence-transformers model as an encoder, by its hub name or its folder.

The libraries load only when a model is used (five seconds, and PyTorch). Every failure - no
library, no network, no such model, a broken folder - results in one line that says what to do.

**Prompts.** Some models need a prompt before every text. In order of precedence: the prompt
given by the caller; the model's own default; its own prompt named "BitextMining" or
"STS"; for the E5 family the prompt of its model cards, "query: " on both sides, and an
instruction to retrieve parallel sentences for its instruct models; else none.

**Long texts.** A model reads a limited number of tokens and drops the rest. Here nothing is
dropped: a text that is too long is split at spaces into parts that fit, and its vector is the mean
of theirs, weighted by tokens. The vector of a run of segments that is too long is the
mean of its segments' vectors, likewise.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.encoders.base import (
    ProgressCallback,
    Vectors,
    check_group_size,
    encode_distinct,
    one_line,
    pooled_groups,
    unit_length,
)
from align.encoders.model_files import load_model, shown_name
from align.errors import EncoderError

#: Texts of similar length in one pass of the model.
BATCH_SIZE = 32
#: Batches between two calls of the progress function.
_BATCHES_A_CALL = 8
#: Names of prompts, in models' own settings, that are meant for translations.
_PROMPT_NAMES = ("BitextMining", "STS")
_E5 = re.compile(r"(?:^|[-_/])e5(?:[-_/]|$)", re.IGNORECASE)
_E5_PROMPT = "query: "
_E5_INSTRUCT_PROMPT = "Instruct: Retrieve parallel sentences.\nQuery: "
#: Two sentences with as many words, which a model without Korean cannot distinguish.
_PROBES = ("예산이 늘었다.", "장관이 만났다.")


class TransformerEncoder:
    """Embeds texts with a sentence-transformers model."""

    def __init__(
        self,
        model: str,
        *,
        revision: str | None = None,
        prompt: str | None = None,
        device: str | None = None,
        batch_size: int = BATCH_SIZE,
        progress: ProgressCallback | None = None,
    ) -> None:
        """Load the model, from disk if it is there.

        Args:
            model: A name on the hub, such as "sentence-transformers/LaBSE", or a folder.
            revision: Branch, tag or commit on the hub; the newest known by default.
            prompt: Put before every text; "" for none. See the module docstring for the default.
            device: "cpu", "cuda" and so on; the fastest available by default.
            batch_size: Texts in one pass of the model.
            progress: Called with the number of texts embedded so far and in total.

        Raises:
            EncoderError: The extra is not installed, the model does not exist, or it
                cannot be used.
        """
        if batch_size < 1:
            raise ValueError(f"a batch must have at least one text, not {batch_size}")
        loaded = load_model(model, revision=revision, device=device)
        self._model = loaded.model
        self._batch_size = batch_size
        self._progress = progress
        self._prompt = prompt if prompt is not None else _default_prompt(model, self._model)
        self.name = shown_name(model, loaded.revision)
        if self._prompt:
            self.name += f"/prompt={self._prompt.strip()!r}"
        self.dimension = int(self._model.get_embedding_dimension())
        self._check()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector of unit length for each text: ``(n, d)`` float32.

        Zero for texts without tokens, such as an empty text.
        """
        vectors, _ = self._encode_and_count(one_line(texts))
        return vectors

    def encode_groups(self, segments: Sequence[str], k: int) -> Vectors:
        """Vectors of all runs of 1 to k segments: ``(k, n, d)`` float32.

        ``[g, i]`` embeds the ``g + 1`` segments that end with segment ``i``, joined by
        spaces, and is zero where ``i < g``.
        """
        check_group_size(k)
        clean = one_line(segments)
        vectors, tokens = self._encode_and_count(clean)
        groups = unit_length(pooled_groups(vectors, tokens, k))
        groups[0] = vectors
        limit = self._limit()
        sums = np.concatenate([[0], np.cumsum(tokens)])
        places = [
            (g, i)
            for g in range(1, k)
            for i in range(g, len(clean))
            if sums[i + 1] - sums[i - g] <= limit
        ]
        if places:
            runs = [" ".join(clean[i - g : i + 1]) for g, i in places]
            rows, columns = zip(*places, strict=True)
            groups[list(rows), list(columns)] = encode_distinct(self._embed, runs)
        return groups

    def _encode_and_count(self, texts: Sequence[str]) -> tuple[Vectors, NDArray[np.int64]]:
        """A vector for each text, ``(n, d)``, and its number of tokens without prompt, ``(n,)``."""
        tokens = self._count(texts)
        limit = self._limit()
        if not len(texts) or tokens.max() <= limit:
            return encode_distinct(self._embed, texts), tokens
        parts: list[str] = []
        owners: list[int] = []
        for owner, text in enumerate(texts):
            pieces = [text] if tokens[owner] <= limit else self._cut(text, limit)
            parts += pieces
            owners += [owner] * len(pieces)
        weights = np.maximum(self._count(parts), 1)
        sums = np.zeros((len(texts), self.dimension))
        np.add.at(sums, owners, weights[:, None] * encode_distinct(self._embed, parts))
        return unit_length(sums), tokens

    def _cut(self, text: str, limit: float) -> list[str]:
        """The text in parts of at most `limit` tokens, split at spaces where possible."""
        if len(text) < 2 or self._count([text])[0] <= limit:
            return [text]
        middle = len(text) // 2
        before, after = text.rfind(" ", 1, middle), text.find(" ", middle, -1)
        spaces = [place for place in (before, after) if place > 0]
        cut = min(spaces, key=lambda place: abs(place - middle)) if spaces else middle
        return [
            piece
            for half in (text[:cut].strip(), text[cut:].strip())
            if half
            for piece in self._cut(half, limit)
        ]

    def _embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts that fit, embedded longest first so that batches are even."""
        order = sorted(range(len(texts)), key=lambda row: (-len(texts[row]), row))
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        step = self._batch_size * _BATCHES_A_CALL
        for first in range(0, len(order), step):
            rows = order[first : first + step]
            found = self._model.encode(
                [texts[row] for row in rows],
                prompt=self._prompt,
                batch_size=self._batch_size,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
            vectors[rows] = unit_length(np.asarray(found, dtype=np.float32))
            if self._progress:
                self._progress(first + len(rows), len(order))
        if not np.isfinite(vectors).all():
            raise EncoderError(
                f"the model {self.name} returns vectors that are not numbers; its weights are"
                " damaged or too imprecise for this processor: use another model, or --device cpu"
            )
        return vectors

    def _limit(self) -> float:
        """Number of text tokens that the model reads, without prompt and end marks."""
        longest = self._model.max_seq_length
        if longest is None or not math.isfinite(longest):
            return math.inf
        overhead = len(_token_ids(self._model, [self._prompt], special=True)[0])
        return max(float(longest) - overhead, 1.0)

    def _count(self, texts: Sequence[str]) -> NDArray[np.int64]:
        lengths = [len(ids) for ids in _token_ids(self._model, texts, special=False)]
        return np.maximum(np.array(lengths, dtype=np.int64), 1)

    def _check(self) -> None:
        """Raise EncoderError if the model gives two different Korean sentences the same vector."""
        first, second = self.encode(_PROBES)
        if not (first.any() and second.any()) or first @ second > 1 - 1e-6:
            raise EncoderError(
                f"the model {self.name} gives different Korean sentences the same vector; it does"
                " not support Korean, or its tokenizer files are missing: use another model"
            )


def _token_ids(model: Any, texts: Sequence[str], *, special: bool) -> list[Sequence[int]]:
    """The token ids of each text, untruncated; characters if the model exposes no tokenizer."""
    tokenizer: Any = getattr(model[0], "tokenizer", None)
    if not texts:
        return []
    if hasattr(tokenizer, "encode_batch"):  # the tokenizers library
        encoded = tokenizer.encode_batch(list(texts), add_special_tokens=special)
        return [each.ids for each in encoded]
    if callable(tokenizer):  # the transformers library
        # Its warning on texts over the limit is irrelevant: they are split to fit later.
        found: list[Sequence[int]] = tokenizer(
            list(texts), add_special_tokens=special, truncation=False, verbose=False
        )["input_ids"]
        return found
    return [list(map(ord, text)) for text in texts]


def _default_prompt(name: str, model: Any) -> str:
    """The prompt of the model for texts that may be translations of each other."""
    prompts: Mapping[str, str] = model.prompts or {}
    own = model.default_prompt_name
    if own is not None:
        return prompts.get(own) or ""
    for wanted in _PROMPT_NAMES:
        if prompts.get(wanted):
            return prompts[wanted]
    last = "/".join(Path(name).parts[-2:])
    if _E5.search(last):
        return _E5_INSTRUCT_PROMPT if "instruct" in last.lower() else _E5_PROMPT
    return ""
