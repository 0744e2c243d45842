"""Articles in two languages written for the tests, in the manner of news; none of them was ever published."""

from __future__ import annotations

import json
from pathlib import Path

_TEXT = """\
전국꽃전시회가 12일 평양에서 개막되였다.
전시회에는 1 500여점의 꽃이 출품되였다.
많은 사람들이 전시장을 찾았다.
=
A national flower exhibition opened in Pyongyang on the 12th.
More than 1 500 flowers are on display.
Many people visited the hall.

함흥시에서 새 병원이 건설되였다.
병원에는 320개의 침대가 있다.
의사들은 환자들을 성의껏 치료하고있다.
=
A new hospital was built in Hamhung City.
It has 320 beds.
The doctors are treating patients with devotion.

황해남도의 농장들에서 벼가을이 끝났다.
농장원들은 45만톤의 알곡을 거두어들였다.
날씨가 좋았다.
=
The farms of South Hwanghae Province finished the rice harvest.
Farm workers gathered 450 000 tons of grain.
The weather was fine.

축구선수권대회 결승경기가 진행되였다.
4.25팀이 기관차팀을 3:1로 이겼다.
관람자들은 선수들을 축하해주었다.
=
The final of the football championship was held.
The team April 25 beat the team Kigwancha 3 to 1.
The spectators congratulated the players.

원산에서 물고기가공공장이 조업하였다.
공장은 하루에 80톤의 물고기를 가공한다.
로동자들은 생산을 늘이고있다.
=
A fish processing factory began to run in Wonsan.
It processes 80 tons of fish a day.
The workers are increasing production.

학생들을 위한 수학올림픽이 열리였다.
27개 나라의 학생들이 참가하였다.
우리 학생들은 금메달 5개를 받았다.
=
A mathematical olympiad for students took place.
Students of 27 countries took part.
Our students won five gold medals.

지하철도에 새로 만든 전동차가 도입되였다.
전동차는 시속 70키로메터로 달린다.
손님들은 기뻐하였다.
=
Newly made electric trains were put into the metro.
They run at 70 kilometres an hour.
The passengers were glad.

백두산에 첫눈이 내렸다.
기온은 령하 9도였다.
등산객들은 조심해야 한다.
=
The first snow fell on Mt. Paektu.
The temperature was 9 degrees below zero.
Climbers must be careful.
"""


def _articles() -> tuple[tuple[str, str], ...]:
    pairs = (block.split("\n=\n") for block in _TEXT.strip().split("\n\n"))
    return tuple((korean.replace("\n", " "), english.replace("\n", " ")) for korean, english in pairs)


ARTICLES = _articles()
"""Korean and English of each."""


def write(folder: Path) -> None:
    """Write six pairs as text files and JSON lines, and an article of each language without a counterpart."""
    for number, (korean, english) in enumerate(ARTICLES[:4]):
        for language, text in (("ko", korean), ("en", english)):
            (folder / language).mkdir(exist_ok=True)
            path = folder / language / f"2031-04-{10 + 2 * number:02}_{number}.txt"
            path.write_text(text.replace(". ", ".\n\n") + "\n", encoding="utf-8")
    lines = []
    for number, (korean, english) in enumerate(ARTICLES[4:6]):
        for language, text in (("ko", korean), ("en", english)):
            record = {"id": f"{language}{number}", "language": language, "date": "2031-05-02", "text": text}
            lines.append(json.dumps(record, ensure_ascii=False))
    lines.append(json.dumps({"id": "lone-ko", "lang": "ko", "date": "2031-06-01", "body": ARTICLES[6][0]}))
    lines.append(json.dumps({"id": "lone-en", "lang": "en", "date": "2031-07-01", "body": ARTICLES[7][1]}))
    (folder / "more.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
