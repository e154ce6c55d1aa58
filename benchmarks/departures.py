"""How often a rendering that was changed is told, and how often one that was not.

    python -m benchmarks.departures DATA [--show]

DATA is the folder with aligned/. Each document is a new release to a store of all the others. For
each term of departures_terms.tsv that a document and two others have, its rendering is replaced by
another one in the whole document. For segments, every tenth pair of another document is copied
into it, with its English replaced by that of the pair before.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from align import BeadFinding, CheckSettings, Encoder
from benchmarks.planting.pairs import Pair, bitext_of, documents
from corpora import Release, Source, Store, encoder_for
from corpora.workflows.precedents import with_departures

SETS = ("osguide", "pydocs-gapped")
TERMS = Path(__file__).with_name("departures_terms.tsv")
SETTINGS = CheckSettings.only("precedents")
#: Pairs and other documents that must have a term.
PAIRS, DOCUMENTS = 3, 2
#: Of the pairs of a document, one in so many is copied into the next.
EVERY = 10


@dataclass(frozen=True, slots=True)
class Term:
    """A term, its rendering, and one that nobody uses."""

    set: str
    ko: str
    en: str
    other: str

    def changed(self, pair: Pair) -> Pair:
        """The pair with the other rendering, if it has the usual one."""
        words = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", self.en)))
        pattern = re.compile(rf"\b{words}(?=s?\b)", re.IGNORECASE)
        return replace(pair, en=tuple(pattern.sub(self.other, text) for text in pair.en))

    def stands_in(self, pair: Pair) -> bool:
        """Whether the pair has the term and its rendering."""
        return self.ko in pair.korean and self.changed(pair) != pair


@dataclass
class Score:
    """What came of the changes of one sort."""

    planted: int = 0
    found: int = 0
    alarms: int = 0  #: findings of another term or segment


def main() -> None:
    """Print what was found of the changes in each set, and how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", action="store_true", help="Print what is missed, and alarms.")
    parser.add_argument("--units", type=int, help="Only time it, on a store of so many pairs.")
    arguments = parser.parse_args()
    with TERMS.open(encoding="utf-8") as file:
        terms = [Term(**row) for row in csv.DictReader(file, delimiter="\t")]
    encoder = encoder_for("fast")
    encoder.encode(["loaded before the clock runs"])
    if arguments.units:
        scale(arguments.data, encoder, arguments.units)
        return
    print("| kind | set | planted | told | alarms beside them |\n|---|---|---|---|---|")
    for name in SETS:
        texts = dict(documents(arguments.data / "aligned" / name))
        bench = Bench(texts, encoder, show=arguments.show)
        with TemporaryDirectory() as folder, Store.open(Path(folder) / "s", create=True) as store:
            for document, pairs in texts.items():
                store.add(release(document, pairs))
            for what, score in (
                ("precedent_term", bench.terms(store, [one for one in terms if one.set == name])),
                ("precedent_segment", bench.segments(store)),
                ("none planted", bench.unchanged(store)),
            ):
                print(f"| {what} | {name} | {score.planted} | {score.found} | {score.alarms} |")
        print(f"\n{name}: {statistics.median(bench.seconds):.2f} s a release, ", end="")
        print(f"{max(bench.seconds):.2f} s at most\n")


def scale(data: Path, encoder: Encoder, units: int) -> None:
    """How long it takes on a large store: all sets many times, in each copy some words changed."""
    sets = (*SETS, "ntrex-dev", "releases-dev")
    texts = {
        document: [pair for pair in pairs if pair.whole]
        for name in sets
        for document, pairs in documents(data / "aligned" / name)
    }
    choice, count = random.Random(units), 0
    words = sorted(
        {word for pairs in texts.values() for one in pairs for word in one.ko[0].split()}
    )
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "s", create=True) as store:
        copy = 0
        while count < units:
            copy += 1
            for document, pairs in texts.items():
                changed = [
                    replace(pair, ko=(f"{pair.korean} {' '.join(choice.sample(words, 3))}",))
                    for pair in pairs
                ]
                store.add(release(f"{document} {copy}", changed))
                count += len(changed)
        bench = Bench(texts, encoder, show=False)
        for document, pairs in texts.items():
            bench.found(store, document, pairs)
    print(
        f"{count:,} pairs, {len(texts)} releases: {statistics.median(bench.seconds):.2f} s, ",
        end="",
    )
    print(f"{max(bench.seconds):.2f} s at most")


