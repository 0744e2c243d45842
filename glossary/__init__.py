"""The headless core of malmoi: texts, romanisation, alignment, terms, memory, checks and the store.

Nothing here knows a terminal or the file formats of other tools.
"""

__version__ = "0.1.0"
