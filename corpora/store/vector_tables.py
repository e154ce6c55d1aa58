"""The steps of the schema that are about vectors: statements, as in `schema.py`."""

from __future__ import annotations

#: For each side, where its text stands, and whether it is another one after a change.
_TEXTS = (
    ("source", "source_text", "new.source_text IS NOT old.source_text"),
    (
        "target",
        "target_text, revised_text",
        "coalesce(new.revised_text, new.target_text)"
        " IS NOT coalesce(old.revised_text, old.target_text)",
    ),
)

#: What texts mean, for search; made when it is first needed.
VECTORS: tuple[str, ...] = tuple(
    statement
    for side, columns, changed in _TEXTS
    for statement in (
        f"""
        CREATE TABLE {side}_vectors (
            bead INTEGER PRIMARY KEY REFERENCES beads (id) ON DELETE CASCADE,
            encoder TEXT NOT NULL,
            vector BLOB NOT NULL
        ) STRICT
        """,
        f"""
        CREATE TRIGGER {side}_vectors_stale AFTER UPDATE OF {columns} ON beads WHEN {changed}
        BEGIN DELETE FROM {side}_vectors WHERE bead = old.id; END
        """,
    )
)

#: The signs of vectors, in blocks of 2,048 beads with consecutive numbers: see `signs.py`. Whatever
#: changes a text or a vector takes away the signs of its block, which are then made anew.
SIGNS: tuple[str, ...] = (
    """
    CREATE TABLE vector_signs (
        block INTEGER NOT NULL,
        side INTEGER NOT NULL CHECK (side IN (0, 1)),
        language TEXT NOT NULL,
        encoder TEXT NOT NULL,
        centre BLOB NOT NULL,
        places BLOB NOT NULL,
        signs BLOB NOT NULL,
        PRIMARY KEY (block, side, language, encoder)
    ) STRICT
    """,
    *(
        f"""
        CREATE TRIGGER {name} AFTER {event}
        BEGIN DELETE FROM vector_signs WHERE block IN ({blocks}) AND side = {number}; END
        """
        for number, (side, columns, changed) in enumerate(_TEXTS)
        for name, event, blocks in (
            (f"{side}_text_added", "INSERT ON beads", "new.id / 2048"),
            (
                f"{side}_text_changed",
                f"UPDATE OF {columns} ON beads WHEN {changed}",
                "new.id / 2048",
            ),
            (f"{side}_vector_added", f"INSERT ON {side}_vectors", "new.bead / 2048"),
            (f"{side}_vector_removed", f"DELETE ON {side}_vectors", "old.bead / 2048"),
            (
                f"{side}_language_changed",
                f"UPDATE OF {side}_language ON releases"
                f" WHEN new.{side}_language IS NOT old.{side}_language",
                "SELECT id / 2048 FROM beads WHERE release = new.id",
            ),
        )
    ),
)
