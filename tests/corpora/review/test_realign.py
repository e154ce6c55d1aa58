"""Aligning the rest anew: accepted beads stand, both documents stay covered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from release_strategies import beads, releases
from repository import EXAMPLE
from small_bitext import release as hand_made

from align.bitext import Bitext, check_cover
from align.errors import ConflictError, ReviewError
from align.gaps import Gap
from align.messages import quoted
from align.pipeline import Aligned
from corpora.review.realign import realigned
from corpora.store import Draft, DraftRow, Review, Store
from corpora.workflows.align import align_files


def fixed(data):
    """An aligner that makes any beads of two documents."""

    def align(source, target):
        found = data.draw(beads(len(source), len(target)))
        bitext = Bitext(source, target, found, "any")
        gaps = []
        for index, bead in enumerate(found):
            if bead.is_gap:
                document, run = (source, bead.source) if bead.source else (target, bead.target)
                segments = document.segments[run.start : run.stop]
                kind = "omission" if bead.source else "addition"
                gaps.append(
                    Gap(kind, index, document.language, segments, 1, 0.5, (quoted("Any."),))
                )
        return Aligned(bitext, tuple(gaps))

    return align


@settings(max_examples=300)
@given(releases().filter(lambda one: one.bitext.beads), st.data())
def test_accepted_beads_stand_and_all_stays_covered(release, data):
    states = st.sampled_from(["unreviewed", "unreviewed", "rejected", "accepted", "revised"])
    rows = tuple(
        DraftRow(bead, annotation, Review(number, data.draw(states)))
        for number, (bead, annotation) in enumerate(release.items(), start=1)
    )
    draft = Draft(release.bitext.source, release.bitext.target, rows)
    if all(row.is_locked for row in rows):
        with pytest.raises(ReviewError, match="no rest"):
            realigned(draft, fixed(data))
        return
    result = realigned(draft, fixed(data))
    check_cover([row.bead for row in result.new.rows], len(draft.source), len(draft.target))
    new = {row.id: row for row in result.new.rows}
    for row in rows:
        if row.is_locked:
            assert draft.places(new[row.id])[0] == draft.places(row)[0] or not row.bead.source
            assert (new[row.id].bead.source, new[row.id].bead.target) == (
                row.bead.source, row.bead.target,
            )  # fmt: skip
            assert new[row.id].review == row.review
    numbers = [row.id for row in result.new.rows if row.id]
    assert len(numbers) == len(set(numbers))
    shown = [set(), set()]
    for change in result.changes:  # what is shown covers the same text on both sides
        covered = [_segments(change.before), _segments(change.after)]
        assert covered[0] == covered[1]
        shown[0] |= {row.id for row in change.before}
        shown[1] |= {row.id for row in change.after}
    for row in result.new.rows:
        assert row.id in shown[1] or row in rows


def _segments(rows):
    return {("source", i) for row in rows for i in row.bead.source} | {
        ("target", j) for row in rows for j in row.bead.target
    }


def test_a_broken_stretch_is_mended_between_locks(tmp_path):
    whole = align_files(EXAMPLE / "ko_raw.txt", EXAMPLE / "en_raw.txt").release
    with Store.open(tmp_path / "store.db", create=True) as store:
        store.add(whole)
        kim = store.reviewer(1, "Kim")
        reviews = store.release(1).reviews
        for index in (1, 2, 9, 10):
            kim.accept(reviews[index].bead, 0)
        kim.make_gap(reviews[4].bead, {reviews[4].bead: 0})
        kim.merge(reviews[6].bead, {reviews[6].bead: 0, reviews[7].bead: 0})
        broken = store.release(1)
        stamp = kim.stamp()
        result = realigned(Draft.of(broken))
        assert len(result.changes) == 2
        kim.replace_draft(result.new, stamp)
        mended = store.release(1)
        assert [(b.source, b.target) for b in mended.release.bitext] == [
            (b.source, b.target) for b in whole.bitext
        ]
        assert [r.state for r in mended.reviews].count("accepted") == 4
        kim.undo()
        again = store.release(1)
        assert again.release == broken.release
        assert [replace(r, version=0) for r in again.reviews] == [
            replace(r, version=0) for r in broken.reviews
        ]
        kim.redo()
        assert store.release(1).release == mended.release
        assert store.integrity_check() == ()


def test_an_alignment_that_nobody_has_seen_is_not_kept(tmp_path):
    with Store.open(tmp_path / "store.db", create=True) as store:
        store.add(hand_made())
        kim = store.reviewer(1, "Kim")
        stamp, draft = kim.stamp(), Draft.of(store.release(1))
        store.reviewer(1, "Lee").accept(1, 0)
        with pytest.raises(ConflictError, match="work it out again"):
            kim.replace_draft(draft, stamp)
        without = replace(draft, rows=draft.rows[1:])
        with pytest.raises(ReviewError, match="lock"):
            kim.replace_draft(without, kim.stamp())
