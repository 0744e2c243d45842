"""Phrases inside a bead: which words of one side render which words of the other."""
