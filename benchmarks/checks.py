"""Precision and recall of each kind of finding, on errors planted in gold documents.

    python -m benchmarks.checks DATA [--show KIND]

DATA is the folder with aligned/. From each document up to PLACES places are drawn for each kind;
one error is planted there, and the pairs around it are checked as a release of their own. A finding
of that kind at the planted place is right; one elsewhere in the same pairs is false, unless the
pair is known to differ. What a glossary misses in unchanged text is right by definition.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from align import BeadFinding, CheckSettings, Glossary, check_bitext
from align.checks.kinds import CHECK_KINDS, kinds_in
from benchmarks.planting.pairs import AROUND, Pair, bitext_of, documents
from benchmarks.planting.plants import PLANTS, Planted

SETS = ("ntrex-dev", "osguide", "pydocs-gapped", "releases-dev")
SEED = 20161020
#: Errors of a kind that are planted in a document, each in a copy of its own.
PLACES = 3


@dataclass
class Score:
    """What came of the planted errors of a kind."""

    planted: int = 0
    found: int = 0  #: by the kind
    noticed: int = 0  #: by any kind
    false: int = 0
    alarms: int = 0  #: on pairs in which nothing was planted, over all documents
    misses: list[tuple[str, Planted]] = field(default_factory=list)


def main() -> None:
    """Print a table with a row a kind, and how long all checks take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", metavar="KIND", help="Print each miss of a kind.")
    arguments = parser.parse_args()
    folders = [arguments.data / "aligned" / name for name in SETS]
    folders.append(Path(__file__).parents[1] / "corpora" / "examples")
    texts = [document for folder in folders for document in documents(folder)]
    scores = {kind: Score() for kind in CHECK_KINDS}
    pairs = alarms(texts, scores)
    for kind in CHECK_KINDS:
        for name, planted in plants(texts, kind):
            judge(scores[kind], kind, name, planted)
    print_table(scores, pairs)
    print_time([text for text in texts if text[0].startswith(("releases-dev", "examples"))])
    if arguments.show:
        for name, planted in scores[arguments.show].misses:
            pair = planted.after[planted.places.start]
            print(f"{name}\n  {pair.korean}\n  {pair.english}", file=sys.stderr)


def alarms(texts: Sequence[tuple[str, list[Pair]]], scores: dict[str, Score]) -> int:
    """Count the findings where nothing was planted; the number of pairs looked at."""
    count = 0
    for _, pairs in texts:
        count += sum(pair.whole and not pair.different for pair in pairs)
        for one in check_bitext(bitext_of(pairs)):
            scores[one.finding.kind].alarms += not pairs[one.bead].different
    return count


def plants(texts: Sequence[tuple[str, list[Pair]]], kind: str) -> Iterator[tuple[str, Planted]]:
    """Up to PLACES planted errors of a kind a document, with the pairs around each."""
    for name, pairs in texts:
        choice = random.Random(f"{SEED} {kind} {name}")
        places = [n for n, pair in enumerate(pairs) if pair.whole and not pair.different]
        choice.shuffle(places)
        done = 0
        for place in places:
            first = max(0, place - AROUND)
            around = pairs[first : place + AROUND + 1]
            planted = PLANTS[kind](around, place - first, choice)
            if planted is not None:
                yield name, planted
                done += 1
                if done == PLACES:
                    break


def judge(score: Score, kind: str, name: str, planted: Planted) -> None:
    """Check the pairs around a planted error, and count what is found."""
    found = findings(planted.after, planted.glossary)
    before = {(one.bead, one.finding.kind) for one in findings(planted.before, planted.glossary)}
    here = [one for one in found if one.bead in planted.places]
    new = [one for one in here if (one.bead, one.finding.kind) not in before]
    score.planted += 1
    score.noticed += bool(new)
    hit = any(one.finding.kind == kind for one in new)
    score.found += hit
    if not hit:
        score.misses.append((name, planted))
    for one in found:
        if one.finding.kind != kind or planted.after[one.bead].different or one in new:
            continue
        score.false += kind not in kinds_in("terms") or (one.bead, kind) not in before


def findings(pairs: Sequence[Pair], glossary: Glossary | None) -> tuple[BeadFinding, ...]:
    """What all checks find."""
    return check_bitext(bitext_of(pairs), settings=CheckSettings(), glossary=glossary)


def print_table(scores: dict[str, Score], pairs: int) -> None:
    """A row a kind, in Markdown."""
    print("| kind | planted | recall | by any kind | precision | alarms |")
    print("|---|---|---|---|---|---|")
    for kind, score in scores.items():
        recall = noticed = precision = "-"
        if score.planted:
            recall = f"{score.found / score.planted:.3f}"
            noticed = f"{score.noticed / score.planted:.3f}"
        if score.found + score.false:
            precision = f"{score.found / (score.found + score.false):.3f}"
        alarm = "-" if kind in kinds_in("terms") else str(score.alarms)
        print(f"| {kind} | {score.planted} | {recall} | {noticed} | {precision} | {alarm} |")
    print(f"\nAlarms: findings in {pairs:,} pairs in which nothing was planted.")


def print_time(texts: Sequence[tuple[str, list[Pair]]]) -> None:
    """Processor time of all checks on each release."""
    times = []
    for _, pairs in texts:
        bitext = bitext_of(pairs)
        start = time.process_time()
        check_bitext(bitext)
        times.append(time.process_time() - start)
    print(
        f"\nAll checks on one of {len(times)} releases: {statistics.median(times):.3f} s of "
        f"processor time, {max(times):.3f} s at most."
    )


if __name__ == "__main__":
    main()
