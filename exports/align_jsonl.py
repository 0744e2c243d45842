"""JSON lines of alignments, lossless both ways: first a line about the whole, then one line a bead with its segments.

{"format": "malmoi-alignment", "version": 1, "source_language": "ko-KP", "target_language": "en", …}
{"source": [{"id": 0, "text": "…", "paragraph": 0}], "target": […], "probability": 0.98, "state": "auto", …,
 "phrases": [{"source": [0, 4], "target": [11, 19]}]}
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, BinaryIO, Final

from exports.bead_data import phrases_by_bead
from exports.formats import AlignmentFormat, AlignmentOptions, nfc
from exports.holds import BeadHolds, Tally
from glossary.alignment.beads import Bead, BeadError, BeadState, Bitext, Phrase, Segment, verify
from glossary.errors import InputError

FORMAT: Final = "malmoi-alignment"
VERSION: Final = 1
_ABOUT: Final = (
    *("source_language", "target_language", "engine", "source_title", "target_title", "date"),
    *("warnings", "settings"),
)


class AlignmentJsonLines(AlignmentFormat):
    """One JSON object a line."""

    name = "jsonl"
    title = "JSON lines, lossless"
    suffix = ".jsonl"
    holds = BeadHolds()
    readable = True

    def _write(self, bitext: Bitext, out: BinaryIO, tally: Tally) -> None:
        del tally
        about = {"format": FORMAT, "version": VERSION}
        out.write(_line(about | {name: _plain(getattr(bitext, name)) for name in _ABOUT if getattr(bitext, name)}))
        source, target = ({s.id: s for s in side} for side in (bitext.source, bitext.target))
        phrases = phrases_by_bead(bitext)
        for number, bead in enumerate(bitext.beads):
            row: dict[str, Any] = {
                "source": [_segment(source[i]) for i in bead.source],
                "target": [_segment(target[i]) for i in bead.target],
            }
            row |= {
                f.name: _plain(getattr(bead, f.name))
                for f in fields(bead)
                if f.name not in row and getattr(bead, f.name) not in (None, "", ())
            }
            if some := phrases.get(number):
                row["phrases"] = [_phrase(p) for p in some]
            out.write(_line(row))

    def _read(self, data: BinaryIO, name: str, options: AlignmentOptions) -> Bitext:
        del options
        about: dict[str, Any] | None = None
        sides: tuple[list[Segment], list[Segment]] = ([], [])
        beads: list[Bead] = []
        phrases: list[Phrase] = []
        for number, line in enumerate(data, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                if about is None:
                    about = _about(row)
                else:
                    bead = _bead(row, sides)
                    phrases += _phrases(row, len(beads))
                    beads.append(bead)
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                reason = f"{error.args[0]} is missing" if isinstance(error, KeyError) else error
                raise InputError(f"{name}: line {number}: not a line of an alignment: {reason}") from error
        if about is None:
            raise InputError(f"{name}: the file is empty")
        bitext = Bitext(
            source=tuple(sides[0]), target=tuple(sides[1]), beads=tuple(beads), phrases=tuple(phrases), **about
        )
        try:
            verify(bitext)
        except BeadError as error:
            raise InputError(f"{name}: {error}") from error
        return bitext


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value.value if isinstance(value, BeadState) else value


def _line(value: dict[str, Any]) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # half a surrogate pair
        return json.dumps(value).encode() + b"\n"


def _segment(segment: Segment) -> dict[str, Any]:
    row: dict[str, Any] = {"id": segment.id, "text": segment.text, "paragraph": segment.paragraph}
    return row | ({"original": segment.original} if segment.original else {})


def _phrase(phrase: Phrase) -> dict[str, Any]:
    row: dict[str, Any] = {
        "source": [phrase.source_start, phrase.source_end],
        "target": [phrase.target_start, phrase.target_end],
    }
    return row | ({"author": phrase.author} if phrase.author else {})


def _phrases(row: dict[str, Any], bead: int) -> list[Phrase]:
    """Return the linked phrases of a line; offsets are code points of the bead's texts."""
    found = []
    for item in row.get("phrases", []):
        (a, b), (c, d) = item["source"], item["target"]
        if not all(type(n) is int for n in (a, b, c, d)) or not 0 <= a < b or not 0 <= c < d:
            raise ValueError(f"a phrase cannot be {item!r}")
        found.append(Phrase(bead, a, b, c, d, _text(item, "author", "")))
    return found


def _about(row: Any) -> dict[str, Any]:
    if not isinstance(row, dict) or row.get("format") != FORMAT:
        raise ValueError(f'the first line does not say "format": "{FORMAT}"')
    if row.get("version") != VERSION:
        raise ValueError(f"version {row.get('version')} of the format is not known, only {VERSION}")
    about: dict[str, Any] = {name: _text(row, name) for name in _ABOUT[:6] if name in row}
    for name in _ABOUT[:2]:
        about[name] = _text(row, name)
    about["warnings"] = tuple(_texts(row.get("warnings", []), "warnings"))
    settings = row.get("settings", {})
    if not isinstance(settings, dict):
        raise TypeError("settings is no object")
    about["settings"] = dict(zip(settings, _texts(list(settings.values()), "settings"), strict=True))
    return about


def _bead(row: Any, sides: tuple[list[Segment], list[Segment]]) -> Bead:
    """Return the bead of a line; its segments are added to the sides."""
    if not isinstance(row, dict):
        raise TypeError("a bead is an object")
    ids = []
    for name, side in zip(("source", "target"), sides, strict=True):
        segments = [
            Segment(_int(s, "id"), _text(s, "text"), _int(s, "paragraph", 0), _text(s, "original", ""))
            for s in row.get(name, [])
        ]
        side.extend(segments)
        ids.append(tuple(s.id for s in segments))
    probability = row.get("probability")
    if probability is not None and (not isinstance(probability, int | float) or not 0 <= probability <= 1):
        raise ValueError(f"probability cannot be {probability!r}")
    return Bead(
        ids[0],
        ids[1],
        probability=probability,
        state=BeadState(row.get("state", "auto")),
        reasons=tuple(_texts(row.get("reasons", []), "reasons")),
        author=_text(row, "author", ""),
        note=_text(row, "note", ""),
    )


def _text(row: dict[str, Any], key: str, default: str | None = None) -> str:
    value = row[key] if default is None else row.get(key, default)
    if not isinstance(value, str):
        raise TypeError(f"{key} is no text")
    return nfc(value)


def _int(row: dict[str, Any], key: str, default: int | None = None) -> int:
    value = row[key] if default is None else row.get(key, default)
    if type(value) is not int or value < 0:
        raise TypeError(f"{key} is no number")
    return value


def _texts(values: Any, key: str) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise TypeError(f"{key} is no list of texts")
    return [nfc(v) for v in values]


JSONL: Final = AlignmentJsonLines()
