"""Bytes into text: the encodings that are read, and one clear refusal for each that is not."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import InputError
from glossary.text.encoding import decode, nfc, read_file

KOREAN = (
    "(평양 6월 10일발 조선중앙통신)황주군의 농업근로자들이 9일 모내기를 끝냈다.\n"
    "군안의 일군들은 《올해에 기어이 풍작을 이룩하겠다.》고 말하였다. 당창건 75돐을 맞으며 생산을 2배로 늘이였다.\n"
)
JAPANESE = (
    "【平壌6月10日発朝鮮中央通信】黄州郡の農業勤労者たちは9日、田植えを終えた。\n彼らは「豊作を収める」と述べた。\n"
)
ENGLISH = "Pyongyang, June 10 (KCNA) -- Farmers of Hwangju County finished rice transplanting on Thursday.\n"


@pytest.mark.parametrize(
    ("text", "encoding", "known_as"),
    [
        (KOREAN, "utf-8", "utf-8"),
        (KOREAN, "utf-8-sig", "utf-8-sig"),
        (KOREAN, "utf-16", "utf-16-le"),
        (KOREAN, "utf-16-le", "utf-16-le"),
        (KOREAN, "utf-16-be", "utf-16-be"),
        (KOREAN, "cp949", "cp949"),
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (ENGLISH + "“Good harvest” – he said.", "cp1252", "cp1252"),
        (JAPANESE, "utf-8", "utf-8"),
        (JAPANESE, "cp932", "cp932"),
        (JAPANESE, "euc_jp", "euc_jp"),
        (JAPANESE, "utf-16-le", "utf-16-le"),
        ("가 대 저\n", "utf-16-le", "utf-16-le"),  # syllables whose low byte is NUL
        ("평양", "cp949", "cp949"),
        (KOREAN + "똠방각하와 펲시", "cp949", "cp949"),  # outside KS X 1001
    ],
)
def test_encodings_are_recognised(text: str, encoding: str, known_as: str) -> None:
    decoded = decode(text.encode(encoding), name="a.txt")
    assert decoded.text == text
    assert decoded.encoding == known_as


def test_utf_16_with_mark_of_either_order() -> None:
    for encoding, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-32-le", b"\xff\xfe\x00\x00")):
        assert decode(mark + KOREAN.encode(encoding), name="a").text == KOREAN


def test_text_leaves_in_nfc_with_plain_line_breaks() -> None:
    apart = unicodedata.normalize("NFD", KOREAN).replace("\n", "\r\n") + "끝\u2028\r끝"
    assert decode(apart.encode(), name="a").text == KOREAN + "끝\n\n끝"
    assert nfc(unicodedata.normalize("NFD", "주체")) == "주체"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1))
def test_any_written_text_survives_utf_8(text: str) -> None:
    decoded = decode(("글" + text).encode(), name="a")  # 글: no other kind of file begins so
    assert decoded.text == nfc("글" + text)
    assert unicodedata.is_normalized("NFC", decoded.text)


REFUSED = [
    (b"", "is empty"),
    (b" \n\t \r\n", "only white space"),
    ("\ufeff \u200b\n".encode(), "only white space"),
    (b"\xef\xbb\xbf", "only white space"),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    (b"PK\x03\x04\x14\x00\x06\x00", "ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "old office document"),
    (b"\x89PNG\r\n\x1a\n" + bytes(16), "PNG picture"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG picture"),
    (b"SQLite format 3\x00" + bytes(32), "SQLite data base"),
    (b"\x1f\x8b\x08\x00", "gzip archive"),
    (b"\x7fELF\x02\x01", "a program"),
    (b"text\x00with\x00some\x00\xff\xfe\x01\x02 NUL bytes", "NUL byte at offset 4"),
    (b"text" + bytes(range(1, 32)) * 20, "control characters"),
    (b"\xff\xfeA\xd8\xd8\xd8", "has the mark of utf-16-le"),
    (b"caf\xe9 is not UTF-8", "first bad byte is 0xE9 at offset 3 (line 1)"),
    (b"line one\nline two \xfc\n", "at offset 18 (line 2)"),
]


@pytest.mark.parametrize(("data", "said"), REFUSED)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, name="draft.txt")
    assert said in caught.value.message
    assert "draft.txt" in caught.value.message
    assert caught.value.hint
    assert caught.value.title


def test_a_refusal_names_the_encodings_tried_and_a_way_out() -> None:
    russian = "Собрание состоялось в столице, и рабочие завода выступили с речью.".encode("cp1251")
    with pytest.raises(InputError) as caught:
        decode(russian, name="ru.txt")
    for tried in ("utf-8", "utf-16", "cp949", "shift_jis", "euc-jp"):
        assert tried in caught.value.message
    assert "iconv" in caught.value.hint


@pytest.mark.parametrize("text", ["人民日报报道，朝鲜劳动党总书记会见了代表团。他们进行了友好的谈话，并表示祝贺。" * 3])
def test_chinese_is_not_taken_for_korean(text: str) -> None:
    with pytest.raises(InputError, match="unknown encoding"):
        decode(text.encode("gb2312"), name="zh.txt")


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_an_input_error(data: bytes) -> None:
    decoded = None
    with contextlib.suppress(InputError):
        decoded = decode(data, name="any")
    if decoded is not None:
        assert decoded.text.strip()
        assert "\x00" not in decoded.text
        assert "\r" not in decoded.text
        assert unicodedata.is_normalized("NFC", decoded.text)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(KOREAN, encoding="utf-8")
    assert read_file(tmp_path / "article.txt").text == KOREAN
    with pytest.raises(InputError, match="no such file") as missing:
        read_file(tmp_path / "artcle.txt")
    assert "article.txt" in missing.value.hint
    with pytest.raises(InputError, match="is a directory"):
        read_file(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        read_file(tmp_path / "none" / "a.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read_file(Path("a\x00b"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    closed = tmp_path / "closed.txt"
    closed.write_text("x", encoding="utf-8")
    closed.chmod(0)
    with pytest.raises(InputError, match="permission denied"):
        read_file(closed)


def test_ordinary_texts_need_no_statistics_library() -> None:
    code = (
        "import sys; from glossary.text.encoding import decode;"
        "decode('평양'.encode('cp949'), name='a'); decode('평양'.encode(), name='a');"
        "assert 'charset_normalizer' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
