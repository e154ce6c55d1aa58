"""How many planted name errors are found, and how many false alarms are raised.

    python benchmarks/names.py DATA [--show]

DATA is the folder with aligned/. Errors are planted in the English of intact beads: a
person by another of the set, a country by another, a title by the next one below. Only
beads whose Korean can tell are counted; how many that is of all the beads is printed too.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from align.finding import Context, Finding
from align.name_check import check_names
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
    """Print one table row per set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", action="store_true", help="Print each miss and false alarm.")
    arguments = parser.parse_args()
    folders = [arguments.data / "aligned" / name for name in SETS]
    folders.append(Path(__file__).parents[1] / "corpora" / "examples")
    for folder in folders:
        cases = list(intact(folder))
        alarms = 0
        for case in cases:
            findings = check_names(case.source, case.target, case.context)
            alarms += bool(findings)
            if arguments.show and findings:
                show("ALARM", case, case.target, findings)
        print(f"{folder.name}: alarms {alarms} of {len(cases)} ({alarms / len(cases):.2%})")
        for planted in ("person", "country", "title"):
            plant(cases, planted, show_misses=arguments.show)


def intact(folder: Path) -> Iterator[Case]:
    """The beads of a set that are not known to differ."""
    for document in sorted(path for path in folder.iterdir() if (path / "gold.tsv").exists()):
        labels = read_labels(document)
        for source, target, context, key in beads(document):
            label = labels.get(key, "")
            if label not in DIFFERENT and "name variant" not in label:
                yield Case(f"{document.name} {key[0]} {key[1]}", source, target, context)


def plant(cases: list[Case], kind: str, *, show_misses: bool) -> None:
    """Plant one error in each bead that allows it, and count those found."""
    choice = random.Random(SEED)
    found = planted = 0
    for case in cases:
        changed = change(case, kind, choice)
        if changed is None:
            continue
        planted += 1
        findings = check_names(case.source, changed, case.context)
        found += bool(findings)
        if show_misses and not findings:
            show(f"MISS {kind}", case, changed, findings)
    if planted:
        print(f"    {kind}: found {found} of {planted} ({found / planted:.3f})")


def change(case: Case, kind: str, choice: random.Random) -> str | None:
    """The English with an error of this kind, or None where the bead has nothing to change."""
    ours, theirs = find_names(case.source, "ko"), find_names(case.target, "en")
    if kind == "country":
        named = {mention.name for mention in ours if mention.kind == "country" and mention.firm}
        places = [m for m in theirs if m.kind == "country" and m.firm and m.name in named]
        if not places:
            return None
        name = choice.choice(places).name
        if any(m.name == name and m.text in ("White House", "Kim Jong", "North") for m in theirs):
            return None  # no name of a country, but it gives it away
        new = choice.choice(COUNTRIES)
        return replace_all(case.target, [m for m in theirs if m.name == name], new)
    people = [mention for mention in theirs if mention.kind == "person" and mention.firm]
    if not people or not any(mention.kind == "person" for mention in ours):
        return None
    person = choice.choice(people)
    if kind == "person":
        same = [
            m
            for m in theirs
            if m.kind == "person" and set(m.name.split()) & set(person.name.split())
        ]
        return replace_all(case.target, same, choice.choice(STRANGERS))
    if not person.title:
        return None
    new = "Vice Minister" if person.title != "Vice Minister" else "Minister"
    if not re.search(r"Minister|Director|Commissioner", person.title):
        return None
    before = case.target[: person.start]
    return (
        re.sub(rf"{re.escape(person.title)}(?!.*{re.escape(person.title)})", new, before)
        + case.target[person.start :]
    )


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
