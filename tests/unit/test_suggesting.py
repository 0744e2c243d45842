"""Suggestions for a sentence that is being written: their order, and how they go in."""

from __future__ import annotations

from glossary.checks.findings import Span
from tui.facts import BeadFacts, MemoryFact, NameFact, TermFact
from tui.suggesting import Suggestion, insertion, suggestions, typed_of


def term(text: str, at: int, *renderings: str) -> TermFact:
    return TermFact(text, "", renderings, "", permitted=False, subject="", source=Span(at, at + 2), target=None)


FACTS = BeadFacts(
    terms=(term("준공식", 9, "inaugural ceremony", "inauguration"), term("문화회관", 4, "house of culture")),
    names=(NameFact("리명호", "Ri Myong Ho", "person", "", Span(0, 3), None),),
    memory=(MemoryFact(81, "…", "The hall was inaugurated.", "2022-01-01"),),
)


def texts(text: str, at: int | None = None) -> list[str]:
    return [s.text for s in suggestions(FACTS, text, len(text) if at is None else at)]


def test_memory_first_then_what_begins_like_the_word_and_what_is_said_last() -> None:
    assert texts("") == [
        *("The hall was inaugurated.", "Ri Myong Ho", "house of culture", "inaugural ceremony", "inauguration")
    ]
    assert texts("Present were ")[:2] == ["Ri Myong Ho", "house of culture"]
    assert texts("Present were ")[-1] == "The hall was inaugurated."
    assert texts("The in")[:2] == ["inaugural ceremony", "inauguration"]
    assert texts("At the house of culture ")[:1] == ["Ri Myong Ho"]
    assert texts("At the house of culture ")[-1] == "house of culture"
    assert texts("Present were ", 0)[0] == "Ri Myong Ho"


def test_a_suggestion_takes_the_place_of_the_half_word_and_stands_apart() -> None:
    def put(text: str, at: int, what: str) -> str:
        start, inserted = insertion(text, at, Suggestion(what, ""))
        return text[:start] + inserted + text[at:]

    assert put("The hou", 7, "house of culture") == "The house of culture"
    assert put("The Hou", 7, "house of culture") == "The House of culture"
    assert put("At the house of cu", 18, "house of culture") == "At the house of culture"
    assert put("Guests of ri my", 15, "Ri Myong Ho") == "Guests of Ri Myong Ho"
    assert put("The", 3, "house of culture") == "The house of culture"
    assert put("The ", 4, "house of culture") == "The house of culture"
    assert put("(", 1, "Ri Myong Ho") == "(Ri Myong Ho"
    assert put("was built", 0, "house") == "House was built"
    assert put("", 0, "house") == "House"
    assert put("a hou. End", 5, "house") == "a house. End"


def test_what_is_typed_of_a_suggestion() -> None:
    assert typed_of("He visited Py", 13, "Pyongyang") == 2
    assert typed_of("a well-kn", 9, "well-known") == 7
    assert typed_of("a well-kn", 9, "known") == 0
    assert typed_of("Pyongyang", 9, "Pyongyang") == 0
    assert typed_of("done. ", 6, "done") == 0
    assert typed_of("", 0, "house") == 0
