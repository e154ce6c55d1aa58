"""The checks run on a release, or on the pairs of a file that any program wrote."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from align.analysis import Analysis
from align.bitext import LANGUAGES, Bead, Bitext, Document, Segment
from align.checks.check_bitext import BeadFinding, check_bitext, in_order
from align.checks.glossary import Glossary
from align.checks.kinds import PRECEDENT_KINDS
from align.checks.settings import CheckSettings
from align.errors import InputError
from corpora.formats.base import Notices
from corpora.formats.entry_file import read_entries
from corpora.formats.glossary import read_glossary
from corpora.formats.release_file import check_writable, is_release, read_release, write_release
from corpora.io.input import source_name
from corpora.io.paths import input_name
from corpora.model.entry import Entry, gap_of
from corpora.model.old_sentences import reasons_of
from corpora.model.release import Annotation, Release, Source
from corpora.model.unit import ReleaseMetadata
from corpora.store import GivenReview

#: Entries that make one release of the store at most: a large memory becomes several.
MAX_ENTRIES = 2_000


@dataclass(frozen=True, slots=True)
class ImportedRelease:
    """Entries that belong together, as a release under the name that they give."""

    key: str
    facts: ReleaseMetadata
    release: Release
    reviews: tuple[GivenReview, ...]  #: one for each bead, of which a release knows nothing


def releases_of(entries: Iterable[Entry], name: str) -> Iterator[ImportedRelease]:
    """Entries that stand one after the other and are of one release, MAX_ENTRIES at most.

    Args:
        entries: In the order of their file.
        name: The file's name.
    """
    parts: dict[str, int] = {}
    for _, group in groupby(entries, key=attrgetter("origin", "source_language")):
        waiting: list[Entry] = []
        for entry in group:
            waiting.append(entry)
            if len(waiting) == MAX_ENTRIES:
                yield _imported(waiting, name, parts)
                waiting.clear()
        if waiting:
            yield _imported(waiting, name, parts)


def release_of(entries: Sequence[Entry], name: str) -> Release:
    """One release whose beads are these entries; blank sides are gaps.

    Args:
        entries: At least one, all in the same languages.
        name: What provenance calls the file that they are from.

    Raises:
        InputError: They are in other languages than Korean and English, or in several pairs.
    """
    languages = {(entry.source_language, entry.target_language) for entry in entries}
    if len(languages) != 1 or not languages <= {LANGUAGES, LANGUAGES[::-1]}:
        found = ", ".join(sorted(f"{one} to {other}" for one, other in languages)) or "nothing"
        raise InputError(f"{name}: needed is Korean with English, or the reverse; it holds {found}")
    documents, beads = [], []
    for side in ("source", "target"):
        segments: list[Segment] = []
        position = 0
        for block, entry in enumerate(entries):
            text = getattr(entry, f"{side}_text")
            if text.strip():
                kind = getattr(entry, f"{side}_kind") or "paragraph"
                segments.append(Segment(text, kind, position, position + len(text), block))
                position += len(text) + 1
        language = getattr(entries[0], f"{side}_language")
        documents.append(Document.from_segments(segments, language))
    i = j = 0
    annotations = []
    for entry in entries:
        source = range(i, i + bool(entry.source_text.strip()))
        target = range(j, j + bool(entry.target_text.strip()))
        if not source and not target:
            continue  # blanks alone are no segment
        beads.append(Bead(source, target, entry.probability, entry.score))
        gap = gap_of({"gap": entry.gap}, entry.source_text, entry.target_text)
        annotations.append(Annotation(gap, reasons_of(entry.note), entry.confidence))
        i, j = source.stop, target.stop
    first = entries[0]
    sources = [
        Source.of(
            document.text.encode(),
            name=name,
            encoding="utf-8",
            title=first.title,
            date=first.date,
            agency=first.agency,
            number=first.number,
            address=address,
        )
        for document, address in zip(
            documents, (first.source_address, first.target_address), strict=True
        )
    ]
    bitext = Bitext(documents[0], documents[1], tuple(beads), first.signature)
    return Release(bitext, sources[0], sources[1], tuple(annotations))


def _imported(entries: Sequence[Entry], name: str, parts: dict[str, int]) -> ImportedRelease:
    first = entries[0]
    key = first.release or first.title or name
    parts[key] = parts.get(key, 0) + 1
    if parts[key] > 1:
        key = f"{key} ({parts[key]})"
    facts = ReleaseMetadata(first.title, first.date, first.agency, first.number)
    release = release_of(entries, name)
    return ImportedRelease(key, facts, release, tuple(_reviews(entries, release)))


def _reviews(entries: Sequence[Entry], release: Release) -> Iterator[GivenReview]:
    """What people made of the beads: those entries have that are not blank on both sides."""
    with_text = [one for one in entries if one.source_text.strip() or one.target_text.strip()]
    for entry, bead in zip(with_text, release.bitext, strict=True):
        yield GivenReview(
            release.bitext.source_text(bead),
            release.bitext.target_text(bead),
            entry.state,
            entry.reviewer,
            entry.reviewed_at,
        )


def check_release(
    release: Release,
    *,
    settings: CheckSettings | None = None,
    glossary: Glossary | Path | str | None = None,
    date: datetime.date | None = None,
    analysis: Analysis | None = None,
) -> tuple[BeadFinding, ...]:
    """What a reviewer should look at in a release, in the order of its beads.

    Args:
        release: The aligned release.
        settings: What to look for, and from which confidence to tell it.
        glossary: The user's terms, or a file of them, CSV or TBX.
        date: The day of the release, which makes 지난 18일 a date; its files tell it otherwise.
        analysis: What `align_files` has read of the texts already.

    Raises:
        GlossaryError: The glossary is broken.
    """
    found = checked(release, settings=settings, glossary=glossary, date=date, analysis=analysis)
    return found.findings


def checked(
    release: Release,
    *,
    settings: CheckSettings | None = None,
    glossary: Glossary | Path | str | None = None,
    date: datetime.date | None = None,
    analysis: Analysis | None = None,
) -> Release:
    """The release with what ``check_release`` finds in place of what was found before.

    Departures from earlier releases, which only a store can tell, stay if they are to be told.
    """
    settings = settings or CheckSettings()
    terms = read_glossary(glossary) if isinstance(glossary, Path | str) else glossary
    day = date or release_date(release)
    found = check_bitext(
        release.bitext, reference=day, settings=settings, glossary=terms, analysis=analysis
    )
    signature = settings.signature() + (f"|glossary:{terms.digest()}" if terms else "")
    departures = [
        BeadFinding(one.bead, told)
        for one in release.findings
        if one.finding.kind in PRECEDENT_KINDS and (told := settings.apply(one.finding))
    ]
    return replace(release, findings=in_order([*found, *departures]), checks=signature)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A checked release, and the files that it was written to."""

    release: Release
    files: tuple[Path | str, ...]


