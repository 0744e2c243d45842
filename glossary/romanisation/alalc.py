"""`ala-lc`: the library romanisation of Korean, McCune-Reischauer with the South's reading of ㄹ and ㄴ.

Source: ALA-LC Romanization Tables, Korean (2009). The family name 이 or 리 is always Yi; a given name of two syllables
takes a hyphen and is assimilated across it. A word of Western origin begins with the l or r of its original (rule 10).
"""

from __future__ import annotations

from glossary.romanisation.mr import LETTERS
from glossary.romanisation.system import Numbers, PersonStyle, System

ALA_LC = System(
    name="ala-lc",
    title="ALA-LC",
    source="ALA-LC Romanization Tables, Korean, 2009",
    letters=LETTERS._replace(before_wi={}, stem_rg=("l", "k")),
    person_style=PersonStyle.HYPHENED,
    initial_law=True,
    marks_tense=True,
    western_l=True,
    numbers=Numbers.HYPHENED,
    sentence_capital=True,
    surname_forms={"이": "Yi", "리": "Yi", "李": "Yi"},
)
