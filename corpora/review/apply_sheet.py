"""A reviewers' table out of a store and back: what was changed in it becomes steps of review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from align.errors import DaeyeokError, InputError
from corpora.io.output import atomic_writer
from corpora.io.paths import input_name
from corpora.model.unit import BEAD_STATES, FINDING_STATES
from corpora.review.sheet import check_of, findings_in, sheet_of
from corpora.review.sheet_files import FileRow, check_suffix, read_rows, write_sheet
from corpora.store import Reviewer, Store, StoredFinding, StoredRelease

_AGAIN = "make the sheet again"


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a table came to."""

    beads: int  #: rows whose review was changed
    findings: int  #: findings that were decided about
    untouched: int  #: rows in which nobody changed anything
    problems: tuple[str, ...]  #: what is wrong, a line each, with its cell


@dataclass(slots=True)
class _Plan:
    problems: list[str] = field(default_factory=list)
    steps: list[list[Callable[[Reviewer], object]]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    beads: int = 0
    findings: int = 0
    untouched: int = 0


def apply_rows(
    store: Store, rows: Iterable[FileRow], name: str, *, who: str, partial: bool = False
) -> Applied:
    """Apply the rows of a table to the release that they name.

    Args:
        store: The store.
        rows: What the file holds.
        name: What messages call the file.
        who: The reviewer.
        partial: Whether rows that are well are applied though others are not.
    """
    rows = list(rows)
    number, problems = _release_of(store, rows, name)
    if number is None:
        return Applied(0, 0, 0, tuple(problems))
    reviewer = store.reviewer(number, who)
    with store.at_once():
        plan = _planned(store.held(number), rows, name)
        plan.problems[:0] = problems
        if plan.problems and not partial:
            return Applied(0, 0, plan.untouched, tuple(plan.problems))
        for steps in plan.steps:
            for step in steps:
                step(reviewer)
    return Applied(plan.beads, plan.findings, plan.untouched, tuple(plan.problems))


def _release_of(store: Store, rows: list[FileRow], name: str) -> tuple[int | None, list[str]]:
    """The release that most rows name, and what is wrong with that."""
    counts: dict[str, int] = {}
    for row in rows:
        told = row.values["release"]
        counts[told] = counts.get(told, 0) + 1
    if not counts:
        return None, [f"{name}: the table holds no row"]
    told = max(counts, key=lambda one: counts[one])
    try:
        number = int(told)
        store.origin(number)
    except (ValueError, DaeyeokError):
        place = rows[0].places["release"]
        return None, [f"{place}: the store has no release {told!r}; name the store of the sheet"]
    return number, []


def _planned(stored: StoredRelease, rows: list[FileRow], name: str) -> _Plan:
    plan = _Plan()
    beads = {str(review.bead): index for index, review in enumerate(stored.reviews)}
    findings: dict[int, dict[str, StoredFinding]] = {}
    for one in stored.findings:
        findings.setdefault(one.found.bead, {})[str(one.id)] = one
    seen: dict[str, FileRow] = {}
    for row in rows:
        problems = list(_row_problems(row, seen, stored, beads))
        if problems:
            plan.problems.extend(problems)
            continue
        seen[row.values["bead"]] = row
        if _is_untouched(row):
            plan.untouched += 1
            continue
        index = beads[row.values["bead"]]
        steps, problems = _answers(row, stored, index, findings.get(index, {}))
        plan.problems.extend(problems)
        if not problems and steps:
            plan.steps.append([step for _, step in steps])
            plan.beads += any(what == "bead" for what, _ in steps)
            plan.findings += sum(what == "finding" for what, _ in steps)
        elif not problems:
            plan.untouched += 1
    there = {row.values["bead"] for row in rows}
    for bead, index in beads.items():
        if bead not in there:
            plan.problems.append(
                f"{name}: the row of bead {bead}, at place {index + 1}, is not there; "
                f"put it back, or {_AGAIN} if the beads were changed"
            )
    return plan


def _is_untouched(row: FileRow) -> bool:
    findings = findings_in(list(row.values))
    return check_of(row.values, findings).partition("-")[2] == row.values["check"].partition("-")[2]


def _row_problems(
    row: FileRow, seen: Mapping[str, FileRow], stored: StoredRelease, beads: Mapping[str, int]
) -> Iterator[str]:
    """What is wrong with which row it is."""
    values, places = row.values, row.places
    fixed = check_of(values, findings_in(list(values))).partition("-")[0]
    if values["bead"] in seen:
        other = seen[values["bead"]].places["bead"]
        yield f"{places['bead']}: the bead {values['bead']} stands in {other} already"
    elif fixed != values["check"].partition("-")[0]:
        yield (
            f"{places['bead']}: the id, version or text of this row was changed; put back "
            f"release, bead, version, check, source and target, or {_AGAIN}"
        )
    elif values["release"] != str(stored.origin.release):
        yield f"{places['release']}: the row is of release {values['release']}, unlike others"
    elif values["bead"] not in beads:
        if _is_untouched(row):
            return
        yield (
            f"{places['bead']}: the bead {values['bead']} is there no more; it was merged, "
            f"split or aligned anew: {_AGAIN}"
        )


def _answers(
    row: FileRow, stored: StoredRelease, index: int, findings: Mapping[str, StoredFinding]
) -> tuple[list[tuple[str, Callable[[Reviewer], object]]], list[str]]:
    """The steps that a row asks for, or what is wrong with it."""
    steps: list[tuple[str, Callable[[Reviewer], object]]] = []
    problems = [
        f"{row.places[column]}: a formula stands here; write the text itself"
        for column in sorted(row.formulas)
    ]
    steps += _bead_steps(row, stored, index, problems)
    for number in range(1, findings_in(list(row.values)) + 1):
        if row.values[f"finding_id_{number}"]:
            steps += _finding_steps(row, number, findings, problems)
    return steps, problems


def _bead_steps(
    row: FileRow, stored: StoredRelease, index: int, problems: list[str]
) -> Iterator[tuple[str, Callable[[Reviewer], object]]]:
    review, values, places = stored.reviews[index], row.values, row.places
    state, text = values["state"].strip(), " ".join(values["revised"].split())
    was = review.revised_text or ""
    if state not in BEAD_STATES:
        problems.append(
            f"{places['state']}: the state is one of {', '.join(BEAD_STATES)}, not {state!r}"
        )
        return
    if (state, text) == (review.state, was):
        return
    version, bead = int(values["version"]), review.bead
    if version != review.version:
        by = f" by {review.reviewer}" if review.reviewer else ""
        problems.append(
            f"{places['version']}: the bead was changed since: it is {review.state}{by}, "
            f"version {review.version}, not {version}; {_AGAIN}"
        )
    elif state == "revised" and not text:
        problems.append(f"{places['revised']}: the state is revised, but no text is given")
    elif text != was and text and state not in ("revised", review.state):
        problems.append(
            f"{places['state']}: a text is given, but the state is {state}; choose revised, or "
            "take the text away"
        )
    elif text != was and text:
        yield "bead", lambda reviewer: reviewer.revise(bead, version, text)
    elif state == "accepted" and was and not text:  # the text of the file, not the revised one
        yield "bead", lambda reviewer: reviewer.reopen(bead, version)
        yield "bead", lambda reviewer: reviewer.accept(bead, version + 1)
    elif state == "accepted":
        yield "bead", lambda reviewer: reviewer.accept(bead, version)
    elif state == "rejected":
        yield "bead", lambda reviewer: reviewer.reject(bead, version)
    elif state == "unreviewed":
        yield "bead", lambda reviewer: reviewer.reopen(bead, version)
    else:
        yield "bead", lambda reviewer: reviewer.revise(bead, version, text)


def _finding_steps(
    row: FileRow, number: int, findings: Mapping[str, StoredFinding], problems: list[str]
) -> Iterator[tuple[str, Callable[[Reviewer], object]]]:
    values, places = row.values, row.places
    told, state_name = values[f"finding_id_{number}"], f"finding_state_{number}"
    reason_name = f"finding_reason_{number}"
    state = values.get(state_name, "").strip()
    reason = " ".join(values.get(reason_name, "").split())
    finding = findings.get(told)
    if finding is None:
        problems.append(
            f"{places[f'finding_id_{number}']}: the finding {told} is there no more; {_AGAIN}"
        )
        return
    if (state, reason) == (finding.state, finding.reason):
        return
    version, known = int(values[f"finding_version_{number}"]), finding.id
    if state not in FINDING_STATES:
        problems.append(
            f"{places[state_name]}: the state is one of {', '.join(FINDING_STATES)}, not {state!r}"
        )
    elif version != finding.version:
        by = f" by {finding.reviewer}" if finding.reviewer else ""
        problems.append(
            f"{places[f'finding_version_{number}']}: the finding was changed since: it is "
            f"{finding.state}{by}; {_AGAIN}"
        )
    elif state == "dismissed" and not reason:
        problems.append(f"{places[reason_name]}: a finding is dismissed with a reason; give one")
    elif state != "dismissed" and reason and reason != finding.reason:
        problems.append(
            f"{places[state_name]}: a reason is given, but the finding is {state}, not dismissed"
        )
    elif state == "dismissed":
        yield "finding", lambda reviewer: reviewer.dismiss(known, version, reason)
    elif state == "confirmed":
        yield "finding", lambda reviewer: reviewer.confirm(known, version)
    else:
        yield "finding", lambda reviewer: reviewer.reopen_finding(known, version)


def write_release_sheet(
    store: Path, release: int, output: Path, *, language: str = "en", force: bool = False
) -> int:
    """Write the table of a release, its findings in a language; how many rows it has comes back.

    Raises:
        StoreError: The store is broken or has no such release.
        OutputError: The table cannot be written.
    """
    suffix = check_suffix(output)
    with Store.open(store) as opened:
        sheet = sheet_of(opened.release(release), language=language)
    with atomic_writer(output, force=force) as stream:
        write_sheet(sheet, stream, suffix=suffix)
    return len(sheet.rows)


def apply_file(store: Path, table: Path, *, who: str, partial: bool = False) -> Applied:
    """Apply a table to a store.

    Raises:
        StoreError: The store is broken or cannot be written.
        InputError: The table cannot be read.
    """
    suffix, name = check_suffix(table), input_name(table)
    with Store.open(store) as opened:
        try:
            data = table.read_bytes()
        except OSError as error:
            raise InputError(f"{name} cannot be read: {error.strerror}") from None
        rows = list(read_rows(data, name, suffix=suffix))
        return apply_rows(opened, rows, name, who=who, partial=partial)
