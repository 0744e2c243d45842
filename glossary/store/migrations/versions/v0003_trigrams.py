"""The memory's full-text index: trigrams for phrases and fuzzy matches, and words.

SQLite: four FTS5 tables without positions (`detail=none`), which are smaller and sooner built than with them; what they
find is looked at again in the text. PostgreSQL: GIN indexes of pg_trgm over the folded text, where the
extension may be made; without it the same searches read every row. The units are indexed anew when they are searched.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OLD = (
    *(f"DROP TRIGGER memory_unit_{name}" for name in ("insert", "delete", "index", "text")),
    "DROP TABLE memory_vocab",
    "DROP TABLE memory_fts",
)

_NO_POSITIONS = "content='', detail=none, columnsize=0"
_ADD = """INSERT INTO memory_source_fts(rowid, key) VALUES (new.bead_id, malmoi_key2(new.source_text, new.confirmed));
    INSERT INTO memory_target_fts(rowid, key) VALUES (new.bead_id, malmoi_key2(new.target_text, new.confirmed));
    INSERT INTO memory_source_words(rowid, words)
    VALUES (new.bead_id, malmoi_words2(new.source_text, new.confirmed));
    INSERT INTO memory_target_words(rowid, words)
    VALUES (new.bead_id, malmoi_words2(new.target_text, new.confirmed));"""
# A table without a copy of the text is told what to take out.
_TAKE = """INSERT INTO memory_source_fts(memory_source_fts, rowid, key)
    VALUES ('delete', old.bead_id, malmoi_key2(old.source_text, old.confirmed));
    INSERT INTO memory_target_fts(memory_target_fts, rowid, key)
    VALUES ('delete', old.bead_id, malmoi_key2(old.target_text, old.confirmed));
    INSERT INTO memory_source_words(memory_source_words, rowid, words)
    VALUES ('delete', old.bead_id, malmoi_words2(old.source_text, old.confirmed));
    INSERT INTO memory_target_words(memory_target_words, rowid, words)
    VALUES ('delete', old.bead_id, malmoi_words2(old.target_text, old.confirmed));"""
NEW = (
    *(
        f"CREATE VIRTUAL TABLE memory_{side}_fts USING fts5(key, {_NO_POSITIONS}, tokenize='trigram')"
        for side in ("source", "target")
    ),
    *(
        f"CREATE VIRTUAL TABLE memory_{side}_words USING fts5(words, {_NO_POSITIONS}, "
        "tokenize='unicode61 remove_diacritics 0')"
        for side in ("source", "target")
    ),
    # How much is gathered before it is written: a lot of units is one piece, not many small ones.
    *(
        f"INSERT INTO memory_{side}_{kind}(memory_{side}_{kind}, rank) VALUES ('hashsize', {16 << 20})"  # noqa: S608 names are ours
        for side in ("source", "target")
        for kind in ("fts", "words")
    ),
    f"CREATE TRIGGER memory_unit_insert AFTER INSERT ON memory_unit WHEN new.indexed BEGIN\n    {_ADD}\nEND",
    f"CREATE TRIGGER memory_unit_delete AFTER DELETE ON memory_unit WHEN old.indexed BEGIN\n    {_TAKE}\nEND",
    f"""CREATE TRIGGER memory_unit_confirmed AFTER UPDATE OF confirmed ON memory_unit
WHEN old.indexed AND new.indexed AND old.confirmed <> new.confirmed BEGIN
    {_TAKE}
    {_ADD}
END""",
    """CREATE TRIGGER memory_unit_text BEFORE UPDATE OF source_text, target_text ON memory_unit BEGIN
    SELECT RAISE(ABORT, 'the words of a memory unit do not change: delete it and insert another');
END""",
)


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        for statement in OLD:
            op.execute(statement)
        op.execute("UPDATE memory_unit SET indexed = 0 WHERE indexed")
        for statement in NEW:
            op.execute(statement)
        return
    try:
        with connection.begin_nested():
            op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except sa.exc.DBAPIError:
        return  # not installed, or not allowed: the data base works without
    for side in ("source", "target"):
        op.execute(f"CREATE INDEX memory_trgm_{side} ON memory_unit USING gin ({side}_key gin_trgm_ops)")
