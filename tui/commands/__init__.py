"""The commands, one module a family; each imports what it needs when it runs.

These modules do without `from __future__ import annotations`: typer would have to evaluate every annotation of every
command at each start, which costs more than the commands' own import.
"""
