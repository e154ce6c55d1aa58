"""Gold documents as lists of pairs, which are easy to change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from align import Bead, Bitext, Document, Segment
from align.language import tell_language
from benchmarks.facts import DIFFERENT, judged, read_labels

#: Pairs on each side of a planted error that are checked with it.
AROUND = 6


@dataclass(frozen=True)
class Pair:
    """The segments of one bead, and whether its sides are known to differ."""

    ko: tuple[str, ...]
    en: tuple[str, ...]
    different: bool = False

    @property
    def korean(self) -> str:
        """The Korean on one line."""
        return " ".join(self.ko)

    @property
    def english(self) -> str:
        """The English on one line."""
        return " ".join(self.en)

    @property
    def whole(self) -> bool:
        """Whether it has both sides."""
        return bool(self.ko and self.en)


def documents(folder: Path) -> Iterator[tuple[str, list[Pair]]]:
    """The documents of a set, in order of source and target, each with its name.

    Pairs whose Korean side is in English are left out: they are untranslated, and found so.
    """
    known = set(judged(folder.name).values())
    for path in sorted(path for path in folder.iterdir() if (path / "gold.tsv").exists()):
        labels = read_labels(path)
        sides = [(path / name).read_text("utf-8").splitlines() for name in ("ko.txt", "en.txt")]
        pairs = []
        for line in (path / "gold.tsv").read_text("utf-8").splitlines():
            key = (*line.split("\t"), "")[:2]
            ko, en = (
                tuple(side[int(index)].strip() for index in own.split(",") if index)
                for side, own in zip(sides, key, strict=True)
            )
            label = labels.get((key[0], key[1]), "")
            different = label in DIFFERENT or "planted" in label or "variant" in label
            different |= any(reason.startswith(f"{path.name} {key[0]} ") for reason in known)
            if not ko or tell_language(" ".join(ko)) != "en":
                pairs.append(Pair(ko, en, different))
        yield f"{folder.name}/{path.name}", pairs


def bitext_of(pairs: Sequence[Pair]) -> Bitext:
    """The bitext that pairs make."""
    beads, i, j = [], 0, 0
    for pair in pairs:
        beads.append(Bead(range(i, i + len(pair.ko)), range(j, j + len(pair.en))))
        i, j = i + len(pair.ko), j + len(pair.en)
    return Bitext(
        _document([text for pair in pairs for text in pair.ko], "ko"),
        _document([text for pair in pairs for text in pair.en], "en"),
        tuple(beads),
    )


def _document(texts: Sequence[str], language: str) -> Document:
    segments, at = [], 0
    for text in texts:
        segments.append(Segment(text, "paragraph", at, at + len(text)))
        at += len(text) + 1
    return Document.from_segments(segments, language)
