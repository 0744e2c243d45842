"""The settings: defaults, errors that name file and key, and writing one line without touching the others."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import config
from glossary.errors import InputError, OutputError, UsageError


@pytest.fixture
def file(isolated: Path) -> Path:
    path = isolated / "malmoi-config" / "settings.toml"
    path.parent.mkdir()
    return path


def test_defaults_without_a_file(isolated: Path) -> None:
    assert config.load() == config.Settings()
    assert config.settings_path() == isolated / "malmoi-config" / "settings.toml"


def test_read(file: Path) -> None:
    file.write_bytes('\ufeff[user]\r\nname = "김편집"\r\n\r\n[check]\r\nprofile = "kcna"\r\n'.encode())
    settings = config.load()
    assert (settings.user_name, settings.profile, settings.romanisation) == ("김편집", "kcna", "dprk")


@pytest.mark.parametrize(
    ("written", "languages"), [("ja, ko-KP", ["ja", "ko-KP"]), ("", ["ko-KP", "en"]), (",", ["ko-KP", "en"])]
)
def test_languages_of_a_new_entry(file: Path, written: str, languages: list[str]) -> None:
    config.change("terms.languages", written)
    assert config.term_languages() == languages


def test_every_setting_is_shown_as_it_can_be_read(file: Path) -> None:
    settings = config.Settings(user_name='a "b" \\ \t c', theme="nord")
    file.write_text(config.to_toml(settings), encoding="utf-8")
    assert config.load() == settings


@pytest.mark.parametrize(
    ("content", "says", "hint"),
    [
        (b'[user]\nnmae = "x"', "user.nmae", "user.name"),
        (b'[usr]\nname = "x"', "usr.name", "user.name"),
        (b'name = "x"', "name", "user.name"),
        (b"[user]\nname = 3", "user.name", 'name = ""'),
        (b"[user\nname = 3", "line 1", "looks like"),
        (b"[user]\nname = x", "line 2", "looks like"),
        (b'[user]\nname = "\xb1\xe8"', "UTF-8", "UTF-8"),
        (b"[zzz]\nqqq = 1", "zzz.qqq", "Known are user.name"),
    ],
)
def test_errors(file: Path, content: bytes, says: str, hint: str) -> None:
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        config.load()
    assert says in caught.value.message
    assert str(file) in caught.value.message
    assert hint in caught.value.hint


def test_a_directory_in_place_of_the_file(file: Path) -> None:
    file.mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        config.load()


def test_change_makes_the_file(isolated: Path) -> None:
    assert config.change("interface.theme", "nord").theme == "nord"
    assert config.change("user.name", "Kim").user_name == "Kim"
    assert config.load() == config.Settings(theme="nord", user_name="Kim")
    assert [p.name for p in (isolated / "malmoi-config").iterdir()] == ["settings.toml"]


def test_change_leaves_everything_else(file: Path) -> None:
    before = '# mine\n[user]\n# who\nname = "A"  # me\n\n[check]\n# nothing yet\n\n[terms]\nhouse = "KCNA"\n'
    file.write_text(before, encoding="utf-8")
    config.change("user.name", "B")
    config.change("check.profile", "voice")
    assert file.read_text("utf-8") == (
        '# mine\n[user]\n# who\nname = "B"\n\n[check]\n# nothing yet\nprofile = "voice"\n\n[terms]\nhouse = "KCNA"\n'
    )


@given(st.text(max_size=30))
def test_any_text_can_be_a_value(text: str) -> None:
    lines = config._with_value(
        ["[user]", 'name = "x"', "[check]", 'profile = "general"'], "user", "name", config.as_toml(text)
    )
    read = tomllib.loads("\n".join(lines))
    assert read == {"user": {"name": text}, "check": {"profile": "general"}}


def test_change_refuses(file: Path) -> None:
    with pytest.raises(UsageError) as caught:
        config.change("user.nmae", "x")
    assert "user.name" in caught.value.hint
    with pytest.raises(UsageError, match=r"user\.name"):
        config.change("user.name", 3)
    file.write_text("[user\n")
    with pytest.raises(InputError):
        config.change("user.name", "x")
    assert file.read_text() == "[user\n"


def test_a_file_that_our_line_would_break_is_left_alone(file: Path) -> None:
    """A value over several lines is not replaced by half."""
    before = '[user]\nname = """\nname = no\n"""\n'
    file.write_text(before, encoding="utf-8")
    with pytest.raises((OutputError, InputError)):
        config.change("user.name", "x")
    assert file.read_text("utf-8") == before


def test_author_name(isolated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "login")
    assert config.author_name() == "login"
    config.change("user.name", "  김편집 ")
    assert config.author_name() == "김편집"
