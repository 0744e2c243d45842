"""The letter level of the Korean romanisations: what two neighbouring syllables do to each other.

A `Letters` is one system's table of sounds and spellings. It drives hangul-romanize's `Transliter` with a context rule
`rule(now, pre=, post=)`, so that one syllable is spelled at a time with a look at both neighbours. Nothing here knows
words, names or capitals: a neighbour that is no Hangul syllable is the edge of a word.

The steps of one junction (final + initial): a final before a vowel moves over (a cluster leaves its first letter
behind); ㄷ and ㅌ before ㅣ become ㅈ and ㅊ; ㅎ merges with its neighbour; what remains is one of seven finals;
`changes` assimilates; `spellings` writes what has a spelling of its own; lenis letters are voiced by `voicing`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from operator import add
from sys import intern
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.romanisation.jamo import CLUSTERS, FINALS, FIRST, INITIALS, VOWELS, Jamo

if TYPE_CHECKING:
    from hangul_romanize import Transliter

NEUTRAL = {
    **dict.fromkeys("ㄱㄲㅋㄳㄺ", "ㄱ"),
    **dict.fromkeys("ㄴㄵㄶ", "ㄴ"),
    **dict.fromkeys("ㄷㅅㅆㅈㅊㅌㅎ", "ㄷ"),
    **dict.fromkeys("ㄹㄼㄽㄾㅀ", "ㄹ"),
    **dict.fromkeys("ㅁㄻ", "ㅁ"),
    **dict.fromkeys("ㅂㅄㅍㄿ", "ㅂ"),
    "ㅇ": "ㅇ",
}
"""The seven finals that are heard before a consonant or a pause (standard pronunciation, articles 8-11)."""

ASPIRATED = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅂ": "ㅍ", "ㅈ": "ㅊ"}
_I_LIKE = frozenset("ㅣ")
_SYLLABLES = 19 * 21 * 28
_EDGE = 28
"""Stands for the final before a syllable that begins its word."""
_HEADS = 19 * 21 + 1
"""Initials with vowels, and one more for the edge of a word."""
BORDER = "\ud800"
"""Stands for the edge of a word in a pair; no text holds it."""
_MOST_PAIRS = 40_000
"""Pairs of syllables that one system keeps; ordinary text has some 20,000."""


class _Table(NamedTuple):
    """The tables of one system; a NamedTuple, because dataclasses would cost a third of the room's import."""

    initials: Mapping[str, str]
    vowels: Mapping[str, str]
    finals: Mapping[str, str]
    """Spelling of the seven finals."""
    voiced: Mapping[str, str] = MappingProxyType({})
    """Spelling of a lenis letter between voiced sounds."""
    voicing: Mapping[str, str] = MappingProxyType({})
    """Which lenis letters are voiced after a sound: key is a final, or `V` for a vowel."""
    changes: Mapping[str, str] = MappingProxyType({})
    """Final + initial -> final + initial as heard."""
    spellings: Mapping[str, tuple[str, str]] = MappingProxyType({})
    """Final + initial (as heard) -> their spelling, where it is not just both letters."""
    liquid: str = "r"
    """How ㄹ between two vowels is written."""
    merges_h: bool = True
    """Whether a stop and ㅎ are always one aspirated letter; else only before endings (see `_h_after_stop`)."""
    doubles_s: bool = True
    """Whether ㅎ before ㅅ is heard as ss (좋소 chosso); else it is silent (joso)."""
    palatal: bool = True
    stem_rg: tuple[str, str] | None = None
    """Spelling of a stem's ㄺ before ㄱ (읽기), where it is not that of ㄹ + ㄱ (ALA-LC ilki)."""
    before_wi: Mapping[str, str] = MappingProxyType({})
    """Initials that are written differently before ㅟ (1939: `sh`)."""


