"""TMX and XLIFF against the official DTD and schemas."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from exports import registry
from glossary.alignment.beads import Bitext
from tests.contract.oracles import oracle, parse
from tests.contract.samples import BITEXT, bitexts


def written(name: str, bitext: Bitext) -> bytes:
    out = io.BytesIO()
    registry.alignment_format(name).write(bitext, out)
    return out.getvalue()


def tmx_errors(data: bytes) -> list[str]:
    with oracle("tmx", "tmx14.dtd").open("rb") as file:
        dtd: Any = etree.DTD(file)
    dtd.validate(parse(data))
    return [str(e) for e in dtd.error_log.filter_from_errors()]


def xliff_errors(data: bytes) -> list[str]:
    """Validate core and metadata module together: each module's schema knows only its own namespace."""
    core, metadata = (oracle("xliff", "2.1", name) for name in ("xliff_core_2.0.xsd", "metadata.xsd"))
    wrapper = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="urn:oasis:names:tc:xliff:document:2.0" schemaLocation="{core.as_uri()}"/>
<xs:import namespace="urn:oasis:names:tc:xliff:metadata:2.0" schemaLocation="{metadata.as_uri()}"/></xs:schema>"""
    schema: Any = etree.XMLSchema(etree.fromstring(wrapper.encode()))
    schema.validate(parse(data))
    return [str(e) for e in schema.error_log]


CHECKS = {"tmx": tmx_errors, "xliff": xliff_errors}


@pytest.mark.parametrize("name", CHECKS)
def test_everything(name: str) -> None:
    assert CHECKS[name](written(name, BITEXT)) == []


@pytest.mark.parametrize("name", CHECKS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bitext=bitexts())
def test_any_alignment(name: str, bitext: Bitext) -> None:
    assert CHECKS[name](written(name, bitext)) == []


def test_the_oracles_can_fail() -> None:
    assert tmx_errors(written("tmx", BITEXT).replace(b"<seg>", b"<sag>").replace(b"</seg>", b"</sag>"))
    assert xliff_errors(written("xliff", BITEXT).replace(b'state="final"', b'state="done"'))
