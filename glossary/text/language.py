"""Languages as BCP 47 tags, and a guess of a text's language from its script."""

from __future__ import annotations

import re

_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]+")
_KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9d]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_READ = 600
"""Characters of a text that are looked at."""
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z")

_ISO_639_ALIASES = {"kor": "ko", "eng": "en", "jpn": "ja", "kr": "ko", "kp": "ko", "jp": "ja"}


def resolve_language(tag: str) -> str:
    """Return a tag as the term base writes it: plain `ko` is `ko-KP`, separators are hyphens, regions are capitals.

    Raises ValueError for what is no language tag.
    """
    tag = tag.strip().replace("_", "-")
    if not _TAG.match(tag):
        raise ValueError(f"{tag!r} is not a language tag such as ko, ko-KR, en or ja")
    parts = tag.split("-")
    parts[0] = _ISO_639_ALIASES.get(parts[0].lower(), parts[0].lower())
    for i, part in enumerate(parts[1:], start=1):
        if len(part) == 2:
            parts[i] = part.upper()
        elif len(part) == 4 and part.isalpha():
            parts[i] = part.title()
    return "ko-KP" if parts == ["ko"] else "-".join(parts)


def base_language(tag: str) -> str:
    """Return the language without region and script: `ko` for `ko-KP`."""
    return tag.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0].lower()


def guess_language(text: str) -> str:
    """Return `ko`, `ja`, `en` or `und` by the share of each script among the letters.

    Hangul counts per syllable and Latin per letter, so three Latin letters weigh as one syllable. A Korean text keeps
    being Korean with Chinese characters in it; a text with kana is Japanese. Of long texts every n-th character counts.
    """
    sample = text[:: len(text) // _READ or 1]
    hangul, kana, han, letters = (sum(map(len, p.findall(sample))) for p in (_HANGUL, _KANA, _HAN, _LATIN))
    latin = letters / 3
    if max(hangul, kana, han, latin) == 0:
        return "und"
    if hangul >= max(kana + han, latin) or (hangul > kana and hangul + han > latin and hangul * 4 > han):
        return "ko"
    if kana and kana + han > latin:
        return "ja"
    return "en" if latin >= han else "und"
