"""Articles out of a folder or an archive: text files, saved pages and JSON lines, one after the other.

Invariant: nothing is unpacked to the disk, and a member that cannot be read is told and passed over, never the end of
the whole. Names inside archives are only names: no path is followed.
"""

from __future__ import annotations

import json
import re
import tarfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from glossary.errors import InputError
from glossary.store.records import NewDocument
from glossary.text.houses import house_of
from glossary.text.language import base_language, guess_language, resolve_language

SUFFIXES = (".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson")
MOST_BYTES = 64 << 20
"""A single member that is larger is no article."""
_LANGUAGES = {"ko": "ko", "kr": "ko", "kp": "ko", "en": "en", "eng": "en", "ja": "ja", "jp": "ja"}
_NAMED_LANGUAGE = re.compile(r"(?:^|[._\-/])(ko|kr|kp|en|eng|ja|jp)(?=[._\-/]|$)", re.IGNORECASE)
_NAMED_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a folder or archive, not read yet."""

    name: str
    """Its path, behind that of the archive."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Unread:
    """A member that could not be read, and why."""

    name: str
    reason: str


def members(paths: Sequence[Path]) -> Iterator[Member | Unread]:
    """Yield the members of folders, archives (zip, tar with any compression) and files, in the order of their names.

    Raises InputError for a path that is not there and for a damaged archive.
    """
    for path in paths:
        if path.is_dir():
            for file in sorted(p for p in path.rglob("*") if p.is_file() and _wanted(p.name)):
                yield _read(str(file.relative_to(path)), file)
        elif not path.exists():
            raise InputError(f"{path}: there is no such file or folder.")
        elif zipfile.is_zipfile(path):
            yield from _zipped(path)
        elif tarfile.is_tarfile(path):
            yield from _tarred(path)
        else:
            yield _read(str(path), path)


def _wanted(name: str) -> bool:
    base = PurePosixPath(name).name
    return base.lower().endswith(SUFFIXES) and not base.startswith((".", "._")) and "__MACOSX" not in name


def _read(name: str, path: Path) -> Member | Unread:
    try:
        if path.stat().st_size > MOST_BYTES:
            return Unread(name, f"larger than {MOST_BYTES >> 20} MB")
        return Member(name, path.read_bytes())
    except OSError as error:
        return Unread(name, str(error.strerror or error))


def _zipped(path: Path) -> Iterator[Member | Unread]:
    try:
        with zipfile.ZipFile(path) as archive:
            for info in sorted(archive.infolist(), key=lambda i: i.filename):
                if info.is_dir() or not _wanted(info.filename):
                    continue
                name = f"{path.name}/{info.filename}"
                if info.file_size > MOST_BYTES:
                    yield Unread(name, f"larger than {MOST_BYTES >> 20} MB")
                    continue
                try:
                    yield Member(name, archive.read(info))
                except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
                    yield Unread(name, str(error))
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError(f"{path}: {error}") from error


def _tarred(path: Path) -> Iterator[Member | Unread]:
    try:
        with tarfile.open(path) as archive:
            for info in sorted(archive.getmembers(), key=lambda i: i.name):
                if not info.isfile() or not _wanted(info.name):
                    continue
                name = f"{path.name}/{info.name}"
                if info.size > MOST_BYTES:
                    yield Unread(name, f"larger than {MOST_BYTES >> 20} MB")
                    continue
                data = archive.extractfile(info)
                yield Member(name, data.read()) if data else Unread(name, "not a file")
    except (tarfile.TarError, OSError, EOFError) as error:
        raise InputError(f"{path}: {error}") from error


def documents(member: Member, *, house: str = "") -> list[NewDocument]:
    """Return the articles of a member. Raises InputError where it holds none that can be read.

    Language and date are those of the text or line, else those in the name (`2022-10-07.ko.txt`, `en/20221007.html`).
    """
    if member.name.lower().endswith((".jsonl", ".ndjson")):
        return list(_lines(member, house))
    from glossary.text.reading import read_text

    read = read_text(member.data, name=member.name)
    found = []
    for article in read.page.articles:
        language = _language(member.name, article.text)
        paragraphs = _cut((article.title, *article.paragraphs) if article.title else article.paragraphs, language)
        if paragraphs:
            found.append(
                NewDocument(
                    language=language,
                    paragraphs=paragraphs,
                    role=_role(language),
                    house=house or house_of(article.dateline_agency, article.source_line),
                    title=article.title,
                    date=article.date or named_date(member.name),
                    juche_year=article.juche_year,
                    place=article.dateline_place,
                    name=member.name,
                    source_line=article.source_line,
                )
            )
    if not found:
        raise InputError(f"{member.name}: there is no article in it.")
    return found


def _lines(member: Member, house: str) -> Iterator[NewDocument]:
    from glossary.text.encoding import decode

    text = decode(member.data, name=member.name).text
    count = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise InputError(f"{member.name}: line {number}: no JSON: {error}") from error
        if not isinstance(record, dict):
            raise InputError(f"{member.name}: line {number}: an object with the text is wanted, not {line[:40]!r}")
        yield _record(member.name, number, record, house)
        count += 1
    if not count:
        raise InputError(f"{member.name}: there is no article in it.")


def _record(name: str, number: int, record: Mapping[str, Any], house: str) -> NewDocument:
    def said(*keys: str) -> str:
        return next((str(record[k]).strip() for k in keys if record.get(k)), "")

    body: Any = next((record[k] for k in ("paragraphs", "text", "body", "content") if record.get(k)), "")
    texts = [str(p) for p in body] if isinstance(body, list) else str(body).split("\n")
    title = said("title", "headline")
    tag = said("language", "lang")
    where = f"{name}: line {number}"
    try:
        language = resolve_language(tag) if tag else _language(name, "\n".join(texts))
    except ValueError as error:
        raise InputError(f"{where}: {error}") from error
    paragraphs = _cut([title, *texts] if title else texts, language)
    if not paragraphs:
        raise InputError(f"{where}: it holds no text (text, body, content or paragraphs)")
    return NewDocument(
        language=language,
        paragraphs=paragraphs,
        role=_role(language),
        house=said("house", "publisher", "source") or house,
        title=title,
        date=said("date", "published")[:10] or named_date(name),
        url=said("url", "link"),
        name=f"{name}#{said('id') or number}",
    )


def _cut(texts: Sequence[str], language: str) -> tuple[tuple[str, ...], ...]:
    from glossary.text.sentences import split_paragraph

    return tuple(cut for text in texts if (cut := tuple(s.text for s in split_paragraph(text, language))))


def _language(name: str, text: str) -> str:
    guess = guess_language(text)
    if guess == "und":
        named = _NAMED_LANGUAGE.search(name)
        guess = _LANGUAGES[named[1].lower()] if named else ""
    if not guess:
        raise InputError(f"{name}: its language cannot be told.")
    return resolve_language(guess)


def _role(language: str) -> str:
    return "original" if base_language(language) == "ko" else "official"


def named_date(name: str) -> str:
    """Return the ISO day that stands in a path, the last one; empty where there is none."""
    found = _NAMED_DATE.findall(name)
    return "-".join(found[-1]) if found else ""
