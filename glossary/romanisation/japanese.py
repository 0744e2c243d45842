"""Japanese readings: `hepburn` (with macrons), `hepburn-plain` (without) and `kana`.

pykakasi finds the readings, one sentence at a time, because its time grows faster than the length of its input. An
exception table goes first (Korean names are read in Korean), and the long vowels are ours: a long vowel is written
inside one word of the reading, never across a word or before the う of a verb (思う omou, 東京 tōkyō).
Source of the spellings: modified Hepburn, as in Kenkyusha's dictionary: n before b, m, p; n' before vowels and y.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock
from typing import Any, NamedTuple

from glossary.romanisation import tables
from glossary.romanisation.system import System

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]?")
_ENDS = frozenset("。！？!?\n")
_KATAKANA = re.compile(r"[ァ-ヶー・\s()&]+")
"""What needs no dictionary."""
_ISLAND = re.compile(r"(?<=[ァ-ヶー])島")
"""An island after katakana is tō, never shima (クリスマス島); the dictionary does not know."""
_LONGEST = 120
"""Characters that pykakasi is given at once; beyond, its time grows with the square."""

_BASE = (
    "あa いi うu えe おo かka きki くku けke こko さsa しshi すsu せse そso たta ちchi つtsu てte とto なna "
    "にni ぬnu ねne のno はha ひhi ふfu へhe ほho まma みmi むmu めme もmo やya ゆyu よyo らra りri るru "
    "れre ろro わwa ゐi ゑe をo がga ぎgi ぐgu げge ごgo ざza じji ずzu ぜze ぞzo だda ぢji づzu でde どdo "
    "ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo ゔvu ぁa ぃi ぅu ぇe ぉo ゃya ゅyu ょyo ゎwa ゕka ゖke"
)
_KANA = {entry[0]: entry[1:] for entry in _BASE.split()}
_PAIRS = {
    **{
        kana + small: (stem if kana in "しちじぢ" else stem + "y") + vowel
        for kana, stem in zip(
            "きしちにひみりぎじぢびぴ",
            ("k", "sh", "ch", "n", "h", "m", "r", "g", "j", "j", "b", "p"),
            strict=True,
        )
        for small, vowel in zip("ゃゅょ", "auo", strict=True)
    },
    "しぇ": "she",
    "ちぇ": "che",
    "じぇ": "je",
    "てぃ": "ti",
    "でぃ": "di",
    "とぅ": "tu",
    "どぅ": "du",
    "でゅ": "dyu",
    "ふぁ": "fa",
    "ふぃ": "fi",
    "ふぇ": "fe",
    "ふぉ": "fo",
    "ふゅ": "fyu",
    "うぃ": "wi",
    "うぇ": "we",
    "うぉ": "wo",
    "ゔぁ": "va",
    "ゔぃ": "vi",
    "ゔぇ": "ve",
    "ゔぉ": "vo",
    "つぁ": "tsa",
    "つぃ": "tsi",
    "つぇ": "tse",
    "つぉ": "tso",
    "いぇ": "ye",
    "くぁ": "kwa",
    "ぐぁ": "gwa",
    "てゅ": "tyu",
}
_MACRON = {"a": "ā", "i": "ī", "u": "ū", "e": "ē", "o": "ō"}
_PLAIN = str.maketrans("āīūēōĀĪŪĒŌ", "aiueoAIUEO")
_PARTICLES = {"は": "wa", "へ": "e", "を": "o"}
_PUNCTUATION = str.maketrans({"。": ".", "、": ",", "！": "!", "？": "?", "「": "“", "」": "”", "・": " ", "　": " "})
_SPACE_BEFORE = re.compile(r" +([.,!?”)\]])")
_SPACE_AFTER = re.compile(r"([“(\[]) +")


class Word(NamedTuple):
    """One word of a sentence: as written, its reading in hiragana, and a fixed Latin form (or empty)."""

    text: str
    reading: str
    latin: str = ""


@cache
def _exceptions() -> dict[str, tuple[str, str]]:
    return {row["ja"]: (row["kana"], row["latin"]) for row in tables.japanese_rows()}


@cache
def _exception_pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(_exceptions(), key=len, reverse=True)))


_LOCK = Lock()


@cache
def _dictionary() -> Any:  # pykakasi has no types
    from glossary.romanisation.kakasi import dictionary

    return dictionary()


def words(text: str) -> list[Word]:
    """Return the words of a text with their readings; punctuation and Latin are words that read as themselves."""
    text = unicodedata.normalize("NFKC", text)
    if len(text) <= _LONGEST and _ENDS.isdisjoint(text):
        return list(_sentence(text)) if text else []
    found: list[Word] = []
    for sentence in _SENTENCE.findall(text):
        for start in range(0, len(sentence), _LONGEST):
            found.extend(_sentence(sentence[start : start + _LONGEST]))
    return found


@lru_cache(maxsize=8_192)
def _sentence(sentence: str) -> tuple[Word, ...]:
    found: list[Word] = []
    at = 0
    sentence = _ISLAND.sub("トウ", sentence)
    for match in _exception_pattern().finditer(sentence):
        found.extend(_looked_up(sentence[at : match.start()]))
        kana, latin = _exceptions()[match[0]]
        found.append(Word(match[0], hiragana(kana), latin))
        at = match.end()
    found.extend(_looked_up(sentence[at:]))
    return tuple(found)


def _looked_up(text: str) -> list[Word]:
    if not text:
        return []
    if not re.search(r"[\u3041-\u30ff\u3400-\u9fff々]", text):
        return [Word(text, text)]
    if _KATAKANA.fullmatch(text):
        return [Word(part, hiragana(part)) for part in re.findall(r"[ァ-ヶー]+|[^ァ-ヶー]+", text)]
    with _LOCK:
        parts = _dictionary().convert(text)
    return [Word(part["orig"], part["hira"] or part["orig"]) for part in parts]


def hiragana(text: str) -> str:
    """Return katakana as hiragana; the long-vowel mark stays."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)


