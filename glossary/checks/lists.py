"""Where lists stand in a sentence: 도, 시, 군 in Korean, "provinces, cities and counties" in English.

Members are known by their marks, not understood: nouns between commas, the last behind 와, 과, 및 or "and". NTREX and
the news set (4,000 pairs, 150 lists) give the endings that make a Korean chunk a clause and no member.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]

_PART = re.compile(r"[^,、;()（）《》“”\"]+")
_CLAUSE = re.compile(
    r"(?:[은는을를의에며던]|[한할된될]|[가-힣]{2}[고면]|[하되이으]여|[에아어해면로라]서|에게|으로|[가-힣]{2}로|께서|까지|부터|지만"
    r"|도록|[위대통관비의인]해|[는은을든한할]지|[에서라해]도|니다|[는은인]데|따르면|따라|라며|다며|마다|보다|처럼|거나|뿐|[했였었하되]다|[들있없]어|[보하되이]면|요일)$"
)
"""How the last word of a chunk ends that is no noun. Nouns that end in 자, 인, 도, 서 (로동자, 군인, 속도) are none."""
_NOUN = re.compile(
    r"(?:주의|회의|합의|결의|[론논]의|협의|항의|정의|건의|강의|심의|의의|마을|고을|가을|겨울|노을|[남북]한|권한|기한|역할"
    r"|도로|항로|통로|선로|경로|활주로|용광로|전기로|회로|수로|저장고|창고|탄약고|화면|측면|국면|방면)$"
)
"""Nouns that end as a particle or a verb does: 사회주의, 마을, 고속도로."""
_ADVERBS = frozenset(
    (
        *("전", "후", "중", "때", "듯", "즉", "및", "직후", "이후", "이전", "당시", "결과"),
        *(
            "현재의",
            "지금의",
            "당시의",
            "오늘의",
            "특히",
            "또한",
            "그리고",
            "다만",
            "한편",
            "그러나",
            "하지만",
            "물론",
            "현재",
            "이날",
            "이때",
            "오늘",
        ),
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
LEAST = 3
"""Members of a list; two are a pair."""
_LONGEST = 3
"""Words of a member; longer chunks are clauses."""


@dataclass(frozen=True, slots=True)
class MemberList:
    """The members of a list, by their places in the text."""

    members: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """Return where the whole list stands."""
        return self.members[0][0], self.members[-1][1]


def korean_lists(text: str, *, in_brackets: bool = False, least: int = LEAST) -> list[MemberList]:
    """Return the lists of `least` members and more: nouns parted by commas, the last perhaps by 와, 과, 및, 그리고.

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
            if len(members) >= least and not _SPOKEN.search(text[members[0][0] : members[-1][1]]):
                found.append(MemberList(tuple(members)))
            members = _first_members(words) if followed else []
        elif followed:
            members = _first_members(words)
    return found


def _is_noun(word: str) -> bool:
    if _HANGUL.search(word) is None or word in _ADVERBS or _DAY.match(word):
        return False
    return _CLAUSE.search(word) is None or _NOUN.search(word) is not None


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
        rest = [w for n, w in enumerate(words[number + 1 :]) if n or w[2] not in _ADVERBS]
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


def english_lists(target: str, longest: int) -> list[MemberList]:
    """Return each list that an English sentence may hold, of two members and more.

    A list is a run of chunks between commas, "and" and "or"; a chunk inside it has no more words than `longest` and
    does not begin as a clause does. Of the first and the last chunk only some words may belong to the list.
    """
    target = _GROUPED.sub(".", target)  # 5,000 is one member
    found: list[MemberList] = []
    begin = 0
    for stop in [*_BREAK.finditer(target), None]:
        end = stop.start() if stop else len(target)
        found += _runs(target, begin, end, longest)
        begin = stop.end() if stop else end
    return found


def english_place(target: str, one: MemberList) -> Span:
    """Return where the list surely stands: from the last two words of its first chunk to the first of its last."""
    return _last_words(target, *one.members[0]), _first_word(target, *one.members[-1])


def _runs(target: str, begin: int, end: int, longest: int) -> Iterator[MemberList]:
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
        last = number + (not is_clause)
        if last - first > 1:
            yield MemberList(tuple(_bare(target, starts[n], ends[n]) for n in range(first, last)))
        first = number


def _bare(target: str, start: int, end: int) -> Span:
    """Return a chunk without the spaces around it."""
    return end - len(target[start:end].lstrip()), start + len(target[start:end].rstrip())


def _last_words(target: str, start: int, end: int) -> int:
    """Return where the last two words of a chunk begin."""
    words = [m.start() for m in re.finditer(r"\S+", target[start:end])]
    return start + (words[-2] if len(words) > 1 else 0)


def _first_word(target: str, start: int, end: int) -> int:
    word = re.compile(r"\S*").match(target, start, end)
    return word.end() if word else end
