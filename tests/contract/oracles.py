"""Schemas and official samples that lie beside the checkout: where they are, and a plain skip where they are not.

`MALMOI_SHARED` names the folder; without it `../shared` beside the checkout is looked at. Schemas carry no licence,
so they are never copied into the project.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

_ROOT = Path(os.environ.get("MALMOI_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")


def oracle(*parts: str) -> Path:
    """Return the path of a schema or sample, or skip the test and say which one is absent."""
    path = _ROOT.joinpath("schemas", *parts)
    if not path.exists():
        pytest.skip(f"oracle absent: schemas/{'/'.join(parts)} (set MALMOI_SHARED to the folder that has it)")
    return path


def parse(data: bytes) -> Any:
    """Return a document as lxml parses it."""
    return etree.fromstring(data)


def relax_ng_errors(schema: Path, data: bytes) -> list[str]:
    """Return what a RelaxNG schema says against a document."""
    validator = etree.RelaxNG(etree.parse(str(schema)))
    validator.validate(parse(data))
    return [str(entry) for entry in validator.error_log]


def schematron_findings(schema: Path, data: bytes) -> list[str]:
    """Return the failed assertions of a Schematron schema with XPath 2; skips where elementpath is not installed.

    As the standard says, of the rules of one pattern only the first that matches a node is fired.
    """
    elementpath = pytest.importorskip("elementpath", reason="elementpath runs Schematron rules with XPath 2")
    rules: Any = etree.parse(str(schema))
    schematron = "{http://purl.oclc.org/dsdl/schematron}"
    namespaces = {n.get("prefix"): n.get("uri") for n in rules.iter(f"{schematron}ns")}
    document = etree.ElementTree(parse(data))

    def select(path: str, item: Any = None) -> Any:
        return elementpath.select(document, path, namespaces=namespaces, item=item, parser=elementpath.XPath2Parser)

    def findings() -> Iterator[str]:
        for pattern in rules.iter(f"{schematron}pattern"):
            fired: set[int] = set()
            for rule in pattern.iter(f"{schematron}rule"):
                for node in select(f"//{rule.get('context')}"):
                    element = getattr(node, "parent", node) if not etree.iselement(node) else node
                    key = hash((id(element), str(node)))
                    if key in fired:
                        continue
                    fired.add(key)
                    for check in rule.iter(f"{schematron}assert"):
                        if not _holds(select, check.get("test"), node, rule.get("context")):
                            yield " ".join("".join(check.itertext()).split())

    return list(findings())


def _holds(select: Any, test: str, node: Any, context: str) -> bool:
    if context.endswith("/@type"):  # an attribute: elementpath gives its value, the tests compare only that
        return any(f"'{node}'" == part.partition("=")[2].strip() for part in test.split(" or "))
    return bool(select(f"boolean({test})", node))
