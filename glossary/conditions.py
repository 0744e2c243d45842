"""The form of conditions such as `status=admitted` and `text~위원회`: a field, a sign, a value."""

from __future__ import annotations

import re
from collections.abc import Collection

from glossary.errors import UsageError

_SPLIT = re.compile(r"\s*([\w-]+)\s*(!=|!~|<=|>=|=|~|<|>)(.*)\Z", re.DOTALL)


def split_condition(text: str, fields: Collection[str]) -> tuple[str, str, str]:
    """Return (field, sign, value) of a condition. Raises UsageError that names the fields."""
    found = _SPLIT.match(text)
    name = found[1].replace("-", "_") if found else ""
    if found is None or name not in fields:
        raise UsageError(
            f"{text!r} is no condition: FIELD, one of = != ~ !~ < > <= >=, and a value.",
            hint=f"The fields are {', '.join(sorted(fields))}.",
        )
    return name, found[2], found[3].strip()
