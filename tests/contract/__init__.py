"""Suites that every member of a registry inherits."""
