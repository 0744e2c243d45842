"""What a number, date or quantity in a text means, as plain data.

Invariant: a `Value` says the same for the same meaning in any language: `7천만`, `70 million` and `7千万` have one value. What
is compared is `kind`, `value` and `unit`; the span and the words are for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Value:
    """One number, date or quantity of a text.

    `kind`: number (a count or measure), ordinal (fifth, 제8차), date, time (of day), percent, money, decade, weekday.
    `value`: int or Fraction; for dates an ISO string, partial where the text is (`2022-10-07`, `2022-10`, `2022`,
    `--10-07`, `--10`, `---07`); for times `HH:MM`; for weekdays 1 (Monday) to 7.
    `unit`: year, month, day, hour, minute, anniversary, age, person, km … or a currency code; empty where none is said.
    `start`, `end`: the half-open span in code points, `text` what stands there.
    """

    kind: str
    value: int | Fraction | str
    unit: str
    start: int
    end: int
    text: str
    approximate: bool = False
    """The text says about, more than, several: 수천, 30여, 30-odd. The value is the number itself (수천: 1000)."""
    weak: bool = False
    """The words may mean something else (one, a second, 한, 이): good for agreeing, not for missing it."""

    @property
    def key(self) -> tuple[str, int | Fraction | str, str]:
        """Return what two sides must share to say the same."""
        return (self.kind, self.value, self.unit)
