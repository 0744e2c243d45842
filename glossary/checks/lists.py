"""Whether a list of the Korean has all its members in the English: 도, 시, 군 against "provinces and cities".

Members are counted, not understood: a Korean list of three and more is held against the marks and words by which
English can part members. Where English parts fewer than that, one is missing. NTREX and the news set (4,000 pairs,
150 lists) give the endings that make a Korean chunk a clause and no member.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.checks.agreement import answered
from glossary.checks.texts import CheckText
from glossary.romanisation.names import find_in_english

Span = tuple[int, int]

_PART = re.compile(r"[^,、;()（）《》“”]+")
_CLAUSE = re.compile(
    r"(?:[은는을를의에며던]|[한할된될]|[가-힣]{2}[고면가이]|[하되이으]여|[에아어해면로라]서|에게|으로|[가-힣]{2}로|께서|까지|부터|지만"
    r"|도록|[위대통관비의인]해|[는은을든한할]지|[에서라해]도|니다|[는은인]데|따르면|따라|라며|다며|마다|보다|처럼)$"
)
"""How the last word of a chunk ends that is no noun. Nouns that end in 자, 인, 도, 서 (로동자, 군인, 속도) are none."""
_ADVERBS = frozenset(
    (
        *("전", "후", "중", "때", "듯", "즉", "및", "직후", "이후", "이전", "당시", "결과"),
        *("특히", "또한", "그리고", "다만", "한편", "그러나", "하지만", "물론", "현재", "이날", "이때", "오늘"),
        *("어제", "올해", "지난해", "최근", "결국", "그동안", "아울러", "더우기", "더욱", "나아가", "먼저", "우선"),
        *("다음", "그후", "이어", "또", "혹은", "또는", "반면", "실제", "사실", "일명", "이른바"),
    )
)
"""Words before a comma that are no member."""
_DOING = re.compile(
    r"[가-힣](?:하[고며여였는게기지려]|한|할|했|되[고며여였는]|된)|^(?:가진|가지|만나|맺|나누|나눈|싸우|겨루|벌)"
)
_DAY = re.compile(r"\d+(?:년|월|일|시)(?!간|대|구)")
_HANGUL = re.compile(r"[가-힣]")
_MODIFIER = re.compile(r"(?:의|한|된|는|은|인|적|적인|새|각|여러|모든)$")
_FIRST_PARTICLE = re.compile(r"[가-힣](?:은|는|이|가|을|를|에|에서|에게|로|으로|의|께서|들이|들은|들을|들의|등)$")
_JOINED = re.compile(r"[가-힣](?:와|과)$")
_LIKE = re.compile(r"같은|같이|함께|더불어|달리|관련|비교|마찬가지")
_AND = frozenset(("및", "그리고", "또는", "혹은"))
_PARTED = re.compile(
    r"(?:, ?)?\b(?:and|or|nor|as well as|along with|together with|plus|with|including|both|also)\b|[,;/&:–—]|--",
    re.IGNORECASE,
)
_ARGUMENT = re.compile(r"[가-힣](?:을|를|에|로|으로)$")
"""What stands before a noun that is a verb's: 남부를 강타, is a clause."""
_ENGLISH_LIST = re.compile(
    r"[\w'’\-]+(?: [\w'’\-]+){0,2}(?P<more>(?:, [\w'’.\- ]{1,45}?)*),? (?:and|or|as well as) (?:[\w'’\-]+)"
)
"""A, B and C; only where the last is joined by a word can a list be told from clauses."""
_GROUPED = re.compile(r"(?<=\d),(?=\d{3})")
_LEAST = 3
_LONGEST = 3
"""Words of a member; longer chunks are clauses."""


@dataclass(frozen=True, slots=True)
class MemberList:
    """The members of a list, by their places in the source."""

    members: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """Return where the whole list stands."""
        return self.members[0][0], self.members[-1][1]


def korean_lists(text: str) -> list[MemberList]:
    """Return the lists of three members and more: nouns parted by commas, the last perhaps by 와, 과, 및, 그리고."""
    if text.count(",") + text.count("、") < 2 and not re.search(r", ?[^,]{1,30}(?:와|과|및|그리고) ", text):
        return []
    found: list[MemberList] = []
    members: list[Span] = []
    end = -1
    for part in _PART.finditer(text):
        words = [(m.start() + part.start(), m.end() + part.start(), m[0]) for m in re.finditer(r"\S+", part[0])]
        if end >= 0 and text[end : part.start()] not in (",", "、"):
            members = []
        if text.count("(", 0, part.start()) > text.count(")", 0, part.start()):
            end = part.end()
            continue  # a gloss or a name in another script
        end = part.end()
        followed = text[part.end() : part.end() + 1] in (",", "、")
        if not words:
            members = []
        elif members:
            last = _last_members(words)
            if followed and _is_member(words):
                members.append((words[0][0], words[-1][1]))
                continue
            members += last
            if len(members) >= _LEAST:
                found.append(MemberList(tuple(members)))
            members = [words[-1][:2]] if followed and _begins(words) else []
        elif followed and _begins(words):
            members = [words[-1][:2]]
    return found


