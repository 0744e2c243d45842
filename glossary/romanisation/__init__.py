"""Romanisation of Korean and Japanese: systems, names, variants."""
