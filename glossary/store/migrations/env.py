"""Alembic's entry: runs the migrations on the connection that `glossary.store.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from glossary.store.tables import metadata
from glossary.store.upgrade import VERSION_TABLE, is_ours


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
        include_object=is_ours,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


run()
