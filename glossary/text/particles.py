"""What may follow a Korean word inside one written word: particles, copula, verbs made of a noun, titles and units.

The list is closed (`data/text/particles.tsv`): a rest that cannot be read from it to its end means that the word goes
on and is another word (로동당원 is no 로동당). The rest is read letter by letter (jamo), so that 하+ㄴ is 한 and
이+ㅂ니다 is 입니다; the spelling is the North's (하시였다, 되여, 께서, 하고있다, 할수), and the South's beside it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from glossary.paths import data_path

HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")
HANGUL_RUN = re.compile(r"[\uac00-\ud7a3]*")

_ENDINGS = (
    "attributive-ending",
    "nominaliser",
    "connective-go",
    "connective-ji",
    "connective-ge",
    "final",
)
_VERB = ("honorific", "infinitive-ending", "past", "future", *_ENDINGS)
_AFTER_INFINITIVE = (
    "END",
    "infinitive-tail",
    "infinitive-must",
    "past-contracted",
    "auxiliary",
    "auxiliary-infinitive",
    "auxiliary-past",
)
_COPULA = ("copula", "copula-final", "copula-attributive")
_PARTICLES = ("oblique", "case", "limit", "focus", *_COPULA)

NEXT: dict[str, tuple[str, ...]] = {
    "START": (
        *_PARTICLES,
        "plural",
        "bound",
        "suffix",
        "title",
        "unit",
        "derivation",
        "derivation-adverb",
        "verb",
        "infinitive",
        "attributive",
    ),
    "plural": ("END", *_PARTICLES, "bound", "suffix"),
    "suffix": ("END", *_PARTICLES, "plural", "bound"),
    "title": ("END", *_PARTICLES, "plural", "bound", "suffix", "title"),
    "unit": ("END", *_PARTICLES),
    "bound": ("END", *_PARTICLES),
    "derivation": ("END", *_PARTICLES),
    "derivation-adverb": ("END",),
    "oblique": ("END", "case", "limit", "focus", "copula"),
    "case": ("END",),
    "limit": ("END", *_PARTICLES),
    "focus": ("END",),
    "copula": (*_VERB,),
    "copula-final": ("END",),
    "copula-attributive": ("END", "nominal"),
    "verb": (*_VERB, "infinitive-ending"),
    "infinitive": _AFTER_INFINITIVE,
    "infinitive-ending": _AFTER_INFINITIVE,
    "infinitive-tail": ("END", "focus"),
    "infinitive-must": ("END", "focus", "auxiliary-do", "auxiliary-do-infinitive"),
    "attributive": ("END", "nominal"),
    "honorific": _VERB,
    "past": ("past", "future", *_ENDINGS),
    "past-contracted": ("past", "future", *_ENDINGS),
    "future": _ENDINGS,
    "attributive-ending": ("END", "nominal"),
    "nominaliser": ("END", *_PARTICLES, "bound"),
    "connective-go": ("END", "focus", "infinitive-tail", "auxiliary-go"),
    "connective-ji": ("END", "focus", "limit", "auxiliary-ji", "auxiliary-ji-infinitive"),
    "connective-ge": ("END", "focus", "limit", "auxiliary-do", "auxiliary-do-infinitive"),
    "final": ("END",),
    "auxiliary": _VERB,
    "auxiliary-infinitive": _AFTER_INFINITIVE,
    "auxiliary-past": ("past", "future", *_ENDINGS),
    "auxiliary-go": _VERB,
    "auxiliary-ji": _VERB,
    "auxiliary-ji-infinitive": _AFTER_INFINITIVE,
    "auxiliary-do": _VERB,
    "auxiliary-do-infinitive": _AFTER_INFINITIVE,
    "nominal": ("END", *_PARTICLES, "plural", "bound"),
}
"""Which kind of piece may follow which; `END` marks where a word may end. A case particle ends a word, so that 도로
(road) after a place name is not read as 도 and 로."""

_DERIVING = frozenset({"derivation", "derivation-adverb", "verb", "infinitive", "attributive"})
_OWNERS = {"title": "person", "unit": "place"}

KINDS = frozenset(NEXT) - {"START"}


@dataclass(frozen=True, slots=True)
class Particle:
    """One row of the table."""

    form: str
    kind: str
    after: str
    """`any`, `consonant`, `vowel` or `vowel-or-rieul`: what the letter before it must be."""
    source: str


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a term inside its written word, read piece by piece."""

    text: str
    pieces: tuple[tuple[str, str], ...] = ()
    """Form and kind of each piece, in order."""

    @property
    def derived(self) -> bool:
        """Whether the word is another part of speech than the term: 도발하다, 정치적, 로씨야인.

        A translation then rarely keeps the noun ("provoked", "political", "Russians").
        """
        return self.text == "인" or any(kind in _DERIVING for _, kind in self.pieces)


