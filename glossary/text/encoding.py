r"""Bytes into text: which encoding a file is in, or one clear reason why it cannot be read.

Invariant: what leaves this module is NFC, has `\n` as its only line break, holds at least one visible character and no
NUL. An encoding is accepted only when every byte decodes in it and the result looks like writing in it; nothing is
guessed by replacing bytes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from glossary.errors import InputError

TRIED = ("utf-8", "utf-16", "cp949 (EUC-KR)", "shift_jis", "euc-jp", "cp1252")

_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# What a file of another kind begins with, its name, and what to do with it.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF document", "Copy the text out of the PDF and save it as .txt in UTF-8."),
    (
        b"PK\x03\x04",
        "a ZIP archive or an office document (.docx, .hwpx, .odt, .xlsx)",
        "Save the document as plain text.",
    ),
    (b"PK\x05\x06", "an empty ZIP archive", "Take the texts out of the archive first."),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document (.doc, .hwp)", "Save the document as plain text."),
    (b"HWP Document File", "a Hangul word-processor document (.hwp)", "Save the document as plain text."),
    (b"{\\rtf", "a rich-text document (.rtf)", "Save the document as plain text."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"BZh91AY", "a bzip2 archive", "Unpack it first."),
    (b"\xfd7zXZ\x00", "an xz archive", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it first."),
    (b"Rar!\x1a\x07", "a RAR archive", "Unpack it first."),
    (b"\x89PNG\r\n", "a PNG picture", "Text inside pictures cannot be read; use a text recogniser first."),
    (b"\xff\xd8\xff", "a JPEG picture", "Text inside pictures cannot be read; use a text recogniser first."),
    (b"GIF8", "a GIF picture", "Text inside pictures cannot be read; use a text recogniser first."),
    (b"II*\x00", "a TIFF picture", "Text inside pictures cannot be read; use a text recogniser first."),
    (b"MM\x00*", "a TIFF picture", "Text inside pictures cannot be read; use a text recogniser first."),
    (b"SQLite format 3\x00", "an SQLite data base", "If it is malmoi's own, name it with --db."),
    (b"\x7fELF", "a program", "Choose a text file."),
    (b"MZ\x90\x00", "a Windows program", "Choose a text file."),
    (b"ID3\x03", "a sound file", "Choose a text file."),
    (b"ID3\x04", "a sound file", "Choose a text file."),
    (b"OggS", "a sound file", "Choose a text file."),
)

# The commonest syllables of running Korean; together 30-40 % of any text. A text in another order of syllables
# (KPS 9566, GB 2312 read as EUC-KR) stays under 8 %.
_COMMON_HANGUL = frozenset(
    "이다의을는에고로하를은가서한지기도사들과대인자시나정해국일리으어여부제전며원조있라상주게것적"
)
# Typographic signs of cp1252: the only bytes beyond ASCII that an English page saved on Windows has.
_CP1252_SIGNS = frozenset(b"\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa9\xae\xb0\xb7")
_LINE_BREAKS = re.compile("\r\n?|[\u2028\u2029\x85\x0b]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_VISIBLE = re.compile(r"[^\s\ufeff\u200b-\u200f\u2060\x00-\x1f]")
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it came in (`utf-8`, `utf-8-sig`, `utf-16-le`, `cp949` …, Python's names)."""

    text: str
    encoding: str
    original: str = ""
    """The same before it was composed and its line breaks and control characters were changed, without its mark: for
    who must name a place in the file."""


