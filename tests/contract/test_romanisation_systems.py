"""The contract that every romanisation system keeps; a new entry of the registry inherits all of it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.romanisation import registry
from glossary.romanisation.registry import romanise, romanise_line

SAMPLES = {"ko": "김정은동지께서 평양시를 돌아보시였다.", "ja": "平壌で会談した。", "hanja": "朝鮮勞動黨 中央委員會"}
KINDS = ("auto", "person", "place", "org", "term")

_TEXT = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
        st.characters(min_codepoint=0x1100, max_codepoint=0x11FF),
        st.characters(min_codepoint=0xFFA0, max_codepoint=0xFFDC),
        st.sampled_from(" -‐0123456789.,ABCxyz金平壤李々ㄱㅏㅋ《》()·'동리구군도역산강남북김박리정은カナかな。ー"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=16,
)


@pytest.mark.parametrize("name", registry.names())
class TestSystem:
    """What every system keeps, whatever it writes."""

    def test_it_says_what_it_is(self, name: str) -> None:
        system = registry.system(name)
        assert system.name == name
        assert system.title
        assert system.source
        assert system.language in SAMPLES
        assert registry.system(f" {name.upper()} ") is system

    def test_it_answers_in_full(self, name: str) -> None:
        sample = SAMPLES[registry.system(name).language]
        for kind in KINDS:
            answer = romanise(sample, name, kind)
            assert answer.form
            assert answer.reason
            assert answer.kind in KINDS
            assert kind in ("auto", answer.kind)
            assert 0 < answer.confidence <= 1
            assert answer.form not in answer.variants
            assert len(answer.variants) == len(set(answer.variants))
            assert answer == romanise(sample, name, kind)

    def test_its_own_script_is_gone(self, name: str) -> None:
        system = registry.system(name)
        form = romanise_line(SAMPLES[system.language], name)
        assert form != SAMPLES[system.language]
        if system.language == "ko":
            assert not any("가" <= c <= "힣" for c in form)
        else:
            assert not any("\u4e00" <= c <= "\u9fff" for c in form)

    def test_what_is_foreign_passes(self, name: str) -> None:
        for text in ("", " ", "KCNA (2022)", "3.1", "a-b c"):
            assert romanise_line(text, name).strip().casefold() == text.strip().casefold()

    def test_spelling_forms_of_unicode_do_not_matter(self, name: str) -> None:
        sample = SAMPLES[registry.system(name).language]
        assert romanise_line(unicodedata.normalize("NFD", sample), name) == romanise_line(sample, name)
        if registry.system(name).language == "ko":
            assert romanise("\uffa1\uffc2\uffa4", name).form == romanise("간", name).form

    def test_odd_text_never_fails(self, name: str) -> None:
        for text in (
            "꽃ㅋㅋ",
            "뷁",
            "평양(平壤)",
            "ㄱㅏ",
            "\ud7b0",
            "３４",
            "각",
            "힣" * 200,
            "가-나‐다",
            "\x00\ufeff가",
        ):
            for kind in KINDS:
                assert unicodedata.is_normalized("NFC", romanise(text, name, kind).form)
            assert unicodedata.is_normalized("NFC", romanise_line(text, name))

    @settings(max_examples=40, deadline=None)
    @given(text=_TEXT)
    def test_any_text_gives_nfc(self, name: str, text: str) -> None:
        for kind in KINDS:
            assert unicodedata.is_normalized("NFC", romanise(text, name, kind).form)
        assert unicodedata.is_normalized("NFC", romanise_line(text, name))
