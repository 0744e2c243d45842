"""Right translations in KCNA's style pass without an error or a warning; the same pairs spoilt do not.

Every sentence is written for this project, in North Korean spelling; the events are invented.
"""

from __future__ import annotations

import pytest

from glossary.checks.findings import BeadText, Severity
from glossary.checks.run import Checker
from glossary.terms.starter import load_starter

PAIRS = (
    (
        "경애하는 김정은동지께서 새로 건설된 회령신발공장을 현지지도하시였다.",
        "The respected Comrade Kim Jong Un gave field guidance to the newly-built Hoeryong Shoe Factory.",
    ),
    (
        "그이께서는 생산공정을 돌아보시면서 제품의 질을 높이기 위한 과업들을 제시하시였다.",
        "Going round production processes, he set forth tasks for improving the quality of products.",
    ),
    (
        "조선로동당 중앙위원회에서 축전을 보내였다.",
        "The Central Committee of the Workers' Party of Korea sent a congratulatory message.",
    ),
    (
        "(평양 10월 7일발 조선중앙통신)",
        "Pyongyang, October 7 (KCNA) --",
    ),
    (
        "발전소에서는 년간 전력생산계획을 114% 수행하였다.",
        "The power station carried out its annual power production plan at 114 percent.",
    ),
    (
        "온 나라 인민이 일심단결의 위력을 힘있게 떨치고있다.",
        "All the people across the country are demonstrating the might of single-minded unity.",
    ),
    (
        "주체111(2022)년 10월 10일 당창건 77돐을 맞으며 경축공연이 진행되였다.",
        "A celebration performance was given on October 10, Juche 111 (2022), the 77th anniversary of the Party.",
    ),
    (
        "백두산에 대한 답사에는 5 000여명의 청년학생들이 참가하였다.",
        "More than 5,000 young people and students took part in the march to Mt. Paektu.",
    ),
    (
        "외무성 대변인은 7일 담화를 발표하였다.",
        "The spokesperson for the Foreign Ministry issued a press statement on October 7.",
    ),
    (
        "조선민주주의인민공화국 외무성 대변인은 미국의 적대시정책을 규탄하였다.",
        "The spokesperson for the DPRK Foreign Ministry condemned the hostile policy of the U.S.",
    ),
    (
        "우리 공화국의 자주권과 존엄을 건드리는 도발은 용납되지 않을것이다.",
        "Any provocation against the sovereignty and dignity of the DPRK will not be tolerated.",
    ),
    (
        "로씨야련방 대표단이 평양에 도착하였다.",
        "A delegation of the Russian Federation arrived in Pyongyang.",
    ),
    (
        "박명일부총리가 개막사를 하였다.",
        "Pak Myong Il, vice-premier of the Cabinet, delivered an opening address.",
    ),
    (
        "경공업부문에서 인민소비품생산이 1.3배로 늘어났다.",
        "The production of consumer goods went up 1.3 times in the field of light industry.",
    ),
    (
        "협동농장들에서는 모내기를 5월 하순까지 끝내였다.",
        "The cooperative farms finished rice transplanting by late May.",
    ),
    (
        "제8차 전국청년미술전람회가 6일 개막되였다.",
        "The Eighth National Art Exhibition of Young People opened on Thursday.",
    ),
    (
        "전람회장에는 《백두의 혁명전통》이라는 글발이 새겨져있다.",
        "The letters reading “Revolutionary traditions of Paektu” are engraved in the exhibition hall.",
    ),
    (
        "근로단체들에서는 강연회와 해설모임을 조직하였다.",
        "The working people's organizations arranged lectures and explanation meetings.",
    ),
    (
        "대회에는 각 도, 시, 군에서 온 대표 1만 2천여명이 참가하였다.",
        "Over 12,000 delegates from provinces, cities and counties attended the rally.",
    ),
    (
        "주체철생산체계가 확립되여 선철생산이 2배이상 장성하였다.",
        "With the Juche iron production system established, pig iron output more than doubled.",
    ),
    (
        "리성국동지는 비날론을 생산하는데 이바지하였다.",
        "Ri Song Guk contributed to producing vinalon.",
    ),
    (
        "남조선당국은 10.4선언을 리행하여야 한다.",
        "The south Korean authorities should implement the October 4 Declaration.",
    ),
    (
        "조국통일은 민족의 최대의 숙원이다.",
        "National reunification is the greatest desire of the nation.",
    ),
    (
        "위원군에서는 살림집 수백세대를 새로 지었다.",
        "Wiwon County built hundreds of new dwelling houses.",
    ),
    (
        "참가자들은 조선인민군 군인들의 공연을 관람하였다.",
        "The participants enjoyed a performance given by service personnel of the Korean People's Army.",
    ),
    (
        "공연은 절찬을 받았다.",
        "The performance was acclaimed by the audience. -0-",
    ),
)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(load_starter(), profile="kcna", date="2022-10-07")


def test_right_translations_pass(checker: Checker) -> None:
    beads = [BeadText(i, a, b) for i, (a, b) in enumerate(PAIRS)]
    loud = [f for f in checker.check(beads) if f.severity is not Severity.NOTE]
    assert [(f.bead, f.check, f.message) for f in loud] == []


@pytest.mark.parametrize(
    ("number", "right", "wrong", "check"),
    [
        (0, "Kim Jong Un", "Kim Jong-un", "names.south-style"),
        (0, "Kim Jong Un", "Kim Jung Un", "names.spelling"),
        (2, "Workers' Party of Korea", "Korean Labour Organization", "terms.missing"),
        (3, "October 7", "October 17", "dates.mismatch"),
        (4, "114 percent", "141 percent", "numbers.mismatch"),
        (5, "single-minded unity", "solidarity", "terms.missing"),
        (6, "77th", "76th", "numbers.mismatch"),
        (7, "5,000", "50,000", "numbers.mismatch"),
        (7, "Mt. Paektu", "the mountain", "names.missing"),
        (8, "press statement", "statement to media", "terms.house"),
        (10, "sovereignty and dignity", "rights and dignity", "terms.missing"),
        (12, "Pak Myong Il", "Park Myung-il", "names.south-style"),
        (12, "Pak Myong Il", "Myong Il Pak", "names.order"),
        (13, "1.3 times", "3.1 times", "numbers.mismatch"),
        (16, "“Revolutionary traditions of Paektu”", "“Revolutionary traditions of Paektu", "mechanics.quotes"),
        (18, "12,000", "120,000", "numbers.mismatch"),
        (20, "vinalon", "nylon", "terms.missing"),
        (21, "October 4", "June 15", "dates.mismatch"),
        (24, "given by", "given given by", "mechanics.repeated-word"),
        (25, " -0-", " (", "mechanics.brackets"),
    ],
)
def test_a_spoilt_one_is_found(checker: Checker, number: int, right: str, wrong: str, check: str) -> None:
    source, target = PAIRS[number]
    assert right in target
    found = checker.check([BeadText(0, source, target.replace(right, wrong))])
    assert check in {f.check for f in found if f.severity is not Severity.NOTE}
