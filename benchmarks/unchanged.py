"""Record what the default run yields, bit by bit, and compare another version of the code with it.

    export OPENBLAS_NUM_THREADS=1 PYTHONHASHSEED=0
    python -m benchmarks.unchanged record BASELINE.jsonl [DATA]
    python -m benchmarks.unchanged compare BASELINE.jsonl [DATA]

A line of the file is one document pair: its beads with their probabilities and scores as
hexadecimal floats, its signature, gaps and findings, and the sentences of both. The examples of
this repository are recorded as files (pages as copied) and line by line; the written releases of
`benchmarks/releases` and, with DATA (the folder that holds `aligned/`), the development sets line
by line. `compare` exits with 1 if anything but a sentence differs; changed sentences are counted
and shown, since wording may change where results may not. Floats are the same only on one machine
with one set of libraries, one thread and one order of sets: record and compare there.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from align import AlignSettings, Analysis
from corpora import align_files, check_release

REPOSITORY = Path(__file__).parent.parent
#: What must be fixed for floats to be the same twice.
FIXED = {"OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
SHOWN = 12  #: differences of one part that are printed


def pairs(data: Path | None) -> Iterator[tuple[str, Path, Path, AlignSettings]]:
    """Name, Korean file, English file and settings of everything that is recorded."""
    examples = REPOSITORY / "corpora" / "examples"
    for folder in sorted(path for path in examples.iterdir() if path.is_dir()):
        for stem in ("ko_raw", "ko"):
            source = folder / f"{stem}.txt"
            if source.exists():
                target = folder / f"{stem.replace('ko', 'en')}.txt"
                yield f"{folder.name}/{stem}", source, target, AlignSettings()
    roots = [examples, REPOSITORY / "benchmarks" / "releases"]
    roots += [data / "aligned"] if data else []
    for root in roots:
        for gold in sorted(root.rglob("gold.tsv")):
            folder = gold.parent
            name = f"{folder.relative_to(root.parent)} by line"
            yield name, folder / "ko.txt", folder / "en.txt", AlignSettings(one_per_line=True)


def observed(source: Path, target: Path, settings: AlignSettings) -> dict[str, Any]:
    """What comes out for one pair, as plain values."""
    analysis = Analysis()
    aligned = align_files(source, target, settings=settings, analysis=analysis)
    release = aligned.release
    findings = check_release(release, analysis=analysis)
    return {
        "signature": release.bitext.signature,
        "beads": [
            [
                *(bead.source.start, bead.source.stop, bead.target.start, bead.target.stop),
                _exact(bead.probability),
                _exact(bead.score),
                bead.moved,
            ]
            for bead in release.bitext.beads
        ],
        "gaps": [[gap.kind, gap.bead, gap.line, _exact(gap.confidence)] for gap in aligned.gaps],
        "findings": [
            [
                one.bead,
                one.finding.kind,
                one.finding.severity,
                _exact(one.finding.confidence),
                one.finding.source_span,
                one.finding.target_span,
            ]
            for one in findings
        ],
        "sentences": [
            *(gap.reason for gap in aligned.gaps),
            *(one.finding.sentence for one in findings),
        ],
    }


def _exact(value: float | None) -> str | None:
    return None if value is None else float(value).hex()


@click.group()
def main() -> None:
    """Record what the default run yields, or compare with what was recorded."""
    for name, value in FIXED.items():
        if os.environ.get(name) != value:
            raise click.UsageError(f"set {name}={value}: it decides the last bit of some sums")


@main.command()
@click.argument("baseline", type=click.Path(path_type=Path))
@click.argument("data", required=False, type=click.Path(exists=True, path_type=Path))
def record(baseline: Path, data: Path | None) -> None:
    """Write BASELINE."""
    with baseline.open("w", encoding="utf-8") as file:
        for name, *where in pairs(data):
            row = {"name": name, **observed(*where)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


@main.command()
@click.argument("baseline", type=click.Path(exists=True, path_type=Path))
@click.argument("data", required=False, type=click.Path(exists=True, path_type=Path))
@click.pass_context
def compare(ctx: click.Context, baseline: Path, data: Path | None) -> None:
    """Compare this version with BASELINE."""
    lines = baseline.read_text(encoding="utf-8").splitlines()
    before = {row["name"]: row for row in map(json.loads, lines)}
    changed: Counter[str] = Counter()
    seen = 0
    for name, *where in pairs(data):
        if name not in before:
            continue
        seen += 1
        now = json.loads(json.dumps(observed(*where)))
        for part, value in now.items():
            if value == before[name][part]:
                continue
            changed[part] += 1
            if changed[part] <= SHOWN:
                click.echo(f"{name}: {part}: {_first_difference(before[name][part], value)}")
    click.echo(f"{seen} document pairs compared; differing: {dict(changed) or 'none'}")
    if not seen or changed.keys() - {"sentences"}:
        ctx.exit(1)


def _first_difference(before: Any, now: Any) -> str:
    if isinstance(before, str):
        return f"{before!r} -> {now!r}"
    for index, (one, other) in enumerate(zip(before, now, strict=False)):
        if one != other:
            return f"[{index}] {one!r} -> {other!r}"
    return f"{len(before)} -> {len(now)} entries"


if __name__ == "__main__":
    main()
