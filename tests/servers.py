"""A PostgreSQL server for tests: the one that MALMOI_TEST_POSTGRES names, or a throwaway one in a temporary directory.

The throwaway server listens on a socket in its own directory only, does not wait for the disk (fsync=off), and is gone
with the tests. Where we are root it runs as the user postgres, since it refuses to run as root.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url

from glossary.store.engine import open_database

_NUMBER = count(1)


def programs() -> Path | None:
    """Return the directory of PostgreSQL's own programs, newest version first."""
    found = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    found.sort(key=lambda p: int(p.parent.name) if p.parent.name.isdigit() else 0)
    if found:
        return found[-1]
    which = shutil.which("initdb")
    return Path(which).parent if which else None


class PostgresServer:
    """A server on which tests make data bases of their own."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._made: list[str] = []
        self._template = ""
        self._shared = ""

    @classmethod
    @contextmanager
    def start(cls) -> Iterator[PostgresServer]:
        """Give a running server; skip the test where there is none to be had."""
        pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'malmoi[postgres]'")
        if named := os.environ.get("MALMOI_TEST_POSTGRES"):
            server = cls(make_url(named).set(drivername="postgresql+psycopg"))
            try:
                yield server
            finally:
                server.drop_all()
            return
        bin_directory = programs()
        if bin_directory is None:
            pytest.skip("no PostgreSQL here: set MALMOI_TEST_POSTGRES, or apt-get install postgresql")
        with _throwaway(bin_directory) as url:
            yield cls(url)

    def fresh(self, encoding: str = "UTF8") -> str:
        """Make an empty data base and return its URL."""
        return self._make(f"TEMPLATE template0 ENCODING '{encoding}'")

    def migrated(self) -> str:
        """Make a data base at the current schema and return its URL."""
        if not self._template:
            url = self.fresh()
            open_database(url, author="nobody").close()
            self._template = make_url(url).database or ""
        return self._make(f"TEMPLATE {self._template}")

    def emptied(self) -> str:
        """Return the URL of one data base at the current schema, with nothing in it: quicker than making one."""
        if not self._shared:
            self._shared = self.migrated()
            return self._shared
        from glossary.store.tables import metadata

        engine = sqlalchemy.create_engine(make_url(self._shared).set(drivername="postgresql+psycopg"))
        with engine.begin() as connection:
            names = ", ".join(f'"{name}"' for name in metadata.tables)
            connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
        engine.dispose()
        return self._shared

    def drop_all(self) -> None:
        """Take away every data base that was made here."""
        for name in self._made:
            self._do(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _make(self, how: str) -> str:
        name = f"malmoi_test_{os.getpid()}_{next(_NUMBER)}"
        self._do(f"CREATE DATABASE {name} {how}")
        self._made.append(name)
        return self._url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)

    def _do(self, statement: str) -> None:
        engine = sqlalchemy.create_engine(self._url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@contextmanager
def _throwaway(bin_directory: Path) -> Iterator[URL]:
    # Not pytest's own directory: its parents are closed to the user postgres. Short, because of the socket's path.
    home = Path(tempfile.mkdtemp(prefix="malmoi-pg-"))
    cluster = home / "data"
    as_postgres: list[str] = []
    if os.geteuid() == 0:
        if shutil.which("runuser") is None:
            pytest.skip("PostgreSQL does not run as root, and runuser is not there")
        as_postgres = ["runuser", "-u", "postgres", "--"]
        try:
            shutil.chown(home, "postgres")
        except LookupError:
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres")

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*as_postgres, str(bin_directory / program), *arguments],
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # a pipe would stay open in the server and never end
            stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            text=True,
        )
        if done.returncode:
            pytest.fail(f"{program} failed: {done.stderr}")

    try:
        run("initdb", "-D", str(cluster), "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off -c full_page_writes=off"
        run("pg_ctl", "-D", str(cluster), "-w", "-l", str(home / "log"), "-o", options, "start")
        try:
            yield URL.create("postgresql+psycopg", username="postgres", database="postgres", query={"host": str(home)})
        finally:
            run("pg_ctl", "-D", str(cluster), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
