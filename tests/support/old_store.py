"""Stores as older versions made them: their tables, and English sentences in them."""

from __future__ import annotations

from contextlib import closing

from corpora.store.database.connection import connect
from corpora.store.database.rows import SOURCE_COLUMNS, bead_values
from corpora.store.database.schema import MIGRATIONS
from corpora.store.releases.write import insert_statement

#: The steps of the schema that version 0.2.0 had.
LAST = 4


def make_old_store(path, release, *, migrations=LAST, note="번역자가 뺐음", findings=()):
    """A store of one release.

    Args:
        path: Where to.
        release: What is in it; its own findings are left out.
        migrations: How many steps of the schema it has, at most LAST.
        note: Of its first gap; the others have what a person wrote.
        findings: Kind and sentence of each, with more behind them; all in the second bead.
    """
    with closing(connect(path, create=True, migrations=MIGRATIONS[:migrations])) as old:
        for table, rows in _rows(release, note, findings):
            for values in rows:
                old.execute(insert_statement(table, values), values)


def _rows(release, note, findings):
    bitext = release.bitext
    shared = dict.fromkeys(("date", "agency", "number", "title"), "")
    time = "2026-11-30T00:00:00+00:00"
    yield "releases", [
        {"id": 1, "key": "a", "told": "a", **shared, "source_language": "ko",
         "target_language": "en", "added": time, "changed": time, "signature": "s"}
    ]  # fmt: skip
    sides = (bitext.source, release.source), (bitext.target, release.target)
    for side, (document, source) in enumerate(sides):
        names = {name: getattr(source, name) for name in SOURCE_COLUMNS}
        yield "documents", [{"release": 1, "side": side, **names, "text": document.text}]
        yield "segments", [
            {"release": 1, "side": side, "furniture": furniture, "number": number,
             "kind": one.kind, "start": one.start, "stop": one.end, "block": one.block}
            for furniture, run in enumerate((document.segments, document.furniture))
            for number, one in enumerate(run)
        ]  # fmt: skip
    notes = iter([note, *["번역자가 뺐음"] * len(bitext.beads)])
    beads = []
    for bead, values in zip(bitext.beads, bead_values(release), strict=True):
        del values["reasons"]
        beads.append({"release": 1, **values, "note": next(notes) if bead.is_gap else ""})
    yield "beads", beads
    place = {"bead": 2, "severity": "low", "confidence": 0.9, "source_start": 0, "source_stop": 1}
    yield "findings", [{**place, "kind": kind, "sentence": said} for kind, said, *_ in findings]
