"""How many planted errors of names and text are found, and how many false alarms are raised.

    python -m benchmarks.names DATA [--show]

DATA is the folder with aligned/ and sentences/. Errors are planted in the English of beads
that are not known to differ: a person or country becomes another one, a title the next one
above or below, the English stays Korean, in whole or in a word, a bracket is not closed, three
quarters of the text are gone.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from align import Finding
from align.checks.finding import Context
from align.checks.names import check_names
from align.checks.text import check_consistency
from align.names import Mention, find_names
from benchmarks.facts import DIFFERENT, beads, read_labels

SETS = ("ntrex-dev", "osguide", "pydocs-gapped", "releases-dev")
SEED = 20161020
#: Names put in the place of others; none of them is in the data.
STRANGERS = ("Kwak Dong-pil", "Bora Quist", "Yang Mi-suk", "Hugo Feldmann", "Tak Jun-beom")
COUNTRIES = ("Norway", "Peru", "Kenya", "Mongolia", "Hungary", "Qatar")


@dataclass(frozen=True)
class Case:
    """A bead as it was found in the data."""

    place: str
    source: str
    target: str
    context: Context


def main() -> None:
    """Print the figures of each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", action="store_true", help="Print each miss and false alarm.")
    arguments = parser.parse_args()
    folders = [arguments.data / "aligned" / name for name in SETS]
    folders.append(Path(__file__).parents[1] / "corpora" / "examples")
    for folder in folders:
        measure(folder.name, list(intact(folder)), showing=arguments.show)
    measure("park-dev", list(sentences(arguments.data / "sentences")), showing=arguments.show)


def measure(name: str, cases: list[Case], *, showing: bool) -> None:
    """Print the findings on intact beads by kind, and the planted errors found."""
    for label, check in CHECKS.items():
        kinds: Counter[str] = Counter()
        alarms = 0
        for case in cases:
            findings = check(case.source, case.target, case.context)
            alarms += bool(findings)
            kinds.update(finding.kind for finding in findings)
            if showing and findings:
                show(f"{label} ALARM", case, case.target, findings)
        share = alarms / len(cases)
        print(f"{name}: {label}: findings in {alarms} of {len(cases)} ({share:.2%}) {dict(kinds)}")
    for kind, (label, plant) in PLANTS.items():
        choice = random.Random(SEED)
        found = planted = 0
        for case in cases:
            changed = plant(case, choice)
            if changed is None:
                continue
            planted += 1
            findings = CHECKS[label](case.source, changed, case.context)
            found += bool(findings)
            if showing and not findings:
                show(f"{kind} MISS", case, changed, findings)
        if planted:
            print(f"    {kind}: found {found} of {planted} ({found / planted:.3f})")


def intact(folder: Path) -> Iterator[Case]:
    """The beads of a set that are not known to differ."""
    for document in sorted(path for path in folder.iterdir() if (path / "gold.tsv").exists()):
        labels = read_labels(document)
        for source, target, context, key in beads(document):
            label = labels.get(key, "")
            if label not in DIFFERENT and "name variant" not in label:
                yield Case(f"{document.name} {key[0]} {key[1]}", source, target, context)


def sentences(folder: Path) -> Iterator[Case]:
    """The pairs of park-dev: news, one sentence each, many of them misaligned."""
    sides = [(folder / f"park-dev.{side}.txt").read_text("utf-8") for side in ("ko", "en")]
    for number, pair in enumerate(zip(*(side.splitlines() for side in sides), strict=True), 1):
        if all(text.strip() for text in pair):
            yield Case(f"park-dev {number}", *pair, Context())


def other_country(case: Case, choice: random.Random) -> str | None:
    """The English with a country of the bead turned into one that is not in it."""
    return _country(case, choice.choice(COUNTRIES), choice)


def near_country(case: Case, choice: random.Random) -> str | None:
    """The English with a country turned into one that the bead or a neighbour names, too."""
    near = [case.target, *case.context.target_neighbours]
    names = [m.text for text in near for m in find_names(text, "en") if m.kind == "country"]
    return _country(case, choice.choice(names), choice) if names else None