def _is_noun(word: str) -> bool:
    if _HANGUL.search(word) is None or word in _ADVERBS or _DAY.match(word):
        return False
    return _CLAUSE.search(word) is None


def _begins(words: list[tuple[int, int, str]]) -> bool:
    """Whether the last word of a chunk may be the first member of a list."""
    return _is_noun(words[-1][2]) and not (len(words) > 1 and _ARGUMENT.search(words[-2][2]))


def _is_member(words: list[tuple[int, int, str]]) -> bool:
    if len(words) > _LONGEST or not _is_noun(words[-1][2]):
        return False
    return all(_is_noun(w) or _MODIFIER.search(w) for _, _, w in words[:-1])


def _last_members(words: list[tuple[int, int, str]]) -> list[Span]:
    """Return the last member, or the last two where 와, 과 or 및 parts them; what follows them is no member."""
    if words[0][2] in _AND:
        words = words[1:]
    if not words:
        return []
    for number, (_, end, word) in enumerate(words[:_LONGEST]):
        rest = words[number + 1 :]
        if word == "등":
            return [(words[0][0], words[max(0, number - 1)][1])]
        if _JOINED.search(word) and rest and _is_other_noun(rest[0][2]) and word != "등과":
            return [(words[0][0], end - 1), (rest[0][0], rest[0][1])]
        if word in _AND and number and rest:
            return [(words[0][0], words[number - 1][1]), (rest[0][0], rest[0][1])]
        if _FIRST_PARTICLE.search(word) or _CLAUSE.search(word):
            return [(words[0][0], end)]
    return [(words[0][0], words[min(len(words), _LONGEST) - 1][1])]


def _is_other_noun(word: str) -> bool:
    """Whether what follows 와 or 과 is one more noun, and no verb (X와 협력하고) and no comparison (X와 같은)."""
    return not _LIKE.match(word) and _DOING.search(word) is None


def parted(target: str) -> int:
    """Return how many marks and words part things in an English sentence."""
    return len(_PARTED.findall(_GROUPED.sub("", target)))


def english_lists(target: str) -> list[tuple[int, Span]]:
    """Return the number of members and the place of each list of an English sentence that ends in "and C"."""
    target = _GROUPED.sub(".", target)  # 5,000 is one member
    return [(m["more"].count(", ") + 2, m.span()) for m in _ENGLISH_LIST.finditer(target)]


@dataclass(frozen=True, slots=True)
class ShortList:
    """A list of the source that the target cannot hold: how many members it has there, and where."""

    source: MemberList
    count: int
    place: Span | None
    in_doubt: tuple[Span, ...]
    """The members of which nothing surely stands in the target."""


def short_lists(text: CheckText, at: int) -> Iterator[ShortList]:
    """Return the lists of a bead's source of which the target lacks a member.

    Either the whole sentence has not marks and words enough to part them, or its longest list is one member short.
    """
    bead = text.beads[at]
    lists = korean_lists(bead.source)
    if not lists:
        return
    there = parted(bead.target)
    english = english_lists(bead.target)
    sizes = {count for count, _ in english}
    for one in lists:
        size = len(one.members)
        doubt = tuple(m for m in one.members if not _stands(text, at, m))
        place = next((p for count, p in english if count == size - 1), english[0][1] if english else None)
        if there < size - 1:
            yield ShortList(one, there + 1, place, doubt)
        elif len(lists) == 1 and size - 1 in sizes and size not in sizes and doubt:
            yield ShortList(one, size - 1, place, doubt)


def _stands(text: CheckText, at: int, member: Span) -> bool:
    """Whether something of a member is surely in the target: its term, its number, its name."""
    bead = text.beads[at]
    start, end = member
    for known in text.recognised(at):
        if start <= known.source_match.start < end and known.used is not None:
            return True
    for value in text.source_values(at):
        if start <= value.start < end and not value.weak:
            return answered(value, text.target_values(at), bead.target)
    word = bead.source[start:end].split()[0]
    return bool(find_in_english(word, bead.target))
