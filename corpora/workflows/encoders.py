"""Which encoder a user asked for by name."""

from __future__ import annotations

from collections.abc import Callable

from align.encoders.base import Encoder
from align.encoders.universal import universal_encoder

#: Encoders that come with packages and need no model's name.
EMBEDDED = ("fast", "accurate")


def encoder_for(
    name: str = "fast",
    *,
    model: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Encoder:
    """The encoder of that name, or the sentence-transformers model if one is given.

    Raises:
        EncoderError: An extra or a model is missing; the message says what to install.
    """
    if model is not None:
        from align.encoders.sentence_transformers import TransformerEncoder  # noqa: PLC0415 - costs seconds

        return TransformerEncoder(model, progress=progress)
    if name == "accurate":
        from align.encoders.accurate import AccurateEncoder  # noqa: PLC0415

        return AccurateEncoder(universal_encoder(), progress=progress)
    return universal_encoder()
