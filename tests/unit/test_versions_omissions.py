"""What one language leaves out of the other, and how it is counted."""

from __future__ import annotations

from glossary.alignment.encoder import shared_encoder
from glossary.checks.findings import BeadText
from glossary.terms.starter import starter
from glossary.versions import ledger
from glossary.versions.ledger import Text
from glossary.versions.omissions import LEAST, Finder, Kind, Omission

FINDER = Finder(starter(), encoder=shared_encoder())


def told(*pairs: tuple[str, str], kind: Kind | None = None, side: str = "source") -> list[Omission]:
    beads = [BeadText(n, source, target) for n, (source, target) in enumerate(pairs)]
    return [o for o in FINDER.find(beads).omissions if o.side == side and (kind is None or o.kind is kind)]


def test_sentences_of_either_side() -> None:
    pairs = (
        ("전시회가 개막되였다.", "An exhibition opened."),
        ("날씨가 맑았다.", ""),
        ("", "Nobody came."),
        ("", "-0-"),
    )
    (gone,) = told(*pairs)
    assert (gone.kind, gone.bead, gone.text) == (Kind.SENTENCE, 1, "날씨가 맑았다.")
    (added,) = told(*pairs, side="target")
    assert (added.bead, added.text) == (2, "Nobody came.")


def test_names_and_numbers() -> None:
    source = "조용원비서가 평양에서 2 500여점의 도서를 넘겨주었다."
    assert told((source, "Secretary Jo Yong Won handed over 2 500 books in Pyongyang.")) == []
    assert {o.text for o in told((source, "The secretary handed over the books in Pyongyang."))} >= {"조용원"}
    (number,) = told((source, "Secretary Jo Yong Won handed over books in Pyongyang."), kind=Kind.NUMBER)
    assert "500" in number.text
    (more,) = told(("도서를 넘겨주었다.", "He handed over 2 500 books."), kind=Kind.NUMBER, side="target")
    assert "500" in more.text


def test_a_term_is_left_out_or_said_otherwise() -> None:
    source = "주체사상을 연구하는 토론회가 중국에서 진행되였다."
    assert told((source, "A seminar on the Juche idea was held in China.")) == []
    assert told((source, "A seminar on the Juche idea was held by Chinese people.")) == []
    (gone,) = told((source, "A seminar was held in China."))
    assert gone.about == "주체사상"
    assert "Juche" in gone.expected
    assert gone.confidence > 0.4


def test_a_general_word_stands_for_a_country() -> None:
    source = "이 통신은 중국의 경제가 장성하고있다고 전하였다."
    (gone,) = told((source, "The agency said that the economy is growing."), kind=Kind.NAME)
    assert (gone.about, gone.confidence > LEAST) == ("중국", True)
    (otherwise,) = told((source, "The agency said that the country's economy is growing."), kind=Kind.NAME)
    assert otherwise.confidence < LEAST
    # where the Korean says 나라 too, "the country" renders that
    source = "이 통신은 중국의 경제가 장성하고 나라가 발전하고있다고 전하였다."
    (gone,) = told((source, "The agency said that the economy is growing and the country developing."), kind=Kind.NAME)
    assert gone.confidence > LEAST


def test_a_member_of_a_list() -> None:
    source = "전시장에는 사과, 배, 복숭아, 포도가 진렬되여있다."
    assert told((source, "On display are apples, pears, peaches and grapes."), kind=Kind.MEMBER) == []
    (gone,) = told((source, "On display are apples, pears and grapes."), kind=Kind.MEMBER)
    assert gone.text == "복숭아"


def test_counted_by_term_and_month() -> None:
    kept, gone = ("중국에서 왔다.", "They came from China."), ("중국에서 왔다.", "They came by train.")

    def text(number: int, date: str, *pairs: tuple[str, str]) -> Text:
        beads = [BeadText(n, source, target) for n, (source, target) in enumerate(pairs)]
        return Text(FINDER.find(beads), number, "", date)

    texts = [text(1, "2031-01-05", kept, gone), text(2, "2031-02-07", gone, gone), text(3, "", kept)]
    (entry,) = ledger.by_term(texts)
    assert (entry.name, entry.left_out, entry.occurrences, entry.share) == ("중국", 3, 5, 0.6)
    assert (entry.first, entry.last) == ("2031-01-05", "2031-02-07")
    months = ledger.by_month(texts, about="중국")
    assert [(m.name, m.left_out, m.occurrences) for m in months] == [("2031-01", 1, 2), ("2031-02", 2, 2)]
    assert ledger.by_month(texts, about="일본") == []
    assert [e.left_out for e in ledger.by_kind(texts)] == [3]
    assert ledger.by_term(texts, least=0.99) == []


def test_without_the_encoder_and_without_terms() -> None:
    beads = [BeadText(0, "중국에서 왔다.", "They came by train."), BeadText(1, "", "")]
    assert [o.text for o in Finder(starter()).find(beads).omissions] == ["중국"]
    assert Finder().find([]).omissions == ()


def test_a_member_that_the_korean_lacks() -> None:
    english = "On display are apples, pears, peaches and grapes."
    (gone,) = told(("전시장에는 사과, 배, 포도가 진렬되여있다.", english), kind=Kind.MEMBER, side="target")
    assert gone.text == "peaches"


def test_what_is_no_term_of_its_own_is_not_left_out() -> None:
    assert (
        told(("그는 《평화》란 단체를 조직하였다.", "He founded an organisation called Peace."), kind=Kind.NAME) == []
    )
    assert (
        told(("그는 《희망》이란 단체를 조직하였다.", "He founded an organisation called Hope."), kind=Kind.NAME) == []
    )
    assert [o.text for o in told(("그는 이란에 갔다.", "He went away."))] == ["이란"]


def test_the_sentence_that_a_joined_bead_has_swallowed() -> None:
    one, two = "농장에서는 가을걷이를 끝내였다.", "참가자들은 공장의 여러곳을 돌아보았다."
    source = f"{one} {two}"

    def swallowed(target: str) -> list[str]:
        bead = BeadText(0, source, target, (0, 1), (0,), probability=0.6, source_starts=(0, len(one) + 1))
        return [o.text for o in FINDER.find([bead]).omissions if o.kind is Kind.SENTENCE]

    assert swallowed("The farm has finished the autumn harvest.") == [two]
    assert swallowed("The farm has finished the harvest and the participants went round the factory.") == []


def test_a_list_that_the_other_side_sums_up_or_cuts_short() -> None:
    fruit = "전시장에는 사과, 배, 복숭아, 포도가 진렬되여있다."
    assert told((fruit, "Fruit of every kind is on display."), kind=Kind.MEMBER) == []
    (gone,) = told(("그는 공장, 농장, 학교를 돌아보았다.", "He went round the factory."), kind=Kind.MEMBER)
    assert gone.text.startswith(("농장", "학교"))
