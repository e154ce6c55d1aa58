"""How many planted number and date errors are found, and how many false alarms are raised.

    python -m benchmarks.facts DATA [--debian USR] [--show]

DATA is the folder with qa/park-dev-facts.jsonl and aligned/; with USR, the folder of
`benchmarks.training.fit_beads`, whole manuals are checked, too. The intact pairs of park-dev
that a person judged to disagree are listed in facts_judged.tsv beside this file.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from align import Finding
from align.checks.numbers_and_dates import Context, check_facts
from benchmarks.training.texts import read_texts

JUDGED = Path(__file__).with_name("facts_judged.tsv")
#: Beads that are known to differ, by their label in osguide and pydocs-gapped.
DIFFERENT = {"number", "en_partial", "ko_partial", "changed", "rewritten"}


def main() -> None:
    """Print one table row per set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--debian", type=Path, metavar="USR")
    parser.add_argument("--show", action="store_true", help="Print each miss and false alarm.")
    arguments = parser.parse_args()
    park_facts(arguments.data / "qa" / "park-dev-facts.jsonl", show=arguments.show)
    for name in ("osguide", "pydocs-gapped"):
        gold_beads(arguments.data / "aligned" / name, show=arguments.show)
    examples(Path(__file__).parents[1] / "corpora" / "examples", show=arguments.show)
    if arguments.debian:
        manuals(arguments.data, arguments.debian, show=arguments.show)


def judged(name: str) -> dict[int, str]:
    """Line number, from 1, to the reason why that intact pair does disagree."""
    if not JUDGED.exists():
        return {}
    rows = (line.split("\t") for line in JUDGED.read_text("utf-8").splitlines() if line[:1] != "#")
    return {int(row[1]): row[2] for row in rows if row[0] == name}


def park_facts(path: Path, *, show: bool) -> None:
    """Recall of planted errors and false alarms on intact pairs."""
    true_errors = judged(path.name)
    found = placed = planted = alarms = intact = aside = 0
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        row = json.loads(line)
        findings = check_facts(row["ko"], row["en"])
        if row["label"] != "intact":
            planted += 1
            hit = any(row["now"].strip(",.") in _target(row["en"], f) for f in findings)
            found += bool(findings)
            placed += hit
            if show and not hit:
                _print(
                    f"{'MISS' if not findings else 'ELSE'} {number} {row['was']}->{row['now']}",
                    row["ko"],
                    row["en"],
                    findings,
                )
        elif number in true_errors:
            aside += 1
        else:
            intact += 1
            alarms += bool(findings)
            if show and findings:
                _print(f"ALARM {number}", row["ko"], row["en"], findings)
    print(
        f"{path.name}: found {found} of {planted} ({found / planted:.3f}), "
        f"{placed} of them at the altered place; "
        f"false alarms {alarms} of {intact} ({alarms / intact:.3%}); set aside {aside}"
    )


def _target(text: str, finding: Finding) -> str:
    return text[slice(*finding.target_span)] if finding.target_span else ""


def gold_beads(folder: Path, *, show: bool) -> None:
    """Findings on the gold beads of a set, apart from those known to differ."""
    alarms = intact = found = planted = 0
    true_errors = set(judged(folder.name).values())
    for document in sorted(folder.iterdir()):
        labels = read_labels(document)
        for source, target, context, key in beads(document):
            findings = check_facts(source, target, context)
            label = labels.get(key, "")
            if label in DIFFERENT:
                planted += label == "number"
                found += label == "number" and bool(findings)
                if show and label == "number" and not findings:
                    _print(f"MISS {document.name} {key}", source, target, findings)
                continue
            if any(reason.startswith(f"{document.name} {key[0]} ") for reason in true_errors):
                continue
            intact += 1
            alarms += bool(findings)
            if show and findings:
                _print(f"ALARM {document.name} {key}", source, target, findings)
    print(
        f"{folder.name}: false alarms {alarms} of {intact} ({alarms / intact:.3%}); "
        f"planted numbers found {found} of {planted}"
    )


def examples(folder: Path, *, show: bool) -> None:
    """Planted errors of the example releases, and findings elsewhere in them."""
    found = planted = alarms = intact = 0
    for document in sorted(path for path in folder.iterdir() if path.is_dir()):
        labels = read_labels(document)
        for source, target, context, key in beads(document):
            findings = check_facts(source, target, context)
            if "error planted" in labels.get(key, ""):
                planted += 1
                found += bool(findings)
            else:
                intact += 1
                alarms += bool(findings)
                if show and findings:
                    _print(f"ALARM {document.name} {key}", source, target, findings)
    print(f"examples: found {found} of {planted}; false alarms {alarms} of {intact}")


def manuals(data: Path, debian: Path, *, show: bool) -> None:
    """How often anything is said of the pairs of manuals; nobody knows which of them differ."""
    pairs = told = 0
    for page in read_texts(data, debian).manuals:
        for k, (source, target) in enumerate(page):
            around = page[max(0, k - 1) : k] + page[k + 1 : k + 2]
            context = Context(*(tuple(side) for side in zip(*around, strict=True)))
            findings = check_facts(source, target, context)
            pairs += 1
            told += bool(findings)
            if show and findings:
                _print("MANUAL", source, target, findings)
    print(f"manuals: findings in {told} of {pairs} pairs ({told / pairs:.3%})")


def read_labels(document: Path) -> dict[tuple[str, str], str]:
    """The two sides of a bead, as gold.tsv writes them, to its label."""
    for name in ("labels.tsv", "notes.tsv"):
        if (document / name).exists():
            rows = [line.split("\t") for line in (document / name).read_text("utf-8").splitlines()]
            return {(row[0], row[1]): row[2] for row in rows if len(row) > 2}
    return {}


def beads(document: Path) -> Iterator[tuple[str, str, Context, tuple[str, str]]]:
    """The two-sided gold beads of a document with the texts around them."""
    korean = (document / "ko.txt").read_text("utf-8").splitlines()
    english = (document / "en.txt").read_text("utf-8").splitlines()
    i = j = 0
    for line in (document / "gold.tsv").read_text("utf-8").splitlines():
        key = tuple(line.split("\t"))[:2]
        ours = [int(n) for n in key[0].split(",") if n]
        theirs = [int(n) for n in key[1].split(",") if n]
        i, j = (ours[-1] + 1 if ours else i), (theirs[-1] + 1 if theirs else j)
        if ours and theirs:
            context = Context(
                tuple(korean[max(0, ours[0] - 1) : ours[0]] + korean[i : i + 1]),
                tuple(english[max(0, theirs[0] - 1) : theirs[0]] + english[j : j + 1]),
            )
            source = " ".join(korean[n] for n in ours)
            yield source, " ".join(english[n] for n in theirs), context, (key[0], key[1])


def _print(head: str, source: str, target: str, findings: tuple[Finding, ...]) -> None:
    print(f"{head}\n  {source}\n  {target}", file=sys.stderr)
    for finding in findings:
        print(f"    {finding.kind} {finding.confidence:.2f} {finding.sentence}", file=sys.stderr)


if __name__ == "__main__":
    main()
