"""Which filters clean a corpus for what: those that cost least come first."""

from __future__ import annotations

from collections.abc import Callable

from align.checks.settings import LEAST_CONFIDENCE
from corpora.workflows.clean import filters as scores
from corpora.workflows.clean.duplicates import Duplicates, NearDuplicates
from corpora.workflows.clean.filters import Filter
from corpora.workflows.clean.near_duplicates import ALIKE, Similar

#: A little less than from what a check reports is kept: it takes that much to be right mostly.
_LESS = 1e-9


def training() -> tuple[Filter, ...]:
    """For training: sentences that say something, each once, and nothing doubtful."""
    return (
        Filter("rejected", scores.rejected, most=0),
        Filter("gap", scores.gap, most=0),
        Filter("furniture", scores.furniture, most=0),
        Filter("low_probability", scores.probability, least=0.5),
        Filter("low_score", scores.cosine, least=0.3),
        Filter("too_short", scores.letters, least=8),
        Filter("too_long", scores.characters, most=1_500),
        Filter("duplicate", Duplicates(), most=0),
        Filter("near_duplicate", NearDuplicates(), most=0),
        *_checks(),
        # Last, so that a pair never gives way to one that is left out itself.
        Filter("similar", Similar(), most=ALIKE - _LESS),
    )


def memory() -> tuple[Filter, ...]:
    """For a translation memory: short and set phrases stay, and each wording of a pair.

    So do pairs with other numbers: what is nearly the same is what a translator looks for.
    """
    return (
        Filter("rejected", scores.rejected, most=0),
        Filter("gap", scores.gap, most=0),
        Filter("low_probability", scores.probability, least=0.8),
        Filter("low_score", scores.cosine, least=0.3),
        Filter("too_short", scores.letters, least=1),
        Filter("too_long", scores.characters, most=10_000),
        Filter("duplicate", Duplicates(), most=0),
        *_checks(),
    )


#: Makes the filters anew, since duplicates are remembered.
PRESETS: dict[str, Callable[[], tuple[Filter, ...]]] = {"training": training, "memory": memory}


def _checks() -> tuple[Filter, ...]:
    return (
        Filter("wrong_language", scores.other_language, most=0),
        Filter("untranslated", scores.untranslated, most=LEAST_CONFIDENCE - _LESS),
        Filter("length_ratio", scores.length_ratio, most=LEAST_CONFIDENCE - _LESS),
        Filter("numbers", scores.facts, most=LEAST_CONFIDENCE - _LESS),
    )
