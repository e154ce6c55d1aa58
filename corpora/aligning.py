"""One release from two files: read, align, and say what was found."""

from __future__ import annotations

from pathlib import Path

from align.embedding import Encoder
from align.gaps import Gap
from align.pipeline import Aligned, align_texts
from align.settings import AlignSettings
from corpora.naming import input_name
from corpora.readers.text import read_text
from corpora.release import Annotation, Release


def align_files(
    source: Path | str,
    target: Path | str,
    *,
    encoder: Encoder | None = None,
    settings: AlignSettings | None = None,
) -> tuple[Release, tuple[Gap, ...]]:
    """The aligned release in a Korean and an English file, and its gaps.

    Args:
        source: The Korean file; "-" is standard input.
        target: The English file; "-" likewise, but not both.
        encoder: What turns segments into vectors; the embedded one by default.
        settings: How to split and align.

    Raises:
        InputError: A file cannot be read, or does not hold what it should.
    """
    files = read_text(source), read_text(target)
    aligned = align_texts(
        files[0].text,
        files[1].text,
        encoder=encoder,
        settings=settings,
        names=(input_name(source), input_name(target)),
    )
    release = Release(aligned.bitext, files[0].source, files[1].source, annotations_of(aligned))
    return release, aligned.gaps


def annotations_of(aligned: Aligned) -> tuple[Annotation, ...]:
    """What is known of each bead: its gap, if it is one, with the reason."""
    by_bead = {gap.bead: gap for gap in aligned.gaps}
    annotations = []
    for index in range(len(aligned.bitext.beads)):
        gap = by_bead.get(index)
        annotations.append(
            Annotation(gap.kind, gap.reason, gap.confidence) if gap else Annotation()
        )
    return tuple(annotations)