class Bench:
    """The documents of a set, each against a store of all; the store leaves out itself."""

    def __init__(self, texts: dict[str, list[Pair]], encoder: Encoder, *, show: bool) -> None:
        self.texts, self.encoder, self.show = texts, encoder, show
        self.seconds: list[float] = []  #: of processor time, a release

    def found(self, store: Store, document: str, pairs: Sequence[Pair]) -> tuple[BeadFinding, ...]:
        """What is told about a document."""
        start = time.process_time()
        told = with_departures(
            release(document, pairs), store, encoder=self.encoder, settings=SETTINGS
        ).findings
        self.seconds.append(time.process_time() - start)
        return told

    def terms(self, store: Store, terms: Sequence[Term]) -> Score:
        """Each term changed in each document that has it."""
        score = Score()
        for term in terms:
            having = {
                document: count
                for document, pairs in self.texts.items()
                if (count := sum(term.stands_in(pair) for pair in pairs))
            }
            for document, count in having.items():
                if len(having) <= DOCUMENTS or sum(having.values()) - count < PAIRS:
                    continue
                pairs = [term.changed(pair) for pair in self.texts[document]]
                told = self.found(store, document, pairs)
                right = [
                    one for one in told
                    if one.finding.kind == "precedent_term"
                    and term.ko in pairs[one.bead].korean
                    and _share_words(one.finding.sentence, term)
                ]  # fmt: skip
                self._count(score, f"{document}: {term.ko}", told, right)
        return score

    def segments(self, store: Store) -> Score:
        """Pairs of one document copied into the next, with the English of the pair before."""
        score = Score()
        names = list(self.texts)
        for document, before in zip(names[1:], names, strict=False):
            whole = [pair for pair in self.texts[before] if pair.whole]
            for at in range(EVERY, len(whole), EVERY):
                copied = replace(whole[at], en=whole[at - 1].en)
                if sum(map(str.isalpha, copied.korean)) < EVERY or copied.en == whole[at].en:
                    continue
                pairs = [*self.texts[document], copied]
                told = self.found(store, document, pairs)
                right = [one for one in told if one.bead == len(pairs) - 1]
                self._count(score, f"{document}: {copied.korean}", told, right)
        return score

    def unchanged(self, store: Store) -> Score:
        """The documents as they are."""
        score = Score()
        for document, pairs in self.texts.items():
            self._count(score, document, self.found(store, document, pairs), [])
        score.planted = 0
        return score

    def _count(
        self,
        score: Score,
        name: str,
        told: Sequence[BeadFinding],
        right: Sequence[BeadFinding],
    ) -> None:
        score.planted += 1
        score.found += bool(right)
        alarms = [one for one in told if one not in right]
        score.alarms += len(alarms)
        if self.show and not right:
            print(f"  not told: {name}")
        for one in alarms if self.show else ():
            print(f"  {name}: {one.finding.sentence}")


def release(document: str, pairs: Sequence[Pair]) -> Release:
    """A document as a release that is known by its Korean."""
    name = document.replace("/", "-")
    sources = [
        Source.of(text.encode(), name=f"{name}.{side}", encoding="utf-8")
        for side, text in (
            ("ko", "\n".join(pair.korean for pair in pairs)),
            ("en", "\n".join(pair.english for pair in pairs)),
        )
    ]
    return Release.plain(bitext_of(pairs), *sources)


def _share_words(sentence: str, term: Term) -> bool:
    """Whether a finding is about a term: it names the rendering, or a word of it."""
    words = re.findall(r"\w+", sentence.lower())
    return any(word.startswith(tuple(re.findall(r"\w{4,}", term.en.lower()))) for word in words)


if __name__ == "__main__":
    main()
