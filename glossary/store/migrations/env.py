"""Alembic's entry: runs the migrations on the connection that `glossary.store.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from glossary.store.tables import metadata
from glossary.store.upgrade import VERSION_TABLE


def include_object(_object: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    """Leave out the tables that FTS5 keeps for itself when the schema is compared."""
    return not (kind == "table" and (name or "").startswith("memory_") and name != "memory_unit")


def run() -> None:
    """Run the migrations in the caller's transaction."""
    connection = context.config.attributes.get("connection")
    if connection is None:
        msg = "migrations run through glossary.store.upgrade.migrate, which gives the connection"
        raise RuntimeError(msg)
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table=VERSION_TABLE,
        include_object=include_object,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


run()
