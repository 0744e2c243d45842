"""Files and bytes into pages: plain text and saved web pages, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.errors import InputError
from glossary.text.html import read_html
from glossary.text.reading import read_text

KCNA = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>KCNA</title>
<script>var x = "Pyongyang, June 1 (KCNA) -- no text";</script></head><body>
<div class="header"><ul><li><a href="/">Home</a></li><li><a href="/en">English</a></li></ul></div>
<div class="content"><h4 class="title">Farmers of Hwangju County Finish Rice Transplanting</h4>
<div class="publish-time">[2022.06.10]</div>
<div class="article"><p>Pyongyang, June 10 (KCNA) -- The agricultural workers of Hwangju County finished rice
transplanting on Thursday, five days earlier than last year.</p>
<p><nobr><strong>Pak Song Il</strong></nobr> , chairman of the county committee, praised them. So the work ended.</p>
<p>"We will bring in a good harvest," said a farmer. -0-</p></div><p>www.kcna.kp (Juche111.6.10.)</p></div>
<div class="more"><h5>More From KCNA.kp (En)</h5><ul>
<li><a href="#"><span>Pyongyang, June 9 (KCNA) -- A greenhouse farm was built in</span></a>
<span class="date">June 9, 2022</span>
<p>Pyongyang, June 9 (KCNA) -- A greenhouse farm was built in</p></li>
<li><a href="#"><span>Pyongyang, June 8 (KCNA) -- A meeting of youth took place</span></a><span
class="date">June 8, 2022</span>
<p>Pyongyang, June 8 (KCNA) -- A meeting of youth took place</p></li></ul>
<a href="#">More Articles</a></div></body></html>"""

OLD = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=euc-kr">
<title>조선중앙통신</title></head>
<body><table><tr><td><b>황주군에서 모내기 끝냄</b><br><br>
(평양 6월 10일발 조선중앙통신)황주군의 농업근로자들이 9일 모내기를 끝냈다.<br>
군안의 일군들은 지난해보다 5일 앞당겨 과제를 수행하였다.<br>
박성일은 《올해에 기어이 풍작을 이룩하겠다.》고 말하였다.(끝)<br><br>
www.kcna.kp (주체111.6.10.)</td></tr></table></body></html>"""

BLOG = """<html><head><title>Notes of a Traveller</title></head><body><nav><a href="/">Start</a></nav><article>
<h1>A Walk in Wonsan</h1><p>The harbour of Wonsan lies in a wide bay, and in summer many people come to bathe there.</p>
<p>We walked along the pier for an hour. Then rain came, and we went back to the hotel.</p></article></body></html>"""


def test_a_saved_page_keeps_title_source_and_headlines(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(KCNA, encoding="utf-8")
    read = read_text(path)
    assert (read.format, read.encoding) == ("html", "utf-8")
    (it,) = read.page.articles
    assert it.title == "Farmers of Hwangju County Finish Rice Transplanting"
    assert it.date == "2022-06-10"
    assert it.source_line == "www.kcna.kp (Juche111.6.10.)"
    assert it.closing_mark
    assert len(it.paragraphs) == 3
    assert it.paragraphs[0].endswith("finished rice transplanting on Thursday, five days earlier than last year.")
    assert it.paragraphs[1].startswith("Pak Song Il, chairman")
    assert [h.date for h in read.page.headlines] == ["2022-06-09", "2022-06-08"]


@pytest.mark.parametrize("encoding", ["cp949", "utf-8", "utf-16"])
def test_an_old_page_of_tables_in_any_encoding(encoding: str) -> None:
    """The charset that the page names is true only for the first."""
    read = read_text(OLD.encode(encoding), "old.htm")
    (it,) = read.page.articles
    assert it.title == "황주군에서 모내기 끝냄"
    assert it.date == "2022-06-10"
    assert len(it.paragraphs) == 3
    assert it.language == "ko"


def test_a_page_of_another_site_goes_through_trafilatura() -> None:
    read = read_text(BLOG.encode(), "blog")
    (it,) = read.page.articles
    assert read.format == "html"
    assert it.title == "A Walk in Wonsan"
    assert [p[:10] for p in it.paragraphs] == ["The harbou", "We walked "]
    assert "Start" not in it.text


def test_markup_is_recognised_without_a_suffix_and_plain_text_is_not_markup() -> None:
    assert read_text(b"<!-- saved --><html><body><p>One thing happened.</p></body></html>").format == "html"
    assert read_text("본문 <b>굵게</b> 이다.\n".encode()).format == "text"


@pytest.mark.parametrize("markup", ["<html><body></body></html>", "<html><script>x()</script></html>", "<html>"])
def test_a_page_without_text_is_refused(markup: str) -> None:
    with pytest.raises(InputError, match=r"empty\.html: no text found"):
        read_html(markup.encode(), "empty.html")


def test_deep_and_broken_markup_is_read() -> None:
    deep = "<html><body>" + "<div>" * 300 + "One thing happened." + "</span></p>" * 300
    assert "One thing happened." in read_html(deep.encode(), "deep")


def test_plain_text_and_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("첫째 문장이다.\n둘째 문장이다.\n", encoding="utf-16")
    read = read_text(path)
    assert read.encoding == "utf-16-le"
    assert read.page.articles[0].paragraphs == ("첫째 문장이다.", "둘째 문장이다.")
    with pytest.raises(InputError, match="standard input is empty"):
        read_text(b"")


@pytest.mark.parametrize("data", [b"%PDF-1.4 x", b"PK\x03\x04docx", b"\x89PNG\r\n\x1a\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_other_kinds_of_files_are_named(data: bytes, name: str) -> None:
    with pytest.raises(InputError, match="is not a text but"):
        read_text(data, name)


def test_missing_and_empty_files_are_named(tmp_path: Path) -> None:
    empty = tmp_path / "empty.html"
    empty.write_bytes(b"")
    with pytest.raises(InputError, match=r"empty\.html is empty"):
        read_text(empty)
    with pytest.raises(InputError, match="no such file"):
        read_text(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a directory"):
        read_text(tmp_path)