def katakana(text: str) -> str:
    """Return hiragana as katakana."""
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def spell(reading: str, *, verb: bool = False) -> str:
    """Return one word's reading (hiragana) in Hepburn with macrons.

    `verb` keeps a final う apart: 思う omou.
    """
    out: list[str] = []
    doubled = False
    i = 0
    while i < len(reading):
        pair = reading[i : i + 2]
        if pair in _PAIRS:
            sound, step = _PAIRS[pair], 2
        elif reading[i] == "っ":
            doubled, step, sound = True, 1, ""
        elif reading[i] == "ー":
            sound, step = "", 1
            _lengthen(out)
        elif reading[i] == "ん":
            follower = reading[i + 1 : i + 2]
            sound, step = ("n'" if follower and follower in "あいうえおやゆよ" else "n"), 1
        else:
            sound, step = _KANA.get(reading[i], reading[i]), 1
        is_last = i + step >= len(reading)
        i += step
        if not sound:
            continue
        if doubled:
            out.append(
                "t" if sound.startswith("ch") else sound[0] if sound[0].isalpha() and sound[0] not in "aiueo" else ""
            )
            doubled = False
        if sound in {"a", "u", "e", "o"} and _lengthens(out, sound) and not (verb and is_last):
            _lengthen(out)
        else:
            out.append(sound)
    if doubled:
        out.append("t")
    return "".join(out)


def _lengthens(out: list[str], vowel: str) -> bool:
    last = out[-1][-1:] if out else ""
    return (vowel == "u" and last in {"o", "u"}) or (vowel == last and vowel in {"a", "e", "o"} and last != "")


def _lengthen(out: list[str]) -> None:
    if out and out[-1][-1:] in _MACRON:
        out[-1] = out[-1][:-1] + _MACRON[out[-1][-1]]


def hepburn(text: str, *, macrons: bool = True, capitals: bool = False) -> str:
    """Return a text in Hepburn, words apart; `capitals` begins each word that is no particle with a capital."""
    out: list[str] = []
    previous = ""
    for word in words(text):
        latin = word.latin or _latin(word, previous)
        if not latin:
            continue
        if capitals and word.text not in _PARTICLES and word.text not in {"の", "と", "に", "で", "が", "も"}:
            latin = latin[:1].upper() + latin[1:]
        glued = previous and _is_ending(word, previous)
        out.append(latin if glued or not out else f" {latin}")
        previous = word.text
    line = re.sub(r"\s{2,}", " ", "".join(out)).strip()
    line = _SPACE_AFTER.sub(r"\1", _SPACE_BEFORE.sub(r"\1", line))
    return unicodedata.normalize("NFC", line if macrons else line.translate(_PLAIN))


def _latin(word: Word, previous: str) -> str:
    if word.text in _PARTICLES and previous:
        return _PARTICLES[word.text]
    if word.reading == word.text and not re.search(r"[\u3041-\u30ff]", word.text):
        return word.text.translate(_PUNCTUATION).strip()
    verb = (
        len(word.text) > 1 and word.text.endswith("う") and not re.fullmatch(r"[ぁ-ゖ]*(しょ|そ|よ|ろ|こ)う", word.text)
    )
    return " ".join(spell(part, verb=verb) for part in hiragana(word.reading).replace("・", " ").split())


_TAILS = frozenset(
    ("う", "た", "て", "れた", "れる", "った", "っぽい", "ない", "ます", "ました", "いた", "んだ", "れて")
)


def _is_ending(word: Word, previous: str) -> bool:
    """Whether pykakasi has cut an ending off its verb (行わ + れた)."""
    return word.text in _TAILS and bool(re.search(r"[\u3400-\u9fff々][ぁ-ゖ]$|[ぁ-ゖ]{2}$", previous))


def kana(text: str) -> str:
    """Return a text's reading in katakana, without spaces between words."""
    return unicodedata.normalize("NFC", katakana("".join(word.reading for word in words(text))))


HEPBURN = System(
    name="hepburn",
    title="Hepburn, Japanese, with macrons",
    source="modified Hepburn (Kenkyusha); readings by pykakasi and data/romanisation/japanese.tsv",
    language="ja",
    word=hepburn,
)
HEPBURN_PLAIN = System(
    name="hepburn-plain",
    title="Hepburn, Japanese, without macrons",
    source="modified Hepburn without its macrons",
    language="ja",
    word=lambda text: hepburn(text, macrons=False),
)
KANA = System(
    name="kana",
    title="Japanese reading in katakana",
    source="readings by pykakasi and data/romanisation/japanese.tsv",
    language="ja",
    word=kana,
)
