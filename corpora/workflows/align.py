"""One release from two files: read, align, and say what was found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from align.analysis import Analysis
from align.bitext import LANGUAGES, Document
from align.encoders.base import Encoder
from align.errors import InputError
from align.gaps import Gap
from align.language import tell_language
from align.pipeline import Aligned, align_documents, check_holds_text, check_languages
from align.segmentation.segment import segment_blocks, segment_lines
from align.settings import AlignSettings
from corpora.io.paths import input_name
from corpora.model.release import Annotation, Release
from corpora.readers.read_file import ReadFile, read_file


@dataclass(frozen=True, slots=True)
class AlignedRelease:
    """A release that was aligned, its gaps, and what its readers warn of."""

    release: Release
    gaps: tuple[Gap, ...]
    warnings: tuple[str, ...]


def align_files(
    source: Path | str,
    target: Path | str,
    *,
    encoder: Encoder | None = None,
    settings: AlignSettings | None = None,
    analysis: Analysis | None = None,
) -> AlignedRelease:
    """The aligned release in a Korean and an English file of any format that is read.

    Args:
        source: The Korean file; "-" is standard input.
        target: The English file; "-" likewise, but not both.
        encoder: What turns segments into vectors; the embedded one by default.
        settings: How to split and align.
        analysis: What has been read of the texts; give it to `check_release`, too, and no text is
            read or embedded twice.

    Raises:
        InputError: A file cannot be read, or does not hold what it should.

    >>> from importlib.resources import files
    >>> folder = files("corpora") / "examples" / "01-ocean-dialogue"
    >>> aligned = align_files(folder / "ko_raw.txt", folder / "en_raw.txt")
    >>> [(gap.kind, gap.line) for gap in aligned.gaps if gap.is_real]
    [('addition', 16), ('omission', 22), ('omission', 37), ('omission', 43)]
    >>> aligned.release.source.name
    'ko_raw.txt'
    """
    settings = settings or AlignSettings()
    names = input_name(source), input_name(target)
    files = read_file(source), read_file(target)
    check_languages(files[0].text, files[1].text, names)
    documents = [
        document_of(file, language, settings)
        for file, language in zip(files, LANGUAGES, strict=True)
    ]
    for document, name in zip(documents, names, strict=True):
        check_holds_text(document, name)
    aligned = align_documents(
        documents[0], documents[1], encoder=encoder, settings=settings, analysis=analysis
    )
    release = Release(aligned.bitext, files[0].source, files[1].source, annotations_of(aligned))
    warnings = [
        f"{name}: {warning}"
        for name, file in zip(names, files, strict=True)
        for warning in file.warnings
    ]
    return AlignedRelease(release, aligned.gaps, tuple(warnings))


def document_of(file: ReadFile, language: str, settings: AlignSettings) -> Document:
    """The document that a file holds, split as the settings have it."""
    if settings.one_per_line:
        return segment_lines(file.text, language)
    return segment_blocks(file.text, file.blocks, language, kiwi=settings.kiwi)


def read_document(path: Path | str, language: str | None = None) -> tuple[ReadFile, Document]:
    """A file of any format that is read, and the document in it.

    Raises:
        InputError: It cannot be read, or is neither Korean nor English.
    """
    file = read_file(path)
    language = language or tell_language(file.text)
    if language is None:
        raise InputError(
            f"{input_name(path)} is neither Korean nor English; choose with --language"
        )
    return file, document_of(file, language, AlignSettings())


def annotations_of(aligned: Aligned) -> tuple[Annotation, ...]:
    """What is known of each bead: its gap, if it is one, with the reason."""
    by_bead = {gap.bead: gap for gap in aligned.gaps}
    annotations = []
    for index in range(len(aligned.bitext.beads)):
        gap = by_bead.get(index)
        annotations.append(
            Annotation(gap.kind, gap.reasons, gap.confidence) if gap else Annotation()
        )
    return tuple(annotations)