def nfc(text: str) -> str:
    """Return the text in Unicode's composed form: a Hangul syllable is one code point."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def read_file(path: Path) -> Decoded:
    """Return the text of a file; InputError where it is missing, a directory, unreadable, or not text."""
    return decode(read_bytes(path), name=str(path))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; InputError where it is missing, a directory or may not be read."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def open_bytes(path: Path) -> BinaryIO:
    """Open a file for reading; raises InputError as `read_bytes`."""
    try:
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError | ValueError) -> InputError:
    """Return the error that says why a file cannot be read. A ValueError comes of a NUL byte in the path."""
    if isinstance(error, FileNotFoundError):
        return InputError(f"{path}: there is no such file", hint=_nearest(path), title="File not found")
    if isinstance(error, IsADirectoryError):
        return InputError(f"{path} is a directory, not a text file", hint="Name the files in it, one or several.")
    if isinstance(error, PermissionError):
        return InputError(f"{path} may not be read: permission denied", hint=f"Try: chmod u+r '{path}'")
    reason = getattr(error, "strerror", None) or str(error)
    return InputError(f"{path} cannot be read: {reason}", hint="Check the disk and the path.")


def decode(data: bytes, *, name: str) -> Decoded:
    """Return the text of `data`. `name` stands in the message of an InputError (a path, `standard input`).

    Tried in this order: byte-order marks, UTF-16 by the pattern of its NUL bytes, UTF-8, then the encoding among CP949
    (EUC-KR), Shift-JIS, EUC-JP and cp1252 in which the text looks most like writing.
    """
    if not data:
        raise InputError(f"{name} is empty", hint="Choose a file that holds a text.", title="Empty input")
    refuse_binary(data, name=name)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _by_mark(data[len(bom) :], encoding, len(bom), name)
    if b"\x00" in data:
        if (encoding_16 := _utf16_by_pattern(data)) is not None:
            return _decoded(data.decode(encoding_16), encoding_16, name)
        at = data.index(b"\x00")
        raise InputError(
            f"{name} is binary: NUL byte at offset {at}", hint="Save the text as .txt in UTF-8.", title="Not a text"
        )
    try:
        return _decoded(data.decode("utf-8"), "utf-8", name)
    except UnicodeDecodeError as error:
        if (legacy := _legacy(data)) is not None:
            return _decoded(legacy.text, legacy.encoding, name)
        raise _undecodable(data, error, name) from error


def refuse_binary(data: bytes, *, name: str) -> None:
    """Raise InputError where the first bytes are those of a known format that is no plain text."""
    for magic, what, hint in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name} is not a text but {what}", hint=hint, title="Not a text")


def _by_mark(body: bytes, encoding: str, skipped: int, name: str) -> Decoded:
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} has the mark of {encoding} but is not {encoding}: bad byte at offset {error.start + skipped}",
            hint="The file is damaged or was cut off; save it again as UTF-8.",
            title="Unknown encoding",
        ) from error
    return _decoded(text, "utf-8-sig" if encoding == "utf-8" else encoding, name)


def _utf16_by_pattern(data: bytes) -> str | None:
    """Return the byte order in which most white space and Latin letters are themselves, if the rest is writing too.

    NUL bytes alone do not tell: the low byte of 가, 대, 저 is NUL too.
    """
    even = data[: min(len(data), 2 * _SAMPLE) // 2 * 2]
    if len(data) % 2:
        return None
    best: tuple[int, str] | None = None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = even.decode(encoding, errors="ignore")
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = sum(c in " \n\r\t.,()" or (c.isascii() and c.isalnum()) for c in text)
        if plain and _writing(text) > 0.97 and (best is None or plain > best[0]):
            best = (plain, encoding)
    return best[1] if best else None


def _writing(text: str) -> float:
    """Return the share of characters that occur in Korean, Japanese or Latin writing."""
    return sum(map(_is_writing, text)) / max(len(text), 1)


def _is_writing(c: str) -> bool:
    point = ord(c)
    return (
        0x20 <= point < 0x7F
        or c in "\n\r\t\f\ufeff"
        or 0xA0 <= point < 0x250  # Latin
        or 0x370 <= point < 0x530  # Greek, Cyrillic
        or 0x1100 <= point < 0x1200  # conjoining Hangul
        or 0x2000 <= point < 0x2800  # punctuation, signs, circled numbers
        or 0x3000 <= point < 0x3400  # CJK signs, kana
        or 0x4E00 <= point < 0xA000
        or 0xAC00 <= point < 0xD7A4
        or 0xF900 <= point < 0xFB00
        or 0xFE30 <= point < 0xFE70
        or 0xFF00 <= point < 0xFFF0
    )


def _legacy(data: bytes) -> Decoded | None:
    """Return the text in the national encoding in which it looks most like writing, or None."""
    judges: tuple[tuple[str, Callable[[str], float]], ...] = (
        ("cp949", _looks_korean),
        ("cp932", _looks_japanese),
        ("euc_jp", _looks_japanese),
    )
    best: tuple[float, Decoded] | None = None
    for encoding, judge in judges:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = judge(text[:_SAMPLE])
        if score and (best is None or score > best[0]):
            best = (score, Decoded(text, encoding))
    if best is not None:
        return best[1]
    beyond = {b for b in data if b >= 0x80}
    if beyond <= _CP1252_SIGNS:
        return Decoded(data.decode("cp1252"), "cp1252")
    return None


def _looks_korean(text: str) -> float:
    """Return 0-1: how far the characters beyond ASCII are Hangul that Korean is written with."""
    beyond = [c for c in text if c > "\x7f"]
    hangul = [c for c in beyond if "가" <= c <= "힣"]
    if not hangul or len(hangul) < 0.3 * len(beyond):
        return 0.0
    standard = sum(_in_ks_x_1001(c) for c in set(hangul)) / len(set(hangul))
    common = sum(c in _COMMON_HANGUL for c in hangul) / len(hangul)
    if standard < 0.8 or (len(hangul) >= 40 and common < 0.12):
        return 0.0
    return len(hangul) / len(beyond) * standard


def _in_ks_x_1001(syllable: str) -> bool:
    """Whether the syllable is among the 2,350 of the standard; the 8,822 of CP949's extension are rare."""
    try:
        encoded = syllable.encode("cp949")
    except UnicodeEncodeError:
        return False
    return encoded[0] >= 0xB0 and encoded[1] >= 0xA1


