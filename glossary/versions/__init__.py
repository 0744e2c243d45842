"""Versions of a text beside each other, and what one language leaves out of the other."""
