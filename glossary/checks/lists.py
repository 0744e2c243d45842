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
from glossary.checks.named import place_stands
from glossary.checks.terms import another_name
from glossary.checks.texts import CheckText
from glossary.romanisation.names import find_in_english
from glossary.text.english import worded_alike

Span = tuple[int, int]

_PART = re.compile(r"[^,、;()（）《》“”\"]+")
_CLAUSE = re.compile(
    r"(?:[은는을를의에며던]|[한할된될]|[가-힣]{2}[고면]|[하되이으]여|[에아어해면로라]서|에게|으로|[가-힣]{2}로|께서|까지|부터|지만"
    r"|도록|[위대통관비의인]해|[는은을든한할]지|[에서라해]도|니다|[는은인]데|따르면|따라|라며|다며|마다|보다|처럼|거나|뿐|[했였었하되]다|[들있없]어|[보하되이]면|요일)$"
)
"""How the last word of a chunk ends that is no noun. Nouns that end in 자, 인, 도, 서 (로동자, 군인, 속도) are none."""
_ADVERBS = frozenset(
    (
        *("전", "후", "중", "때", "듯", "즉", "및", "직후", "이후", "이전", "당시", "결과"),
        *("특히", "또한", "그리고", "다만", "한편", "그러나", "하지만", "물론", "현재", "이날", "이때", "오늘"),
        *("어제", "올해", "지난해", "최근", "결국", "그동안", "아울러", "더우기", "더욱", "나아가", "먼저", "우선"),
        *(
            "다음",
            "그후",
            "이어",
            "또",
            "혹은",
            "또는",
            "반면",
            "실제",
            "사실",
            "일명",
            "이른바",
            "례를들어",
            "좋아",
            "각각",
            "모두",
        ),
    )
)
"""Words before a comma that are no member."""
_DOING = re.compile(
    r"[가-힣](?:하[고며여였는게기지려]|한|할|했|되[고며여였는]|된)|^(?:가진|가지|만나|맺|나누|나눈|싸우|겨루|벌)"
)
_DAY = re.compile(r"\d+(?:년|월|일|시)(?!간|대|구)")
_HANGUL = re.compile(r"[가-힣]")
_MODIFIER = re.compile(r"(?:의|한|된|는|은|인|적|적인|새|각|여러|모든)$")
_SUBJECT = re.compile(r"[가-힣]{2}가$")
_FIRST_PARTICLE = re.compile(r"[가-힣](?:은|는|이|가|을|를|에|에서|에게|로|으로|의|께서|들이|들은|들을|들의|등)$")
_JOINED = re.compile(r"[가-힣](?:와|과)$")
_LIKE = re.compile(r"같은|같이|함께|더불어|달리|관련|비교|마찬가지")
_AND = frozenset(("및", "그리고", "또는", "혹은"))
_PARTED = re.compile(
    r"(?:, ?)?\b(?:and|or|nor|as well as|along with|together with|plus|with|including|both|also)\b|[,;/&:–—]|--",
    re.IGNORECASE,
)
_ARGUMENT = re.compile(r"[가-힣](?:을|를)$")
"""What stands before a noun that is a verb's: 남부를 강타, is a clause."""
_SEPARATOR = re.compile(r"(?:, ?)?\b(?:and|or|as well as|along with)\b |, ?| & |/")
_BREAK = re.compile(r"[;:()“”\"]|(?<=[a-z])\. | [—–-]+ |--")
_NO_MEMBER = re.compile(
    r"(?:including|which|whom?|whose|where|when|while|but|so|as|with|for|in|on|at|by|from|to|that|if|because|not|then|there|this|these|those|what|although|after"
    r"|before|however|he|she|it|they|we|i|is|are|was|were|has|have|had|said|says)\b",
    re.IGNORECASE,
)
"""How a chunk between commas begins that is a clause of English."""
_GROUPED = re.compile(r"(?<=\d),(?=\d{3})")
_SPOKEN = re.compile(r"[.?!]|^(?:어|아|오|예|네|음)$")
"""What stands in no list: the end of a sentence, an exclamation."""
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


def korean_lists(text: str, *, in_brackets: bool = False) -> list[MemberList]:
    """Return the lists of three members and more: nouns parted by commas, the last perhaps by 와, 과, 및, 그리고.

    What stands in brackets is often a gloss and left out unless it is asked for.
    """
    if "," not in text and "、" not in text:
        return []
    found: list[MemberList] = []
    members: list[Span] = []
    end = -1
    for part in _PART.finditer(text):
        words = [(m.start() + part.start(), m.end() + part.start(), m[0]) for m in re.finditer(r"\S+", part[0])]
        if end >= 0 and text[end : part.start()] not in (",", "、"):
            members = []
        if not in_brackets and text.count("(", 0, part.start()) > text.count(")", 0, part.start()):
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
            if len(members) >= _LEAST and not _SPOKEN.search(text[members[0][0] : members[-1][1]]):
                found.append(MemberList(tuple(members)))
            members = _first_members(words) if followed else []
        elif followed:
            members = _first_members(words)
    return found


