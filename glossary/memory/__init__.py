"""Confirmed beads as a translation memory."""
