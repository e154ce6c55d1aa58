"""Measuring the aligner on folders of gold documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align.calibration import JudgedBead, judge
from align.encoders.base import Encoder
from align.evaluation import Evaluation, evaluate, sides_of
from align.pipeline import align_texts
from align.settings import AlignSettings
from corpora.formats.gold import gold_folders, read_gold, write_beads
from corpora.io.output import check_output, make_folder


@dataclass(frozen=True, slots=True)
class Measured:
    """How one document, or a set, was aligned."""

    name: str
    evaluation: Evaluation
    judged: tuple[JudgedBead, ...] = ()  #: every bead of the answer


def measure_folder(
    folder: Path,
    *,
    encoder: Encoder | None = None,
    settings: AlignSettings | None = None,
    predictions: Path | None = None,
    force: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> list[Measured]:
    """The evaluation of every gold document in a folder, in order of their names.

    Args:
        folder: Holds `DOC/{ko,en}.txt` and `DOC/gold.tsv`, at any depth.
        encoder: What turns segments into vectors; the embedded one by default.
        settings: How to align; each line is one segment in any case.
        predictions: Where to write each document's beads as `DOC.tsv`, if anywhere.
        force: Whether such files may be replaced.
        progress: Called with the number of documents done, and of all.

    Raises:
        GoldError: There are no gold documents, or one breaks the format.
        OutputError: The predictions cannot be written.
    """
    settings = replace(settings or AlignSettings(), one_per_line=True)
    folders = {_name(path, folder): path for path in gold_folders(folder)}
    outputs = {name: predictions / f"{name}.tsv" for name in folders} if predictions else {}
    for path in outputs.values():
        make_folder(path.parent)
        check_output(path, force=force)
    measured = []
    for number, (name, document_folder) in enumerate(folders.items(), start=1):
        document = read_gold(document_folder, name=name)
        texts = document.texts
        names = (f"{document.name}/ko.txt", f"{document.name}/en.txt")
        aligned = align_texts(*texts, encoder=encoder, settings=settings, names=names)
        if name in outputs:
            write_beads(aligned.bitext.beads, outputs[name], force=force)
        evaluation = evaluate(sides_of(aligned.bitext.beads), document.beads)
        judged = judge(aligned.bitext.beads, document.beads)
        measured.append(Measured(document.name, evaluation, judged))
        if progress:
            progress(number, len(folders))
    return measured


def _name(document: Path, folder: Path) -> str:
    name = document.relative_to(folder).as_posix()
    return name if name != "." else folder.resolve().name


def by_set(measured: Sequence[Measured]) -> list[Measured]:
    """The evaluations added up by the folder above each document; documents apart if one set."""
    sets: dict[str, list[Measured]] = {}
    for each in measured:
        sets.setdefault(each.name.rpartition("/")[0] or ".", []).append(each)
    return [replace(total(members), name=name) for name, members in sets.items()]


def total(measured: Sequence[Measured]) -> Measured:
    """All documents added up."""
    return Measured(
        "all",
        sum((each.evaluation for each in measured), Evaluation()),
        tuple(bead for each in measured for bead in each.judged),
    )


def rows_of(measured: Sequence[Measured], *, sets: bool) -> list[Measured]:
    """What a table shows: each document, or each set of them, and all together."""
    return [*(by_set(measured) if sets else measured), total(measured)]