def _is_noun(word: str) -> bool:
    if _HANGUL.search(word) is None or word in _ADVERBS or _DAY.match(word):
        return False
    return _CLAUSE.search(word) is None


def _first_members(words: list[tuple[int, int, str]]) -> list[Span]:
    """Return the first member of a list, the last word of its chunk, or the first two where 와 or 과 parts them."""
    *before, last = words
    if not _is_noun(last[2]) or (before and _ARGUMENT.search(before[-1][2])):
        return []
    if before and _JOINED.search(before[-1][2]) and _is_noun(before[-1][2][:-1]) and _is_other_noun(last[2]):
        return [(before[-1][0], before[-1][1] - 1), last[:2]]
    return [last[:2]]


def _is_member(words: list[tuple[int, int, str]]) -> bool:
    if len(words) > _LONGEST or not _is_noun(words[-1][2]):
        return False
    return all((_is_noun(w) and not _SUBJECT.search(w)) or _MODIFIER.search(w) for _, _, w in words[:-1])


def _last_members(words: list[tuple[int, int, str]]) -> list[Span]:
    """Return the last member, or the last two where 와, 과 or 및 parts them; what follows them is no member."""
    while words and (words[0][2] in _AND or words[0][2] in _ADVERBS):
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


def english_lists(target: str, longest: int) -> list[tuple[int, Span]]:
    """Return the number of members and the place of each list that an English sentence may hold.

    A list is a run of chunks between commas, "and" and "or"; a chunk inside it has no more words than `longest` and
    does not begin as a clause does. Of the first chunk only its last words belong to the list.
    """
    target = _GROUPED.sub(".", target)  # 5,000 is one member
    found: list[tuple[int, Span]] = []
    begin = 0
    for stop in [*_BREAK.finditer(target), None]:
        end = stop.start() if stop else len(target)
        found += _runs(target, begin, end, longest)
        begin = stop.end() if stop else end
    return found


def _runs(target: str, begin: int, end: int, longest: int) -> Iterator[tuple[int, Span]]:
    """Return the runs between two marks."""
    marks = list(_SEPARATOR.finditer(target, begin, end))
    starts, ends = [begin, *(m.end() for m in marks)], [*(m.start() for m in marks), end]
    closes = [any(c.isalpha() for c in m[0]) for m in marks]
    first = 0
    for number in range(1, len(starts)):
        chunk = target[starts[number] : ends[number]]
        words = [w for w in chunk.split() if w not in ("a", "an", "the")]
        is_clause = _NO_MEMBER.match(chunk) is not None
        # Behind "A and B" a comma begins another clause, unless "C and D" follows.
        goes_on = number < len(closes) and (
            closes[number] or not closes[number - 1] or any(closes[number + 1 : number + 2])
        )
        if goes_on and 0 < len(words) <= longest and not is_clause:
            continue
        count = number - first + (not is_clause)
        if count > 1:
            yield count, (_last_words(target, starts[first], ends[first]), _first_word(target, starts[number], end))
        first = number


def _last_words(target: str, start: int, end: int) -> int:
    """Return where the last two words of a chunk begin."""
    words = [m.start() for m in re.finditer(r"\S+", target[start:end])]
    return start + (words[-2] if len(words) > 1 else 0)


def _first_word(target: str, start: int, end: int) -> int:
    word = re.compile(r"\S*").match(target, start, end)
    return word.end() if word else end


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
    longest = 3 + max(len(bead.source[slice(*m)].split()) for one in lists for m in one.members)
    english = english_lists(bead.target, longest)
    most = max((count for count, _ in english), default=0)
    for one in lists:
        size = len(one.members)
        doubt = tuple(m for m in one.members if not _stands(text, at, m))
        place = next((p for count, p in english if count == size - 1), english[0][1] if english else None)
        if there < size - 1:
            yield ShortList(one, there + 1, place, doubt)
        elif len(lists) == 1 and most == size - 1 and doubt:
            yield ShortList(one, size - 1, place, doubt)


def known_missing(text: CheckText, at: int) -> Iterator[tuple[MemberList, Span, str]]:
    """Return the members of lists that have an entry or a table's name and are not there, while others of them are.

    A country that stands alone may be called otherwise ("the country"); between its neighbours in a list it is named.
    """
    bead = text.beads[at]
    for one in korean_lists(bead.source, in_brackets=True):
        there: list[Span] = []
        lost: list[tuple[Span, str]] = []
        for start, end in one.members:
            known = [r for r in text.recognised(at) if start <= r.source_match.start < r.source_match.end <= end]
            exact = [r for r in known if not bead.source[r.source_match.end : end].strip("들이은는을를의가에서등 ")]
            if not known:
                continue
            forms = [t.text for r in known for t in r.renderings]
            if any(r.used for r in known) or find_in_english(known[0].source_match.text, bead.target):
                there.append((start, end))
            elif exact and forms and not any(_said(form, bead.target) for form in forms):
                lost.append(((exact[0].source_match.start, exact[0].source_match.end), forms[0]))
        if len(there) >= _LEAST - 1:
            yield from ((one, span, form) for span, form in lost)


def _said(form: str, target: str) -> bool:
    return place_stands(form, target) or worded_alike(form, target) or another_name(form, target)


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