NO_TAIL = Tail("")


@cache
def particles() -> tuple[Particle, ...]:
    """Return the table `data/text/particles.tsv` in its order."""
    lines = data_path("text", "particles.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(Particle(*line.split("\t")) for line in lines[1:] if line.strip())


def jamo(form: str) -> str:
    """Return a form as conjoining letters; a leading single consonant (ㄴ다) becomes a final one."""
    if "\u3131" <= form[0] <= "\u314e":
        name = unicodedata.name(form[0]).removeprefix("HANGUL LETTER ")
        return unicodedata.lookup(f"HANGUL JONGSEONG {name}") + unicodedata.normalize("NFD", form[1:])
    return unicodedata.normalize("NFD", form)


@cache
def _forms() -> dict[str, dict[str, tuple[tuple[str, str, str], ...]]]:
    """Return kind -> first letter -> (letters, after, form), longest first."""
    table: dict[str, dict[str, list[tuple[str, str, str]]]] = {}
    for row in particles():
        spelled = jamo(row.form)
        table.setdefault(row.kind, {}).setdefault(spelled[0], []).append((spelled, row.after, row.form))
    return {
        kind: {first: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for first, found in by_first.items()}
        for kind, by_first in table.items()
    }


def _fits(after: str, before: str) -> bool:
    """Whether a piece that wants `after` may stand behind the letter `before` (what is no Hangul is not judged)."""
    if after == "any" or not "\u1100" <= before <= "\u11ff":
        return True
    if after == "consonant":
        return before >= "\u11a8"
    if after == "vowel":
        return before < "\u11a8"
    return before < "\u11a8" or before == "\u11af"


@lru_cache(maxsize=65_536)
def _read(letters: str, before: str, owner: str) -> tuple[tuple[str, str], ...] | None:
    table = _forms()
    dead: set[tuple[int, str]] = set()

    def walk(at: int, state: str) -> tuple[tuple[str, str], ...] | None:
        following = NEXT[state]
        if at == len(letters):
            return () if "END" in following else None
        if (at, state) in dead:
            return None
        last = letters[at - 1] if at else before
        for kind in following:
            if kind == "END":
                continue
            wanted = _OWNERS.get(kind)
            for form, after, shown in table[kind].get(letters[at], ()):
                if wanted and owner != wanted and not (owner == "" and kind == "title" and len(shown) > 1):
                    continue
                if letters.startswith(form, at) and _fits(after, last):
                    rest = walk(at + len(form), kind)
                    if rest is not None:
                        return ((shown, kind), *rest)
        dead.add((at, state))
        return None

    return walk(0, "START")


def read_tail(rest: str, before: str = "", owner: str = "other") -> Tail | None:
    """Read what follows a term inside its word, or return None where that is no chain of the closed list.

    `rest` is the run of Hangul behind the term, `before` the last character of the term (it decides between 은 and 는;
    a letter or digit decides nothing). `owner` is what the term names: `person` may be followed by a title
    (김정은동지께서), `place` by a unit (평양시), `""` (unknown) by a title of two syllables or more.
    """
    if not rest:
        return NO_TAIL
    last = unicodedata.normalize("NFD", before)[-1:] if before else ""
    pieces = _read(unicodedata.normalize("NFD", rest), last, owner)
    return None if pieces is None else Tail(rest, pieces)


def strip_particles(word: str) -> str:
    """Return a Korean word without the longest tail that leaves at least two syllables; itself where none fits.

    A guess without a dictionary, for searching: 평양에서는 becomes 평양.
    """
    for cut in range(2, len(word)):
        if read_tail(word[cut:], word[cut - 1]) is not None:
            return word[:cut]
    return word
