"""Schemas and official samples that lie beside the checkout: where they are, and a plain skip where they are not.

`MALMOI_SHARED` names the folder; without it `../shared` beside the checkout is looked at. Schemas carry no licence,
so they are never copied into the project.
"""

from __future__ import annotations

import functools
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import pytest
from lxml import etree

_ROOT = Path(os.environ.get("MALMOI_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")


def absent(what: str) -> NoReturn:
    """Skip the test because something outside the project is not there; under `make conformance` fail."""
    if os.environ.get("MALMOI_CONFORMANCE"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


def oracle(*parts: str) -> Path:
    """Return the path of a schema or sample, or skip the test and say which one is absent."""
    path = _ROOT.joinpath("schemas", *parts)
    if not path.exists():
        absent(f"oracle absent: schemas/{'/'.join(parts)} (set MALMOI_SHARED to the folder that has it)")
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
    if find_spec("elementpath") is None:
        absent("elementpath, which runs Schematron rules with XPath 2, is not installed")
    import elementpath

    rules: Any = etree.parse(str(schema))
    schematron = "{http://purl.oclc.org/dsdl/schematron}"
    parser = elementpath.XPath2Parser({n.get("prefix"): n.get("uri") for n in rules.iter(f"{schematron}ns")})
    tree = elementpath.get_node_tree(etree.ElementTree(parse(data)))
    parsed = functools.cache(parser.parse)

    def nodes(path: str) -> list[Any]:
        return list(parsed(path).select(elementpath.XPathContext(tree)))

    def holds(test: str, node: Any) -> bool:
        return bool(parsed(f"boolean({test})").evaluate(elementpath.XPathContext(tree, item=node)))

    findings = []
    for pattern in rules.iter(f"{schematron}pattern"):
        fired: set[int] = set()
        for rule in pattern.iter(f"{schematron}rule"):
            tests = [(c.get("test"), c) for c in rule.iter(f"{schematron}assert")]
            for node in nodes(f"//{rule.get('context')}"):
                if id(node) in fired:
                    continue
                fired.add(id(node))
                for test, check in tests:
                    if not holds(test, node):
                        findings.append(" ".join("".join(check.itertext()).split()))
    return findings