def check_file(
    path: Path | str,
    *,
    settings: CheckSettings | None = None,
    glossary: Glossary | Path | str | None = None,
    outputs: Sequence[Path | str] = (),
    force: bool = False,
) -> CheckedFile:
    """Check the pairs of a bitext file, and write them with what was found.

    Args:
        path: The file, which any program may have written.
        settings: What to look for, and from which confidence to tell it.
        glossary: The user's terms, or a file of them, CSV or TBX.
        outputs: Where to write the release, if anywhere; refused before the work.
        force: Whether files of these names may be replaced.

    Raises:
        InputError: The file is missing, broken or empty, or in other languages.
        OutputError: A file exists, or cannot be written.
        GlossaryError: The glossary is broken.
    """
    check_writable(outputs, inputs=(path,), force=force)
    release = checked(release_in(path), settings=settings, glossary=glossary)
    files = [made for output in outputs for made in write_release(release, output, force=force)]
    return CheckedFile(release, tuple(files))


def release_in(path: Path | str) -> Release:
    """The release in a bitext file; what no command of ours wrote as one is taken entry by entry.

    Raises:
        InputError: The file is missing, broken or empty, or in other languages.
    """
    if is_release(path):
        return read_release(path)
    name = input_name(path)
    entries = list(read_entries(path, notices=Notices()))
    if not entries:
        raise InputError(f"{name} holds no pair of texts")
    return release_of(entries, source_name(path))


def release_date(release: Release) -> datetime.date | None:
    """The day that one of the files tells, the Korean one first."""
    for source in (release.source, release.target):
        try:
            return datetime.date.fromisoformat(source.date)
        except ValueError:
            continue
    return None
