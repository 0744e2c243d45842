"""Entries of a TBX file that are built like earlier ones, read from their text without a tree.

An entry is cut at its termSecs, as in `tbx_layout`. The tags of a piece, in their order, are its form; a form is
learnt from an entry that was parsed and found right, so that an entry in known forms is well-formed and right too.
What has anything else in it (references to characters, other attributes, text between elements) is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from exports.tbx_layout import PICKED, Piece
from exports.tbx_plan import Plan, moved

_TOKEN: Final = re.compile(r"<([^<>]*)>")
_TAG: Final = re.compile(r'/[\w.-]+|[\w.-]+(?: (?:type|xml:lang)="[^"<>&\s]*")*(?: id| target)?')
_ID: Final = re.compile(r'([\w.-]+) id="([^"<>&\s]*)"')
_TARGET: Final = re.compile(r'(.*) target="([^"<>&\s]*)"', re.DOTALL)
_LANGUAGE: Final = re.compile(r'lang\w+ xml:lang="([^"]*)"')
_CONTROLS: Final = bytes(n for n in range(32) if n not in b"\t\n")
_UNFIT: Final = (b"&", b"]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
"""Besides control characters, what an entry that is read so cannot have; the last two are U+FFFE and U+FFFF."""
_MANY: Final = 20_000
"""Forms that are remembered."""


class Part(NamedTuple):
    """A piece of an entry in a known form; numbers are places in `texts`."""

    plan: Plan
    texts: Sequence[str]
    identity: str
    language: str
    """xml:lang of the language section that begins in this piece, as it stands there; empty where none does."""
    targets: dict[int, tuple[str, int]]
    """What references name, and the number of their element in the piece."""


class _Form(NamedTuple):
    starts: tuple[int, ...]
    """Which tags begin an element."""
    picked: Callable[[Sequence[str]], object]
    """Returns the values of picklists out of the texts."""
    loose: Callable[[Sequence[str]], Sequence[str]]
    """Returns the texts that must be white space."""
    language: str
    plans: dict[object, Plan]
    """By the values of picklists."""


class _Cut(NamedTuple):
    key: str
    """The tags, one a line; ids and what references name taken out."""
    texts: list[str]
    """What stands behind each tag."""
    identity: str
    targets: dict[int, str]


class Forms:
    """The forms that are known in one file."""

    def __init__(self, *, v2: bool) -> None:
        self._term = "<tig" if v2 else "<termSec"
        self._forms: dict[str, _Form] = {}

    def parts(self, entry: bytes) -> list[Part] | None:
        """Return the parts of an entry; None where one has no known form."""
        found = []
        for cut in self._cuts(entry):
            form = cut and self._forms.get(cut.key)
            if not cut or not form:
                return None
            texts = cut.texts
            plan = form.plans.get(form.picked(texts))
            between = "".join(form.loose(texts))
            if plan is None or (between and not between.isspace()):
                return None
            targets = {at: (name, form.starts.index(at)) for at, name in cut.targets.items()} if cut.targets else {}
            found.append(Part(plan, texts, cut.identity, form.language, targets))
        return found

    def learn(self, entry: bytes, pieces: Sequence[Piece], plans: Sequence[Plan | None]) -> None:
        """Remember the form of each piece of an entry that was found right, where its plan is known."""
        cuts = list(self._cuts(entry))
        if len(cuts) != len(pieces) or len(self._forms) > _MANY:
            return
        for cut, piece, plan in zip(cuts, pieces, plans, strict=True):
            if cut is None or plan is None or not all(map(_TAG.fullmatch, cut.key.split("\n"))):
                continue
            form = self._forms.get(cut.key) or _form(cut.key.split("\n"), piece)
            if form is not None and len(form.plans) < _MANY:
                self._forms[cut.key] = form
                form.plans[form.picked(cut.texts)] = moved(plan, form.starts)

    def _cuts(self, entry: bytes) -> Iterator[_Cut | None]:
        if b"\r" in entry:
            entry = entry.replace(b"\r\n", b"\n")
        if any(mark in entry for mark in _UNFIT) or len(entry.translate(None, _CONTROLS)) < len(entry):
            yield None
            return
        try:
            head, *terms = entry.decode().split(self._term)
        except UnicodeDecodeError:
            yield None
            return
        yield _cut(head)
        for term in terms:
            yield _cut(self._term + term)


def _cut(text: str) -> _Cut | None:
    pieces = _TOKEN.split(text)
    tags, texts = pieces[1::2], pieces[2::2]
    if text.count("<") != len(tags) or not tags:
        return None  # something that begins like a tag is none
    identity = ""
    if found := _ID.fullmatch(tags[0]):
        tags[0], identity = f"{found[1]} id", found[2]
    targets = {}
    if "target=" in text:
        for at, tag in enumerate(tags):
            if found := _TARGET.fullmatch(tag):
                tags[at], targets[at] = f"{found[1]} target", found[2]
    return _Cut("\n".join(tags), texts, identity, targets)


def _form(tags: Sequence[str], piece: Piece) -> _Form | None:
    """Return a form; None for a piece whose tags are not those of its elements, or with data of a language."""
    starts = tuple(at for at, tag in enumerate(tags) if not tag.startswith("/"))
    if len(starts) != len(piece.elements):
        return None
    leaves = {at for at in starts if tags[at + 1 : at + 2] == ["/" + tags[at].partition(" ")[0]]}
    languages = [(at, found[1]) for at in starts if (found := _LANGUAGE.fullmatch(tags[at]))]
    if len(languages) > 1 or any(at != starts[-1] for at, _ in languages):
        return None
    picked = [at for at, e in zip(starts, piece.elements, strict=True) if e.get("type") in PICKED and at in leaves]
    return _Form(
        starts,
        itemgetter(*picked) if picked else lambda texts: "",
        itemgetter(*[at for at in range(len(tags)) if at not in leaves]),  # two of them at least
        languages[0][1] if languages else "",
        {},
    )
