"""Checks of a draft translation: registry, families, findings."""
