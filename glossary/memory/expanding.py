"""Other words for a query of the concordance: the other country's spelling, Chinese characters read, romanisations.

Pure functions; what is found by such a word says so.
"""

from __future__ import annotations

import re
import unicodedata

from glossary.text.language import base_language

LEAST = 0.6
"""Score from which on a Hangul reading of a romanised query is looked for."""
_READINGS, _SPELLINGS = 3, 12
_LONGEST = 40
"""Characters of a query that is spelled otherwise; a longer one is a sentence."""
_HANGUL, _HAN = re.compile("[가-힣]"), re.compile("[\u3400-\u9fff]")


def expansions(query: str, language: str = "") -> tuple[str, ...]:
    """Return what else a plain query may stand as, without the query itself.

    `language` is where it is looked for; empty means in both. 로동 also means 노동, 平壤 also 평양, Rodong Sinmun also
    로동신문; 김정은 is Kim Jong Un where English is looked through.
    """
    text = unicodedata.normalize("NFC", query).strip()
    if not text or len(text) > _LONGEST:
        return ()
    base = base_language(language) if language else ""
    found: dict[str, None] = {}
    if _HANGUL.search(text):
        from glossary.text.varieties import spelling_variants

        found |= dict.fromkeys(spelling_variants(text))
        if base == "en":
            from glossary.romanisation.spellings import spellings

            found |= dict.fromkeys(s.form for s in spellings(text)[:_SPELLINGS])
    if _HAN.search(text):
        from glossary.romanisation.hanja import read_hanja

        found |= dict.fromkeys(read_hanja(text, reading) for reading in ("north", "south"))
    if base in ("", "ko") and re.search("[A-Za-z]", text):
        from glossary.romanisation.candidates import hangul

        readings = [c.hangul for c in hangul(text) if c.score >= LEAST and len(c.hangul) > 1]
        from glossary.text.varieties import spelling_variants

        for reading in readings[:_READINGS]:
            found |= dict.fromkeys(spelling_variants(reading))
    found.pop(text, None)
    return tuple(found)
