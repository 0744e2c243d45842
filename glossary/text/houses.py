"""Which house a text comes from, told from the agency that its dateline names or from its source line."""

from __future__ import annotations

HOUSES = {
    "KCNA": "KCNA",
    "Korean Central News Agency": "KCNA",
    "조선중앙통신": "KCNA",
    "중앙통신": "KCNA",
    "朝鮮中央通信": "KCNA",
    "로동신문": "Rodong Sinmun",
    "労働新聞": "Rodong Sinmun",
    "조선의 소리": "Voice of Korea",
}
"""House by agency, as datelines print it."""

SITES = {"kcna.kp": "KCNA", "kcna.co.jp": "KCNA", "rodong.rep.kp": "Rodong Sinmun", "vok.rep.kp": "Voice of Korea"}
"""House by the site that a source line names."""


def house_of(agency: str, source_line: str = "") -> str:
    """Return the house of a text, empty where neither agency nor site is known."""
    known = HOUSES.get(agency.strip())
    return known or next((house for site, house in SITES.items() if site in source_line.casefold()), "")
