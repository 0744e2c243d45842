"""Sentence alignment: beads, undoable edits, the aligner and its engines."""
