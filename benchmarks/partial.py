"""How well partial gaps are found: a table for the README.

    python -m benchmarks.partial DATA

Two kinds of exam. `park-dev` is news whose translations are free: a clause was taken out of
some pairs, but many of the pairs "as found" lack a clause too, so its figures are a lower bound.
A second line leaves out those that a person found not to be intact among the hundred highest
scores of an earlier version (`partial_judged.tsv`). That choice favours the earlier version; a
third line has of the pairs "as found" only those that a person found intact among 120 drawn at
random (`partial_sampled.tsv`), each standing for seven.

From the other sets' pairs of one segment each, a clause is taken here, by the rules of
`benchmarks.training.clauses`; their translations are full. A pair's score is the higher of the
probabilities that either side lacks a clause.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from align.checks.clause_search import Candidate, candidates, probability
from align.scoring.token_text import TokenText, token_texts
from benchmarks.training.clauses import take_clause
from corpora.formats.gold import gold_folders, read_gold

JUDGED = Path(__file__).with_name("partial_judged.tsv")
SAMPLED = Path(__file__).with_name("partial_sampled.tsv")
SETS = ("ntrex-dev", "osguide", "pydocs-gapped")


@dataclass(frozen=True)
class Case:
    """A pair, which side has more, and what was taken from the other."""

    ko: str
    en: str
    extra: str  #: "ko", "en" or ""
    removed: str = ""
    judged: bool = False  #: a person found that the pair, called intact, is not
    sampled: str = ""  #: what a person found, where the pair was drawn to be looked at


@dataclass(frozen=True)
class Outcome:
    """What was found in a case."""

    case: Case
    score: float
    side: str  #: the side that the higher score is of
    marked: str  #: its text
    overlaps: bool | None  #: the marked clause and the one taken; None where nothing was taken


def outcomes(cases: Sequence[Case]) -> list[Outcome]:
    """Both sides of every case judged."""
    found = []
    for k in range(0, len(cases), 256):
        part = cases[k : k + 256]
        korean = token_texts([case.ko for case in part], "ko")
        english = token_texts([case.en for case in part], "en")
        removed = iter(_removed(part))
        for case, ko, en in zip(part, korean, english, strict=True):
            sides = []
            for own, other, candidate in zip((ko, en), (en, ko), candidates(ko, en), strict=True):
                if candidate:
                    sides.append((probability(candidate), own, other, candidate))
            taken = next(removed) if case.removed else None
            if not sides:
                found.append(Outcome(case, 0.0, "", "", False if taken else None))
                continue
            score, own, other, candidate = max(sides, key=lambda side: side[0])
            overlaps = None
            if taken is not None:
                overlaps = own.language == case.extra and _overlap(candidate, own, other, taken)
            marked = own.text[candidate.start : candidate.end]
            found.append(Outcome(case, score, own.language, marked, overlaps))
    return found


def _removed(cases: Iterable[Case]) -> list[TokenText]:
    out = []
    for case in cases:
        if case.removed:
            language = "en" if case.extra == "ko" else "ko"
            out += token_texts([case.removed], language)
    return out


def _overlap(candidate: Candidate, own: TokenText, rest: TokenText, taken: TokenText) -> bool:
    """Whether the marked clause has the words that match what was taken best.

    What was taken stood on the other side, so the words of this side that it translated are not
    known; they are taken to be the run that matches it most beyond what is left.
    """
    gain = (own.vectors @ taken.vectors.T).max(axis=1) - (own.vectors @ rest.vectors.T).max(axis=1)
    gain = np.add.reduceat(gain * own.weights, own.word_starts)
    sums = np.append(0, np.cumsum(gain))
    best = max(
        (
            (sums[high] - sums[low], low, high)
            for low in range(len(gain))
            for high in range(low + 1, len(gain) + 1)
        ),
    )
    start, end = own.words[best[1]][0], own.words[best[2] - 1][1]
    shared = min(end, candidate.end) - max(start, candidate.start)
    return shared >= 0.5 * min(end - start, candidate.end - candidate.start)


def curve(found: Sequence[Outcome], stands_for: float = 1.0) -> tuple[float, float, float]:
    """AUROC, and recall at 90 % and at 80 % precision; an intact pair may stand for several."""
    order = sorted(found, key=lambda one: -one.score)
    truth = np.array([bool(one.case.extra) for one in order])
    scores = np.array([one.score for one in order])
    positive, negative = scores[truth], np.sort(scores[~truth])
    below = np.searchsorted(negative, positive, "left") + np.searchsorted(
        negative, positive, "right"
    )
    auroc = float(below.mean() / 2 / len(negative))
    hits, alarms = np.cumsum(truth), np.cumsum(~truth) * stands_for
    precision, recall = hits / (hits + alarms), hits / truth.sum()
    at = [float(recall[precision >= least].max(initial=0)) for least in (0.9, 0.8)]
    return auroc, at[0], at[1]


def park_cases(data: Path) -> list[Case]:
    """The cases of qa/park-dev-partial.jsonl."""
    lines = (data / "qa/park-dev-partial.jsonl").read_text(encoding="utf-8").splitlines()
    extra = {"omission": "ko", "addition": "en", "intact": ""}
    judged, sampled = _verdicts(JUDGED), _verdicts(SAMPLED)
    rows = enumerate(map(json.loads, lines), start=1)
    return [
        Case(
            _line(r["ko"]),
            _line(r["en"]),
            extra[r["label"]],
            r["removed"],
            number in judged,
            sampled.get(number, ""),
        )
        for number, r in rows
    ]


def _verdicts(path: Path) -> dict[int, str]:
    """Line number, from 1, and what a person found there."""
    table = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return {int(number): verdict for _, number, verdict in table}


def taken_cases(folder: Path, seed: int) -> list[Case]:
    """Intact pairs of a set of gold documents, and the same with a clause taken out."""
    rng, cases = random.Random(seed), []
    for place in gold_folders(folder):
        document = read_gold(place, name=place.name)
        sides = [text.splitlines() for text in document.texts]
        for source, target in document.beads:
            if len(source) != 1 or len(target) != 1:
                continue
            ko, en = _line(sides[0][min(source)]), _line(sides[1][min(target)])
            cases.append(Case(ko, en, ""))
            for language, text in (("en", en), ("ko", ko)):
                rest = take_clause(text, language, rng)
                if rest:
                    cases.append(Case(ko, rest, "ko") if language == "en" else Case(rest, en, "en"))
    return cases


def _line(text: str) -> str:
    return " ".join(text.split())


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--seed", default=5, show_default=True)
@click.option("--show", default=0, help="List this many pairs as found with the highest scores.")
def main(data: Path, seed: int, show: int) -> None:
    """Print AUROC and recall for every exam."""
    park = outcomes(park_cases(data))
    drawn = [one for one in park if one.case.extra or one.case.sampled == "intact"]
    found_intact = sum(one.case.sampled == "intact" for one in park)
    share = found_intact / sum(bool(one.case.sampled) for one in park)
    stands_for = share * sum(not one.case.extra for one in park) / found_intact
    rows = [
        ("park-dev, as labelled", park, 1.0),
        ("park-dev, judged", [one for one in park if not one.case.judged], 1.0),
        ("park-dev, sampled", drawn, stands_for),
    ]
    rows += [(name, outcomes(taken_cases(data / "aligned" / name, seed)), 1.0) for name in SETS]
    click.echo(
        f"{'set':24}{'intact':>7}{'gaps':>6}{'AUROC':>7}{'R@P90':>7}{'R@P80':>7}{'marked':>8}"
    )
    for name, found, each in rows:
        auroc, at90, at80 = curve(found, each)
        gaps = sum(bool(one.case.extra) for one in found)
        hits = [one.overlaps for one in found if one.overlaps is not None and one.score >= 0.5]
        marked = f"{np.mean(hits):8.2f}" if hits else ""
        click.echo(
            f"{name:24}{len(found) - gaps:7}{gaps:6}{auroc:7.3f}{at90:7.2f}{at80:7.2f}{marked}"
        )
    intact = sorted((one for one in park if not one.case.extra), key=lambda one: -one.score)
    for one in intact[:show]:
        click.echo(f"{one.score:.2f}\t{one.side}\t{one.marked}\t{one.case.ko}\t{one.case.en}")


if __name__ == "__main__":
    main()