class Letters(_Table):
    """One system's letters. Keys are jamo; `changes` and `spellings` are keyed by final + initial as they are heard.

    Two systems are never equal: caches are kept by identity.
    """

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @cached_property
    def _transliter(self) -> Transliter:
        from hangul_romanize import Transliter

        return Transliter(self.rule)

    @cached_property
    def _marking(self) -> Transliter:
        from hangul_romanize import Transliter

        return Transliter(self._marked_rule)

    @cached_property
    def _onsets(self) -> dict[int, str]:
        """Initial and vowel by the final before them: at most 28 x 399 + 399 entries."""
        return {}

    @cached_property
    def _codas(self) -> dict[int, str]:
        """Final by the initial and vowel after it, as many."""
        return {}

    @cached_property
    def _junctions(self) -> dict[tuple[str, str, str], tuple[str, str]]:
        return {}

    @cached_property
    def _pairs(self) -> _Pairs:
        return _Pairs(self)

    @cached_property
    def pair(self) -> Callable[[str], str]:
        """What spells a pair of neighbours of a word that `spell` has put between borders."""
        return self._pairs.__getitem__

    def spell(self, word: str) -> str:
        """Return a word's letters in lower case; what is no Hangul stays as it is.

        A run of syllables is looked up pair by pair in what `rule` has spelled before, ten times as fast as
        hangul-romanize walks it with one object a syllable; a test holds both ways equal. Anything else is
        hangul-romanize's.
        """
        if not word:
            return ""
        try:
            return "".join(map(self.pair, map(add, BORDER + word, word + BORDER)))
        except KeyError:
            return str(self._transliter.translit(word))

    def onset_after(self, before: int, here: int) -> str:
        """Return the spelling of a syllable's initial and vowel after a final, all by their number."""
        spelled = self._onsets.get(before * _HEADS + here // 28)
        return self._learn_onset(before, here) if spelled is None else spelled

    def coda_before(self, final: int, after: int) -> str:
        """Return the spelling of a final before an initial with its vowel."""
        if not final:
            return ""
        spelled = self._codas.get(final * _HEADS + after)
        return self._learn_coda(final, after) if spelled is None else spelled

    def _learn_onset(self, before: int, here: int) -> str:
        spelled = self._onsets[before * _HEADS + here // 28] = self._spell_head(before, here)
        return spelled

    def _learn_coda(self, final: int, after: int) -> str:
        spelled = self._codas[final * _HEADS + after] = self._spell_final(FINALS[final], after)
        return spelled

    def syllables(self, word: str) -> list[str]:
        """Return the letters of each syllable of a Hangul word, assimilated as in the whole word."""
        if not word:
            return []
        marked: str = self._marking.translit(word)
        return marked.split("\x1f")[:-1]

    def rule(self, now: tuple[str, Any], *, pre: tuple[str | None, Any], post: tuple[str | None, Any]) -> str | None:
        """Spell one syllable between its neighbours; the shape is hangul-romanize's.

        Arguments are pairs of a character and its `Syllable`, or None where it is no Hangul.
        """
        if now[1] is None:
            return now[0]
        here = now[1].code - FIRST
        before = (pre[1].code - FIRST) % 28 if pre[1] is not None else _EDGE
        after = (post[1].code - FIRST) // 28 if post[1] is not None else _HEADS - 1
        return self.onset_after(before, here) + self.coda_before(here % 28, after)

    def _marked_rule(self, now: tuple[str, Any], *, pre: tuple[str | None, Any], post: tuple[str | None, Any]) -> str:
        return f"{self.rule(now, pre=pre, post=post)}\x1f"

    def _spell_head(self, before: int, here: int) -> str:
        syllable = Jamo(INITIALS[here // 588], VOWELS[here // 28 % 21], "")
        onset = (
            self.onset(syllable)
            if before == _EDGE
            else self.junction(FINALS[before], syllable.initial, syllable.vowel)[1]
        )
        return onset + self.vowels[syllable.vowel]

    def _spell_final(self, final: str, after: int) -> str:
        if after == _HEADS - 1:
            return self.finals[NEUTRAL[final]]
        return self.junction(final, INITIALS[after // 21], VOWELS[after % 21])[0]

    def onset(self, syllable: Jamo) -> str:
        """Return the spelling of an initial at the beginning of a word."""
        if syllable.vowel == "ㅟ" and syllable.initial in self.before_wi:
            return self.before_wi[syllable.initial]
        return self.initials[syllable.initial]

    def junction(self, final: str, initial: str, vowel: str) -> tuple[str, str]:
        """Return the spellings of a final and of the initial that follows it in the same word."""
        key = (final, initial, vowel)
        known = self._junctions.get(key)
        if known is None:
            known = self._junctions[key] = self._spell_junction(final, initial, vowel)
        return known

    def _spell_junction(self, final: str, initial: str, vowel: str) -> tuple[str, str]:
        coda, onset = self._sounds(final, initial, vowel)
        if self.stem_rg and final == "ㄺ" and initial == "ㄱ" and coda == "ㄹ":
            return self.stem_rg
        if coda:
            heard = self.changes.get(coda + onset, coda + onset)
            coda, onset = heard[0], heard[1]
        if coda + onset in self.spellings:
            return self.spellings[coda + onset]
        return self.finals[coda] if coda else "", self._spell_onset(coda, onset, vowel)

    def _spell_onset(self, coda: str, onset: str, vowel: str) -> str:
        if onset in self.voicing.get(coda or "V", ""):
            return self.voiced[onset]
        if onset == "ㄹ":
            return self.liquid if not coda else self.initials["ㄹ"]
        if vowel == "ㅟ" and onset in self.before_wi:
            return self.before_wi[onset]
        return self.initials[onset]

    def _sounds(self, final: str, initial: str, vowel: str) -> tuple[str, str]:
        """Return final and initial as they are heard, before assimilation; no final is an empty string."""
        if not final or final == "ㅇ":
            return final, initial
        if initial == "ㅇ":
            return self._liaison(final, vowel)
        if final in "ㅎㄶㅀ":
            stays = CLUSTERS[final][0] if final in CLUSTERS else ""
            if initial in ASPIRATED:
                return stays, ASPIRATED[initial]
            if initial == "ㅅ":
                return stays, "ㅆ" if self.doubles_s else "ㅅ"
        if initial == "ㅎ":
            return self._h_after_stop(final, vowel)
        if final == "ㄺ" and initial == "ㄱ" and vowel in "ㅔㅓㅗㅡㅣ":
            return "ㄹ", "ㄱ"  # stems keep their ㄹ before ㄱ (맑게; standard pronunciation, article 11)
        return NEUTRAL[final], initial

    def _liaison(self, final: str, vowel: str) -> tuple[str, str]:
        if final in "ㅎㄶㅀ":
            return "", CLUSTERS[final][0] if final in CLUSTERS else "ㅇ"
        if self.palatal and vowel in _I_LIKE and final in "ㄷㅌㄾ":
            return ("ㄹ" if final == "ㄾ" else ""), "ㅈ" if final == "ㄷ" else "ㅊ"
        if final in CLUSTERS:
            stays, moves = CLUSTERS[final][0], CLUSTERS[final][1]
            return stays, moves
        return "", final

    def _h_after_stop(self, final: str, vowel: str) -> tuple[str, str]:
        """Merge a stop with ㅎ where the system does.

        Revised Romanization section 3 (1) 4 keeps ㅎ after ㄱ, ㄷ, ㅂ in nouns (Mukho) and merges it elsewhere (nota).
        No Sino-Korean syllable is 히 or 혀, so these two are endings and adverbs.
        """
        stop = NEUTRAL[final]
        if final in "ㄺㄼ" and vowel in "ㅣㅕ":
            return "ㄹ", "ㅋ" if final == "ㄺ" else "ㅍ"  # 밝히다, 넓히다: no noun ends so
        if self.palatal and final in "ㄷㅌ" and vowel in "ㅣㅕ":
            return "", "ㅊ"
        if final in "ㅈㅊㄵ":
            return "ㄴ" if final == "ㄵ" else "", "ㅊ"
        if self.merges_h and stop in "ㄱㄷㅂ" and vowel in "ㅣ":
            return "", ASPIRATED[stop]
        return stop, "ㅎ"


class _Pairs(dict[str, str]):
    """What two neighbours add to a word: the final of the first, initial and vowel of the second.

    A border stands for the edge of the word. A pair is spelled when it is first asked for; KeyError for no Hangul.
    """

    def __init__(self, letters: Letters) -> None:
        super().__init__()
        self._letters = letters

    def __missing__(self, pair: str) -> str:
        before, here = ord(pair[0]) - FIRST, ord(pair[1]) - FIRST
        if len(self) > _MOST_PAIRS:
            self.clear()
        if pair[0] == BORDER and 0 <= here < _SYLLABLES:
            spelled = self._letters.onset_after(_EDGE, here)
        elif pair[1] == BORDER and 0 <= before < _SYLLABLES:
            spelled = self._letters.coda_before(before % 28, _HEADS - 1)
        elif 0 <= before < _SYLLABLES and 0 <= here < _SYLLABLES:
            final = before % 28
            spelled = self._letters.coda_before(final, here // 28) + self._letters.onset_after(final, here)
        else:
            raise KeyError(pair)
        spelled = self[pair] = intern(spelled)  # few are different: they stay in the processor's cache
        return spelled


def from_order(order: str, spellings: str) -> dict[str, str]:
    """Pair letters with a table's row of spellings in the same order; `-` is an empty spelling."""
    return dict(zip(order, ("" if s == "-" else s for s in spellings.split()), strict=True))


def initials(spellings: str) -> dict[str, str]:
    """Read a row of the 19 initials in the order ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ."""
    return from_order(INITIALS, spellings)


def vowels(spellings: str) -> dict[str, str]:
    """Read a row of the 21 vowels in the order ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ."""
    return from_order(VOWELS, spellings)