def _country(case: Case, new: str, choice: random.Random) -> str | None:
    named = {m.name for m in find_names(case.source, "ko") if m.kind == "country" and m.firm}
    theirs = find_names(case.target, "en")
    key = next((m.name for m in find_names(new, "en")), "")
    places = [m for m in theirs if m.kind == "country" and m.firm and m.name in named - {key}]
    if not places:
        return None
    name = choice.choice(places).name
    same = [mention for mention in theirs if mention.name == name]
    if any(mention.text in ("White House", "Kim Jong", "North") for mention in same):
        return None  # no name of a country, but it gives it away
    return replace_all(case.target, same, new)


def other_person(case: Case, choice: random.Random) -> str | None:
    """The English with another person in the place of one that has a title."""
    people = _people(case)
    if not people:
        return None
    words = set(choice.choice(people).name.split())
    theirs = find_names(case.target, "en")
    same = [m for m in theirs if m.kind == "person" and words & set(m.name.split())]
    return replace_all(case.target, same, choice.choice(STRANGERS))


def other_title(case: Case, choice: random.Random) -> str | None:
    """The English with Minister turned into Vice Minister, or the reverse."""
    people = [m for m in _people(case) if re.search(r"Minister|Director|Commissioner", m.title)]
    if not people:
        return None
    person = choice.choice(people)
    new = "Vice Minister" if person.title != "Vice Minister" else "Minister"
    at = case.target.rfind(person.title, 0, person.start)
    if at < 0:  # it follows the name
        at = case.target.find(person.title, person.end)
    return case.target[:at] + new + case.target[at + len(person.title) :]


def _people(case: Case) -> list[Mention]:
    if not any(mention.kind == "person" for mention in find_names(case.source, "ko")):
        return []
    return [m for m in find_names(case.target, "en") if m.kind == "person" and m.firm]


def copied(case: Case, choice: random.Random) -> str | None:
    """The Korean in the place of the English."""
    return case.source if re.search("[가-힣]{2}.*[가-힣]{2}", case.source) else None


def left_over(case: Case, choice: random.Random) -> str | None:
    """The English with one word of it still in Korean."""
    korean, words = re.findall("[가-힣]{2,}", case.source), case.target.split()
    if not korean or len(words) < 8:
        return None
    words[choice.randrange(len(words))] = choice.choice(korean)
    return " ".join(words)


def open_bracket(case: Case, choice: random.Random) -> str | None:
    """The English without one of its closing brackets."""
    at = case.target.rfind(")")
    return case.target[:at] + case.target[at + 1 :] if "(" in case.target[: max(at, 0)] else None


def cut_short(case: Case, choice: random.Random) -> str | None:
    """The first quarter of a long English text."""
    return case.target[: len(case.target) // 4] if len(case.target) > 120 else None


CHECKS: dict[str, Callable[[str, str, Context], tuple[Finding, ...]]] = {
    "names": check_names,
    "others": check_consistency,
}
PLANTS: dict[str, tuple[str, Callable[[Case, random.Random], str | None]]] = {
    "person": ("names", other_person),
    "country": ("names", other_country),
    "country named nearby": ("names", near_country),
    "title": ("names", other_title),
    "untranslated": ("others", copied),
    "word left in Korean": ("others", left_over),
    "bracket not closed": ("others", open_bracket),
    "cut to a quarter": ("others", cut_short),
}


def replace_all(text: str, mentions: list[Mention], new: str) -> str:
    """The text with another name at these places."""
    for mention in sorted(mentions, key=lambda mention: -mention.start):
        text = text[: mention.start] + new + text[mention.end :]
    return text


def show(head: str, case: Case, target: str, findings: tuple[Finding, ...]) -> None:
    """Print a bead and what was found in it to standard error."""
    print(f"{head} {case.place}\n  {case.source}\n  {target}", file=sys.stderr)
    for finding in findings:
        print(f"    {finding.kind} {finding.confidence:.2f} {finding.sentence}", file=sys.stderr)


if __name__ == "__main__":
    main()
