"""All tables of the first release, and the full-text index of the memory on SQLite."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Frozen copies of the column types of tables_base: a migration must not change when the tables do.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)

# "malm": tells the `file` command, and us, whose SQLite file it is.
APPLICATION_ID = 0x6D616C6D


def upgrade() -> None:
    _texts()
    _terms()
    _log()
    if op.get_context().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for statement in FULL_TEXT:
            op.execute(statement)


def _texts() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("language", KEY, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("house", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("date", KEY, nullable=False),
        sa.Column("juche_year", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("genre", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("checksum", sa.String(), nullable=False),
        sa.Column("version_of", sa.Integer(), nullable=True),
        sa.Column("translator", sa.String(), nullable=False),
        sa.Column("source_line", sa.Text(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("modified", MOMENT, nullable=False),
        sa.Column("removed", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_document_article_id")),
        sa.ForeignKeyConstraint(["version_of"], ["document.id"], name=op.f("fk_document_version_of")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_document_article_id"), "document", ["article_id"], unique=False)
    op.create_index(op.f("ix_document_checksum"), "document", ["checksum"], unique=False)
    op.create_index(op.f("ix_document_version_of"), "document", ["version_of"], unique=False)
    op.create_table(
        "alignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_document", sa.Integer(), nullable=False),
        sa.Column("target_document", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("engine_version", sa.String(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("modified", MOMENT, nullable=False),
        sa.Column("removed", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["source_document"], ["document.id"], name=op.f("fk_alignment_source_document")),
        sa.ForeignKeyConstraint(["target_document"], ["document.id"], name=op.f("fk_alignment_target_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alignment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_alignment_source_document"), "alignment", ["source_document"], unique=False)
    op.create_index(op.f("ix_alignment_target_document"), "alignment", ["target_document"], unique=False)
    op.create_table(
        "segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_segment_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
        sa.UniqueConstraint("document_id", "position", name=op.f("uq_segment_document_id_position")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "bead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alignment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source_size", sa.Integer(), nullable=False),
        sa.Column("target_size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alignment_id"], ["alignment.id"], name=op.f("fk_bead_alignment_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bead")),
        sa.UniqueConstraint("alignment_id", "position", name=op.f("uq_bead_alignment_id_position")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "phrase_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alignment_id", sa.Integer(), nullable=False),
        sa.Column("source_segment", sa.Integer(), nullable=False),
        sa.Column("source_start", sa.Integer(), nullable=False),
        sa.Column("source_text", sa.Text(), nullable=False),
        sa.Column("target_segment", sa.Integer(), nullable=False),
        sa.Column("target_start", sa.Integer(), nullable=False),
        sa.Column("target_text", sa.Text(), nullable=False),
        sa.Column("source_term", KEY, nullable=False),
        sa.Column("target_term", KEY, nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alignment_id"], ["alignment.id"], name=op.f("fk_phrase_link_alignment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["source_segment"], ["segment.id"], name=op.f("fk_phrase_link_source_segment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["target_segment"], ["segment.id"], name=op.f("fk_phrase_link_target_segment"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrase_link")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_phrase_link_alignment_id"), "phrase_link", ["alignment_id"], unique=False)
    op.create_index(op.f("ix_phrase_link_source_segment"), "phrase_link", ["source_segment"], unique=False)
    op.create_index(op.f("ix_phrase_link_source_term"), "phrase_link", ["source_term"], unique=False)
    op.create_index(op.f("ix_phrase_link_target_segment"), "phrase_link", ["target_segment"], unique=False)
    op.create_index(op.f("ix_phrase_link_target_term"), "phrase_link", ["target_term"], unique=False)
    op.create_table(
        "bead_segment",
        sa.Column("alignment_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("bead_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alignment_id"], ["alignment.id"], name=op.f("fk_bead_segment_alignment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["bead_id"], ["bead.id"], name=op.f("fk_bead_segment_bead_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["segment.id"], name=op.f("fk_bead_segment_segment_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("alignment_id", "side", "segment_id", name=op.f("pk_bead_segment")),
    )
    op.create_index(op.f("ix_bead_segment_bead_id"), "bead_segment", ["bead_id"], unique=False)
    op.create_index(op.f("ix_bead_segment_segment_id"), "bead_segment", ["segment_id"], unique=False)
    op.create_table(
        "memory_unit",
        sa.Column("bead_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("alignment_id", sa.Integer(), nullable=False),
        sa.Column("source_language", KEY, nullable=False),
        sa.Column("target_language", KEY, nullable=False),
        sa.Column("source_text", sa.Text(), nullable=False),
        sa.Column("target_text", sa.Text(), nullable=False),
        sa.Column("source_key", sa.Text(), nullable=True),
        sa.Column("target_key", sa.Text(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("indexed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alignment_id"], ["alignment.id"], name=op.f("fk_memory_unit_alignment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["bead_id"], ["bead.id"], name=op.f("fk_memory_unit_bead_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("bead_id", name=op.f("pk_memory_unit")),
    )
    op.create_index(op.f("ix_memory_unit_alignment_id"), "memory_unit", ["alignment_id"], unique=False)
    op.create_index(op.f("ix_memory_unit_indexed"), "memory_unit", ["indexed"], unique=False)


def _terms() -> None:
    op.create_table(
        "concept",
        sa.Column("id", KEY, nullable=False),
        sa.Column("subject", KEY, nullable=False),
        sa.Column("sort_key", KEY, nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("definition_source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("modified", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept")),
    )
    op.create_index(op.f("ix_concept_modified"), "concept", ["modified"], unique=False)
    op.create_index(op.f("ix_concept_sort_key"), "concept", ["sort_key"], unique=False)
    op.create_index(op.f("ix_concept_subject"), "concept", ["subject"], unique=False)
    op.create_table(
        "cross_reference",
        sa.Column("concept_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("target", KEY, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concept.id"], name=op.f("fk_cross_reference_concept_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("concept_id", "ordinal", name=op.f("pk_cross_reference")),
    )
    op.create_index(op.f("ix_cross_reference_target"), "cross_reference", ["target"], unique=False)
    op.create_table(
        "term",
        sa.Column("id", KEY, nullable=False),
        sa.Column("concept_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("language", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", KEY, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("part_of_speech", sa.String(), nullable=False),
        sa.Column("match", sa.String(), nullable=False),
        sa.Column("case_sensitive", sa.Boolean(), nullable=False),
        sa.Column("do_not_translate", sa.Boolean(), nullable=False),
        sa.Column("usage_register", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("house", sa.String(), nullable=False),
        sa.Column("usage_note", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_term_concept_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("concept_id", "ordinal", name=op.f("uq_term_concept_id_ordinal")),
    )
    op.create_index(op.f("ix_term_folded"), "term", ["folded"], unique=False)
    op.create_table(
        "attestation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("bead", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("context", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_attestation_term_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attestation")),
        sa.UniqueConstraint("term_id", "ordinal", name=op.f("uq_attestation_term_id_ordinal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attestation_bead"), "attestation", ["bead"], unique=False)
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("system", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", KEY, nullable=False),
        sa.Column("is_override", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_reading_term_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("term_id", "ordinal", name=op.f("uq_reading_term_id_ordinal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reading_folded"), "reading", ["folded"], unique=False)


def _log() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_change_created"), "change", ["created"], unique=False)
    op.create_index(op.f("ix_change_kind_state"), "change", ["kind", "state"], unique=False)
    op.create_table(
        "dismissal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("check_id", KEY, nullable=False),
        sa.Column("fingerprint", KEY, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismissal")),
        sa.UniqueConstraint("check_id", "fingerprint", name=op.f("uq_dismissal_check_id_fingerprint")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "change_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name=op.f("fk_change_item_change_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_item")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_change_item_change_id"), "change_item", ["change_id"], unique=False)
    op.create_index(
        op.f("ix_change_item_entity_entity_id_change_id"),
        "change_item",
        ["entity", "entity_id", "change_id"],
        unique=False,
    )


# Bigrams of the folded text of both sides of a bead. The index keeps no text of its own, so a row leaves it by its
# grams.
FULL_TEXT = (
    "CREATE VIRTUAL TABLE memory_fts USING fts5(source, target, content='', tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE memory_vocab USING fts5vocab('memory_fts', 'row')",
    """CREATE TRIGGER memory_unit_insert AFTER INSERT ON memory_unit WHEN new.indexed BEGIN
    INSERT INTO memory_fts(rowid, source, target)
    VALUES (new.bead_id, malmoi_grams1(new.source_text), malmoi_grams1(new.target_text));
END""",
    """CREATE TRIGGER memory_unit_delete AFTER DELETE ON memory_unit WHEN old.indexed BEGIN
    INSERT INTO memory_fts(memory_fts, rowid, source, target)
    VALUES ('delete', old.bead_id, malmoi_grams1(old.source_text), malmoi_grams1(old.target_text));
END""",
    """CREATE TRIGGER memory_unit_index AFTER UPDATE OF indexed ON memory_unit
WHEN new.indexed AND NOT old.indexed BEGIN
    INSERT INTO memory_fts(rowid, source, target)
    VALUES (new.bead_id, malmoi_grams1(new.source_text), malmoi_grams1(new.target_text));
END""",
    """CREATE TRIGGER memory_unit_text BEFORE UPDATE OF source_text, target_text ON memory_unit BEGIN
    SELECT RAISE(ABORT, 'the words of a memory unit do not change: delete it and insert another');
END""",
)
