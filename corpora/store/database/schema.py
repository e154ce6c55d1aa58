"""The tables of a corpus store, and the steps that bring an older store up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from corpora.model.old_sentences import reasons_of, statement_of
from corpora.model.statement_json import fields_text, reasons_text

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

#: The signs of vectors, in blocks of 2,048 beads with consecutive numbers: see `sign_hashes`.
#: Whatever changes a text or a vector takes away the signs of its block, which are then made anew.
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


#: Marks an SQLite file as ours: "daey" in ASCII.
APPLICATION_ID = 0x64616579

#: The statements of one step, each run alone inside one transaction.
Migration = tuple[str, ...]

_FIRST: Migration = (
    # "told" is the key that the release itself tells; "key" is that, numbered where several
    # releases tell the same, or what the user chose.
    """
    CREATE TABLE releases (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        told TEXT NOT NULL,
        date TEXT NOT NULL,
        agency TEXT NOT NULL,
        number TEXT NOT NULL,
        title TEXT NOT NULL,
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        added TEXT NOT NULL,
        changed TEXT NOT NULL,
        signature TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX releases_told ON releases (told)",
    "CREATE INDEX releases_agency ON releases (agency, date)",
    "CREATE INDEX releases_date ON releases (date)",
    # Side 0 is the source, 1 the target. The text comes last, so that the rest is read alone.
    """
    CREATE TABLE documents (
        release INTEGER NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
        side INTEGER NOT NULL CHECK (side IN (0, 1)),
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        encoding TEXT NOT NULL,
        size INTEGER NOT NULL,
        title TEXT NOT NULL,
        date TEXT NOT NULL,
        agency TEXT NOT NULL,
        department TEXT NOT NULL,
        number TEXT NOT NULL,
        address TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (release, side)
    ) STRICT
    """,
    "CREATE INDEX documents_sha256 ON documents (sha256)",
    # The text of a segment is that of its document from start to stop.
    """
    CREATE TABLE segments (
        release INTEGER NOT NULL,
        side INTEGER NOT NULL,
        furniture INTEGER NOT NULL,
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        block INTEGER NOT NULL,
        PRIMARY KEY (release, side, furniture, number),
        FOREIGN KEY (release, side) REFERENCES documents (release, side) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID
    """,
    # Texts are on one line; letters count characters other than white space.
    """
    CREATE TABLE beads (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        release INTEGER NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        source_start INTEGER NOT NULL,
        source_stop INTEGER NOT NULL,
        target_start INTEGER NOT NULL,
        target_stop INTEGER NOT NULL,
        moved INTEGER NOT NULL,
        probability REAL,
        score REAL,
        gap TEXT NOT NULL,
        confidence REAL,
        source_kind TEXT NOT NULL,
        target_kind TEXT NOT NULL,
        source_line INTEGER,
        target_line INTEGER,
        source_letters INTEGER NOT NULL,
        target_letters INTEGER NOT NULL,
        state TEXT NOT NULL DEFAULT 'unreviewed'
            CHECK (state IN ('unreviewed', 'accepted', 'revised', 'rejected')),
        version INTEGER NOT NULL DEFAULT 0,
        reviewer TEXT NOT NULL DEFAULT '',
        reviewed_at TEXT,
        source_text TEXT NOT NULL,
        target_text TEXT NOT NULL,
        revised_text TEXT,
        note TEXT NOT NULL,
        UNIQUE (release, number)
    ) STRICT
    """,
    "CREATE INDEX beads_state ON beads (state, release) WHERE state <> 'unreviewed'",
    """
    CREATE TABLE findings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        bead INTEGER NOT NULL REFERENCES beads (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        severity TEXT NOT NULL,
        confidence REAL NOT NULL,
        source_start INTEGER,
        source_stop INTEGER,
        target_start INTEGER,
        target_stop INTEGER,
        sentence TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed', 'dismissed')),
        reason TEXT NOT NULL DEFAULT '',
        version INTEGER NOT NULL DEFAULT 0,
        reviewer TEXT NOT NULL DEFAULT '',
        reviewed_at TEXT
    ) STRICT
    """,
    "CREATE INDEX findings_bead ON findings (bead)",
    "CREATE INDEX findings_kind ON findings (kind, state)",
    # A few hashes of each document's segments, by which changed files are known again.
    """
    CREATE TABLE sketches (
        hash INTEGER NOT NULL,
        release INTEGER NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
        PRIMARY KEY (hash, release)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX sketches_release ON sketches (release)",
    # The log outlives what it tells of, so it refers to nothing.
    """
    CREATE TABLE log (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        action TEXT NOT NULL,
        release INTEGER NOT NULL,
        bead INTEGER,
        finding INTEGER,
        before TEXT CHECK (before IS NULL OR json_valid(before)),
        after TEXT CHECK (after IS NULL OR json_valid(after))
    ) STRICT
    """,
    "CREATE INDEX log_release ON log (release)",
    """
    CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log
    BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END
    """,
    """
    CREATE TRIGGER log_is_never_cut BEFORE DELETE ON log
    BEGIN SELECT RAISE(ABORT, 'the log is never cut'); END
    """,
    # Trigrams find parts of Korean words, from three characters on. Only which bead has which
    # is indexed: a search looks at the texts too, and the file is less than two thirds as large.
    """
    CREATE VIRTUAL TABLE bead_texts USING fts5 (
        source_text, target_text, revised_text,
        content = 'beads', content_rowid = 'id', tokenize = 'trigram', detail = 'none'
    )
    """,
    """
    CREATE TRIGGER beads_added AFTER INSERT ON beads BEGIN
        INSERT INTO bead_texts (rowid, source_text, target_text, revised_text)
        VALUES (new.id, new.source_text, new.target_text, new.revised_text);
    END
    """,
    """
    CREATE TRIGGER beads_removed AFTER DELETE ON beads BEGIN
        INSERT INTO bead_texts (bead_texts, rowid, source_text, target_text, revised_text)
        VALUES ('delete', old.id, old.source_text, old.target_text, old.revised_text);
    END
    """,
    """
    CREATE TRIGGER beads_changed
    AFTER UPDATE OF source_text, target_text, revised_text ON beads BEGIN
        INSERT INTO bead_texts (bead_texts, rowid, source_text, target_text, revised_text)
        VALUES ('delete', old.id, old.source_text, old.target_text, old.revised_text);
        INSERT INTO bead_texts (rowid, source_text, target_text, revised_text)
        VALUES (new.id, new.source_text, new.target_text, new.revised_text);
    END
    """,
)

#: Texts are indexed with two blanks behind them, so that a run of three characters begins at each
#: character of a text; the runs that begin with a word of one or two lead to the texts with it.
_SHORT_PHRASES: Migration = (
    "DROP TRIGGER beads_added",
    "DROP TRIGGER beads_removed",
    "DROP TRIGGER beads_changed",
    "DROP TABLE bead_texts",
    """
    CREATE VIEW padded_texts AS
    SELECT id, source_text || '  ' AS source_text, target_text || '  ' AS target_text,
    revised_text || '  ' AS revised_text
    FROM beads
    """,
    """
    CREATE VIRTUAL TABLE bead_texts USING fts5 (
        source_text, target_text, revised_text,
        content = 'padded_texts', content_rowid = 'id', tokenize = 'trigram', detail = 'none'
    )
    """,
    # One row for each text and each run of three characters in it.
    "CREATE VIRTUAL TABLE bead_runs USING fts5vocab (bead_texts, instance)",
    """
    CREATE TRIGGER beads_added AFTER INSERT ON beads BEGIN
        INSERT INTO bead_texts (rowid, source_text, target_text, revised_text)
        VALUES (new.id, new.source_text || '  ', new.target_text || '  ',
            new.revised_text || '  ');
    END
    """,
    """
    CREATE TRIGGER beads_removed AFTER DELETE ON beads BEGIN
        INSERT INTO bead_texts (bead_texts, rowid, source_text, target_text, revised_text)
        VALUES ('delete', old.id, old.source_text || '  ', old.target_text || '  ',
            old.revised_text || '  ');
    END
    """,
    """
    CREATE TRIGGER beads_changed
    AFTER UPDATE OF source_text, target_text, revised_text ON beads BEGIN
        INSERT INTO bead_texts (bead_texts, rowid, source_text, target_text, revised_text)
        VALUES ('delete', old.id, old.source_text || '  ', old.target_text || '  ',
            old.revised_text || '  ');
        INSERT INTO bead_texts (rowid, source_text, target_text, revised_text)
        VALUES (new.id, new.source_text || '  ', new.target_text || '  ',
            new.revised_text || '  ');
    END
    """,
    "INSERT INTO bead_texts (bead_texts) VALUES ('rebuild')",
)

#: Findings and gaps are told by codes and fields. Their English of version 0.2.0 is read once;
#: what is not recognised stays as it stands, as a text.
_STATEMENTS: Migration = (
    "ALTER TABLE findings ADD COLUMN code TEXT NOT NULL DEFAULT 'text'",
    "ALTER TABLE findings ADD COLUMN fields TEXT NOT NULL DEFAULT '{}'",
    "UPDATE findings SET code = old_code(kind, sentence), fields = old_fields(kind, sentence)",
    "ALTER TABLE findings DROP COLUMN sentence",
    "ALTER TABLE beads ADD COLUMN reasons TEXT NOT NULL DEFAULT ''",
    "UPDATE beads SET reasons = old_reasons(note) WHERE note <> ''",
    "ALTER TABLE beads DROP COLUMN note",
)

#: Step k leads from schema version k to k + 1. Steps are added, and never changed.
MIGRATIONS: tuple[Migration, ...] = (_FIRST, _SHORT_PHRASES, VECTORS, SIGNS, _STATEMENTS)


def schema_version(connection: sqlite3.Connection) -> int:
    """The schema version of an open file; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def application_id(connection: sqlite3.Connection) -> int:
    """The mark that says whose file it is; 0 where nobody set one."""
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring an open file to the newest schema: all steps, or none if one fails.

    The caller has begun a transaction, so that two who open the same file do not both try.
    """
    _read_old_sentences(connection)
    for version in range(schema_version(connection), len(migrations)):
        for statement in migrations[version]:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(migrations)}")


def _read_old_sentences(connection: sqlite3.Connection) -> None:
    """The functions by which _STATEMENTS reads what version 0.2.0 wrote."""
    connection.create_function(
        "old_code", 2, lambda kind, sentence: statement_of(kind, sentence).code
    )
    connection.create_function(
        "old_fields", 2, lambda kind, sentence: fields_text(statement_of(kind, sentence))
    )
    connection.create_function("old_reasons", 1, lambda note: reasons_text(reasons_of(note)))
