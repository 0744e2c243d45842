"""The term base: entries, matching, the repository, the starter."""
