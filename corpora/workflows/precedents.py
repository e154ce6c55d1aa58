"""Where a release departs from the earlier ones of a store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from align.checks.check_bitext import BeadFinding, in_order
from align.checks.kinds import PRECEDENT_KINDS
from align.checks.precedent_phrases import probes
from align.checks.precedent_segments import repeated_segments, segment_departures
from align.checks.precedent_terms import decided, term_departures
from align.checks.settings import CheckSettings
from align.encoders.base import Encoder
from corpora.model.release import Release
from corpora.store import Store
from corpora.store.search.precedents import Precedents
from corpora.workflows.add import Checks, Prepared

#: Pairs that are looked at for a segment, and for a phrase.
_SAME, _WITH = 50, 60
#: Pairs from all over the store by which words that are common anyway are told.
_OTHERS = 400
#: Phrases that are looked for: those of some 2,000 words.
_MOST_PHRASES = 3_000


def with_departures(
    release: Release,
    store: Store,
    *,
    encoder: Encoder,
    settings: CheckSettings | None = None,
) -> Release:
    """The release with findings about what earlier releases said otherwise.

    They take the place of such findings that it has; all others stay.

    Args:
        release: The new release; if the store has it, that does not count as earlier.
        store: The earlier releases.
        encoder: What tells whether words mean the same.
        settings: Which kinds are told, from which confidence.
    """
    settings = settings or CheckSettings()
    if settings.kinds.isdisjoint(PRECEDENT_KINDS):
        return release
    others = [one for one in release.findings if one.finding.kind not in PRECEDENT_KINDS]
    with store.precedents_of(release) as precedents:
        found = list(_departures(release, precedents, encoder, settings.kinds))
    told = ((one.bead, settings.apply(one.finding)) for one in found)
    kept = [BeadFinding(bead, finding) for bead, finding in told if finding is not None]
    return replace(release, findings=in_order([*others, *kept]))


def with_precedents(
    path: Path, prepared: Prepared, *, encoder: Encoder, checks: Checks | None = None
) -> Prepared:
    """The same with findings about departures from the store in a file.

    Nothing is other where there is no file yet, or the checks are skipped.

    Args:
        path: The store's file; nothing is added to it.
        prepared: What is to be added.
        encoder: What tells whether words mean the same.
        checks: Which of them are run.

    Raises:
        StoreError: The store is broken.
    """
    checks = checks or Checks()
    if checks.skipped or not (path.exists() and path.stat().st_size):
        return prepared
    with Store.open(path) as store:
        release = with_departures(
            prepared.release, store, encoder=encoder, settings=checks.settings
        )
    return replace(prepared, release=release, with_precedents=True)


def _departures(
    release: Release, precedents: Precedents, encoder: Encoder, kinds: frozenset[str]
) -> Iterator[BeadFinding]:
    bitext, told = release.bitext, set()
    if "precedent_segment" in kinds:
        same = {
            bead: precedents.with_words(text, _SAME)
            for bead, text in repeated_segments(bitext).items()
        }
        for bead, finding in segment_departures(bitext, same):
            told.add(bead)
            yield BeadFinding(bead, finding)
    if "precedent_term" in kinds and (bitext.source.language, bitext.target.language) == (
        "ko",
        "en",
    ):
        pairs = [(bitext.source_text(bead), bitext.target_text(bead)) for bead in bitext.beads]
        looked_for = probes(source for source, _ in pairs)[:_MOST_PHRASES]
        found = {probe: precedents.with_phrase(probe, _WITH) for probe in looked_for}
        background = list(precedents.spread(_OTHERS))
        for departure in term_departures(pairs, found, background, encoder):
            if departure.bead not in told:
                yield BeadFinding(departure.bead, decided(departure))
