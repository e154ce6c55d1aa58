"""Arbitrary releases for property tests, and one small one for exact output."""

from __future__ import annotations

from hypothesis import strategies as st

from align.bitext import SEGMENT_KINDS, Bead, Bitext, Document, Segment
from align.checks.check_bitext import BeadFinding
from align.checks.finding import Finding
from align.checks.kinds import FINDING_KINDS, SEVERITIES
from align.messages import quoted
from corpora.model.release import TOLD, Annotation, Release, Source

#: Characters that formats like to break on, beside all others.
AWKWARD = (
    "\x00\x01\x08\x0b\x0c\x1b\x1c\x85\xa0\u2028\u3000\ufeff\ufffd\ufffe\uffff\t\r\n"
    "\"',;=+-@\\'＝＋－＠<>&]😀한글 "
)

characters = st.sampled_from(AWKWARD) | st.characters(exclude_categories=("Cs",))
any_text = st.text(characters, max_size=20)
segment_text = any_text.filter(lambda text: text.strip()) | st.sampled_from(
    ["=1+1", "'16.1.20.", "\r\n- a", "\ta\r\nb\n\nc \r", "a\r\r\nb", " ", "  x  ", "끝.", '"'],
).filter(lambda text: text.strip())
white_space = st.text(st.sampled_from(" \n\r\t\u3000\x0b\x1c"), max_size=3)


@st.composite
def documents(draw, language):
    pieces, segments, furniture, position = [], [], [], 0
    for _ in range(draw(st.integers(0, 6))):
        pieces.append(draw(white_space))
        position += len(pieces[-1])
        text = draw(segment_text)
        is_furniture = draw(st.integers(0, 4)) == 0
        kind = "furniture" if is_furniture else draw(st.sampled_from(SEGMENT_KINDS))
        block = draw(st.integers(0, 9999))
        segment = Segment(text, kind, position, position + len(text), block)
        (furniture if is_furniture else segments).append(segment)
        pieces.append(text)
        position += len(text)
    pieces.append(draw(white_space))
    return Document("".join(pieces), language, tuple(segments), tuple(furniture))


@st.composite
def beads(draw, n, m):
    sizes, i, j = [], 0, 0
    while i < n or j < m:
        rows = draw(st.integers(0, min(3, n - i)))
        columns = draw(st.integers(0 if rows else min(1, m - j), min(3, m - j)))
        if not rows and not columns:
            rows = 1
        sizes.append((rows, columns))
        i, j = i + rows, j + columns
    moved = {
        index for index, size in enumerate(sizes) if all(size) and draw(st.integers(0, 2)) == 0
    }
    return beads_of_sizes(sizes, draw(target_orders(len(sizes), moved)), moved, draw)


@st.composite
def target_orders(draw, count, moved):
    """The order of the beads in the target: moved ones anywhere, neighbours or far away."""
    order = [index for index in range(count) if index not in moved]
    for index in sorted(moved):
        near = st.integers(max(index - 1, 0), index + 1)
        place = min(draw(near | st.integers(0, len(order))), len(order))
        order.insert(place, index)
    return order


def beads_of_sizes(sizes, order, moved, draw=lambda strategy: None):
    """Beads of some sizes in the order of the source, with the targets in another order."""
    probability = st.none() | st.floats(0, 1)
    score = st.none() | st.floats(-1, 1)
    targets, j = {}, 0
    for index in order:
        targets[index] = range(j, j + sizes[index][1])
        j += sizes[index][1]
    away = {j for index in moved for j in targets[index]}
    found, i, j = [], 0, 0
    for index, (rows, columns) in enumerate(sizes):
        while j in away:
            j += 1
        target = targets[index] if columns else range(j, j)
        found.append(
            Bead(range(i, i + rows), target, draw(probability), draw(score), index in moved)
        )
        i, j = i + rows, j if index in moved else target.stop
    return tuple(found)


@st.composite
def sources(draw):
    name = draw(any_text.filter(lambda text: text and "/" not in text))
    digest = draw(st.binary(max_size=4))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "cp949", "utf-16"]))
    told = {key: draw(any_text) for key in TOLD if key != "date" and draw(st.booleans())}
    told["date"] = draw(st.sampled_from(["", "2016-10-14"]))
    return Source.of(digest, name=name, encoding=encoding, **told)


@st.composite
def releases(draw):
    languages = draw(st.sampled_from([("ko", "en"), ("en", "ko")]))
    source, target = draw(documents(languages[0])), draw(documents(languages[1]))
    bitext = Bitext(source, target, draw(beads(len(source), len(target))), draw(any_text))
    annotations = tuple(
        Annotation(
            draw(any_text.filter(bool)) if bead.is_gap else draw(any_text),
            reasons(draw(any_text)),
            draw(st.none() | st.floats(0, 1)),
        )
        for bead in bitext
    )
    found = [one for index in range(len(bitext.beads)) for one in draw(findings(bitext, index))]
    checks = draw(any_text.filter(bool)) if found else ""
    return Release(bitext, draw(sources()), draw(sources()), annotations, tuple(found), checks)


@st.composite
def findings(draw, bitext, index):
    """Up to two findings in a bead, anywhere in its texts."""
    texts = bitext.source_text(bitext.beads[index]), bitext.target_text(bitext.beads[index])
    found = []
    for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
        spans = [draw(st.none() | _spans(len(text))) for text in texts]
        if any(spans):
            kind, severity = draw(st.sampled_from(FINDING_KINDS)), draw(st.sampled_from(SEVERITIES))
            finding = Finding(kind, severity, draw(st.floats(0, 1)), *spans, quoted(draw(any_text)))
            found.append(BeadFinding(index, finding))
    return found


def reasons(note):
    """The reasons of a gap that somebody wrote by hand; none for no note."""
    return (quoted(note),) if note else ()


def _spans(length):
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(
        lambda places: (min(places), max(places))
    )


def small_release() -> Release:
    """Two beads and an omission, with a wrapped line, a control and a formula."""
    korean = "홈 > 보도자료\n=예산을\r\n늘린다. \x01네.\n끝.\n"
    english = "- The budget & taxes grow.\nYes.\n"
    source = Document(
        korean,
        "ko",
        (
            Segment("=예산을\r\n늘린다.", "title", 9, 19, 0),
            Segment("\x01네.", "paragraph", 20, 23, 1),
            Segment("끝.", "closing", 24, 26, 2),
        ),
        (Segment("홈 > 보도자료", "furniture", 0, 8),),
    )
    target = Document(
        english,
        "en",
        (
            Segment("- The budget & taxes grow.", "title", 0, 26, 0),
            Segment("Yes.", "paragraph", 27, 31, 1),
        ),
    )
    bitext = Bitext(
        source,
        target,
        (
            Bead(range(0, 1), range(0, 1), 0.98, 0.75),
            Bead(range(1, 2), range(1, 2), 0.5, -0.25),
            Bead(range(2, 3), range(2, 2), 0.9),
        ),
        "model=words|skip=0.2",
    )
    return Release(
        bitext,
        Source.of(korean.encode("cp949"), name="보도자료.txt", encoding="cp949"),
        Source.of(english.encode(), name="release.txt", encoding="utf-8"),
        (Annotation(), Annotation(), Annotation("closing", (quoted("끝. marks the end"),), 0.99)),
    )