def _looks_japanese(text: str) -> float:
    """Return 0-1: how far the characters beyond ASCII are kana and kanji, with kana among them."""
    beyond = [c for c in text if c > "\x7f"]
    kana = sum("ぁ" <= c <= "ゖ" or "ァ" <= c <= "ヺ" or c == "ー" for c in beyond)
    kanji = sum("一" <= c <= "鿿" for c in beyond)
    signs = sum(c in "、。「」『』【】・（）《》" for c in beyond)
    if kana < 0.15 * len(beyond):
        return 0.0
    return (kana + kanji + signs) / len(beyond)


def _decoded(text: str, encoding: str, name: str) -> Decoded:
    return Decoded(_clean(text, name), encoding, text.removeprefix("\ufeff"))


def _clean(text: str, name: str) -> str:
    r"""Return NFC with `\n` line breaks; InputError for a text of white space or of control characters."""
    text = _LINE_BREAKS.sub("\n", nfc(text)).replace("\f", "\n\n").removeprefix("\ufeff")
    if not _VISIBLE.search(text):
        raise InputError(f"{name} holds only white space", hint="Choose a file that holds a text.", title="Empty input")
    sample = text[:_SAMPLE]
    controls = _CONTROL.findall(sample)
    if "\x00" in text or len(controls) * 50 > len(sample):
        raise InputError(
            f"{name} is binary: it decodes, but holds control characters ({len(controls)} in the first {len(sample)})",
            hint="Save the text as .txt in UTF-8.",
            title="Not a text",
        )
    return text


def _undecodable(data: bytes, error: UnicodeDecodeError, name: str) -> InputError:
    line = data.count(b"\n", 0, error.start) + 1
    guess = _guess(data)
    return InputError(
        f"{name} is in an unknown encoding; tried {', '.join(TRIED)}. As UTF-8 the first bad byte is "
        f"0x{data[error.start]:02X} at offset {error.start} (line {line})" + (f"; it may be {guess}" if guess else ""),
        hint=f"Convert it to UTF-8, for instance: iconv -f {guess or 'ENCODING'} -t UTF-8 '{name}' > utf8.txt",
        title="Unknown encoding",
    )


def _guess(data: bytes) -> str:
    """Return the name that charset-normalizer gives the encoding, for the message only."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return "" if best is None else str(best.encoding)


def _nearest(path: Path) -> str:
    """Return a hint that names a file beside the missing one with nearly the same name."""
    from difflib import get_close_matches

    try:
        beside = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return f"There is no directory {path.parent} either." if not path.parent.exists() else "Check the path."
    close = get_close_matches(path.name, beside, n=1)
    return f"Did you mean {path.with_name(close[0])}?" if close else "Check the spelling of the path."
