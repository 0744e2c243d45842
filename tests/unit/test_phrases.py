"""Phrase alignment: spans that may be suggested, what is learnt, what is known for certain, and the ranking."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.checks.findings import Span
from glossary.errors import InputError
from glossary.phrases.anchors import Kind, find_anchors
from glossary.phrases.association import associate
from glossary.phrases.features import NAMES, Bead, table
from glossary.phrases.ranker import BY_HAND, fit, probabilities, weights
from glossary.phrases.sounds import likeness
from glossary.phrases.suggest import PhraseKnowledge, Suggester
from glossary.phrases.units import candidates, stem_ends, units, words

LANGUAGES = ("ko-KP", "en")
KOREAN = "김책제철련합기업소의 로동계급이 2031년 4월 강철 5천t을 더 생산하였다."
ENGLISH = "Workers of the Kim Chaek Iron and Steel Complex produced 5 000 more tons of steel in April 2031."


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


@given(st.text(max_size=60), st.sampled_from(["ko", "en", "ja"]))
def test_candidates_lie_in_the_text_and_have_words_at_their_edges(text: str, language: str) -> None:
    found = candidates(text, language)
    assert len({(c.start, c.end) for c in found}) == len(found)
    for c in found:
        assert 0 <= c.start < c.end <= len(text)
        assert not text[c.start].isspace()
        assert not text[c.end - 1].isspace()
        assert c.first < c.last <= len(words(text, language))


def test_a_korean_span_may_end_before_its_particle_and_an_english_one_before_its_possessive() -> None:
    korean = {"평양에서는"[:n] for n in stem_ends("평양에서는")}
    assert "평양" in korean
    english = "Pyongyang's streets"
    assert "Pyongyang" in {english[c.start : c.end] for c in candidates(english, "en")}


def test_sounds_find_foreign_names() -> None:
    for hangul, latin in (("오바마는", "Obama"), ("우즈베키스탄", "Uzbekistan"), ("푸틴이", "Putin")):
        assert likeness(hangul, latin)[0] > 0.85, hangul
    assert likeness("생산하였다", "steel")[0] < 0.6


def test_numbers_and_names_are_anchors() -> None:
    sides = words(KOREAN, "ko"), words(ENGLISH, "en")
    found = {
        (a.kind, KOREAN[a.source.start : a.source.end], ENGLISH[a.target.start : a.target.end])
        for a in find_anchors(KOREAN, ENGLISH, LANGUAGES, *sides)
    }
    assert any(kind is Kind.NUMBER and "5 000" in english for kind, _, english in found)
    turned = {(a.source, a.target, a.kind) for a in find_anchors(ENGLISH, KOREAN, LANGUAGES[::-1], *sides[::-1])}
    there = {(a.target, a.source, a.kind) for a in find_anchors(KOREAN, ENGLISH, LANGUAGES, *sides)}
    assert turned == there


def memory() -> list[tuple[str, str]]:
    things = [("사과", "apple"), ("강철", "steel"), ("석탄", "coal"), ("비료", "fertilizer"), ("시멘트", "cement")]
    deeds = [("생산하였다", "produced"), ("수송하였다", "transported"), ("검사하였다", "inspected")]
    who = [("공장은", "factory"), ("농장은", "farm"), ("탄광은", "mine"), ("련합기업소는", "complex")]
    return [(f"{w} {t} {d}.", f"The {x} {e} {y}.") for w, x in who for t, y in things for d, e in deeds]


def test_association_learns_which_words_go_together() -> None:
    learnt = associate(memory(), *LANGUAGES)
    assert learnt is not None
    source, target = units("농장은 석탄 수송하였다.", "ko"), units("The farm transported coal.", "en")
    there, back = learnt.tables(source, target, held_out=False)
    coal, farm = (target.names.index(units(w, "en").names[0]) for w in ("coal", "farm"))
    assert source.names[int(there[:, coal].argmax())] == "석탄"
    assert back[source.names.index("석탄")].argmax() == coal
    assert source.names[int(there[:, farm].argmax())].startswith("농")


def test_a_pair_that_was_learnt_from_is_held_out() -> None:
    pairs = [*memory(), ("희귀어 공장은", "rareword factory"), ("희귀어 농장은", "nothing farm")]
    learnt = associate(pairs, *LANGUAGES)
    assert learnt is not None
    source, target = units("희귀어 공장은", "ko"), units("rareword factory", "en")
    with_it = learnt.tables(source, target, held_out=False)[0]
    without = learnt.tables(source, target, held_out=True)[0]
    assert (without <= with_it + 1e-9).all()


def test_too_few_beads_teach_nothing() -> None:
    assert associate(memory()[:10], *LANGUAGES) is None


def test_every_weight_belongs_to_a_feature() -> None:
    for kind in ("western", "eastern"):
        assert weights(kind).shape == (len(NAMES),)
        assert weights(kind)[NAMES.index("exact")] == BY_HAND["exact"]


def test_the_table_is_finite_in_both_directions_without_encoder_and_memory() -> None:
    bead = Bead.of(KOREAN, ENGLISH, LANGUAGES)
    for side, phrase in ((0, span(KOREAN, "강철 5천t")), (1, span(ENGLISH, "tons of steel"))):
        found = table(bead, side, phrase)
        assert found.shape == (len(bead.side(1 - side).spans), len(NAMES))
        assert np.isfinite(found).all()


def test_fitting_prefers_what_tells_right_from_wrong() -> None:
    random = np.random.default_rng(1)
    tables, goals = [], []
    for _ in range(60):
        rows = random.normal(size=(12, len(NAMES)))
        goal = np.zeros(12)
        goal[rows[:, NAMES.index("cosine")].argmax()] = 1
        tables.append(rows)
        goals.append(goal)
    learnt = fit(tables, goals)
    free = [n for n, name in enumerate(NAMES) if name not in BY_HAND]
    assert max(free, key=lambda n: abs(learnt[n])) == NAMES.index("cosine")
    assert probabilities(tables[0], learnt).sum() == pytest.approx(1)


@pytest.fixture(scope="module")
def encoder() -> object:
    from glossary.alignment.encoder import shared_encoder

    return shared_encoder()


def test_the_encoder_sums_spans_as_it_does_sentences() -> None:
    from glossary.alignment.encoder import Encoder

    encoder = Encoder(rank=256)
    texts = ["steel", "tons of steel", "5 000 more tons of steel in April", "강철을 더", "", KOREAN]
    mine = encoder.unit_vectors(*encoder.sums(texts))
    theirs = encoder.blocks(texts, 1).vectors[0]
    assert np.abs(mine - theirs).max() < 1e-5


def test_suggestions_by_meaning_numbers_and_links(encoder: object) -> None:
    from glossary.alignment.encoder import Encoder

    assert isinstance(encoder, Encoder)
    plain = Suggester(LANGUAGES, encoder=encoder)
    steel = plain.suggest(KOREAN, ENGLISH, span(KOREAN, "로동계급"))
    assert len(steel) == 3
    assert "Workers" in steel[0].text
    assert sum(s.probability for s in steel) <= 1
    back = plain.suggest(KOREAN, ENGLISH, span(ENGLISH, "April 2031"), side=1)
    assert "2031년 4월" in [s.text for s in back]
    phrase = span(KOREAN, "더 생산하였다")
    plain.know(links=[("더 생산하였다", "more tons of steel")])
    assert plain.suggest(KOREAN, ENGLISH, phrase)[0].text == "more tons of steel"
    assert "link" in plain.suggest(KOREAN, ENGLISH, phrase)[0].reasons


def test_a_term_of_the_term_base_decides() -> None:
    knowledge = PhraseKnowledge(term_pairs=(("김책제철련합기업소", "Kim Chaek Iron and Steel Complex"),))
    best = Suggester(LANGUAGES, knowledge).suggest(KOREAN, ENGLISH, span(KOREAN, "김책제철련합기업소"))[0]
    assert best.text == "Kim Chaek Iron and Steel Complex"
    assert "term" in best.reasons


def test_odd_input() -> None:
    suggester = Suggester(LANGUAGES)
    assert suggester.suggest(KOREAN, "", Span(0, 3)) == []
    assert suggester.suggest(KOREAN, "…!", Span(0, 3)) == []
    with pytest.raises(InputError):
        suggester.suggest(KOREAN, ENGLISH, Span(5, 500))
    with pytest.raises(InputError):
        suggester.suggest(KOREAN, ENGLISH, Span(3, 3))
