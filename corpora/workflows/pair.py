"""An archive to a manifest: which Korean file belongs to which English one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from align.encoders.base import Encoder, Vectors, encode_distinct
from align.encoders.universal import universal_encoder
from align.errors import InputError
from align.pairing import Fingerprint, Pairing, PairingSettings, Verdict, pair_fingerprints
from align.pairing.fingerprint import WORD_KINDS
from corpora.formats.manifest import ManifestRow, path_for_manifest, write_manifest
from corpora.io.output import check_output, is_same_file
from corpora.io.paths import common_stem, shown
from corpora.workflows.scan_folder import FoundFile, files_in, read_all

ProgressCallback = Callable[[int, int], None]

#: Documents whose heads are embedded at a time.
_BATCH = 64
_NAMES = {"ko": "Korean", "en": "English"}


@dataclass(frozen=True, slots=True)
class ArchiveSide:
    """The documents of one language, in the order of their paths."""

    files: tuple[FoundFile, ...]
    digests: tuple[Fingerprint, ...]


def pair_folders(
    korean: Path,
    english: Path,
    manifest: Path | str,
    *,
    settings: PairingSettings | None = None,
    encoder: Encoder | None = None,
    progress: Callable[[str], ProgressCallback | None] = lambda what: None,
) -> list[ManifestRow]:
    """The manifest of an archive: pairs, documents alone, and files that are neither.

    Args:
        korean: The folder of the Korean documents; folders in it count, too.
        english: That of the English ones. It may be the same folder, or lie in the other.
        manifest: Where the manifest will lie; its paths are meant from there.
        settings: How to pair.
        encoder: What turns segments into vectors; the weights were learnt for the default.
        progress: Given what is counted, gives what is called as it is counted.

    Raises:
        InputError: A folder is missing, or there is no document of a language.
    """
    mixed = is_same_file(korean, english)
    folders = [korean] if mixed else [korean, english]
    outside = [manifest if str(manifest) != "-" else None, *([] if mixed else folders)]
    found = []
    for folder in folders:
        without = [Path(path) for path in outside if path and path is not folder]
        found.append(files_in(folder, without=without))
    show = progress("files read")
    read = read_all([path for paths in found for path in paths], progress=show)
    parts = [read[: len(found[0])], read[len(found[0]) :]]
    sides, others = _by_language(parts, mixed=mixed)
    for files, language, folder in zip(sides, ("ko", "en"), (korean, english), strict=True):
        if not files:
            raise InputError(_nothing(folder, language, others))
    roots = korean, english
    digested = _digested(
        sides, roots, encoder or universal_encoder(), progress("documents embedded")
    )
    pairing = pair_fingerprints(digested[0].digests, digested[1].digests, settings=settings)
    rows = [*_rows(pairing, digested, manifest), *_other_rows(others, manifest)]
    return rows


def write_pairs(
    korean: Path,
    english: Path,
    manifest: Path | str,
    *,
    settings: PairingSettings | None = None,
    force: bool = False,
    progress: Callable[[str], ProgressCallback | None] = lambda what: None,
) -> list[ManifestRow]:
    """Write the manifest of an archive, which is refused before the work; its rows.

    Args:
        korean: See `pair_folders`, as for all others.
        english: The folder of the English documents.
        manifest: Where to write; "-" is standard output.
        settings: How to pair.
        force: Whether a file of that name may be replaced.
        progress: Given what is counted, gives what is called as it is counted.

    Raises:
        InputError: A folder is missing, or there is no document of a language.
        OutputError: The file exists, or cannot be written.
    """
    check_output(manifest, force=force)
    rows = pair_folders(korean, english, manifest, settings=settings, progress=progress)
    write_manifest(rows, manifest, force=force)
    return rows


def _by_language(
    parts: Sequence[Sequence[FoundFile]], *, mixed: bool
) -> tuple[list[list[FoundFile]], list[tuple[int, FoundFile]]]:
    """The Korean and the English documents; and the other files, with their side."""
    sides: list[list[FoundFile]] = [[], []]
    others: list[tuple[int, FoundFile]] = []
    for side, files in enumerate(parts):
        for file in files:
            own = {"ko": 0, "en": 1}.get(file.language or "")
            if file.outline is not None and own is not None and (mixed or own == side):
                sides[own].append(file)
            else:
                others.append((side, file))
    return sides, others


def _nothing(folder: Path, language: str, others: Sequence[tuple[int, FoundFile]]) -> str:
    """Why there is nothing to pair, with the first reason that a file gives."""
    problem = next((f"; {file.problem}" for _, file in others if file.problem), "")
    swapped = sum(file.language not in (None, language) for _, file in others)
    hint = "; give the Korean folder first, then the English one" if swapped else problem
    return f"{shown(folder)} holds no {_NAMES[language]} document{hint}"


def _digested(
    sides: Sequence[Sequence[FoundFile]],
    roots: tuple[Path, Path],
    encoder: Encoder,
    progress: ProgressCallback | None,
) -> list[ArchiveSide]:
    """Both sides with their digests; lines that many documents have are embedded once a batch."""
    total, done = sum(map(len, sides)), 0
    made = []
    for files, root in zip(sides, roots, strict=True):
        digests: list[Fingerprint] = []
        for first in range(0, len(files), _BATCH):
            batch = files[first : first + _BATCH]
            heads = [file.outline.head if file.outline else () for file in batch]
            vectors = encode_distinct(encoder.encode, [line for head in heads for line in head])
            parts = np.split(vectors, np.cumsum([len(head) for head in heads])[:-1])
            digests += [_digest(file, part, root) for file, part in zip(batch, parts, strict=True)]
            done += len(batch)
            if progress:
                progress(done, total)
        made.append(ArchiveSide(tuple(files), tuple(digests)))
    return made


def _digest(file: FoundFile, vectors: Vectors, root: Path) -> Fingerprint:
    assert file.outline is not None  # `_by_language` keeps no others
    assert file.source is not None
    relative = file.path.relative_to(root)
    return replace(
        Fingerprint.of(file.outline, vectors, name=relative.as_posix()),
        date=file.date,
        stem=common_stem(relative),
        number=file.source.number,
    )


def _rows(
    pairing: Pairing, sides: Sequence[ArchiveSide], manifest: Path | str
) -> Iterator[ManifestRow]:
    partners = {("source", pair.source): pair.target for pair in pairing.pairs}
    partners |= {("target", pair.target): pair.source for pair in pairing.pairs}
    for pair in pairing.pairs:
        files = [side.files[index or 0] for side, index in zip(sides, _indices(pair), strict=True)]
        names = [path_for_manifest(file.path, manifest) for file in files]
        reason = _evidence(pair, sides)
        row = ManifestRow(names[0], names[1], "paired", pair.probability, reason)
        yield _with_metadata(row, files[0], files[1])
    for own, lone in enumerate((pairing.lone_source, pairing.lone_target)):
        for verdict in lone:
            index, other = _indices(verdict) if own == 0 else _indices(verdict)[::-1]
            file = sides[own].files[index or 0]
            name = path_for_manifest(file.path, manifest)
            row = _single(own, name, "unpaired", _why_alone(verdict, own, sides, partners))
            if other is not None:
                candidate = path_for_manifest(sides[1 - own].files[other].path, manifest)
                row = replace(row, candidate=candidate, score=verdict.probability)
            yield _with_metadata(row, *((file, None) if own == 0 else (None, file)))


def _other_rows(
    others: Sequence[tuple[int, FoundFile]], manifest: Path | str
) -> Iterator[ManifestRow]:
    for side, file in others:
        name = path_for_manifest(file.path, manifest)
        if file.problem:
            yield _single(side, name, "unreadable", file.problem)
        elif file.language is None:
            yield _single(side, name, "other_language", "it is neither Korean nor English")
        else:
            wanted = "Korean" if side == 0 else "English"
            reason = f"it is {_NAMES[file.language]}, in the folder of the {wanted} documents"
            yield _single(side, name, "other_language", reason)


def _indices(verdict: Verdict) -> tuple[int | None, int | None]:
    return verdict.source, verdict.target


def _single(side: int, name: str, state: str, reason: str) -> ManifestRow:
    source, target = (name, "") if side == 0 else ("", name)
    return ManifestRow(source, target, state, None, reason)


def _with_metadata(
    row: ManifestRow, source: FoundFile | None, target: FoundFile | None
) -> ManifestRow:
    """The row with what the files tell of themselves."""

    def told(name: str) -> str:
        sources = (file.source for file in (source, target) if file is not None)
        return next((getattr(each, name) for each in sources if each and getattr(each, name)), "")

    days = [file.date.isoformat() if file and file.date else "" for file in (source, target)]
    return replace(
        row,
        date=days[0] or days[1],
        agency=told("agency"),
        number=told("number"),
        title=source.title if source else "",
        target_date=days[1],
        target_title=target.title if target else "",
    )


def _evidence(verdict: Verdict, sides: Sequence[ArchiveSide]) -> str:
    """What speaks for two documents, in words."""
    one, two = (
        side.digests[index or 0] for side, index in zip(sides, _indices(verdict), strict=True)
    )
    parts = [f"texts {verdict.alike or 0:.2f} alike"]
    for kind, word in (("number", "numbers"), ("day", "days")):
        words = [digest.words[WORD_KINDS.index(kind)] for digest in (one, two)]
        shared = len(np.intersect1d(words[0], words[1]))
        if fewest := min(map(len, words)):
            parts.append(f"{shared} of {fewest} {word} in common")
    if one.date and two.date:
        days = abs((two.date - one.date).days)
        parts.append(
            "published on one day" if not days else f"published {days} day{'s'[: days > 1]} apart"
        )
    if one.stem and one.stem == two.stem:
        parts.append("the same file name")
    if one.number and one.number == two.number:
        parts.append("the same number")
    return ("paired by their names; " if verdict.by_name else "") + "; ".join(parts)


def _why_alone(
    verdict: Verdict,
    own: int,
    sides: Sequence[ArchiveSide],
    partners: dict[tuple[str, int | None], int | None],
) -> str:
    """Why a document has no counterpart, in words."""
    if verdict.copy_of is not None:
        return f"the same text as {shown(sides[own].files[verdict.copy_of].path.name)}"
    index, other = _indices(verdict) if own == 0 else _indices(verdict)[::-1]
    if other is None:
        return "nothing like it was found"
    reason = f"the candidate is too unlike: {_evidence(verdict, sides)}"
    partner = partners.get(("target" if own == 0 else "source", other))
    if partner is not None and partner != index:
        name = shown(sides[own].files[partner].path.name)
        reason = f"the candidate belongs to {name}: {_evidence(verdict, sides)}"
    return reason
