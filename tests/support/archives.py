"""Small archives to build a store from, and what is in a store."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from align.errors import StoreError
from corpora.store import Store

#: Sentences that can be told apart; a release takes some of them in order.
KOREAN = (
    "양측은 해양 협력을 강화하기로 합의하였다.",
    "회의는 부산에서 열렸다.",
    "예산은 3억 원이다.",
    "다음 회의는 서울에서 열린다.",
    "장관은 축사를 하였다.",
)
ENGLISH = (
    "The two sides agreed to strengthen maritime cooperation.",
    "The meeting was held in Busan.",
    "The budget is KRW 500 million.",
    "The next meeting will be held in Seoul.",
    "The Minister delivered congratulatory remarks.",
)


def archive(folder: Path, count: int) -> Path:
    """The manifest of so many pairs, each with a text of its own."""
    rows = ["source,target"]
    for number in range(count):
        write_pair(folder, number, skip=number % 5)
        rows.append(f"ko/{number}.txt,en/{number}.txt")
    manifest = folder / "pairs.csv"
    manifest.write_text("\n".join(rows), encoding="utf-8")
    return manifest


def write_pair(folder: Path, number: int, *, skip: int) -> None:
    """One pair; a number in it makes it differ from others."""
    for name, sentences, last in (
        ("ko", KOREAN, f"제{number + 1}차 회의였다."),
        ("en", ENGLISH, f"It was meeting no. {number + 1}."),
    ):
        lines = [line for place, line in enumerate(sentences) if place != skip]
        (folder / name).mkdir(parents=True, exist_ok=True)
        text = "\n".join([*lines, last])
        (folder / name / f"{number}.txt").write_text(text, encoding="utf-8")


def content(path: Path) -> dict[str, object]:
    """Each release by its key, with all that does not depend on when and in which order."""
    with Store.open(path) as store:
        assert store.integrity_check() == ()
        found = {}
        for origin in list(store.origins()):
            stored = store.release(origin.release)
            assert origin.key not in found
            found[origin.key] = (
                origin.facts,
                stored.release,
                [(review.state, review.revised_text) for review in stored.reviews],
                [finding.found for finding in stored.findings],
            )
        return found


def count(path: Path) -> int:
    """How many releases a store has; none if it is not there yet."""
    if not path.exists() or not path.stat().st_size:
        return 0
    try:
        with Store.open(path) as store:
            return len(list(store.origins()))
    except StoreError:  # it is being made
        return 0


def children(process: int) -> list[int]:
    """The workers of a process."""
    found = []
    for number in filter(str.isdigit, os.listdir("/proc")):
        try:
            words = Path("/proc", number, "cmdline").read_bytes()
            parent = Path("/proc", number, "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if int(parent) == process and b"spawn_main" in words:
            found.append(int(number))
    return found


def end(process: int) -> None:
    """Kill a process and all of its group."""
    os.killpg(process, signal.SIGKILL)
