"""The search keys of concepts, one row each, with a full-text index on SQLite."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"

FULL_TEXT = (
    "CREATE VIRTUAL TABLE concept_fts USING fts5(lines, content='', tokenize='unicode61 remove_diacritics 0')",
    """CREATE TRIGGER concept_search_delete AFTER DELETE ON concept_search BEGIN
    INSERT INTO concept_fts(concept_fts, rowid, lines) VALUES ('delete', old.number, malmoi_lines1(old.lines));
END""",
    """CREATE TRIGGER concept_search_update BEFORE UPDATE ON concept_search BEGIN
    SELECT RAISE(ABORT, 'the search keys of a concept do not change: delete them and insert others');
END""",
)


def upgrade() -> None:
    table = op.create_table(
        "concept_search",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("concept_id", KEY, nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concept.id"], name=op.f("fk_concept_search_concept_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_concept_search")),
        sa.UniqueConstraint("concept_id", name=op.f("uq_concept_search_concept_id")),
        sqlite_autoincrement=True,
    )
    if op.get_context().dialect.name == "sqlite":
        for statement in FULL_TEXT:
            op.execute(statement)
    _fill(table)
    if op.get_context().dialect.name == "sqlite":
        op.execute("INSERT INTO concept_fts(rowid, lines) SELECT number, malmoi_lines1(lines) FROM concept_search")


def _fill(table: sa.Table) -> None:
    connection = op.get_bind()
    keys: dict[str, dict[str, None]] = {}
    for concept, language, folded in connection.execute(
        sa.text("SELECT concept_id, language, folded FROM term ORDER BY concept_id, ordinal")
    ):
        own = keys.setdefault(concept, {})
        own[folded] = None
        if language.split("-")[0] == "ko":
            own[_initials(folded)] = None
    for concept, folded in connection.execute(
        sa.text(
            "SELECT t.concept_id, r.folded FROM reading r JOIN term t ON t.id = r.term_id "
            "ORDER BY t.concept_id, t.ordinal, r.ordinal"
        )
    ):
        keys[concept][folded] = None
    values = [{"concept_id": c, "lines": "\n".join(k for k in own if k)} for c, own in keys.items()]
    if values:
        connection.execute(sa.insert(table), values)


def _initials(key: str) -> str:
    return "".join(INITIALS[(ord(c) - 0xAC00) // 588] if "가" <= c <= "힣" else c for c in key)
