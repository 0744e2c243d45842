"""How the other language renders what was looked for."""

from __future__ import annotations

from glossary.memory.rendered import Place, renderings


def test_known_ones_then_names_then_what_stands_with_the_query() -> None:
    places = [
        Place("동지", "The comrade arrived.", "en"),
        Place("동지", "All comrades arrived.", "en"),
        Place("김정은", "Kim Jong Un arrived.", "en"),
        Place("알곡", "They gathered more grain this year.", "en"),
        Place("알곡", "The plan for grain is great.", "en"),
        Place("알곡", "Grain stood high.", "en"),
        Place("알곡", "Nothing of the kind.", "en"),
    ]
    background = ["They stood there this year.", "The plan is great.", "More of them arrived.", "High hills."] * 10
    assert renderings(places, ["comrade"], background) == [
        "comrade", "comrades", "Kim Jong Un", "grain", "grain", "Grain", "",
    ]  # fmt: skip


def test_korean_renderings_lose_their_particles_and_phrases_stay_whole() -> None:
    places = [
        Place("state affairs", text, "ko-KP")
        for text in (
            "국무위원회 위원장이 참가하였다.",
            "국무위원회 위원장은 연설하였다.",
            "국무위원회 위원장을 만났다.",
        )
    ]
    found = renderings(places, (), ["날씨가 맑다.", "사람들이 만났다."] * 20)
    assert found == ["국무위원회 위원장"] * 3


def test_nothing_is_invented() -> None:
    places = [Place("말", "One sentence.", "en"), Place("말", "Another thing.", "en")]
    assert renderings(places, (), ["One thing.", "Another sentence."] * 5) == ["", ""]
    assert renderings([], (), []) == []
