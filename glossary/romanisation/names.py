"""Names as the checks, the aligner and the interface need them: the public face of the room's name modules.

Which kind a name is (`decide`, `is_person`), every spelling that is accepted for it (`variants`), the key under which
spellings meet (`folded`), and where names stand in a Korean sentence and in its English counterpart.
"""

from __future__ import annotations

from glossary.romanisation.finding import EnglishMatch, find_in_english
from glossary.romanisation.folding import folded, stripped
from glossary.romanisation.kinds import Decision, Kind, PersonName, decide, is_person, split_person
from glossary.romanisation.pairing import NamePair, find_in_korean, pair_names
from glossary.romanisation.sentences import NameMatch, names_in_korean
from glossary.romanisation.spellings import Spelling, spellings, variants

__all__ = [
    "Decision",
    "EnglishMatch",
    "Kind",
    "NameMatch",
    "NamePair",
    "PersonName",
    "Spelling",
    "decide",
    "find_in_english",
    "find_in_korean",
    "folded",
    "is_person",
    "names_in_korean",
    "pair_names",
    "spellings",
    "split_person",
    "stripped",
    "variants",
]
