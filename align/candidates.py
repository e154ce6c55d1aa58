"""What is measured once for all beads of a band, before it is told apart into features."""

from __future__ import annotations

from dataclasses import dataclass

from align.coverage import Coverage, coverage
from align.encoders.base import Tokens, Vectors
from align.evidence import Evidence, find_evidence
from align.lattice.band import Band
from align.lexicon.token_links import KnownTokens
from align.similarity import Similarity, similarity
from align.surface import Surface


@dataclass(frozen=True, eq=False)
class Candidates:
    """Everything measured about the beads of a band."""

    band: Band
    source: Surface
    target: Surface
    similarity: Similarity
    coverage: Coverage | None  #: None where the encoder gives no token vectors
    evidence: Evidence

    @classmethod
    def of(
        cls,
        band: Band,
        vectors: tuple[Vectors, Vectors],
        surfaces: tuple[Surface, Surface],
        tokens: tuple[Tokens, Tokens] | None,
        known: KnownTokens | None = None,
    ) -> Candidates:
        """The measurements of a band; for the arguments see `align.aligner.align_segments`."""
        return cls(
            band,
            *surfaces,
            similarity(*vectors, band),
            coverage(*tokens, band, known) if tokens else None,
            find_evidence(surfaces[0].tokens, surfaces[1].tokens, band),
        )
