"""Language tags, and the guess of a text's language."""

from __future__ import annotations

import pytest

from glossary.text.language import base_language, guess_language, resolve_language


@pytest.mark.parametrize(
    ("tag", "resolved"),
    [
        ("ko", "ko-KP"),
        ("KO", "ko-KP"),
        ("kor", "ko-KP"),
        ("ko_kr", "ko-KR"),
        ("en", "en"),
        ("eng", "en"),
        ("en-gb", "en-GB"),
        ("ja", "ja"),
        ("jp", "ja"),
        ("zh-hans-cn", "zh-Hans-CN"),
        (" ko-KP ", "ko-KP"),
    ],
)
def test_tags_are_written_one_way(tag: str, resolved: str) -> None:
    assert resolve_language(tag) == resolved
    assert resolve_language(resolved) == resolved


@pytest.mark.parametrize("tag", ["", "k", "korean language", "12", "ko--KP", "ko-"])
def test_what_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="not a language tag"):
        resolve_language(tag)


def test_base_language() -> None:
    assert [base_language(t) for t in ("ko-KP", "en", "ja_JP", "KO")] == ["ko", "en", "ja", "ko"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("황주군에서 모내기를 끝냈다.", "ko"),
        ("朝鮮民主主義人民共和國 內閣에서 會議가 있었다.", "ko"),
        ("KCNA는 DPRK Foreign Ministry의 담화를 발표하였다.", "ko"),
        ("黄州郡で田植えが終わった。", "ja"),
        ("カンソンの製鋼所", "ja"),
        ("Rice transplanting ended in Hwangju County.", "en"),
        ("The term 주체 is kept in English text like this one.", "en"),
        ("1234 5678", "und"),
        ("", "und"),
        ("人民日报报道", "und"),
    ],
)
def test_guess(text: str, language: str) -> None:
    assert guess_language(text) == language
