"""The data base: tables, migrations, sessions, repositories that return plain records."""
