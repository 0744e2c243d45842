"""The migrations: the only place where tables are made. Each file is frozen once it is released."""
