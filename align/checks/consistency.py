"""What is wrong across the beads of a release: doubled segments, numbering, repeats."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from align.bitext import Bead, Bitext, Document
from align.checks.finding import Finding
from align.checks.settings import CheckSettings
from align.messages import LANGUAGE_NAMES, Statement, say
from align.segmentation.list_marks import read_mark

#: Letters from which a segment that stands twice is no accident; table cells are shorter.
_LEAST_LETTERS = CheckSettings().doubled_letters
_DIGITS = re.compile(r"\d+")

#: A finding with the index of its bead.
Found = tuple[int, Finding]


def consistency_findings(
    bitext: Bitext, *, doubled_letters: int = _LEAST_LETTERS
) -> tuple[Found, ...]:
    """Every finding that needs more than one bead, each with the index of a bead."""
    return (
        *_doubled(bitext, doubled_letters),
        *_marks(bitext),
        *_sequence(bitext),
        *_repeats(bitext),
    )


def _doubled(bitext: Bitext, least: int) -> Iterator[Found]:
    """Neighbours that are the same on one side, and not on the other."""
    for is_source in (True, False):
        document = bitext.source if is_source else bitext.target
        owner = _owners(bitext, is_source=is_source)
        texts = document.texts()
        for n in range(1, len(texts)):
            if texts[n] != texts[n - 1] or _letters(texts[n]) < least:
                continue
            before, here = bitext.beads[owner[n - 1]], bitext.beads[owner[n]]
            other = bitext.target_text if is_source else bitext.source_text
            if owner[n] != owner[n - 1] and other(before) == other(here) != "":
                continue  # doubled on both sides
            span = _span(document, here, n, is_source=is_source)
            message = say("doubled", here=LANGUAGE_NAMES[document.language])
            yield owner[n], _one_sided("doubled", 0.8, span, message, is_source=is_source)


def _marks(bitext: Bitext) -> Iterator[Found]:
    """Numbers that part company: 3. and 4. Only the first of a run is told."""
    apart: dict[str, int] = defaultdict(int)
    for index, bead in enumerate(bitext.beads):
        if bead.is_gap:
            continue
        segments = bitext.source_segments(bead)[0], bitext.target_segments(bead)[0]
        marks = [read_mark(segment.plain) for segment in segments]
        labels = [mark.label for mark in marks]
        kinds = [re.sub(r"\d+", "#", label) for label in labels]
        numbers = [_DIGITS.findall(label) for label in labels]
        if kinds[0] != kinds[1] or not all(len(found) == 1 for found in numbers):
            continue
        offset = int(numbers[1][0]) - int(numbers[0][0])
        if offset == apart[kinds[0]]:
            continue
        apart[kinds[0]] = offset
        if offset:
            spans = [(0, mark.end) for mark in marks]
            written = [segments[n].plain[: marks[n].end].strip() for n in (0, 1)]
            message = say("mark_mismatch", mark=written[0], other_mark=written[1])
            yield index, Finding("mark_mismatch", "low", 0.7, spans[0], spans[1], message)


def _sequence(bitext: Bitext) -> Iterator[Found]:
    """Numbers that skip or repeat on one side while the other side runs on."""
    breaks = {side: list(_breaks(bitext, is_source=side)) for side in (True, False)}
    for is_source, found in breaks.items():
        others = {(form, before, number) for _, _, form, before, number in breaks[not is_source]}
        for n, owner, form, before, number in found:
            if (form, before, number) in others:
                continue
            document = bitext.source if is_source else bitext.target
            span = _span(document, bitext.beads[owner], n, is_source=is_source)
            mark = read_mark(document.segments[n].plain)
            name = LANGUAGE_NAMES[document.language]
            message = say("sequence_break", here=name, number=number, before=before)
            narrow = span[0], span[0] + mark.end
            yield owner, _one_sided("sequence_break", 0.5, narrow, message, is_source=is_source)


def _breaks(bitext: Bitext, *, is_source: bool) -> Iterator[tuple[int, int, str, int, int]]:
    document = bitext.source if is_source else bitext.target
    owner = _owners(bitext, is_source=is_source)
    last: dict[str, int] = {}
    for n, segment in enumerate(document.segments):
        text = segment.plain
        mark = read_mark(text)
        if mark.family not in ("number", "sign") or not mark.label.isdigit():
            continue
        form = mark.family + _DIGITS.sub("", text[: mark.end]).strip()
        number = int(mark.label)
        before = last.get(form)
        last[form] = number
        if before is not None and number not in (1, before + 1):
            yield n, owner[n], form, before, number


def _repeats(bitext: Bitext) -> Iterator[Found]:
    """Segments that stand more than once and are not translated alike."""
    uses: dict[str, list[int]] = defaultdict(list)
    for index, bead in enumerate(bitext.beads):
        source = bitext.source_text(bead)
        if not bead.is_gap and _letters(source) >= _LEAST_LETTERS:
            uses[source].append(index)
    for source, beads in uses.items():
        texts = {index: bitext.target_text(bitext.beads[index]) for index in beads}
        counts = Counter(bare(text) for text in texts.values())
        if len(counts) < 2:
            continue
        usual = max(counts, key=lambda text: counts[text])
        first = next(text for text in texts.values() if bare(text) == usual)
        for index, text in texts.items():
            if bare(text) != usual:
                message = say("repeat_inconsistent", rendering=first)
                spans = (0, len(source)), (0, len(text))
                yield index, Finding("repeat_inconsistent", "low", 0.7, *spans, message)


def _one_sided(
    kind: str, confidence: float, span: tuple[int, int], message: Statement, *, is_source: bool
) -> Finding:
    ours, theirs = (span, None) if is_source else (None, span)
    return Finding(kind, "medium", confidence, ours, theirs, message)


def _owners(bitext: Bitext, *, is_source: bool) -> dict[int, int]:
    """Segment index to the index of its bead."""
    return {
        n: index
        for index, bead in enumerate(bitext.beads)
        for n in (bead.source if is_source else bead.target)
    }


def _span(document: Document, bead: Bead, n: int, *, is_source: bool) -> tuple[int, int]:
    """Where a segment stands in the text of its bead."""
    first = (bead.source if is_source else bead.target).start
    texts: Sequence[str] = [segment.plain for segment in document.segments[first : n + 1]]
    end = sum(map(len, texts)) + len(texts) - 1
    return end - len(texts[-1]), end


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


def bare(text: str) -> str:
    """The letters and digits of a text, in lower case: what must differ for another rendering."""
    return "".join(character for character in text.lower() if character.isalnum())
